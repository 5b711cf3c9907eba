"""The library's figures for download, and the words that explain their columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

from haic_core.evidence.figures import Figure, all_figures
from haic_core.evidence.source import Source

MEANING = {
    "id": "source/cohort[.group]:endpoint:statistic[:term][:grade][@months]",
    "source": "key of the document",
    "cohort": "source/cohort",
    "group": "part of the cohort, empty for all",
    "modality": "option",
    "primary": "origin of the liver metastases",
    "n": "patients the figure is about",
    "endpoint": "what is measured",
    "statistic": "how it is stated",
    "value": "the number as printed",
    "unit": "unit of value",
    "percent": "percentage printed beside a count",
    "ci_low": "lower end of the printed interval",
    "ci_high": "upper end of the printed interval",
    "at_months": "time of a survival percentage, months",
    "p": "p value as printed",
    "p_is": "relation of p, such as < in p < 0.001",
    "versus": "compared with",
    "term": "what exactly, such as the adverse event",
    "grade": "grade of the adverse event",
    "clock": "time zero of a survival figure",
    "criteria": "response criteria",
    "locator": "section, table or figure",
    "stated": "first_hand, or quoted_by where another document is quoted",
    "quoted_from": "whose figure is quoted",
    "status": "consistent, or disputed",
    "dispute": "id of the declared contradiction",
    "note": "remark of this library",
}


def figures_csv(sources: Sequence[Source]) -> str:
    """Every figure, one row each, with a header; absent values are empty cells."""
    names = [field.name for field in fields(Figure)]
    rows = (
        ["" if (value := getattr(figure, name)) is None else value for name in names] for figure in all_figures(sources)
    )
    return _csv([names, *rows])


def figures_json(sources: Sequence[Source]) -> str:
    """Every figure as a JSON list; absent values are null."""
    return json.dumps([asdict(figure) for figure in all_figures(sources)], ensure_ascii=False, indent=1) + "\n"


def data_dictionary() -> str:
    """What each column of the figures means."""
    return _csv([["column", "meaning"], *([field.name, MEANING[field.name]] for field in fields(Figure))])


def _csv(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()
