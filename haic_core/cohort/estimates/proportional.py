"""Whether hazards are proportional, from counts: the test and its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.arms import together
from haic_core.cohort.estimates.cox import fitted
from haic_core.cohort.estimates.risk_sets import spread_of
from haic_core.cohort.estimates.survival import estimated
from haic_core.cohort.estimates.tails import beyond_chi_squared

ROUNDING = 1e-10
TEST = "score test of Grambsch and Therneau, time as 1 - S(t) of the groups together (R's cox.zph), ties by Breslow"


@dataclass(frozen=True, slots=True)
class Proportional:
    """The test of one hazard ratio for all times: small p, it changes. test: which of the several tests it is."""

    test: str
    chi2: float
    df: int
    p: float


def proportional(arms: Sequence[Arm], reference: str) -> Proportional | None:
    """The score test for a log hazard ratio that changes along 1 - S(t-); None where the groups have no finite ratio
    or events at one time only. Raises ValueError where no arm is the reference."""
    fit = fitted([arms], reference)
    if len(fit.groups) < 2:
        return None
    (sets,) = fit.strata
    whole = estimated(together([arm for arm in arms if arm.group in fit.groups], reference))
    before = np.searchsorted(np.array(whole.time), sets.time, side="left")
    along = 1.0 - np.concatenate([[1.0], whole.survival])[before]
    shares, died = fit.shares(sets), sets.events.sum(axis=0)
    along = along - float((along * died).sum() / died.sum())
    score = ((sets.events - shares * died) @ along)[1:]
    own = spread_of(shares, died)[1:, 1:]
    mixed = spread_of(shares, died * along)[1:, 1:]
    both = spread_of(shares, died * along**2)[1:, 1:]
    left = both - mixed @ np.linalg.solve(own, mixed)
    if np.linalg.eigvalsh(left).min() <= ROUNDING * np.diag(both).max():
        return None
    chi2 = float(score @ np.linalg.solve(left, score))
    return Proportional(TEST, chi2, len(score), beyond_chi_squared(chi2, len(score)))
