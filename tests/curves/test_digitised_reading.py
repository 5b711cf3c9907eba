"""Files of digitisers: every form that is read, and the one sentence that each fault gets."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Required, TypedDict

import pytest
from each import each
from figures import COHORT, corners, csv

from haic_core.__main__ import main
from haic_core.curves.digitised import Printed, read_at_risk, read_coordinates, read_ticks
from haic_core.curves.digitised.number_table import LARGEST_BYTES, MOST_ROWS
from haic_core.curves.digitised.reading import MOST_POINTS
from haic_core.words.refusal import Refusal

POINTS = [(0.0, 1.0), (2.5, 1.0), (2.5, 0.75), (8.0, 0.75), (8.0, 0.5), (12.5, 0.5)]
TIMES, SURVIVAL = [t for t, _ in POINTS], [s for _, s in POINTS]

FORMS = {
    "WebPlotDigitizer": csv(POINTS, separator=", "),
    "with x,y": csv(POINTS, "x,y"),
    "with blanks and quotes": csv(POINTS, '"X", "Y"', " , "),
    "one curve with its name": csv(POINTS, "Curve 1,\nX,Y"),
    "semicolon, decimal comma": csv(POINTS, separator=";").replace(b".", b","),
    "tab": csv(POINTS, "Time\tSurvival", "\t"),
    "tab, decimal comma": csv(POINTS, separator="\t").replace(b".", b","),
    "blanks": csv(POINTS, separator="  "),
    "SurvdigitizeR": csv([(i, t, s, 1) for i, (t, s) in enumerate(POINTS, 1)], "id,time,St,curve"),
    "data frame with row names": csv([(i, t, s) for i, (t, s) in enumerate(POINTS, 1)], '"","time","St"'),
    "survival first": csv([(s, t) for t, s in POINTS], "survival,time"),
    "a byte-order mark": b"\xef\xbb\xbf" + csv(POINTS, "time,survival"),
    "Unicode text from a spreadsheet": csv(POINTS, "time\tsurvival", "\t").decode().encode("utf-16"),
    "Windows line ends, blank lines": csv(POINTS, "time,survival").replace(b"\n", b"\r\n\r\n"),
    "exponents": b"0e0,1\n2.5,1\n2.5,7.5e-1\n8,.75\n8.,+.5\n1.25E1,0.5",
}


@each("form", FORMS)
def test_every_form_gives_the_same_points(form: str) -> None:
    found = read_coordinates(FORMS[form], "curve.csv")
    assert (found.time.tolist(), found.survival.tolist(), found.notes) == (TIMES, SURVIVAL, ())


def test_percent_is_read_from_the_values_and_told() -> None:
    found = read_coordinates(csv([(t, 100 * s) for t, s in POINTS]), "curve.csv")
    assert found.survival.tolist() == SURVIVAL
    assert found.notes == ("Survival was read as percent (largest value 100).",)


def test_points_in_any_order_are_sorted_and_that_is_told() -> None:
    found = read_coordinates(csv(POINTS[::-1]), "curve.csv")
    assert found.time.tolist() == TIMES
    assert "sorted" in found.notes[0]


def test_a_point_clicked_twice_counts_once_and_that_is_told() -> None:
    found = read_coordinates(csv([*POINTS, POINTS[3]]), "curve.csv")
    assert len(found.time) == len(POINTS)
    assert any("1 point stood in the file twice" in note for note in found.notes)


def test_a_missing_start_is_added_and_told() -> None:
    found = read_coordinates(csv(POINTS[2:]), "curve.csv")
    assert (found.time[0], found.survival[0]) == (0, 1)
    assert "start at 0 with 1 was added" in found.notes[0]


def test_clicks_a_hair_outside_the_axes_are_taken() -> None:
    found = read_coordinates(b"-0.05,1.01\n3,0.7\n20,0.6\n21,-0.01", "curve.csv")
    assert found.time[0] == -0.05


def test_more_points_than_a_figure_has_columns_are_averaged_and_that_is_told() -> None:
    found = read_coordinates(csv([(i / 1000, 1 - i / 40000) for i in range(20000)]), "curve.csv")
    assert len(found.time) == MOST_POINTS
    assert "20,000 points were averaged over 4,000" in found.notes[0]


@each("text", [b"time,n\n0,20\n6,15\n12,9", b"trisk;nrisk\n0;20\n6;15\n12;9", b"0\t20\n6\t15\n12\t9"])
def test_the_row_under_the_axis_is_read_in_every_form(text: bytes) -> None:
    assert read_at_risk(text, "risk.csv") == ((0, 20), (6, 15), (12, 9))


@each("text", [b"time\n9\n3.5", b"9\n3.5", b"x,y\n9,0.4\n3.5,0.7", b"3,5;0,7\n9;0,4"])
def test_censoring_marks_are_times_with_or_without_their_height(text: bytes) -> None:
    assert read_ticks(text, "ticks.csv") == (3.5, 9)


FAULTS = {
    "empty": (b"", "curve.csv: the file is empty"),
    "heading only": (b"time,survival\n", "curve.csv: the file holds 0 points; a curve needs at least 2"),
    "one point": (b"0,1", "curve.csv: the file holds 1 point; a curve needs at least 2"),
    "a word": (b"0,1\n3,high", "curve.csv, row 2: 'high' stands where a survival should; a number is needed"),
    "nan": (b"0,1\nnan,0.5", "curve.csv, row 2: 'nan' stands where a time should"),
    "infinite": (b"0,1\n5,0.5\n1e999,0.5", "curve.csv, row 3: '1e999' is too large for a time"),
    "a gap": (b"0,1\n3,\n4,0.5", "curve.csv, row 2: nothing stands where a survival should"),
    "above 1": (b"0,1\n3,1.2", "curve.csv, row 2: a survival of 1.2 lies outside 0 to 1."),
    "a slip of the keyboard": (b"0,1\n2,1.9", "curve.csv, row 2: a survival of 1.9 lies outside 0 to 1."),
    "neither fraction nor percent": (b"0,9.5\n2,7", "curve.csv, row 1: a survival of 9.5 lies outside 0 to 1."),
    "below 0": (b"0,1\n3,-0.2", "curve.csv, row 2: a survival of -0.2 lies outside 0 to 1."),
    "above 100": (b"0,100\n3,120", "curve.csv, row 2: a survival of 120 lies outside 0 to 100 (read as percent)"),
    "below 0 %": (b"0,100\n3,-9", "curve.csv, row 2: a survival of -9 lies outside 0 to 100 (read as percent)"),
    "negative time": (b"0,1\n-3,0.9\n9,0.5", "curve.csv, row 2: the time -3 is negative"),
    "one time": (b"4,1\n4,0.5", "curve.csv: all points have the time 4; a curve needs a follow-up"),
    "rising": (b"time,s\n0,0.2\n5,0.3\n9,0.8", "curve.csv, row 4: survival rises from 0.2 at 0 (row 2) to 0.8 at 9"),
    "failure": (b"time,s\n0,0\n5,0.3\n9,0.8", "curve.csv, row 2: survival starts at 0: is this 1 - S? It rises to 0.8"),
    "one wild click": (b"0,1\n5,0.1\n9,0.8\n20,0.6", "curve.csv, row 3: survival rises from 0.1 at 5 (row 2) to 0.8"),
    "two curves, long": (
        b"time,St,curve\n0,1,A\n5,0.5,A\n0,1,B\n5,0.4,B",
        "the file holds 2 data sets (A, B); choose one",
    ),
    "two curves, wide": (
        b"HAIC,,TACE,\nX,Y,X,Y\n0,1,0,1\n5,0.5,6,0.4",
        "2 data sets (HAIC, TACE); choose one with --arm",
    ),
    "three columns": (b"0,1,5\n3,0.5,6", "curve.csv: 3 columns stand in the file; needed are two columns, time,surv"),
    "decimal commas between commas": (b"0,0,1,0\n3,5,0,5", "put semicolons between the columns"),
    "one column": (b"0\n3", "curve.csv: 1 column stand"),
    "no text": (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "curve.csv: this is no text file"),
    "too many rows": (b"0,1\n" * (MOST_ROWS + 1), f"the file holds {MOST_ROWS + 1:,} rows, but {MOST_ROWS:,} are the"),
    "two million clicks": (b"12.345678,0.123456\n" * 2_000_000, f"38,000,000 bytes, but {LARGEST_BYTES:,} are the"),
}


@each("fault", FAULTS)
def test_a_faulty_curve_gets_one_sentence_that_names_row_and_value(fault: str) -> None:
    content, sentence = FAULTS[fault]
    with pytest.raises(Refusal) as refused:
        read_coordinates(content, "curve.csv")
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


ROW_FAULTS = {
    "rising": (b"time,n\n0,20\n6,21", "risk.csv, row 3: the number at risk rises from 20 to 21 at 6; it can only fall"),
    "times back": (b"time,n\n0,20\n6,15\n5,14", "risk.csv, row 4: the time 5 follows 6; times have to increase"),
    "negative time": (b"-6,20", "risk.csv, row 1: the time -6 is negative"),
    "half a patient": (b"0,20\n6,14.5", "risk.csv, row 2: 14.5 at risk; a whole number of patients is needed"),
    "fewer than none": (b"0,20\n6,-1", "risk.csv, row 2: -1 at risk"),
    "a word": (b"0,20\n6,many", "risk.csv, row 2: 'many' stands where a number at risk should"),
    "empty": (b"", "risk.csv: the file is empty"),
}


@each("fault", ROW_FAULTS)
def test_a_faulty_row_gets_one_sentence(fault: str) -> None:
    content, sentence = ROW_FAULTS[fault]
    with pytest.raises(Refusal) as refused:
        read_at_risk(content, "risk.csv")
    assert sentence in str(refused.value)


class Given(TypedDict, total=False):
    """What stands beside the figure."""

    n: Required[int | None]
    at_risk: tuple[tuple[float, int], ...]
    events: int
    ticks: tuple[float, ...]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"n": None}, "neither n nor the number at risk at time 0 is given"),
        ({"n": None, "at_risk": ((6.0, 9),)}, "neither n nor the number at risk at time 0 is given"),
        ({"n": 0}, "n is 0; 1 to 20,000 patients are possible"),
        ({"n": None, "at_risk": ((0.0, 0),)}, "n is 0"),
        ({"n": -4}, "n is -4"),
        ({"n": 10**9}, "n is 1000000000; 1 to 20,000"),
        ({"n": 20, "events": 21}, "21 events among 20 patients; 0 to 20 are possible"),
        ({"n": 20, "events": -1}, "-1 events among 20 patients"),
        ({"n": 20, "at_risk": ((0.0, 19), (6.0, 12))}, "n is 20, but 19 are at risk at time 0; the two have to agree"),
        ({"n": 20, "at_risk": ((6.0, 22),)}, "22 are at risk at 6, but n is 20"),
        ({"n": 20, "events": 18, "ticks": (1.0, 2.0, 3.0)}, "3 censoring marks, but at most 2 of 20 patients"),
    ],
)
def test_numbers_that_exclude_each_other_get_one_sentence(given: Given, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        Printed.of(**given)
    assert sentence in str(refused.value)


# The command: its code, what it prints, what it says on the other stream
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def files(tmp_path: Path) -> Run:
    """A curve, its row and its marks as files; answers a function that runs the command on them."""
    (tmp_path / "curve.csv").write_bytes(csv(corners(COHORT)))
    (tmp_path / "risk.csv").write_text("time,n\n0,20\n12,10\n24,3\n")
    (tmp_path / "ticks.csv").write_text("time\n3.25\n5.5\n9.5\n14\n21\n30\n30\n30\n")

    def run(*arguments: str) -> tuple[int, str, str]:
        out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["digitised", *(str(tmp_path / one) if one.endswith(".csv") else one for one in arguments)])
        out.flush()
        return code, out.buffer.getvalue().decode(), err.getvalue()

    return run


def test_the_command_prints_records_as_time_and_event(files: Run) -> None:
    code, out, err = files("curve.csv", "--at-risk", "risk.csv", "--ticks", "ticks.csv", "--events", "12")
    assert (code, err) == (0, "")
    expected = [f"{t},{e}" for t, e in sorted(COHORT, key=lambda one: (one[0], -one[1]))]
    assert out == "\n".join(["time,event", *expected]) + "\n"


def test_what_was_noted_goes_to_the_other_stream_as_sentences(files: Run) -> None:
    code, out, err = files("curve.csv", "--n", "20")
    assert code == 0
    assert out.startswith("time,event\n")
    assert err == "With n alone, how many were censored and when is little more than a guess.\n"


def test_the_whole_answer_is_one_json_document_with_the_notes_inside(files: Run) -> None:
    code, out, err = files("curve.csv", "--n", "20", "--json")
    answer = json.loads(out)
    assert (code, err, answer["kind"], answer["n"], answer["events"]) == (0, "", "digitised", 20, 12)
    assert {"time", "survival", "records", "at_risk", "median", "reproduces", "axis", "noted"} <= set(answer)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("curve.csv",), "curve.csv: neither n nor"),
        (("nowhere.csv", "--n", "20"), "nowhere.csv: the file cannot be read"),
        (("curve.csv", "--n", "twenty"), "twenty"),
        (("curve.csv", "--n", "21", "--at-risk", "risk.csv"), "n is 21"),
        (("curve.csv", "--n", "20", "--events", "2"), "curve.csv: 2 events do not go with a curve of 20 patients"),
    ],
)
def test_the_command_refuses_in_one_sentence_and_prints_nothing(
    files: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    code, out, err = files(*arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
