"""A site's own counts made by hand: the twelve women of ``charts``, and what else a registry holds."""

from __future__ import annotations

from collections.abc import Sequence

from charts import TWELVE

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.result import Result, result_of

WORDS = ("St. Anna", "death of any cause", "first treatment of the liver")
THREE = ((3, 1), (5, 0), (7, 1))
LATER = tuple((month + 1, event) for month, event in TWELVE)


def arm(group: str, records: Sequence[tuple[float, int]] = TWELVE, competing: Sequence[float] = ()) -> Arm:
    """Rows counted by hand. competing: times at which one more left by an event of another kind."""
    times = sorted({time for time, _ in records} | set(competing))
    cells = []
    for time in times:
        own, other = [event for at, event in records if at == time], sum(at == time for at in competing)
        cells.append(Cell(float(time), sum(own), other, len(own) + other))
    return Arm(group, tuple(cells))


def result(*arms: Arm, unit: str = "months", begins: float = 0.0, alike: str = "") -> Result:
    """What some groups come to; of the twelve women on HAIC where none are given."""
    return result_of(arms or (arm("HAIC"),), unit, begins, alike=alike, words=WORDS)
