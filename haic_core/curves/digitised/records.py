"""Whole numbers turned into patient-level records: deaths at their drops, censored patients between them."""

from __future__ import annotations

from math import floor, log10

import numpy as np

from haic_core.curves.digitised.axes import Marks
from haic_core.curves.digitised.course import Course
from haic_core.curves.digitised.search import Way

Record = tuple[float, int]


def records_of(course: Course, way: Way, ticks: tuple[float, ...] | None = None) -> tuple[Record, ...]:
    """(time, 1 event / 0 censored) by time. Censored patients stand on the marks of their gap, else evenly in it;
    the last of those who are left stands at the end of the curve."""
    decimals = max(6, 6 - floor(log10(course.end)))
    marks = np.sort(np.array(ticks or (), float))
    died_at = _death_times(course, way, 10.0**-decimals)
    records: list[Record] = []
    start, waiting, row_passed = 0.0, 0, 0.0
    for k, time in enumerate(course.time.tolist()):
        waiting += int(way.censored[k])
        if course.row[k] >= 0:
            until = died_at[k + 1] if way.swapped[k] else time
            records += _censored(start, until, waiting, marks)
            start, waiting, row_passed = until, 0, time
        elif way.deaths[k]:  # where nobody died the level only scattered, and the gap goes on
            records += _censored(start, died_at[k], waiting, marks)
            records += [(died_at[k], 1)] * int(way.deaths[k])
            start, waiting = max(died_at[k], row_passed), 0
    records += [(course.end, 1)] * way.die_last
    records += _left(start, course.end, waiting + way.left - way.die_last, marks)
    printed = {float(time) for time in course.time[course.row >= 0]}  # a death at a row stays exactly there
    rounded = [(time if time in printed else round(float(time), decimals), event) for time, event in records]
    return tuple(sorted(rounded, key=lambda one: (one[0], -one[1])))


def _death_times(course: Course, way: Way, least: float) -> list[float]:
    """Times of the drops, each on the side of its neighbouring table row where its deaths were counted."""
    times: list[float] = course.time.tolist()
    for k in np.flatnonzero(course.beside).tolist():
        row = times[k]
        times[k + 1] = min(times[k + 1], row - least) if way.swapped[k] else max(times[k + 1], row)
    return times


def _censored(start: float, end: float, count: int, marks: Marks) -> list[Record]:
    """`count` patients censored after `start` and before `end`."""
    if not count:
        return []
    inside = marks[(marks >= start) & (marks < end)]
    if len(inside):
        return _on_marks(inside, count)
    return [(start + (end - start) * (i + 0.5) / count, 0) for i in range(count)]


def _left(start: float, end: float, count: int, marks: Marks) -> list[Record]:
    """Those who outlive the last drop; one of them is seen until the end."""
    if count <= 0:
        return []
    inside = marks[(marks >= start) & (marks <= end)]
    if len(inside) and (count > 1 or inside[-1] == end):
        return _on_marks(inside, count) if inside[-1] == end else [*_on_marks(inside, count - 1), (end, 0)]
    return [(start + (end - start) * (i + 1) / count, 0) for i in range(count)]


def _on_marks(marks: Marks, count: int) -> list[Record]:
    """Every mark once, then again from the first; where there are more marks than patients, evenly chosen ones."""
    if count >= len(marks):
        chosen = np.resize(marks, count)
    else:
        chosen = marks[np.floor((np.arange(count) + 0.5) * len(marks) / count).astype(int)]
    return [(float(time), 0) for time in chosen]
