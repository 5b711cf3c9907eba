"""Registries made for tests: tables as text, opened in the embedded engine, counted as a mapping says."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import xlsxwriter

from haic_core.cohort.counts import Counted
from haic_core.cohort.engines.duckdb import counted_file, opened
from haic_core.cohort.engines.profiles import FEW
from haic_core.cohort.guess.guessed import Guess, guessed
from haic_core.cohort.guess.profile import Profile
from haic_core.cohort.mapping_file import mapping_from
from haic_core.cohort.values import BLANKS

PLAIN: dict[str, object] = {
    "time": "months", "unit": "months", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm",
}  # fmt: skip
HEAD = "id,months,status,arm"


def counts_of(content: str | bytes, **changed: object) -> Counted:
    """A file counted by the plain mapping with some keys changed; None takes a key away."""
    raw = {key: value for key, value in {**PLAIN, **changed}.items() if value is not None}
    content = content.encode() if isinstance(content, str) else content
    mapping = mapping_from(raw, "map.json")
    return counted_file(opened(content, "own.csv"), mapping)


def guess_of(content: str, labels: dict[str, dict[str, str]] | None = None) -> Guess:
    """The mapping guessed of a file, its columns counted here; that the engine counts the same is a test of its own."""
    return guessed(profiled(content), labels)


def profiled(content: str, between: str = ",") -> tuple[Profile, ...]:
    """Columns as counts, by other means than an engine's."""
    head, *rows = csv.reader(io.StringIO(content), delimiter=between)
    return tuple(_profile(name, [row[place].strip() for row in rows]) for place, name in enumerate(head))


def _profile(name: str, cells: list[str]) -> Profile:
    told = [re.sub(r"^([+-]?\d+)\.0+$", r"\1", cell) for cell in cells if cell.lower() not in (*BLANKS, "none")]
    numbers = [float(cell.replace(",", ".")) for cell in told if re.fullmatch(r"[+-]?\d+([.,]\d*)?", cell)]
    slashed = [
        tuple(map(int, re.split("[-/]", cell))) for cell in told if re.fullmatch(r"\d{1,2}[-/]\d{1,2}[-/]\d{4}", cell)
    ]
    dates = re.compile(
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}[- ]?[A-Za-z]{3}[- ]?\d{4}"
    )
    counted = sorted(Counter(told).items(), key=lambda one: (-one[1], one[0]))
    return Profile(
        name, len(cells), len(told), len(counted), tuple(counted) if len(counted) <= FEW else (), len(numbers),
        min(numbers, default=None), max(numbers, default=None),
        sum(bool(re.fullmatch(r"[+-]?\d+,\d+", cell)) for cell in told),
        sum(bool(re.fullmatch(r"[1-9]\d{0,2}(,\d{3})+", cell)) for cell in told),
        sum(bool(dates.fullmatch(cell)) for cell in told),
        sum(first > 12 for first, *_ in slashed), sum(second > 12 for _, second, _ in slashed),
        sum(first <= 12 and second <= 12 for first, second, _ in slashed),
    )  # fmt: skip


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
