"""Of many results the latest: what is surely earlier steps back; those that may be of one day have to agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from haic_core.intake.fhir.elements import When


class Dated(Protocol):
    """A reading with its time, its value, and the sentence by which it is asked back."""

    @property
    def when(self) -> When: ...

    @property
    def value(self) -> Hashable: ...

    @property
    def doubt(self) -> str: ...

    def agrees(self, other: Any, /) -> bool:
        """Whether two readings say the same."""


Read = TypeVar("Read", bound=Dated)


@dataclass(frozen=True, slots=True)
class Latest(Generic[Read]):
    """The latest reading; None where those of one day differ. together: all that may be the latest."""

    stands: Read | None
    together: tuple[Read, ...] = ()
    earlier: tuple[Read, ...] = field(default=())

    @property
    def differs(self) -> bool:
        """Whether readings of one day contradict each other."""
        return self.stands is None and bool(self.together)

    @property
    def changed(self) -> tuple[Read, ...]:
        """Earlier readings that said something else."""
        return tuple(one for one in self.earlier if self.stands and not one.agrees(self.stands))


def latest(readings: Sequence[Read]) -> Latest[Read]:
    """The latest of several readings."""
    if not readings:
        return Latest(None)
    last = max(readings, key=lambda one: (one.when.first, one.when.moment is not None, one.when.moment or 0))
    together = tuple(one for one in readings if not one.when.before(last.when))
    earlier = tuple(one for one in readings if one.when.before(last.when))
    if not all(one.agrees(last) for one in together):
        return Latest(None, together, earlier)
    return Latest(next((one for one in (last, *together) if not one.doubt), last), together, earlier)
