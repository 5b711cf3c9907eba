"""How far a verdict holds, in words."""

from __future__ import annotations

from fractions import Fraction

from haic_core.case.fact_kinds import spoken
from haic_core.judgement.sensitivity import Sensitivity, Stretch
from haic_core.wording.judgement import VERDICT_SHORT
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import Verdict


def sensitivity_sentence(one: Sensitivity) -> str:
    """The strip in words: 'Meets from 100 ×10⁹/L; below: Does not meet.'"""
    if one.answers:
        by_verdict: dict[Verdict, list[str]] = {}
        for answer, verdict in one.answers:
            by_verdict.setdefault(verdict, []).append(spoken(answer))
        told = [f"{VERDICT_SHORT[verdict]}: {joined(words, 'or')}" for verdict, words in by_verdict.items()]
    else:
        told = [f"{VERDICT_SHORT[stretch.verdict]} {_over(one, stretch)}" for stretch in one.stretches]
    return f"{'; '.join(told)}."


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
