"""Published curves of one option and one clock as points to draw: steps, bands, printed figures, numbers at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.chart.palette import LIGHT
from haic_core.curves.published import CurveChoice, PrintedPoint, PublishedCurve, draw
from haic_core.evidence.library import Library
from haic_core.judgement.curve_choice import choices_of, clocks, same_clock, suggested
from haic_core.judgement.matching import Match
from haic_core.wording.curves import CURVE_NOTE, ENDPOINT_WORDS, curve_label
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Endpoint, Modality

HORIZON_MONTHS = 60.0
MOST_CURVES = 3
ROWS = ("at risk", "censored", "events")
_TICK_STEPS = (3, 6, 12, 24)
_LIGHTER = 0.42  # how far a further curve of the same option moves towards the text colour

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """One curve cut at the axis. Points are (months, survival 0-1) and already stepped.

    firm: while ten or more are at risk; frail: from there on, drawn dotted. dash: lengths of line and gap in line
    widths, empty for a solid line. counts: per row of ``ROWS`` one number a tick, None past the last follow-up.
    """

    curve: PublishedCurve
    label: str
    colour: str
    dash: tuple[float, ...]
    firm: tuple[Point, ...]
    frail: tuple[Point, ...]
    band_low: tuple[Point, ...]
    band_high: tuple[Point, ...]
    counts: tuple[tuple[int | None, ...], ...]
    end_months: float

    @property
    def printed(self) -> tuple[PrintedPoint, ...]:
        """The figures that stand in the paper and on the axis."""
        return tuple(point for point in self.curve.printed if point.time_months <= self.end_months)


@dataclass(frozen=True, slots=True)
class SurvivalChart:
    """Curves that may share a chart: one option, one endpoint, one clock. refused: why others are not drawn."""

    modality: Modality
    option: str
    endpoint: Endpoint
    clock: str
    ticks: tuple[float, ...]
    end_months: float
    curves: tuple[DrawnCurve, ...]
    refused: tuple[str, ...]

    @property
    def shared_clock(self) -> str:
        """The kind of moment that all its curves count from."""
        return same_clock(self.curves[0].curve)

    @property
    def stem(self) -> str:
        """The name of the chart's files."""
        return f"survival-{self.endpoint.value.lower()}-{self.modality.value}"


def chart_of(
    modality: Modality, matches: Sequence[Match], library: Library, endpoint: Endpoint = Endpoint.OS
) -> SurvivalChart | None:
    """The matched cohorts' curves of one option, those of the best match's clock only; None where there is none."""
    choices = choices_of(library.sources, endpoint)
    own = [match for match in matches if match.cohort.modality is modality]
    curves, refused = _curves([choices[key] for key in suggested(choices, own, MOST_CURVES)])
    if not curves:
        return None
    end = min(HORIZON_MONTHS, max(curve.reconstruction.time[-1] for curve in curves))
    ticks = _ticks(end)
    entry = library.entry(modality)
    drawn = tuple(
        _drawn(curve, library, _mixed(entry.colour, LIGHT.text, _LIGHTER * step), ticks, end)
        for step, curve in enumerate(curves)
    )
    return SurvivalChart(modality, entry.short, endpoint, "; ".join(clocks(curves)), ticks, end, drawn, refused)


def _curves(choices: Sequence[CurveChoice]) -> tuple[list[PublishedCurve], tuple[str, ...]]:
    drawn, refused = [], []
    for choice in choices:
        try:
            drawn.append(draw(choice.source, choice.cohort, choice.basis))
        except Refusal as refusal:
            refused.append(str(refusal))
    return drawn, tuple(refused)


def _drawn(curve: PublishedCurve, library: Library, colour: str, ticks: Sequence[float], end: float) -> DrawnCurve:
    time, survival, made = curve.estimate.time, curve.estimate.survival, curve.reconstruction
    turn = len(time) if made.dashed_from is None else sum(month <= made.dashed_from for month in time)
    last = max(turn - 1, 0)
    return DrawnCurve(
        curve,
        curve_label(curve, library),
        colour,
        _dash(library.entry(curve.modality).dash),
        firm=_steps(time[:turn], survival[:turn], end),
        frail=_steps(time[last:], survival[last:], end),
        band_low=_steps(made.time, made.band_low, end),
        band_high=_steps(made.time, made.band_high, end),
        counts=_counts(curve, ticks),
        end_months=end,
    )


def _steps(time: Sequence[float], values: Sequence[float], end: float) -> tuple[Point, ...]:
    """The corners of a step function up to the end of the axis; empty where less than a line is left."""
    corners: list[Point] = []
    for index, (month, value) in enumerate(zip(time, values, strict=True)):
        if month > end:
            corners.append((end, values[index - 1]))
            break
        if corners:
            corners.append((month, values[index - 1]))
        corners.append((month, value))
    return tuple(corners) if len(corners) > 1 else ()


def _counts(curve: PublishedCurve, ticks: Sequence[float]) -> tuple[tuple[int | None, ...], ...]:
    """At risk just before each tick; censored and events before it, so that the three add up to n."""
    records, last = curve.reconstruction.records, curve.reconstruction.time[-1]
    rows = (
        [sum(time >= tick for time, _ in records) for tick in ticks],
        [sum(time < tick and not event for time, event in records) for tick in ticks],
        [sum(time < tick and bool(event) for time, event in records) for tick in ticks],
    )
    return tuple(tuple(count if tick <= last else None for count, tick in zip(row, ticks, strict=True)) for row in rows)


def _ticks(end: float) -> tuple[float, ...]:
    step = next((step for step in _TICK_STEPS if end / step <= 8), 24)
    return tuple(float(step * index) for index in range(int(end // step) + 1))


def _dash(plotly_dash: str) -> tuple[float, ...]:
    """'14px,3px' at 3 px a line becomes lengths in line widths; 'solid' becomes nothing."""
    if plotly_dash == "solid":
        return ()
    return tuple(round(float(part.removesuffix("px")) / 3, 3) for part in plotly_dash.split(","))


def _mixed(colour: str, other: str, share: float) -> str:
    own, far = ([int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in (colour, other))
    return "#" + "".join(
        f"{round(here * (1 - share) + there * share):02X}" for here, there in zip(own, far, strict=True)
    )


def survival_headline(chart: SurvivalChart) -> str:
    """'Overall survival · HAIC · 2 published cohorts'."""
    count = len(chart.curves)
    cohorts = f"{count} published {'cohort' if count == 1 else 'cohorts'}"
    return f"{ENDPOINT_WORDS[chart.endpoint]} · {chart.option} · {cohorts}"


def clock_wordings(chart: SurvivalChart) -> tuple[str, ...]:
    """What is said under the headline: the clock and how to read the chart, the fullest wording first."""
    return (
        f"Time zero: {chart.clock}. {CURVE_NOTE}",
        f"Time zero: {chart.shared_clock}. {CURVE_NOTE}",
        f"Time zero: {chart.clock}.",
        f"Time zero: {chart.shared_clock}.",
    )
