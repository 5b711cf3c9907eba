"""The points of a digitised curve out of a file. Strict, with one sentence."""

from __future__ import annotations

import numpy as np

from haic_core.curves.digitised.axes import Lines, Points
from haic_core.curves.digitised.coordinates import Coordinates
from haic_core.curves.digitised.data_sets import SURVIVAL, chosen, data_sets
from haic_core.curves.digitised.likely_causes import refuse_mixed, refuse_one_minus, refuse_swapped, refuse_two_arms
from haic_core.curves.digitised.number_table import read_sheet
from haic_core.words.refusal import Faults, Refusal

CLICK = 0.05  # fractions: how far outside 0 to 1 a click may slip
PERCENT_FROM = 20.0  # no figure's highest point lies below 20 %; what is above 1 and below that is a slip
BEFORE_NOUGHT = 0.01  # of the longest time: how far left of the axis
FIRST_BEFORE_NOUGHT = 0.05  # the same for points on the level of the start: the axis or the first click is at fault
RISE = 0.10  # fractions: a Kaplan-Meier curve rises by no more than clumsy clicks do
APART = 0.02  # of the span: points nearer than that may have changed places
SLIPS_BACK = 0.02  # of the span: a click so little before the one it follows still follows it
MOST_POINTS = 4000  # more are averaged; no figure has more columns
LEAST_FOLLOW_UP = 1e-6  # no unit makes a follow-up shorter


def read_coordinates(content: bytes, name: str, arm: str | None = None) -> Coordinates:
    """The points of one curve, by time, survival as fractions; of several the one asked for. Raises Refusal naming
    file, row and value."""
    sheet = read_sheet(content, name)
    sets = data_sets(sheet, SURVIVAL, "time,survival", _looks_like_survival)
    found = chosen(sets, name, arm)
    faults = Faults()
    nothing: list[tuple[int, float]] = []
    time = faults.read(nothing, found.table.column, found.time, "a time")
    survival = faults.read(nothing, found.table.column, found.value, "a survival")
    faults.tell()
    if len(time) < 2:
        raise Refusal(f"{name}: the file holds {len(time)} point{'s' * (len(time) != 1)}; a curve needs at least 2.")
    lines = np.array([line for line, _ in time])
    x, y = np.array([value for _, value in time]), np.array([value for _, value in survival])
    refuse_swapped(x, y, name)
    refuse_one_minus(x, y, lines, name)
    notes: list[str] = []
    if arm is not None and len(sets) == 1 and found.name and found.name.casefold() != arm.casefold():
        notes.append(f"The file holds one data set, {found.name}; it was read as {arm}.")
    has_signs = any("%" in cell for cell in found.table.cells(found.value))
    y = _as_fractions(x, y, lines, name, notes, has_signs)
    _refuse_early(x, y, lines, name)
    refuse_two_arms(x, y, lines, name)
    return _in_order(x, y, lines, name, notes)


def _in_order(x: Points, y: Points, lines: Lines, name: str, notes: list[str]) -> Coordinates:
    order = _order_of(x, y)
    was_sorted = bool((np.diff(x) >= 0).all()) and bool((np.diff(order) >= 0).all())
    x, y, lines = np.sort(x), y[order], lines[order]
    _refuse_rise(x, y, lines, name)
    new = np.append(True, (np.diff(x) != 0) | (np.diff(y) != 0))
    if not new.all():
        twice = int(np.count_nonzero(~new))
        notes.append(f"{twice} point{'s' * (twice != 1)} stood in the file twice and counted once.")
    x, y = x[new], y[new]
    if not was_sorted:
        notes.append("The points were not in order of time and were sorted.")
    return _with_start(*_thinned(x, y, notes), notes)


def _order_of(x: Points, y: Points) -> Lines:
    """Places by time. Who clicks along the curve and slips a little back has still clicked in its order: then the
    times are set in order, not the points."""
    if len(x) and (np.maximum.accumulate(x) - x).max() <= SLIPS_BACK * float(np.ptp(x)):
        return np.lexsort((-y, np.sort(x))) if (np.diff(x) >= 0).all() else np.arange(len(x))
    return np.lexsort((-y, x))


def _looks_like_survival(values: list[float]) -> bool:
    """Whether numbers by time may be a survival curve: they begin high and fall."""
    y = np.array(values)
    unit = 100.0 if y.max() >= PERCENT_FROM else 1.0
    inside = bool((y >= -CLICK * unit).all() and (y <= (1 + CLICK) * unit).all())
    rise = float((y - np.minimum.accumulate(y)).max())
    return inside and y[0] > 0.5 * unit and y[0] - y.min() > 0.02 * unit and rise <= RISE * unit


def _as_fractions(x: Points, y: Points, lines: Lines, name: str, notes: list[str], has_signs: bool) -> Points:
    """Survival as fractions; percent where signs or the largest value say so. Raises Refusal outside 0-1 or 0-100."""
    unit = 100.0 if y.max() >= PERCENT_FROM or has_signs else 1.0
    outside = (y < -CLICK * unit) | (y > (1 + CLICK) * unit)
    faults = Faults()
    for worst in np.flatnonzero(outside):
        row, found, allowed = f"{name}, row {lines[worst]}", f"{y[worst]:g}", f"0 to {unit:g}"
        said = f"{allowed} (read as percent)" if unit == 100 else allowed
        sentence = f"{row}: a survival of {found} lies outside {said}."
        faults.add(Refusal(sentence, place=row, found=found, allowed=allowed))
    faults.tell()
    if unit == 100:
        refuse_mixed(x, y, lines, name)
        notes.append(f"Survival was read as percent (largest value {y.max():g}).")
    return y / unit


def _refuse_early(x: Points, y: Points, lines: Lines, name: str) -> None:
    first = int(x.argmin())
    allowed = FIRST_BEFORE_NOUGHT if (y[x < 0] >= 1 - CLICK).all() else BEFORE_NOUGHT
    if x[first] < -allowed * max(float(x.max()), 0.0):
        raise Refusal(f"{name}, row {lines[first]}: the time {x[first]:g} is negative; times begin at 0.")
    if x.max() <= 0 or x.max() == x.min():
        raise Refusal(f"{name}: all points have the time {x[0]:g}; a curve needs a follow-up.")
    if x.max() < LEAST_FOLLOW_UP:
        raise Refusal(f"{name}: the last time is {x.max():g}; a follow-up of at least {LEAST_FOLLOW_UP:g} is needed.")


def _refuse_rise(x: Points, y: Points, lines: Lines, name: str) -> None:
    """Raises Refusal where survival lies far above what it was well before."""
    lowest = np.minimum.accumulate(y)
    before = np.searchsorted(x, x - APART * (x[-1] - x[0]), side="right") - 1
    rise = np.where(before >= 0, y - lowest[np.maximum(before, 0)], 0.0)
    if rise.max() > RISE:
        up = int(rise.argmax())
        down = int(y[: before[up] + 1].argmin())
        raise Refusal(
            f"{name}, row {lines[up]}: survival rises from {y[down]:.3g} at {x[down]:g} (row {lines[down]}) "
            f"to {y[up]:.3g} at {x[up]:g}; a Kaplan-Meier curve of survival only falls."
        )


def _thinned(x: Points, y: Points, notes: list[str]) -> tuple[Points, Points]:
    """At most MOST_POINTS: where there are more, means over even stretches of time."""
    if len(x) <= MOST_POINTS:
        return x, y
    stretch = np.minimum(((x - x[0]) / (x[-1] - x[0]) * MOST_POINTS).astype(int), MOST_POINTS - 1)
    count = np.bincount(stretch, minlength=MOST_POINTS)
    used = count > 0
    notes.append(f"{len(x):,} points were averaged over {np.count_nonzero(used):,} stretches of time.")
    return (
        np.bincount(stretch, x, MOST_POINTS)[used] / count[used],
        np.bincount(stretch, y, MOST_POINTS)[used] / count[used],
    )


def _with_start(x: Points, y: Points, notes: list[str]) -> Coordinates:
    """With (0, 1) before a curve that does not begin near it."""
    near_start = x[0] <= APART * (x[-1] - x[0]) and y[0] >= 0.97
    if not near_start:
        notes.append(f"The curve began at {x[0]:g} with {y[0]:.3g}; the start at 0 with 1 was added.")
        x, y = np.append(0.0, np.maximum(x, 0)), np.append(1.0, y)
    return Coordinates(x, y, tuple(notes), not near_start)
