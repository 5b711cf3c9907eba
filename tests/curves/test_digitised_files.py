"""Files as digitisers and spreadsheets write them: letters of other systems, short rows, short times."""

from __future__ import annotations

import pytest
from each import each
from figures import corners, recovered
from refused import faults

from haic_core.curves.digitised import read_coordinates

TEN = [(2.0, 1), (4.0, 1), (6.0, 1), (8.0, 1), *[(10.0, 0)] * 6]


def read(content: bytes) -> list[tuple[float, float]]:
    found = read_coordinates(content, "curve.csv")
    return list(zip(found.time.tolist(), found.survival.tolist(), strict=True))


def told(content: bytes) -> list[str]:
    return [fault.sentence for fault in faults(read_coordinates, content, "curve.csv")]


@each("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_a_file_of_any_system_is_read(encoding: str) -> None:
    """Two files are marked by hand, as their systems mark them; the last has an umlaut that is no UTF-8."""
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read(mark + "time,Überleben\n0,1\n10,0.4\n".encode(encoding)) == [(0.0, 1.0), (10.0, 0.4)]


def test_two_rows_of_headings_may_have_an_empty_cell() -> None:
    assert read(b"Arden,,\nX,Y,\n0,1,\n10,0.4,\n") == [(0.0, 1.0), (10.0, 0.4)]


def test_a_row_without_its_second_cell_is_told_by_its_number() -> None:
    (sentence,) = told(b"time,survival\n0,1\n5\n10,0.4\n")
    assert sentence.startswith("curve.csv, row 3: nothing stands where ") and sentence.endswith("a number is needed.")


def test_a_curve_of_a_year_or_less_in_years_is_read() -> None:
    assert read(b"0,1\n1,0.4\n") == [(0.0, 1.0), (1.0, 0.4)]
    assert (0.0, 0.9) in read(b"-0.005,0.9\n0.5,0.4\n")
    assert told(b"-0.006,0.9\n0.5,0.4\n") == ["curve.csv, row 1: the time -0.006 is negative; times begin at 0."]


def test_points_without_any_follow_up_are_refused() -> None:
    assert told(b"0,1\n0,0.4\n") == ["curve.csv: all points have the time 0; a curve needs a follow-up."]


@each(("lowest", "taken"), [(-5, True), (-5.1, False)])
def test_in_per_cent_a_click_may_slip_by_five_below_the_axis(lowest: float, taken: bool) -> None:
    content = f"0,100\n10,{lowest}\n".encode()
    if taken:
        assert read(content)[1][1] == pytest.approx(lowest / 100)
    else:
        assert f"a survival of {lowest:g} lies outside" in told(content)[0]


def test_one_woman_at_risk_past_the_end_of_the_line_is_told_and_nobody_is_not() -> None:
    words = (
        "The last point stands at 10, but 1 is at risk at 12: the row carries the curve on to there, without a death."
    )
    assert recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8), (12.0, 1))).notes == (words,)
    assert recovered(corners(TEN), 10, ((0.0, 10), (5.0, 8), (12.0, 0))).notes == ()
