"""The benchmark of spoiled figures, small and whole: nothing is wrong without a word, no good file lost."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from benchmarks.curves.digitising import survival_of
from benchmarks.curves.patient_level import Patients
from benchmarks.curves.spoiled import (
    FURTHEST,
    MOST_REFUSED,
    WAYS,
    Given,
    answered,
    cohort,
    counts,
    error_of,
    faults,
    most_missing,
    outcome,
    table,
)

# Four women: they die at 1 and 2, two are alive at 3. A paper's figure of them, clicked without error.
FOUR = Patients("four", np.array([1.0, 2.0, 3.0, 3.0]), np.array([True, True, False, False]))
CURVE = b"time,survival\n0,1\n1,1\n1,0.75\n2,0.75\n2,0.5\n3,0.5\n"


def test_the_ways_are_the_fifteen_that_were_fixed_first() -> None:
    assert len(WAYS) == 15


def test_of_a_few_spoiled_figures_none_is_silently_wrong_and_no_good_file_is_refused() -> None:
    assert faults(*counts(2)) == []


@pytest.mark.deep
def test_of_three_thousand_spoiled_figures_none_is_silently_wrong_and_hardly_a_good_file_is_refused() -> None:
    assert faults(*counts(200)) == []


def test_the_truth_of_the_four_women_is_theirs_and_their_answer_is_right() -> None:
    assert survival_of(FOUR)[1].tolist() == [0.75, 0.5]
    given = Given(FOUR, CURVE, b"time,n\n0,4\n1,4\n3,2\n")
    assert (error_of(FOUR, answered(given)), most_missing(given, answered(given))) == (0.0, 0.0)
    assert outcome(given) == "right"


def test_what_is_further_off_is_silently_wrong_told_or_refused() -> None:
    late = Patients("four", np.array([1.0, 2.5, 3.0, 3.0]), FOUR.event)  # half dead at 2.5, and 2 was clicked
    assert outcome(Given(late, CURVE, None, 4)) == "silently wrong"
    assert outcome(Given(late, CURVE.replace(b"0,1\n1,1\n", b""), None, 4)) == "told"  # the start was added
    assert outcome(Given(FOUR, CURVE, b"time,n\n0,4\n3,4\n")) == "refused"  # nobody left, and half are dead
    missing = Patients("four", np.array([1.0, 2.0, 2.2, 3.0]), FOUR.event)
    assert outcome(Given(missing, CURVE, b"time,n\n0,4\n3,2\n")) == "silently wrong"  # one is at risk at 3
    assert FURTHEST == 0.03


def test_a_silent_fault_and_a_lost_form_are_named() -> None:
    bad, fine = (
        {"1 - S": Counter({"refused": 9, "silently wrong": 1})},
        {"plain": Counter({"right": 995, "refused": 5})},
    )
    assert faults(bad, fine) == ["1 - S: 1 of 10 silently wrong"]
    lost = {"plain": Counter({"right": 99, "refused": 1})}
    assert faults({}, lost) == [f"plain: 1 of 100 refused, at most {MOST_REFUSED:.1%} may be"]
    assert table("spoiled", bad).splitlines()[-1] == "| 1 - S | 10 | 0 | 9 | 0 | 1 |"


def test_an_axis_too_long_is_read_by_its_far_end_where_its_foot_explains_hardly_more() -> None:
    """Of two hundred figures the one that moved the foot as well and lost the course of one patient of sixteen."""
    place = list(WAYS).index("survival axis 2 to 4.5 % too long")
    rng = np.random.default_rng([15, place, 121])
    given = WAYS["survival axis 2 to 4.5 % too long"](cohort(rng), rng)
    assert given.truth.n == 16 and error_of(given.truth, answered(given)) <= FURTHEST
