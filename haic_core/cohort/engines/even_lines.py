"""Rows of a text as columns, by Arrow's reader where it and the careful one agree, which it is told here line by line.

What Arrow does not take as the careful reader would (a line of more or fewer cells, one with nothing in it, a cell that
is cut) is read by that again.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from haic_core.cohort.files.handed import LONGEST_CELL, Chunk, Even, Row

if TYPE_CHECKING:
    import pyarrow

# Of a block of which more lines are uneven the careful reader takes all.
MOST_UNEVEN = 1_000


def texts_of(part: Chunk | Even, width: int) -> Iterator[pyarrow.Table]:
    """A part of a file as tables of texts, the line of each row before its cells."""
    if isinstance(part, Even):
        read = _by_arrow(part, width)
        yield from read or [_columns(chunk) for chunk in part.chunks()]
    else:
        yield _columns(part)


def _columns(chunk: Chunk) -> pyarrow.Table:
    import pyarrow

    lines, rows = chunk
    columns = [pyarrow.array(column, pyarrow.string()) for column in zip(*rows)]
    return pyarrow.table([pyarrow.array(lines, pyarrow.int64()), *columns], names=_names(len(columns)))


def _names(width: int) -> list[str]:
    return ["line", *map(str, range(width))]


def _by_arrow(part: Even, width: int) -> list[pyarrow.Table] | None:
    """Even lines as one table; None where the careful reader has to take them all."""
    import pyarrow
    from pyarrow import compute

    uneven: list[int] = []
    read = _parsed(part, width, uneven)
    if read is None or any(
        (compute.max(compute.binary_length(column)).as_py() or 0) > LONGEST_CELL for column in read.columns
    ):
        return None
    cells = [compute.utf8_trim_whitespace(column) for column in read.columns]
    lines = pyarrow.arange(part.first, part.first + len(read) + len(uneven))
    if uneven:
        lines = lines.filter(compute.invert(compute.is_in(lines, pyarrow.array(uneven, pyarrow.int64()))))
    table = pyarrow.table([lines, *cells], names=_names(width))
    table = table.filter(_says_something(cells))
    part.into.more(len(table))
    again = [_columns(chunk) for chunk in part.into.chunks(_again(part, uneven))]
    return [pyarrow.concat_tables([table, *again]).sort_by("line")] if again else [table]


def _parsed(part: Even, width: int, uneven: list[int]) -> pyarrow.Table | None:
    """What Arrow makes of even lines; those it passes over are put down as uneven."""
    import pyarrow
    from pyarrow import csv

    def passed_over(row: csv.InvalidRow) -> str:
        uneven.append(part.first + row.number - 1)
        return "skip" if len(uneven) <= MOST_UNEVEN else "error"

    content = part.text.encode()
    names = _names(width)[1:]
    try:
        return csv.read_csv(
            BytesIO(content),
            csv.ReadOptions(use_threads=False, block_size=len(content) + 1, column_names=names),
            csv.ParseOptions(
                delimiter=part.between, quote_char='"' if '"' in part.text else False, ignore_empty_lines=False,
                invalid_row_handler=passed_over,
            ),
            csv.ConvertOptions(
                check_utf8=False, column_types=dict.fromkeys(names, pyarrow.string()), strings_can_be_null=False
            ),
        )  # fmt: skip
    except pyarrow.ArrowInvalid:
        return None


def _says_something(cells: list[pyarrow.ChunkedArray]) -> pyarrow.ChunkedArray:
    """Which rows hold anything."""
    from pyarrow import compute

    found = compute.not_equal(cells[0], "")
    for column in cells[1:]:
        if compute.all(found).as_py():
            break
        found = compute.or_(found, compute.not_equal(column, ""))
    return found


def _again(part: Even, uneven: list[int]) -> Iterator[Row]:
    """Some lines by the careful reader."""
    if not uneven:
        return
    lines = list(part.lines)
    for line in uneven:
        if row := part.row(line, lines[line - part.first]):
            yield line, row[1]
