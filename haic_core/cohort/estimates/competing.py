"""Cumulative incidence from counts where an event of another kind can come first: Aalen and Johansen's estimate."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.risk_sets import Numbers, at_risk, columns


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share who had had the event by each time at which somebody left, and its variance."""

    time: tuple[float, ...]
    share: tuple[float, ...]
    variance: tuple[float, ...]

    def at(self, time: float) -> tuple[float, float] | None:
        """Share and variance at a time; None past the last follow-up."""
        if not self.time or not 0 <= time <= self.time[-1]:
            return None
        place = bisect_right(self.time, time) - 1
        return (self.share[place], self.variance[place]) if place >= 0 else (0.0, 0.0)


def aalen_johansen(arm: Arm) -> tuple[Incidence, Incidence]:
    """The cumulative incidence of the event, and that of the events of another kind."""
    time, events, competing, _ = columns(arm)
    there = np.maximum(at_risk(arm, time), 1.0)
    free = np.cumprod((there - events - competing) / there)
    before = np.concatenate([[1.0], free[:-1]])
    every = events + competing
    first, second = (
        Incidence(
            tuple(time.tolist()),
            tuple(np.cumsum(before * kind / there).tolist()),
            tuple(_variance(before, kind, every, there).tolist()),
        )
        for kind in (events, competing)
    )
    return first, second


def _variance(before: Numbers, kind: Numbers, every: Numbers, there: Numbers) -> Numbers:
    """Aalen's variance, as R's cmprsk has it: over the times up to t, what one more event of either kind does to I(t),
    squared, times the binomial variance of those events. I(t) is multiplied out, so that one pass is enough."""
    share = np.cumsum(before * kind / there)
    own, other = (some * (there - some) / np.maximum(there - 1.0, 1.0) for some in (kind, every - kind))
    gains = before / there
    left = there - every
    loses = np.where(left > 0, 1.0 / np.maximum(left, 1.0), 0.0)  # where nobody is left, nothing is to come
    both, cross = loses**2 * (own + other), gains * loses * own
    later = share**2 * np.cumsum(both) - 2 * share * np.cumsum(both * share) + np.cumsum(both * share**2)
    found: Numbers = np.cumsum(gains**2 * own) - 2 * (share * np.cumsum(cross) - np.cumsum(cross * share)) + later
    return found
