"""What a site's counts come to before they are drawn: which groups, in months, from which moment."""

from __future__ import annotations

import pytest
from own_cohorts import LATER, THREE, arm, result

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.result import ALL, largest, result_of


def test_the_median_and_the_shares_of_twelve_women_are_those_worked_out_by_hand() -> None:
    """11/12 after 2 months, x 8/10 at 6, x 6/7 at 8, x 4/5 at 12 (50.3 %), x 3/4 at 15 (37.7 %): the median is 15."""
    (women,) = result().drawn
    assert (women.arm.n, women.arm.events, women.median) == (12, 7, 15)
    shares = [read[0] for month in (6, 12, 24) if (read := women.survival_at(month))]
    assert shares == pytest.approx([11 / 12 * 0.8, 11 / 12 * 0.8 * 6 / 7 * 0.8, 0.188571428], abs=1e-6)


def test_no_curve_is_made_of_fewer_than_ten_patients() -> None:
    found = result(arm("HAIC"), arm("TACE", THREE))
    assert [one.arm.group for one in found.drawn] == ["HAIC"]
    assert [(few.group, few.n) for few in found.too_few] == [("TACE", 3)]
    assert found.log_rank is None and found.n == 12


def test_days_weeks_and_years_are_drawn_in_months() -> None:
    for unit, time, months in (("days", 365.25, 12), ("weeks", 52.178571, 12), ("years", 2, 24), ("months", 7, 7)):
        (one,) = result(Arm("HAIC", (Cell(time, 10, 0, 10),)), unit=unit).drawn
        assert one.median == pytest.approx(months, abs=1e-6), unit


def test_from_a_landmark_only_those_count_who_are_still_followed() -> None:
    """Of each group two have left by 5 months."""
    found = result(arm("HAIC"), arm("TACE", LATER), begins=5)
    assert [(one.arm.n, one.survival_at(5)) for one in found.drawn] == [(10, (1, 1, 1)), (10, (1, 1, 1))]
    assert (found.begins, found.gone) == (5, 4)


def test_all_together_is_one_group_of_the_chosen_ones() -> None:
    arms = (arm("HAIC"), arm("TACE", LATER), arm("Y-90", THREE))
    (one,) = result_of(arms, "months", chosen=["HAIC", "TACE"], apart=False).drawn
    assert (one.arm.group, one.arm.n, one.arm.events) == (ALL, 24, 14)


def test_the_largest_groups_are_offered_in_the_order_of_the_registry() -> None:
    arms = [arm(name, records) for name, records in (("a", THREE), ("b", LATER), ("c", LATER), ("d", THREE))]
    assert largest(arms, 2) == ["b", "c"]


def test_restricted_means_are_compared_over_what_every_group_is_followed_for() -> None:
    found = result(arm("HAIC"), arm("TACE", LATER))
    ((name, less),) = found.differences("HAIC", 24)
    assert name == "TACE" and less.value == pytest.approx(1.0 - 0.188571, abs=1e-4)
    assert found.furthest == 24 and found.differences("HAIC", 25) == ()
