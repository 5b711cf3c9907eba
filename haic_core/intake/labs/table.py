"""A table of results: one analyte a row or one a column, with or without heads, with days over its columns or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from haic_core.intake.labs.analytes import UNKNOWN, Analyte, analyte, folded, shown_name
from haic_core.intake.labs.columns import Column, Columns, columns, is_across, is_head, named
from haic_core.intake.labs.days import Day, day_in, days_in
from haic_core.intake.labs.gathered import Cell, Gathered, Row
from haic_core.intake.labs.heads import Role, is_identity, role_of
from haic_core.intake.labs.lines import Lines
from haic_core.intake.labs.marks import Kind, Mark, marks_of
from haic_core.intake.labs.other_analytes import other_by_word
from haic_core.intake.labs.remarks import remark_in
from haic_core.intake.labs.results import Reference, Result, reference_in, results
from haic_core.intake.labs.text import SPACES

_THOUSANDS = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_UNITLIKE = re.compile(r"[\w%/^*×·.,\[\]{}()µμ²³⁶⁹ -]{0,24}")


def read_table(rows: Sequence[Row], gathered: Gathered) -> None:
    """Adds the results of rows that one mark parts, heads and titles among them."""
    for heads, below in _parts(rows):
        if heads and is_across(heads[-1]):
            for place, cell in enumerate(heads[-1].cells):
                if role_of(cell.text) is Role.PATIENT:
                    gathered.one_patient(row.cells[place].text for row in below if place < len(row.cells))
            _read_part([], _turned([*heads, *below]), gathered)
        else:
            _read_part(heads, below, gathered)


def _parts(rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Row]]]:
    """The tables one below the other, each with its heads."""
    heads: list[Row] = []
    below: list[Row] = []
    for row in rows:
        across = is_across(row)
        if across or is_head(row, bool(heads) and not below):
            if below:
                yield heads, below
                heads, below = [], []
            heads.append(row)
        elif row.filled:
            below.append(row)
    if heads or below:
        yield heads, below


def _turned(rows: Sequence[Row]) -> list[Row]:
    """A table with one analyte a column as one with one analyte a row."""
    width = max(len(row.cells) for row in rows)
    return [
        Row(
            rows[0].number,
            tuple(row.cells[place] if place < len(row.cells) else Cell("") for row in rows),
            rows[0].parted_by,
        )
        for place in range(width)
    ]


def _read_part(heads: list[Row], rows: list[Row], gathered: Gathered) -> None:
    while not heads and rows and is_head(rows[0]):
        heads, rows = [rows[0]], rows[1:]
    if not heads:
        places = [place for place, row in enumerate(rows) if is_head(row)]
        if len(places) == 1:
            heads = [rows[places[0]]]
            rows = [row for row in rows if row is not heads[0]]
    for row in heads:
        gathered.hear(" ".join(cell.text for cell in row.cells))
    found = columns(heads, rows)
    lines = Lines(gathered)
    for row in rows:
        gathered.one_patient(row.cells[place].text for place in found.places(Role.PATIENT) if place < len(row.cells))
        if len(row.filled) == 1:
            lines.read(Row(row.number, row.filled))
        else:
            lines.end()
            _read_row(row, found, gathered, lines)
    lines.end()


def _read_row(row: Row, found: Columns, gathered: Gathered, lines: Lines) -> None:
    text = "  ".join(cell.text for cell in row.filled)
    if not any(column.day for column in found.values) and _is_of_several(row):
        lines.read(Row(row.number, row.filled))
        return
    named_in = _inline(row)
    if named_in > 1 or (named_in == 1 and not _name(row, found)[0].fact):
        for cell in row.filled:
            lines.read(Row(row.number, (cell,)))
        return
    meant, name, unit = _name(row, found)
    if meant is not UNKNOWN:
        gathered.days += days_in(text)
    else:
        day = gathered.hear(text)
        if is_identity(text) or not any(mark.kind is Kind.NUMBER for cell in row.cells for mark in marks_of(cell.text)):
            gathered.silent += 1
            if not day:
                gathered.title(text)
        else:
            gathered.unheld += 1
        return
    name = shown_name(name)
    bare = Result(meant, name, gathered.origin(row.number, name), row=row.number, units=(unit,) if unit else ())
    if _is_displaced(row, found):
        gathered.unclear += [bare.origin] if meant.fact else []
        return
    made = _results(row, found, bare)
    gathered.add(made)
    if meant.fact and not made and any(_cell(row, column.place) for column in found.values):
        gathered.unread(row.number, name)


def _is_of_several(row: Row) -> bool:
    """Whether a row holds several results beside each other: more than once a name and then its number."""
    kinds = [[mark.kind for mark in marks_of(cell.text)] for cell in row.filled]
    pairs = sum(
        one[:1] == [Kind.WORD] and Kind.NUMBER not in one and Kind.NUMBER in other[:2] for one, other in pairwise(kinds)
    )
    return pairs > 1


def _inline(row: Row) -> int:
    """How many cells hold a name with its value."""
    return sum(_holds_both(cell.text) for cell in row.filled)


def _holds_both(text: str) -> bool:
    marks = marks_of(text)
    if not marks or marks[0].kind is not Kind.WORD or named(text)[0] is not UNKNOWN:
        return False
    place = next((place for place, mark in enumerate(marks) if mark.kind is Kind.NUMBER), 0)
    return bool(place) and analyte(text[: marks[place].start].strip(" :=-,")) is not UNKNOWN


def _name(row: Row, found: Columns) -> tuple[Analyte, str, str]:
    """The analyte of a row by all its words: what one cell names, another may make a different one."""
    told = [place for place in found.places(Role.NAME, Role.CODE, Role.SPECIMEN, None) if place < len(row.cells)]
    texts = [row.cells[place].text for place in told if row.cells[place].text]
    every = [(text, *named(text)) for text in texts]
    known = [one for one in every if one[1] is not UNKNOWN]
    if not known:
        return UNKNOWN, "", ""
    others = [one for one in known if one[1].other]
    facts = {one[1].fact for one in known if one[1].fact}
    words = re.findall(r"[^\W_]+|%", folded(" ".join(text for text in texts if len(text) < 80)))
    if not others and len(facts) == 1 and (said := other_by_word(words)):
        return Analyte(other=said), known[0][0], ""
    if others or len(facts) > 1:
        return (others or known)[0][1] if others else UNKNOWN, (others or known)[0][0], ""
    sure = next((one for one in known if not one[1].may_be_percent), known[0])
    units = [one[2] for one in known if one[2]]
    return sure[1], sure[0], units[0] if units else ""


def _results(row: Row, found: Columns, bare: Result) -> list[Result]:
    reference = _reference(row, found)
    bare = replace(
        bare,
        units=_unit(row, found)
        or bare.units
        or ((reference.unit,) if reference.unit and not _says_unit(row, found) else ()),
        reference=reference,
        day=_day(row, found.places(Role.DAY)) or _day(row, found.places(Role.OTHER_DAY)),
        remark=remark_in(_text(row, found.places(Role.STATUS, Role.COMMENT, Role.FLAG))),
    )
    values = [column for column in found.values if _cell(row, column.place)]
    if not values:
        rest = found.places(None) if not found.values else ()
        made = list(results(bare, [mark for place in rest for mark in marks_of(_cell(row, place), place)]))
        remark = remark_in(_text(row, rest))
        return made or ([replace(bare, remark=remark)] if remark else [])
    if len(values) > 1 and not all(column.day for column in values):
        return list(_undated(row, values, bare))
    return [one for column in values for one in _of_one(row, column, bare)]


def _says_unit(row: Row, found: Columns) -> bool:
    """Whether a unit stands beside a value in its own cell."""
    cells = [_cell(row, column.place) for column in found.values]
    return any(mark.kind is Kind.UNIT for text in cells for mark in marks_of(text))


def _is_displaced(row: Row, found: Columns) -> bool:
    """Whether a number stands under no head while days stand over others: the heads are not over their columns."""
    if not any(column.day for column in found.values):
        return False
    bare = [_cell(row, place) for place in found.places(None)]
    return any(marks and all(mark.kind in (Kind.NUMBER, Kind.FLAG) for mark in marks) for marks in map(marks_of, bare))


def _of_one(row: Row, column: Column, bare: Result) -> list[Result]:
    """The result in one cell, or the word that stands there for it."""
    text = _cell(row, column.place)
    if row.parted_by != SPACES and _THOUSANDS.fullmatch(text):
        text = text.replace(" ", "")
    dated = replace(bare, day=column.day or bare.day)
    marks = marks_of(text, column.place)
    made = results(dated, marks, text if any(mark.kind is Kind.WORD for mark in marks) else "")
    remark = remark_in(text)
    return list(made) or ([replace(dated, remark=remark)] if remark else [])


def _undated(row: Row, values: Sequence[Column], bare: Result) -> Sequence[Result]:
    """Several columns of values of which not each has its day: the row does not say which is the result."""
    marks: list[Mark] = [mark for column in values for mark in marks_of(_cell(row, column.place), column.place)]
    return results(bare, marks)


def _cell(row: Row, place: int) -> str:
    text = row.cells[place].text if place < len(row.cells) else ""
    return "" if text.strip("-–—. *") == "" else text


def _text(row: Row, places: Sequence[int]) -> str:
    return " ".join(row.cells[place].text for place in places if place < len(row.cells))


def _day(row: Row, places: Sequence[int]) -> Day | None:
    """The day in these cells; none where they hold several."""
    days = {day for place in places if (day := day_in(_cell(row, place)))}
    return days.pop() if len(days) == 1 else None


def _unit(row: Row, found: Columns) -> tuple[str, ...]:
    told = [text for place in found.places(Role.UNIT) if (text := _cell(row, place))]
    return tuple(text.strip(" []()") if _UNITLIKE.fullmatch(text) else "?" for text in told[:1])


def _reference(row: Row, found: Columns) -> Reference:
    high = [
        mark
        for place in found.places(Role.HIGH)
        for mark in marks_of(_cell(row, place))
        if mark.kind in (Kind.NUMBER, Kind.LIMIT)
    ]
    if high:
        return Reference((high[0].high or high[0].text,))
    return reference_in([mark for place in found.places(Role.REFERENCE) for mark in marks_of(_cell(row, place), place)])
