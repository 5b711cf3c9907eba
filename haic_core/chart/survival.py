"""Published survival curves as one chart: steps, bands, printed figures, numbers at risk, shades, names and words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.chart.palette import LIGHT, Palette, colour_of, shade
from haic_core.chart.ticks import tick_step, ticks
from haic_core.curves.published import PrintedPoint, PublishedCurve
from haic_core.evidence.library import Library
from haic_core.judgement.curve_choice import clocks, same_clock
from haic_core.wording.curves import (
    CURVE_NOTE,
    ENDPOINT_WORDS,
    KIND_BRIEF,
    KIND_SHORT,
    curve_label,
    document_and_group,
    median_words,
)
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Endpoint, Modality

HORIZON_MONTHS = 60.0
ROWS = ("at risk", "censored", "events")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A figure that stands in the paper. low, high: the printed interval of the time. whisker: its ends on the axis;
    goes_on: the axis ends before the interval does, so that its right end is no limit."""

    what: str
    months: float
    survival: float
    low_months: float | None
    high_months: float | None
    whisker: tuple[Point, Point] | None
    goes_on: bool
    locator: str


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """One curve cut at the axis. Points are (months, survival 0-1) and already stepped.

    firm: while ten or more are at risk; frail: from there on, drawn dotted. dash: lengths of line and gap in line
    widths, empty for a solid line. counts: per row of ``ROWS`` one number a tick, None where nothing is known: past
    the last follow-up, before a landmark. name: option, document, group and n.
    """

    curve: PublishedCurve
    name: str
    colour: str
    dash: tuple[float, ...]
    firm: tuple[Point, ...]
    frail: tuple[Point, ...]
    band_low: tuple[Point, ...]
    band_high: tuple[Point, ...]
    printed: tuple[PrintedMark, ...]
    counts: tuple[tuple[int | None, ...], ...]

    @property
    def document(self) -> str:
        """The name without the option, which stands above the chart: 'Hsiao, responders'."""
        return document_and_group(self.curve)

    @property
    def with_median(self) -> str:
        """'Hsiao (n = 42): median 19.3 months'."""
        return f"{self.document} (n = {self.curve.n}): {median_words(self.curve)}"

    @property
    def with_making(self) -> tuple[str, ...]:
        """The name with how the curve was made, the fullest wording first."""
        kind = self.curve.reconstruction.kind
        brief = KIND_BRIEF[kind]
        return f"{self.name}, {KIND_SHORT[kind]}", f"{self.name}, {brief}", f"{self.curve.source.short}, {brief}"

    @property
    def brief_with_making(self) -> tuple[str, ...]:
        """The document and how the curve was made, the fullest wording first."""
        brief = KIND_BRIEF[self.curve.reconstruction.kind]
        return f"{self.document}, {brief}", f"{self.curve.source.short}, {brief}"

    @property
    def in_words(self) -> str:
        """What a person who does not see the curve is told of it."""
        alive = self.curve.alive_at_months
        if alive is not None:
            return f"{self.name}: of {self.curve.n} followed past {alive:g} months"
        last = self.curve.reconstruction.time[-1]
        return f"{self.name}: {median_words(self.curve)}, inferred curve to {last:.0f} months"


@dataclass(frozen=True, slots=True)
class SurvivalChart:
    """Curves of one endpoint on one axis, in the shades of one theme. refused: why others are not drawn."""

    theme: Palette
    option: str
    ticks: tuple[float, ...]
    end_months: float
    curves: tuple[DrawnCurve, ...]
    refused: tuple[str, ...] = ()

    @property
    def endpoint(self) -> Endpoint:
        """What all its curves measure."""
        return self.curves[0].curve.endpoint

    @property
    def modalities(self) -> tuple[Modality, ...]:
        """The options its curves belong to; a pack's chart has one."""
        return tuple(dict.fromkeys(drawn.curve.modality for drawn in self.curves))

    @property
    def tick_months(self) -> float:
        """Months from one tick to the next; the whole axis where it has one tick only."""
        return tick_step(self.end_months) if len(self.ticks) > 1 else self.end_months

    @property
    def clock(self) -> str:
        """The moments that its curves count from, as the papers state them."""
        return "; ".join(clocks([drawn.curve for drawn in self.curves]))

    @property
    def shared_clock(self) -> str:
        """The kinds of moment that its curves count from."""
        return "; ".join(dict.fromkeys(same_clock(drawn.curve) for drawn in self.curves))

    @property
    def clock_sentence(self) -> str:
        """'Time zero: first infusion.'"""
        return f"Time zero: {self.clock}."

    @property
    def clock_wordings(self) -> tuple[str, ...]:
        """What is said under the headline: the clock and how to read the chart, the fullest wording first."""
        brief = f"Time zero: {self.shared_clock}."
        return f"{self.clock_sentence} {CURVE_NOTE}", f"{brief} {CURVE_NOTE}", self.clock_sentence, brief

    @property
    def headline(self) -> str:
        """'Overall survival · HAIC · 2 published cohorts'."""
        count = len(self.curves)
        cohorts = f"{count} published {'cohort' if count == 1 else 'cohorts'}"
        return f"{ENDPOINT_WORDS[self.endpoint]} · {self.option} · {cohorts}"

    @property
    def alt_text(self) -> str:
        """The chart in words, for readers who do not see it."""
        return f"Kaplan-Meier chart. {'; '.join(drawn.in_words for drawn in self.curves)}."

    @property
    def stem(self) -> str:
        """The name of the chart's files."""
        return f"survival-{self.endpoint.value.lower()}-{'-'.join(self.modalities)}"


def survival_chart(
    curves: Sequence[PublishedCurve],
    library: Library,
    theme: Palette = LIGHT,
    longest_months: float = HORIZON_MONTHS,
    refused: Sequence[str] = (),
) -> SurvivalChart:
    """Some curves of one endpoint, at least one, as one chart. longest_months ends the axis, never a curve's record."""
    end = min(longest_months, max(curve.reconstruction.time[-1] for curve in curves))
    marks = ticks(end)
    drawn = []
    for place, curve in enumerate(curves):
        entry = library.entry(curve.modality)
        step = sum(before.modality is curve.modality for before in curves[:place])
        colour = shade(colour_of(entry, theme), theme, step)
        drawn.append(_drawn(curve, curve_label(curve, library), colour, entry.dash_line_widths, marks, end))
    options = dict.fromkeys(library.entry(curve.modality).short for curve in curves)
    return SurvivalChart(theme, joined(options), marks, end, tuple(drawn), tuple(refused))


def _drawn(
    curve: PublishedCurve, name: str, colour: str, dash: tuple[float, ...], marks: Sequence[float], end: float
) -> DrawnCurve:
    time, survival, made = curve.estimate.time, curve.estimate.survival, curve.reconstruction
    turn = len(time) if made.dashed_from is None else sum(month <= made.dashed_from for month in time)
    last = max(turn - 1, 0)
    # The band describes the whole cohort, not those left at a landmark.
    whole = curve.alive_at_months is None
    return DrawnCurve(
        curve,
        name,
        colour,
        dash,
        firm=_steps(time[:turn], survival[:turn], end),
        frail=_steps(time[last:], survival[last:], end),
        band_low=_steps(made.time, made.band_low, end) if whole else (),
        band_high=_steps(made.time, made.band_high, end) if whole else (),
        printed=tuple(_mark(point, end) for point in curve.printed if point.time_months <= end),
        counts=_counts(curve, marks),
    )


def _mark(point: PrintedPoint, end: float) -> PrintedMark:
    low, high, level = point.time_low_months, point.time_high_months, point.survival
    whisker, goes_on = None, False
    if low is not None and high is not None:
        whisker, goes_on = ((low, level), (min(high, end), level)), high > end
    return PrintedMark(point.what, point.time_months, level, low, high, whisker, goes_on, point.locator)


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


def landings(corners: Sequence[Point]) -> tuple[Point, ...]:
    """The corners from which a value holds, and the curve's end: what there is to read off at a step."""
    return (*corners[::2], *([] if len(corners) % 2 else corners[-1:]))


def _counts(curve: PublishedCurve, marks: Sequence[float]) -> tuple[tuple[int | None, ...], ...]:
    """At risk just before each tick; censored and events before it, so that the three add up to n."""
    start, last = curve.alive_at_months or 0.0, curve.reconstruction.time[-1]
    own = [record for record in curve.reconstruction.records if record[0] > start or not start]
    times = sorted(time for time, _ in own)
    deaths = sorted(time for time, event in own if event)
    rows: list[tuple[int | None, ...]] = []
    for tick in marks:
        gone, died = bisect_left(times, tick), bisect_left(deaths, tick)
        known = start <= tick <= last
        rows.append((len(times) - gone, gone - died, died) if known else (None, None, None))
    return tuple(zip(*rows, strict=True))
