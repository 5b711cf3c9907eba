"""The restricted mean of a curve from counts, with a standard error of its own, and the difference of two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.cohort.estimates.risk_sets import NORMAL_975
from haic_core.cohort.estimates.survival import Estimate
from haic_core.cohort.estimates.tails import both_tails


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    """Area under a curve from ``begins`` to ``horizon`` and its Greenwood standard error, in the curve's unit."""

    value: float
    standard_error: float
    horizon: float
    begins: float = 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """One restricted mean less another, with 95 % limits and the p of no difference (None where neither can vary)."""

    value: float
    standard_error: float
    low: float
    high: float
    p: float | None


def restricted_mean(estimate: Estimate, horizon: float, begins: float = 0.0) -> RestrictedMean | None:
    """The exact step integral of a curve; None where the curve does not reach. begins: the landmark, if there is one.

    The variance is Greenwood's: the sum over event times of (area still to come)^2 d / (n (n - d)).
    """
    if not (begins < horizon and estimate.reaches(horizon)):
        return None
    time = np.array(estimate.time)
    inside = (time >= begins) & (time < horizon)  # an event at time zero is one
    survival = np.array(estimate.survival)[inside]
    edges = np.concatenate([[begins], time[inside], [horizon]])
    area = np.diff(edges) * np.concatenate([[1.0], survival])
    to_come = np.cumsum(area[::-1])[::-1][1:]
    there, events = np.array(estimate.at_risk, float)[inside], np.array(estimate.events, float)[inside]
    left = there - events
    term = np.where(left > 0, events / (np.maximum(there, 1.0) * np.maximum(left, 1.0)), 0.0)
    return RestrictedMean(float(area.sum()), float(np.sqrt((to_come**2 * term).sum())), horizon, begins)


def difference(one: RestrictedMean, other: RestrictedMean) -> Difference:
    """One restricted mean less another of the same span. Raises ValueError where the spans differ."""
    if (one.begins, one.horizon) != (other.begins, other.horizon):
        raise ValueError("Two restricted means can be compared over the same span only.")
    value = one.value - other.value
    error = float(np.hypot(one.standard_error, other.standard_error))
    p = both_tails(value / error) if error > 0 else None
    return Difference(value, error, value - NORMAL_975 * error, value + NORMAL_975 * error, p)
