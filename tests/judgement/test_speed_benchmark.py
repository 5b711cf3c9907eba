"""The benchmark of speed in short: every row is measured, and what it measures is what the product does."""

from __future__ import annotations

from pathlib import Path

import pytest
from worked import library

from benchmarks.judgement.speed import Row, measured, moved, recorded_in_full, synthetic, table
from haic_core.case.facts import FACTS
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples
from haic_core.judgement.assessment import assess, readings

TABLE = Path(__file__).parents[2] / "docs" / "tables" / "speed.md"
EXAMPLES = [case_from(content, title).patient for title, content in read_examples()]


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.what: row for row in measured(3, (20, 60), rounds=1)}


def test_every_work_takes_time_and_the_yardsticks_are_one(rows: dict[str, Row]) -> None:
    assert all(row.milliseconds > 0 for row in rows.values())
    assert [row.what for row in rows.values() if row.ratio == 1] == [
        "every line of the library asked once",
        f"json.loads of {len(library().sources)} documents",
    ]


def test_the_kept_table_has_the_rows_of_a_whole_run() -> None:
    kept = [line.split(" | ")[0].strip("| ") for line in TABLE.read_text("utf-8").splitlines() if " | " in line]
    for what in ("assess: example 1", "batch of 500", "5,000 synthetic sources, again", "library from kept JSON"):
        assert what in kept


def test_a_row_tells_milliseconds_and_how_often_its_yardstick_fits_in() -> None:
    assert table([Row("assess", "patient", 3.0, 0.5)]).splitlines()[2] == "| assess | patient | 3.000 | 6.00 |"


def test_many_patients_are_read_as_each_alone() -> None:
    for patient, read in zip(EXAMPLES, readings(EXAMPLES, library()), strict=True):
        for option in assess(patient, library()).options:
            told = read[option.modality]
            assert (told.verdict, told.standing) == (option.verdict, option.standing)
            assert (told.safety, told.entry) == (option.safety, option.entry)


def test_synthetic_documents_differ_in_their_key_and_in_their_numbers() -> None:
    of_all = synthetic(library().sources)
    copies = [next(of_all) for _ in range(2 * len(library().sources))]
    assert len({one.key for one in copies}) == len(copies)
    lines = (line for one in library().sources for line in one.criterion if line.condition)
    line = next(line for line in lines if line.condition and line.condition.at_least)
    assert line.condition is not None and line.condition.at_least is not None
    further = moved(line, 2).condition
    assert further is not None and further.at_least is not None and further.at_least > line.condition.at_least
    assert moved(line, 0) is line


def test_of_the_patient_recorded_in_full_no_fact_is_missing() -> None:
    assert set(recorded_in_full(EXAMPLES).facts) == set(FACTS)
