"""From points to plateaus: a falling fit, its steps too small for a death undone, and how much the points scatter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.digitised.axes import Levels, Lines, Points
from haic_core.curves.digitised.coordinates import Coordinates

LEAST_SCATTER = 2e-4  # fractions; points that fit exactly are believed to this
SCATTER_UNKNOWN = 2.5e-3  # one pixel of 400: when no plateau has two points to tell
EVEN_SHARE = 0.8  # a trace has its points evenly spaced, clicks have not
A_DEATH = 0.75  # of the least drop: two clicks on a level tell too little of their scatter to doubt such a step
CORNERS_APART = 0.02  # of the span: the two clicks on one drop are not further apart than this


@dataclass(frozen=True)
class Plateaus:
    """Falling levels (k,): mean survival, number of points, first and last time of each; `scatter` of single points,
    from their distances to the fit or assumed; `last_seen` is where the curve ends."""

    level: Levels
    points: Levels
    first: Levels
    last: Levels
    scatter: float
    scatter_is_assumed: bool
    is_trace: bool
    last_seen: float

    @property
    def drop_time(self) -> Levels:
        """When the curve falls from each plateau to the next (k - 1,): half way between the points on either side,
        or at the later point where the digitiser left out the upper corner."""
        left, right = self.last[:-1], self.first[1:]
        if not self.has_both_corners:
            return right
        far = right - left > CORNERS_APART * (self.last[-1] - self.first[0])
        return np.where(far & (not self.is_trace), right, 0.5 * (left + right))

    @property
    def has_both_corners(self) -> bool:
        """Whether levels have points at both their ends."""
        if self.is_trace or len(self.level) < 2:
            return True
        lasting = self.last - self.first
        return bool(np.median(lasting[1:-1] if len(lasting) > 2 else lasting) > 0)


def plateaus_of(points: Coordinates, n: int) -> Plateaus:
    """Plateaus of the curve of `n` patients: a death lowers survival by 1/n or more, so smaller steps are scatter."""
    from scipy.optimize import isotonic_regression  # slow to import

    time, survival = points.time, points.survival
    is_trace = evenly_spaced(time)
    if not is_trace:
        survival = _corners_in_order(time, survival, 0.5 / n)
    fit = isotonic_regression(survival, increasing=False)
    fitted: Points = np.asarray(fit.x, float)
    edges: Lines = np.asarray(fit.blocks, int)
    level, size = fitted[edges[:-1]], np.diff(edges).astype(float)
    free = len(time) - len(level)
    assumed = free < 5
    scatter = (
        SCATTER_UNKNOWN if assumed else max(float(np.sqrt(((survival - fitted) ** 2).sum() / free)), LEAST_SCATTER)
    )
    doubt = 0.0 if is_trace else (1.0 - A_DEATH) / n
    merged = _merged(level, size, time[edges[:-1]], time[edges[1:] - 1], scatter, 1.0 / n, doubt)
    return Plateaus(*merged, scatter, assumed, is_trace, float(time[-1]))


def evenly_spaced(time: Points) -> bool:
    """Whether most points stand one regular step apart, as when software follows the line column by column."""
    if len(time) < 30:
        return False
    gap = np.diff(time)
    usual = float(np.median(gap))
    return usual > 0 and float((np.abs(gap - usual) <= 0.25 * usual).mean()) >= EVEN_SHARE


def _corners_in_order(time: Points, survival: Points, step: float) -> Points:
    """Survival with neighbouring clicks exchanged where the lower corner of a drop stands left of the upper one."""
    survival = survival.copy()
    near = np.diff(time) <= CORNERS_APART * (time[-1] - time[0])
    for _ in range(len(survival)):
        rising = np.flatnonzero(near & (np.diff(survival) > step))
        if not len(rising):
            break
        rising = rising[np.append(True, np.diff(rising) > 1)]  # one of two that share a point
        survival[rising], survival[rising + 1] = survival[rising + 1], survival[rising]
    return survival


def _merged(
    level: Levels, size: Levels, first: Levels, last: Levels, scatter: float, least_drop: float, doubt: float
) -> tuple[Levels, Levels, Levels, Levels]:
    """Neighbours joined, the most alike first, until every step could be a death within three standard errors."""
    level, size, last = level.copy(), size.copy(), last.copy()
    while len(level) > 1:
        errors = 3 * scatter * np.sqrt(1 / size[:-1] + 1 / size[1:])
        room = level[:-1] - level[1:] + np.maximum(errors, doubt) - least_drop
        if room.min() >= 0:
            break
        around = np.concatenate([[np.inf], room, [np.inf]])
        upper = np.flatnonzero((room < 0) & (room <= around[:-2]) & (room < around[2:]))
        both = size[upper] + size[upper + 1]
        level[upper] = (level[upper] * size[upper] + level[upper + 1] * size[upper + 1]) / both
        size[upper], last[upper] = both, last[upper + 1]
        keep = np.ones(len(level), bool)
        keep[upper + 1] = False
        level, size, first, last = level[keep], size[keep], first[keep], last[keep]
    return level, size, first, last
