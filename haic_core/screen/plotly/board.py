"""The survival chart of the board's screen: the same curves, one line of numbers at risk for each under the axis."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from haic_core.chart.palette import Palette
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.screen.plotly.survival import survival_figure
from haic_core.words.decimals import plain

TEXT_PX, ROW_PX, CURVES_PX = 20, 28, 352
LONGEST_NAME = 22


def board_survival(
    curves: Sequence[PublishedCurve], labels: Sequence[str], library: Library, theme: Palette, longest_months: float
) -> dict:
    """The survival figure with larger type and 'at risk (events)' in one row a curve, so that four fit one screen."""
    figure = survival_figure(curves, labels, library, theme, longest_months)
    layout = figure["layout"]
    ticks = layout["xaxis"]["tickvals"]
    drawn = [trace for trace in figure["data"] if trace.get("yaxis") != "y2"]
    colours = [note["font"]["color"] for note in layout["annotations"][: len(curves)]]
    rows = [_row(curve, index, ticks, theme) for index, curve in enumerate(curves)]
    names = [_name(curve, colour, index) for index, (curve, colour) in enumerate(zip(curves, colours, strict=True))]
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
        "font": {"size": TEXT_PX - 2, "color": theme.muted},
    }
    return {"data": [*drawn, *rows], "layout": _layout(layout, curves, [*names, title], theme)}


def told(curve: PublishedCurve) -> str:
    """A curve's name in the chart with what its paper prints of the median; the option stands above the chart."""
    group = f", {curve.group.label}" if curve.group else ""
    median = next((point.time_months for point in curve.printed if point.is_median), None)
    said = "no median printed" if median is None else f"median {plain(median)} months"
    return f"{curve.source.short}{group} (n = {curve.n}): {said}"


def _row(curve: PublishedCurve, index: int, ticks: Sequence[float], theme: Palette) -> dict:
    times = sorted(time for time, _ in curve.reconstruction.records)
    deaths = sorted(time for time, event in curve.reconstruction.records if event)
    last = curve.reconstruction.time[-1]
    cells = [
        f"{len(times) - bisect_left(times, tick)} ({bisect_left(deaths, tick)})" if tick <= last else ""
        for tick in ticks
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(ticks),
        "y": [-index - 0.5] * len(ticks),
        "yaxis": "y2",
        "text": cells,
        "textfont": {"size": TEXT_PX - 2, "color": theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _name(curve: PublishedCurve, colour: str, index: int) -> dict:
    """The row's short name: the option stands above the chart and its full label in it."""
    name = curve.source.short if len(curve.source.short) <= LONGEST_NAME else f"{curve.source.short[:LONGEST_NAME]}…"
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "right",
        "xshift": -38,
        "yref": "y2",
        "y": -index - 0.5,
        "text": f"<b>{name}</b>",
        "showarrow": False,
        "font": {"size": TEXT_PX - 2, "color": colour},
    }


def _layout(layout: dict, curves: Sequence[PublishedCurve], names: list[dict], theme: Palette) -> dict:
    rows = len(curves)
    gap, table = 104, ROW_PX * rows
    inner = CURVES_PX + gap + table
    font = {**layout["font"], "size": TEXT_PX, "color": theme.text}
    own = [note for note in layout["annotations"] if note.get("yref") == "paper"]
    labels = [
        {**note, "text": f"<b>{told(curve)}</b>", "font": {**note["font"], "size": TEXT_PX}}
        for note, curve in zip(own, curves, strict=True)
    ]
    return {
        **layout,
        "height": inner + 12,
        "margin": {**layout["margin"], "l": 260, "b": 0},
        "font": font,
        "xaxis": {**layout["xaxis"], "tickfont": font, "title": {"text": "Months", "font": font}},
        "yaxis": {
            **layout["yaxis"],
            "tickfont": font,
            "title": {"text": "Survival", "font": font, "standoff": 8},
            "domain": [(gap + table) / inner, 1],
        },
        "yaxis2": {**layout["yaxis2"], "domain": [0, table / inner], "range": [-rows, 0]},
        "annotations": [*labels, *names],
    }
