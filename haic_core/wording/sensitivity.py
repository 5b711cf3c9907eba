"""How far a verdict holds, in words."""

from __future__ import annotations

from fractions import Fraction

from haic_core.case.fact_kinds import spoken
from haic_core.judgement.sensitivity import Sensitivity, Stretch
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.option import STANDING_SHORT
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import Standing, Verdict

STRETCH_WORDS = {
    Verdict.MEETS: "meets",
    Verdict.CAUTION: "meets with caution",
    Verdict.FAILS: "does not meet",
    Verdict.UNKNOWN: "still open",
}


def sensitivity_sentence(one: Sensitivity) -> str:
    """The strip in words: 'Does not meet below 100 ×10⁹/L; meets from 100 ×10⁹/L.'"""
    if one.answers:
        by_verdict: dict[Verdict, list[str]] = {}
        for answer, verdict in one.answers:
            by_verdict.setdefault(verdict, []).append(spoken(answer))
        told = [f"{STRETCH_WORDS[verdict]}: {joined(words, 'or')}" for verdict, words in by_verdict.items()]
    else:
        told = [f"{STRETCH_WORDS[stretch.verdict]} {_over(one, stretch)}" for stretch in one.stretches]
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def strips_said(verdict: Verdict, standing: Standing | None) -> str:
    """What the strips show, and the verdict they start from: one that is still open by the name that its card has."""
    stands = f"{STANDING_SHORT[standing].lower()}, so " if standing else ""
    return (
        f"One fact is moved, all others stay as recorded. The verdict now: {VERDICT_GLYPH[verdict]} "
        f"{stands}{STRETCH_WORDS[verdict]}. Diamond: the recorded value. Each strip shows the stretch around the "
        f"bounds and goes on to the end of the allowed range."
    )


def _over(one: Sensitivity, stretch: Stretch) -> str:
    first, last = stretch is one.stretches[0], stretch is one.stretches[-1]
    if first and last:
        return "at any value"
    low, high = (quantity(one.fact, _value(end)) for end in (stretch.low, stretch.high))
    if first:
        return f"{'up to' if stretch.high_included else 'below'} {high}"
    if last:
        return f"{'from' if stretch.low_included else 'above'} {low}"
    start = "from" if stretch.low_included else "above"
    return f"{start} {low} {'to' if stretch.high_included else 'to below'} {high}"


def _value(end: Fraction) -> float | int:
    number = float(round(end, 4))
    return int(number) if number.is_integer() else number
