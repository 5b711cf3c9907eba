"""The files of a digitised figure: coordinates, the row under the axis, censoring marks. Strict, with one sentence."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np

from haic_core.curves.digitised.axes import Lines, Points
from haic_core.curves.digitised.coordinates import Coordinates
from haic_core.curves.digitised.number_table import NumberTable, read_table
from haic_core.words.refusal import Faults, Refusal

TIME = ("time", "t", "x", "months", "month", "days", "weeks", "years", "trisk")
SURVIVAL = ("st", "survival", "s", "y", "surv", "prob", "probability", "percent", "survival_percent")
AT_RISK = ("n", "nrisk", "at_risk", "n_risk", "number_at_risk", "risk")
CURVE = ("curve", "group", "arm", "strata", "dataset", "series")
PASSED_OVER = ("id", "", "index", "row", "point")
CLICK = 0.05  # fractions: how far outside 0 to 1 a click may slip
PERCENT_FROM = 20.0  # no figure's highest point lies below 20 %; what is above 1 and below that is a slip
BEFORE_NOUGHT = 0.01  # of the longest time: how far left of the axis
RISE = 0.10  # fractions: a Kaplan-Meier curve rises by no more than clumsy clicks do
APART = 0.02  # of the span: points nearer than that may have changed places
MOST_POINTS = 4000  # more are averaged; no figure has more columns


def read_coordinates(content: bytes, name: str) -> Coordinates:
    """The points of one curve, by time, survival as fractions. Raises Refusal naming file, row and value."""
    table = read_table(content, name)
    place_time, place_survival = _two_columns(table)
    time, survival = _columns(table, (place_time, "a time"), (place_survival, "a survival"))
    if len(time) < 2:
        raise Refusal(f"{name}: the file holds {len(time)} point{'s' * (len(time) != 1)}; a curve needs at least 2.")
    lines = np.array([line for line, _ in time])
    x, y = np.array([value for _, value in time]), np.array([value for _, value in survival])
    notes: list[str] = []
    y = _as_fractions(y, lines, name, notes)
    _refuse_early(x, lines, name)
    order = np.lexsort((-y, x))
    x, y, lines = x[order], y[order], lines[order]
    _refuse_rise(x, y, lines, name)
    new = np.append(True, (np.diff(x) != 0) | (np.diff(y) != 0))
    if not new.all():
        twice = int(np.count_nonzero(~new))
        notes.append(f"{twice} point{'s' * (twice != 1)} stood in the file twice and counted once.")
    x, y = x[new], y[new]
    if (np.diff(order) < 0).any():
        notes.append("The points were not in order of time and were sorted.")
    return _with_start(*_thinned(x, y, notes), notes)


def read_at_risk(content: bytes, name: str) -> tuple[tuple[float, int], ...]:
    """(time, number at risk) under the axis. Raises Refusal unless times rise and whole numbers do not."""
    table = read_table(content, name)
    place_time, place_count = _places(table, TIME, AT_RISK, "time,n")
    times, counts = _columns(table, (place_time, "a time"), (place_count, "a number at risk"))
    rows = [(line, time, count) for (line, time), (_, count) in zip(times, counts, strict=True)]
    faults = Faults()
    for line, time, count in rows:
        row = f"{name}, row {line}"
        if time < 0:
            faults.add(_negative(row, time))
        if count < 0 or count != round(count):
            sentence = f"{row}: {count:g} at risk; a whole number of patients is needed."
            faults.add(Refusal(sentence, place=row, found=f"{count:g}", allowed="a whole number"))
    faults.tell()
    for (_, before, more), (line, time, count) in pairwise(rows):
        row = f"{name}, row {line}"
        if time <= before:
            sentence = f"{row}: the time {time:g} follows {before:g}; times have to increase."
            faults.add(Refusal(sentence, place=row, found=f"{time:g}", allowed=f"above {before:g}"))
        if count > more:
            sentence = f"{row}: the number at risk rises from {more:g} to {count:g} at {time:g}; it can only fall."
            faults.add(Refusal(sentence, place=row, found=f"{count:g}", allowed=f"at most {more:g}"))
    faults.tell()
    return tuple((time, int(count)) for _, time, count in rows)


def read_ticks(content: bytes, name: str) -> tuple[float, ...]:
    """Times of censoring marks, by time: the only column, or the one named time."""
    table = read_table(content, name)
    place = 0 if table.width == 1 else _places(table, TIME, (*SURVIVAL, *AT_RISK), "time")[0]
    times, faults = table.column(place, "a time"), Faults()
    for line, time in times:
        if time < 0:
            faults.add(_negative(f"{name}, row {line}", time))
    faults.tell()
    return tuple(sorted(time for _, time in times))


def _negative(row: str, time: float) -> Refusal:
    sentence = f"{row}: the time {time:g} is negative; times begin at 0."
    return Refusal(sentence, place=row, found=f"{time:g}", allowed="0 or more")


def _columns(table: NumberTable, *wanted: tuple[int, str]) -> list[list[tuple[int, float]]]:
    """Several columns by place and what they hold. Raises Refusal with every cell that is no number."""
    faults = Faults()
    nothing: list[tuple[int, float]] = []
    found = [faults.read(nothing, table.column, place, what) for place, what in wanted]
    faults.tell()
    return found


def _two_columns(table: NumberTable) -> tuple[int, int]:
    """Places of time and survival. Raises Refusal for several curves in one file, naming them."""
    names = _names(table)
    for place, column in enumerate(names):
        if column in CURVE:
            found = Counter(cells[place] if place < len(cells) else "" for _, cells in table.rows)
            if len(found) > 1:
                raise Refusal(
                    f"{table.name}: the file holds {len(found)} curves ({', '.join(sorted(found)[:6])}); "
                    f"one curve to a file, please."
                )
    times = [place for place, column in enumerate(names) if column in TIME]
    if len(times) > 1 and table.width > 3:
        heads = [cell for cell in table.header[0] if cell] if len(table.header) == 2 else []
        said = f" ({', '.join(heads[:6])})" if heads else ""
        raise Refusal(
            f"{table.name}: the file holds {len(times)} curves side by side{said}; one curve to a file, please."
        )
    return _places(table, TIME, SURVIVAL, "time,survival")


def _names(table: NumberTable) -> list[str]:
    return [cell.lower().replace(" ", "_") for cell in table.header[-1]] if table.header else []


def _places(table: NumberTable, first: tuple[str, ...], second: tuple[str, ...], allowed: str) -> tuple[int, int]:
    """Places of the two columns, by their names or, without names, the only two there are."""
    names = _names(table)
    found = [next((place for place, name in enumerate(names) if name in known), None) for known in (first, second)]
    if found[0] is not None and found[1] is not None:
        return found[0], found[1]
    others = [place for place in range(table.width) if place >= len(names) or names[place] not in PASSED_OVER]
    if not names:
        others = list(range(table.width))
    if len(others) == 2:
        return others[0], others[1]
    several = (len(names) or table.width) != 1
    columns = f"column{'s' * several}"
    seen = f"the {columns} {', '.join(names)}" if names else f"{table.width} {columns}"
    hint = " (with decimal commas, put semicolons between the columns)" if table.width == 4 and not names else ""
    raise Refusal(
        f"{table.name}: {seen} stand{'s' * (not several)} in the file; needed are two columns, {allowed}{hint}."
    )


def _as_fractions(y: Points, lines: Lines, name: str, notes: list[str]) -> Points:
    """Survival as fractions; percent where the largest value says so. Raises Refusal outside 0-1 or 0-100."""
    unit = 100.0 if y.max() >= PERCENT_FROM else 1.0
    outside = (y < -CLICK * unit) | (y > (1 + CLICK) * unit)
    faults = Faults()
    for worst in np.flatnonzero(outside):
        row, found, allowed = f"{name}, row {lines[worst]}", f"{y[worst]:g}", f"0 to {unit:g}"
        said = f"{allowed} (read as percent)" if unit == 100 else allowed
        sentence = f"{row}: a survival of {found} lies outside {said}."
        faults.add(Refusal(sentence, place=row, found=found, allowed=allowed))
    faults.tell()
    if unit == 100:
        notes.append(f"Survival was read as percent (largest value {y.max():g}).")
    return y / unit


def _refuse_early(x: Points, lines: Lines, name: str) -> None:
    first = int(x.argmin())
    if x[first] < -BEFORE_NOUGHT * max(float(x.max()), 0.0):
        raise Refusal(f"{name}, row {lines[first]}: the time {x[first]:g} is negative; times begin at 0.")
    if x.max() <= 0 or x.max() == x.min():
        raise Refusal(f"{name}: all points have the time {x[0]:g}; a curve needs a follow-up.")


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
    return Coordinates(x, y, tuple(notes))
