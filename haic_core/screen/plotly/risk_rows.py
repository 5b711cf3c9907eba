"""The numbers under the axis of a survival chart: at risk, censored, events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.chart.palette import Palette
from haic_core.curves.published import PublishedCurve

TEXT_PX = 18


ROW_PX = 26


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One line under the axis; a heading line has no cells."""

    name: str
    colour: str
    is_heading: bool
    cells: tuple[str, ...]


def risk_rows(curve: PublishedCurve, colour: str, label: str, ticks: Sequence[float]) -> list[RiskRow]:
    """At risk, censored and events under each tick, from the reconstructed records."""
    start, last = curve.alive_at_months or 0.0, curve.reconstruction.time[-1]
    records = [record for record in curve.reconstruction.records if record[0] > start or not start]
    counts = {
        "at risk": [sum(time >= tick for time, _ in records) for tick in ticks],
        "censored": [sum(time < tick and event == 0 for time, event in records) for tick in ticks],
        "events": [sum(time < tick and event == 1 for time, event in records) for tick in ticks],
    }
    rows = [
        RiskRow(
            name,
            colour,
            False,
            tuple(str(count) if start <= tick <= last else "" for tick, count in zip(ticks, own, strict=True)),
        )
        for name, own in counts.items()
    ]
    return [RiskRow(label, colour, True, ()), *rows]


def rows_trace(rows: Sequence[RiskRow], ticks: Sequence[float], theme: Palette) -> dict:
    """Every number under the axis in one trace: a browser draws one faster than many."""
    placed = [
        (tick, -index - 0.5, cell, theme.text if row.name == "at risk" else theme.muted)
        for index, row in enumerate(rows)
        for tick, cell in zip(ticks, row.cells, strict=False)
        if cell
    ]
    x, y, text, colours = (list(side) for side in zip(*placed, strict=True))
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "yaxis": "y2",
        "text": text,
        "textfont": {"size": TEXT_PX - 2, "color": colours},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def row_names(rows: Sequence[RiskRow], theme: Palette) -> list[dict]:
    """Each curve's name in its colour above its rows, the rows' own names left of the axis."""
    names = []
    for index, row in enumerate(rows):
        side = {"xanchor": "left", "xshift": -6} if row.is_heading else {"xanchor": "right", "xshift": -14}
        names.append(
            {
                "xref": "paper",
                "x": 0,
                "yref": "y2",
                "y": -index - 0.5,
                **side,
                "showarrow": False,
                "text": f"<b>{row.name}</b>" if row.is_heading else row.name,
                "font": {"size": TEXT_PX - 2, "color": row.colour if row.is_heading else theme.muted},
            }
        )
    return names
