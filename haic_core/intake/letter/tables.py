"""Laboratory tables with several columns of values inside a letter: cut out of its sentences and read as a lab list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from haic_core.intake.labs.analytes import UNKNOWN
from haic_core.intake.labs.columns import named
from haic_core.intake.labs.pasted import forget, read_pasted_labs
from haic_core.intake.letter.dates import Named, named_days
from haic_core.intake.letter.gathered import Reading
from haic_core.intake.letter.quoting import hidden
from haic_core.intake.proposal import PassedOver
from haic_core.words.refusal import Refusal

_CELLS = re.compile(r"\s{2,}|\t+|\s*\|\s*")
_VALUE = re.compile(r"[<>]?\s?[0-9][0-9.,]*\s?[HL*+↑↓-]?(?:\s[^\s0-9<>(]\S{0,11})?(?:\s\([^()]{1,20}\))?")
_DAY_AND_MONTH = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})\.?")
# One enzyme under two names.
_TWICE = re.compile(
    r"^\s*(?:S?GPT|S?GOT|ALAT|ASAT)/(ALT|AST)(?=\s)|^\s*(ALT|AST)/(?:S?GPT|S?GOT|ALAT|ASAT)(?=\s)", re.IGNORECASE
)
_UNIT_BEHIND = re.compile(r"\s\(?(?P<unit>[a-zA-Zµμ%^0-9]{0,8}/[^\s()]{1,14}|%)\)?$")
_ULN = re.compile(r"\(?\s?(?:ULN|upper limit)\s?:?\s?([0-9][0-9.,]*)\s?\)?", re.IGNORECASE)
_LAKH = re.compile(r"([0-9]+(?:[.][0-9]+)?)\s?(?:lakhs?|lacs?)\b.*", re.IGNORECASE)
_RULE = re.compile(r"[\s|:=_+–—.*-]*")
_FEWEST_ROWS, _MOST_LINES = 3, 60


@dataclass(frozen=True, slots=True)
class Tables:
    """What tables of a letter come to, and the letter without them."""

    rest: str
    readings: tuple[Reading, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


def without_tables(text: str, on: date) -> Tables:
    """A letter without its laboratory tables, and what these hold."""
    try:
        return _without_tables(text, on)
    finally:
        forget()


def _without_tables(text: str, on: date) -> Tables:
    lines = text.split("\n")
    readings: list[Reading] = []
    passed: list[PassedOver] = []
    for start, end in _blocks(lines):
        found = _read(_parted(lines[start:end], on), on)
        readings += found.readings
        passed += [*found.passed_over, *_left_out(lines[start:end], on)]
        for place in range(start, end):
            if _belongs(lines[place], on):
                lines[place] = ""
    return Tables("\n".join(lines), tuple(readings), tuple(passed))


def _left_out(lines: Sequence[str], on: date) -> Iterator[PassedOver]:
    """The rows of a table that its days do not fit; none where it names no days, which is said of the whole."""
    days = next((days for line in lines if len(days := _head(line, on)) > 1), ())
    for line in lines if days else ():
        if (_is_row(line) or _values(line) > 1) and len(_head(line, on)) < 2 and not _row(_cells(line), len(days)):
            what = hidden(" ".join(_cells(line)))
            yield PassedOver(what, "is a row with another number of values than the table has days")


def _read(block: str, on: date) -> Tables:
    if not block:
        return Tables("", passed_over=(PassedOver("a laboratory table", "its columns name no days that can be told"),))
    try:
        proposed = read_pasted_labs(block, on)
    except Refusal as refusal:
        return Tables("", passed_over=(PassedOver("a laboratory table", f"was not read: {refusal}"),))
    read = [
        Reading(one.fact, (one.value,), one.as_written, _place(one.origin), one.doubt, _named(one.on), one.on)
        for one in proposed.read
    ]
    read += [
        Reading(one.fact, one.answers, one.as_written, _place(one.origin), one.sentence, _named(one.on), one.on)
        for one in proposed.questions
    ]
    return Tables("", tuple(read), tuple(PassedOver(hidden(one.what), one.why) for one in proposed.passed_over))


def _place(origin: str) -> str:
    return f"laboratory table, {hidden(origin)}"


def _named(day: date | None) -> Named | None:
    return Named(0, 0, day, day, (day,)) if day else None


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of every table with several columns of values, its heads included."""
    place = 0
    while place < len(lines):
        if not _is_row(lines[place]):
            place += 1
            continue
        end = place
        while end < min(len(lines), place + _MOST_LINES) and (_is_row(lines[end]) or _goes_on(lines, end)):
            end += 1
        rows = [line for line in lines[place:end] if _is_row(line)]
        if len(rows) >= _FEWEST_ROWS and sum(_values(line) > 1 for line in rows) >= _FEWEST_ROWS:
            yield _heads(lines, place), end
        place = max(end, place + 1)


def _heads(lines: Sequence[str], start: int) -> int:
    first = start
    while first > max(0, start - 3) and lines[first - 1].strip():
        cells = _cells(lines[first - 1])
        if not _RULE.fullmatch(lines[first - 1]) and not (len(cells) > 1 and re.search("[0-9]", lines[first - 1])):
            break
        first -= 1
    return first


def _cells(line: str) -> list[str]:
    return [cell for cell in _CELLS.split(line.strip()) if cell] if len(line) < 400 else []


def _is_row(line: str) -> bool:
    cells = _cells(line)
    return (
        len(cells) > 1 and _values(line) > 0 and named(re.sub(r"\s?\([^()]*/[^()]*\)$", "", cells[0]))[0] is not UNKNOWN
    )


def _belongs(line: str, on: date) -> bool:
    """Whether a line of a table's place is a row, a head or a rule of it, and not a sentence between them."""
    return _is_row(line) or _values(line) > 1 or bool(_RULE.fullmatch(line)) or len(_head(line, on)) > 1


def _goes_on(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    return bool(line.strip()) and bool(_RULE.fullmatch(line) or len(_cells(line)) > 1)


def _values(line: str) -> int:
    return sum(bool(_VALUE.fullmatch(cell)) for cell in _cells(line)[1:])


def _parted(lines: Sequence[str], on: date) -> str:
    """A table with its cells parted by tabs: names, as many values as the heads name days, what follows as reference.
    A row with another number of values is left out; '' where the heads name no days."""
    days = next((days for line in lines if len(days := _head(line, on)) > 1), ())
    rows = [_row(_cells(line), len(days)) for line in lines if len(_head(line, on)) < 2]
    head = ["Test", *(f"{day:%d.%m.%Y}" for day in days), "Reference"]
    return "\n".join("\t".join(row) for row in [head, *rows] if row) if days else ""


def _head(line: str, on: date) -> tuple[date, ...]:
    """The days over the columns; a day without its year is the last one of that date."""
    cells = _cells(line)
    named = [day.day for day in named_days(line, on) if not day.birth]
    if len(named) > 1 and len(named) <= len(cells):
        return tuple(day for day in named if day) if all(named) else ()
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _DAY_AND_MONTH.fullmatch(cell))]
    first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if first is second:
        return ()
    told = [f"{a if first else b}.{b if first else a}." for a, b in pairs]
    read = [_last(int(one.split(".")[0]), int(one.split(".")[1]), on) for one in told]
    return tuple(day for day in read if day) if all(read) else ()


def _last(day: int, month: int, on: date) -> date | None:
    for year in (on.year, on.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= on:
            return found
    return None


def _row(cells: Sequence[str], columns: int) -> list[str]:
    first = next((place for place, cell in enumerate(cells) if place and _VALUE.fullmatch(cell)), 0)
    values = cells[first : first + columns]
    if not first or len(values) < columns or not all(_VALUE.fullmatch(cell) for cell in values):
        return []
    rest = cells[first + columns :]
    if rest and _VALUE.fullmatch(rest[0]) and not rest[0].startswith(("<", ">")):
        return []
    name, unit = _name_and_unit(" ".join(cells[:first]))
    return [name, *(_LAKH.sub(_in_thousands, _with_unit(value, unit)) for value in values), _reference(" ".join(rest))]


def _reference(text: str) -> str:
    found = _ULN.fullmatch(text)
    return f"< {found[1]}" if found else text


def _name_and_unit(cell: str) -> tuple[str, str]:
    """A name that is one of two names of an enzyme is the second; a unit behind it stands by itself."""
    found = _UNIT_BEHIND.search(cell)
    name = cell[: found.start()] if found else cell
    twice = _TWICE.match(name)
    return (twice[1] or twice[2]) if twice else name, found["unit"] if found else ""


def _with_unit(value: str, unit: str) -> str:
    return f"{value} {unit}" if unit and re.fullmatch(r"[0-9.,<> ]+[HL*+↑↓-]?", value) else value


def _in_thousands(found: re.Match[str]) -> str:
    return f"{float(Fraction(found[1]) * 100):g} 10^9/L"
