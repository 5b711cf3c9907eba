"""The Kaplan-Meier estimate of patient-level records, ties included, and the figures read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

from haic_core.curves.kaplan_meier import HALF
from haic_core.curves.reconstruction.axes import Events, Patients, TimeCounts, Times
from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.limits import crossings, slope
from haic_core.curves.reconstruction.portable import exp_of, log_of
from haic_core.curves.reconstruction.printed import Z95
from haic_core.curves.reconstruction.summary import CI_TYPES


@dataclass(frozen=True)
class Estimate:
    """Distinct times in months, ascending; at risk just before, events and censored at, survival after, each (k,).

    Someone censored at a time is still at risk for an event at that time.
    """

    time: Times
    at_risk: TimeCounts
    events: TimeCounts
    censored: TimeCounts
    survival: Times

    @classmethod
    def of(cls, time: Patients, event: Events) -> Estimate:
        """Estimate from records: `time` (n,) in months, `event` (n,) true for an event, false for censored."""
        distinct, place, counts = np.unique(time, return_inverse=True, return_counts=True)
        events = np.bincount(place, weights=event).astype(int)
        at_risk = len(time) - np.concatenate([[0], np.cumsum(counts)[:-1]])
        survival = np.cumprod((at_risk - events) / at_risk)
        return cls(distinct, at_risk, events, counts - events, survival)

    @overload
    def survival_at(self, months: float) -> float: ...

    @overload
    def survival_at(self, months: Times) -> Times: ...

    def survival_at(self, months: Times | float) -> Times | float:
        """Survival just after `months`; the last value is kept beyond the last record."""
        return np.concatenate([[1.0], self.survival])[np.searchsorted(self.time, months, side="right")]

    def as_lifelines(self) -> Times:
        """Survival after each time, summed in logarithms as lifelines does it on this processor: to its last bit.
        `survival` is a product, the same on every machine, and nothing is chosen by the other."""
        with np.errstate(divide="ignore"):  # everybody dead: log 0, survival 0
            summed: Times = np.exp(np.cumsum(np.log(self.at_risk - self.events) - np.log(self.at_risk)))
        return summed

    def median(self) -> float | None:
        """First time with survival at or below one half, with tolerance; None when not reached."""
        below = np.flatnonzero(self.survival <= HALF)
        return float(self.time[below[0]]) if len(below) else None

    def at_one_half(self) -> str:
        """'clear' when no step lies at one half; else whether a reader without tolerance has the median 'found' or
        'missed': the curve is summed in logarithms, as lifelines does, and may come to 0.5000000000000001."""
        on_half = np.flatnonzero(np.abs(self.survival - 0.5) < 1e-7)
        if not len(on_half):
            return "clear"
        until = on_half[0] + 1
        left = self.at_risk[:until] - self.events[:until]
        summed = sum(log_of(int(stay)) - log_of(int(all_)) for stay, all_ in zip(left, self.at_risk[:until]))
        return "found" if exp_of(summed) <= 0.5 else "missed"

    def interval(self, ci_type: str, z: float = Z95) -> tuple[float | None, float | None]:
        """Limits of the median at the deviate `z`; None where not reached. Raises ValueError for another type."""
        if ci_type not in CI_TYPES:
            raise ValueError(f"an interval of the median is one of {', '.join(CI_TYPES)}, not {ci_type!r}")
        left = np.where(self.at_risk > self.events, self.at_risk - self.events, 1)
        term = np.where(self.at_risk > self.events, self.events / (self.at_risk * left), np.inf)
        with np.errstate(divide="ignore"):
            one = Cohorts(np.log(self.time)[None], (self.events > 0)[None], self.survival[None], np.cumsum(term)[None])
        if ci_type == "spss":
            middle = self.median()
            se = slope(one, one.first_at_or_below(0.5)).se[0]
            if middle is None or not np.isfinite(se):
                return None, None
            return middle - z * se, middle + z * se
        first, last = crossings(one, ci_type, z)
        return self._time_of(int(first[0])), self._time_of(int(last[0]))

    def _time_of(self, place: int) -> float | None:
        return float(self.time[place]) if place < len(self.time) else None

    def restricted_mean(self, months: float) -> float | None:
        """Area under the curve to `months`, exact; None beyond the last record."""
        if months > self.time[-1] + 1e-9:
            return None
        inside = self.time < months
        edges = np.concatenate([[0.0], self.time[inside], [months]])
        return float((np.diff(edges) * np.concatenate([[1.0], self.survival[inside]])).sum())
