"""Patients drawn as a figure and digitised without error: what a perfect digitiser hands over."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from haic_core.curves.digitised import Coordinates, Printed, digitised
from haic_core.curves.digitised.answer import Digitised

# Twenty women, months: deaths with and without ties, censorings between them, three alive at the end.
COHORT = [
    (1.0, 1),
    (2.5, 1),
    (2.5, 1),
    (3.25, 0),
    (4.0, 1),
    (5.5, 0),
    (7.0, 1),
    (8.0, 1),
    (9.5, 0),
    (11.0, 1),
    (12.5, 1),
    (12.5, 1),
    (14.0, 0),
    (16.0, 1),
    (19.0, 1),
    (21.0, 0),
    (23.0, 1),
    (30.0, 0),
    (30.0, 0),
    (30.0, 0),
]


def steps_of(records: list[tuple[float, int]]) -> list[tuple[float, float]]:
    """Distinct death times and survival from each on, by product of whole numbers."""
    survival, levels = 1.0, []
    for time in sorted({t for t, e in records if e}):
        at_risk = sum(t >= time for t, _ in records)
        survival *= 1 - sum(e for t, e in records if t == time) / at_risk
        levels.append((time, survival))
    return levels


def corners(records: list[tuple[float, int]]) -> list[tuple[float, float]]:
    """Both corners of every drop, and both ends of the curve, exactly."""
    points, before = [(0.0, 1.0)], 1.0
    for time, level in steps_of(records):
        points += [(time, before), (time, level)]
        before = level
    points.append((max(t for t, _ in records), before))
    return points


def trace(records: list[tuple[float, int]], columns: int = 1200, jitter: float = 0.0, seed: int = 1) -> Coordinates:
    """One point in each of `columns` even columns."""
    end = max(t for t, _ in records)
    levels = steps_of(records)
    x = np.linspace(0, end, columns)
    y = np.concatenate([[1.0], [s for _, s in levels]])[np.searchsorted([t for t, _ in levels], x, side="right")]
    return Coordinates(x, y + np.random.default_rng(seed).normal(0, jitter, columns) if jitter else y)


def row(records: list[tuple[float, int]], every: float) -> tuple[tuple[float, int], ...]:
    """(time, at risk) at 0, every, … to the last follow-up."""
    end = max(t for t, _ in records)
    return tuple((float(t), sum(bool(time >= t) for time, _ in records)) for t in np.arange(0, end + 1e-9, every))


def coordinates(points: Iterable[tuple[float, float]]) -> Coordinates:
    """Points in any order as coordinates by time."""
    ordered = sorted(points, key=lambda one: (one[0], -one[1]))
    return Coordinates(np.array([x for x, _ in ordered], float), np.array([y for _, y in ordered], float))


def csv(points: Iterable[Iterable[float]], heading: str = "", separator: str = ",") -> bytes:
    """The points as a file's bytes."""
    lines = [separator.join(f"{value:g}" for value in point) for point in points]
    return "\n".join([heading, *lines] if heading else lines).encode()


def recovered(
    points: Coordinates | list[tuple[float, float]],
    n: int,
    at_risk: tuple[tuple[float, int], ...] | None = None,
    events: int | None = None,
    ticks: Iterable[float] | None = None,
) -> Digitised:
    """The answer for points, a list of pairs or coordinates."""
    points = points if isinstance(points, Coordinates) else coordinates(points)
    return digitised(points, Printed.of(n, at_risk, events, None if ticks is None else tuple(ticks)))


def deaths(records: list[tuple[float, int]] | tuple[tuple[float, int], ...]) -> list[float]:
    """Times of the deaths."""
    return [t for t, e in records if e]
