"""All options beside each other: one small chart each on one axis, never overlaid; the clock stands under each name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from haic_core.chart.survival import SurvivalChart
from haic_core.screen.plotly.risk_rows import TEXT_PX
from haic_core.screen.plotly.survival import curve_traces
from haic_core.screen.plotly.words import plain
from haic_core.wording.curves import NOT_MET, counted_from, median_words
from haic_core.words.vocabulary import Modality

COLUMNS, HEIGHT_PX, GAP = 3, 250, 0.06
TICKS = (0, 12, 24, 36, 48, 60)


def multiples_figure(charts: Sequence[SurvivalChart], outside: Collection[Modality]) -> dict[str, object]:
    """Small survival charts in rows of three, at least one; all axes run to 60 months and from 0 to 100 %. outside:
    the options whose published criteria this patient does not meet, which their titles say."""
    rows = -(-len(charts) // COLUMNS)
    data: list[dict[str, object]] = []
    layout = _frame(charts[0], rows)
    notes: list[dict[str, object]] = []
    for place, chart in enumerate(charts):
        axis = "" if place == 0 else str(place + 1)
        left, top = _corner(place, rows)
        width, height = (1 - GAP * (COLUMNS - 1)) / COLUMNS, _height(rows)
        layout[f"xaxis{axis}"] = _months(chart, axis, left, width, lowest=place + COLUMNS >= len(charts))
        layout[f"yaxis{axis}"] = _survival(chart, axis, top - height, top, place)
        for trace in (one for drawn in chart.curves[:1] for one in curve_traces(drawn, chart)):
            data.append({**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}", "hoverinfo": "skip", "hovertemplate": None})
        notes += _title(chart, left, top, chart.modalities[0] in outside)
    return {"data": data, "layout": {**layout, "annotations": notes}}


def _height(rows: int) -> float:
    return (1 - 0.2 * rows) / rows


def _corner(place: int, rows: int) -> tuple[float, float]:
    """Left and top of a small chart's plot."""
    width = (1 - GAP * (COLUMNS - 1)) / COLUMNS
    row = place // COLUMNS
    return (place % COLUMNS) * (width + GAP), 1 - 0.13 - row * (_height(rows) + 0.2)


def _frame(chart: SurvivalChart, rows: int) -> dict[str, object]:
    theme = chart.theme
    return {
        "height": HEIGHT_PX * rows + 40,
        "margin": {"l": 60, "r": 16, "t": 8, "b": 34},
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "font": {"size": TEXT_PX - 4, "color": theme.text, "family": '"Source Sans", sans-serif'},
        "showlegend": False,
        "hovermode": False,
    }


def _months(chart: SurvivalChart, axis: str, left: float, width: float, lowest: bool) -> dict[str, object]:
    """lowest: nothing stands below it in its column, so it names its unit."""
    return {
        "title": {
            "text": "Months" if lowest else "",
            "standoff": 6,
            "font": {"size": TEXT_PX - 4, "color": chart.theme.muted},
        },
        "domain": [left, left + width],
        "range": [0, TICKS[-1] * 1.02],
        "tickvals": list(TICKS),
        "showgrid": False,
        "zeroline": False,
        "linecolor": chart.theme.muted,
        "ticks": "outside",
        "anchor": f"y{axis}",
    }


def _survival(chart: SurvivalChart, axis: str, low: float, high: float, place: int) -> dict[str, object]:
    return {
        "domain": [low, high],
        "range": [0, 1.02],
        "tickvals": [0, 0.5, 1],
        "ticktext": ["0", "50 %", "100 %"] if place % COLUMNS == 0 else ["", "", ""],
        "gridcolor": chart.theme.line,
        "zeroline": False,
        "anchor": f"x{axis}",
    }


def _title(chart: SurvivalChart, left: float, top: float, outside: bool) -> list[dict[str, object]]:
    """Option and document; under them n, the printed median and the clock."""
    drawn = chart.curves[0]
    option = f"<b>{plain(chart.option)}</b>{f' {NOT_MET}' if outside else ''}"
    told = f"{option} · {plain(drawn.document)}"
    figures = f"n = {drawn.curve.n}, {median_words(drawn.curve)}, {counted_from(drawn.curve)}"
    place = {"xref": "paper", "yref": "paper", "x": left, "xanchor": "left", "showarrow": False}
    return [
        {**place, "y": top, "yshift": 22, "yanchor": "bottom", "text": told, "font": {"color": drawn.colour}},
        {
            **place,
            "y": top,
            "yshift": 3,
            "yanchor": "bottom",
            "text": plain(figures),
            "font": {"color": chart.theme.muted},
        },
    ]
