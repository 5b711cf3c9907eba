"""Estimates from counts, on cohorts small enough to work out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.estimates.answer import groups_answer
from haic_core.cohort.estimates.arms import landmark, together
from haic_core.cohort.estimates.compared import log_rank, stratified_log_rank
from haic_core.cohort.estimates.competing import aalen_johansen
from haic_core.cohort.estimates.cox import breslow_cox
from haic_core.cohort.estimates.proportional import proportional
from haic_core.cohort.estimates.restricted_mean import RestrictedMean, difference, restricted_mean
from haic_core.cohort.estimates.survival import estimated


def arm(group: str, *cells: tuple[float, int, int], entered: tuple[tuple[float, int], ...] = ()) -> Arm:
    """An arm of (time, events, leaving)."""
    return Arm(group, tuple(Cell(time, events, 0, leaving) for time, events, leaving in cells), entered)


# Eight patients; half of them are dead at 7 and the next death comes at 12.
HALF_AT_SEVEN = arm("a", (2, 1, 1), (4, 1, 1), (5, 1, 1), (7, 1, 1), (9, 0, 1), (12, 1, 1), (15, 0, 1), (20, 0, 1))


def test_half_of_eight_are_dead_at_seven_and_the_median_is_that_death() -> None:
    found = estimated(HALF_AT_SEVEN)
    assert found.survival[:4] == pytest.approx((7 / 8, 6 / 8, 5 / 8, 4 / 8))
    assert found.median == 7


def test_who_is_at_risk_at_a_time_is_still_there_when_he_leaves_then() -> None:
    found = estimated(HALF_AT_SEVEN)
    assert [found.at_risk_at(time) for time in (0, 2, 2.5, 20, 21)] == [8, 8, 7, 1, 0]


def test_a_median_is_told_with_how_many_were_still_at_risk_there() -> None:
    """Of eight, five are there when the one dies at 7 who makes it half; where it is not reached there is none."""
    assert estimated(HALF_AT_SEVEN).median_at_risk == 5
    assert estimated(arm("a", (3, 0, 4), (9, 0, 2))).median_at_risk is None
    (told,) = groups_answer([HALF_AT_SEVEN])
    assert (told["median"], told["median_at_risk"]) == (7, 5)


def test_past_the_last_patient_nothing_is_said() -> None:
    found = estimated(HALF_AT_SEVEN)
    assert found.survival_at(20) is not None
    assert [found.survival_at(20.5), restricted_mean(found, 20.5), found.survival_at(-1)] == [None, None, None]


def test_a_group_without_an_event_stays_at_one_and_has_no_median() -> None:
    found = estimated(arm("a", (3, 0, 4), (9, 0, 2)))
    assert (found.median, found.survival_at(9)) == (None, (1.0, 1.0, 1.0))


def test_before_the_first_patient_leaves_the_curve_is_known_to_stand_at_one() -> None:
    assert estimated(HALF_AT_SEVEN).survival_at(1) == (1.0, 1.0, 1.0)


def test_where_all_are_dead_no_limit_is_known() -> None:
    found = estimated(arm("a", (3, 1, 1), (5, 1, 1)))
    assert found.survival_at(5) == (0.0, None, None)


def test_a_curve_that_has_come_to_nothing_stays_there_and_its_restricted_mean_is_whole() -> None:
    """Five patients, the last two dead at 8; R's survfit gives 6.4 months and 0.920869154658."""
    found = estimated(arm("a", (3, 1, 1), (5, 1, 2), (8, 2, 2)))
    assert found.survival_at(20) == (0.0, None, None)
    mean = restricted_mean(found, 36)
    assert mean is not None and (mean.value, mean.standard_error) == pytest.approx((6.4, 0.920869154658))


def test_an_empty_group_has_an_empty_curve() -> None:
    found = estimated(arm("a"))
    assert (found.time, found.median, found.at_risk_at(0), found.survival_at(0)) == ((), None, 0, None)


def test_a_patient_who_came_late_is_at_risk_from_then_on_and_an_early_last_death_ends_the_curve() -> None:
    late = arm("a", (2, 1, 1), (6, 1, 1), (9, 0, 1), entered=((0, 1), (4, 2)))
    found = estimated(late)
    assert list(found.at_risk) == [1, 2, 1]
    assert list(found.survival) == [0, 0, 0]
    assert [found.at_risk_at(time) for time in (0, 2, 4, 4.5)] == [1, 1, 0, 2]


def test_a_landmark_counts_only_those_who_are_still_followed_then() -> None:
    begun = landmark(HALF_AT_SEVEN, 5)
    assert (begun.n, begun.events) == (5, 2)
    mean = restricted_mean(estimated(begun), 12, begins=5)
    assert mean is not None and mean.value == pytest.approx(2 + 5 * 4 / 5)


def test_a_landmark_keeps_who_came_before_it_and_who_comes_after() -> None:
    begun = landmark(arm("a", (2, 1, 1), (6, 1, 1), (9, 0, 1), (12, 0, 1), entered=((0, 1), (1, 1), (4, 2))), 3)
    assert list(begun.entered) == [(3, 1), (4, 2)]
    assert list(estimated(begun).at_risk) == [3, 2, 1]


def test_the_answer_of_a_landmark_counts_months_from_there() -> None:
    (answer,) = groups_answer([landmark(HALF_AT_SEVEN, 5)], at=(6, 99), horizons=(12,), begins=5)
    assert answer["rmst"] == {"12": {"value": pytest.approx(6), "se": pytest.approx(0.8**0.5)}}
    assert answer["survival"] == [[6, 1.0, 1.0, 1.0], [99, None, None, None]]
    assert answer["at_risk"] == [[6, 5], [99, 0]]


def test_who_comes_at_the_very_landmark_counts_from_there() -> None:
    assert list(landmark(arm("a", (2, 1, 1), (9, 0, 3), entered=((0, 2), (3, 2))), 3).entered) == [(3, 3)]


def test_a_landmark_before_anybody_came_changes_nothing() -> None:
    late = arm("a", (6, 1, 1), (9, 0, 1), entered=((4, 2),))
    assert landmark(late, 3) == late


def test_late_comers_put_together_with_those_there_from_the_start_leave_these_there_at_time_zero() -> None:
    whole = together([arm("a", (0, 1, 1), (5, 0, 3)), arm("b", (6, 0, 2), entered=((3, 2),))], "all")
    found = estimated(whole)
    assert list(found.at_risk) == [4, 5, 2]
    assert [found.at_risk_at(time) for time in (0, 1)] == [4, 3]


def test_arms_put_together_count_what_each_counts() -> None:
    whole = together([HALF_AT_SEVEN, arm("b", (7, 2, 3))], "all")
    assert (whole.n, whole.events) == (11, 7)
    assert [cell for cell in whole.cells if cell.time == 7] == [Cell(7, 3, 0, 4)]


def test_one_group_or_no_event_is_no_comparison() -> None:
    still = [arm("a", (3, 0, 4)), arm("b", (4, 0, 4))]
    assert (log_rank([HALF_AT_SEVEN]), log_rank(still), log_rank([])) == (None, None, None)
    assert breslow_cox([HALF_AT_SEVEN], "a") == ()
    assert proportional(still, "a") is None


def test_events_at_one_time_only_say_nothing_of_a_ratio_that_changes() -> None:
    assert proportional([arm("a", (3, 1, 2), (9, 0, 4)), arm("b", (3, 2, 4), (8, 0, 3))], "a") is None


def test_groups_that_are_together_at_one_event_only_say_nothing_of_a_ratio_that_changes() -> None:
    early, late = arm("a", (1, 1, 1), (2, 1, 1), (5, 1, 1)), arm("b", (5, 1, 1), (7, 1, 1), (8, 1, 1))
    late = replace(late, entered=((4, 3),))
    assert proportional([early, late], "a") is None


def test_one_group_of_millions_at_several_sites_is_no_comparison_whatever_rounding_leaves() -> None:
    sites = [[arm("a", *((day, 997 + day % 13 * site, 3001) for day in range(1, 2000)))] for site in (1, 3, 7)]
    assert stratified_log_rank(sites) is None
    small = arm("b", (1500, 2, 3), (1501, 1, 2))
    found = stratified_log_rank([[*sites[0], small], *sites[1:]])
    assert found is not None and found.df == 1


def test_no_ratio_is_given_against_a_group_without_an_event_while_the_others_keep_theirs() -> None:
    other = arm("b", (3, 2, 2), (8, 1, 2), (11, 1, 1))
    still = arm("c", (30, 0, 9))
    (with_still, none), (alone,) = (
        breslow_cox([HALF_AT_SEVEN, other, still], "a"),
        breslow_cox([HALF_AT_SEVEN, other], "a"),
    )
    assert (none.group, none.value, none.low, none.p) == ("c", None, None, None)
    assert with_still == alone and alone.value is not None


def test_a_group_that_nobody_has_is_no_reference() -> None:
    with pytest.raises(ValueError, match="'z'"):
        breslow_cox([HALF_AT_SEVEN], "z")


def test_two_restricted_means_are_compared_over_one_span_only() -> None:
    early, late = (restricted_mean(estimated(HALF_AT_SEVEN), horizon) for horizon in (10, 12))
    assert early is not None and late is not None
    assert difference(early, early).value == 0
    with pytest.raises(ValueError, match="same span"):
        difference(early, late)
    begun = restricted_mean(estimated(landmark(HALF_AT_SEVEN, 5)), 12, begins=5)
    assert begun is not None
    with pytest.raises(ValueError, match="same span"):
        difference(begun, late)


def test_a_difference_of_restricted_means_has_the_error_of_both() -> None:
    found = difference(RestrictedMean(10, 3, 36), RestrictedMean(6, 4, 36))
    assert [found.value, found.standard_error] == [4, 5]
    assert [found.low, found.high] == pytest.approx([4 - 9.799819923, 4 + 9.799819923])
    assert found.p == pytest.approx(math.erfc(0.8 / 2**0.5))
    assert difference(RestrictedMean(10, 0, 36), RestrictedMean(6, 0, 36)).p is None


def test_without_an_event_of_another_kind_incidence_is_what_survival_leaves() -> None:
    event, other = aalen_johansen(HALF_AT_SEVEN)
    assert event.share == pytest.approx([1 - survival for survival in estimated(HALF_AT_SEVEN).survival])
    assert set(other.share) == {0.0}
    assert (event.at(1), event.at(21)) == ((0.0, 0.0), None)
