"""CSV in every habit: comma, semicolon, tab or bar, with or without a mark of its letters, comments above its head."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from haic_core.cohort.counts import Listed
from haic_core.cohort.files.handed import AT_ONCE, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Chunk, Handed, named_once
from haic_core.words.refusal import Refusal

DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 200
# A quoted cell over more lines than this is one that nobody closed.
_MOST_LINES_A_ROW = 50


def read_delimited(content: bytes, name: str) -> Handed:
    """A text file as a table; raises Refusal where it is no text or has no head with at least two columns."""
    encoding = _encoding(content, name)
    between = _delimiter(content, encoding, name)
    notes = (f"Read as {encoding}.",) if encoding == "cp1252" else ()
    torn: list[Listed] = []
    rows = _rows(content, encoding, between, name, torn)
    head = next(rows, (0, ()))[1]
    first = list(islice(rows, _LOOKED_AT))
    columns = _columns(head, first, name)
    return Handed(columns, _chunks(first, rows, len(columns), torn, name), torn, notes)


def _encoding(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in content[:4096]:
        raise Refusal(
            f"{name}: the file is no text; a registry is a CSV file, an Excel workbook or a Parquet file.",
            place=name,
            allowed="a CSV file, an Excel workbook or a Parquet file",
        )
    try:
        for at in range(0, len(content), 1 << 24):
            # A letter may lie across two parts; up to three bytes of it are looked at with the next.
            part = content[max(0, at - 3) : at + (1 << 24)]
            part.decode("utf-8") if len(content) <= 1 << 24 else _whole_letters(part)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _whole_letters(part: bytes) -> None:
    """Decodes a part of a text that may begin and end within a letter."""
    start = next((place for place in range(min(4, len(part))) if part[place] & 0xC0 != 0x80), 0)
    try:
        part[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            raise


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline="")


def _delimiter(content: bytes, encoding: str, name: str) -> str:
    """The sign that parts most lines into the most cells, the same number each."""
    sample = [line for line in islice(_lines(content, encoding), _LOOKED_AT) if line.strip() and line[0] != "#"]
    if sample and sample[0].strip().lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0].strip()[4]
    best = max(DELIMITERS, key=lambda sign: _fits(sample, sign))
    if not _fits(sample, best)[0]:
        raise Refusal(
            f"{name}: no table was found; a registry has a line of column names and one line a patient, with commas, "
            "semicolons, tabs or bars between the cells.",
            place=name,
            allowed="a table of at least two columns",
        )
    return best


def _fits(sample: Sequence[str], sign: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=sign) if row)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda one: (one[1] if one[0] > 1 else 0, one[0]))
    return (0, 0) if width < 2 else (round(count / sum(widths.values()), 1), width)


def _rows(
    content: bytes, encoding: str, between: str, name: str, torn: list[Listed]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with the line each begins on, without comments above the head and without empty ones."""
    reader = csv.reader(_lines(content, encoding), delimiter=between, strict=True)
    begun, before = False, 0
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error) or "limit" in str(error):
                raise _unclosed(name, before + 1) from None
            torn.append(Listed(before + 1, "", "quotation marks that do not fit"))
            before = reader.line_num
            continue
        line, before = before + 1, reader.line_num
        if before - line > _MOST_LINES_A_ROW:
            raise _unclosed(name, line)
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if not begun and (cells[0].startswith("#") or (line == 1 and cells[0].lower().startswith("sep="))):
            continue
        begun = True
        yield line, cells


def _unclosed(name: str, line: int) -> Refusal:
    return Refusal(
        f"{name}, line {line:,}: a quotation mark is opened and not closed, so where the rows end is not known.",
        place=f"{name}, line {line:,}",
        found="an open quotation mark",
    )


def _columns(head: Sequence[str], first: Sequence[tuple[int, Sequence[str]]], name: str) -> tuple[str, ...]:
    """The columns' names; R writes none above its row names."""
    if len(head) > MOST_COLUMNS:
        raise Refusal(
            f"{name}: the file has {len(head):,} columns, but {MOST_COLUMNS:,} are the most that is read.",
            place=name,
            found=f"{len(head):,} columns",
            allowed=f"at most {MOST_COLUMNS:,} columns",
        )
    if not first:
        raise Refusal(f"{name}: the file has a head and no row of a patient.", place=name, found="no row")
    if all(_is_number(cell) for cell in head if cell):
        raise Refusal(
            f"{name}: the first line holds numbers alone; a registry begins with the names of its columns.",
            place=f"{name}, line 1",
            allowed="names of columns in the first line",
        )
    widths = Counter(len(row) for _, row in first)
    return named_once([*(["row name"] if widths.most_common(1)[0][0] == len(head) + 1 else []), *head])


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _chunks(
    first: Sequence[tuple[int, Sequence[str]]], rest: Iterator[tuple[int, Sequence[str]]], width: int,
    torn: list[Listed], name: str,
) -> Iterator[Chunk]:  # fmt: skip
    lines: list[int] = []
    rows: list[Sequence[str]] = []
    count = 0
    for line, row in (one for part in (first, rest) for one in part):
        count += 1
        if count > MOST_ROWS:
            raise Refusal(
                f"{name}: the file has more than {MOST_ROWS:,} rows; load it into a database and name its connection.",
                place=name,
                allowed=f"at most {MOST_ROWS:,} rows",
            )
        if len(row) > width and any(row[width:]):
            torn.append(Listed(line, "", "more cells than the head has columns"))
            continue
        lines.append(line)
        rows.append([cell[:LONGEST_CELL] for cell in row[:width]] + [""] * (width - len(row)))
        if len(rows) == AT_ONCE:
            yield lines, rows
            lines, rows = [], []
    if rows:
        yield lines, rows
