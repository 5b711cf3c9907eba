"""The figures for others: the command line and the Library's downloads have the same rows."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from dataclasses import fields

import invented
from each import each

from haic_core.__main__ import main
from haic_core.evidence.audit import trusted
from haic_core.evidence.figure_export import FIGURE_COLUMNS, data_dictionary, figure_rows, figures_csv, figures_json
from haic_core.evidence.figures import Figure
from haic_core.evidence.library import read_library

ROWS = {row["id"]: row for row in figure_rows([invented.arden()])}


def test_what_the_library_page_gives_is_what_the_command_prints() -> None:
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(printed):
        assert main(["figures"]) == 0
    assert printed.buffer.getvalue().decode("utf-8") == figures_json(trusted(read_library()).sources)


@each(
    ("figure", "p", "relation"),
    [
        ("arden/infused:OS:median", None, None),
        ("arden/infused.few_lines:PFS:median", 0.03, "="),
        ("arden/infused:OS:p_value:HER2", 0.4, ">"),
    ],
)
def test_a_figure_without_a_p_value_has_no_relation_of_one(figure: str, p: float | None, relation: str | None) -> None:
    assert (ROWS[figure]["p"], ROWS[figure]["p_is"]) == (p, relation)


def test_a_row_has_every_part_of_a_figure_once() -> None:
    names = [column.name for column in FIGURE_COLUMNS]
    assert sorted(names) == sorted(field.name for field in fields(Figure))
    assert all(list(row) == names for row in ROWS.values())


def test_the_table_says_what_the_json_says_and_leaves_the_absent_empty() -> None:
    table = list(csv.DictReader(io.StringIO(figures_csv([invented.arden()]))))
    listed = json.loads(figures_json([invented.arden()]))
    assert len(table) == len(listed) > 10
    for line, row in zip(table, listed, strict=True):
        assert line == {name: "" if value is None else str(value) for name, value in row.items()}


def test_the_dictionary_explains_every_column_in_the_order_of_the_table() -> None:
    explained = list(csv.reader(io.StringIO(data_dictionary())))
    header = next(csv.reader(io.StringIO(figures_csv([invented.arden()]))))
    assert explained[0] == ["column", "meaning"]
    assert [name for name, _ in explained[1:]] == header
    assert all(meaning for _, meaning in explained[1:])
