"""A file's table as its reader hands it on: columns, and rows of texts chunk by chunk, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from haic_core.cohort.counts import Listed

Chunk = tuple[list[int], list[Sequence[str]]]
AT_ONCE = 20_000
# What a registry as a file may hold; more belongs into a database.
LARGEST_BYTES = 500_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000_000, 3_000, 4_000


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
    for place, head in enumerate(heads, 1):
        name = " ".join(head.split())[:200] or f"column {place}"
        found, number = name, 2
        while found.lower() in {one.lower() for one in names}:
            found, number = f"{name} ({number})", number + 1
        names.append(found)
    return tuple(names)
