"""Our curves against R's survival package: what differs is declared, and nothing else differs.

R's numbers stand in tests/golden/r_survival.json; benchmarks/curves/golden/make_golden.R computes them.
"""

from __future__ import annotations

from functools import cache

import pytest
from each import each
from lifelines.datasets import load_lung

from benchmarks.curves import agreement_with_r as agreement
from benchmarks.curves.agreement_with_r import Declared
from benchmarks.curves.golden.readers import READERS, of_r

OURS = ("curve of records", "reconstruction")


@cache
def compared() -> list[agreement.Compared]:
    return agreement.comparisons()


def of(reader: str, cohort: str, what: str) -> list[agreement.Compared]:
    return [one for one in compared() if (one.reader, one.cohort, one.what) == (reader, cohort, what)]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("cohort", agreement.cohorts())
def test_every_figure_of_a_cohort_is_that_of_r_unless_a_difference_is_declared(cohort: str, reader: str) -> None:
    mine = [one for one in compared() if (one.cohort, one.reader) == (cohort, reader)]
    assert mine
    assert [one for one in mine if not one.agrees and one.declared is None] == []


@each("declared", agreement.DECLARED, ids=lambda one: f"{one.reader}: {one.what}")
def test_every_declared_difference_is_still_there_in_every_cohort_it_names(declared: Declared) -> None:
    covered = [one for one in compared() if one.declared == declared]
    assert {one.cohort for one in covered} >= set(declared.cohorts)
    assert covered
    assert [one for one in covered if one.agrees] == []


@each("reader", OURS)
def test_nothing_that_r_was_asked_is_left_out_but_what_a_reader_says_it_does_not_offer(reader: str) -> None:
    asked = {(name, *figure) for name, cohort in agreement.cohorts().items() for figure in of_r(cohort)}
    answered = {(one.cohort, one.what, one.at) for one in compared() if one.reader == reader}
    assert {what for _, what, _ in asked - answered} == agreement.NOT_OFFERED[reader]


@each("reader", OURS)
def test_the_median_of_eight_patients_is_the_death_of_the_fourth_where_r_prints_the_middle_of_the_plateau(
    reader: str,
) -> None:
    (found,) = of(reader, "one_half_exactly", "median")
    assert (found.by_reader, found.by_r) == (7, 9.5)


@each("reader", OURS)
def test_a_median_reached_by_the_last_death_is_found_where_lifelines_alone_says_never(reader: str) -> None:
    (ours,), (theirs,) = (of(one, "one_half_to_the_end", "median") for one in (reader, "lifelines alone"))
    assert ours.by_reader == ours.by_r == 5
    assert theirs.by_reader is None


def test_the_cohorts_given_to_r_are_the_ones_everybody_has() -> None:
    rows, cohort = load_lung(), agreement.cohorts()["lung"]
    assert sorted(zip(cohort["time"], cohort["event"])) == sorted(zip(rows.time, rows.status))
    (mercaptopurine,) = of("lifelines alone", "mercaptopurine_trial", "log-rank p")
    assert mercaptopurine.by_reader == pytest.approx(4.17e-5, rel=1e-3)  # chi-square 16.79, as every textbook has it


def test_the_table_of_agreement_says_what_the_comparison_finds() -> None:
    assert agreement.TABLE.read_text("utf-8") == agreement.table(compared())
