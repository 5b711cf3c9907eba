"""A file's table as its reader hands it on: columns, and rows of texts chunk by chunk, each with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import chain, islice

from haic_core.cohort.counts import Listed
from haic_core.words.refusal import Refusal

Row = tuple[int, Sequence[str]]
Chunk = tuple[list[int], list[Sequence[str]]]
AT_ONCE, LOOKED_AT, HEADS_WITHIN = 20_000, 200, 21
# What a registry as a file may hold; more belongs into a database.
LARGEST_BYTES = 500_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000_000, 3_000, 4_000


# What our own columns beside the file's are called.
LINE, WEIGHT = "line of the file", "how many rows say this"
RESERVED = (LINE, WEIGHT)


@dataclass(frozen=True, slots=True)
class Even:
    """Whole lines of a text that every reader of such tables parts into the same cells: one line a row, a quotation
    mark only around a whole cell. first: the line of the file on which they begin. row: what the careful reader makes
    of one of them; None where nothing stands there."""

    text: str
    first: int
    between: str
    row: Callable[[int, str], Row | None]
    into: Table

    @property
    def lines(self) -> Iterator[str]:
        """The lines one by one, each with its end."""
        return iter(StringIO(self.text, newline=""))

    def chunks(self) -> Iterator[Chunk]:
        """All of it by the careful reader."""
        found = (self.row(line, text) for line, text in enumerate(self.lines, self.first))
        return self.into.chunks(row for row in found if row is not None)


@dataclass(slots=True)
class Table:
    """What is known of a table while its rows are taken. torn: rows that are none of it. rows: how many came."""

    name: str
    width: int
    torn: list[Listed]
    rows: int = 0

    def chunks(self, rows: Iterable[Row]) -> Iterator[Chunk]:
        """Rows as long as the head, part by part; raises Refusal where they are too many."""
        lines: list[int] = []
        taken: list[Sequence[str]] = []
        for line, row in rows:
            self.more(1)
            if len(row) > self.width and any(row[self.width :]):
                self.torn.append(Listed(line, "", "more cells than the head has columns"))
                continue
            lines.append(line)
            taken.append([cell[:LONGEST_CELL] for cell in row[: self.width]] + [""] * (self.width - len(row)))
            if len(taken) == AT_ONCE:
                yield lines, taken
                lines, taken = [], []
        if taken:
            yield lines, taken

    def more(self, rows: int) -> None:
        """Counts rows; raises Refusal where there are more than a file may hold."""
        self.rows += rows
        if self.rows > MOST_ROWS:
            raise Refusal(
                f"{self.name}: the file has more than {MOST_ROWS:,} rows; load it into a database and name its "
                "connection.",
                place=self.name,
                allowed=f"at most {MOST_ROWS:,} rows",
            )


@dataclass(slots=True)
class Handed:
    """A table on its way into an engine. parts: its rows, those of even lines still as they stand. torn: rows that are
    none of it, filled while the parts are taken. notes: what the reader chose, in a sentence each."""

    columns: tuple[str, ...]
    parts: Iterator[Chunk | Even]
    torn: list[Listed] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def chunks(self) -> Iterator[Chunk]:
        """All rows by the careful reader."""
        for part in self.parts:
            yield from part.chunks() if isinstance(part, Even) else [part]


Rest = Callable[[Table], Iterator[Chunk | Even]]


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


def tabled(
    rows: Iterator[Row], name: str, torn: list[Listed], notes: tuple[str, ...] = (), rest: Rest | None = None
) -> Handed:
    """A head and what stands under it, each row with its line; raises Refusal where that is no table of patients.

    rest: how the rows after the first are taken; by the same reader where nothing is said."""
    head = next(rows, (0, ()))[1]
    first = list(islice(rows, LOOKED_AT))
    columns = _columns(head, first, name)
    table = Table(name, len(columns), torn)
    after = rest(table) if rest else table.chunks(rows)
    return Handed(columns, chain(table.chunks(first), after), torn, notes)


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


def title_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first rows stand above the head: it is the first that is nearly as full as the fullest."""
    widest = max((sum(map(bool, row)) for row in rows[:HEADS_WITHIN]), default=0)
    return next((place for place, row in enumerate(rows) if sum(map(bool, row)) >= max(1, widest / 2)), 0)


def is_number(cell: str) -> bool:
    """Whether a cell of a head is a number, with a point or a comma."""
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True
