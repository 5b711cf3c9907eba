"""How much of each part stands on the sheet: from generous to narrow, and what is added where room is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from haic_core.pack.sheet.type import TEXT_PT


@dataclass(frozen=True, slots=True)
class Room:
    """How much of each part is shown, how high a chart is and how large the decision's letters are, in points; whole:
    whether each option has its four lines, or only what decides it; references: whether a source has more than its
    name; balances: of how many options response and harms stand there."""

    deciding: int
    cohorts: int
    conflicts: int
    charts: int
    chart_pt: float
    decision_pt: float = TEXT_PT
    whole: bool = True
    references: bool = True
    balances: int = 6


# The first that gives two pages is taken. Each option keeps its closest series and its first line as long as it can.
ROOMS = (
    Room(20, 6, 5, 6, 205),
    Room(14, 6, 5, 6, 172),
    Room(11, 6, 3, 4, 160),
    Room(9, 6, 2, 2, 150),
    Room(8, 6, 1, 2, 135),
    Room(8, 6, 0, 2, 120, references=False),
    Room(8, 6, 0, 0, 0, references=False),
    Room(6, 6, 0, 0, 0, references=False),
    Room(4, 3, 0, 0, 0, references=False),
    Room(4, 3, 0, 0, 0, 5.5, references=False, balances=2),
    Room(4, 3, 0, 0, 0, 5.5, whole=False, references=False, balances=2),
    Room(1, 1, 0, 0, 0, 5, whole=False, references=False, balances=1),
    Room(1, 1, 0, 0, 0, 4.7, whole=False, references=False, balances=0),
)


def wider(room: Room) -> Iterator[Room]:
    """The same with one part more, the most telling first; narrow letters stay narrow."""
    if not room.whole:
        return
    if room.balances < 6:
        yield replace(room, balances=6)
    if room.cohorts < 6:
        yield replace(room, cohorts=6)
    if room.charts < 2:
        yield replace(room, charts=2, chart_pt=120)
    if not room.references:
        yield replace(room, references=True)
    if 0 < room.charts < 4:
        yield replace(room, charts=4, chart_pt=min(room.chart_pt, 135))
    if room.conflicts < 3:
        yield replace(room, conflicts=room.conflicts + 1)
    if room.deciding < 14:
        yield replace(room, deciding=room.deciding + 3)
