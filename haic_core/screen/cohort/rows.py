"""What became of a registry's rows: how many count, and each that could not be read with its line and reason."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.cohort.counts import Listed
from haic_core.screen.html import note, table

MOST_SHOWN = 100
LONGEST_LABEL = 60


def listed_table(listed: Sequence[Listed], left_out: int) -> str:
    """The first rows that could not be read; how many more there are."""
    rows = [
        ("" if one.line is None else f"{one.line:,}", escape(bounded(one.column)), escape(one.reason))
        for one in listed[:MOST_SHOWN]
    ]
    more = left_out - len(rows)
    return table(("Line", "Column", "Why"), rows) + (note(f"and {more:,} more") if more > 0 else "")


def steps_table(steps: Sequence[tuple[str, int]]) -> str:
    """Step by step how many patients are left."""
    return table(("Patients", ""), [(f"{count:,}", escape(step)) for step, count in steps])


def bounded(label: str, most: int = LONGEST_LABEL) -> str:
    """A stranger's label, no longer than a line has room for."""
    return label if len(label) <= most else f"{label[: most - 1]}…"
