"""A table for others: columns that say what they hold, and their rows as CSV, the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Row = Mapping[str, object]
_STARTS_A_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, what it means, the unit of its numbers, and its words where the list is closed."""

    name: str
    meaning: str
    kind: Literal["string", "number", "integer", "boolean"] = "string"
    unit: str | None = None
    words: tuple[str, ...] = ()
    always: bool = False


def table_csv(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """A header and the rows; what is absent is an empty cell, yes and no are true and false."""
    return csv_text([[column.name for column in columns], *([_cell(row[one.name]) for one in columns] for row in rows)])


def csv_text(lines: Iterable[Sequence[object]], between: str = ",") -> str:
    """Lines as CSV, each closed by a single line feed on every machine. A text that a spreadsheet would run as a
    formula is led by an apostrophe, and a line end inside a cell is a space."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=between, lineterminator="\n")
    writer.writerows([_inert(cell) for cell in line] for line in lines)
    return out.getvalue()


def _inert(cell: object) -> object:
    if not cell or not isinstance(cell, str):
        return cell
    text = " ".join(cell.splitlines()) if not cell.isprintable() else cell
    bare = text.strip()
    runs = len(bare) > 1 and bare.startswith(_STARTS_A_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
