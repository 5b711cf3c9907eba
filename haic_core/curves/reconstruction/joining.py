"""Groups of one cohort put together: their union as one curve, and the log-rank statistic between two of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction.axes import Events, Patients, RowGroups, RowNumbers
from haic_core.curves.reconstruction.cohorts import Cohorts


@dataclass(frozen=True)
class Joined:
    """`union` (rows, N) of all groups in order of time, `group` (rows, N) the index of each patient's group."""

    union: Cohorts
    group: RowGroups

    @classmethod
    def of(cls, parts: Sequence[Cohorts]) -> Joined:
        """Join the same number of rows of every group, row by row."""
        log_time = np.concatenate([part.log_time for part in parts], axis=1)
        event = np.concatenate([part.event for part in parts], axis=1)
        group = np.concatenate([np.full(part.event.shape, g, np.int8) for g, part in enumerate(parts)], axis=1)
        order = np.argsort(log_time, axis=1, kind="stable")
        union = Cohorts.of(np.take_along_axis(log_time, order, 1), np.take_along_axis(event, order, 1))
        return cls(union, np.take_along_axis(group, order, 1))

    def part(self, index: int) -> Cohorts:
        """One group's patients again, after the union may have been stretched."""
        rows, mine = len(self.group), self.group == index
        return Cohorts.of(self.union.log_time[mine].reshape(rows, -1), self.union.event[mine].reshape(rows, -1))


def log_rank_z(joined: Joined) -> RowNumbers:
    """Standardised log-rank difference (rows,) between groups 0 and 1, no ties; positive when group 0 dies sooner."""
    first = joined.group == 0
    at_risk = np.arange(first.shape[1], 0, -1.0)
    of_first = first[:, ::-1].cumsum(axis=1)[:, ::-1]
    event, share = joined.union.event, of_first / at_risk
    expected = np.where(event, share, 0.0).sum(axis=1)
    variance = np.where(event, share * (1 - share), 0.0).sum(axis=1)
    difference: RowNumbers = (event & first).sum(axis=1) - expected
    spread: RowNumbers = np.sqrt(np.maximum(variance, 1e-12))
    return difference / spread


def log_rank_p(time_a: Patients, event_a: Events, time_b: Patients, event_b: Events) -> float:
    """Two-sided p of the log-rank test, ties by the hypergeometric variance."""
    time, event = np.concatenate([time_a, time_b]), np.concatenate([event_a, event_b])
    difference = variance = 0.0
    for t in np.unique(time[event]):
        n, d = (time >= t).sum(), (event & (time == t)).sum()
        n_a, d_a = (time_a >= t).sum(), (event_a & (time_a == t)).sum()
        difference += d_a - d * n_a / n
        if n > 1:
            variance += d * (n_a / n) * (1 - n_a / n) * (n - d) / (n - 1)
    return math.erfc(abs(difference) / math.sqrt(2 * variance)) if variance > 0 else 1.0
