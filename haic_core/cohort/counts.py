"""What crosses from an engine to the estimates: how many left, and how, at each time of each group."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One time of one group, in the mapping's unit. leaving: all whose follow-up ends then; events and competing
    (events of another kind, 0 where none is mapped) are among them."""

    time: float
    events: int
    competing: int
    leaving: int


@dataclass(frozen=True, slots=True)
class Arm:
    """One group's cells, times ascending, each once. entered: how many came under observation at which time, ascending;
    empty where all are observed from time zero. At risk at t are those with entry < t <= exit."""

    group: str
    cells: tuple[Cell, ...]
    entered: tuple[tuple[float, int], ...] = ()

    @property
    def n(self) -> int:
        """How many patients the group has."""
        return sum(cell.leaving for cell in self.cells)

    @property
    def events(self) -> int:
        """How many of them had the event."""
        return sum(cell.events for cell in self.cells)


class OfArms:
    """What consists of arms, and how many patients and events all of them count."""

    __slots__ = ()
    arms: tuple[Arm, ...]

    @property
    def n(self) -> int:
        """How many patients are counted."""
        return sum(arm.n for arm in self.arms)

    @property
    def events(self) -> int:
        """How many of them had the event."""
        return sum(arm.events for arm in self.arms)


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that could not be read: where it stands (the file's own line, None in a database), and why."""

    line: int | None
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counted(OfArms):
    """A registry as counts. unit: of every time. rows: how many the registry has; of them not_asked fall outside the
    mapping's ``where``, left_out could not be read (the first of them in listed). sql: what the engine was asked.

    notes: what was decided on the way, in a sentence each.

    Of patients like the case in hand alone: unlike are the others, not_known those of whom a fact is not recorded."""

    arms: tuple[Arm, ...]
    unit: str
    rows: int
    not_asked: int
    left_out: int
    listed: tuple[Listed, ...]
    engine: str
    sql: str
    unlike: int = 0
    not_known: int = 0
    notes: tuple[str, ...] = ()
