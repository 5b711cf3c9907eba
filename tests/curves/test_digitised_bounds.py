"""How far a click, a row or a count may be off: at each bound it is taken, just past it it is refused or told."""

from __future__ import annotations

import pytest
from each import each
from figures import coordinates, corners, csv, recovered, trace

from haic_core.curves.digitised import Printed, digitised, read_coordinates
from haic_core.words.refusal import Refusal

# Ten women: deaths at 2, 4, 6, 8 months, six alive at 10.
TEN = [(2.0, 1), (4.0, 1), (6.0, 1), (8.0, 1), *[(10.0, 0)] * 6]


def taken(*points: tuple[float, float]) -> list[tuple[float, float]]:
    """The points as read from a file with these lines."""
    found = read_coordinates(csv(points, "time,survival"), "curve.csv")
    return list(zip(found.time.tolist(), found.survival.tolist(), strict=True))


@each(("highest", "lowest"), [(1.05, 0.0), (1.0, -0.05)])
def test_a_click_may_slip_by_five_hundredths_outside_the_axis(highest: float, lowest: float) -> None:
    assert taken((0, highest), (10, lowest)) == [(0.0, highest), (10.0, lowest)]


@each(("highest", "lowest", "named"), [(1.051, 0.0, "1.051"), (1.0, -0.051, "-0.051")])
def test_a_click_further_outside_the_axis_is_refused(highest: float, lowest: float, named: str) -> None:
    with pytest.raises(Refusal, match=rf"a survival of {named} lies outside 0 to 1"):
        taken((0, highest), (10, lowest))


def test_survival_is_percent_from_twenty_on_and_a_slip_below() -> None:
    assert taken((0, 20), (10, 5)) == [(0.0, 1.0), (0.0, 0.2), (10.0, 0.05)]
    with pytest.raises(Refusal, match=r"a survival of 19\.9 lies outside 0 to 1"):
        taken((0, 19.9), (10, 5))


def test_a_first_click_at_the_start_may_stand_a_twentieth_of_the_axis_left_of_nought_any_other_a_hundredth() -> None:
    assert taken((-0.5, 0.95), (10, 0.5))[-2] == (0.0, 0.95)
    assert taken((-0.5, 1), (10, 0.5))[0] == (-0.5, 1.0)
    with pytest.raises(Refusal, match=r"the time -0\.501 is negative"):
        taken((-0.501, 1), (10, 0.5))
    assert taken((-0.1, 0.94), (10, 0.5))[0] == (0.0, 1.0)
    with pytest.raises(Refusal, match=r"the time -0\.101 is negative"):
        taken((-0.101, 0.94), (10, 0.5))


def test_a_curve_may_rise_by_a_tenth_between_points_well_apart() -> None:
    assert taken((0, 1), (5, 0.5), (6, 0.6), (10, 0.4))[2] == (6.0, 0.6)
    with pytest.raises(Refusal, match=r"survival rises from 0\.5 at 5"):
        taken((0, 1), (5, 0.5), (6, 0.601), (10, 0.4))


def test_points_nearer_than_a_fiftieth_of_the_span_may_have_changed_places() -> None:
    assert (5.19, 0.9) in taken((0, 1), (5, 0.5), (5.19, 0.9), (10, 0.4))
    with pytest.raises(Refusal, match="survival rises"):
        taken((0, 1), (5, 0.5), (5.21, 0.9), (10, 0.4))


@each(("first", "added"), [((0.2, 0.97), False), ((0.21, 0.97), True), ((0.2, 0.969), True), ((0.0, 0.96), True)])
def test_a_start_is_added_where_the_curve_does_not_begin_near_it(first: tuple[float, float], added: bool) -> None:
    """Near: within a fiftieth of what is drawn, and not below 97 %."""
    read = taken(first, (10.2, 0.5))
    assert (read[0] == (0.0, 1.0)) is added


def test_four_thousand_points_are_kept_and_one_more_is_averaged() -> None:
    kept = trace(TEN, 4000)
    assert len(read_coordinates(csv(zip(kept.time, kept.survival, strict=True)), "a").time) == 4000
    more = trace(TEN, 4001)
    read = read_coordinates(csv(zip(more.time, more.survival, strict=True)), "a")
    assert "4,001 points were averaged" in " ".join(read.notes)


def test_patients_censored_in_a_gap_stand_evenly_in_it_and_not_at_its_start() -> None:
    """Twelve women, a death at 3 and one at 9, four lost between them: at the middles of four equal stretches."""
    points = corners([(3.0, 1), (5.0, 0), (6.0, 0), (7.0, 0), (8.0, 0), (9.0, 1), *[(12.0, 0)] * 6])
    answer = recovered(points, 12, ((0.0, 12), (3.0, 12), (9.0, 7), (12.0, 6)))
    lost = [time for time, event in answer.records if not event and time < 12]
    assert lost == pytest.approx([3.75, 5.25, 6.75, 8.25], abs=1e-6)


def test_those_left_at_the_end_stand_evenly_up_to_it_and_the_last_is_seen_until_the_end() -> None:
    answer = recovered(corners(TEN), 10)
    left = [time for time, event in answer.records if not event and time > 8]
    assert left == pytest.approx([8 + 2 * place / 6 for place in range(1, 7)], abs=1e-6)
    assert answer.records[-1] == (10.0, 0)


@each(("events", "refused"), [(6, False), (7, True), (2, False), (1, True)])
def test_printed_deaths_further_off_than_a_tenth_of_the_patients_and_one_are_refused(
    events: int, refused: bool
) -> None:
    """Four die on the curve; of ten patients two more or less may be misread, three may not."""
    points, printed = coordinates(corners(TEN)), Printed.of(10, None, events)
    if refused:
        with pytest.raises(Refusal, match=f"{events} events do not go with a curve of 10 patients"):
            digitised(points, printed)
    else:
        assert digitised(points, printed).n == 10


@each(("at", "told"), [(10.2, False), (10.21, True), (30.0, True)])
def test_the_row_carries_the_curve_past_its_last_point_and_tells_it_past_a_fiftieth(at: float, told: bool) -> None:
    answer = recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8), (at, 3)))
    assert max(time for time, _ in answer.records) == at
    assert any("carries the curve on" in note for note in answer.notes) is told


def test_a_row_that_goes_on_for_more_than_three_times_the_curve_is_in_another_unit_or_the_curve_cut() -> None:
    with pytest.raises(Refusal, match=r"the curve ends at 10 and the row under the axis at 30\.1, 3\.01 times apart"):
        recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8), (30.1, 3)))


def test_where_more_are_left_than_marks_each_mark_stands_once_before_any_stands_twice() -> None:
    answer = recovered(corners(TEN), 10, None, 4, (8.5, 9.0, 10.0))
    left = [time for time, event in answer.records if not event]
    assert {time: left.count(time) for time in set(left)} == {8.5: 2, 9.0: 2, 10.0: 2}


def test_a_row_at_one_counts_where_the_axis_is_in_years() -> None:
    """Twelve women, deaths at 0.5, 1.5 and 2.5 years. Ten at risk at one year: one was lost in the half year before it,
    in whose middle she is placed; seven at two years: two were lost in the half year before that."""
    lost = [(0.75, 0), (1.625, 0), (1.875, 0)]
    women = [(0.5, 1), (1.5, 1), (2.5, 1), *lost, *[(3.0, 0)] * 6]
    answer = recovered(corners(women), 12, ((0.0, 12), (1.0, 10), (2.0, 7), (3.0, 6)))
    assert [record for record in answer.records if record[0] < 3] == sorted(
        [record for record in women if record[0] < 3]
    )
    assert answer.at_risk == ((0.0, 12), (1.0, 10), (2.0, 7), (3.0, 6))


def test_a_row_at_which_nobody_is_left_is_met_too() -> None:
    died = [(2.0, 1), (4.0, 1), (7.0, 1), (9.0, 1)]
    answer = recovered(corners(died), 4, ((0.0, 4), (5.0, 2), (9.1, 0)))
    assert list(answer.records) == died and answer.at_risk == ((0.0, 4), (5.0, 2), (9.1, 0))


def test_clicks_that_begin_late_stay_where_they_were_clicked_and_two_left_of_the_axis_move_it() -> None:
    start, *rest = [(time + 0.1, share) for time, share in corners(TEN)]
    answer = recovered([start, (1.0, 1.0), *rest], 10, events=4)
    assert [time for time, event in answer.records if event] == pytest.approx([2.1, 4.1, 6.1, 8.1], abs=1e-6)
    early = [(time - 0.1, share) for time, share in [(0.0, 1.0), (0.05, 1.0), *corners(TEN)[1:]]]
    moved = recovered(early, 10, events=4)
    assert [time for time, event in moved.records if event] == pytest.approx([2, 4, 6, 8], abs=1e-6)


def test_two_clicks_a_hand_shook_left_of_the_axis_move_no_other_time() -> None:
    """Of forty months a click slips by a pixel, six hundredths of a month; the first death was at a tenth."""
    died = [(0.1, 1), *((float(month), 1) for month in (9, 18, 27)), (40.0, 0)]
    shaken = [(-0.15, 0.8), (-0.06, 1.0), *corners(died)[2:]]
    answer = recovered(shaken, 5, events=4)
    assert [time for time, event in answer.records if event][1:] == pytest.approx([9, 18, 27], abs=1e-6)
