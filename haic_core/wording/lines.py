"""One line that is not met, as the board says it: 'ALT 2.7 ×, 2.5 allowed', 'not progressive on systemic therapy'."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.case.fact_kinds import Value, is_number
from haic_core.evidence.criterion import Condition
from haic_core.evidence.span import AtLeast, AtMost, Between, LessThan, MoreThan
from haic_core.judgement.options import LedgerRow
from haic_core.wording.facts import between, noun, state
from haic_core.wording.judgement import class_said
from haic_core.wording.phrases import joined
from haic_core.words.decimals import plain


def has_instead(row: LedgerRow, short: bool = False) -> str:
    """What the patient has, and what the line would have allowed; short: only what she has."""
    recorded = dict(row.recorded)
    told = [
        said if short or not (allowed := _allowed(condition)) else f"{said}, {allowed}"
        for condition in row.criterion.conditions
        if (said := _said(row, condition, recorded.get(condition.fact)))
    ]
    return joined(told) or noun(row.criterion.conditions[0].fact)


def bound_alone(row: LedgerRow) -> str:
    """What the line would have allowed, without what the patient has; nothing where it prints no bound."""
    return joined([told for condition in row.criterion.conditions if (told := _allowed(condition))])


def most_lenient(rows: Sequence[LedgerRow]) -> LedgerRow:
    """The line that would have let most patients through, of those on one scale with the last."""
    last = rows[-1].criterion.condition
    if last is None or isinstance(last.span, Between):
        return rows[-1]
    alike = [
        (row, condition)
        for row in rows
        if (condition := row.criterion.condition) is not None
        and type(condition.span) is type(last.span)
        and condition.times_uln == last.times_uln
    ]
    if isinstance(last.span, (AtMost, LessThan)):
        return max(alike, key=lambda one: max(one[1].span.edges))[0]
    if isinstance(last.span, (AtLeast, MoreThan)):
        return min(alike, key=lambda one: min(one[1].span.edges))[0]
    return rows[-1]


def _said(row: LedgerRow, condition: Condition, value: Value | None) -> str:
    if row.criterion.condition is not None:
        if isinstance(row.value, tuple):
            return f"{noun(condition.fact)} {between(condition.fact, *row.value)}{class_said(row)}"
        if condition.times_uln and is_number(row.value):
            return f"{noun(condition.fact)} {_multiple(row.value, condition)} ×"
    return "" if value is None else state(condition.fact, value)


def _multiple(value: float, condition: Condition) -> str:
    """A multiple of the upper limit, with as many decimals as set it apart from the bound."""
    edges = {float(edge) for edge in condition.span.edges}
    return plain(next((short for digits in (1, 2, 3) if (short := round(value, digits)) not in edges), value))


def _allowed(condition: Condition) -> str:
    match condition.span:
        case AtMost(bound=bound):
            return f"{plain(bound)} allowed"
        case LessThan(bound=bound):
            return f"below {plain(bound)} allowed"
        case AtLeast(bound=bound):
            return f"{plain(bound)} needed"
        case MoreThan(bound=bound):
            return f"above {plain(bound)} needed"
        case Between(bound=(low, high)):
            return f"{plain(low)} to {plain(high)} taken"
        case _:
            return ""
