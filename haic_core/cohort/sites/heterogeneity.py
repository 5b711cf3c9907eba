"""How far the hazard ratios of several sites differ: Cochran's Q and I2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.cohort.estimates.cox import HazardRatio
from haic_core.cohort.estimates.tails import beyond_chi_squared


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Cochran's Q on the log hazard ratios of a group against another, weighted by their inverse variances.

    i2: the share of their spread beyond chance, 0 to 1. sites: how many have a finite ratio.
    """

    group: str
    against: str
    sites: int
    q: float
    df: int
    p: float
    i2: float


def heterogeneity(ratios: Sequence[HazardRatio]) -> Heterogeneity | None:
    """The Q of one ratio at several sites; None where fewer than two have a finite one."""
    finite = [(one.log, one.standard_error) for one in ratios if one.log is not None and one.standard_error]
    if len(finite) < 2:
        return None
    logs, errors = np.array(finite, float).T
    weights = 1 / errors**2
    mean = float((weights * logs).sum() / weights.sum())
    q, df = float((weights * (logs - mean) ** 2).sum()), len(finite) - 1
    first = ratios[0]
    beyond = max(0.0, 1 - df / q) if q > 0 else 0.0
    return Heterogeneity(first.group, first.against, len(finite), q, df, beyond_chi_squared(q, df), beyond)
