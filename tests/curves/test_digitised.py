"""Patients behind a digitised curve: who died when, who was censored between, and what is told about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypedDict

import numpy as np
import pytest
from each import each
from figures import COHORT, coordinates, corners, deaths, recovered, row, trace
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_larynx, load_leukemia, load_lung

from haic_core.curves.digitised import Printed, digitised
from haic_core.curves.digitised.course import course_of
from haic_core.curves.digitised.plateaus import plateaus_of
from haic_core.curves.digitised.search import cheapest_way
from haic_core.curves.digitised.totals import misfit, seen_again
from haic_core.words.refusal import Refusal

# 6-mercaptopurine arm of the leukaemia trial that lifelines ships.
SIX_MP: list[tuple[float, int]] = [
    (6, 1),
    (6, 1),
    (6, 1),
    (6, 0),
    (7, 1),
    (9, 0),
    (10, 1),
    (10, 0),
    (11, 0),
    (13, 1),
    (16, 1),
    (17, 0),
    (19, 0),
    (20, 0),
    (22, 1),
    (23, 1),
    (25, 0),
    (32, 0),
    (32, 0),
    (34, 0),
    (35, 0),
]
CENSORED = [t for t, e in COHORT if not e]


def real(time: Iterable[float], event: Iterable[float]) -> list[tuple[float, int]]:
    return [(float(t), int(e)) for t, e in zip(time, event)]


LUNG, LARYNX, LEUKEMIA = load_lung(), load_larynx(), load_leukemia()
WOMEN = LUNG[LUNG.sex == 2]
REAL = {
    "larynx": real(LARYNX.time, LARYNX.death),
    "lung, women": real(WOMEN.time, WOMEN.status),
    "leukemia": real(LEUKEMIA.t, LEUKEMIA.status),
}


def test_a_perfect_figure_with_its_row_and_marks_gives_back_the_very_records() -> None:
    answer = recovered(corners(COHORT), 20, row(COHORT, 6), 12, CENSORED)
    assert list(answer.records) == sorted(COHORT, key=lambda one: (one[0], -one[1]))


def test_the_6_mp_arm_comes_back_as_freireich_printed_it() -> None:
    marks = [t for t, e in SIX_MP if not e]
    answer = recovered(corners(SIX_MP), 21, row(SIX_MP, 5), 9, marks)
    assert list(answer.records) == sorted(((float(t), e) for t, e in SIX_MP), key=lambda one: (one[0], -one[1]))


class Given(TypedDict, total=False):
    """What may be printed beside the figure."""

    events: int
    at_risk: tuple[tuple[float, int], ...]


@each("given", [{"events": 12}, {"at_risk": row(COHORT, 6)}, {}], ids=["deaths", "row", "n alone"])
def test_exact_corners_give_every_death_whatever_else_is_printed(given: Given) -> None:
    assert deaths(recovered(corners(COHORT), 20, **given).records) == deaths(sorted(COHORT))


@each("name", REAL)
def test_a_trace_of_real_patients_gives_the_number_of_deaths_at_every_drop(name: str) -> None:
    records = REAL[name]
    column = max(t for t, _ in records) / 1199
    answer = recovered(trace(records, jitter=0.0012), len(records), row(records, max(t for t, _ in records) / 7))
    ours, true = np.array(deaths(answer.records)), np.sort(deaths(records))
    assert len(ours) == len(true)
    assert np.abs(ours - true).max() <= 1.01 * column


def test_the_survival_answered_is_what_lifelines_makes_of_the_records() -> None:
    answer = recovered(trace(COHORT, jitter=0.001), 20, row(COHORT, 6))
    time, event = zip(*answer.records)
    fitted = KaplanMeierFitter().fit(time, event).survival_function_
    assert list(answer.time) == fitted.index.tolist()
    assert list(answer.survival) == pytest.approx(fitted.iloc[:, 0].tolist(), abs=1e-12, rel=0)  # kept to twelve


def test_the_row_under_the_axis_is_met_exactly() -> None:
    answer = recovered(trace(COHORT, jitter=0.002), 20, row(COHORT, 6), 12)
    assert answer.at_risk == row(COHORT, 6)
    assert all(ok for *_, ok in answer.reproduces)


def test_a_death_in_the_month_of_the_row_is_counted_on_the_side_the_row_says() -> None:
    for at, n_at_6 in ((5.999, 9), (6.001, 10)):
        patients = [(at, 1), (9.0, 1), *[(12.0, 0)] * 8]
        blurred = [(t + (0.02 if 0 < t < 7 and at < 6 else -0.02 if 0 < t < 7 else 0), s) for t, s in corners(patients)]
        answer = recovered(blurred, 10, ((0.0, 10), (6.0, n_at_6)))
        assert answer.at_risk[1] == (6.0, n_at_6)
        assert len(deaths(answer.records)) == 2


def test_the_same_points_give_the_same_bytes() -> None:
    first, second = (recovered(trace(COHORT, jitter=0.002), 20, row(COHORT, 6)) for _ in range(2))
    assert json.dumps(first.as_mapping()) == json.dumps(second.as_mapping())


def test_clicks_in_any_order_give_the_same_records() -> None:
    points = corners(COHORT)
    shuffled = [points[i] for i in np.random.default_rng(3).permutation(len(points))]
    assert recovered(shuffled, 20).records == recovered(points, 20).records


def test_a_lower_corner_clicked_left_of_its_upper_corner_is_no_plateau_of_its_own() -> None:
    points = corners(COHORT)
    slip = [0.0, *[0.1, -0.1] * (len(points) // 2 - 1), 0.0]
    slipped = [(t + by, s) for (t, s), by in zip(points, slip)]
    assert len(deaths(recovered(slipped, 20, events=12).records)) == 12
    assert np.abs(np.array(deaths(recovered(slipped, 20).records)) - deaths(sorted(COHORT))).max() < 0.11


def test_an_axis_set_one_percent_wrong_is_set_right_on_the_steps_of_the_patients() -> None:
    true = trace(COHORT, jitter=0.0012)
    wrong = coordinates(zip(true.time, 0.008 + 0.985 * true.survival))
    answer = recovered(wrong, 20, row(COHORT, 6))
    assert answer.axis.foot == pytest.approx(0.008, abs=0.002)
    assert answer.axis.top == pytest.approx(0.993, abs=0.002)
    assert len(deaths(answer.records)) == 12
    assert any("survival axis was corrected" in note for note in answer.notes)


def test_a_right_axis_is_left_alone() -> None:
    assert recovered(trace(COHORT, jitter=0.0012), 20, row(COHORT, 6)).axis.top == 1.0


def test_a_trace_that_begins_right_of_nought_is_shifted_and_says_so() -> None:
    true = trace(COHORT, jitter=0.0012)
    answer = recovered(coordinates(zip(true.time + 0.3, true.survival)), 20)
    assert np.abs(np.array(deaths(answer.records)) - deaths(sorted(COHORT))).max() < 0.05
    assert any("shifted" in note for note in answer.notes)


def test_censored_patients_stand_on_their_marks() -> None:
    answer = recovered(corners(COHORT), 20, ticks=CENSORED)
    assert [t for t, e in answer.records if not e] == CENSORED


def test_the_last_patients_die_at_the_end_when_the_printed_deaths_ask_for_it() -> None:
    patients = [(2.0, 1), (4.0, 1), (7.0, 1), (9.0, 1)]
    unseen = [(t, s) for t, s in corners(patients) if s > 0]
    answer = recovered(unseen, 4, events=4)
    assert deaths(answer.records) == [2.0, 4.0, 7.0, 9.0]
    assert any("no fall to 0" in note for note in answer.notes)


def test_printed_deaths_that_the_curve_cannot_have_are_refused_or_told() -> None:
    with pytest.raises(Refusal, match="2 events do not go with a curve of 20 patients"):
        recovered(corners(COHORT), 20, events=2)
    near = recovered(corners(COHORT), 20, row(COHORT, 2), 13)
    assert near.events == 12
    assert any("could not be had with 13 events" in note for note in near.notes)


def test_a_row_past_the_last_point_carries_the_curve_on_and_that_is_told() -> None:
    answer = recovered(corners(COHORT), 20, (*row(COHORT, 6)[:-1], (30.0, 3), (48.0, 2)))
    assert answer.at_risk[-2:] == ((30.0, 3), (48.0, 2)) and answer.records[-1] == (48.0, 0)
    assert any("stands at 30, but 2 are at risk at 48" in note for note in answer.notes)


def test_points_that_rise_are_averaged_and_counted() -> None:
    answer = recovered(trace(COHORT, jitter=0.002), 20)
    assert any("stood above an earlier one" in note for note in answer.notes)


def test_one_point_a_level_is_read_as_the_lower_corner_and_that_is_told() -> None:
    points = [
        (0.0, 1.0),
        *((t, s) for i, (t, s) in enumerate(corners(COHORT)) if i and i % 2 == 0),
        corners(COHORT)[-1],
    ]
    answer = recovered(points, 20)
    assert sorted(set(deaths(answer.records))) == sorted(set(deaths(COHORT)))
    assert any("one point only" in note for note in answer.notes)


def test_a_curve_on_which_nobody_dies_has_no_deaths() -> None:
    assert deaths(recovered([(0.0, 1.0), (10.0, 1.0)], 5).records) == []
    assert len(recovered([(0.0, 1.0), (10.0, 1.0)], 5).records) == 5


def test_everybody_dead_leaves_nobody_censored_at_the_end() -> None:
    patients = [(float(t), 1) for t in (1, 3, 4, 6, 9)]
    assert list(recovered(corners(patients), 5).records) == patients


def test_n_alone_is_told_to_leave_censoring_to_guesses() -> None:
    assert any("guess" in note for note in digitised(coordinates(corners(COHORT)), Printed.of(20)).notes)


def test_a_drop_without_its_upper_corner_is_placed_at_the_lower_one() -> None:
    points = corners(COHORT)
    assert points[11] == (11.0, points[10][1])
    answer = recovered([*points[:11], *points[12:]], 20)
    assert sorted(set(deaths(answer.records))) == sorted(set(deaths(COHORT)))


def test_single_clicks_close_together_are_lower_corners_too() -> None:
    died = [round(0.05 * i**1.4, 2) for i in range(1, 31)]
    lower = [(0.0, 1.0), *((t, 1 - i / 40) for i, t in enumerate(died, 1)), (12.0, 0.25)]
    assert deaths(recovered(lower, 40, events=30).records) == died


def test_a_line_that_ends_high_is_not_taken_to_fall_to_nought_unseen() -> None:
    patients = [*((float(t), 1) for t in range(1, 7)), *[(9.0, 0)] * 4]
    with pytest.raises(Refusal, match=r"10 events do not go with a curve of 10 patients that falls to 0\.4"):
        recovered(corners(patients), 10, events=10)


def test_what_comes_after_a_row_has_a_say_in_what_came_before_it() -> None:
    gained = []
    for seed in range(12):
        points = trace(REAL["larynx"], columns=600, jitter=0.0015, seed=seed)
        plateaus = plateaus_of(points, 90)
        course = course_of(plateaus, Printed.of(90, row(REAL["larynx"], 1)))
        at_once, seen = cheapest_way(course, 90), seen_again(course, 90)
        gained.append(misfit(course, at_once, 90) - misfit(course, seen, 90))
    assert max(gained) > 2


def test_a_time_axis_one_percent_long_does_not_move_deaths_past_the_row_that_counted_them() -> None:
    patients = [*((t, 1) for t in (2.0, 5.0, 8.0, 11.9, 11.9, 16.0, 21.0, 30.0)), (38.0, 0), (38.0, 0)]
    points = trace(patients, jitter=0.0012)
    answer = recovered(coordinates(zip(points.time * 1.012, points.survival)), 10, row(patients, 12), 8)
    assert answer.at_risk == row(patients, 12)
    assert sum(t < 12 for t in deaths(answer.records)) == 5
    assert len(deaths(answer.records)) == 8
    assert any("its numbers decided the order" in note for note in answer.notes)
