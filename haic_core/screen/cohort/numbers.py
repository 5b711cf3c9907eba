"""The numbers beside a site's own curves: of each group, and of the other event where there is one."""

from __future__ import annotations

from html import escape

from haic_core.cohort.estimates.competing import Incidence
from haic_core.cohort.estimates.restricted_mean import RestrictedMean
from haic_core.cohort.result import Result
from haic_core.curves.kaplan_meier import NORMAL_975
from haic_core.screen.html import note, table
from haic_core.wording.cohort import COMPETING, MEDIAN_IS, group_name, median_with_limits, one, share_with_limits
from haic_core.words.decimals import plain

READ_AT = (12, 24, 36)


def numbers_table(result: Result, horizon: float) -> str:
    """Group by group: n, events, median, survival at fixed times, restricted mean."""
    titles = (
        "The site’s own",
        "n",
        "Events",
        "Median (95 % limits)",
        *(f"{month} months" for month in READ_AT),
        f"Restricted mean to {plain(horizon)} months",
    )
    rows = [
        (
            escape(group_name(result, drawn)),
            str(drawn.arm.n),
            str(drawn.arm.events),
            median_with_limits(drawn),
            *(share_with_limits(drawn.survival_at(month) if month >= result.begins else None) for month in READ_AT),
            _restricted(mean),
        )
        for drawn, mean in zip(result.drawn, result.restricted(horizon), strict=True)
    ]
    return f'<div class="hb-own">{table(titles, rows)}</div>{note(MEDIAN_IS)}'


def _restricted(mean: RestrictedMean | None) -> str:
    if mean is None:
        return "past last follow-up"
    return f"{one(mean.value)} months (SE {mean.standard_error:.2f})"


def incidence_table(result: Result) -> str:
    """Cumulative incidence of the event and of the other kind at fixed times; empty where no other is counted."""
    if not result.has_competing:
        return ""
    rows = [
        (f"{escape(group_name(result, drawn))}, {kind}", *(_share(found, month) for month in READ_AT))
        for drawn, both in zip(result.drawn, result.incidences, strict=True)
        for kind, found in zip(("the event", "the other event"), both, strict=True)
    ]
    titles = ("Cumulative incidence (Aalen-Johansen)", *(f"{month} months" for month in READ_AT))
    return note(COMPETING) + table(titles, rows)


def _share(found: Incidence, month: float) -> str:
    """With limits on the plain scale, never outside 0 and 100."""
    read = found.at(month)
    if read is None:
        return "past last follow-up"
    share, variance = read
    reach = NORMAL_975 * max(variance, 0.0) ** 0.5
    return f"{100 * share:.0f} % ({100 * max(share - reach, 0):.0f} to {100 * min(share + reach, 1):.0f})"
