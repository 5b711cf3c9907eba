"""An Excel or OpenDocument workbook as a registry: its fullest sheet, heads over several columns told in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from haic_core.cohort.counts import Listed
from haic_core.cohort.files.handed import Handed, Row, is_number, tabled, title_rows
from haic_core.words.refusal import Refusal
from haic_core.words.workbook import Bounds, Sheet, Unreadable, read_sheets, with_merged

BOUNDS = Bounds(
    rows=200_000, columns=1_000, sheets=60, cells=3_000_000, seconds=90, memory=1_500_000_000, unpacked=400_000_000,
    exact=True,
)  # fmt: skip
_AS_CSV = "save its table as CSV"
_FAULTS = {
    "password": "the workbook is protected by a password; save it without one.",
    "rows": f"a sheet has more than {BOUNDS.rows:,} rows; {_AS_CSV}.",
    "columns": f"a sheet has more than {BOUNDS.columns:,} columns; {_AS_CSV}.",
    "sheets": f"the workbook has more than {BOUNDS.sheets} sheets; {_AS_CSV}.",
    "cells": f"a sheet has more than {BOUNDS.cells:,} cells; {_AS_CSV}.",
    "broken": "the workbook cannot be read; it is damaged.",
    "other": "this is an archive, not a workbook; a registry is a CSV file, an Excel workbook or a Parquet file.",
    "large": f"the workbook unpacks to more than {BOUNDS.unpacked:,} bytes; {_AS_CSV}.",
    "slow": f"the workbook takes longer than {BOUNDS.seconds} s to read; {_AS_CSV}.",
    "machine": f"a workbook cannot be read on this machine; {_AS_CSV}.",
}


def read_workbook(content: bytes, name: str) -> Handed:
    """A workbook as a table; raises Refusal, one sentence, where it is damaged, protected, too large or empty."""
    try:
        sheets = read_sheets(content, BOUNDS)
    except Unreadable as unreadable:
        raise Refusal(f"{name}: {_FAULTS[unreadable.fault]}", place=name) from None
    if not sheets or not any(any(row) for sheet in sheets for row in sheet.rows):
        raise Refusal(f"{name}: the workbook has no visible sheet with a table.", place=name, found="nothing")
    fullest = max(sheets, key=lambda sheet: sum(map(_filled, sheet.rows)))
    notes = []
    if len(sheets) > 1:
        notes.append(f"Read: sheet {fullest.place}, the fullest of {len(sheets)}.")
    if fullest.formulas:
        notes.append(f"Formulas in {fullest.formulas:,} cells: the values saved with them are read.")
    torn: list[Listed] = []
    return tabled(_rows(fullest), name, torn, tuple(notes))


def _rows(sheet: Sheet) -> Iterator[Row]:
    """The head, of two lines made one where the first lies over several columns, and the rows under it."""
    cells = with_merged(sheet)
    start = title_rows(cells)
    over = any(top <= start <= bottom and right > left for top, left, bottom, right in sheet.merged)
    two = over and start + 1 < len(cells) and not any(map(is_number, cells[start + 1]))
    head = [_both(*pair) for pair in zip(cells[start], cells[start + 1])] if two else cells[start]
    yield start + 1, head
    for place in range(start + 1 + two, len(cells)):
        if any(cells[place]):
            yield place + 1, cells[place]


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _both(over: str, under: str) -> str:
    return over if over == under or not under else f"{over} {under}".strip()
