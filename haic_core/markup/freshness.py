"""How fresh the facts are, as sentences: on an option's card, beside the form, and the limits with their origin."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.facts import FACTS
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.freshness import FactAge, Standing, Waiting
from haic_core.wording import joined

_NAMED = 3


def waiting_sentence(waiting: Waiting) -> str:
    """Why a verdict is provisional, or an empty string."""
    parts = []
    if waiting.missing:
        count = len(waiting.missing)
        parts.append(f"{count} {'fact' if count == 1 else 'facts'} not recorded")
    if waiting.old:
        parts.append(joined(_aged(age) for age in waiting.old[:_NAMED]) + _rest(len(waiting.old) - _NAMED))
    if waiting.undated:
        count = len(waiting.undated)
        parts.append(f"{count} {'fact' if count == 1 else 'facts'} without a date")
    return f"Provisional: {'; '.join(parts)}." if parts else ""


def _aged(age: FactAge) -> str:
    label = FACTS[age.fact].label
    if age.standing is Standing.AHEAD:
        return f"{label} dated after today"
    return f"{label} {days(age.days_old or 0)} old (limit {days(age.limit.days)})"


def _rest(count: int) -> str:
    return f" and {count} more" if count > 0 else ""


def days(count: int) -> str:
    """'1 day', '14 days'."""
    return f"{count} day{'' if count == 1 else 's'}"


def age_line(ages: Sequence[FactAge], brief: bool = False) -> str:
    """How many facts are fresh, old, without a date, and (unless brief) by which limit; empty where none is
    recorded."""
    words = {Standing.FRESH: "within the limit", Standing.OLD: "too old", Standing.AHEAD: "dated after today",
             Standing.UNDATED: "without a date"}
    counts = [(sum(age.standing is standing for age in ages), said) for standing, said in words.items()]
    told = ", ".join(f"{count} {said}" for count, said in counts if count)
    if not told:
        return ""
    if brief:
        return f'<p class="hb-small">Dates: {escape(told)}.</p>'
    limits = "; ".join(limit_sentence(limit) for limit in dict.fromkeys(age.limit for age in ages))
    return f'<p class="hb-small">Dates: {escape(told)}. <span class="hb-muted">{escape(limits)}.</span></p>'


def limit_sentence(limit: FreshnessLimit) -> str:
    """One limit with where it comes from."""
    origin = f"{limit.source}, {limit.locator}" if limit.source else "this project’s convention, printed in no document"
    return f"{limit.label}: {days(limit.days)} ({origin})"


def limit_list(limits: Sequence[FreshnessLimit]) -> str:
    """Every limit, for the page that explains the verdicts."""
    items = "".join(f"<li>{escape(limit_sentence(limit))}<small>"
                    f"{escape(joined(FACTS[code].label for code in limit.facts))}</small></li>" for limit in limits)
    return f'<ul class="hb-lines">{items}</ul>'
