"""Survival figures as plain plotly dictionaries: printed hard, inferred soft, at-risk table under the axis."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.chart.palette import Palette
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.screen.html import colour_of
from haic_core.screen.plotly.risk_rows import ROW_PX, TEXT_PX, RiskRow, risk_rows, row_names, rows_trace

LINE_PX = 3
_TICK_STEPS = (3, 6, 12, 24, 36, 60)


def survival_figure(
    curves: Sequence[PublishedCurve],
    labels: Sequence[str],
    library: Library,
    theme: Palette,
    longest_months: float | None = None,
) -> dict:
    """Kaplan-Meier curves with printed points, bands and at-risk rows; labels name the curves directly.

    longest_months cuts the axis, never a curve's own end. Returns a plotly figure dictionary.
    """
    longest = max(curve.reconstruction.time[-1] for curve in curves)
    end = min(longest, longest_months) if longest_months else longest
    ticks = _ticks(end)
    colours = _shades(curves, library, theme)
    data: list[dict] = []
    for curve, colour, label in zip(curves, colours, labels, strict=True):
        dash = library.entry(curve.modality).dash
        # Band and printed points describe the whole cohort, not those left at a landmark.
        whole = curve.alive_at_months is None
        data += [
            *([_band(curve, colour)] if whole else []),
            *_lines(curve, colour, dash, label),
            *([_printed(curve, colour, label, theme)] if whole else []),
        ]
    rows = [
        row
        for curve, colour, label in zip(curves, colours, labels, strict=True)
        for row in risk_rows(curve, colour, label, ticks)
    ]
    data.append(rows_trace(rows, ticks, theme))
    return {"data": data, "layout": _layout(rows, ticks, end, colours, labels, theme)}


def _ticks(end: float) -> list[float]:
    step = next((step for step in _TICK_STEPS if end / step <= 9), 120)
    return [float(step * index) for index in range(int(end // step) + 1)]


def _shades(curves: Sequence[PublishedCurve], library: Library, theme: Palette) -> list[str]:
    """One colour a modality; further curves of the same modality are lighter steps of it."""
    seen: dict[str, int] = {}
    shades = []
    for curve in curves:
        step = seen.get(curve.modality, 0)
        seen[curve.modality] = step + 1
        shades.append(_mixed(colour_of(library.entry(curve.modality), theme), theme.text, min(0.42 * step, 0.84)))
    return shades


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str, share: float) -> str:
    mixed = (round(own * (1 - share) + far * share) for own, far in zip(_rgb(colour), _rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _faint(colour: str, opacity: float) -> str:
    return f"rgba({','.join(map(str, _rgb(colour)))},{opacity})"


def _band(curve: PublishedCurve, colour: str) -> dict:
    """The pointwise band as one closed polygon."""
    drawn = curve.reconstruction
    times = _doubled(drawn.time)[1:]
    low, high = _doubled(drawn.band_low)[:-1], _doubled(drawn.band_high)[:-1]
    return {
        "type": "scatter",
        "x": times + times[::-1],
        "y": high + low[::-1],
        "fill": "toself",
        "fillcolor": _faint(colour, 0.14),
        "line": {"width": 0},
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _doubled(values: Sequence[float]) -> list[float]:
    """Each value twice; shifted by one against each other, times and values then draw steps."""
    return [value for value in values for _ in range(2)]


def _lines(curve: PublishedCurve, colour: str, dash: str, label: str) -> list[dict]:
    """The step curve; thin and dotted from the time at which fewer than ten are at risk."""
    drawn = curve.estimate
    turn = curve.reconstruction.dashed_from
    firm = [index for index, time in enumerate(drawn.time) if turn is None or time <= turn]
    parts = [(firm, dash, 1.0)]
    if len(firm) < len(drawn.time):
        parts.append((list(range(max(len(firm) - 1, 0), len(drawn.time))), "dot", 0.75))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": label,
            "showlegend": False,
            "x": [drawn.time[index] for index in part],
            "y": [drawn.survival[index] for index in part],
            "line": {"shape": "hv", "width": LINE_PX, "color": colour, "dash": style},
            "opacity": opacity,
            "hovertemplate": f"{label}<br>%{{x:.1f}} months: %{{y:.2f}} (inferred)<extra></extra>",
        }
        for part, style, opacity in parts
    ]


def _printed(curve: PublishedCurve, colour: str, label: str, theme: Palette) -> dict:
    """Figures that stand in the paper: diamonds, with whiskers where an interval of the time is printed."""
    points = curve.printed
    plus = [(point.time_high_months or point.time_months) - point.time_months for point in points]
    minus = [point.time_months - (point.time_low_months or point.time_months) for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{label}, printed",
        "showlegend": False,
        "x": [point.time_months for point in points],
        "y": [point.survival for point in points],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": plus,
            "arrayminus": minus,
            "thickness": 2.5,
            "width": 7,
            "color": colour,
        },
        "marker": {"symbol": "diamond", "size": 14, "color": colour, "line": {"width": 2, "color": theme.surface}},
        "text": [f"{point.what}, printed: {point.locator}" for point in points],
        "hovertemplate": f"{label}<br>%{{x:.1f}} months<br>%{{text}}<extra></extra>",
    }


def _layout(
    rows: Sequence[RiskRow],
    ticks: Sequence[float],
    end: float,
    colours: Sequence[str],
    labels: Sequence[str],
    theme: Palette,
) -> dict:
    top, gap, table = 430, 74, ROW_PX * len(rows)
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
            "tickvals": list(ticks),
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
        "yaxis2": {"domain": [0, table / inner], "range": [-len(rows), 0], "visible": False, "anchor": "x"},
        "annotations": [*_direct_labels(colours, labels), *row_names(rows, theme)],
    }


def _direct_labels(colours: Sequence[str], labels: Sequence[str]) -> list[dict]:
    """The curves' names in their own colours, stacked in the empty upper right corner."""
    placed = []
    for index, (colour, label) in enumerate(zip(colours, labels, strict=True)):
        placed.append(
            {
                "xref": "paper",
                "x": 1,
                "yref": "paper",
                "y": 1,
                "yshift": -6 - 28 * index,
                "xanchor": "right",
                "yanchor": "top",
                "text": f"<b>{label}</b>",
                "showarrow": False,
                "font": {"size": TEXT_PX, "color": colour},
            }
        )
    return placed


def figure_text(curves: Sequence[PublishedCurve], labels: Sequence[str]) -> str:
    """The chart in words, for readers who do not see it."""
    parts = []
    for curve, label in zip(curves, labels, strict=True):
        if curve.alive_at_months is not None:
            parts.append(f"{label}: of {curve.n} followed past {curve.alive_at_months:g} months")
            continue
        median = curve.summary.median
        told = f"printed median {median:g} months" if median is not None else "no median printed"
        parts.append(
            f"{label}: n {curve.summary.n}, {told}, inferred curve to {curve.reconstruction.time[-1]:.0f} months"
        )
    return "Kaplan-Meier chart. " + "; ".join(parts) + "."
