"""Numbers out of a text file as digitisers write them: comma, semicolon or tab; decimal point or decimal comma."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from haic_core.words.refusal import Faults, Refusal, shown

LARGEST_BYTES = 4_000_000
MOST_ROWS = 100_000
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class NumberTable:
    """Cells as text: `header` rows (none to two), then `rows` as (number of the line in the file, cells)."""

    name: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.rows), default=0)

    def column(self, place: int, what: str) -> list[tuple[int, float]]:
        """(line, number) of one column. Raises Refusal with every cell that is empty or no number."""
        faults = Faults()
        found = [
            (line, faults.read(0.0, self._number, cells[place] if place < len(cells) else "", line, what))
            for line, cells in self.rows
        ]
        faults.tell()
        return found

    def _number(self, cell: str, line: int, what: str) -> float:
        if not NUMBER.fullmatch(cell):
            found = shown(cell) if cell else "nothing"
            raise Refusal(
                f"{self.name}, row {line}: {found} stands where {what} should; a number is needed.",
                place=f"{self.name}, row {line}: {what}",
                found=found,
                allowed="a number",
            )
        value = float(cell)
        if not isfinite(value):
            raise Refusal(
                f"{self.name}, row {line}: {shown(cell)} is too large for {what}.",
                place=f"{self.name}, row {line}: {what}",
                found=shown(cell),
                allowed="a finite number",
            )
        return value


def read_table(content: bytes, name: str) -> NumberTable:
    """The file's table. Raises Refusal for a file that is too large, no text, or without a row of numbers."""
    if len(content) > LARGEST_BYTES:
        raise Refusal(
            f"{name}: the file holds {len(content):,} bytes, but {LARGEST_BYTES:,} are the most that is "
            f"read; a figure has a few thousand columns of pixels."
        )
    lines = [(number, line.strip()) for number, line in enumerate(_text(content, name).splitlines(), 1)]
    lines = [(number, line) for number, line in lines if line.strip(',;\t "')]
    if not lines:
        raise Refusal(f"{name}: the file is empty; it needs rows of time and survival.")
    if len(lines) > MOST_ROWS:
        raise Refusal(
            f"{name}: the file holds {len(lines):,} rows, but {MOST_ROWS:,} are the most that is read; a "
            f"figure has a few thousand columns of pixels."
        )
    split = _splitter([line for _, line in lines[:20]])
    rows = [(number, tuple(split(line))) for number, line in lines]
    header = [cells for _, cells in rows[:2] if not any(NUMBER.fullmatch(cell) for cell in cells)]
    if len(header) == 2 and not all(cell.lower() in ("x", "y", "") for cell in header[1]):
        header = header[:1]  # WebPlotDigitizer writes the curves' names above X, Y; another line of words is a fault
    return NumberTable(name, tuple(header), tuple(rows[len(header) :]))


def _text(content: bytes, name: str) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "latin-1")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
    raise Refusal(f"{name}: this is no text file; rows of time and survival are needed, as CSV.")


def _splitter(lines: list[str]) -> Callable[[str], list[str]]:
    """How to cut a line into cells; with semicolons, tabs or blanks between cells a comma is a decimal comma."""
    for mark in (";", "\t"):
        if any(mark in line for line in lines):
            return lambda line: [_cell(cell).replace(",", ".") for cell in line.split(mark)]
    if any("," in line for line in lines):
        return lambda line: [_cell(cell) for cell in line.split(",")]
    return lambda line: [_cell(cell) for cell in line.split()]


def _cell(text: str) -> str:
    return text.strip().strip("\"'").strip()
