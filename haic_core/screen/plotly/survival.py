"""Survival figures as plain plotly dictionaries: printed hard, inferred soft, at-risk table under the axis."""

from __future__ import annotations

from html import escape
from typing import TypedDict

from haic_core.chart.survival import DrawnCurve, Point, SurvivalChart, landings
from haic_core.screen.plotly.risk_rows import ROW_PX, TEXT_PX, row_names, rows_trace, rows_under

LINE_PX = 3


class Layout(TypedDict):
    """What stands around the curves, in plotly's own words."""

    height: int
    margin: dict[str, int]
    paper_bgcolor: str
    plot_bgcolor: str
    font: dict[str, object]
    hovermode: str
    showlegend: bool
    xaxis: dict[str, object]
    yaxis: dict[str, object]
    yaxis2: dict[str, object]
    annotations: list[dict[str, object]]


class SurvivalFigure(TypedDict):
    """A figure as plotly draws it: traces and their layout."""

    data: list[dict[str, object]]
    layout: Layout


def survival_figure(chart: SurvivalChart) -> SurvivalFigure:
    """Curves with printed points, bands and at-risk rows; names in their own colours. Returns a plotly figure."""
    data = [trace for drawn in chart.curves for trace in _traces(drawn, chart)]
    return {"data": [*data, rows_trace(chart)], "layout": _layout(chart)}


def _traces(drawn: DrawnCurve, chart: SurvivalChart) -> list[dict[str, object]]:
    whole = drawn.curve.alive_at_months is None
    return [
        *([_band(drawn)] if drawn.band_high else []),
        *_lines(drawn),
        *([_printed(drawn, chart.theme.surface)] if whole else []),
    ]


def plotly_dash(lengths: tuple[float, ...], line_px: float) -> str:
    """Lengths in line widths as plotly's own words: 'solid', '14px,3px'."""
    return ",".join(f"{round(length * line_px, 1):g}px" for length in lengths) or "solid"


def _faint(colour: str, opacity: float) -> str:
    return f"rgba({','.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))},{opacity})"


def _band(drawn: DrawnCurve) -> dict[str, object]:
    """The pointwise band as one closed polygon."""
    around = (*drawn.band_high, *reversed(drawn.band_low))
    return {
        "type": "scatter",
        "x": [month for month, _ in around],
        "y": [survival for _, survival in around],
        "fill": "toself",
        "fillcolor": _faint(drawn.colour, 0.14),
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _lines(drawn: DrawnCurve) -> list[dict[str, object]]:
    """The step curve; thin and dotted from the time at which fewer than ten are at risk."""
    parts = ((drawn.firm, plotly_dash(drawn.dash, LINE_PX), 1.0), (drawn.frail, "dot", 0.75))
    return [_line(drawn, corners, dash, opacity) for corners, dash, opacity in parts if corners]


def _line(drawn: DrawnCurve, corners: tuple[Point, ...], dash: str, opacity: float) -> dict[str, object]:
    """Plotly draws the steps itself, so that a pointer finds only what holds from a time on."""
    points = landings(corners)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": escape(drawn.name),
        "showlegend": False,
        "x": [month for month, _ in points],
        "y": [survival for _, survival in points],
        "line": {"shape": "hv", "width": LINE_PX, "color": drawn.colour, "dash": dash},
        "opacity": opacity,
        "hovertemplate": f"{escape(drawn.name)}<br>%{{x:.1f}} months: %{{y:.2f}} (inferred)<extra></extra>",
    }


def _printed(drawn: DrawnCurve, surface: str) -> dict[str, object]:
    """Figures that stand in the paper: diamonds, with whiskers where an interval of the time is printed."""
    marks = drawn.printed
    # The printed limits, not the whisker's ends: a cap stands where the paper has one, or beyond the axis.
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{escape(drawn.name)}, printed",
        "showlegend": False,
        "x": [mark.months for mark in marks],
        "y": [mark.survival for mark in marks],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [(mark.high_months or mark.months) - mark.months for mark in marks],
            "arrayminus": [mark.months - (mark.low_months or mark.months) for mark in marks],
            "thickness": 2.5,
            "width": 7,
            "color": drawn.colour,
        },
        "marker": {"symbol": "diamond", "size": 14, "color": drawn.colour, "line": {"width": 2, "color": surface}},
        "text": [escape(f"{mark.what}, printed: {mark.locator}") for mark in marks],
        "hovertemplate": f"{escape(drawn.name)}<br>%{{x:.1f}} months<br>%{{text}}<extra></extra>",
    }


def _layout(chart: SurvivalChart) -> Layout:
    theme, end, rows = chart.theme, chart.end_months, len(rows_under(chart))
    top, gap, table = 430, 74, ROW_PX * rows
    height = top + gap + table + 34
    inner = top + gap + table
    font = {"size": TEXT_PX, "color": theme.text}
    return {
        "height": height,
        "margin": {"l": 150, "r": 24, "t": 12, "b": 16},
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "font": {**font, "family": '"Source Sans", sans-serif'},
        "hovermode": "closest",
        "showlegend": False,
        "xaxis": {
            "range": [-end * 0.012, end * 1.02],
            "tickvals": list(chart.ticks),
            "title": {"text": "Months", "font": font},
            "tickfont": font,
            "showgrid": False,
            "zeroline": False,
            "linecolor": theme.muted,
            "ticks": "outside",
            "anchor": "y",
        },
        "yaxis": {
            "domain": [(gap + table) / inner, 1],
            "range": [0, 1.02],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25 %", "50 %", "75 %", "100 %"],
            "title": {"text": "Survival", "font": font, "standoff": 24},
            "tickfont": font,
            "gridcolor": theme.line,
            "zeroline": False,
        },
        "yaxis2": {"domain": [0, table / inner], "range": [-rows, 0], "visible": False, "anchor": "x"},
        "annotations": [*direct_names(chart, [drawn.name for drawn in chart.curves], TEXT_PX), *row_names(chart)],
    }


def direct_names(chart: SurvivalChart, names: list[str], size: int) -> list[dict[str, object]]:
    """The curves' names in their own colours, stacked in the empty upper right corner."""
    return [
        {
            "xref": "paper",
            "x": 1,
            "yref": "paper",
            "y": 1,
            "yshift": -6 - 28 * index,
            "xanchor": "right",
            "yanchor": "top",
            "text": f"<b>{escape(name)}</b>",
            "showarrow": False,
            "font": {"size": size, "color": drawn.colour},
        }
        for index, (drawn, name) in enumerate(zip(chart.curves, names, strict=True))
    ]
