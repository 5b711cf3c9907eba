"""Every sentence about the files of a digitised figure, word for word, with the parts a screen shows beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from each import each

from haic_core.curves.digitised import Printed, read_at_risk, read_coordinates, read_ticks
from haic_core.words.refusal import Fault, Refusal


def faults(read: Callable[[bytes, str], object], content: bytes, name: str) -> tuple[Fault, ...]:
    """Everything that a file is refused for."""
    with pytest.raises(Refusal) as refused:
        read(content, name)
    return refused.value.faults


PIXELS = "a figure has a few thousand columns of pixels."


def two(names: str, first: str, count: int = 2) -> str:
    """What is said of a file of several data sets."""
    return f"curve.csv: the file holds {count} data sets ({names}); choose one with --arm, such as --arm '{first}'."


ONLY_FALLS = "a Kaplan-Meier curve of survival only falls."
TWO_COLUMNS = "needed are two columns, time,survival"
CURVE_SENTENCES = {
    "nothing": (b"", "curve.csv: the file is empty; it needs rows of time and survival."),
    "nothing but marks and quotes": (
        b' ,;\n\t""\n',
        "curve.csv: the file is empty; it needs rows of time and survival.",
    ),
    "a picture": (b"\x89PNG\x00", "curve.csv: this is no text file; rows of time and survival are needed, as CSV."),
    "four million bytes and one": (
        b"0,1\n" * 1_000_000 + b"\n",
        f"curve.csv: the file holds 4,000,001 bytes, but 4,000,000 are the most that is read; {PIXELS}",
    ),
    "a row too many": (
        b"0,1\n" * 100_001,
        f"curve.csv: the file holds 100,001 rows, but 100,000 are the most that is read; {PIXELS}",
    ),
    "no points": (b"time,survival", "curve.csv: the file holds 0 points; a curve needs at least 2."),
    "one point": (b"0,1", "curve.csv: the file holds 1 point; a curve needs at least 2."),
    "a time before 0": (b"0,1\n-3,0.9\n9,0.5", "curve.csv, row 2: the time -3 is negative; times begin at 0."),
    "one time": (b"4,1\n4,0.5", "curve.csv: all points have the time 4; a curve needs a follow-up."),
    "no time": (b"0,1\n0,0.5", "curve.csv: all points have the time 0; a curve needs a follow-up."),
    "a rise, rows as in the file": (
        b"time,s\n9,0.81239\n0,0.21239\n5,0.3",
        f"curve.csv, row 2: survival rises from 0.212 at 0 (row 3) to 0.812 at 9; {ONLY_FALLS}",
    ),
    "the greatest of two rises": (
        b"0,0.9\n4,0.3\n5,0.5\n6,0.2\n8,0.6",
        f"curve.csv, row 5: survival rises from 0.2 at 6 (row 4) to 0.6 at 8; {ONLY_FALLS}",
    ),
    "two curves below each other": (b"time,St,Arm\n0,1,TACE\n5,0.5,HAIC", two("TACE, HAIC", "TACE")),
    "seven curves below each other": (
        b"group,time,St\n" + b"\n".join(b"%c,1,0.5" % letter for letter in b"GFEDCBA"),
        two("G, F, E, D, C, B, …", "G", 7),
    ),
    "two curves beside each other": (b"HAIC,,TACE,\nX,Y,X,Y\n0,1,0,1", two("HAIC, TACE", "HAIC")),
    "seven curves beside each other": (
        b"A,,B,,C,,D,,E,,F,,G,\n" + b",".join([b"X,Y"] * 7) + b"\n" + b",".join([b"0,1"] * 7),
        two("A, B, C, D, E, F, …", "A", 7),
    ),
    "two curves without names": (b"x,y,x,y\n0,1,0,1", two("data set 1, data set 2", "data set 1")),
    "three columns": (b"0,1,5\n3,0.5,6", f"curve.csv: 3 columns stand in the file; {TWO_COLUMNS}."),
    "four columns": (
        b"0,0,1,0\n3,5,0,5",
        f"curve.csv: 4 columns stand in the file; {TWO_COLUMNS} "
        "(with decimal commas, put semicolons between the columns).",
    ),
    "five columns": (b"0,0,1,0,1\n3,5,0,5,1", f"curve.csv: 5 columns stand in the file; {TWO_COLUMNS}."),
    "columns of other names": (
        b"Drug A,b,c,d\n0,1,5,6",
        f"curve.csv: the columns drug_a, b, c, d stand in the file; {TWO_COLUMNS}.",
    ),
    "one column": (b"0\n3", f"curve.csv: 1 column stands in the file; {TWO_COLUMNS}."),
    "times alone": (b"time\n0\n0.04", f"curve.csv: the column time stands in the file; {TWO_COLUMNS}."),
}


@each("fault", CURVE_SENTENCES)
def test_a_curve_that_cannot_be_read_is_refused_in_these_words(fault: str) -> None:
    content, sentence = CURVE_SENTENCES[fault]
    assert [fault.sentence for fault in faults(read_coordinates, content, "curve.csv")] == [sentence]


def test_every_cell_that_is_no_number_is_told_with_its_row_and_column() -> None:
    assert faults(read_coordinates, b"time,survival\n0,1\nlate,high\n5,\n1e999,0.5", "c") == (
        Fault(
            "c, row 3: 'late' stands where a time should; a number is needed.",
            "c, row 3: a time", "'late'", "a number",
        ),
        Fault("c, row 5: '1e999' is too large for a time.", "c, row 5: a time", "'1e999'", "a finite number"),
        Fault(
            "c, row 3: 'high' stands where a survival should; a number is needed.",
            "c, row 3: a survival", "'high'", "a number",
        ),
        Fault(
            "c, row 4: nothing stands where a survival should; a number is needed.",
            "c, row 4: a survival", "nothing", "a number",
        ),
    )  # fmt: skip


def test_every_survival_outside_the_axis_is_told() -> None:
    assert faults(read_coordinates, b"0,1\n3,1.2\n4,-0.2", "c") == (
        Fault("c, row 2: a survival of 1.2 lies outside 0 to 1.", "c, row 2", "1.2", "0 to 1"),
        Fault("c, row 3: a survival of -0.2 lies outside 0 to 1.", "c, row 3", "-0.2", "0 to 1"),
    )
    assert faults(read_coordinates, b"0,100\n3,120", "c") == (
        Fault("c, row 2: a survival of 120 lies outside 0 to 100 (read as percent).", "c, row 2", "120", "0 to 100"),
    )


def test_a_row_under_the_axis_is_refused_in_these_words() -> None:
    assert faults(read_at_risk, b"time,n\n-6,20\n6,14.5\n9,-1", "r") == (
        Fault("r, row 2: the time -6 is negative; times begin at 0.", "r, row 2", "-6", "0 or more"),
        Fault("r, row 3: 14.5 at risk; a whole number of patients is needed.", "r, row 3", "14.5", "a whole number"),
        Fault("r, row 4: -1 at risk; a whole number of patients is needed.", "r, row 4", "-1", "a whole number"),
    )
    assert faults(read_at_risk, b"0,20\n6,15\n6,14\n9,16", "r") == (
        Fault("r, row 3: the time 6 follows 6; times have to increase.", "r, row 3", "6", "above 6"),
        Fault(
            "r, row 4: the number at risk rises from 14 to 16 at 9; it can only fall.", "r, row 4", "16", "at most 14"
        ),
    )
    assert faults(read_at_risk, b"time,n\nlate,many", "r") == (
        Fault(
            "r, row 2: 'late' stands where a time should; a number is needed.",
            "r, row 2: a time", "'late'", "a number",
        ),
        Fault(
            "r, row 2: 'many' stands where a number at risk should; a number is needed.",
            "r, row 2: a number at risk", "'many'", "a number",
        ),
    )  # fmt: skip
    assert faults(read_at_risk, b"0,1,5", "r") == (
        Fault("r: 3 columns stand in the file; needed are two columns, time,n."),
    )
    assert faults(read_at_risk, b"time\n0\n6", "r") == (
        Fault("r: the column time stands in the file; needed are two columns, time,n."),
    )


def test_a_row_may_stay_as_it_is_and_end_with_nobody() -> None:
    assert read_at_risk(b"0,20\n6,20\n12,0", "r") == ((0.0, 20), (6.0, 20), (12.0, 0))


def test_censoring_marks_are_refused_in_these_words() -> None:
    assert faults(read_ticks, b"time\n0\n-3\n-4", "t") == (
        Fault("t, row 3: the time -3 is negative; times begin at 0.", "t, row 3", "-3", "0 or more"),
        Fault("t, row 4: the time -4 is negative; times begin at 0.", "t, row 4", "-4", "0 or more"),
    )
    assert faults(read_ticks, b"3\nlate", "t") == (
        Fault(
            "t, row 2: 'late' stands where a time should; a number is needed.",
            "t, row 2: a time", "'late'", "a number",
        ),
    )  # fmt: skip
    assert faults(read_ticks, b"1,2,3", "t") == (
        Fault("t: 3 columns stand in the file; needed are two columns, time."),
    )


@each("heading", [b"Survival,Time", b"At Risk,Months", b"percent,x"])
def test_marks_stand_in_the_column_named_time_wherever_that_is(heading: bytes) -> None:
    assert read_ticks(heading + b"\n0.4,9\n0.7,0", "t") == (0.0, 9.0)


# Headings as they come.


@each("time", ["time", "T", "x", "Months", "month", "days", "weeks", "years", "TRisk"])
@each("count", ["N", "nrisk", "At risk", "n_risk", "Number at risk", "risk"])
def test_the_row_is_known_by_its_headings_in_any_order(time: str, count: str) -> None:
    assert read_at_risk(f"{count},more,{time}\n20,1,0\n9,1,6".encode(), "r") == ((0.0, 20), (6.0, 9))


@each("survival", ["St", "Survival", "s", "y", "surv", "prob", "probability", "percent"])
def test_survival_is_known_by_its_heading(survival: str) -> None:
    found = read_coordinates(f"{survival},more,time\n1,7,0\n0.5,7,6".encode(), "c")
    assert (found.time.tolist(), found.survival.tolist()) == ([0, 6], [1, 0.5])


@each("passed_over", ["id", "", "index", "Row", "point"])
def test_a_column_of_running_numbers_is_passed_over(passed_over: str) -> None:
    found = read_coordinates(f'"{passed_over}",when,alive\n1,0,1\n2,6,0.5'.encode(), "c")
    assert (found.time.tolist(), found.survival.tolist()) == ([0, 6], [1, 0.5])


@each("heading", ["curve", "Group", "arm", "strata", "dataset", "series"])
def test_one_curve_may_say_its_name_in_every_row(heading: str) -> None:
    found = read_coordinates(f"time,St,{heading}\n0,1,HAIC\n6,0.5,HAIC".encode(), "c")
    assert (found.time.tolist(), found.survival.tolist()) == ([0, 6], [1, 0.5])


def test_the_second_of_two_headings_names_the_columns_and_a_first_row_of_words_is_a_fault() -> None:
    found = read_coordinates(b"overall,alive\nmonths,survival\n0,1\n6,0.5", "c")
    assert (found.time.tolist(), found.survival.tolist()) == ([0, 6], [1, 0.5])
    assert faults(read_coordinates, b"time,survival\nlate,high\n0,1\n6,0.5", "c")[0].sentence == (
        "c, row 2: 'late' stands where a time should; a number is needed."
    )


# What reading changed.


def notes(content: bytes) -> tuple[str, ...]:
    return read_coordinates(content, "curve.csv").notes


def test_what_reading_changed_is_told_in_these_words_and_in_this_order() -> None:
    assert notes(b"8,50\n2,75\n8,50\n8,50\n9,40.5") == (
        "Survival was read as percent (largest value 75).",
        "2 points stood in the file twice and counted once.",
        "The points were not in order of time and were sorted.",
        "The curve began at 2 with 0.75; the start at 0 with 1 was added.",
    )
    assert notes(b"0,1\n0,1\n8,0.5") == ("1 point stood in the file twice and counted once.",)


def test_a_first_point_left_of_nought_and_low_is_moved_to_nought_below_the_added_start() -> None:
    found = read_coordinates(b"-0.1,0.9\n10,0.5", "curve.csv")
    assert (found.time.tolist(), found.survival.tolist()) == ([0, 0, 10], [1, 0.9, 0.5])
    assert found.notes == ("The curve began at -0.1 with 0.9; the start at 0 with 1 was added.",)


def test_points_are_averaged_over_even_stretches_of_time() -> None:
    """4,001 points at 0, 0.5, 1.5, … 3998.5, 4000: the first stretch of 1 holds two of them, the others one each."""
    times = [0.0, *(place + 0.5 for place in range(3999)), 4000.0]
    found = read_coordinates("\n".join(f"{time!r},{1 - time / 8000!r}" for time in times).encode(), "curve.csv")
    expected = [0.25, *times[2:]]
    assert found.time.tolist() == expected
    assert found.survival.tolist() == pytest.approx([1 - time / 8000 for time in expected], rel=1e-12)
    assert found.notes == ("4,001 points were averaged over 4,000 stretches of time.",)


# What stands beside the figure.

PRINTED_SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({"n": None}, "the figure: neither n nor the number at risk at time 0 is given; one of them is needed."),
    ({"n": 0}, "the figure: n is 0; 1 to 20,000 patients are possible."),
    ({"n": 20_001}, "the figure: n is 20001; 1 to 20,000 patients are possible."),
    ({"n": 9, "name": "c", "events": 10}, "c: 10 events among 9 patients; 0 to 9 are possible."),
    (
        {"n": 20, "at_risk": ((0.0, 19), (6.0, 12))},
        "the figure: n is 20, but 19 are at risk at time 0; the two have to agree.",
    ),
    (
        {"n": 20, "at_risk": ((6.0, 20), (6.5, 22))},
        "the figure: 22 are at risk at 6.5, but n is 20; it cannot be more.",
    ),
    (
        {"n": 5, "events": 3, "ticks": (1.0, 2.0, 3.0)},
        "the figure: 3 censoring marks, but at most 2 of 5 patients can be censored.",
    ),
    (
        {"n": 2, "ticks": (1.0, 2.0, 3.0)},
        "the figure: 3 censoring marks, but at most 2 of 2 patients can be censored.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("given", "sentence"), PRINTED_SENTENCES)
def test_what_stands_beside_the_figure_is_refused_in_these_words(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        Printed.of(**given)
    assert refused.value.sentences == (sentence,)


@each(
    "printed", [Printed(1), Printed(20_000), Printed(9, ((0.0, 9), (6.0, 9)), 9, ()), Printed(9, None, 0, (1.0,) * 9)]
)
def test_numbers_at_their_bounds_are_taken_as_printed(printed: Printed) -> None:
    assert Printed.of(printed.n, printed.at_risk, printed.events, printed.ticks) == printed


def test_n_is_the_number_at_risk_at_nought_where_it_is_not_given() -> None:
    assert Printed.of(None, ((0.0, 12), (6.0, 9))).n == 12
