"""Tables as Excel opens them by a double click: letters right, numbers as numbers in both habits, nothing runs."""

from __future__ import annotations

import csv
import io

import pytest

from haic_core.words.columns import csv_text
from haic_core.words.spreadsheet import for_spreadsheets, with_semicolons


def test_excel_reads_signs_of_medicine_because_the_file_says_what_its_letters_are() -> None:
    made = for_spreadsheets("what,value\nbilirubin ≤ 34 µmol/L,2.5\n")
    assert made == b"\xef\xbb\xbfwhat,value\nbilirubin \xe2\x89\xa4 34 \xc2\xb5mol/L,2.5\n"


def test_a_german_excel_gets_semicolons_and_decimal_commas_and_no_date_of_a_number() -> None:
    """Read with points, 1.2 would be the first of February there."""
    made = for_spreadsheets('months,survival,told\n1.2,-0.85,"a; b, c"\n12,1.5e-05,3.1.2\n', semicolon=True)
    assert made.decode("utf-8-sig").splitlines() == ["months;survival;told", '1,2;-0,85;"a; b, c"', "12;1,5e-05;3.1.2"]


@pytest.mark.parametrize("hostile", ["=1+1", "+cmd", "-cmd|' /C calc'!A0", "@SUM(A1)", " =1+1", "\r=1+1", "=\r1"])
@pytest.mark.parametrize("semicolon", [False, True])
def test_no_cell_runs_as_a_formula_in_either_form(hostile: str, semicolon: bool) -> None:
    made = for_spreadsheets(csv_text([["label", "n"], [hostile, "-3.5"]]), semicolon).decode("utf-8-sig")
    _, (told, number) = csv.reader(io.StringIO(made, newline=""), delimiter=";" if semicolon else ",")
    assert told.startswith("'") and "\r" not in made
    assert number == ("-3,5" if semicolon else "-3.5"), "a number keeps its sign"


def test_the_form_with_semicolons_stands_beside_the_other_by_name() -> None:
    assert with_semicolons("survival-os-haic.csv") == "survival-os-haic_semicolon.csv"
