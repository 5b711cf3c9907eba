"""What is told about a digitised curve: every repair, correction and guess, one plain sentence each."""

from __future__ import annotations

import numpy as np

from haic_core.curves.digitised.calibration import Axis, Solved
from haic_core.curves.digitised.coordinates import Coordinates, Printed

NEAR_END = 0.02  # of the follow-up: a row of the table so little past the curve's end belongs to it


def told(given: Coordinates, printed: Printed, used: Printed, found: Solved, origin: float) -> tuple[str, ...]:
    """The sentences, in the order of the work."""
    notes = [*given.notes, *_points(given, found, origin)]
    if found.axis != Axis():
        notes.append(
            f"The survival axis was corrected: 0 stood at {found.axis.foot:.4f}, 1 at {found.axis.top:.4f}. "
            f"So the levels are such as {printed.n} patients can have."
        )
    notes += _table(printed, used, found, float(given.time[-1]) - origin)
    if printed.events is not None and found.way.events != printed.events:
        notes.append(f"The curve could not be had with {printed.events} events; the records hold {found.way.events}.")
    if found.way.die_last:
        several = found.way.die_last != 1
        last = f"{found.way.die_last} at risk were counted as events" if several else "at risk was counted as an event"
        notes.append(f"The last {last} at the end: the number of events asks for it, the line shows no fall to 0.")
    return tuple(notes)


def _points(given: Coordinates, found: Solved, origin: float) -> list[str]:
    notes, survival = [], given.survival
    if given.time[0] < 0 and not origin:
        notes.append(f"The first point stood at {given.time[0]:.3g}, left of the axis, and was pulled to 0.")
    if origin:
        notes.append(f"The curve began at {origin:.3g} instead of 0; all times were shifted by as much.")
    rise = survival - np.minimum.accumulate(survival)
    if rise.max() > 1e-9:
        notes.append(
            f"{np.count_nonzero(rise > 1e-9)} of {len(rise)} points stood above an earlier one, by "
            f"{rise.max():.2g} at most; each level is the mean of its plateau."
        )
    plateaus = found.plateaus
    if plateaus.scatter_is_assumed:
        notes.append(f"Too few points to see their scatter: {plateaus.scatter:.2g} was assumed.")
    if not plateaus.has_both_corners and len(plateaus.level) > 1:
        notes.append("Most levels have one point only; each drop was placed at the time of the lower point.")
    quiet = np.count_nonzero((found.course.row < 0) & (found.way.deaths == 0))
    if quiet:
        steps = f"{quiet} small steps were" if quiet != 1 else "1 small step was"
        notes.append(f"{steps} taken as scatter, not as deaths.")
    return notes


def _table(printed: Printed, used: Printed, found: Solved, seen: float) -> list[str]:
    notes, last = [], float(found.course.end)
    if printed.at_risk and last > seen * (1 + NEAR_END):
        left = next(count for time, count in reversed(printed.at_risk) if count > 0 and time <= last)
        notes.append(
            f"The last point stands at {seen:g}, but {left} {'are' if left != 1 else 'is'} at risk at {last:g}: the "
            f"row carries the curve on to there, without a death."
        )
    if found.way.swapped.any():
        notes.append(
            f"{_counted(int(found.way.swapped.sum()), 'drop')} stood so near to a time of the at-risk row that "
            f"its numbers decided the order."
        )
    if used.at_risk is None and printed.events is None and printed.ticks is None:
        notes.append("With n alone, how many were censored and when is little more than a guess.")
    if printed.ticks is not None and used.ticks is not None:
        lost = len(printed.ticks) - len(used.ticks)
        if lost:
            marks = _counted(lost, "censoring mark")
            notes.append(f"{marks} past the end of the curve {'were' if lost != 1 else 'was'} not used.")
        censored = int(found.way.censored.sum()) + found.way.left - found.way.die_last
        read = len(used.ticks)
        if censored != read:
            notes.append(
                f"{_counted(read, 'censoring mark')} {'were' if read != 1 else 'was'} read, the numbers ask for "
                f"{_counted(censored, 'censored patient')}; several may share a mark."
            )
    return notes


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"
