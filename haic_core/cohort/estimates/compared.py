"""Groups compared from counts: the log-rank test, within strata or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2 as chi_squared

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.risk_sets import Numbers, RiskSets, risk_sets


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
    asked = np.flatnonzero(expected > 0)
    df = int(np.linalg.matrix_rank(variance[np.ix_(asked, asked)], hermitian=True)) if len(asked) else 0
    if df == 0:
        return None
    excess = (observed - expected)[asked]
    chi2 = float(excess @ np.linalg.pinv(variance[np.ix_(asked, asked)], hermitian=True) @ excess)
    return LogRank(chi2, df, float(chi_squared.sf(chi2, df)))


def _log_rank_sums(sets: RiskSets) -> tuple[Numbers, Numbers, Numbers]:
    """Events seen, events due, and the covariance of their difference, of the arms of one stratum."""
    there, died = sets.at_risk.sum(axis=0), sets.events.sum(axis=0)
    share = sets.at_risk / there
    spread = died * np.where(there > 1, (there - died) / np.maximum(there - 1, 1.0), 0.0)
    variance = np.diag((share * spread).sum(axis=1)) - (share * spread) @ share.T
    return sets.events.sum(axis=1), (share * died).sum(axis=1), variance
