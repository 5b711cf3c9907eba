"""A pasted lab list, in whatever form: lines, tables, an HL7 message."""

from __future__ import annotations

from datetime import date

from haic_core.intake.labs.aligned import aligned
from haic_core.intake.labs.analytes import analyte
from haic_core.intake.labs.columns import named
from haic_core.intake.labs.days import DAY, day_in
from haic_core.intake.labs.gathered import Gathered, Row
from haic_core.intake.labs.heads import role_of
from haic_core.intake.labs.judged import judged
from haic_core.intake.labs.marks import marks_of
from haic_core.intake.labs.oru import is_message, read_message
from haic_core.intake.labs.table import read_table
from haic_core.intake.labs.text import rows_of, unmarked
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal

LARGEST_TEXT = 500_000
MOST_ROWS = 5_000


def read_pasted_labs(text: str, today: date | None = None) -> Proposed:
    """What a pasted list proposes. today: days after it are not taken.

    Raises Refusal where it is too long to be one patient's list, or holds several patients.
    """
    if len(text) > LARGEST_TEXT:
        raise Refusal(
            f"The list holds {len(text):,} characters; one patient's laboratory values take at most {LARGEST_TEXT:,}.",
            allowed=f"at most {LARGEST_TEXT:,} characters",
        )
    gathered = Gathered()
    try:
        if is_message(text):
            read_message(text, gathered)
        else:
            gather(rows_of(unmarked(text)), gathered)
        return judged(gathered, today)
    finally:
        forget()


def forget() -> None:
    """Nothing of a list, or of a table in a letter, stays in memory once it is read."""
    for kept in (marks_of, named, analyte, role_of):
        kept.cache_clear()


def gather(rows: list[Row], gathered: Gathered) -> None:
    """Adds the results of rows, table by table. Raises Refusal where there are too many."""
    if len(rows) > MOST_ROWS:
        raise Refusal(
            f"The list holds {len(rows):,} rows; one patient's laboratory values take at most {MOST_ROWS:,}.",
            allowed=f"at most {MOST_ROWS:,} rows",
        )
    lone = [row for row in rows if len(row.filled) == 1 and DAY.fullmatch(row.filled[0].text.strip(" :"))]
    gathered.has_lone_days = len({day.read(None) for row in lone if (day := day_in(row.filled[0].text))} - {()}) > 1
    block: list[Row] = []
    for row in rows:
        parted = next((one.parted_by for one in block if one.parted_by), "")
        if row.parted_by and parted and row.parted_by != parted:
            read_table(aligned(block, gathered), gathered)
            block = []
        block.append(row)
    read_table(aligned(block, gathered), gathered)
