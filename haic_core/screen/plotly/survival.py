"""Survival figures as plain plotly dictionaries: printed hard, inferred soft, at-risk table under the axis."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TypedDict

from haic_core.chart.corners import Point, landings
from haic_core.chart.drawn import Drawn
from haic_core.chart.spread import spread
from haic_core.chart.survival import LEADING_PX, SurvivalChart
from haic_core.screen.plotly.risk_rows import ROW_PX, TEXT_PX, names_trace, rows_trace, rows_under
from haic_core.screen.plotly.words import plain
from haic_core.wording.curves import ENDPOINT_AXIS

INNER, OUTER = 0.2, 0.09
TOP_SHARE = 1.02  # where the survival axis ends
NAMES_PX = 290
NAME_LETTERS = 28  # as many bold letters stand in that margin
NAME_LINE = 1.4  # of the size of its letters, with what a browser leaves around a box


class Layout(TypedDict):
    """What stands around the curves, in plotly's own words."""

    height: int
    margin: dict[str, int]
    paper_bgcolor: str
    plot_bgcolor: str
    font: dict[str, object]
    hovermode: str
    hoverlabel: dict[str, object]
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
    data = [trace for drawn in reversed(chart.lines) for trace in curve_traces(drawn, chart)]
    readings = [reading_trace(drawn, chart) for drawn in chart.lines]
    return {"data": [*data, *readings, names_trace(chart, _left(chart)), rows_trace(chart)], "layout": _layout(chart)}


def curve_traces(drawn: Drawn, chart: SurvivalChart) -> list[dict[str, object]]:
    """One curve's bands, lines and printed figures."""
    return [
        *([_band(drawn, drawn.outer_low, drawn.outer_high, OUTER)] if drawn.outer_high else []),
        *([_band(drawn, drawn.band_low, drawn.band_high, INNER)] if drawn.band_high else []),
        *_lines(drawn),
        *([_printed(drawn, chart.theme.surface)] if drawn.printed else []),
    ]


def reading_trace(drawn: Drawn, chart: SurvivalChart) -> dict[str, object]:
    """What a pointer reads at each whole month, the same month of every curve: survival in whole per cent as the tables
    have it, and the range where it is drawn. Nothing of it is seen."""
    months = range(int(drawn.end[0]) + 1)
    read = [(month, drawn.at(month)) for month in months if month >= drawn.starts_at]
    told = [(month, found) for month, found in read if found is not None]
    between = " (%{customdata[1]} to %{customdata[2]})" if drawn.band_high else ""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(drawn.document),
        "showlegend": False,
        "x": [month for month, _ in told],
        "y": [found[0] for _, found in told],
        "customdata": [[round(100 * value) for value in found] for _, found in told],
        "line": {"width": 0, "color": drawn.colour},
        "hoverlabel": {"font": {"color": drawn.colour}},
        "hovertemplate": f"<b>{plain(drawn.document)}</b> %{{customdata[0]}} %{between}<extra></extra>",
    }


def plotly_dash(lengths: tuple[float, ...], line_px: float) -> str:
    """Lengths in line widths as plotly's own words: 'solid', '14px,3px'."""
    return ",".join(f"{round(length * line_px, 1):g}px" for length in lengths) or "solid"


def _faint(colour: str, opacity: float) -> str:
    return f"rgba({','.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))},{opacity})"


def _band(drawn: Drawn, low: Sequence[Point], high: Sequence[Point], opacity: float) -> dict[str, object]:
    """A pointwise band as one closed polygon."""
    around = (*high, *reversed(low))
    return {
        "type": "scatter",
        "x": [month for month, _ in around],
        "y": [survival for _, survival in around],
        "fill": "toself",
        "fillcolor": _faint(drawn.colour, opacity),
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _lines(drawn: Drawn) -> list[dict[str, object]]:
    """The step curve; thin and dotted from the time at which fewer than ten are at risk."""
    parts = ((drawn.firm, plotly_dash(drawn.dash, drawn.stroke), 1.0), (drawn.frail, "dot", 0.75))
    return [_line(drawn, corners, dash, opacity) for corners, dash, opacity in parts if corners]


def _line(drawn: Drawn, corners: tuple[Point, ...], dash: str, opacity: float) -> dict[str, object]:
    """Plotly draws the steps itself, so that a pointer finds only what holds from a time on."""
    points = landings(corners)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": plain(drawn.name),
        "showlegend": False,
        "x": [month for month, _ in points],
        "y": [survival for _, survival in points],
        "line": {"shape": "hv", "width": drawn.stroke, "color": drawn.colour, "dash": dash},
        "opacity": opacity,
        "hoverinfo": "skip",
    }


def _printed(drawn: Drawn, surface: str) -> dict[str, object]:
    """Figures that stand in the paper: diamonds, with whiskers where an interval of the time is printed."""
    marks = drawn.printed
    # The printed limits, not the whisker's ends: a cap stands where the paper has one, or beyond the axis.
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{plain(drawn.name)}, printed",
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
        "marker": {
            "symbol": "diamond",
            "size": 14 if drawn.stroke >= LEADING_PX else 11,
            "color": drawn.colour,
            "line": {"width": 2, "color": surface},
        },
        "text": [plain(f"{mark.what}, printed: {mark.locator}") for mark in marks],
        "hovertemplate": f"{plain(drawn.document)}, %{{text}}<extra></extra>",
    }


def _left(chart: SurvivalChart) -> float:
    """Where the axis begins: a little before month 0."""
    return -chart.end_months * 0.012


def _layout(chart: SurvivalChart) -> Layout:
    theme, end, rows = chart.theme, chart.end_months, len(rows_under(chart))
    top, gap, table = 430, 74, ROW_PX * rows
    height = top + gap + table + 34
    inner = top + gap + table
    font = {"size": TEXT_PX, "color": theme.text}
    return {
        "height": height,
        "margin": {"l": 150, "r": NAMES_PX, "t": 12, "b": 16},
        "paper_bgcolor": theme.surface,
        "plot_bgcolor": theme.surface,
        "font": {**font, "family": '"Source Sans", sans-serif'},
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": theme.raised, "bordercolor": theme.line, "font": font},
        "showlegend": False,
        "xaxis": {
            "range": [_left(chart), end * 1.02],
            "fixedrange": True,
            "tickvals": list(chart.ticks),
            "title": {"text": "Months", "font": font},
            "tickfont": font,
            "showgrid": False,
            "zeroline": False,
            "linecolor": theme.muted,
            "ticks": "outside",
            "anchor": "y",
            "showspikes": True,
            "spikemode": "across",
            "spikethickness": 1,
            "spikedash": "dot",
            "spikecolor": theme.muted,
            "hoverformat": ".0f",
            "unifiedhovertitle": {"text": "At %{x} months"},
        },
        "yaxis": {
            "domain": [(gap + table) / inner, 1],
            "range": [0, TOP_SHARE],
            "fixedrange": True,
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25 %", "50 %", "75 %", "100 %"],
            "title": {"text": ENDPOINT_AXIS[chart.endpoint], "font": font, "standoff": 24},
            "tickfont": font,
            "gridcolor": theme.line,
            "zeroline": False,
        },
        "yaxis2": {
            "domain": [0, table / inner],
            "range": [-rows, 0],
            "fixedrange": True,
            "visible": False,
            "anchor": "x",
        },
        "annotations": end_names(chart, TEXT_PX, top),
    }


def end_names(chart: SurvivalChart, size: int, plot_px: float) -> list[dict[str, object]]:
    """Beside each line's end its document, and under it n and the printed median, joined to it by a thin line; names
    that would lie on each other move apart. plot_px: the height of the plot's inside."""
    ends = [drawn.end for drawn in chart.lines]
    names = [wrap(drawn.document, NAME_LETTERS, break_long_words=False) for drawn in chart.lines]
    figures = [(f"n = {drawn.n}, {drawn.median}", *drawn.median_rests_on[:1]) for drawn in chart.lines]
    tall = max(len(lines) + len(told) for lines, told in zip(names, figures, strict=True))
    share = TOP_SHARE * NAME_LINE * size * tall / plot_px
    places = spread([level for _, level in ends], share, share / 2, TOP_SHARE - share / 2)
    return [
        {
            "x": month,
            "y": level,
            "ax": 26,
            "axref": "pixel",
            "ay": (level - place) * plot_px / TOP_SHARE,
            "ayref": "pixel",
            "xanchor": "left",
            "align": "left",
            "text": f"<b>{'<br>'.join(map(plain, lines))}</b><br>{'<br>'.join(told)}",
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": drawn.colour,
            "standoff": 2,
            "font": {"size": size, "color": drawn.colour},
        }
        for drawn, lines, told, (month, level), place in zip(chart.lines, names, figures, ends, places, strict=True)
    ]
