"""A site's own curves over the published ones, as one chart that every renderer of survival charts draws."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haic_core.chart.corners import Point, steps
from haic_core.chart.drawn import Drawn
from haic_core.chart.palette import LIGHT, Palette
from haic_core.chart.survival import BESIDE_PX, FEWEST_DRAWN, HORIZON_MONTHS, DrawnCurve, SurvivalChart, survival_chart
from haic_core.chart.ticks import ticks
from haic_core.cohort.estimates.survival import FEW_AT_RISK, Estimate
from haic_core.cohort.result import Result
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.library import Library
from haic_core.judgement.curve_choice import same_clock
from haic_core.wording.cohort import (
    AT_RISK_OWN,
    MARK,
    NOT_A_COMPARISON_BRIEF,
    OWN_ALONE,
    OWN_NOTE,
    OWN_NOTE_BRIEF,
    group_name,
    in_words,
    line_name,
    median_rests_on,
    own_clock,
    own_median,
    whole_name,
)
from haic_core.wording.curves import ENDPOINT_WORDS, counted_from
from haic_core.wording.phrases import joined
from haic_core.words.vocabulary import Endpoint

OWN_PX = 5.0
DASHES: tuple[tuple[float, ...], ...] = ((), (5.0, 1.5), (2.0, 1.0), (5.0, 1.0, 1.0, 1.0))
MOST_WITH_BANDS = 2


@dataclass(frozen=True, slots=True)
class DrawnOwn(Drawn):
    """The curve of one group of a site's own patients. band: its 95 % log-log limits, where few enough are drawn."""

    result: Result
    estimate: Estimate

    @property
    def n(self) -> int:
        return self.estimate.arm.n

    @property
    def short(self) -> str:
        return group_name(self.result, self.estimate)

    @property
    def document(self) -> str:
        return self.short

    @property
    def median(self) -> str:
        return own_median(self.estimate)

    @property
    def median_rests_on(self) -> tuple[str, ...]:
        return median_rests_on(self.estimate)

    @property
    def making(self) -> str:
        return "observed"

    @property
    def with_making(self) -> tuple[str, ...]:
        return f"{self.name}, observed", self.name, self.short

    @property
    def brief_with_making(self) -> tuple[str, ...]:
        return f"{self.short}, the site’s own", self.short

    @property
    def in_words(self) -> str:
        return in_words(self.result, self.estimate)

    @property
    def starts_at(self) -> float:
        return self.result.begins

    def at(self, months: float) -> tuple[float, float, float] | None:
        read = self.estimate.survival_at(months)
        if read is None or months < self.result.begins:
            return None
        share, low, high = read
        return share, share if low is None else low, share if high is None else high


@dataclass(frozen=True, slots=True)
class OwnChart(SurvivalChart):
    """The site's own lines, which lie on top, over the published series' thin ones, of which there may be none."""

    own: tuple[DrawnOwn, ...] = ()
    measures: Endpoint = Endpoint.OS

    @property
    def lines(self) -> tuple[Drawn, ...]:
        return *self.own, *self.curves

    @property
    def endpoint(self) -> Endpoint:
        return self.measures

    @property
    def clock_sentence(self) -> str:
        """Whose time zero is which: own first, then each document's."""
        told = [f"{drawn.short}: {counted_from(drawn.curve)}" for drawn in self.curves]
        return f"Time zero: {'; '.join(dict.fromkeys([own_clock(self.own[0].result), *told]))}."

    @property
    def clock_wordings(self) -> tuple[str, ...]:
        own = own_clock(self.own[0].result)
        kinds = dict.fromkeys(same_clock(drawn.curve) for drawn in self.curves)
        if not self.curves:
            return f"Time zero: {own}. {OWN_ALONE}", f"Time zero: {own}."
        brief = f"Time zero: {own}; published: from {joined(kinds)}."
        told = [f"{start} {note}" for note in (OWN_NOTE, OWN_NOTE_BRIEF) for start in (self.clock_sentence, brief)]
        return tuple(f"{NOT_A_COMPARISON_BRIEF} {start}" for start in (*told, brief, f"Time zero: {own}."))

    @property
    def headline(self) -> str:
        """'Overall survival · St. Anna, the site’s own, over 2 published series of HAIC'."""
        over = f", over {len(self.curves)} published series of {self.option}" if self.curves else ""
        return f"{self._named}{over}"

    @property
    def titles(self) -> tuple[str, ...]:
        return self.headline, self._named, ENDPOINT_WORDS[self.measures]

    @property
    def _named(self) -> str:
        """'Overall survival · St. Anna, the site’s own'."""
        result = self.own[0].result
        return f"{ENDPOINT_WORDS[self.measures]} · {whole_name(result)}{f', {MARK}' if result.site else ''}"

    @property
    def at_risk_words(self) -> str:
        return AT_RISK_OWN

    @property
    def stem(self) -> str:
        return f"own-cohort-{self.measures.value.lower()}"


def own_chart(
    result: Result,
    published: Sequence[PublishedCurve],
    library: Library,
    theme: Palette = LIGHT,
    longest_months: float = HORIZON_MONTHS,
    measures: Endpoint = Endpoint.OS,
    fewest: int = FEWEST_DRAWN,
) -> OwnChart:
    """A result that draws at least one group, over published curves of the endpoint, where there are any;
    the axis ends as that of published curves does."""
    told = max(_told_to(one, fewest) for one in result.drawn)
    below = (
        survival_chart(published, library, theme, longest_months, fewest=fewest, at_least=told) if published else None
    )
    end = below.end_months if below else min(longest_months, told)
    marks = ticks(end)
    banded = len(result.drawn) <= MOST_WITH_BANDS
    own = tuple(_drawn(result, one, place, theme, end, banded) for place, one in enumerate(result.drawn))
    thin = tuple(_thin(drawn) for drawn in below.curves) if below else ()
    return OwnChart(theme, below.option if below else "", marks, end, thin, own=own, measures=measures)


def _told_to(estimate: Estimate, fewest: int) -> float:
    """As of a published curve: the last time at which enough are at risk for a line to be worth its ink."""
    enough = [month for month, left in zip(estimate.time, estimate.at_risk, strict=True) if left >= fewest]
    return enough[-1] if len(enough) > 1 else estimate.time[-1]


def _thin(drawn: DrawnCurve) -> DrawnCurve:
    """A published curve under the site's own: neither thick nor banded."""
    return replace(drawn, stroke=BESIDE_PX, band_low=(), band_high=(), outer_low=(), outer_high=())


def _drawn(result: Result, estimate: Estimate, place: int, theme: Palette, end: float, banded: bool) -> DrawnOwn:
    time, survival = (result.begins, *estimate.time), (1.0, *estimate.survival)
    last = max((at for at, left in enumerate(estimate.at_risk, 1) if left >= FEW_AT_RISK), default=0)
    low, high = _limits(estimate, time, end) if banded else ((), ())
    return DrawnOwn(
        line_name(result, estimate),
        theme.own[place % len(theme.own)],
        OWN_PX,
        DASHES[place % len(DASHES)],
        firm=steps(time[: last + 1], survival[: last + 1], end),
        frail=steps(time[last:], survival[last:], end),
        band_low=low,
        band_high=high,
        outer_low=(),
        outer_high=(),
        printed=(),
        counts=_counts(estimate, ticks(end), result.begins),
        result=result,
        estimate=estimate,
    )


def _limits(estimate: Estimate, time: Sequence[float], end: float) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """Both limits as steps, as far as both are known: where nobody is left there is none."""
    both = list(zip(estimate.low, estimate.high, strict=True))
    known = next((at for at, pair in enumerate(both) if None in pair), len(both))
    sides = ([1.0, *(side for side in one[:known] if side is not None)] for one in (estimate.low, estimate.high))
    low, high = (steps(time[: known + 1], side, end) for side in sides)
    return low, high


def _counts(estimate: Estimate, marks: Sequence[float], begins: float) -> tuple[tuple[int | None, ...], ...]:
    """At risk just before each tick; censored and events before it."""
    cells, last = estimate.arm.cells, estimate.time[-1]
    times = [cell.time for cell in cells]
    rows: list[tuple[int | None, ...]] = []
    for tick in marks:
        before = cells[: bisect_left(times, tick)]
        events = sum(cell.events for cell in before)
        known = begins <= tick <= last
        gone = sum(cell.leaving for cell in before)
        rows.append((estimate.at_risk_at(tick), gone - events, events) if known else (None, None, None))
    return tuple(zip(*rows, strict=True))
