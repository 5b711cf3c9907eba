"""A file's table as its reader hands it on: columns, and rows of texts chunk by chunk, each with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from haic_core.cohort.counts import Listed
from haic_core.words.refusal import Refusal

Row = tuple[int, Sequence[str]]
Chunk = tuple[list[int], list[Sequence[str]]]
AT_ONCE, LOOKED_AT = 20_000, 200
# What a registry as a file may hold; more belongs into a database.
LARGEST_BYTES = 500_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000_000, 3_000, 4_000


# What our own columns beside the file's are called.
LINE, WEIGHT = "line of the file", "how many rows say this"
RESERVED = (LINE, WEIGHT)


@dataclass(slots=True)
class Handed:
    """A table on its way into an engine. torn: rows that are none of it, filled while the chunks are taken. notes: what
    the reader chose, in a sentence each."""

    columns: tuple[str, ...]
    chunks: Iterator[Chunk]
    torn: list[Listed] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def named_once(heads: Sequence[str]) -> tuple[str, ...]:
    """Every column with a name of its own: what has none is called by its place, what stands twice is numbered."""
    names: list[str] = []
    taken = set(RESERVED)
    for place, head in enumerate(heads, 1):
        name = " ".join(head.split())[:200] or f"column {place}"
        found, number = name, 2
        while found.lower() in taken:
            found, number = f"{name} ({number})", number + 1
        names.append(found)
        taken.add(found.lower())
    return tuple(names)


def tabled(rows: Iterator[Row], name: str, torn: list[Listed], notes: tuple[str, ...] = ()) -> Handed:
    """A head and what stands under it, each row with its line; raises Refusal where that is no table of patients."""
    head = next(rows, (0, ()))[1]
    first = list(islice(rows, LOOKED_AT))
    columns = _columns(head, first, name)
    return Handed(columns, _chunks(first, rows, len(columns), torn, name), torn, notes)


def _columns(head: Sequence[str], first: Sequence[Row], name: str) -> tuple[str, ...]:
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
    if all(is_number(cell) for cell in head if cell):
        raise Refusal(
            f"{name}: the first line holds numbers alone; a registry begins with the names of its columns.",
            place=f"{name}, line 1",
            allowed="names of columns in the first line",
        )
    widths = Counter(len(row) for _, row in first)
    return named_once([*(["row name"] if widths.most_common(1)[0][0] == len(head) + 1 else []), *head])


def is_number(cell: str) -> bool:
    """Whether a cell of a head is a number, with a point or a comma."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _chunks(first: Sequence[Row], rest: Iterator[Row], width: int, torn: list[Listed], name: str) -> Iterator[Chunk]:
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
