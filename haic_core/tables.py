"""The library's figures as a table for download."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import fields

from .figures import Figure, all_figures
from .source import Source


def figures_csv(sources: Sequence[Source]) -> str:
    """Every figure, one row each, with a header; absent values are empty cells."""
    out = io.StringIO()
    names = [field.name for field in fields(Figure)]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for figure in all_figures(sources):
        writer.writerow(["" if (value := getattr(figure, name)) is None else value for name in names])
    return out.getvalue()
