"""How old facts are and which verdicts are provisional, in words."""

from __future__ import annotations

from haic_core.case.facts import FACTS
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.freshness import FactAge, Freshness, Waiting
from haic_core.wording.phrases import joined

_NAMED = 3


def waiting_sentence(waiting: Waiting) -> str:
    """Why a verdict is provisional, or an empty string."""
    parts = []
    if waiting.old:
        parts.append(joined(_aged(age) for age in waiting.old[:_NAMED]) + _rest(len(waiting.old) - _NAMED))
    if waiting.undated:
        count = len(waiting.undated)
        parts.append(f"{count} {'fact' if count == 1 else 'facts'} without a date")
    return f"Provisional: {'; '.join(parts)}." if parts else ""


def _aged(age: FactAge) -> str:
    label = FACTS[age.fact].label
    if age.standing is Freshness.AHEAD:
        return f"{label} dated after today"
    return f"{label} {days(age.days_old or 0)} old (limit {days(age.limit.days)})"


def _rest(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def days(count: int) -> str:
    """'1 day', '14 days'."""
    return f"{count} day{'' if count == 1 else 's'}"


def limit_sentence(limit: FreshnessLimit) -> str:
    """One limit with where it comes from."""
    origin = f"{limit.source}, {limit.locator}" if limit.source else "this project’s convention, printed in no document"
    return f"{limit.label}: {days(limit.days)} ({origin})"
