"""How far the study's own curve may lie from ours: weighted quantiles over the ensemble."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction.axes import RowCurves, RowNumbers, Times
from haic_core.curves.reconstruction.ensemble import Ensemble
from haic_core.curves.reconstruction.summary import Summary

# The whole-curve band is the pointwise one and this much, over the root of n, to each side (conformal, benchmarks).
WHOLE_CURVE_ADDED = {"OS": 0.44, "PFS": 0.55}
# With neither deaths nor last follow-up printed the tail is open: measured under-coverage of both bands.
OPEN_TAIL_WIDENED, OPEN_TAIL_ADDED = 1.2, 1.5
NARROWED = 0.95  # simulated censoring is wider than real; brings real coverage of points to 95-97 % (benchmarks)
PRINTED_TO = 0.005  # survival is printed to the per cent


@dataclass(frozen=True)
class Band:
    """Pointwise 95 % limits and the whole-curve limits at the same times, each (k,)."""

    low: Times
    high: Times
    whole_low: Times
    whole_high: Times


def band(found: Ensemble, earliest: Times, latest: Times, follow_up_months: float, widened: float = 1.0) -> Band:
    """Limits that hold from `earliest` to `latest` (months, (k,)): high at the beginning, low at the end of each.

    Printed times are rounded, so the limits are also taken a little earlier and later. `widened` makes up for
    an ensemble of few independent members.
    """
    blur = max(0.06 * found.used.in_unit.a_month, 0.005 * follow_up_months)
    low, middle_low = _quantiles(found.survival_at(latest + blur), found.weight, (0.025, 0.5))
    high, middle_high = _quantiles(found.survival_at(np.maximum(earliest - blur, 0)), found.weight, (0.975, 0.5))
    middle = (middle_low + middle_high) / 2
    reach = NARROWED * widened * (OPEN_TAIL_WIDENED if _open_tail(found.used) else 1.0)
    low, high = middle - reach * (middle - low), middle + reach * (high - middle)
    low, high = np.clip(low - PRINTED_TO, 0, 1), np.clip(high + PRINTED_TO, 0, 1)
    high[earliest <= 0] = 1.0
    added = whole_curve_added(found.used)
    whole_low, whole_high = np.clip(low - added, 0, 1), np.clip(high + added, 0, 1)
    return Band(*(np.minimum.accumulate(side) for side in (low, high, whole_low, whole_high)))


def whole_curve_added(printed: Summary) -> float:
    """What the whole-curve band adds to each side of the pointwise band, as survival."""
    added = WHOLE_CURVE_ADDED[printed.endpoint] * (OPEN_TAIL_ADDED if _open_tail(printed) else 1.0)
    return float(added / np.sqrt(printed.n))


def _open_tail(printed: Summary) -> bool:
    return printed.events is None and printed.max_follow_up is None


def _quantiles(curves: RowCurves, weight: RowNumbers, levels: tuple[float, ...]) -> list[Times]:
    """Weighted quantiles (k,) of `curves` (rows, k), the smallest value whose share reaches the level."""
    order = np.argsort(curves, axis=0, kind="stable")
    ordered = np.take_along_axis(curves, order, 0)
    share = np.cumsum(weight[order], axis=0)
    last = len(weight) - 1
    return [ordered[np.minimum((share < level).sum(0), last), np.arange(curves.shape[1])] for level in levels]
