"""Tables for a spreadsheet: no cell is run as a formula, none spills over its line, numbers stay numbers."""

from __future__ import annotations

import ast
import csv
import io

import house
from each import each

from haic_core.words.columns import Column, csv_text, table_csv


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@each("cell", ["=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", " =1+1", "＝1", "-x", "+49 30"])
def test_a_cell_that_a_spreadsheet_would_run_is_led_by_an_apostrophe(cell: str) -> None:
    assert read(csv_text([[cell]])) == [[f"'{cell}"]]
    assert read(table_csv([Column("a", "anything")], [{"a": cell}])) == [["a"], [f"'{cell}"]]


@each("cell", ["-2.5", "+3", "-1e-05", "12", "a = b", "≥ 2", "3-4", "", "p < .05", "–", "="])
def test_numbers_and_ordinary_texts_go_as_they_are(cell: str) -> None:
    assert read(csv_text([[cell, "x"]])) == [[cell, "x"]]
    assert csv_text([[-2.5, True, None]]) == "-2.5,True,\n"


@each("end", ["\r", "\n", "\r\n", "\u2028", "\x0b"])
def test_a_line_end_inside_a_cell_is_a_space(end: str) -> None:
    assert csv_text([[f"a{end}=b", "c"]]) == "a =b,c\n"


def test_tables_have_one_door() -> None:
    doors = [
        house.module_of(path)
        for path in house.core_files()
        if "csv" in path.read_text("utf-8")
        for node in house.nodes(house.tree_of(path), ast.Call)
        if ast.unparse(node.func) in ("csv.writer", "csv.DictWriter")
    ]
    assert doors == ["words.columns"]
