"""CSV in every habit: comma, semicolon, tab or bar, with or without a mark of its letters, comments above its head."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

from haic_core.cohort.counts import Listed
from haic_core.cohort.files.handed import HEADS_WITHIN, Chunk, Even, Handed, Row, Table, is_number, tabled, title_rows
from haic_core.cohort.files.text import Text
from haic_core.words.refusal import Refusal

DELIMITERS = (",", "\t", ";", "|")
_LOOKED_AT = 200
# A quoted cell over more lines than this is one that nobody closed.
_MOST_LINES_A_ROW = 50


def read_delimited(content: bytes, name: str) -> Handed:
    """A text file as a table; raises Refusal where it is no text or has no head with at least two columns."""
    encoding = _encoding(content, name)
    between = _delimiter(content, encoding, name)
    notes: tuple[str, ...] = (f"Read as {encoding}.",) if encoding == "cp1252" else ()
    torn: list[Listed] = []
    text = Text(_lines(content, encoding))
    rows = _rows(text, between, name, torn)
    titles, begun = _from_head(rows)
    if titles:
        notes += (f"Read: the table under {titles} line{'' if titles == 1 else 's'} of a title.",)

    def rest(table: Table) -> Iterator[Chunk | Even]:
        yield from table.chunks(begun)
        while text.is_more():
            if (even := text.even(between)) is None:
                yield from table.chunks(text.of_this_block(rows))
            else:
                yield Even(*even, between, partial(_row, between=between, name=name), table)

    return tabled(chain(begun, rows), name, torn, notes, rest)


def _from_head(rows: Iterator[Row]) -> tuple[int, Iterator[Row]]:
    """How many rows above the head are a title, and the first rows from the head on. The head is the first row that is
    nearly as full as the fullest, unless numbers stand in that: then it is a patient under a head of few names."""
    first = list(islice(rows, HEADS_WITHIN))
    titles = title_rows([cells for _, cells in first])
    if titles and any(map(is_number, first[titles][1])):
        titles = 0
    return titles, iter(first[titles:])


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


def _lines(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline="")


def _delimiter(content: bytes, encoding: str, name: str) -> str:
    """The sign that parts most lines into the most cells, the same number each."""
    sample = [line for line in islice(_lines(content, encoding), _LOOKED_AT) if line.strip() and line[0] != "#"]
    if sample and sample[0].strip().lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0].strip()[4]
    best = max(DELIMITERS, key=lambda sign: _fits(sample, sign))
    if not _fits(sample, best)[0] and _fits(sample, " ")[0] == 1:
        return " "  # as R writes; where anything else parts cells, spaces stand inside them
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


def _rows(text: Text, between: str, name: str, torn: list[Listed]) -> Iterator[Row]:
    """Rows with the line each begins on, without comments above the head and without empty ones."""
    reader = csv.reader(text, delimiter=between, strict=True)
    begun = False
    while True:
        line = text.line + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error) or "limit" in str(error):
                raise _unclosed(name, line) from None
            torn.append(Listed(line, "", "quotation marks that do not fit"))
            continue
        if text.line - line > _MOST_LINES_A_ROW:
            raise _unclosed(name, line)
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if not begun and (cells[0].startswith("#") or (line == 1 and cells[0].lower().startswith("sep="))):
            continue
        begun = True
        yield line, cells


def _row(line: int, text: str, between: str, name: str) -> Row | None:
    """One even line as ``_rows`` has it."""
    try:
        cells = [cell.strip() for row in csv.reader([text], delimiter=between, strict=True) for cell in row]
    except csv.Error:  # only of a cell beyond every limit
        raise _unclosed(name, line) from None
    return (line, cells) if any(cells) else None


def _unclosed(name: str, line: int) -> Refusal:
    return Refusal(
        f"{name}, line {line:,}: a quotation mark is opened and not closed, so where the rows end is not known.",
        place=f"{name}, line {line:,}",
        found="an open quotation mark",
    )
