"""Groups compared from counts: the log-rank test, within strata or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.risk_sets import Numbers, RiskSets, risk_sets, spread_of
from haic_core.cohort.estimates.tails import beyond_chi_squared


@dataclass(frozen=True, slots=True)
class LogRank:
    """The log-rank test of no difference between groups."""

    chi2: float
    df: int
    p: float


def log_rank(arms: Sequence[Arm]) -> LogRank | None:
    """The log-rank test of some groups; None where fewer than two can have the event while another can too."""
    return stratified_log_rank([arms])


def stratified_log_rank(strata: Sequence[Sequence[Arm]]) -> LogRank | None:
    """The log-rank test of groups, compared within each stratum (a site) and matched by name."""
    groups = list(dict.fromkeys(arm.group for arms in strata for arm in arms))
    observed, expected = np.zeros(len(groups)), np.zeros(len(groups))
    variance = np.zeros((len(groups), len(groups)))
    for arms in strata:
        places = [groups.index(arm.group) for arm in arms]
        seen, due, spread = _log_rank_sums(risk_sets(arms))
        observed[places] += seen
        expected[places] += due
        variance[np.ix_(places, places)] += spread
    free = _but_one_of_each(variance < 0)
    if not len(free):
        return None
    excess, df = (observed - expected)[free], len(free)
    chi2 = float(excess @ np.linalg.solve(variance[np.ix_(free, free)], excess))
    return LogRank(chi2, df, beyond_chi_squared(chi2, df))


def _log_rank_sums(sets: RiskSets) -> tuple[Numbers, Numbers, Numbers]:
    """Events seen, events due, and the covariance of their difference, of the arms of one stratum."""
    there, died = sets.at_risk.sum(axis=0), sets.events.sum(axis=0)
    share = sets.at_risk / there
    left = died * np.where(there > 1, (there - died) / np.maximum(there - 1, 1.0), 0.0)
    return sets.events.sum(axis=1), (share * died).sum(axis=1), spread_of(share, left)


def _but_one_of_each(together: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The places of all groups but the first of each set that was compared, by whatever chain: the others follow."""
    linked = together | np.eye(len(together), dtype=bool)
    for _ in linked:
        linked = linked @ linked
    return np.flatnonzero([row[:place].any() for place, row in enumerate(linked)])
