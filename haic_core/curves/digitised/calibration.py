"""Axes set by eye, set right: survival of n patients only takes certain values, so a stretched axis does not fit.

The survival axis is read as foot + (top - foot) S. The plateau before the first death gives the top, the whole numbers
of the search give the foot; both are then fitted together. The time axis has no such lattice: only its origin is
corrected, where a curve does not begin at nought.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from haic_core.curves.digitised.coordinates import Coordinates, Printed
from haic_core.curves.digitised.course import SYSTEMATIC, Course, course_of
from haic_core.curves.digitised.plateaus import Plateaus, evenly_spaced
from haic_core.curves.digitised.search import Way
from haic_core.curves.digitised.totals import misfit, seen_again, survival_along, way_of

POOR_FIT = 2.5  # mean squared distance to the levels, in units of their scatter, above which the axis is doubted
FOOT_OFF = 0.03  # of the axis: the same for its foot, which no plateau shows
OFF_TOP = 4.0  # standard errors of the first plateau from 1
FURTHEST_OFF = 0.06  # of the axis; what is further off is no matter of a careless click, nor is it read
NO_SLIP = 0.015  # of the axis: so far above 1 no hand clicks
FOOT_MUST_GAIN = 3.0  # log likelihood that a foot has to gain beside a far end that is off
MUST_GAIN = 12.0  # log likelihood that a corrected axis has to gain
TRIED_FEET = 0.02 * np.linspace(-1, 1, 9)
FEW_PATIENTS = 100  # above it the search is slow and the lattice fine: fewer feet are tried
UNSTEADY = 0.004  # of the span: how far beside its place a hand may click
START_WITHIN = 0.02  # of the span: a curve that begins so near to nought begins at nought


@dataclass(frozen=True)
class Axis:
    """Where survival 0 and 1 stand on the axis as it was digitised."""

    foot: float = 0.0
    top: float = 1.0

    def on(self, height: float) -> Axis:
        """This axis where survival had been divided by `height`."""
        return Axis(self.foot * height, self.top * height)

    def levels(self, plateaus: Plateaus) -> Plateaus:
        """The plateaus as they stand on a true axis."""
        height = self.top - self.foot
        return replace(plateaus, level=(plateaus.level - self.foot) / height, scatter=plateaus.scatter / height)

    @property
    def is_plausible(self) -> bool:
        return abs(self.foot) <= FOOT_OFF and abs(self.top - 1) <= FURTHEST_OFF


@dataclass(frozen=True)
class Solved:
    """The way of the patients along the course, and the axis it was read on."""

    plateaus: Plateaus
    course: Course
    way: Way
    axis: Axis


def solved(plateaus: Plateaus, printed: Printed) -> Solved:
    """The cheapest way with the printed deaths, on the axis as digitised, or on a corrected one where that is far
    more likely."""
    course = course_of(plateaus, printed)
    as_read = Solved(plateaus, course, seen_again(course, printed.n), Axis())
    best = as_read
    if _is_doubtful(as_read, printed.n):
        better = _recalibrated(plateaus, printed)
        needed = MUST_GAIN if plateaus.level[0] < 1 else 0.0  # nothing but the axis lifts a curve above 1
        if better is not None and better.way.cost < as_read.way.cost - needed:
            best = better
    if printed.events is None or best.way.events == printed.events:
        return best
    return replace(best, way=way_of(best.course, printed.n, printed.events))


def _is_doubtful(found: Solved, n: int) -> bool:
    error = np.hypot(found.plateaus.scatter / np.sqrt(found.plateaus.points[0]), SYSTEMATIC)
    off_top = abs(found.plateaus.level[0] - 1) > OFF_TOP * error
    if not found.plateaus.is_trace and n > FEW_PATIENTS:
        return bool(off_top and found.plateaus.level[0] > 1 + NO_SLIP)  # clicks do not show steps that small
    drops = max(len(found.plateaus.level) - 1, 1)
    return bool(off_top or 2 * misfit(found.course, found.way, n) / drops > POOR_FIT)


def _recalibrated(plateaus: Plateaus, printed: Printed) -> Solved | None:
    """The best of several feet, refined: levels regressed on the exact survival of its way, and searched again."""
    feet = TRIED_FEET if printed.n <= FEW_PATIENTS else TRIED_FEET[::4]
    top = float(plateaus.level[0]) if abs(plateaus.level[0] - 1) <= FURTHEST_OFF else 1.0
    found = [_on(plateaus, printed, Axis(float(foot), top)) for foot in feet]
    starts = [_on(plateaus, printed, Axis()), min(found, key=lambda one: one.way.cost)]
    nearest = min(starts, key=lambda one: one.way.cost)
    tried = starts if top > 1 and nearest is starts[0] else [nearest]  # nothing but the axis lifts a curve above 1
    best = min((_refined(plateaus, printed, start) for start in tried), key=lambda one: one.way.cost)
    if top > 1 + NO_SLIP:
        # The far end alone explains the start; that the foot was off as well has to be far likelier.
        scaled = _refined(plateaus, printed, _on(plateaus, printed, Axis(0.0, top)))
        best = scaled if scaled.way.cost < best.way.cost + FOOT_MUST_GAIN else best
    return best if best.axis.is_plausible else None


def _refined(plateaus: Plateaus, printed: Printed, best: Solved) -> Solved:
    """A start whose axis is fitted to its own whole numbers as long as that brings the levels nearer."""
    for _ in range(3):
        axis = _fitted(plateaus, best, printed.n)
        again = _on(plateaus, printed, axis) if axis.is_plausible else best
        if again.way.cost >= best.way.cost - 0.01:
            break
        best = again
    return best


def _on(plateaus: Plateaus, printed: Printed, axis: Axis) -> Solved:
    true = axis.levels(plateaus)
    course = course_of(true, printed, axis_in_doubt=True)
    return Solved(true, course, seen_again(course, printed.n), axis)


def _fitted(plateaus: Plateaus, found: Solved, n: int) -> Axis:
    """Levels as digitised regressed on the survival of the whole numbers, the first plateau being 1."""
    drop = found.course.row < 0
    true = np.concatenate([[1.0], survival_along(found.course, found.way, n)[drop]])
    weight = 1.0 / (plateaus.scatter**2 / plateaus.points + SYSTEMATIC**2)
    mean_true, mean_level = np.average(true, weights=weight), np.average(plateaus.level, weights=weight)
    spread = float((weight * (true - mean_true) ** 2).sum())
    if spread <= 0:
        return found.axis
    slope = float((weight * (true - mean_true) * (plateaus.level - mean_level)).sum()) / spread
    foot = float(mean_level - slope * mean_true)
    return Axis(foot, foot + slope)


def origin_off(points: Coordinates) -> float:
    """How far from nought the curve begins, where that is the axis' fault: a trace has a point in every column, and
    several points left of the axis show it. One first click beside the axis is that click's own fault: it alone is
    pulled to 0, and no other time is moved."""
    first, spacing = float(points.time[0]), points.span / max(len(points.time) - 1, 1)
    if not evenly_spaced(points.time):
        return first if points.time[1] < -UNSTEADY * points.span else 0.0
    if first < 0 <= points.time[1] and points.time[1] - first > 1.5 * spacing:
        return 0.0
    return first if first < 0 or 1.5 * spacing < first <= START_WITHIN * points.span else 0.0
