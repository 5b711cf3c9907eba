"""Laboratory tables with several columns of values inside a letter: cut out of its sentences and read as a lab list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from haic_core.intake.labs.analytes import UNKNOWN
from haic_core.intake.labs.columns import named
from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.letter.dates import Named, named_days
from haic_core.intake.letter.gathered import Reading
from haic_core.intake.letter.quoting import hidden
from haic_core.intake.proposal import PassedOver
from haic_core.words.refusal import Refusal

_CELLS = re.compile(r"\s{2,}|\t+|\s*\|\s*")
_VALUE = re.compile(r"[<>]?\s?[0-9][0-9.,]*\s?[HL*+↑↓-]?(?:\s\S{1,12})?")
# One enzyme under two names.
_TWICE = re.compile(
    r"^\s*(?:S?GPT|S?GOT|ALAT|ASAT)/(ALT|AST)(?=\s)|^\s*(ALT|AST)/(?:S?GPT|S?GOT|ALAT|ASAT)(?=\s)", re.IGNORECASE
)
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
    lines = text.split("\n")
    readings: list[Reading] = []
    passed: list[PassedOver] = []
    for start, end in _blocks(lines):
        found = _read("\n".join(_dated(line, on) for line in lines[start:end]), on)
        readings += found.readings
        passed += found.passed_over
        lines[start:end] = [""] * (end - start)
    return Tables("\n".join(lines), tuple(readings), tuple(passed))


def _read(block: str, on: date) -> Tables:
    try:
        proposed = read_pasted_labs(block, on)
    except Refusal:
        return Tables("")
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


def _goes_on(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    return bool(line.strip()) and bool(_RULE.fullmatch(line) or (len(_cells(line)) > 1 and _values(line)))


def _values(line: str) -> int:
    return sum(bool(_VALUE.fullmatch(cell)) for cell in _cells(line)[1:])


def _dated(line: str, on: date) -> str:
    """A line of a table with every certain day in figures, so that a day without its year is one as well; columns stay
    where they are as far as blanks allow."""
    told, last = "", 0
    for day in named_days(line, on):
        if day.day and not day.birth:
            figures = f"{day.day:%d.%m.%y}"
            told += line[last : day.start] + figures
            last = day.end
            longer = len(figures) - (day.end - day.start)
            while longer > 0 and line[last : last + 3] == "   ":
                last, longer = last + 1, longer - 1
    return _TWICE.sub(lambda found: (found[1] or found[2]).ljust(len(found[0])), told + line[last:])
