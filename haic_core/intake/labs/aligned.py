"""Tables that only spaces part: each number belongs under the head over it, and an empty cell leaves no mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from haic_core.intake.labs.columns import is_across, is_head, named
from haic_core.intake.labs.days import day_in
from haic_core.intake.labs.gathered import Cell, Gathered, Row
from haic_core.intake.labs.heads import Role, role_of
from haic_core.intake.labs.marks import Kind, marks_of
from haic_core.intake.labs.text import SPACES


def aligned(rows: Sequence[Row], gathered: Gathered) -> list[Row]:
    """The same rows with their cells in columns. A row whose cells stand under no head of their own is left out and
    told of; rows that commas part have to have as many cells as their head."""
    head: Row | None = None
    made: list[Row] = []
    for row in rows:
        if row.parted_by not in (SPACES, ","):
            made.append(row)
        elif is_head(row) or is_across(row):
            head = row
            made.append(row if row.parted_by == "," else _shifted(row))
        elif row.parted_by == ",":
            _add(made, row, _by_count(row, head), gathered)
        elif head is None:
            made.append(Row(row.number, (Cell("  ".join(cell.text for cell in row.cells)),)))
        else:
            _add(made, row, _under(row, head), gathered)
    return made


def _add(made: list[Row], row: Row, placed: Row | None, gathered: Gathered) -> None:
    if placed:
        made.append(placed)
    elif any(named(cell.text)[0].fact for cell in row.cells):
        gathered.unclear.append(gathered.origin(row.number, ""))
    else:
        gathered.silent += 1


def _shifted(head: Row) -> Row:
    """A head in a table of spaces, with an empty first cell where nothing stands over the names."""
    over_names = head.cells[0].start < 4 and day_in(head.cells[0].text) is None
    cells = head.cells if over_names else (Cell(""), *head.cells)
    return Row(head.number, cells, head.parted_by)


def _under(row: Row, head: Row) -> Row | None:
    heads = _shifted(head).cells
    if len(row.cells) == len(heads):
        return row
    places: dict[int, Cell] = {}
    for number, cell in enumerate(row.cells):
        over = [place for place, one in enumerate(heads) if one.text and _overlap(one, cell)]
        if number == 0 and not over:
            over = [0]
        if len(over) != 1 or over[0] in places:
            return None
        places[over[0]] = cell
    return Row(row.number, tuple(places.get(place, Cell("")) for place in range(len(heads))), row.parted_by)


def _overlap(one: Cell, other: Cell) -> bool:
    return one.start < other.start + len(other.text) and other.start < one.start + len(one.text)


def _by_count(row: Row, head: Row | None) -> Row | None:
    """A row whose commas part its columns: as many as the head has, or no two numbers beside each other."""
    cells = row.cells
    if head is not None and is_head(head):
        while len(cells) > len(head.cells) and not cells[-1].text:
            cells = cells[:-1]
        return (
            Row(row.number, cells, row.parted_by)
            if len(cells) in (len(head.cells), len(head.cells) - 1) and not _split_decimal(cells, head)
            else None
        )
    if head is not None:
        return row if len(cells) == len(head.cells) else None
    return None if any(one.text.isdigit() and other.text.isdigit() for one, other in pairwise(cells)) else row


def _split_decimal(cells: Sequence[Cell], head: Row) -> bool:
    """Whether a number may have lost its decimals to the next column, which is not one of numbers."""
    numeric = (Role.LOW, Role.HIGH, Role.VALUE, Role.PRIOR)
    for one, other, over in zip(cells, cells[1:], head.cells[1:], strict=False):
        kinds = {mark.kind for mark in marks_of(other.text)}
        if one.text.isdigit() and other.text.isdigit() and kinds == {Kind.NUMBER} and role_of(over.text) not in numeric:
            return True
    return False
