"""What is told about a digitised curve, whole and word for word, and the answer as it is handed on."""

from __future__ import annotations

import json

import numpy as np
import pytest
from each import each
from figures import COHORT, coordinates, corners, recovered, row, trace

from haic_core.curves.digitised import Coordinates, Digitised, Printed, digitised
from haic_core.words.refusal import Refusal

# Ten women: deaths at 2, 4, 6 and 8 months, six alive at 10. Four women: all die, none censored.
TEN = [(2.0, 1), (4.0, 1), (6.0, 1), (8.0, 1), *[(10.0, 0)] * 6]
FOUR = [(2.0, 1), (4.0, 1), (7.0, 1), (9.0, 1)]
N_ALONE = "With n alone, how many were censored and when is little more than a guess."
ASSUMED = "Too few points to see their scatter: 0.0025 was assumed."


def lower_corners(records: list[tuple[float, int]]) -> list[tuple[float, float]]:
    """The start, the lower corner of each drop, and the end."""
    points = corners(records)
    return [points[0], *points[2::2], points[-1]]


def notes(answer: Digitised) -> list[str]:
    return list(answer.notes)


def test_nothing_is_told_of_a_perfect_figure_with_its_deaths() -> None:
    assert notes(recovered(corners(TEN), 10, events=4)) == []
    assert notes(recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8)))) == []
    assert notes(recovered(corners(TEN), 10, ticks=[8.5, 9.0, 9.5, 10.0, 10.0, 10.0])) == []


def test_n_alone_leaves_censoring_to_guesses() -> None:
    assert notes(recovered(corners(TEN), 10)) == [N_ALONE]


def test_what_reading_the_file_changed_is_told_first() -> None:
    points = coordinates(corners(TEN))
    read = Coordinates(points.time, points.survival, ("Survival was read as percent (largest value 100).",))
    assert notes(recovered(read, 10)) == ["Survival was read as percent (largest value 100).", N_ALONE]


def test_clicks_left_of_the_axis_are_shifted_and_a_point_that_rises_is_averaged() -> None:
    """The clicks of ten women a tenth of a month early, two of them at the start; the upper corner at 6 stands 0.012
    above the level before it."""
    early = [(t - 0.1, s) for t, s in corners(TEN)]
    early[5] = (5.9, early[4][1] + 0.012)
    answer = recovered([early[0], (-0.05, 1.0), *early[1:]], 10, events=4)
    assert notes(answer) == [
        "The curve began at -0.1 instead of 0; all times were shifted by as much.",
        "1 of 11 points stood above an earlier one, by 0.012 at most; each level is the mean of its plateau.",
    ]
    assert [t for t, e in answer.records if e] == pytest.approx([2, 4, 6, 8], abs=1e-6)


def test_one_point_a_level_tells_neither_scatter_nor_upper_corners() -> None:
    assert notes(recovered(lower_corners(TEN), 10, events=4)) == [
        ASSUMED,
        "Most levels have one point only; each drop was placed at the time of the lower point.",
    ]


@each(("small", "told"), [([(4.0, 0.978)], "1 small step was"), ([(4.0, 0.978), (7.0, 0.948)], "2 small steps were")])
def test_steps_too_small_for_a_death_are_told_as_scatter(small: list[tuple[float, float]], told: str) -> None:
    """Of a hundred women some die at 2, 6 and 9 months; a fifth of a hundredth is nobody's death."""
    answer = recovered(sorted([(0.0, 1.0), (2.0, 0.98), (6.0, 0.95), (9.0, 0.9), *small]), 100)
    assert f"{told} taken as scatter, not as deaths." in notes(answer)
    assert {t for t, e in answer.records if e} == {2.0, 6.0, 9.0}


def test_two_points_are_too_few_to_see_scatter_and_show_no_drop_to_place() -> None:
    assert notes(recovered([(0.0, 1.0), (10.0, 1.0)], 5, events=0)) == [ASSUMED]


def test_the_row_carries_the_curve_on_where_somebody_is_left_past_its_last_point() -> None:
    answer = recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8), (12.0, 3), (15.5, 2), (18.0, 0)))
    assert notes(answer) == [
        "The last point stands at 10, but 2 are at risk at 15.5: the row carries the curve on to there, without a "
        "death."
    ]
    assert answer.reproduces == (
        ("n", 10, 10, True),
        ("at risk at 0", 10, 10, True),
        ("at risk at 5", 8, 8, True),
        ("at risk at 12", 3, 3, True),
        ("at risk at 15.5", 2, 2, True),
        ("at risk at 18", 0, 0, True),
    )


@pytest.mark.parametrize(
    ("marks", "sentences"),
    [
        (
            [8.5, 10.0, 13.0, 14.0],
            [
                "2 censoring marks past the end of the curve were not used.",
                "2 censoring marks were read, the numbers ask for 6 censored patients; several may share a mark.",
            ],
        ),
        (
            [10.0, 13.0],
            [
                "1 censoring mark past the end of the curve was not used.",
                "1 censoring mark was read, the numbers ask for 6 censored patients; several may share a mark.",
            ],
        ),
    ],
)
def test_marks_past_the_end_and_marks_that_several_share_are_counted(marks: list[float], sentences: list[str]) -> None:
    assert notes(recovered(corners(TEN), 10, None, 4, marks)) == sentences


def test_deaths_that_cannot_be_had_are_told_with_what_the_records_hold() -> None:
    answer = recovered(corners(COHORT), 20, row(COHORT, 2), 13)
    assert notes(answer) == ["The curve could not be had with 13 events; the records hold 12."]
    assert answer.reproduces[:2] == (("n", 20, 20, True), ("events", 13, 12, False))
    assert all(ok for *_, ok in answer.reproduces[2:])


def test_those_who_die_unseen_at_the_end_are_told() -> None:
    line = [(t, s) for t, s in corners(FOUR) if s > 0]
    told = [
        ASSUMED,
        "The last at risk was counted as an event at the end: the number of events asks for it, the line shows no "
        "fall to 0.",
    ]
    assert notes(recovered(line, 4, events=4)) == told
    assert notes(recovered(line, 4, events=4, ticks=[])) == told  # nobody is censored, and no mark is missed


def test_two_who_die_unseen_at_the_end_are_counted() -> None:
    """Twenty women, one dies each month and the line stops at 0.10 after the eighteenth."""
    line = [(t, s) for t, s in corners([(float(t), 1) for t in range(1, 19)] + [(20.0, 1)] * 2) if s > 0]
    answer = recovered(line, 20, events=20)
    assert notes(answer) == [
        "The last 2 at risk were counted as events at the end: the number of events asks for it, the line shows no "
        "fall to 0."
    ]
    assert answer.records[-2:] == ((20.0, 1), (20.0, 1))


def test_a_death_whose_side_of_the_row_its_numbers_decide_is_told() -> None:
    """Clicked at 6.02, but one woman fewer is at risk at 6: she died before."""
    patients = [(6.02, 1), (9.0, 1), *[(12.0, 0)] * 8]
    answer = recovered(corners(patients), 10, ((0.0, 10), (6.0, 9)))
    assert notes(answer) == [
        ASSUMED,
        "1 drop stood so near to a time of the at-risk row that its numbers decided the order.",
    ]
    assert [t for t, e in answer.records if e] == [5.999999, 9.0]


def test_an_axis_that_was_corrected_is_told_with_four_decimals() -> None:
    true = trace(COHORT, jitter=0.0012)
    answer = recovered(coordinates(zip(true.time, 0.008 + 0.985 * true.survival)), 20, row(COHORT, 6))
    assert answer.notes[-1] == (
        f"The survival axis was corrected: 0 stood at {answer.axis.foot:.4f}, 1 at {answer.axis.top:.4f}. "
        "So the levels are such as 20 patients can have."
    )
    assert answer.as_mapping()["axis"] == {
        "survival_0_at": pytest.approx(0.008, abs=0.002),
        "survival_1_at": pytest.approx(0.993, abs=0.002),
    }


# The answer as it is handed on.


def test_the_answer_as_one_json_document() -> None:
    """Everybody dies: levels 3/4, 1/2, 1/4, 0; half are dead at 4. Nobody is left at a fifth of 9 past the last."""
    answer = recovered(corners(FOUR), 4, ((0.0, 4), (3.0, 3), (9.0, 1)), 4)
    mapping = json.loads(json.dumps(answer.as_mapping()))
    assert mapping.pop("noted") == list(answer.notes)
    assert mapping == {
        "kind": "digitised",
        "n": 4,
        "events": 4,
        "median": 4.0,
        "time": [0.0, 2.0, 4.0, 7.0, 9.0],
        "survival": pytest.approx([1, 0.75, 0.5, 0.25, 0]),
        "records": [[2.0, 1], [4.0, 1], [7.0, 1], [9.0, 1]],
        "at_risk": [[0.0, 4], [3.0, 3], [9.0, 1]],
        "reproduces": [
            {"figure": "n", "printed": 4, "ours": 4, "ok": True},
            {"figure": "events", "printed": 4, "ours": 4, "ok": True},
            {"figure": "at risk at 0", "printed": 4, "ours": 4, "ok": True},
            {"figure": "at risk at 3", "printed": 3, "ours": 3, "ok": True},
            {"figure": "at risk at 9", "printed": 1, "ours": 1, "ok": True},
        ],
        "axis": {"survival_0_at": 0.0, "survival_1_at": 1.0},
        "fit": {"furthest": 0.0, "at": 0.0},
    }
    assert answer.as_csv() == "time,event\n2.0,1\n4.0,1\n7.0,1\n9.0,1"


def test_without_a_row_the_number_at_risk_is_told_at_six_even_times() -> None:
    """At 2, 4, 6 and 8 months one woman dies each; at 10 one is still seen, the five others left before."""
    assert recovered(corners(TEN), 10, events=4).at_risk == (
        (0.0, 10), (2.0, 10), (4.0, 9), (6.0, 8), (8.0, 7), (10.0, 1),
    )  # fmt: skip
    three = recovered([(0.0, 1.0), (1.0, 1.0)], 3, events=0)
    assert [time for time, _ in three.at_risk] == [0, 0.2, 0.4, 0.6, 0.8, 1]


@each(("name", "named"), [(None, "the curve"), ("fig2.csv", "fig2.csv")])
def test_deaths_and_curve_that_exclude_each_other_are_refused_in_these_words(name: str | None, named: str) -> None:
    points, printed = coordinates(corners(TEN)), Printed.of(10, None, 10)
    with pytest.raises(Refusal) as refused:
        digitised(points, printed, name) if name else digitised(points, printed)
    assert refused.value.sentences == (
        f"{named}: 10 events do not go with a curve of 10 patients that falls to 0.6; the nearest is 4.",
    )


# Where the records stand.


def test_marks_of_a_gap_take_its_censored_patients_and_those_of_the_end_the_rest() -> None:
    """Two lost between 3 and 9, both at marks; two of six left at the mark at 10, the others at the end."""
    points = corners([(3.0, 1), (5.0, 0), (6.0, 0), (9.0, 1), *[(12.0, 0)] * 6])
    answer = recovered(points, 10, None, 2, [5.0, 6.0, 10.0, 10.0, 12.0, 12.0, 12.0, 12.0])
    assert list(answer.records) == [
        (3.0, 1), (5.0, 0), (6.0, 0), (9.0, 1), (10.0, 0), (10.0, 0), *[(12.0, 0)] * 4,
    ]  # fmt: skip


def test_without_a_mark_at_the_end_one_of_those_left_is_seen_until_there() -> None:
    answer = recovered(corners(TEN), 10, None, 4, [8.5, 9.0, 9.5, 9.75, 9.75])
    assert [time for time, event in answer.records if not event] == [8.5, 9.0, 9.5, 9.75, 9.75, 10.0]


def test_times_are_given_to_six_decimals_and_more_for_short_curves() -> None:
    """Six left after 8 of 10 months stand a third apart; of a curve a thousandth as long two decimals more are told."""
    assert recovered(corners(TEN), 10, events=4).records[4] == (8.333333, 0)
    assert recovered([(t / 1000, s) for t, s in corners(TEN)], 10, events=4).records[4] == (0.00833333, 0)


def test_a_curve_that_ends_level_keeps_its_end_without_row_or_marks() -> None:
    answer = recovered([(0.0, 1.0), (10.0, 1.0)], 5, events=0)
    assert [time for time, _ in answer.records] == pytest.approx([2, 4, 6, 8, 10])
    assert np.array(answer.survival).tolist() == [1.0] * 6
