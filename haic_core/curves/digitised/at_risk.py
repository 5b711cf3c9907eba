"""The row under the axis, under each other in columns or beside each other as papers print it, and censoring marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from haic_core.curves.digitised.data_sets import AT_RISK, SURVIVAL, TIME, chosen, data_sets, place_of, plain_name, role
from haic_core.curves.digitised.number_table import (
    NOTHING,
    NumberTable,
    Sheet,
    blocks_of,
    is_number,
    number,
    read_sheet,
)
from haic_core.words.refusal import Faults, Refusal

Row = tuple[int, float, float]  # line of the file, time, number at risk
AtRisk = tuple[tuple[float, int], ...]


@dataclass(frozen=True)
class _Printed:
    """A line as it is printed: its first words, and its cells from place 1 on."""

    line: int
    label: str
    cells: tuple[str, ...]

    @property
    def numbers(self) -> list[float]:
        return [number(cell) for cell in self.cells if is_number(cell)]


def read_at_risk(content: bytes, name: str, arm: str | None = None) -> AtRisk:
    """(time, number at risk) under the axis; of several arms the one asked for. Raises Refusal unless times rise and
    whole numbers do not."""
    sheet = read_sheet(content, name)
    rows = _beside_each_other(sheet, arm)
    return _checked(rows if rows is not None else _under_each_other(sheet, arm), name)


def _under_each_other(sheet: Sheet, arm: str | None) -> list[Row]:
    found = chosen(data_sets(sheet, AT_RISK, "time,n", _looks_at_risk), sheet.name, arm)
    table = _without_end(found.table, found.value)
    faults = Faults()
    nothing: list[tuple[int, float]] = []
    times = faults.read(nothing, table.column, found.time, "a time")
    counts = faults.read(nothing, table.column, found.value, "a number at risk", True)
    faults.tell()
    return [(line, time, count) for (line, time), (_, count) in zip(times, counts, strict=True)]


def _without_end(table: NumberTable, place: int) -> NumberTable:
    """Without the last rows that hold nothing: an arm of a table that ends before the others."""
    rows = list(table.rows)
    while len(rows) > 1 and len(rows[-1][1]) > place and rows[-1][1][place].lower() in NOTHING:
        rows.pop()
    return NumberTable(table.name, table.titles, table.heading, tuple(rows))


def _looks_at_risk(counts: list[float]) -> bool:
    falls = all(later <= before for before, later in pairwise(counts))
    return falls and counts[0] > counts[-1] and all(count == round(count) >= 0 for count in counts)


def _beside_each_other(sheet: Sheet, arm: str | None) -> list[Row] | None:
    """The rows of a table that is printed with its times beside each other; None where they stand under each other."""
    printed = [_as_printed(line, cells) for line, cells in sheet.lines]
    numbers = [one for one in printed if one.numbers]
    times = _line_of_times(numbers)
    if times is None:
        return None
    arms: dict[str, _Printed] = {}
    title = ""
    for one in printed:
        said = role(one.label, AT_RISK)
        if not one.numbers:
            title = one.label if said != "value" else title
        elif one is not times and said != "other":
            name = title if said == "value" and title else one.label
            arms[name if name and name not in arms else f"{name} (row {one.line})".strip()] = one
    if not arms:
        return None
    names = list(arms)
    label = arms[names[0]].label
    is_other = arm is not None and bool(label) and role(label, AT_RISK) != "value"
    row = arms[names[place_of(names, sheet.name, arm) if len(names) > 1 or is_other else 0]]
    pairs = [pair for pair in zip(times.cells, row.cells) if pair[1].lower() not in NOTHING]
    faults = Faults()
    for time, count in pairs:
        if not (is_number(time) and is_number(count)) or "%" in count:
            bad = count if is_number(time) else time
            faults.add(Refusal(f"{sheet.name}, row {row.line}: {bad!r} stands among the numbers at risk."))
    faults.tell()
    return [(row.line, number(time), number(count, whole=True)) for time, count in pairs]


def _as_printed(line: int, cells: tuple[str, ...]) -> _Printed:
    if cells and is_number(cells[0]):
        return _Printed(line, "", cells)
    return _Printed(line, cells[0] if cells else "", cells[1:])


def _line_of_times(lines: list[_Printed]) -> _Printed | None:
    """The line that holds the times: the one named so, or the first or last, where all others fall."""
    if len(lines) < 2 or max(len(one.numbers) for one in lines) < 2:
        return None
    named = [one for one in lines if role(one.label, AT_RISK) == "time" and plain_name(one.label) in TIME]
    for times in [*named[:1], lines[0], lines[-1]]:
        others = [one for one in lines if one is not times and role(one.label, AT_RISK) != "other"]
        wide = len(times.numbers) > 2 or any(one.label for one in lines)
        rises = all(before < later for before, later in pairwise(times.numbers))
        falls = all(before >= later for one in others for before, later in pairwise(one.numbers))
        if others and wide and rises and falls and len(times.numbers) > 1:
            return times
    return None


def _checked(rows: list[Row], name: str) -> AtRisk:
    faults = Faults()
    for line, time, count in rows:
        row = f"{name}, row {line}"
        if time < 0:
            faults.add(_negative(row, time))
        if count < 0 or count != round(count):
            sentence = f"{row}: {count:g} at risk; a whole number of patients is needed."
            faults.add(Refusal(sentence, place=row, found=f"{count:g}", allowed="a whole number"))
    faults.tell()
    for (_, before, more), (line, time, count) in pairwise(rows):
        row = f"{name}, row {line}"
        if time <= before:
            swapped = all(later < earlier for (_, earlier, _), (_, later, _) in pairwise(rows))
            why = " Are the columns swapped?" if swapped and rows[0][2] < rows[-1][2] else ""
            sentence = f"{row}: the time {time:g} follows {before:g}; times have to increase.{why}"
            faults.add(Refusal(sentence, place=row, found=f"{time:g}", allowed=f"above {before:g}"))
            if why:
                break
        if count > more:
            sentence = f"{row}: the number at risk rises from {more:g} to {count:g} at {time:g}; it can only fall."
            faults.add(Refusal(sentence, place=row, found=f"{count:g}", allowed=f"at most {more:g}"))
    faults.tell()
    return tuple((time, int(count)) for _, time, count in rows)


def read_ticks(content: bytes, name: str) -> tuple[float, ...]:
    """Times of censoring marks, by time: the only column, or the one named time."""
    sheet = read_sheet(content, name)

    def is_heading(cells: tuple[str, ...]) -> bool:
        return any(role(cell, SURVIVAL | AT_RISK) == "time" for cell in cells)

    blocks = blocks_of(sheet, is_heading)
    if len(blocks) > 1:
        raise Refusal(f"{name}: the file holds {len(blocks)} data sets; the marks of one curve are needed.")
    table = blocks[0]
    times, faults = table.column(_place_of_marks(table), "a time"), Faults()
    for line, time in times:
        if time < 0:
            faults.add(_negative(f"{name}, row {line}", time))
    faults.tell()
    return tuple(sorted(time for _, time in times))


def _place_of_marks(table: NumberTable) -> int:
    """Where the times of the marks stand. Numbers of rows, which count 1, 2, 3 beside times that rise, are none."""
    named = [place for place, cell in enumerate(table.heading) if role(cell, SURVIVAL | AT_RISK) == "time"]
    if len(named) == 1:
        return named[0]
    left = [
        p for p in range(table.width) if p >= len(table.heading) or plain_name(table.heading[p]) or table.width == 1
    ]
    if len(left) == 1:
        return left[0]
    first, second = table.cells(left[0]) if left else [], table.cells(left[1]) if len(left) > 1 else []
    counts = len(first) > 1 and first == [str(k) for k in range(1, len(first) + 1)]
    if len(left) == 2 and counts and all(map(is_number, second)):
        values = [number(cell) for cell in second]
        if all(later >= before for before, later in pairwise(values)) and values[-1] > values[0]:
            return left[1]
    if len(left) == 2 and not named:
        return left[0]
    several = (len(table.heading) or table.width) != 1
    names = ", ".join(map(plain_name, table.heading))
    seen = f"the column{'s' * several} {names}" if names else f"{table.width} column{'s' * several}"
    raise Refusal(f"{table.name}: {seen} stand{'s' * (not several)} in the file; needed are two columns, time.")


def _negative(row: str, time: float) -> Refusal:
    sentence = f"{row}: the time {time:g} is negative; times begin at 0."
    return Refusal(sentence, place=row, found=f"{time:g}", allowed="0 or more")
