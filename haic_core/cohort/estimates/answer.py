"""The groups of a cohort as the command line gives them: curve, median, what is read at times, restricted means."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.compared import LogRank
from haic_core.cohort.estimates.restricted_mean import restricted_mean
from haic_core.cohort.estimates.survival import Estimate, estimated


def groups_answer(
    arms: Sequence[Arm], at: Sequence[float] = (), horizons: Sequence[float] = (), begins: float = 0.0
) -> list[dict[str, object]]:
    """Group by group, at some times and horizons; a time past a group's last follow-up is null. Where no times are
    asked for, the whole curve. begins: the landmark, where the arms begin at one."""
    return [_group(estimated(arm), at, horizons, begins) for arm in arms]


def log_rank_answer(test: LogRank | None) -> dict[str, object] | None:
    """The log-rank test, null where nothing can be compared."""
    return None if test is None else {"chi2": test.chi2, "df": test.df, "p": test.p}


def _group(found: Estimate, at: Sequence[float], horizons: Sequence[float], begins: float) -> dict[str, object]:
    means = {f"{horizon:g}": restricted_mean(found, horizon, begins) for horizon in horizons}
    return {
        "group": found.arm.group,
        "n": found.arm.n,
        "events": found.arm.events,
        "median": found.median,
        "median_ci": [found.median_low, found.median_high],
        "median_at_risk": found.median_at_risk,
        "survival": [[time, *(found.survival_at(time) or (None, None, None))] for time in at or found.time],
        "at_risk": [[time, found.at_risk_at(time)] for time in at or found.time],
        "rmst": {
            horizon: None if mean is None else {"value": mean.value, "se": mean.standard_error}
            for horizon, mean in means.items()
        },
    }
