"""The survival chart of the board's screen: the same curves, one line of numbers at risk for each under the axis."""

from __future__ import annotations

from html import escape

from haic_core.chart.survival import DrawnCurve, SurvivalChart
from haic_core.screen.plotly.survival import Layout, SurvivalFigure, end_names, survival_figure
from haic_core.wording.curves import ENDPOINT_AXIS

TEXT_PX, ROW_PX, HEIGHT_PX = 19, 25, 455
"""The chart of a window of 1280 x 720; the style sheet lets it grow with the window."""
GAP_PX = 84
LONGEST_NAME = 22


def board_survival(chart: SurvivalChart) -> SurvivalFigure:
    """The survival figure with larger type and 'at risk (events)' in one row a curve, so that four fit one screen."""
    figure = survival_figure(chart)
    drawn = [trace for trace in figure["data"] if trace.get("yaxis") != "y2"]
    rows = [_row(curve, index, chart) for index, curve in enumerate(chart.curves)]
    title = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": 0,
        "yref": "y2",
        "y": 0,
        "yanchor": "bottom",
        "yshift": 4,
        "text": "At risk (events so far), reconstructed",
        "showarrow": False,
        "font": {"size": TEXT_PX - 2, "color": chart.theme.muted},
    }
    names = [_name(curve, index) for index, curve in enumerate(chart.curves)]
    return {"data": [*drawn, *rows], "layout": _layout(figure["layout"], chart, [*names, title])}


def _row(drawn: DrawnCurve, index: int, chart: SurvivalChart) -> dict[str, object]:
    at_risk, _, events = drawn.told_counts
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(chart.ticks),
        "y": [-index - 0.5] * len(chart.ticks),
        "yaxis": "y2",
        "text": [f"{left} ({died})" if left else "" for left, died in zip(at_risk, events, strict=True)],
        "textfont": {"size": TEXT_PX - 2, "color": chart.theme.muted if drawn.counts_are_guessed else chart.theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _name(drawn: DrawnCurve, index: int) -> dict[str, object]:
    """The row's short name: the option stands above the chart and its full name in it."""
    short = drawn.curve.source.short
    name = short if len(short) <= LONGEST_NAME else f"{short[:LONGEST_NAME]}…"
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "right",
        "xshift": -38,
        "yref": "y2",
        "y": -index - 0.5,
        "text": f"<b>{escape(name)}</b>",
        "showarrow": False,
        "font": {"size": TEXT_PX - 2, "color": drawn.colour},
    }


def _layout(layout: Layout, chart: SurvivalChart, names: list[dict[str, object]]) -> Layout:
    rows = len(chart.curves)
    table = ROW_PX * rows
    inner = HEIGHT_PX - 12
    curves = inner - GAP_PX - table
    font = {**layout["font"], "size": TEXT_PX, "color": chart.theme.text}
    told = end_names(chart, TEXT_PX, curves)
    return {
        **layout,
        "height": HEIGHT_PX,
        "margin": {**layout["margin"], "l": 230, "b": 0},
        "font": font,
        "xaxis": {**layout["xaxis"], "tickfont": font, "title": {"text": "Months", "font": font}},
        "yaxis": {
            **layout["yaxis"],
            "tickfont": font,
            "title": {"text": ENDPOINT_AXIS[chart.endpoint], "font": font, "standoff": 8},
            "domain": [(GAP_PX + table) / inner, 1],
        },
        "yaxis2": {**layout["yaxis2"], "domain": [0, table / inner], "range": [-rows, 0]},
        "annotations": [*told, *names],
    }
