"""The confidence limits of a median as different software computes them, for many cohorts at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction.axes import RowCounts, RowEvents, RowNumbers
from haic_core.curves.reconstruction.cohorts import Cohorts


@dataclass(frozen=True)
class Slope:
    """What the SPSS standard error rests on: indexes (rows,) either side of the median, and the relation to the gap.

    `width_per_se`: the gap in months between the two neighbours divided by the standard error of the median.
    """

    before: RowCounts
    after: RowCounts
    width_per_se: RowNumbers
    se: RowNumbers


def slope(cohorts: Cohorts, median: RowCounts) -> Slope:
    """SPSS: SE of the median = se(S(median)) / density, the density taken from the last event time with
    S >= 0.55 to the first with S <= 0.45. Times of `cohorts` are logs; `se` is in the unit of the times."""
    n = cohorts.log_time.shape[1]
    last_event = np.maximum.accumulate(np.where(cohorts.event, np.arange(n), -1), axis=1)
    above = (cohorts.survival >= 0.55 - 1e-9).sum(axis=1) - 1
    row = np.arange(len(above))
    before = np.where(above >= 0, last_event[row, np.maximum(above, 0)], -1)
    after = cohorts.first_at_or_below(0.45)
    upper, lower = cohorts.survival_after(before + 1), cohorts.survival[row, np.minimum(after, n - 1)]
    at = np.minimum(median, n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        level = cohorts.survival[row, at]
        se_level = np.where(level > 0, level * np.sqrt(np.minimum(cohorts.variance[row, at], 1e9)), 0.0)
        width_per_se = (upper - lower) / se_level
        width = np.exp(cohorts.time_at(after)) - np.exp(cohorts.time_at(before))
        se = np.where(after < n, width / width_per_se, np.nan)
    return Slope(before, after, width_per_se, se)


def crossings(cohorts: Cohorts, ci_type: str, z: float) -> tuple[RowCounts, RowCounts]:
    """Brookmeyer-Crowley limits ('log' or 'log-log') at the deviate `z`: indexes (rows,) of the first patients after
    whom the lower and the upper pointwise confidence limit of S are at or below one half; n when never."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if ci_type == "log":
            centre, spread = np.log(cohorts.survival / 0.5), z * np.sqrt(cohorts.variance)
            lower, upper = centre - spread <= 1e-9, centre + spread <= 1e-9
        else:
            log_survival = np.log(cohorts.survival)
            centre = np.log(-log_survival) - np.log(np.log(2.0))
            spread = z * np.sqrt(cohorts.variance) / -log_survival
            lower, upper = centre + spread >= -1e-9, centre - spread >= -1e-9
    lower |= cohorts.survival <= 0
    return _first(lower), _first(upper)


def _first(true: RowEvents) -> RowCounts:
    first: RowCounts = np.where(true.any(axis=1), true.argmax(axis=1), true.shape[1])
    return first
