"""Forest plots as plain plotly dictionaries: each study's share, the summary, the prediction interval."""

from __future__ import annotations

from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.evidence.pooling import QUESTIONS, Pooled
from haic_core.screen.plotly.words import plain

ROW_PX = 34
TEXT_PX = 16


def forest_figure(pooled: Pooled, library: Library, theme: Palette) -> dict[str, object]:
    """Squares as large as the study, the summary as a diamond, the prediction interval as a thin line beneath."""
    colour = colour_of(library.entry(pooled.modality), theme)
    studies = pooled.studies
    names = [f"{plain(study.name)}  {study.x}/{study.n}" for study in studies]
    largest = max(study.n for study in studies)
    squares = {
        "type": "scatter",
        "mode": "markers",
        "x": [100 * study.share for study in studies],
        "y": names,
        "error_x": {
            "type": "data",
            "symmetric": False,
            "thickness": 2,
            "width": 0,
            "color": colour,
            "array": [100 * (study.high - study.share) for study in studies],
            "arrayminus": [100 * (study.share - study.low) for study in studies],
        },
        "marker": {
            "symbol": "square",
            "color": colour,
            "size": [8 + 12 * (study.n / largest) ** 0.5 for study in studies],
        },
        "hovertemplate": "%{y}: %{x:.0f} %<extra></extra>",
        "showlegend": False,
    }
    data = [squares]
    if pooled.share is not None:
        data += _summary(pooled, theme)
        names = [*names, "New study", "Together"]
    return {"data": data, "layout": _layout(QUESTIONS[pooled.question], names, theme)}


def _summary(pooled: Pooled, theme: Palette) -> list[dict[str, object]]:
    def line(name: str, low: float | None, high: float | None, width: float, symbol: str) -> dict[str, object]:
        middle = 100 * (pooled.share or 0)
        return {
            "type": "scatter",
            "mode": "markers",
            "x": [middle],
            "y": [name],
            "showlegend": False,
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": [100 * (high or 0) - middle],
                "arrayminus": [middle - 100 * (low or 0)],
                "thickness": width,
                "width": 0,
                "color": theme.text,
            },
            "marker": {"symbol": symbol, "size": 14, "color": theme.text},
            "hoverinfo": "skip",
        }

    return [
        line("New study", pooled.predicted_low, pooled.predicted_high, 1.5, "line-ns"),
        line("Together", pooled.low, pooled.high, 3, "diamond"),
    ]


def _layout(title: str, names: list[str], theme: Palette) -> dict[str, object]:
    font = {"size": TEXT_PX, "color": theme.text, "family": '"Source Sans", sans-serif'}
    return {
        "height": 90 + ROW_PX * len(names),
        "margin": {"l": 220, "r": 20, "t": 10, "b": 60},
        "font": font,
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "xaxis": {
            "range": [0, 100],
            "ticksuffix": " %",
            "gridcolor": theme.line,
            "zeroline": False,
            "title": {"text": title, "font": font},
            "tickfont": font,
        },
        "yaxis": {"categoryorder": "array", "categoryarray": names[::-1], "tickfont": font, "showgrid": False},
    }


def forest_text(pooled: Pooled) -> str:
    """The forest plot in words."""
    parts = [f"{study.name} {study.x} of {study.n}" for study in pooled.studies]
    summary = "" if pooled.share is None else f" Together {100 * pooled.share:.0f} per cent."
    return f"{QUESTIONS[pooled.question]}: {', '.join(parts)}.{summary}"
