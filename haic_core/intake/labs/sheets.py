"""A workbook of laboratory values: how much of one is read, and the sentences for what is not."""

from __future__ import annotations

from haic_core.words.refusal import Refusal
from haic_core.words.workbook import Bounds, Sheet, Unreadable, read_sheets

BOUNDS = Bounds(
    rows=5_000, columns=300, sheets=40, cells=1_500_000, seconds=20, memory=1_000_000_000, unpacked=100_000_000
)
_FAULTS = {
    "password": "The workbook is protected by a password; save it without one, or copy its table and paste it.",
    "rows": f"A sheet of the workbook holds more than {BOUNDS.rows:,} rows; one patient's values take fewer.",
    "columns": f"A sheet of the workbook holds more than {BOUNDS.columns} columns; a laboratory list takes fewer.",
    "sheets": f"The workbook holds more than {BOUNDS.sheets} sheets; a laboratory list takes fewer.",
    "cells": f"A sheet of the workbook holds more than {BOUNDS.cells:,} cells; a laboratory list takes fewer.",
    "broken": "The workbook cannot be read: it is damaged or no Excel or OpenDocument table.",
    "other": "The file is no workbook; a laboratory list is text, a CSV file or a workbook.",
    "slow": f"The workbook takes longer than {BOUNDS.seconds} s to read; copy its table and paste it.",
    "machine": "A workbook cannot be read on this machine; copy its table and paste it.",
}


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook; raises Refusal where it is damaged, protected or too large."""
    try:
        return read_sheets(content, BOUNDS)
    except Unreadable as unreadable:
        if unreadable.fault != "large":
            raise Refusal(_FAULTS[unreadable.fault]) from None
        raise Refusal(
            f"The workbook unpacks to {unreadable.size:,} bytes in {unreadable.parts:,} parts; a laboratory list has "
            f"at most {BOUNDS.unpacked:,} in {BOUNDS.parts:,}.",
            found=f"{unreadable.size:,} bytes",
            allowed=f"at most {BOUNDS.unpacked:,} bytes",
        ) from None
