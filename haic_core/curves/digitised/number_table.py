"""Cells out of a text file as digitisers, R and spreadsheets write them, and the blocks of numbers in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from haic_core.words.refusal import Faults, Refusal, shown

LARGEST_BYTES = 4_000_000
MOST_ROWS = 100_000
LARGEST_NUMBER = 1e9  # no axis and no count is longer
LOOKED_AT = 60  # lines that tell how cells are parted
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
ANY_NUMBER = re.compile(NUMBER.pattern + r"( ?%| ?\([^()]*\)| ?\[[^\[\]]*\])?")
THOUSANDS = re.compile(r"\d{1,3}([.,\u2009' ]\d{3})+")
NOTHING = ("", "-", "\u2013", "\u2014", "na", "n/a", "nan", ".")
TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|\([^()]*\)|\S+")

Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class Sheet:
    """All lines that are not blank as (number in the file, cells); columns that are empty throughout are left out."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class NumberTable:
    """A block of numbers: `titles` are the lines of words above its `heading`, `rows` (number of the line, cells)."""

    name: str
    titles: tuple[tuple[str, ...], ...]
    heading: tuple[str, ...]
    rows: tuple[Line, ...]

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.rows), default=0)

    def cells(self, place: int) -> list[str]:
        """What stands in one column, row by row."""
        return [cells[place] if place < len(cells) else "" for _, cells in self.rows]

    def column(self, place: int, what: str, whole: bool = False) -> list[tuple[int, float]]:
        """(line, number) of one column. Raises Refusal with every cell that is empty or no number."""
        faults = Faults()
        found = [
            (line, faults.read(0.0, self._number, cell, line, what, whole))
            for (line, _), cell in zip(self.rows, self.cells(place))
        ]
        faults.tell()
        return found

    def _number(self, cell: str, line: int, what: str, whole: bool) -> float:
        place = f"{self.name}, row {line}: {what}"
        if not is_number(cell):
            found = shown(cell) if cell else "nothing"
            sentence = f"{self.name}, row {line}: {found} stands where {what} should; a number is needed."
            raise Refusal(sentence, place=place, found=found, allowed="a number")
        if whole and "%" in cell:
            sentence = f"{self.name}, row {line}: {shown(cell)} stands where {what} should; patients are counted."
            raise Refusal(sentence, place=place, found=shown(cell), allowed="a whole number")
        value = number(cell, whole)
        if not isfinite(value) or abs(value) > LARGEST_NUMBER:
            sentence = f"{self.name}, row {line}: {shown(cell)} is too large for {what}."
            raise Refusal(sentence, place=place, found=shown(cell), allowed="a finite number")
        return value


def is_number(cell: str) -> bool:
    """A number, with a percent sign or with something in brackets behind it."""
    return ANY_NUMBER.fullmatch(cell) is not None or THOUSANDS.fullmatch(cell) is not None


def number(cell: str, whole: bool = False) -> float:
    """The number of a cell; where patients are counted, 1,024 is a thousand and twenty-four."""
    text = re.sub(r" ?(%|\(.*|\[.*)$", "", cell)
    if THOUSANDS.fullmatch(text) and (whole or not NUMBER.fullmatch(text)):
        return float(re.sub(r"\D", "", text))
    return float(text.replace(",", "."))


def read_sheet(content: bytes, name: str) -> Sheet:
    """The file's cells. Raises Refusal for a file that is too large, no text, or without anything in it."""
    if len(content) > LARGEST_BYTES:
        raise Refusal(
            f"{name}: the file holds {len(content):,} bytes, but {LARGEST_BYTES:,} are the most that is "
            f"read; a figure has a few thousand columns of pixels."
        )
    lines = list(enumerate(_text(content, name).splitlines(), 1))
    lines = [(line, text) for line, text in lines if text[:1].isdigit() or _says_something(text)]
    told = lines[0][1].strip().strip('"').lower() if lines else ""
    mark = told[4] if told.startswith("sep=") and len(told) > 4 else None
    lines = lines[1:] if mark else lines
    if not lines:
        raise Refusal(f"{name}: the file is empty; it needs rows of time and survival.")
    if len(lines) > MOST_ROWS:
        raise Refusal(
            f"{name}: the file holds {len(lines):,} rows, but {MOST_ROWS:,} are the most that is read; a "
            f"figure has a few thousand columns of pixels."
        )
    split = _parted_by(mark) if mark else _splitter([text for _, text in lines[:LOOKED_AT]])
    rows = [(line, [cell.strip().strip("\"'").strip() for cell in split(text)]) for line, text in lines]
    used = sorted({place for _, cells in rows for place, cell in enumerate(cells) if cell})
    return Sheet(name, tuple((line, _kept(cells, used)) for line, cells in rows))


def _says_something(text: str) -> bool:
    """Whether a line holds more than marks and is no remark."""
    return bool(text.strip(',;\t "')) and not text.lstrip().startswith("#")


def _kept(cells: list[str], used: list[int]) -> tuple[str, ...]:
    return tuple(cells[place] for place in used if place < len(cells))


def _numbers(cells: list[str] | tuple[str, ...]) -> int:
    return sum(map(is_number, cells))


def _text(content: bytes, name: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "latin-1")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text.replace("\xa0", " ").replace("\u2212", "-")
    raise Refusal(f"{name}: this is no text file; rows of time and survival are needed, as CSV.")


def _splitter(lines: list[str]) -> Callable[[str], list[str]]:
    """How to cut a line into cells: the way under which most lines hold several numbers, semicolon before tab before
    comma before blanks; words and captions do not tell."""
    ways = [_parted_by(mark) for mark in ";\t,"] + [_blanks]
    scores = [sum(_is_clean(way(line)) for line in lines) for way in ways]
    if max(scores):
        return ways[scores.index(max(scores))]
    return next((way for way, mark in zip(ways, ";\t,") if any(mark in line for line in lines)), _blanks)


def _is_clean(cells: list[str]) -> bool:
    """Several numbers, and no cell that holds two of them."""
    bare = [cell.strip().strip("\"'") for cell in cells]
    several = any(sum(map(is_number, cell.split())) > 1 and not is_number(cell) for cell in bare)
    return _numbers(bare) > 1 and not several


def _parted_by(mark: str) -> Callable[[str], list[str]]:
    return lambda line: next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])


def _blanks(line: str) -> list[str]:
    """Cells parted by blanks: a number keeps the bracket behind it, words before the first number are one cell."""
    cells: list[str] = []
    found = TOKEN.findall(line)
    first = next((place for place, token in enumerate(found) if is_number(token)), len(found))
    is_row = first < len(found) and all(is_number(token) or token[0] in "([-\u2013" for token in found[first:])
    for token in found:
        bracket = token.startswith("(") and cells and is_number(cells[-1])
        words = is_row and len(cells) == 1 and not is_number(cells[0]) and not is_number(token) and token[0] != '"'
        if bracket or words:
            cells[-1] += f" {token}"
        else:
            cells.append(token)
    return cells


def blocks_of(sheet: Sheet, is_heading: Callable[[tuple[str, ...]], bool]) -> list[NumberTable]:
    """The blocks of numbers of a sheet: each begins with lines of words, of which the last that is a heading names its
    columns and a line that stands alone is a title. What is neither, once numbers have begun, is a row with a fault."""
    blocks: list[NumberTable] = []
    above: list[Line] = []
    rows: list[Line] = []
    several = sum(_numbers(cells) > 1 for _, cells in sheet.lines) > 1
    headed = next((line for line, cells in sheet.lines if _is_head(cells, is_heading)), 0)
    for line, cells in sheet.lines:
        words = not _numbers(cells) or _is_head(cells, is_heading) or (line < headed and _numbers(cells) < 2)
        alone = several and sum(map(bool, cells)) == 1
        if words and (not rows or is_heading(cells) or alone):
            if rows:
                blocks.append(_block(sheet.name, above, rows, is_heading))
                above, rows = [], []
            above.append((line, cells))
        else:
            rows.append((line, cells))
    if rows or not blocks:
        blocks.append(_block(sheet.name, above, rows, is_heading))
    return blocks


def _is_head(cells: tuple[str, ...], is_heading: Callable[[tuple[str, ...]], bool]) -> bool:
    return is_heading(cells) and 2 * _numbers(cells) < sum(map(bool, cells))


def _block(
    name: str, above: list[Line], rows: list[Line], is_heading: Callable[[tuple[str, ...]], bool]
) -> NumberTable:
    known = [place for place, (_, cells) in enumerate(above) if is_heading(cells)]
    last = known[-1] if known else len(above) - 1
    if not known and above and sum(map(bool, above[last][1])) == 1 and rows and len(rows[0][1]) > 1:
        last = len(above)  # nothing but titles
    heading = above[last][1] if 0 <= last < len(above) else ()
    rows = [*above[last + 1 :], *rows]
    width = max((len(cells) for _, cells in rows), default=0)
    if heading and len(heading) == width - 1 and rows:
        heading = ("", *heading)  # R leaves out the head above the names of rows
    return NumberTable(name, tuple(cells for _, cells in above[: max(last, 0)]), heading, tuple(rows))
