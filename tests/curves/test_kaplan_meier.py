"""The door to lifelines, against hand sums and lifelines itself."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from each import each

from haic_core.curves import kaplan_meier as survival

SIX = [(1.0, 1), (2.0, 0), (3.0, 1), (4.0, 1), (5.0, 0), (6.0, 1)]


def test_a_curve_starts_at_one_and_steps_at_each_event() -> None:
    curve = survival.kaplan_meier(SIX)
    assert curve.time == (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    assert curve.survival == pytest.approx((1, 5 / 6, 5 / 6, 5 / 8, 5 / 12, 5 / 12, 0))
    assert curve.at_risk == (6, 6, 5, 4, 3, 2, 1)


def test_no_records_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^A Kaplan-Meier curve needs at least one record\.$"):
        survival.kaplan_meier([])


@each("n", range(2, 60, 2))
def test_a_median_at_exactly_one_half_is_found_whatever_the_floating_point(n: int) -> None:
    curve = survival.kaplan_meier([(float(t), 1) for t in range(1, n + 1)])
    assert survival.median(curve) == n // 2


def test_a_median_that_was_not_reached_is_none() -> None:
    assert survival.median(survival.kaplan_meier([(1.0, 1), (2.0, 0), (3.0, 0)])) is None


def test_survival_past_the_last_follow_up_is_not_known() -> None:
    curve = survival.kaplan_meier(SIX)
    assert survival.survival_at(curve, 2.5) == pytest.approx(5 / 6)
    assert survival.survival_at(curve, 3.0) == pytest.approx(5 / 8)
    assert survival.survival_at(curve, 6.0) == 0
    assert survival.survival_at(curve, 6.1) is None
    assert survival.survival_at(curve, -1) is None


def test_the_restricted_mean_is_the_exact_area_under_the_steps() -> None:
    curve = survival.kaplan_meier(SIX)
    found = survival.restricted_mean(curve, 4.5)
    assert found is not None and found.months == pytest.approx(1 + 2 * 5 / 6 + 5 / 8 + 0.5 * 5 / 12)
    assert survival.restricted_mean(curve, 6.5) is None


def test_without_censoring_the_standard_error_is_that_of_a_plain_mean() -> None:
    times = [1.0, 2.0, 4.0, 7.0, 11.0]
    found = survival.restricted_mean(survival.kaplan_meier([(t, 1) for t in times]), 11.0)
    mean = sum(times) / 5
    assert found is not None and found.months == pytest.approx(mean)
    assert found.standard_error == pytest.approx(math.sqrt(sum((t - mean) ** 2 for t in times)) / 5)


def test_lifelines_is_not_imported_before_it_is_needed() -> None:
    code = "import sys; from haic_core.curves import kaplan_meier, reconstruction; sys.exit('lifelines' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


TWENTY = [(float(t), t % 4 != 0) for t in range(1, 21)]


def test_conditional_survival_is_the_survival_of_those_still_followed() -> None:
    curve = survival.kaplan_meier(TWENTY)
    left = survival.kaplan_meier([(time, event) for time, event in TWENTY if time > 6])
    assert survival.at_risk_after(curve, 6) == 14
    assert survival.conditional_survival(curve, 6, 5) == pytest.approx(survival.survival_at(left, 11))


def test_conditional_survival_is_off_where_fewer_than_ten_are_left_or_the_follow_up_ends() -> None:
    curve = survival.kaplan_meier(TWENTY)
    assert survival.at_risk_after(curve, 10) == 10 and survival.conditional_survival(curve, 10, 2) is not None
    assert survival.conditional_survival(curve, 11, 2) is None
    assert survival.conditional_survival(curve, 6, 15) is None


def test_a_landmark_curve_starts_with_those_followed_past_it() -> None:
    curve = survival.kaplan_meier(TWENTY)
    from_six = survival.landmark(curve, TWENTY, 6)
    assert from_six is not None and survival.survival_at(from_six, 6) == 1 and from_six.at_risk[0] == 14
    assert survival.survival_at(from_six, 11) == pytest.approx(survival.conditional_survival(curve, 6, 5))
    assert survival.landmark(curve, TWENTY, 15) is None


def test_a_curve_counts_who_dies_at_each_of_its_times() -> None:
    assert survival.kaplan_meier(SIX).events == (0, 1, 0, 1, 1, 0, 1)


def test_survival_is_known_from_the_start_to_the_last_follow_up_and_at_both() -> None:
    curve = survival.kaplan_meier(SIX[:5])
    assert survival.survival_at(curve, 0) == 1 and survival.survival_at(curve, 5) == pytest.approx(
        4 / 5 * 2 / 3 * 1 / 2
    )
    assert survival.survival_at(curve, 5.01) is None


def test_nobody_is_followed_past_the_last_follow_up() -> None:
    curve = survival.kaplan_meier(SIX)
    assert [survival.at_risk_after(curve, months) for months in (0, 0.5, 1, 5, 5.5, 6, 7)] == [6, 6, 5, 1, 1, 0, 0]


def test_nobody_left_alive_has_no_further_survival() -> None:
    """Forty deaths at 1 to 40: at 40 nobody lives; at 30 ten are followed, half of whom live five months more."""
    curve = survival.kaplan_meier([(float(t), 1) for t in range(1, 41)])
    assert survival.conditional_survival(curve, 40, 0) is None
    assert survival.conditional_survival(curve, 30, 5) == pytest.approx(0.5)
    assert survival.conditional_survival(curve, 30, 10) == pytest.approx(0)
    assert survival.conditional_survival(curve, 30, 10.5) is None


def test_a_landmark_asks_for_ten_who_are_followed_past_it() -> None:
    """Of twenty, ten are followed past 10 and nine past 11; records of other patients make no landmark."""
    curve = survival.kaplan_meier(TWENTY)
    ten = survival.landmark(curve, TWENTY, 10)
    assert ten is not None and ten.at_risk[0] == 10
    assert survival.landmark(curve, TWENTY, 11) is None
    assert survival.landmark(curve, [*TWENTY, (25.0, 0)], 6) is None


def test_the_restricted_mean_and_its_error_with_censoring_are_hand_sums() -> None:
    """Areas still to come after the deaths at 1, 3 and 4 of six patients, by d / (n (n - d)): 1/30, 1/12, 1/6."""
    found = survival.restricted_mean(survival.kaplan_meier(SIX), 4.5)
    third, second = 0.5 * 5 / 12, 5 / 8 + 0.5 * 5 / 12
    first = 2 * 5 / 6 + second
    assert found is not None and found.horizon_months == 4.5
    assert found.standard_error == pytest.approx(math.sqrt(first**2 / 30 + second**2 / 12 + third**2 / 6))


@each(("horizon", "known"), [(0, False), (0.5, True), (6, True), (6.01, False)])
def test_a_restricted_mean_is_known_up_to_the_last_follow_up(horizon: float, known: bool) -> None:
    assert (survival.restricted_mean(survival.kaplan_meier(SIX), horizon) is not None) is known
