"""Arms made of arms: several put together, and one begun at a landmark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from haic_core.cohort.counts import Arm, Cell


def together(arms: Sequence[Arm], group: str) -> Arm:
    """Some arms as one: the counts of each time added up."""
    counts: dict[float, list[int]] = defaultdict(lambda: [0, 0, 0])
    for arm in arms:
        for cell in arm.cells:
            for place, count in enumerate((cell.events, cell.competing, cell.leaving)):
                counts[cell.time][place] += count
    cells = tuple(Cell(time, *counts[time]) for time in sorted(counts))
    return Arm(group, cells, _entered(arms) if any(arm.entered for arm in arms) else ())


def landmark(arm: Arm, at: float) -> Arm:
    """Those whose follow-up lasts past a time, counted from there on; times stay those of the first clock.

    Who came under observation before counts from the landmark, who came later from then.
    """
    cells = tuple(cell for cell in arm.cells if cell.time > at)
    if not arm.entered:
        return replace(arm, cells=cells)
    left = arm.n - sum(cell.leaving for cell in cells)
    before = sum(count for entry, count in arm.entered if entry <= at) - left
    later = tuple((entry, count) for entry, count in arm.entered if entry > at)
    return Arm(arm.group, cells, ((at, before), *later) if before else later)


def _entered(arms: Sequence[Arm]) -> tuple[tuple[float, int], ...]:
    """Entries of several arms; who is there from the start is so from before all times."""
    counts: dict[float, int] = defaultdict(int)
    for arm in arms:
        for entry, count in arm.entered or ((-inf, arm.n),):
            counts[entry] += count
    return tuple(sorted(counts.items()))
