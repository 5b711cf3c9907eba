"""A workbook's visible sheets as rows of text, read by a process of its own: whatever a hostile file does to the
reader, it does it there, within bounds of memory and time. Values only; no formula runs, no link is followed."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any, Literal

WORKBOOK, OLD_WORKBOOK = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What stands in a cell whose formula nobody has computed: told as a formula, never taken for its 0.
FORMULA = "="
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_CELL = 4000
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[\s>/]')
Fault = Literal["password", "rows", "columns", "sheets", "cells", "broken", "other", "large", "slow", "machine"]


class Unreadable(Exception):
    """A workbook that is not read, and why, for whoever asked to say it in words."""

    def __init__(self, fault: Fault, size: int = 0, parts: int = 0) -> None:
        super().__init__(fault)
        self.fault, self.size, self.parts = fault, size, parts


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a workbook may hold, and what its reader may take. exact: numbers with every digit and true and false, as a
    registry has them; else as a person would paste them."""

    rows: int
    columns: int
    sheets: int
    cells: int
    seconds: int
    memory: int
    unpacked: int
    parts: int = 2_000
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its place in the workbook from 1, its rows, and its merged cells as first and last row and
    column. formulas: cells whose formula has a value that is read."""

    place: int
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: int = 0


def is_workbook(content: bytes) -> bool:
    """Whether a file begins as workbooks do."""
    return content.startswith((WORKBOOK, OLD_WORKBOOK))


def read_sheets(content: bytes, bounds: Bounds) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook; raises Unreadable."""
    _check(content, bounds)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part or os.curdir for part in sys.path)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "haic_core.words.workbook", json.dumps(asdict(bounds))],
            input=content, capture_output=True, timeout=bounds.seconds, check=False, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unreadable("slow") from None
    except OSError:
        raise Unreadable("machine") from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        told = {"fault": "broken"}
    if "fault" in told:
        raise Unreadable(told["fault"])
    return tuple(
        Sheet(one["place"], tuple(map(tuple, one["rows"])), tuple(map(tuple, one["merged"])), one["formulas"])
        for one in told["sheets"]
    )


def with_merged(sheet: Sheet) -> list[list[str]]:
    """The rows with what a merged cell says in each of its cells. A title over the whole width stays one cell; a head
    over its columns, a name beside its rows are each one's."""
    cells = [list(row) for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if 0 <= top < len(cells) and 0 <= left < len(cells[top]) and (left > 0 or left == right):
            for row in cells[top : bottom + 1]:
                row[left : right + 1] = [cells[top][left]] * len(row[left : right + 1])
    return cells


def _check(content: bytes, bounds: Bounds) -> None:
    """A workbook's parts before anything is unpacked: how many, how large together, which kind of file they make."""
    if content.startswith(OLD_WORKBOOK):
        if _ENCRYPTED in content:
            raise Unreadable("password")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            about = parts.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, zlib.error, OSError):
        raise Unreadable("broken") from None
    size = sum(part.file_size for part in about)
    if size > bounds.unpacked or len(about) > bounds.parts:
        raise Unreadable("large", size, len(about))
    names = {part.filename for part in about}
    if any(part.flag_bits & 1 for part in about):
        raise Unreadable("password")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} or "word/document.xml" in names:
        raise Unreadable("other")


def _main() -> None:
    """The process that reads: a workbook comes in, JSON goes out."""
    bounds = Bounds(**json.loads(sys.argv[1]))
    _bound(bounds)
    try:
        told: dict[str, object] = {"sheets": list(_read(sys.stdin.buffer.read(), bounds))}
    except Unreadable as fault:
        told = {"fault": fault.fault}
    # What the reader raises in a panic is no Exception; the process ends here in any case.
    except BaseException as error:
        told = {"fault": "password" if type(error).__name__ == "PasswordError" else "broken"}
    sys.stdout.write(json.dumps(told))


def _bound(bounds: Bounds) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(content: bytes, bounds: Bounds) -> Iterator[dict[str, object]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    about = book.sheets_metadata
    if len(about) > bounds.sheets:
        raise Unreadable("sheets")
    for place, one in enumerate(about):
        if (
            one.typ != python_calamine.SheetTypeEnum.WorkSheet
            or one.visible != python_calamine.SheetVisibleEnum.Visible
        ):
            continue
        sheet = book.get_sheet_by_index(place)
        if sheet.height > bounds.rows:
            raise Unreadable("rows")
        if sheet.width > bounds.columns:
            raise Unreadable("columns")
        if sheet.height * sheet.width > bounds.cells:
            raise Unreadable("cells")
        merged = [(*first, *last) for first, last in (sheet.merged_cell_ranges or ())[:2000]]
        rows = [[_told(value, bounds.exact) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        formulas = _not_computed(content, place, rows) if bounds.exact and content.startswith(WORKBOOK) else 0
        yield {"place": place + 1, "rows": rows, "merged": merged, "formulas": formulas}


def _told(value: Any, exact: bool) -> str:
    return _exactly(value) if exact else _pasted(value)


def _pasted(value: object) -> str:
    """A cell as it would be pasted; a number in a form that has one reading, a page of text as nothing."""
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return ""
    if isinstance(value, str):
        return " ".join(value.split()) if len(value) <= _LONGEST_CELL else ""
    told = f"{value:.10g}"
    return f"{told}0" if len(told.partition(".")[2]) == 3 else told


def _exactly(value: object) -> str:
    """A cell with all it says: a number as the shortest text that is that number, a day without a clock."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    text = value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, (int, str)) else ""
    return " ".join(text.split())[:_LONGEST_CELL]


def _not_computed(content: bytes, place: int, rows: list[list[str]]) -> int:
    """Marks cells of a sheet whose formula has no value, or the 0 that programs write that compute none; how many
    formulas have another. A sheet whose part goes by another name is left as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        name = f"xl/worksheets/sheet{place + 1}.xml"
        found = _FORMULA_CELL.findall(parts.read(name)) if name in parts.namelist() else []
    computed = 0
    for letters, number in found:
        row, column = int(number) - 1, _column(letters)
        if row < len(rows) and column < len(rows[row]):
            if rows[row][column] in ("", "0"):
                rows[row][column] = FORMULA
            else:
                computed += 1
    return computed


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


if __name__ == "__main__":
    _main()
