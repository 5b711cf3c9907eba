"""What may be said between a site's own groups: log-rank, hazard ratios with their check, restricted means."""

from __future__ import annotations

from html import escape

from haic_core.cohort.estimates.cox import HazardRatio
from haic_core.cohort.result import Result
from haic_core.screen.html import note, table
from haic_core.wording.cohort import (
    HAZARDS,
    NO_RATIO,
    ONE_GROUP,
    OWN_GROUPS,
    PROPORTIONAL_BREAKS,
    PROPORTIONAL_HOLDS,
    p_said,
    tested,
)
from haic_core.words.decimals import plain

DOUBTFUL_P = 0.05


def comparison(result: Result, reference: str, horizon: float) -> str:
    """Everything between the groups drawn; a sentence where there is one only."""
    if len(result.drawn) < len(("one", "other")):
        return note(ONE_GROUP)
    return note(OWN_GROUPS) + _log_rank(result) + _ratios(result, reference, horizon) + _check(result, reference)


def _log_rank(result: Result) -> str:
    said = tested("Log-rank test between these groups", result.log_rank)
    return f'<p class="hb-small"><b>{escape(said)}</b></p>'


def _ratios(result: Result, reference: str, horizon: float) -> str:
    means = dict(result.differences(reference, horizon))
    rows = []
    for ratio in result.hazard_ratios(reference):
        mean = means.get(ratio.group)
        told = f"{mean.value:+.1f} months ({mean.low:.1f} to {mean.high:.1f})" if mean else "past last follow-up"
        rows.append((escape(ratio.group), *ratio_cells(ratio), told))
    titles = (
        f"Against {reference}",
        "Hazard ratio (95 % limits)",
        "Wald p",
        f"Difference of restricted means to {plain(horizon)} months",
    )
    return table(titles, rows) + note(HAZARDS.format(reference=reference))


def ratio_cells(ratio: HazardRatio) -> tuple[str, str]:
    """A hazard ratio with its limits, and its p; why there is none."""
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return NO_RATIO, ""
    return f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})", p_said(ratio.p)


def _check(result: Result, reference: str) -> str:
    test = result.proportional(reference)
    if test is None:
        return ""
    verdict = PROPORTIONAL_BREAKS if test.p < DOUBTFUL_P else PROPORTIONAL_HOLDS
    said = f"Proportional hazards, {test.test}: χ² = {test.chi2:.2f}, {p_said(test.p)}; {verdict}."
    return f'<p class="hb-small">{escape(said)}</p>'
