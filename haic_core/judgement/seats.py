"""Where the lines of a rule book sit in its whole numbers, so that thousands of lists are read by a few operations.

A line has a seat in each group it belongs to: in its list, among the limits on its fact, in what its document prints of
a fact of the common ground. What is asked besides (the primary, what has to be known before) has a seat as well, so
that a verdict follows from the seats taken and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haic_core.judgement.bits import Groups, groups_of, mask_of
from haic_core.judgement.lines import Limit, Limited, PrintedList


@dataclass(frozen=True, slots=True)
class ListSeats:
    """The lists. whole: those that are whole; counting: those that limit enough to say anything of entry; limiting:
    those that limit a fact of the common ground, by the fact's own seat."""

    groups: Groups
    at: Mapping[int, PrintedList]
    whole: int
    counting: int
    limiting: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class LimitSeats:
    """The absolute limits, fact by fact. several: those that more than the label of one device prints."""

    groups: Groups
    at: Mapping[int, Limit]
    several: int


@dataclass(frozen=True, slots=True)
class GroundSeats:
    """What the documents print of each fact of the common ground, and of each that fails beyond every list.

    cautions: those about these facts; fatal: the facts that fail beyond every list.
    """

    documents: Groups
    facts: Groups
    at: Mapping[int, Limited]
    cautions: int
    fatal: int


@dataclass(frozen=True, slots=True)
class Seats:
    """All seats of a book. of_line: the seats of each line, by its place; warning: of what only warns, and of limits.

    primary: the seat that is not met where another primary is recorded; known_before: the groups of facts of which one
    has to be known, by the seat that is open where none is; unknown: those seats.
    """

    lists: ListSeats
    limits: LimitSeats
    ground: GroundSeats
    of_line: Mapping[int, Sequence[int]]
    warning: int
    primary: int
    known_before: Mapping[int, tuple[str, ...]]
    unknown: int


def seats_of(
    lists: Sequence[PrintedList],
    limits: Sequence[Limit],
    cautions: Sequence[int],
    beyond: Sequence[Limited],
    every_list: Sequence[Limited],
    *,
    of_breast: bool,
    known_before: Sequence[tuple[str, ...]],
) -> Seats:
    """Gives every line of a book its seats. cautions: places of the lines that only warn; of_breast: whether the
    primary has to be breast cancer."""
    free = _Free()
    primary = mask_of(free.some(int(of_breast)))
    groups = dict(zip(free.some(len(known_before)), known_before))
    limit_seats = _limit_seats(free, limits)
    seated = [free.group(one.lines) for one in lists]
    ground = _ground_seats(free, beyond, every_list)
    list_seats = _list_seats(lists, seated, {own: one.fact for own, one in ground.at.items()})
    warning = mask_of(free.lines(cautions)) | limit_seats.groups.members
    return Seats(list_seats, limit_seats, ground, free.of_line, warning, primary, groups, mask_of(groups))


class _Free:
    """Gives seats out one after another, and remembers which line has which."""

    def __init__(self) -> None:
        self._next = 0
        self.of_line: dict[int, list[int]] = {}

    def some(self, count: int) -> range:
        start, self._next = self._next, self._next + count
        return range(start, self._next)

    def lines(self, places: Sequence[int]) -> range:
        seats = self.some(len(places))
        for place, seat in zip(places, seats):
            self.of_line.setdefault(place, []).append(seat)
        return seats

    def group(self, places: Sequence[int]) -> tuple[range, int]:
        return self.lines(places), self.some(1).start


def _list_seats(
    lists: Sequence[PrintedList], seated: Sequence[tuple[range, int]], facts: Mapping[int, str]
) -> ListSeats:
    at = {own: one for (_, own), one in zip(seated, lists)}
    return ListSeats(
        groups_of(seated),
        at,
        mask_of(own for own, one in at.items() if one.whole),
        mask_of(own for own, one in at.items() if one.counts),
        {seat: mask_of(own for own, one in at.items() if fact in one.facts) for seat, fact in facts.items()},
    )


def _limit_seats(free: _Free, limits: Sequence[Limit]) -> LimitSeats:
    seated = [free.group(limit.lines) for limit in limits]
    at = {own: limit for (_, own), limit in zip(seated, limits)}
    return LimitSeats(groups_of(seated), at, mask_of(own for own, limit in at.items() if not limit.one_device))


def _ground_seats(free: _Free, beyond: Sequence[Limited], every_list: Sequence[Limited]) -> GroundSeats:
    documents: list[tuple[range, int]] = []
    cautions: list[int] = []
    facts: list[tuple[range, int]] = []
    for one in (*beyond, *every_list):
        found = [free.group(document) for document in one.documents]
        warning = free.lines(one.cautions)
        facts.append((range(found[0][0].start, warning.stop), free.some(1).start))
        documents += found
        cautions += warning
    own = [seat for _, seat in facts]
    return GroundSeats(
        groups_of(documents),
        groups_of(facts),
        dict(zip(own, (*beyond, *every_list))),
        mask_of(cautions),
        mask_of(own[len(beyond) :]),
    )
