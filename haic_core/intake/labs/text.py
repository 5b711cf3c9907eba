"""A pasted text as rows of cells: parted by tabs, bars, semicolons, commas or several spaces, line by line."""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from haic_core.intake.labs.analytes import UNKNOWN
from haic_core.intake.labs.columns import is_across, is_head, named
from haic_core.intake.labs.gathered import Cell, Row
from haic_core.intake.labs.marks import Kind, marks_of
from haic_core.words.refusal import Refusal

LONGEST_LINE = 4000
MOST_CELLS = 300
SPACES = "  "
_WIDE = re.compile(r"\s{2,}")
_WIDE_ALONE = re.compile(r"[^,\s]\s{2,}[^,\s]")
_WIDE_CELL = re.compile(r"\S+(?: \S+)*")
_TEMPERATURE = re.compile(r"(?<![0-9.,])(?:25|30|37)\s?°\s?C?(?![\w])")
_PAGE = re.compile(r"<t[dr][\s>]", re.IGNORECASE)
_NEW_CELL, _NEW_LINE = (
    re.compile(r"</t[dh]\s*>", re.IGNORECASE),
    re.compile(r"</tr\s*>|</p\s*>|<br\s*/?>", re.IGNORECASE),
)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_RULE = re.compile(r"[\s|:=_+\-–—.*]*")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), None) | {
    0xA0: " ",
    0x2007: " ",
    0x3000: " ",
}


def unmarked(text: str) -> str:
    """The tables of a page, which some laboratories' systems write as a workbook, as text: a tab between cells."""
    if not _PAGE.search(text):
        return text
    flat = " ".join(text.split())
    parted = _NEW_LINE.sub("\n", _NEW_CELL.sub("\t", flat))
    return html.unescape(_TAG.sub(" ", parted))


def rows_of(text: str) -> list[Row]:
    """The lines of a text that hold something, each parted into its cells.

    Raises Refusal for a line too long to be one: what would be cut off could be the end of a number.
    """
    text = unicodedata.normalize("NFC", text)
    lines = [
        _TEMPERATURE.sub(" ", line.translate(_INVISIBLE)) for line in re.split(r"\r\n|\r|\n|\u2028|\x0b|\x0c", text)
    ]
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise _too_much(number, f"{len(line):,} characters", f"{LONGEST_LINE:,}")
    commas = _are_parted_by_commas(lines)
    return [_row(number, line, commas) for number, line in enumerate(lines, 1) if not _RULE.fullmatch(line)]


def _too_much(number: int, found: str, most: str) -> Refusal:
    return Refusal(
        f"Line {number} of the list holds {found}; a line of laboratory values takes at most {most}.",
        place=f"line {number}",
        found=found,
        allowed=f"at most {most}",
    )


def _row(number: int, line: str, commas: bool) -> Row:
    for mark in ("\t", "|", ";"):
        if mark in line:
            return _whole(Row(number, tuple(_cells(line, mark)), mark))
    if commas and not _WIDE_ALONE.search(line) and (texts := _by_comma(line)):
        return _whole(Row(number, tuple(texts), ","))
    if _WIDE.search(line.strip()):
        cells = tuple(Cell(found[0], found.start()) for found in _WIDE_CELL.finditer(line))
        return _whole(Row(number, cells, SPACES))
    return Row(number, (Cell(line.strip()),))


def _whole(row: Row) -> Row:
    if len(row.cells) > MOST_CELLS:
        raise _too_much(row.number, f"{len(row.cells):,} columns", f"{MOST_CELLS:,}")
    return row


def _cells(line: str, mark: str) -> Iterator[Cell]:
    if mark == "|":
        line = line.strip().removeprefix("|").removesuffix("|")
    for text in _split(line, mark):
        yield Cell(" ".join(text.split()).strip('"| '))


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
    """Whether two lines name their analyte in one cell of several, or stand in as many cells under a head."""
    told, width = 0, 0
    for line in lines[:400]:
        if "," in line and not set("\t|;") & set(line) and not _WIDE_ALONE.search(line):
            row = Row(0, tuple(_by_comma(line)))
            if is_across(row) or is_head(row):
                width = len(row.cells)
                told += 1
            else:
                told += len(row.cells) == width or any(named(cell.text)[0] is not UNKNOWN for cell in row.cells)
    return told >= 2
