"""The library's figures for others: one row a figure, the same on the command line, the Library page and in data/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from haic_core.evidence.figures import Figure, all_figures
from haic_core.evidence.source import Source
from haic_core.words.columns import Column, csv_text, table_csv
from haic_core.words.vocabulary import Endpoint, Modality, Stated, Statistic, Status

FIGURE_COLUMNS = (
    Column("id", "source/cohort[.group]:endpoint:statistic[:term][:grade][@months]", always=True),
    Column("source", "key of the document", always=True),
    Column("cohort", "source/cohort", always=True),
    Column("group", "part of the cohort, empty for all"),
    Column("modality", "option", words=tuple(Modality), always=True),
    Column("primary", "origin of the liver metastases", always=True),
    Column("n", "patients the figure is about, or what unit names where it counts something else", "integer"),
    Column("endpoint", "what is measured", words=tuple(Endpoint), always=True),
    Column("statistic", "how it is stated", words=tuple(Statistic), always=True),
    Column("value", "the number as printed", "number", unit="as in the column unit", always=True),
    Column("unit", "unit of value"),
    Column("percent", "percentage printed beside a count", "number", unit="%"),
    Column("at_months", "time of a survival percentage, months", "number", unit="months"),
    Column("ci_low", "lower end of the printed interval", "number", unit="as in the column unit"),
    Column("ci_high", "upper end of the printed interval", "number", unit="as in the column unit"),
    Column("p", "p value as printed", "number"),
    Column("p_is", "relation of p, such as < in p < 0.001", words=("=", "<", ">", "<=", ">=")),
    Column("versus", "compared with"),
    Column("term", "what exactly, such as the adverse event"),
    Column("grade", "grade of the adverse event"),
    Column("clock", "time zero of a survival figure"),
    Column("criteria", "response criteria"),
    Column("locator", "section, table or figure", always=True),
    Column("stated", "first_hand, or quoted_by where another document is quoted", words=tuple(Stated), always=True),
    Column("quoted_from", "whose figure is quoted"),
    Column("status", "consistent, or disputed", words=tuple(Status), always=True),
    Column("dispute", "id of the declared contradiction"),
    Column("note", "remark of this library"),
)


def figure_rows(sources: Sequence[Source]) -> list[dict[str, object]]:
    """Every figure as column and value, in file order; absent values are None."""
    return [_row(figure) for figure in all_figures(sources)]


def figures_csv(sources: Sequence[Source]) -> str:
    """Every figure, one row each, with a header; absent values are empty cells."""
    return table_csv(FIGURE_COLUMNS, figure_rows(sources))


def figures_json(sources: Sequence[Source]) -> str:
    """Every figure as a JSON list; absent values are null."""
    return json.dumps(figure_rows(sources), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def data_dictionary() -> str:
    """What each column of the figures means."""
    return csv_text([["column", "meaning"], *([column.name, column.meaning] for column in FIGURE_COLUMNS)])


def _row(figure: Figure) -> dict[str, object]:
    values = {column.name: getattr(figure, column.name) for column in FIGURE_COLUMNS}
    # A relation of nothing is not printed anywhere.
    values["p_is"] = figure.p_is if figure.p is not None else None
    return {name: value.value if isinstance(value, StrEnum) else value for name, value in values.items()}
