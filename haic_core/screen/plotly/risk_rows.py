"""The numbers under the axis of a survival chart: at risk, censored, events."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.chart.drawn import ROWS
from haic_core.chart.survival import SurvivalChart
from haic_core.screen.plotly.words import plain
from haic_core.wording.curves import RECONSTRUCTED

TEXT_PX, ROW_PX = 18, 26
ASIDE = 3 * "\N{NO-BREAK SPACE}"
"""Between the name of a row and the axis, so that it does not touch the number at month 0."""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One line under the axis; a heading line has no cells. aside: what a heading says of the numbers below it."""

    name: str
    colour: str
    is_heading: bool
    cells: tuple[str, ...]
    guessed: bool = False
    aside: str = ""


def rows_under(chart: SurvivalChart) -> list[RiskRow]:
    """Per curve its name as a heading, which says where its numbers are reconstructed, then its three rows."""
    rows = []
    for drawn in chart.lines:
        aside = f", {RECONSTRUCTED}" if drawn.counts_are_reconstructed else ""
        rows.append(RiskRow(drawn.name, drawn.colour, True, (), aside=aside))
        for name, cells in zip(ROWS, drawn.told_counts, strict=True):
            rows.append(RiskRow(name, drawn.colour, False, cells, drawn.counts_are_guessed))
    return rows


def rows_trace(chart: SurvivalChart) -> dict[str, object]:
    """Every number under the axis in one trace: a browser draws one faster than many."""
    theme = chart.theme
    placed = [
        (tick, -index - 0.5, cell, theme.text if row.name == ROWS[0] and not row.guessed else theme.muted)
        for index, row in enumerate(rows_under(chart))
        for tick, cell in zip(chart.ticks, row.cells, strict=False)
        if cell
    ]
    x, y, text, colours = (list(side) for side in zip(*placed, strict=True))
    return {"x": x, "y": y, "text": text, **_texts(colours)}


def names_trace(chart: SurvivalChart, left: float) -> dict[str, object]:
    """Each curve's name in its colour above its rows, the rows' own names left of the axis. left: where the axis
    begins, in months."""
    rows = rows_under(chart)
    return {
        "x": [left] * len(rows),
        "y": [-index - 0.5 for index in range(len(rows))],
        "text": [f"<b>{plain(row.name)}</b>{row.aside}" if row.is_heading else row.name + ASIDE for row in rows],
        "textposition": ["middle right" if row.is_heading else "middle left" for row in rows],
        **_texts([row.colour if row.is_heading else chart.theme.muted for row in rows]),
    }


def _texts(colours: list[str]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "text",
        "yaxis": "y2",
        "textfont": {"size": TEXT_PX - 2, "color": colours},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
