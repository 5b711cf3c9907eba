"""Registries made for tests: tables as text, opened in the embedded engine, counted as a mapping says."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date

import xlsxwriter

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.registry import opened_file
from haic_core.cohort.guess.guessed import Guess
from haic_core.cohort.mapping_file import mapping_from

PLAIN: dict[str, object] = {
    "time": "months", "unit": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm",
}  # fmt: skip
HEAD = "id,months,status,arm"


def counts_of(content: str | bytes, **changed: object) -> Counted:
    """A file counted by the plain mapping with some keys changed; None takes a key away."""
    raw = {key: value for key, value in {**PLAIN, **changed}.items() if value is not None}
    content = content.encode() if isinstance(content, str) else content
    return counted_file(opened(content, "own.csv"), mapping_from(raw, "map.json"))


def guess_of(content: str | bytes, name: str = "own.csv", labels: dict[str, dict[str, str]] | None = None) -> Guess:
    """The mapping guessed of a file."""
    held = opened_file(content.encode() if isinstance(content, str) else content, name)
    try:
        return held.guess(labels)
    finally:
        held.close()


def told(counted: Counted) -> list[tuple[int | None, str, str]]:
    """The rows that were not read, as a person sees them."""
    return [(one.line, one.column, one.reason) for one in counted.listed]


def cells(counted: Counted) -> dict[str, list[tuple[float, int, int]]]:
    """Group by group the times with how many events and how many left."""
    return {arm.group: [(one.time, one.events, one.leaving) for one in arm.cells] for arm in counted.arms}


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook's bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    fill(book)
    book.close()
    return made.getvalue()


def sheet(book: xlsxwriter.Workbook, name: str, rows: Sequence[Sequence[object]]) -> None:
    """A sheet of a workbook; days are days there."""
    page, as_day = book.add_worksheet(name), book.add_format({"num_format": "dd.mm.yyyy"})
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(place, column, cell, as_day)
            else:
                page.write(place, column, cell)
