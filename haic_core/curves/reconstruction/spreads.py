"""How sure survival at a time is: Greenwood's standard error, and the three kinds of limits that software prints."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from haic_core.curves.reconstruction.axes import TimeCounts, Times


def standard_error_at(time: Times, at_risk: TimeCounts, events: TimeCounts, at: float) -> float:
    """Greenwood's standard error of survival just after `at`; 0 before the first event and once everybody died."""
    until = time <= at
    left = at_risk[until] - events[until]
    if not (left > 0).all():
        return 0.0
    share = float(np.prod(left / at_risk[until]))
    return share * math.sqrt(float((events[until] / (at_risk[until] * left)).sum()))


def limits_of(share: float, se: float, z: float) -> Iterator[tuple[float, float]]:
    """The limits at the deviate `z` in three ways: plain, on the log and on the log-log scale; both `share` where it is
    0 or 1 and has none."""
    if not 0 < share < 1:
        yield share, share
        return
    yield max(share - z * se, 0.0), min(share + z * se, 1.0)
    relative = z * se / share
    yield share * math.exp(-relative), min(share * math.exp(relative), 1.0)
    wide = math.exp(relative / -math.log(share))
    yield share**wide, share ** (1 / wide)


def standard_error_from(share: float, low: float, high: float, z: float) -> float:
    """The standard error behind two printed limits of survival, whichever scale they were taken on: of the three, the
    one whose limits lie nearest."""
    tried = [(high - low) / (2 * z)]
    if low > 0 and 0 < share < 1:
        tried.append(share * math.log(high / low) / (2 * z))
        if high < 1:
            tried.append(share * -math.log(share) * math.log(math.log(low) / math.log(high)) / (2 * z))
    return min(tried, key=lambda se: min(abs(a - low) + abs(b - high) for a, b in limits_of(share, se, z)))
