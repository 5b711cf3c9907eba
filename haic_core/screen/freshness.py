"""How fresh the facts are, as sentences: on an option's card, beside the form, and the limits with their origin."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.case.facts import FACTS
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.freshness import FactAge, Freshness
from haic_core.wording.freshness import limit_sentence
from haic_core.wording.phrases import joined


def age_line(ages: Sequence[FactAge], brief: bool = False) -> str:
    """How many facts are fresh, old, without a date, and (unless brief) by which limit; empty where none is
    recorded."""
    words = {
        Freshness.FRESH: "within the limit",
        Freshness.OLD: "too old",
        Freshness.AHEAD: "dated after today",
        Freshness.UNDATED: "without a date",
    }
    counts = [(sum(age.standing is standing for age in ages), said) for standing, said in words.items()]
    told = ", ".join(f"{count} {said}" for count, said in counts if count)
    if not told:
        return ""
    if brief:
        return f'<p class="hb-small">Dates: {escape(told)}.</p>'
    limits = "; ".join(limit_sentence(limit) for limit in dict.fromkeys(age.limit for age in ages))
    return f'<p class="hb-small">Dates: {escape(told)}. <span class="hb-muted">{escape(limits)}.</span></p>'


def limit_list(limits: Sequence[FreshnessLimit]) -> str:
    """Every limit, for the page that explains the verdicts."""
    items = "".join(
        f"<li>{escape(limit_sentence(limit))}<small>"
        f"{escape(joined(FACTS[code].label for code in limit.facts))}</small></li>"
        for limit in limits
    )
    return f'<ul class="hb-lines">{items}</ul>'
