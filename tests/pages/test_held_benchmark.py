"""The benchmark of what a server holds for one more person: its arithmetic, and what the kept table says."""

from __future__ import annotations

from running import ROOT

from benchmarks.changes import CHANGES
from benchmarks.held import MORE_MB, MOST_MB, Held, Round, row

TEN = Round(10, uncollected_kb=4000, kb=2000, blocks=15_000)
STEP = Round(10, uncollected_kb=6000, kb=3000, blocks=15_000)


def test_what_a_session_holds_is_taken_over_all_rounds_and_its_garbage_from_the_median_round() -> None:
    found = Held("case", (TEN, TEN, TEN, STEP))
    assert found.sessions == 40 and found.mb == 0.225 and found.blocks == 1500 and found.uncollected_mb == 0.4
    assert row(found) == "| case | 0.23 | 0.40 | 1500 |\n"


def test_the_kept_table_names_every_page_and_none_holds_more_than_it_may() -> None:
    whole = (ROOT / "docs" / "tables" / "speed.md").read_text("utf-8")
    part = whole.split("## What a server holds for one more person\n")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.count("|") > 3]
    kept = {cell[0]: float(cell[1]) for cell in cells[2:]}
    assert list(kept) == ["hello world", *CHANGES]
    assert {page: mb for page, mb in kept.items() if mb > MORE_MB.get(page, MOST_MB)} == {}
