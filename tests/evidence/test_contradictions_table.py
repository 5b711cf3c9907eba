"""The table of what was compared in each document names every declared contradiction, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from each import each
from worked import sources

from haic_core.evidence.source import Source

TABLE = Path(__file__).parents[2] / "docs" / "tables" / "contradictions.md"
ROW = re.compile(r"^\| `(\w+)` \| (.+) \| (.+) \|$", re.MULTILINE)
ROWS = ROW.findall(TABLE.read_text("utf-8"))
KEYS = {source.key for source in sources()}
READ = [source for source in sources() if source.key in {document for document, _, _ in ROWS}]


def named(key: str) -> set[str]:
    """The contradictions that the rows of one document name, without the documents they point to."""
    return {name for document, _, found in ROWS if document == key for name in re.findall(r"`(\w+)`", found)} - KEYS


def test_every_row_is_of_a_document_of_the_library() -> None:
    assert {document for document, _, _ in ROWS} <= KEYS


@each("source", READ, ids=lambda source: source.key)
def test_a_documents_rows_name_its_contradictions_and_no_others(source: Source) -> None:
    assert named(source.key) == {dispute.id for dispute in source.dispute}


def test_the_five_papers_read_in_full_have_a_row_for_each_comparison() -> None:
    counted = {key: sum(document == key for document, _, _ in ROWS) for key in KEYS}
    assert {key for key, rows in counted.items() if rows > 1} == {
        "aarts2020",
        "gordon2016",
        "haic_review2025",
        "hsiao",
        "shi2021",
    }


def test_every_row_says_what_was_compared_and_what_came_of_it() -> None:
    assert len(ROWS) > 90 and all(compared.strip() and found.strip() for _, compared, found in ROWS)
