"""Who is at risk when: an arm's cells as columns, and several arms side by side over the times of their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from haic_core.cohort.counts import Arm

Numbers = npt.NDArray[np.float64]
NORMAL_975 = 1.959963984540054


@dataclass(frozen=True)
class RiskSets:
    """Arms side by side: at risk just before, and events at, each time at which any of them has one, (arms, times)."""

    time: Numbers
    at_risk: Numbers
    events: Numbers


def columns(arm: Arm) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Time, events, events of another kind and all leaving, cell by cell."""
    cells = [(cell.time, cell.events, cell.competing, cell.leaving) for cell in arm.cells]
    table = np.array(cells, float).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def at_risk(arm: Arm, times: Numbers) -> Numbers:
    """Patients with entry < t <= exit at each of some times; all of an arm without entries are there from the start."""
    time, _, _, leaving = columns(arm)
    gone: Numbers = np.concatenate([[0.0], np.cumsum(leaving)])[np.searchsorted(time, times, side="left")]
    if not arm.entered:
        whole: Numbers = arm.n - gone
        return whole
    entry, count = np.array(arm.entered, float).T
    come: Numbers = np.concatenate([[0.0], np.cumsum(count)])[np.searchsorted(entry, times, side="left")]
    return come - gone


def risk_sets(arms: Sequence[Arm]) -> RiskSets:
    """Some arms side by side over the times of their events."""
    apart = [(time[events > 0], events[events > 0]) for time, events, _, _ in map(columns, arms)]
    times = np.unique(np.concatenate([time for time, _ in apart])) if apart else np.empty(0)
    events = np.zeros((len(apart), len(times)))
    for row, (time, died) in enumerate(apart):
        events[row, np.searchsorted(times, time)] = died
    return RiskSets(times, np.array([at_risk(arm, times) for arm in arms]).reshape(events.shape), events)


def spread_of(shares: Numbers, weights: Numbers) -> Numbers:
    """The covariance of the groups' events, summed over times of some weights each.

    Each variance is what the covariances of its row leave, so that it is exactly 0 where a group stands alone.
    """
    between = (shares * weights) @ shares.T
    np.fill_diagonal(between, 0.0)
    found: Numbers = np.diag(between.sum(axis=1)) - between
    return found
