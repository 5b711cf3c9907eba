"""Published survival curves as one chart: steps, bands, printed figures, numbers at risk, shades, names and words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haic_core.chart.corners import bands, steps
from haic_core.chart.drawn import Drawn, PrintedMark
from haic_core.chart.palette import LIGHT, Palette, aside, colour_of
from haic_core.chart.ticks import tick_step, ticks
from haic_core.curves.published import PrintedPoint, PublishedCurve
from haic_core.evidence.library import Library
from haic_core.judgement.curve_choice import same_clock
from haic_core.wording.curves import (
    AT_RISK,
    CURVE_NOTE,
    CURVE_NOTE_BRIEF,
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
FEWEST_DRAWN = 5
ASIDE_DASHES: tuple[tuple[float, ...], ...] = ((6.0, 2.0), (3.0, 1.5, 1.0, 1.5), (5.0, 1.0, 1.0, 1.0, 1.0, 1.0))
SECOND_DASH = (8.0, 1.0)
LEADING_PX, BESIDE_PX = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class DrawnCurve(Drawn):
    """The curve of a published series. Of a chart only the first is thick and has bands: the range of
    reconstructions, around it the same widened to the 95 % sampling interval where that is wider. name: option,
    document, group and n."""

    curve: PublishedCurve

    @property
    def n(self) -> int:
        return self.curve.n

    @property
    def short(self) -> str:
        return self.curve.source.short

    @property
    def document(self) -> str:
        """The name without the option, which stands above the chart: 'Hsiao, responders'."""
        return document_and_group(self.curve)

    @property
    def median(self) -> str:
        return median_words(self.curve)

    @property
    def making(self) -> str:
        return "inferred"

    @property
    def with_making(self) -> tuple[str, ...]:
        kind = self.curve.reconstruction.kind
        brief = KIND_BRIEF[kind]
        return f"{self.name}, {KIND_SHORT[kind]}", f"{self.name}, {brief}", f"{self.short}, {brief}"

    @property
    def brief_with_making(self) -> tuple[str, ...]:
        brief = KIND_BRIEF[self.curve.reconstruction.kind]
        return f"{self.document}, {brief}", f"{self.short}, {brief}"

    @property
    def in_words(self) -> str:
        alive = self.curve.alive_at_months
        if alive is not None:
            return f"{self.name}: of {self.curve.n} followed past {alive:g} months"
        last = self.curve.reconstruction.time[-1]
        return f"{self.name}: {self.median}, inferred curve to {last:.0f} months"

    @property
    def starts_at(self) -> float:
        return self.curve.alive_at_months or 0.0

    def at(self, months: float) -> tuple[float, float, float] | None:
        return self.curve.at(months)

    @property
    def counts_are_reconstructed(self) -> bool:
        return True

    @property
    def counts_are_guessed(self) -> bool:
        return self.curve.reconstruction.kind == "median_only"


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
    def lines(self) -> tuple[Drawn, ...]:
        """Every curve to draw, in the order of their names; the first lie on top."""
        return self.curves

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
    def shared_clock(self) -> str:
        """The kinds of moment that its curves count from."""
        return "; ".join(dict.fromkeys(same_clock(drawn.curve) for drawn in self.curves))

    @property
    def clock_sentence(self) -> str:
        """'Time zero: first infusion.', and of several whose each is."""
        whose: dict[str, list[str]] = {}
        for drawn in self.curves:
            named = whose.setdefault(drawn.curve.clock or "not stated", [])
            named += [] if drawn.curve.source.short in named else [drawn.curve.source.short]
        told = [f"{clock} ({joined(names)})" for clock, names in whose.items()] if len(whose) > 1 else list(whose)
        return f"Time zero: {'; '.join(told)}."

    @property
    def clock_wordings(self) -> tuple[str, ...]:
        """What is said under the headline: the clock and how to read the chart, the fullest wording first."""
        brief = f"Time zero: {self.shared_clock}."
        notes = (CURVE_NOTE, CURVE_NOTE_BRIEF)
        told = [f"{start} {note}" for note in notes for start in (self.clock_sentence, brief)]
        return (*told, self.clock_sentence, brief)

    @property
    def at_risk_words(self) -> str:
        """What the one row of numbers a curve tells, where there is room for no more."""
        return AT_RISK

    @property
    def headline(self) -> str:
        """'Overall survival · HAIC · 2 published series'."""
        count = len(self.curves)
        return f"{ENDPOINT_WORDS[self.endpoint]} · {self.option} · {count} published series"

    @property
    def titles(self) -> tuple[str, ...]:
        """The headline, the fullest wording first."""
        return (self.headline,)

    @property
    def alt_text(self) -> str:
        """The chart in words, for readers who do not see it."""
        return f"Kaplan-Meier chart. {'; '.join(drawn.in_words for drawn in self.lines)}."

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
    fewest: int = FEWEST_DRAWN,
    at_least: float = 0.0,
) -> SurvivalChart:
    """Some curves of one endpoint, at least one, as one chart; the first leads. longest_months ends the axis, never a
    curve's record; it ends before, where of every curve fewer than ``fewest`` are at risk and all that is printed is
    past. at_least: how far it goes in any case, for another line on the same axis."""
    end = min(longest_months, max(at_least, *(_told_to(curve, fewest) for curve in curves)))
    marks = ticks(end)
    drawn: list[DrawnCurve] = []
    for place, curve in enumerate(curves):
        entry = library.entry(curve.modality)
        step = sum(before.modality is curve.modality for before in curves[:place])
        colour = aside(theme, step) if step else colour_of(entry, theme)
        dash = ASIDE_DASHES[(step - 1) % len(ASIDE_DASHES)] if step else entry.dash_line_widths
        # Two options may have one dash; in grey nothing else would tell their lines apart.
        dash = SECOND_DASH if not step and dash in [before.dash for before in drawn] else dash
        drawn.append(_drawn(curve, curve_label(curve, library), colour, dash, marks, end, leads=not place))
    options = dict.fromkeys(library.entry(curve.modality).short for curve in curves)
    return SurvivalChart(theme, joined(options), marks, end, tuple(drawn), tuple(refused))


def on_one_axis(charts: Sequence[SurvivalChart], end_months: float = HORIZON_MONTHS) -> list[SurvivalChart]:
    """Charts that stand beside each other, on the same axis; each line ends where it did."""
    marks = ticks(end_months)
    return [
        replace(
            chart,
            end_months=end_months,
            ticks=marks,
            curves=tuple(replace(drawn, counts=_counts(drawn.curve, marks)) for drawn in chart.curves),
        )
        for chart in charts
    ]


def _told_to(curve: PublishedCurve, fewest: int) -> float:
    """The last time at which enough patients are at risk for a line to be worth its ink (of fewer, their last day), or
    a later one of the follow-up for which the paper prints a figure."""
    last = curve.reconstruction.time[-1]
    enough = [month for month, left in zip(curve.estimate.time, curve.estimate.at_risk) if left >= fewest]
    worth = enough[-1] if len(enough) > 1 else last
    return max([worth, *(point.time_months for point in curve.printed if point.time_months <= last)])


def _drawn(
    curve: PublishedCurve,
    name: str,
    colour: str,
    dash: tuple[float, ...],
    marks: Sequence[float],
    end: float,
    leads: bool,
) -> DrawnCurve:
    time, survival, made = curve.estimate.time, curve.estimate.survival, curve.reconstruction
    turn = len(time) if made.dashed_from is None else sum(month <= made.dashed_from for month in time)
    last = max(turn - 1, 0)
    # Bands and printed figures describe the whole cohort, not those left at a landmark.
    whole = curve.alive_at_months is None
    low, high, outer_low, outer_high = bands(curve) if leads and whole else ((),) * 4
    return DrawnCurve(
        name,
        colour,
        LEADING_PX if leads else BESIDE_PX,
        dash,
        firm=steps(time[:turn], survival[:turn], end),
        frail=steps(time[last:], survival[last:], end),
        band_low=steps(made.time, low, end) if low else (),
        band_high=steps(made.time, high, end) if high else (),
        outer_low=steps(made.time, outer_low, end) if outer_low else (),
        outer_high=steps(made.time, outer_high, end) if outer_high else (),
        printed=tuple(_mark(point, end) for point in curve.printed if whole and point.time_months <= end),
        counts=_counts(curve, marks),
        curve=curve,
    )


def _mark(point: PrintedPoint, end: float) -> PrintedMark:
    low, high, level = point.time_low_months, point.time_high_months, point.survival
    whisker, goes_on = None, False
    if low is not None and high is not None:
        whisker, goes_on = ((low, level), (min(high, end), level)), high > end
    return PrintedMark(point.what, point.time_months, level, low, high, whisker, goes_on, point.locator)


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
