"""The evidence in one table: of each option in its fixed order the closest published series, how it fits this patient,
and what it prints of survival, response and harm. Nothing is ranked by an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haic_core.chart.balance import Amount, HarmBar, balance_of
from haic_core.evidence.certainty import Certainty, certainty
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.library import Library
from haic_core.evidence.outcome import Outcome
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.closest import Apart, apart
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.wording.evidence import ADDED_UP, DESIGN_WORDS, DOCUMENT_WORDS
from haic_core.words.decimals import plain
from haic_core.words.record import Pair
from haic_core.words.vocabulary import ClockStart, DocumentKind, Endpoint, Modality, Statistic

AXIS_MONTHS = 60
TICKS_MONTHS = (0, 12, 24, 36, 48, 60)


@dataclass(frozen=True, slots=True)
class PrintedMedian:
    """A median overall survival as printed. interval_months: as printed, None where none is.

    clock: time zero in the document's words, '' where it says none.
    """

    median_months: float
    interval_months: Pair | None
    clock: str
    locator: str
    disputed: bool

    @property
    def words(self) -> str:
        """'19.3 (14.7 to 23.8)'."""
        if self.interval_months is None:
            return plain(self.median_months)
        low, high = self.interval_months
        return f"{plain(self.median_months)} ({plain(low)} to {plain(high)})"


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """Patients with a response, or with one serious harm, as printed. what: the harm with its grade, or the paper's own
    term; brief: the same in fewer words."""

    amount: Amount
    what: str
    locator: str
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a series fits: recorded facts inside and outside what it prints, and those of which it is silent."""

    fits: int
    differs: int
    silent: int

    @property
    def words(self) -> str:
        """'fits 3, differs 0, silent on 41'; of a patient of whom nothing is recorded nothing is counted."""
        if not self.fits + self.differs + self.silent:
            return "nothing recorded yet"
        return f"fits {self.fits}, differs {self.differs}, silent on {self.silent}"


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series as a row of the table. median, response, harm: None where it prints none for all its patients.

    disputes: how often its document contradicts itself.
    """

    match: Match
    fit: Fit
    certainty: Certainty
    median: PrintedMedian | None
    response: PrintedShare | None
    harm: PrintedShare | None
    disputes: int

    @property
    def source(self) -> Source:
        return self.match.source

    @property
    def about(self) -> str:
        """'n = 42 · full text · retrospective cohort · level 4'."""
        size, read, level = self._told
        return " · ".join([size, read, DESIGN_WORDS[self.source.study.design], level])

    @property
    def brief(self) -> str:
        """'n = 42 · full text', for where room is short."""
        return " · ".join(self._told[:2])

    @property
    def _told(self) -> tuple[str, str, str]:
        n = self.match.cohort.n
        read = DOCUMENT_WORDS[self.source.document]
        return f"n = {n}" if n else "n not printed", read, f"level {self.certainty.level}"


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option of the table. closest: None where the library holds no series; further: the others, closest first;
    apart: in what none of them fits."""

    option: Option
    closest: SeriesRow | None
    further: tuple[SeriesRow, ...]
    apart: tuple[Apart, ...] = ()

    @property
    def modality(self) -> Modality:
        return self.option.modality


def option_rows(assessment: Assessment, library: Library, wanted: str = "", full_text: bool = False) -> list[OptionRow]:
    """The six options in their fixed order with their series, the closest first; wanted, full_text: only series that
    hold these words, only those read as a full text."""
    rows = []
    for option in assessment.options:
        own = [match for match in assessment.evidence if match.modality is option.modality]
        kept = [match for match in own if _wanted(match, wanted, full_text)]
        found = [series_row(match, library) for match in kept]
        rows.append(OptionRow(option, found[0] if found else None, tuple(found[1:]), apart(own, option)))
    return rows


def series_row(match: Match, library: Library) -> SeriesRow:
    """One matched series with what it prints of all its patients."""
    balance = balance_of(match, library)
    return SeriesRow(
        match,
        Fit(len(match.inside), len(match.outside), len(match.unreported)),
        certainty(match.source, library.eras),
        printed_median(match),
        responders(match.cohort),
        _worst(balance.patient_harms),
        len(match.source.dispute),
    )


def printed_median(match: Match) -> PrintedMedian | None:
    """The median overall survival of all patients of a series; of several the one without a term of its own."""
    found = [
        one
        for one in match.cohort.outcome
        if one.endpoint is Endpoint.OS and one.statistic is Statistic.MEDIAN and one.group is None
    ]
    for outcome in sorted(found, key=lambda one: one.term is not None):
        if outcome.unit == "months":
            return PrintedMedian(
                outcome.value, outcome.ci, _clock(match.cohort, outcome), outcome.locator, _disputed(match, outcome)
            )
    return None


def _clock(cohort: Cohort, outcome: Outcome) -> str:
    own = [clock for clock in cohort.clock if clock.endpoint is outcome.endpoint]
    named = [clock for clock in own if clock.term == outcome.term] or [clock for clock in own if clock.term is None]
    stated = [clock.zero for clock in named if clock.starts is not ClockStart.NOT_STATED]
    return stated[0] if stated else ""


def _disputed(match: Match, outcome: Outcome) -> bool:
    """Whether a dispute of the document names its median."""
    name = f"{match.series.key}:{outcome.endpoint.value}:{outcome.statistic.value}"
    full = f"{name}:{outcome.term}" if outcome.term else name
    return any(full in dispute.figures for dispute in match.source.dispute)


def responders(cohort: Cohort) -> PrintedShare | None:
    """Patients with a complete or partial response, as the document counts them; else both counts added up; else the
    printed rate."""
    rates = [one for one in cohort.outcome if one.endpoint is Endpoint.ORR and one.group is None]
    return _counted(cohort, rates) or _added_up(cohort) or _rated(rates)


def _counted(cohort: Cohort, rates: Sequence[Outcome]) -> PrintedShare | None:
    counted = [one for one in rates if one.statistic is Statistic.COUNT]
    for outcome in sorted(counted, key=lambda one: one.term is not None):
        return PrintedShare(_patients(outcome.value, outcome.n or cohort.n), outcome.term or "", outcome.locator)
    return None


def _added_up(cohort: Cohort) -> PrintedShare | None:
    """The counts of complete and partial responses of the first term that prints both."""
    parts = (Endpoint.CR, Endpoint.PR)
    counts = [
        one
        for one in cohort.outcome
        if one.endpoint in parts and one.group is None and one.statistic is Statistic.COUNT
    ]
    for term in dict.fromkeys(one.term for one in counts):
        pair = {one.endpoint: one for one in counts if one.term == term}
        if len(pair) == len(parts):
            partial = pair[Endpoint.PR]
            both = _patients(pair[Endpoint.CR].value + partial.value, partial.n or cohort.n)
            return PrintedShare(both, term or ADDED_UP, partial.locator)
    return None


def _rated(rates: Sequence[Outcome]) -> PrintedShare | None:
    rated = [one for one in rates if one.statistic is Statistic.PERCENT]
    for outcome in sorted(rated, key=lambda one: one.term is not None):
        return PrintedShare(Amount(f"{plain(outcome.value)} %"), outcome.term or "", outcome.locator)
    return None


def _patients(count: float, n: int | None) -> Amount:
    return Amount(plain(count), f" of {n}" if n else "")


def _worst(bars: Iterable[HarmBar]) -> PrintedShare | None:
    """The most frequent serious harm that is counted in patients."""
    return next((PrintedShare(bar.amount, bar.name, bar.harm.locator, bar.harm.term) for bar in bars), None)


def _wanted(match: Match, words: str, full_text: bool) -> bool:
    if full_text and match.source.document is not DocumentKind.FULL_TEXT:
        return False
    said = _searched(match)
    return all(word in said for word in words.casefold().split())


def _searched(match: Match) -> str:
    source, cohort = match.source, match.cohort
    told: Sequence[str] = (
        source.key,
        source.short,
        source.citation.title,
        cohort.label,
        DESIGN_WORDS[source.study.design],
        DOCUMENT_WORDS[source.document],
    )
    return " ".join(told).casefold()
