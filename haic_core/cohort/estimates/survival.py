"""Kaplan-Meier from counts: survival, Greenwood's variance, log-log limits, the median, and what is read at a time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.risk_sets import NORMAL_975, Numbers, at_risk, columns
from haic_core.curves.kaplan_meier import HALF

FEW_AT_RISK = 10
"""Where fewer are at risk, a line is dotted and a figure read there says so."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An arm's curve in the unit of its counts: one place in each column for each time at which somebody left.

    at_risk: just before; events and survival: at that time. spread: Greenwood's sum, the variance of log survival, inf
    once all at risk had the event. low, high: pointwise 95 % log-log limits, None where survival is 0.
    The median is the first time with survival at or below one half; median_low and median_high are the first times the
    limits are there; None where they never are.
    """

    arm: Arm
    time: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]
    survival: tuple[float, ...]
    spread: tuple[float, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    median: float | None
    median_low: float | None
    median_high: float | None

    @property
    def median_at_risk(self) -> int | None:
        """How many are at risk where the median is read; None where it is not reached."""
        return None if self.median is None else self.at_risk_at(self.median)

    def reaches(self, time: float) -> bool:
        """Whether the curve says anything at a time: up to the last follow-up, and for good once nobody is left."""
        return bool(self.time) and time >= 0 and (time <= self.time[-1] or self.survival[-1] == 0)

    def survival_at(self, time: float) -> tuple[float, float | None, float | None] | None:
        """Survival just after a time with its limits; None past the last follow-up, where the curve says nothing unless
        it has come to 0."""
        if not self.reaches(time):
            return None
        place = bisect_right(self.time, time) - 1
        return (self.survival[place], self.low[place], self.high[place]) if place >= 0 else (1.0, 1.0, 1.0)

    def at_risk_at(self, time: float) -> int:
        """Patients with entry < t <= exit; at time zero all who are observed from there."""
        if time <= 0 and self.arm.entered:
            return sum(count for entry, count in self.arm.entered if entry <= 0)
        return int(at_risk(self.arm, np.array([time]))[0])


def estimated(arm: Arm) -> Estimate:
    """The Kaplan-Meier estimate of an arm; events of another kind count as leaving without the event."""
    time, events, _, _ = columns(arm)
    there = at_risk(arm, time)
    survival = np.cumprod((there - events) / np.where(there > 0, there, 1.0), dtype=np.float64)
    left = there - events
    with np.errstate(divide="ignore", invalid="ignore"):
        spread: Numbers = np.cumsum(np.where(events > 0, events / (there * left), 0.0))
    low, high = _limits(survival, spread)
    return Estimate(
        arm,
        tuple(time.tolist()),
        tuple(int(count) for count in there),
        tuple(int(count) for count in events),
        tuple(survival.tolist()),
        tuple(spread.tolist()),
        low,
        high,
        _first_at_half(time, tuple(survival.tolist())),
        _first_at_half(time, low),
        _first_at_half(time, high),
    )


def _limits(survival: Numbers, spread: Numbers) -> tuple[tuple[float | None, ...], tuple[float | None, ...]]:
    """Limits of each step on the log(-log) scale: both 1 before the first event, none where survival is 0."""
    inside = (survival > 0) & (survival < 1)
    base = np.where(inside, survival, 0.5)
    reach = NORMAL_975 * np.sqrt(np.where(inside, spread, 0.0)) / np.abs(np.log(base))
    sides = []
    for power in (np.exp(reach), np.exp(-reach)):
        limit = np.where(inside, base**power, survival)
        sides.append(tuple(None if s <= 0 else float(one) for s, one in zip(survival, limit)))
    return sides[0], sides[1]


def _first_at_half(time: Numbers, heights: tuple[float | None, ...]) -> float | None:
    return next((float(t) for t, height in zip(time, heights) if height is not None and height <= HALF), None)
