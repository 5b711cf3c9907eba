"""A workbook's visible sheets as rows of text, read by a process of its own: whatever a hostile file does to the
reader, it does it there, within bounds of memory and time. Values only; no formula runs, no link is followed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from haic_core.words.refusal import Refusal

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 300, 40
LONGEST_CELL = 4000
_SECONDS, _BYTES = 20, 1_000_000_000
_FAULTS = {
    "password": "The workbook is protected by a password; save it without one, or copy its table and paste it.",
    "rows": f"A sheet of the workbook holds more than {MOST_ROWS:,} rows; one patient's laboratory values take fewer.",
    "columns": f"A sheet of the workbook holds more than {MOST_COLUMNS} columns; a laboratory list takes fewer.",
    "sheets": f"The workbook holds more than {MOST_SHEETS} sheets; a laboratory list takes fewer.",
    "broken": "The workbook cannot be read: it is damaged or no Excel or OpenDocument table.",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its place in the workbook from 1, its rows, and its merged cells as first and last row and
    column."""

    place: int
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def sheets(content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook; raises Refusal where it is damaged, protected or too large."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part or os.curdir for part in sys.path)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "haic_core.intake.labs.sheets"],
            input=content, capture_output=True, timeout=_SECONDS, check=False, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Refusal(f"The workbook takes longer than {_SECONDS} s to read; copy its table and paste it.") from None
    except OSError:
        raise Refusal("A workbook cannot be read on this machine; copy its table and paste it.") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {"fault": "broken"}
    if "fault" in told:
        raise Refusal(_FAULTS[told["fault"]])
    return tuple(
        Sheet(one["place"], tuple(map(tuple, one["rows"])), tuple(map(tuple, one["merged"]))) for one in told["sheets"]
    )


def _main() -> None:
    """The process that reads: a workbook comes in, JSON goes out."""
    _bound()
    try:
        told: dict[str, object] = {"sheets": list(_read(sys.stdin.buffer.read()))}
    except _TooLarge as fault:
        told = {"fault": str(fault)}
    # What the reader raises in a panic is no Exception; the process ends here in any case.
    except BaseException as error:
        told = {"fault": "password" if type(error).__name__ == "PasswordError" else "broken"}
    sys.stdout.write(json.dumps(told))


class _TooLarge(Exception):
    pass


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(content: bytes) -> Iterator[dict[str, object]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    about = book.sheets_metadata
    if len(about) > MOST_SHEETS:
        raise _TooLarge("sheets")
    for place, one in enumerate(about):
        if (
            one.typ != python_calamine.SheetTypeEnum.WorkSheet
            or one.visible != python_calamine.SheetVisibleEnum.Visible
        ):
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.height > MOST_ROWS:
            raise _TooLarge("rows")
        if sheet.width > MOST_COLUMNS:
            raise _TooLarge("columns")
        merged = [(*first, *last) for first, last in (sheet.merged_cell_ranges or ())[:2000]]
        rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        yield {"place": place + 1, "rows": rows, "merged": merged}


def _text(value: object) -> str:
    """A cell as it would be pasted; a number in a form that has one reading, a page of text as nothing."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return ""
    if isinstance(value, str):
        return " ".join(value.split()) if len(value) <= LONGEST_CELL else ""
    told = f"{value:.10g}"
    return f"{told}0" if len(told.partition(".")[2]) == 3 else told


if __name__ == "__main__":
    _main()
