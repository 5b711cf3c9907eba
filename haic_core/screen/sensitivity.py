"""Sensitivity as strips: the values of one fact from left to right, each stretch with its verdict, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from html import escape

from haic_core.case.fact_kinds import as_number, spoken
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.judgement.sensitivity import Sensitivity
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.phrases import joined, quantity
from haic_core.wording.sensitivity import sensitivity_sentence, strips_said
from haic_core.words.decimals import exact, plain
from haic_core.words.vocabulary import Standing, Verdict

_NARROWEST = 9.0
_LIMITS_OF_NORMAL = frozenset(ULN_OF.values())


def sensitivity_strips(found: Sequence[Sensitivity], verdict: Verdict, standing: Standing | None = None) -> str:
    """The facts that could change the verdict, the nearest first; the others in one sentence. standing: how an option
    stands that is still open."""
    telling = sorted((one for one in found if one.decides and not _is_settled(one)), key=_order)
    silent = [one for one in found if not one.decides]
    rows = "".join(_row(one) for one in telling)
    none = "" if telling else '<p class="hb-small">No single fact would change this verdict.</p>'
    closing = (
        f'<details class="hb-more"><summary>{len(silent)} facts that change nothing on their own</summary>'
        f"{escape(joined(FACTS[one.fact].label for one in silent))}</details>"
        if silent
        else ""
    )
    return (
        f'<p class="hb-small hb-muted">{escape(strips_said(verdict, standing))}</p>'
        f'<div class="hb-reaches">{rows}</div>{none}{closing}'
    )


def _is_settled(one: Sensitivity) -> bool:
    """What no treatment or waiting changes is not worth a strip of alternatives, unless it is a number such as age."""
    return FACTS[one.fact].fixed and one.recorded is not None and not one.stretches


def _order(one: Sensitivity) -> tuple[bool, bool, float, int]:
    """Recorded numbers by how near a change is, then recorded choices, then what is not recorded, then limits."""
    return one.fact in _LIMITS_OF_NORMAL, one.recorded is None, one.margin, list(FACTS).index(one.fact)


def _row(one: Sensitivity) -> str:
    drawn = _number_strip(one) if one.stretches else _choice_strip(one)
    value = "not recorded" if one.recorded is None else quantity(one.fact, one.recorded)
    return (
        f'<div class="hb-reach"><p class="hb-reach-name"><b>{escape(FACTS[one.fact].label)}</b><br>'
        f'<span class="hb-muted">{escape(value)}</span></p>{drawn}'
        f'<p class="hb-reach-said">{escape(sensitivity_sentence(one))}</p></div>'
    )


def _choice_strip(one: Sensitivity) -> str:
    cells = "".join(
        f'<i class="hb-{verdict.value}{" hb-own" if answer == one.recorded else ""}">{VERDICT_GLYPH[verdict]} '
        f"{escape(spoken(answer))}</i>"
        for answer, verdict in one.answers
    )
    return f'<span class="hb-answers" aria-hidden="true">{cells}</span>'


def _number_strip(one: Sensitivity) -> str:
    left, right = window(one)
    span = float(right - left) or 1.0

    def at(number: Fraction) -> float:
        return 100 * float(min(max(number, left), right) - left) / span

    parts = []
    for stretch in one.stretches:
        start, end = at(stretch.low), at(stretch.high)
        if NUMBERS[one.fact].whole:
            start, end = at(stretch.low - Fraction(1, 2)), at(stretch.high + Fraction(1, 2))
        if end <= start:
            continue
        glyph = VERDICT_GLYPH[stretch.verdict] if end - start > _NARROWEST / 2 else ""
        parts.append(
            f'<i class="hb-{stretch.verdict.value}" style="left:{start:.2f}%;width:{end - start:.2f}%">{glyph}</i>'
        )
    ticks = "".join(f'<b style="left:{at(end):.2f}%">{plain(float(end))}</b>' for end in _spaced(_ends(one), at))
    mark = "" if one.recorded is None else f'<u style="left:{at(as_number(one.recorded)):.2f}%"></u>'
    return f'<span class="hb-stretches" aria-hidden="true">{"".join(parts)}{mark}{ticks}</span>'


def window(one: Sensitivity) -> tuple[Fraction, Fraction]:
    """The part of the axis worth drawing: every change of verdict and the recorded value, with room on both sides."""
    fact = NUMBERS[one.fact]
    points = _ends(one) + ([as_number(one.recorded)] if one.recorded is not None else [])
    low, high = min(points), max(points)
    room = max((high - low) / 3, max(abs(high), abs(low)) / 4, exact(fact.step) * 2)
    return max(low - room, exact(fact.low)), min(high + room, exact(fact.high))


def _ends(one: Sensitivity) -> list[Fraction]:
    """Where one stretch ends and the next begins; of whole numbers the first of the next."""
    return [stretch.low for stretch in one.stretches[1:]]


def _spaced(ends: Sequence[Fraction], at: Callable[[Fraction], float]) -> list[Fraction]:
    """Ends that can be labelled without their numbers touching."""
    kept: list[Fraction] = []
    for end in ends:
        if not kept or at(end) - at(kept[-1]) > _NARROWEST:
            kept.append(end)
    return kept
