"""Whole numbers as sets of seats, and groups of seats of which one addition tells which are touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Groups(NamedTuple):
    """Groups of seats that lie side by side, each with one seat of its own behind them.

    members: the seats in all groups; own: the seats behind them, by which groups are told.
    """

    members: int
    own: int

    def any_of(self, taken: int) -> int:
        """The groups in which any seat is taken: ones added to all seats carry over into those groups' own."""
        own = taken & self.members
        return (own + self.members) & self.own if own else 0

    def all_of(self, taken: int) -> int:
        """The groups in which every seat is taken."""
        return self.own & ~self.any_of(~taken) if taken & self.members else 0


def groups_of(seated: Sequence[tuple[range, int]]) -> Groups:
    """Groups from the seats in each and its own."""
    return Groups(mask_of(seat for members, _ in seated for seat in members), mask_of(own for _, own in seated))


def mask_of(seats: Iterable[int]) -> int:
    """Some seats as one number; made of bytes, for a number would be copied with every seat."""
    found = tuple(seats)
    taken = bytearray(max(found, default=0) // 8 + 1)
    for seat in found:
        taken[seat >> 3] |= 1 << (seat & 7)
    return int.from_bytes(taken, "little")


def union(masks: Iterable[int]) -> int:
    """The seats of several numbers together."""
    together = 0
    for mask in masks:
        together |= mask
    return together


def seats_in(mask: int) -> Iterator[int]:
    """The seats that a number holds, in order."""
    digits = bin(mask)[:1:-1]
    seat = digits.find("1")
    while seat >= 0:
        yield seat
        seat = digits.find("1", seat + 1)
