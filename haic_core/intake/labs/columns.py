"""The columns of a table of results: found by their heads, and where these are silent by what stands in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from haic_core.intake.labs.analytes import UNKNOWN, Analyte, analyte
from haic_core.intake.labs.days import DAY, Day, day_in
from haic_core.intake.labs.gathered import Row
from haic_core.intake.labs.heads import Role, role_of
from haic_core.intake.labs.marks import Kind, marks_of
from haic_core.intake.labs.remarks import remark_in

_BY_KIND = {
    Kind.RANGE: Role.REFERENCE,
    Kind.LIMIT: Role.REFERENCE,
    Kind.UNIT: Role.UNIT,
    Kind.DAY: Role.DAY,
    Kind.FLAG: Role.FLAG,
}
_QUANTITIES = (Kind.NUMBER, Kind.LIMIT, Kind.RANGE)
_DAY_WITHOUT_YEAR = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.")
_CLOCK = re.compile(r"[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?(?:\s?Uhr)?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and the day of its values where its head names one."""

    place: int
    role: Role | None = None
    day: Day | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table."""

    of: tuple[Column, ...] = ()
    has_heads: bool = False

    def places(self, *roles: Role | None) -> tuple[int, ...]:
        """Where the columns of some roles stand."""
        return tuple(column.place for column in self.of if column.role in roles)

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns that hold results."""
        return tuple(column for column in self.of if column.role is Role.VALUE)


@lru_cache(maxsize=20_000)
def named(text: str) -> tuple[Analyte, str]:
    """The analyte that a cell names and the unit in its brackets or behind it; UNKNOWN for a cell with a value."""
    marks = marks_of(text)
    units = [mark.text for mark in marks if mark.kind is Kind.UNIT and mark.text != "%"]
    if len(units) > 1:
        return UNKNOWN, ""
    found = analyte(text.replace(units[0], " ") if units else text)
    if any(mark.kind in (*_QUANTITIES, Kind.DAY) for mark in marks) and not found.fact:
        return UNKNOWN, ""
    return found, units[0] if units else ""


def is_head(row: Row, below_head: bool = False) -> bool:
    """Whether a row holds heads of columns or days over them."""
    filled = row.filled
    known = [_is_head(cell.text) for cell in filled]
    if (
        below_head
        and filled
        and all(one or _CLOCK.fullmatch(cell.text) for one, cell in zip(known, filled, strict=True))
    ):
        return True
    return sum(known) >= 2 and 2 * sum(known) >= len(filled) and not _tells_one_day(row)


def is_across(row: Row) -> bool:
    """Whether a row names several analytes, one over each column."""
    found = [named(cell.text)[0] for cell in row.filled]
    others = [cell.text for cell, one in zip(row.filled, found, strict=True) if one is UNKNOWN]
    bare = all(mark.kind not in _QUANTITIES for text in others for mark in marks_of(text))
    return bare and len({one.fact for one in found if one.fact}) >= 2


def _is_head(text: str) -> bool:
    if _DAY_WITHOUT_YEAR.fullmatch(text):
        return True
    return bool(DAY.search(text) and len(DAY.sub("", text)) < 30) or (
        role_of(text) is not None
        and not any(mark.kind in (Kind.NUMBER, Kind.LIMIT, Kind.RANGE) for mark in marks_of(text))
    )


def _tells_one_day(row: Row) -> bool:
    """'Entnahme | 03.04.2026': a line that tells a day and no head."""
    filled = row.filled
    return (
        len(filled) == 2
        and bool(DAY.fullmatch(filled[1].text))
        and role_of(filled[0].text) in (Role.DAY, Role.OTHER_DAY)
    )


def columns(heads: Sequence[Row], rows: Sequence[Row]) -> Columns:
    """The columns of a table with these rows of heads, none or several, over these rows."""
    width = max((len(row.cells) for row in (*heads, *rows)), default=0)
    found = [
        _headed(place, [row.cells[place].text for row in heads if place < len(row.cells)]) for place in range(width)
    ]
    measured = [row for row in rows if any(named(cell.text)[0] is not UNKNOWN for cell in row.cells)]
    found = [_checked(column, _cells(measured, column.place)) for column in found]
    headed = [any(place < len(row.cells) and row.cells[place].text for row in heads) for place in range(width)]
    held = [
        _by_content(one, _cells(measured, one.place), named_by) for one, named_by in zip(found, headed, strict=True)
    ]
    if not any(column.role is Role.VALUE for column in found):
        counted = [
            column for column in held
            if column.role is Role.VALUE and not _is_counter(_cells(measured, column.place), column.place, measured)
        ]  # fmt: skip
        places = {column.place for column in counted}
        found = [one if one.role is not Role.VALUE or one.place in places else Column(one.place) for one in held]
    else:
        found = [
            Column(one.place, None, one.day) if one.role is Role.VALUE and was.role is None else one
            for one, was in zip(held, found, strict=True)
        ]
    return Columns(tuple(found), bool(heads))


def _headed(place: int, texts: Iterable[str]) -> Column:
    told = " ".join(text for text in texts if text)
    day = day_in(told)
    words = DAY.sub(" ", told)
    role = role_of(words)
    if (day or _DAY_WITHOUT_YEAR.search(words)) and role in (
        None,
        Role.VALUE,
        Role.DAY,
        Role.OTHER_DAY,
        Role.CODE,
        Role.NAME,
    ):
        return Column(place, Role.VALUE, day)
    return Column(place, role, day)


def _cells(rows: Sequence[Row], place: int) -> list[str]:
    return [row.cells[place].text for row in rows if place < len(row.cells) and row.cells[place].text]


def _kind(cells: Sequence[str]) -> Kind | None:
    """What most cells of a column begin with, aside from words that stand for a missing value."""
    firsts = Counter(_first(cell) for cell in cells if not _stands_for_a_value(cell))
    most = firsts.most_common(1)[0][0] if firsts else None
    return Kind.NUMBER if most is Kind.LIMIT and Kind.NUMBER in firsts else most


def _stands_for_a_value(text: str) -> bool:
    return bool(remark_in(text)) and not any(mark.kind is Kind.NUMBER for mark in marks_of(text))


def _first(text: str) -> Kind:
    kinds = [mark.kind for mark in marks_of(text)]
    telling = [kind for kind in kinds if kind in (Kind.NUMBER, Kind.LIMIT, Kind.RANGE, Kind.DAY)]
    if Kind.WORD in kinds and not telling:
        return Kind.WORD
    return next(iter(telling), next((kind for kind in kinds if kind in _BY_KIND), Kind.WORD))


def _checked(column: Column, cells: Sequence[str]) -> Column:
    """A head that its own cells contradict is not believed: 'Einheit' over numbers, 'Ergebnis' over days."""
    kind = _kind(cells)
    if column.role is Role.UNIT and kind is Kind.NUMBER and any(mark.kind is Kind.UNIT for mark in marks_of(cells[0])):
        return Column(column.place, Role.VALUE, column.day)
    if column.role is Role.VALUE and kind is Kind.DAY:
        return Column(column.place, Role.DAY)
    if column.role in (Role.DAY, Role.OTHER_DAY) and cells and kind is not Kind.DAY:
        return Column(column.place)
    return column


def _by_content(column: Column, cells: Sequence[str], has_head: bool) -> Column:
    if column.role is not None:
        return column
    kind = _kind(cells)
    if kind is Kind.DAY and has_head:
        return column
    if kind is Kind.NUMBER:
        return Column(column.place, Role.VALUE, column.day)
    return Column(column.place, _BY_KIND.get(kind) if kind else None, column.day)


def _is_counter(cells: Sequence[str], place: int, rows: Sequence[Row]) -> bool:
    """Whether a column before the names only counts the rows."""
    before = all(any(named(cell.text)[0] is not UNKNOWN for cell in row.cells[place + 1 :]) for row in rows)
    whole = [int(cell.rstrip(".)")) for cell in cells if cell.rstrip(".)").isascii() and cell.rstrip(".)").isdigit()]
    return before and len(whole) == len(cells) > 1 and all(one < other for one, other in pairwise(whole))
