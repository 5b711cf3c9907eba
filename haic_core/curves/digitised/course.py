"""The course of a curve as the search walks it: drops and rows of the at-risk table in order of time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.digitised.axes import Levels, StepCounts, StepMask, Steps
from haic_core.curves.digitised.censoring import Censoring, censoring_of
from haic_core.curves.digitised.coordinates import Printed
from haic_core.curves.digitised.plateaus import Plateaus

SYSTEMATIC = 3e-4  # fractions; what no number of points averages out
BESIDE_ROW = 0.003  # of the follow-up: a click so near to a row of the table may belong to either side
DOUBTFUL_REACH = 0.012  # of the follow-up: the same where the axis may be wrong by a percent
MOST_OWED = 60  # deaths of one drop that may stand on either side of a row
CLEAR = 1 / 6  # scatter of a point in steps of one death, below which only the nearest count is tried


@dataclass(frozen=True)
class Course:
    """Steps in order of time, each (k,): `row` is the number at risk where the table speaks, -1 at a drop.

    At a drop, survival falls to `level`, known with precision `weight` (1 / (2 variance)); so much for a row is known
    only in hindsight (weight 0 before). `beside` is not 0 at a row
    whose order with the drop that follows is open: the most deaths that may belong before it; `drop_first` that this
    drop was seen before it. `end` is the last time of the curve; `is_clear` that single deaths stand out from the
    scatter.
    """

    time: Steps
    row: StepCounts
    level: Steps
    weight: Steps
    beside: StepCounts
    drop_first: StepMask
    censoring: Censoring
    end: float
    is_clear: bool


def course_of(plateaus: Plateaus, printed: Printed, axis_in_doubt: bool = False) -> Course:
    """Drops and table rows in order, and what the censorings between them would cost. With the axis in doubt, drops
    further from a row may belong to its other side."""
    drops, end = plateaus.drop_time, plateaus.last_seen
    rows = [(time, count) for time, count in printed.at_risk or () if 0 < time <= end]
    row_time, row_count = np.array([t for t, _ in rows]), np.array([n for _, n in rows], int)
    reach = 0.5 * end / max(plateaus.points.sum() - 1, 1) if plateaus.is_trace else BESIDE_ROW * end
    reach = max(1.01 * reach, DOUBTFUL_REACH * end if axis_in_doubt else 0.0)
    nearest, drop_first = _beside(row_time, drops, reach)
    standing = row_time.copy()  # an open row stands just before its drop
    standing[nearest >= 0] = np.minimum(row_time[nearest >= 0], drops[nearest[nearest >= 0]])
    is_drop = np.arange(len(rows) + len(drops)) >= len(rows)
    time = np.concatenate([standing, drops])
    order = np.lexsort((is_drop, time))
    weight = 0.5 / (plateaus.scatter**2 / plateaus.points[1:] + SYSTEMATIC**2)
    no = np.zeros(len(drops), int)
    return Course(
        time=np.concatenate([row_time, drops])[order],
        row=np.concatenate([row_count, np.full(len(drops), -1)])[order],
        level=np.concatenate([np.ones(len(rows)), plateaus.level[1:]])[order],
        weight=np.concatenate([np.zeros(len(rows)), weight])[order],
        beside=np.concatenate([_owed(plateaus.level, row_count, nearest), no])[order],
        drop_first=np.concatenate([drop_first, no > 0])[order],
        censoring=censoring_of(plateaus, printed, time[order]),
        end=end,
        is_clear=printed.n * plateaus.scatter < CLEAR,
    )


def _beside(row_time: Steps, drops: Levels, reach: float) -> tuple[StepCounts, StepMask]:
    """For each row the place of the drop within reach, or -1, and whether that drop was seen before the row. Of several
    rows the nearest has the drop."""
    if not len(drops) or not len(row_time):
        return np.full(len(row_time), -1), np.zeros(len(row_time), bool)
    gap = np.abs(row_time[:, None] - drops)
    nearest = gap.argmin(1)
    is_its_own = gap.argmin(0)[nearest] == np.arange(len(row_time))
    chosen = np.where((gap.min(1) <= reach) & (gap.min(1) > 0) & is_its_own, nearest, -1)
    return chosen, (chosen >= 0) & (drops[nearest] < row_time)


def _owed(level: Levels, row_count: StepCounts, nearest: StepCounts) -> StepCounts:
    """The most deaths the drop beside each row may have, 0 where there is none: half more than the levels say."""
    before, after = level[np.maximum(nearest, 0)], level[np.maximum(nearest + 1, 0)]
    deaths = 1.5 * row_count * (before - after) / np.maximum(after, 0.01) + 2
    return np.where(nearest >= 0, np.minimum(deaths, MOST_OWED), 0).astype(int)
