"""Files as tools and papers write them, and figures handed in wrong: each is read, or refused for the right reason.

Twelve women, months: they die at 2, 3, 5, 8, 10 and 14, one is lost at 4, one at 9, four are alive at 18. By hand, with
12, 11, 9, 8, 6, 5 at risk at the deaths: 11/12, 10/12, then x 8/9, x 7/8, x 5/6, x 4/5: .9167, .8333, .7407, .6481,
.5401, .4321. Half are dead at 14. At 0, 6, 12, 18 there are 12, 8, 5, 4 at risk.
"""

from __future__ import annotations

import pytest
from each import each
from figure_files import CURVES, OTHERS, PAIRS, POINTS, ROW, ROWS, TWO_ARMS, TWO_ROWS, WOMEN, text
from figures import coordinates, corners, recovered, row, steps_of, trace

from haic_core.curves.digitised import Printed, digitised, read_at_risk, read_coordinates, read_ticks
from haic_core.curves.digitised.answer import Digitised
from haic_core.words.refusal import Refusal

LEVELS = [0.9167, 0.8333, 0.7407, 0.6481, 0.5401, 0.4321]


def answer(curve: str, row: str | None = None, n: int | None = None, arm: str | None = None) -> Digitised:
    """The answer for a curve and a row written so."""
    printed = read_at_risk((row or text(ROW, "time,n")).encode(), "risk.csv", arm) if n is None else None
    return digitised(read_coordinates(curve.encode(), "curve.csv", arm), Printed.of(n, printed), "curve.csv")


def refusal(curve: str, row: str | None = None, n: int | None = None, arm: str | None = None) -> str:
    with pytest.raises(Refusal) as refused:
        answer(curve, row, n, arm)
    assert len(refused.value.sentences) == 1
    return str(refused.value)


def test_the_levels_of_the_twelve_women_are_those_worked_out_by_hand() -> None:
    assert [round(share, 4) for _, share in steps_of(WOMEN)] == LEVELS


@each("form", CURVES)
def test_a_curve_is_read_as_its_tool_writes_it(form: str) -> None:
    found = answer(CURVES[form])
    assert (found.n, found.events, found.median, found.records[-1][0]) == (12, 6, 14.0, 18.0)
    assert [round(share, 3) for share in found.survival][-1] == 0.432
    assert found.fit.furthest < 0.001


@each("form", ROWS)
def test_the_row_under_the_axis_is_read_as_papers_print_it(form: str) -> None:
    assert read_at_risk(ROWS[form].encode(), "risk.csv") == ROW


def test_a_thousand_at_risk_may_be_written_with_a_comma() -> None:
    assert read_at_risk(b'time,n\n0,"1,204"\n6,987', "risk.csv") == ((0.0, 1204), (6.0, 987))


@each("form", TWO_ARMS)
def test_a_file_of_two_arms_names_them_and_one_is_chosen(form: str) -> None:
    assert "the file holds 2 data sets (" in refusal(TWO_ARMS[form], n=12)
    assert "HAIC" in refusal(TWO_ARMS[form], n=12) and "TACE" in refusal(TWO_ARMS[form], n=12)
    assert "there is no data set 'Y90'" in refusal(TWO_ARMS[form], n=12, arm="Y90")
    chosen = answer(TWO_ARMS[form], n=12, arm="haic")
    assert [round(share, 3) for share in chosen.survival][-1] == 0.432


@each("form", TWO_ROWS)
def test_a_row_of_two_arms_names_them_and_one_is_chosen(form: str) -> None:
    with pytest.raises(Refusal, match=r"risk\.csv: the file holds 2 data sets \((HAIC|TACE).*, (TACE|HAIC)"):
        read_at_risk(TWO_ROWS[form].encode(), "risk.csv")
    assert read_at_risk(TWO_ROWS[form].encode(), "risk.csv", "HAIC") == ROW


@each("label", ["", "At risk", "haic"])
def test_a_single_row_without_a_name_of_its_own_is_every_arms(label: str) -> None:
    row = f"Months,0,6,12,18\n{label},12,8,5,4" if label else "0,6,12,18\n12,8,5,4"
    assert read_at_risk(row.encode(), "risk.csv", "HAIC") == ROW


@pytest.mark.parametrize("marks", ["1 4\n2 9\n3 18", '"x"\n"1" 4\n"2" 9\n"3" 18', "\ttime\n1\t4\n2\t9\n3\t18"])
def test_numbers_of_rows_are_no_times_of_censoring_marks(marks: str) -> None:
    assert read_ticks(marks.encode(), "ticks.csv") == (4.0, 9.0, 18.0)


# What is handed in wrong.

PLAIN = text(POINTS, "time,survival")


@each(
    ("factor", "told"), [(30.4, "units 30.4 apart, such as days and months"), (7, "units 7 apart"), (12, "12 apart")]
)  # fmt: skip
def test_a_curve_in_another_unit_than_its_row_is_refused_either_way(factor: float, told: str) -> None:
    assert told in refusal(text([(x * factor, y) for x, y in POINTS]))
    assert told in refusal(PLAIN, text([(t * factor, n) for t, n in ROW]))


def test_the_row_of_another_arm_with_as_many_patients_is_refused_with_the_distance() -> None:
    """Eleven at risk at 12 months leave one death at most by then, and .54 was clicked."""
    told = refusal(PLAIN, "time,n\n0,12\n6,12\n12,11\n18,9")
    assert "comes nearer to the points than 0." in told and "is the row under the axis that of another arm" in told


@each(
    ("curve", "told"),
    [
        (text([(y, x) for x, y in POINTS]), "the columns are swapped"),
        (text([(100 * y, x) for x, y in POINTS]), "the columns are swapped"),
        (text([(100 * y, x) for x, y in POINTS], "time,survival"), "the columns are swapped"),
        (text([(x, round(1 - y, 4)) for x, y in POINTS]), "row 1: survival starts at 0: is this 1 - S?"),
        (text([(x, round(1 - y, 4)) for x, y in POINTS[2:]]), "row 1: survival starts at 0.0833: is this 1 - S?"),
        (text([(x, round(100 - 100 * y, 2)) for x, y in POINTS]), "row 1: survival starts at 0: is this 1 - S?"),
        (text([(x, y if x < 5 else 100 * y) for x, y in POINTS]), "fractions and percent are mixed"),
        (text([(x, y if x > 8 else 100 * y) for x, y in POINTS]), "fractions and percent are mixed"),
        (text(POINTS[7:]), "is the curve cut off at its start?"),
        (text(PAIRS), "2 data sets (data set 1, data set 2)"),
        (text([*POINTS, *OTHERS]), "are 2 arms in one file?"),
        (text([(x, y, z) for (x, y), (_, z) in zip(POINTS, OTHERS)], "x,y,y"), "(y (column 2), y (column 3))"),
    ],
)  # fmt: skip
def test_what_is_no_survival_curve_is_refused_with_its_likeliest_cause(curve: str, told: str) -> None:
    assert told in refusal(curve, n=12)


def test_two_rows_under_one_name_are_refused_by_their_columns() -> None:
    with pytest.raises(Refusal, match=r"\(n \(column 2\), n \(column 3\)\)"):
        read_at_risk(text([(t, n, n + 1) for t, n in ROW], "time,n,n").encode(), "risk.csv")


@each("slip", [-0.05, -0.2, -0.8])
def test_a_first_click_left_of_the_axis_moves_no_other_time(slip: float) -> None:
    found = answer(text([(slip, 1.0), *POINTS[1:]]))
    assert [time for time, event in found.records if event] == [2, 3, 5, 8, 10, 14]
    assert found.notes[0] == f"The first point stood at {slip:g}, left of the axis, and was pulled to 0."


def test_a_row_with_its_columns_swapped_a_row_of_one_other_arm_and_marks_in_other_units_are_refused() -> None:
    assert "risk.csv, row 3: the time 8 follows 12; times have to increase. Are the columns swapped?" in refusal(
        PLAIN, text([(n, t) for t, n in ROW], "time,n")
    )
    assert "there is no data set 'HAIC'; the file holds TACE" in refusal(PLAIN, "Months,0,6\nTACE,12,8", arm="HAIC")
    with pytest.raises(Refusal, match=r"the curve ends at 18 and the censoring marks at 547, 30\.4 times apart"):
        digitised(read_coordinates(PLAIN.encode(), "curve.csv"), Printed.of(12, None, None, (122.0, 547.0)))


@each("factor", [0.95, 0.96, 0.97, 0.985, 1.02, 1.04, 1.05])
def test_an_axis_too_long_or_too_short_is_set_right_by_the_start_of_the_curve(factor: float) -> None:
    found = answer(text([(x, round(y * factor, 4)) for x, y in POINTS]))
    assert (found.events, found.median) == (6, 14.0)
    assert found.axis.top == pytest.approx(factor, abs=0.002) and found.fit.furthest < 0.005


def test_a_trace_of_an_axis_too_long_is_set_right_where_the_first_level_alone_gives_its_scale_poorly() -> None:
    """Sixty women, one dies each half month from the third column on: few points stand on the first level, at 1.039."""
    women = [(0.25 + k / 2, 1) for k in range(45)] + [(24.0, 0)] * 15
    seen = trace(women, columns=300, jitter=0.0015, seed=3)
    found = recovered(coordinates(zip(seen.time, seen.survival * 1.039)), 60, row(women, 6))
    assert found.axis.top == pytest.approx(1.039, abs=0.002) and found.events == 45


def test_the_row_carries_a_curve_of_which_only_the_drops_were_clicked() -> None:
    found = answer(text(POINTS[:-1]))
    assert found.at_risk == ROW and found.records[-1] == (18.0, 0)
    assert all(ok for *_, ok in found.reproduces)
    assert "The last point stands at 14, but 4 are at risk at 18: the row carries the curve on" in found.notes[0]


def test_clicks_in_their_order_are_kept_where_the_hand_slips_back_along_the_axis() -> None:
    """The upper corner at 5 is clicked a tenth of a month after its lower corner's time: the order clicked stands."""
    slipped = list(POINTS)
    slipped[5], slipped[6] = (5.1, slipped[5][1]), (4.99, slipped[6][1])
    assert answer(text(slipped)).fit.furthest < 0.001


def test_one_data_set_under_another_name_than_asked_for_is_read_and_told() -> None:
    found = answer(text(POINTS, "Curve1,\nX,Y"), arm="HAIC")
    assert found.notes == ("The file holds one data set, Curve1; it was read as HAIC.",)
    told = answer(text([("TACE", *point) for point in POINTS], "arm,time,survival"), arm="HAIC")
    assert told.notes == ("The file holds one data set, TACE; it was read as HAIC.",)
    assert answer(text([("HAIC", *point) for point in POINTS], "arm,time,survival"), arm="HAIC").notes == ()


def test_shares_at_risk_are_no_patients() -> None:
    assert "row 2: '100%' stands where a number at risk should; patients are counted." in refusal(
        PLAIN, "time,n\n0,100%\n6,12"
    )
    assert "'100%' stands among the numbers at risk" in refusal(PLAIN, "Months,0,6,12\nHAIC,100%,8,5")


def test_a_death_on_the_first_day_is_no_fault_of_the_axis() -> None:
    """One of twelve dies at once and the click at 1 is left out: eleven are at risk at the next death."""
    women = [(0.0, 1), *WOMEN[1:]]
    found = answer(text(corners(women)[2:]), text([(0, 12), *ROW[1:]], "time,n"))
    assert found.axis.top == pytest.approx(1) and [t for t, event in found.records if event][:2] == [0, 3]


def test_the_fit_is_the_furthest_distance_of_a_point_or_a_count_and_where() -> None:
    """One click .012 too low at 16, where nobody dies; a death more is printed than the curve shows: 1/12."""
    low = text([*POINTS[:-1], (16.0, 0.4201), POINTS[-1]])
    found = answer(low)
    assert found.as_mapping()["fit"] == {"furthest": pytest.approx(0.012, abs=1e-4), "at": 16.0}
    printed = Printed.of(None, ROW, 7)
    more = digitised(read_coordinates(low.encode(), "curve.csv"), printed)
    assert more.fit.as_mapping() == {"furthest": 0.0833, "at": 18.0}
