"""Judging one criterion for one patient, three-valued: what is not recorded is never met and never unmet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from haic_core.case.fact_kinds import Value, as_number
from haic_core.case.facts import ULN_OF
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.span import AtLeast, AtMost, Between, LessThan, MoreThan, Span
from haic_core.judgement.known import Interval, Known
from haic_core.words.vocabulary import Finding

UNMET, OPEN, MET = 0, 1, 2
"""Kleene's three values as numbers: and is the least of them, or the greatest."""
FINDING = (Finding.NOT_MET, Finding.NOT_RECORDED, Finding.MET)
"""The finding of each of the three numbers."""

Facts = Mapping[str, Known]
Judge = Callable[[Facts], int]


def every(findings: Iterable[Finding]) -> Finding:
    """Kleene's and: one unmet decides, then one unrecorded, else all are met (an empty list is not recorded)."""
    return FINDING[min((FINDING.index(one) for one in findings), default=OPEN)]


def any_one(findings: Iterable[Finding]) -> Finding:
    """Kleene's or: one met decides, then one unrecorded, else none is met."""
    return FINDING[max((FINDING.index(one) for one in findings), default=OPEN)]


def judge_of(criterion: Criterion) -> Judge:
    """What judges this criterion, made once: it is asked for every patient and every supposed change."""
    judges = tuple(judge_of_condition(condition) for condition in criterion.conditions)
    if len(judges) == 1:
        return judges[0]
    return lambda facts: max(judge(facts) for judge in judges)


def judge(criterion: Criterion, facts: Facts) -> Finding:
    """What a criterion says of a patient of whom these facts are known."""
    return FINDING[judge_of(criterion)(facts)]


def judge_condition(condition: Condition, facts: Facts) -> Finding:
    """What one condition says; a multiple of the upper limit needs both the value and that limit."""
    return FINDING[judge_of_condition(condition)(facts)]


def compared_value(condition: Condition, facts: Facts) -> Known | None:
    """The value set against the bound: as known, or the exact multiple of the upper limit of normal."""
    value = facts.get(condition.fact)
    if value is None or not condition.times_uln or isinstance(value, Interval):
        return value
    limit = facts.get(ULN_OF[condition.fact])
    return None if limit is None or isinstance(limit, Interval) else as_number(value) / as_number(limit)


def judge_of_condition(condition: Condition) -> Judge:
    """What judges one condition."""
    code, span = condition.fact, condition.span
    if condition.times_uln:
        limit_code = ULN_OF[code]
        return lambda facts: _multiple_held(span, facts.get(code), facts.get(limit_code))
    if code == "her2":
        return _her2_judge(span)
    plain = _plain_test(span)
    if plain is None:
        return lambda facts: _held(span, facts.get(code))

    def judge_number(facts: Facts) -> int:
        value = facts.get(code)
        # Two decimals compare as they are written whether as floats or exactly; only what lies between needs more.
        if type(value) is float or type(value) is int:
            return MET if plain(value) else UNMET
        return _held(span, value)

    return judge_number


def _her2_judge(span: Span) -> Judge:
    """HER2-low is negative wherever a document knows two values."""
    words = span.bound if isinstance(span.bound, tuple) else (span.bound,)
    knows_low = "low" in words

    def judge_her2(facts: Facts) -> int:
        value = facts.get("her2")
        return _held(span, "negative" if value == "low" and not knows_low else value)

    return judge_her2


def _multiple_held(span: Span, value: Known | None, limit: Known | None) -> int:
    if value is None or limit is None or isinstance(value, Interval) or isinstance(limit, Interval):
        return OPEN
    return _held(span, as_number(value) / as_number(limit))


def _plain_test(span: Span) -> Callable[[float], bool] | None:
    match span:
        case AtMost(bound=bound):
            return lambda value: value <= bound
        case AtLeast(bound=bound):
            return lambda value: value >= bound
        case LessThan(bound=bound):
            return lambda value: value < bound
        case MoreThan(bound=bound):
            return lambda value: value > bound
        case Between(bound=(low, high)):
            return lambda value: low <= value <= high
        case _:
            return None


def _held(span: Span, value: Known | None) -> int:
    if value is None:
        return OPEN
    if not isinstance(value, Interval):
        return MET if span.holds(value) else UNMET
    ends = span.holds(value.low), span.holds(value.high)
    if all(ends):
        return MET
    # A span between two bounds can also lie inside the interval.
    inside = any(value.low <= edge <= value.high and span.holds(edge) for edge in span.edges)
    return OPEN if any(ends) or inside else UNMET


def told_value(value: Known | None) -> Value | tuple[float, float] | None:
    """A compared value as an answer holds it: an interval as its two ends."""
    if isinstance(value, Interval):
        return value.low, value.high
    return float(value) if isinstance(value, Fraction) else value
