"""Which documents print the criteria of each option, kept in docs/tables/criteria.md: whole lists, part lists, limits.

`python docs/criteria_table.py` writes the table anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from haic_core.evidence.library import DATA, Library, read_library  # noqa: E402
from haic_core.evidence.source import Source  # noqa: E402
from haic_core.words.vocabulary import Extent, Modality, Role  # noqa: E402

TABLE = ROOT / "docs" / "tables" / "criteria.md"
HEAD = """# Who prints the criteria of each option

The number is that of the lines held. A list printed for another disease is a part, however complete. Of limits the
absolute
ones are counted first, then what only warns. Documents of context (tier C) are left out: they weigh in no verdict.

| option | whole lists | part lists | limits |
| --- | --- | --- | --- |
"""


def table(library: Library) -> str:
    """The whole table as Markdown."""
    return HEAD + "".join(_row(library, entry.modality, entry.short) for entry in library.modalities)


def _row(library: Library, modality: Modality, name: str) -> str:
    speaking = [source for source in library.judging if not source.is_context]
    whole = _lists(speaking, modality, Extent.WHOLE)
    part = _lists(speaking, modality, Extent.PART)
    return f"| {name} | {_joined(whole)} | {_joined(part)} | {_joined(_limits(speaking, modality))} |\n"


def _lists(sources: Iterable[Source], modality: Modality, extent: Extent) -> Iterator[str]:
    for source in sources:
        mark = source.list_for(modality)
        if mark is not None and mark.extent is extent:
            lines = [line for line in source.criteria_for(modality) if line.role is not Role.CAUTION]
            disease = f", for {mark.printed_for}" if mark.printed_for else ""
            if lines:
                yield f"{source.short} ({len(lines)}{disease})"


def _limits(sources: Iterable[Source], modality: Modality) -> Iterator[str]:
    for source in sources:
        limits = source.limits_for(modality)
        warning = sum(line.role is Role.CAUTION for line in limits)
        if limits:
            yield f"{source.short} ({len(limits) - warning} + {warning})"


def _joined(told: Iterable[str]) -> str:
    return "; ".join(told) or "none"


if __name__ == "__main__":
    TABLE.write_text(table(read_library((DATA,))), encoding="utf-8")
