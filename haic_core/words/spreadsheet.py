"""CSV as a spreadsheet opens it right by a double click: a mark of its letters, and beside it a form with semicolons
and decimal commas."""

from __future__ import annotations

import csv
import io
import re

from haic_core.words.columns import csv_text

MARK = "\ufeff"
SEMICOLON = "semicolon"
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def for_spreadsheets(text: str, semicolon: bool = False) -> bytes:
    """A CSV made with commas and points, as a spreadsheet takes it.

    semicolon: semicolons between cells and commas in numbers, as where a comma is the decimal sign.
    """
    if not semicolon:
        return (MARK + text).encode()
    lines = csv.reader(io.StringIO(text, newline=""))
    return (MARK + csv_text(([_with_comma(cell) for cell in line] for line in lines), ";")).encode()


def with_semicolons(name: str) -> str:
    """The name of the form with semicolons: 'figures.csv' to 'figures_semicolon.csv'."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}_{SEMICOLON}.{ending}"


def _with_comma(cell: str) -> str:
    return cell.replace(".", ",") if _NUMBER.fullmatch(cell) else cell
