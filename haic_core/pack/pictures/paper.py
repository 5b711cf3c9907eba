"""What a chart is drawn on, whatever the file: lines, areas and words, in units from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

Spot = tuple[float, float]
SIZE = (1600.0, 900.0)


class Paper(Protocol):
    """Colours are hex; widths and sizes in the paper's units; dash: lengths of line and gap in units."""

    def line(self, spots: Sequence[Spot], colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """A line through spots."""

    def area(self, spots: Sequence[Spot], colour: str, opacity: float = 1.0) -> None:
        """A closed area without an outline."""

    def text(self, spot: Spot, words: str, size: float, colour: str, bold: bool = False, align: str = "left") -> None:
        """One line of words; the spot lies on its base line, at its left, centre or right."""


def dashes(spots: Sequence[Spot], dash: Sequence[float]) -> list[list[Spot]]:
    """A line cut into its visible pieces, for papers that know no dashes."""
    if not dash:
        return [list(spots)]
    pieces: list[list[Spot]] = [[spots[0]]]
    turn, left, visible = 0, dash[0], True
    for (x, y), (next_x, next_y) in pairwise(spots):
        length = ((next_x - x) ** 2 + (next_y - y) ** 2) ** 0.5
        gone = 0.0
        while length - gone > left:
            gone += left
            spot = (x + (next_x - x) * gone / length, y + (next_y - y) * gone / length)
            if visible:
                pieces[-1].append(spot)
            else:
                pieces.append([spot])
            turn, visible = (turn + 1) % len(dash), not visible
            left = dash[turn]
        left -= length - gone
        if visible:
            pieces[-1].append((next_x, next_y))
    return [piece for piece in pieces if len(piece) > 1]
