"""What can be known of a patient when she is judged: what is recorded, and what follows from it.

A derived fact is an interval, because what is not recorded spans all that it could be. Nothing else is assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value, as_number, is_number
from haic_core.case.facts import NUMBERS, ULN_OF
from haic_core.evidence.criterion import Condition
from haic_core.evidence.derivation import PointScore
from haic_core.words.decimals import exact


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from low to high, both included: where the true value lies."""

    low: float
    high: float


Known = Value | Fraction | Interval
"""A recorded value, one supposed between two decimals, or an interval."""

_LONGEST_WEEKS = NUMBERS["weeks_since_chemotherapy"].high
# What a change of one fact changes besides.
_FOLLOW = {
    "inr": ("pt_times_control",),
    "weeks_since_systemic": ("weeks_since_chemotherapy",),
    "lung_dose_gy": ("lung_dose_cumulative_gy",),
    "prior_radioembolisation": ("lung_dose_cumulative_gy",),
}
TOLD_BY = {code: source for source, follow in reversed(_FOLLOW.items()) for code in follow}
"""The recorded fact that a fact not recorded itself is read from: of a prothrombin ratio the INR."""
ALSO_WORKED_OUT = frozenset(code for follow in _FOLLOW.values() for code in follow)
"""Recordable facts that another one may overrule: of a ratio and an INR the worse one counts."""


def known_facts(recorded: Mapping[str, Value | Fraction], scores: Sequence[PointScore]) -> dict[str, Known]:
    """Everything known of a patient by code, from her recorded facts."""
    known: dict[str, Known] = dict(recorded)
    # A prothrombin ratio and an INR tell the same; where both are recorded the worse one counts.
    ratio, inr = recorded.get("pt_times_control"), recorded.get("inr")
    if inr is not None:
        known["pt_times_control"] = inr if ratio is None else _larger(ratio, inr)
    # Chemotherapy is systemic therapy: it ended at least as long ago.
    weeks = recorded.get("weeks_since_systemic")
    if weeks is not None and "weeks_since_chemotherapy" not in recorded:
        known["weeks_since_chemotherapy"] = Interval(float(_number(weeks)), _LONGEST_WEEKS)
    # Of a first radioembolisation the dose of this treatment is the cumulative one.
    dose = recorded.get("lung_dose_gy")
    if dose is not None and recorded.get("prior_radioembolisation") is False:
        known["lung_dose_cumulative_gy"] = _larger(recorded.get("lung_dose_cumulative_gy", dose), dose)
    for score in scores:
        points = score.points(recorded)
        if points is not None:
            known[score.fact] = Interval(*points)
    return known


def following(code: str, scores: Sequence[PointScore]) -> tuple[str, ...]:
    """The facts that are known otherwise once one fact is: itself and what is derived from it."""
    derived = tuple(score.fact for score in scores if code in score.inputs)
    return (code, *_FOLLOW.get(code, ()), *derived)


def edges(
    code: str, condition: Condition, recorded: Mapping[str, Value], scores: Sequence[PointScore]
) -> Iterator[Fraction]:
    """Values of one recordable fact at which a condition may change its mind: its printed bounds, times the recorded
    upper limit where they are multiples of it, and the bounds of the points of a derived fact."""
    if condition.fact not in following(code, scores):
        return
    score = next((one for one in scores if one.fact == condition.fact), None)
    if score is not None:
        yield from (exact(edge) for part in score.part if part.fact == code for edge in part.two_points or ())
        return
    scale: Value | None = recorded.get(ULN_OF[code]) if condition.times_uln else 1
    if scale is not None:
        yield from (edge * as_number(scale) for edge in condition.span.edges)


def _number(value: Value | Fraction) -> float | Fraction:
    if is_number(value) or isinstance(value, Fraction):
        return value
    raise TypeError(f"{value!r} is not a number")


def _larger(one: Value | Fraction, other: Value | Fraction) -> Value | Fraction:
    return one if _number(one) >= _number(other) else other
