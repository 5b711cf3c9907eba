"""A pasted text as rows of cells: parted by tabs, bars, semicolons, commas or several spaces, line by line."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence

from haic_core.intake.labs.analytes import UNKNOWN
from haic_core.intake.labs.columns import is_head, named
from haic_core.intake.labs.gathered import Cell, Row
from haic_core.intake.labs.marks import Kind, marks_of

LONGEST_LINE = 4000
MOST_CELLS = 300
SPACES = "  "
_WIDE = re.compile(r"\s{2,}")
_WIDE_CELL = re.compile(r"\S+(?: \S+)*")
_TEMPERATURE = re.compile(r"(?<![0-9.,])(?:25|30|37)\s?°\s?C?(?![\w])")
_RULE = re.compile(r"[\s|:=_+\-–—.*]*")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None) | {
    0xA0: " ",
    0x2007: " ",
    0x3000: " ",
}


def rows_of(text: str) -> list[Row]:
    """The lines of a text that hold something, each parted into its cells. Lines longer than LONGEST_LINE are left out
    by their end."""
    text = unicodedata.normalize("NFC", text)
    lines = [
        _TEMPERATURE.sub(" ", line[:LONGEST_LINE].translate(_INVISIBLE))
        for line in re.split(r"\r\n|\r|\n|\u2028|\x0b|\x0c", text)
    ]
    commas = _are_parted_by_commas(lines)
    return [_row(number, line, commas) for number, line in enumerate(lines, 1) if not _RULE.fullmatch(line)]


def _row(number: int, line: str, commas: bool) -> Row:
    for mark in ("\t", "|", ";"):
        if mark in line:
            return Row(number, tuple(_cells(line, mark))[:MOST_CELLS], mark)
    if commas and _by_comma(line):
        return Row(number, tuple(_by_comma(line))[:MOST_CELLS], ",")
    if _WIDE.search(line.strip()):
        cells = tuple(Cell(found[0], found.start()) for found in _WIDE_CELL.finditer(line))
        return Row(number, cells[:MOST_CELLS], SPACES)
    return Row(number, (Cell(line.strip()),))


def _cells(line: str, mark: str) -> Iterator[Cell]:
    if mark == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    for text in _split(line, mark):
        yield Cell(" ".join(text.split()).strip('"'))


def _split(line: str, mark: str) -> list[str]:
    if '"' not in line:
        return line.split(mark)
    try:
        return next(csv.reader([line], delimiter=mark), [])
    except csv.Error:
        return line.split(mark)


def _by_comma(line: str) -> list[Cell]:
    """The cells of a line parted by commas; none where it has too few of them or is a sentence of results."""
    wide = line.count(", ") >= 2 and '"' not in line
    texts = re.split(r",\s+", line.strip().rstrip(",")) if wide else _split(line, ",")
    if len(texts) < 3 or any(_holds_both(text) for text in texts):
        return []
    return [Cell(" ".join(text.split())) for text in texts]


def _holds_both(text: str) -> bool:
    kinds = [mark.kind for mark in marks_of(text)]
    return (
        Kind.WORD in kinds
        and Kind.NUMBER in kinds
        and kinds.index(Kind.WORD) < kinds.index(Kind.NUMBER)
        and named(text)[0] is UNKNOWN
    )


def _are_parted_by_commas(lines: Sequence[str]) -> bool:
    told = 0
    for line in lines[:400]:
        if "," in line and not set("\t|;") & set(line):
            cells = _by_comma(line)
            row = Row(0, tuple(cells))
            told += bool(cells) and (is_head(row) or any(named(cell.text)[0] is not UNKNOWN for cell in cells))
    return told >= 2
