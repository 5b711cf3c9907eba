"""A cohort's figures from counts against R's survival and cmprsk on the rows: what differs is declared, nothing else.

R's numbers stand in tests/golden/r_cohort.json; benchmarks/cohort/golden/make_golden.R computes them.
"""

from __future__ import annotations

import re

import pytest
from each import each
from lifelines.datasets import load_lung

from benchmarks.cohort import agreement
from benchmarks.cohort.agreement import Compared, Declared


@each("cohort", agreement.cohorts())
def test_every_figure_of_a_cohort_is_that_of_r_to_ten_digits_unless_a_difference_is_declared(cohort: str) -> None:
    mine = [one for one in agreement.comparisons() if one.cohort == cohort]
    assert mine
    assert [one for one in mine if not one.agrees and one.declared is None] == []


@each("declared", agreement.DECLARED, ids=lambda one: one.what)
def test_every_declared_difference_is_still_there(declared: Declared) -> None:
    covered = [one for one in agreement.comparisons() if one.declared is declared]
    assert covered and not [one for one in covered if one.agrees]
    assert {(one.cohort, one.figure[1]) for one in covered} >= set(declared.of)


def test_the_second_arm_of_the_veterans_has_its_median_at_52_days_where_r_prints_the_middle_of_the_plateau() -> None:
    (found,) = [one for one in agreement.comparisons() if (one.cohort, *one.figure) == ("veteran", "median", "2", "")]
    assert (found.by_r, found.ours) == (52.5, 52)


def test_numbers_that_textbooks_print_are_met() -> None:
    said = {(one.cohort, *one.figure[:2]): one.ours for one in agreement.comparisons()}
    assert said["lung", "median", "1"] == 270 and said["lung", "median", "2"] == 426
    assert said["lung", "log-rank chi2", ""] == pytest.approx(10.3267, abs=1e-4)


def test_the_cohorts_given_to_r_are_the_ones_everybody_has() -> None:
    rows, lung = load_lung(), agreement.cohorts()["lung"].arms
    for sex, arm in lung.items():
        own = rows[rows.sex == int(sex)]
        assert [cell.time for cell in arm.cells] == sorted(set(own.time))
        assert (arm.n, arm.events) == (len(own), own.status.sum())


def test_a_figure_that_is_off_in_its_ninth_digit_does_not_agree() -> None:
    assert Compared("lung", ("survival", "1", "5"), 0.5, 0.5 + 1e-12).agrees
    assert not Compared("lung", ("survival", "1", "5"), 0.5, 0.5 + 1e-9).agrees
    assert not Compared("lung", ("median", "1", ""), None, 3.0).agrees


def steady(table: str) -> list[str]:
    """A table without how many digits beyond the ten are equal, which hangs on the processor."""
    head, _, rest = table.partition("## Figures, the worst of each")
    lines = [*head.splitlines()[4:], *rest[rest.index("## What differs") :].splitlines()]
    return [re.sub(r"\| 1\d\.\d \|$", "| equal |", line) for line in lines]


def test_the_table_says_what_the_comparison_finds() -> None:
    assert steady(agreement.TABLE.read_text("utf-8")) == steady(agreement.table())
