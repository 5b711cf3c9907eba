"""The numbers beside a site's own curves: of each group, and of the other event where there is one."""

from __future__ import annotations

from html import escape

from haic_core.cohort.estimates.competing import Incidence
from haic_core.cohort.estimates.restricted_mean import RestrictedMean
from haic_core.cohort.estimates.survival import Estimate
from haic_core.cohort.result import Result
from haic_core.curves.kaplan_meier import NORMAL_975
from haic_core.screen.html import note, table
from haic_core.wording.cohort import (
    AT_RISK_IS,
    COMPETING,
    MEDIAN_IS,
    at_risk_there,
    group_name,
    median_rests_on,
    median_with_limits,
    one,
    share_with_limits,
)
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
            _resting(median_with_limits(drawn), median_rests_on(drawn)),
            *(_survival(drawn, month, result.begins) for month in READ_AT),
            _restricted(mean),
        )
        for drawn, mean in zip(result.drawn, result.restricted(horizon), strict=True)
    ]
    return f'<div class="hb-own">{table(titles, rows)}</div>{note(f"{MEDIAN_IS} {AT_RISK_IS}")}'


def _survival(drawn: Estimate, month: float, begins: float) -> str:
    """Survival at a time, and how many were still at risk there."""
    read = drawn.survival_at(month) if month >= begins else None
    return _resting(share_with_limits(read), at_risk_there(drawn.at_risk_at(month)) if read else ())


def _resting(figure: str, left: tuple[str, ...]) -> str:
    """A figure, and under it on how many it rests, where it was reached."""
    return f'{figure}<br><span class="hb-muted">{left[0]}</span>' if left else figure


def _restricted(mean: RestrictedMean | None) -> str:
    if mean is None:
        return "past last follow-up"
    return f"{one(mean.value)} months (SE {mean.standard_error:.2f})"


def incidence_table(result: Result) -> str:
    """Cumulative incidence of the event and of the other kind at fixed times; empty where no other is counted."""
    if not result.has_competing:
        return ""
    rows = [
        (f"{escape(group_name(result, drawn))}, {kind}", *(_share(drawn, found, month) for month in READ_AT))
        for drawn, both in zip(result.drawn, result.incidences, strict=True)
        for kind, found in zip(("the event", "the other event"), both, strict=True)
    ]
    titles = ("Cumulative incidence (Aalen-Johansen)", *(f"{month} months" for month in READ_AT))
    return f"{note(f'{COMPETING} {AT_RISK_IS}')}{table(titles, rows)}"


def _share(drawn: Estimate, found: Incidence, month: float) -> str:
    """With limits on the plain scale, never outside 0 and 100."""
    read = found.at(month)
    if read is None:
        return "past last follow-up"
    share, variance = read
    reach = NORMAL_975 * max(variance, 0.0) ** 0.5
    told = f"{100 * share:.0f} % ({100 * max(share - reach, 0):.0f} to {100 * min(share + reach, 1):.0f})"
    return _resting(told, at_risk_there(drawn.at_risk_at(month)))
