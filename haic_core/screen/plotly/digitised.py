"""A digitised curve as a plain plotly dictionary: the points as they were clicked, the reconstruction over them."""

from __future__ import annotations

from haic_core.chart.palette import Palette
from haic_core.intake.paper.figure import DigitisedFigure

_HEIGHT_PX = 380


def digitised_chart(figure: DigitisedFigure, theme: Palette) -> dict[str, object]:
    """Points and steps on one axis, in the figure's own unit. Returns a plotly figure."""
    answer = figure.answer
    axis = {"gridcolor": theme.line, "zeroline": False, "fixedrange": True, "color": theme.text}
    points = {
        "type": "scatter",
        "mode": "markers",
        "name": "Digitised points",
        "x": [time for time, _ in figure.points],
        "y": [survival for _, survival in figure.points],
        "marker": {"size": 6, "color": theme.surface, "line": {"width": 1.5, "color": theme.muted}},
    }
    steps = {
        "type": "scatter",
        "mode": "lines",
        "name": "Reconstruction",
        "x": [0.0, *answer.time],
        "y": [1.0, *answer.survival],
        "line": {"shape": "hv", "width": 2.5, "color": theme.accent},
    }
    layout = {
        "height": _HEIGHT_PX,
        "margin": {"l": 56, "r": 12, "t": 34, "b": 48},
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "font": {"color": theme.text, "size": 14},
        "legend": {"orientation": "h", "x": 0, "y": 1.12, "font": {"color": theme.text}},
        "hovermode": "closest",
        "xaxis": {**axis, "title": {"text": "Time, in the figure’s unit"}, "rangemode": "tozero"},
        "yaxis": {**axis, "title": {"text": "Survival"}, "range": [-0.02, 1.04]},
    }
    return {"data": [points, steps], "layout": layout}
