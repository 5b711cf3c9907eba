"""Recomputing what the documents print: every disagreement is declared as a dispute, or it is an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from haic_core.evidence.audit_counts import RESPONSES, Finding, count_findings
from haic_core.evidence.cohort import Baseline
from haic_core.evidence.figures import SURVIVAL_LIKE, Figure, figures_of, figures_of_series
from haic_core.evidence.library import Library, without_entry
from haic_core.evidence.outcome import Outcome
from haic_core.evidence.series import Series, series_of
from haic_core.evidence.source import Source
from haic_core.words.decimals import decimals, exact, plain
from haic_core.words.once import once_each
from haic_core.words.vocabulary import Endpoint, Statistic


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """One thing that does not add up. key: what a dispute names to declare it."""

    key: str
    source: str
    what: str
    locators: tuple[str, ...]
    declared_by: str | None


@dataclass(frozen=True, slots=True)
class Stale:
    """A dispute of a source that names a figure or a finding that is no longer there."""

    source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All inconsistencies, what the reader left out, and disputes gone stale; passes when nothing is undeclared."""

    inconsistencies: tuple[Inconsistency, ...]
    left_out: tuple[str, ...]
    stale: tuple[Stale, ...]
    figures: int
    disputes: int

    @property
    def faults(self) -> tuple[str, ...]:
        """One sentence for each thing besides the inconsistencies that keeps the audit from passing."""
        return (*self.left_out, *(dispute.sentence for dispute in self.stale))

    @property
    def undeclared(self) -> tuple[Inconsistency, ...]:
        return tuple(found for found in self.inconsistencies if found.declared_by is None)

    @property
    def passes(self) -> bool:
        return not self.undeclared and not self.faults


def audit(sources: Sequence[Source], left_out: Sequence[str] = ()) -> AuditReport:
    """Recomputes every source. A source left out by the reader is a fault, told in its own sentence."""
    found: list[Inconsistency] = []
    stale: list[Stale] = []
    for source in sources:
        own = _findings(source)
        declared = {key: dispute.id for dispute in source.dispute for key in dispute.settles}
        found += [
            Inconsistency(key, source.key, what, tuple(dict.fromkeys(places)), declared.get(key))
            for key, what, places in own
        ]
        stale += _stale(source, {key for key, _, _ in own})
    figures = sum(len(figures_of(source)) for source in sources)
    disputes = sum(len(source.dispute) for source in sources)
    return AuditReport(tuple(found), tuple(left_out), tuple(stale), figures, disputes)


def trusted(library: Library) -> Library:
    """The library without the sources in which something does not add up undeclared; each told in a sentence."""
    report = audit(library.sources)
    doubted: dict[str, str] = {}
    for found in report.undeclared:
        doubted.setdefault(
            found.source, f"{found.source}.toml: {found.what} ({'; '.join(found.locators)}); no dispute declares it."
        )
    for dispute in report.stale:
        doubted.setdefault(dispute.source, dispute.sentence)
    if not doubted:
        return library
    kept = tuple(source for source in library.sources if source.key not in doubted)
    told = dict.fromkeys((*library.left_out, *doubted.values(), *without_entry(library.modalities, kept)))
    return replace(library, sources=kept, left_out=tuple(told))


@once_each
def _findings(source: Source) -> tuple[Finding, ...]:
    found: dict[str, Finding] = {}
    for series in series_of(source):
        for one in _series_findings(series):
            found.setdefault(one[0], one)
    return tuple(found.values())


def _series_findings(series: Series) -> Iterator[Finding]:
    cohort = series.cohort
    figures = figures_of_series(series)
    for figure in figures:
        yield from _percent(figure)
        yield from _interval(figure)
    yield from _percent_elsewhere(figures)
    yield from _duplicates(figures)
    yield from count_findings(series)
    for base in cohort.baseline:
        yield from _centre_in_range(series, base)
    for group in (None, *(group.id for group in cohort.group)):
        yield from _landmarks(series.place(group), [outcome for outcome in cohort.outcome if outcome.group == group])
    yield from _medians_in_range(series)


def _percent(figure: Figure) -> Iterator[Finding]:
    """count / n against the percentage as printed, at its printed precision. More responders, deaths or patients with
    a harm than patients are noticed without a percentage too; events may be more, and so may whom a table counts."""
    if figure.statistic is not Statistic.COUNT or not figure.n:
        return
    of_all = figure.unit == "patients" and figure.endpoint in (*RESPONSES, Endpoint.AE, Endpoint.DEATH)
    if figure.value > figure.n and (figure.percent is not None or of_all):
        yield (
            f"count_above_n|{figure.id}",
            f"{plain(figure.value)} of {figure.n} patients is more than all.",
            (figure.locator,),
        )
        return
    if figure.percent is None:
        return
    share = 100 * exact(figure.value) / figure.n
    half = Fraction(1, 2 * 10 ** decimals(figure.percent))
    if abs(share - exact(figure.percent)) > half:
        yield (
            f"percent|{figure.id}",
            f"{plain(figure.value)} of {figure.n} is {float(share):.1f} %, printed as {plain(figure.percent)} %.",
            (figure.locator,),
        )


def _interval(figure: Figure) -> Iterator[Finding]:
    if figure.ci_low is None or figure.ci_high is None:
        return
    if figure.ci_low > figure.ci_high:
        yield f"interval_reversed|{figure.id}", "The interval's bounds are reversed.", (figure.locator,)
    elif not figure.ci_low <= figure.value <= figure.ci_high:
        yield (
            f"interval|{figure.id}",
            f"The interval {plain(figure.ci_low)} to {plain(figure.ci_high)} does not "
            f"contain its own estimate, {plain(figure.value)}.",
            (figure.locator,),
        )


def _percent_elsewhere(figures: Sequence[Figure]) -> Iterator[Finding]:
    """A response percentage printed apart from its count, against the count."""
    counts = {
        (figure.group, figure.endpoint): figure
        for figure in figures
        if figure.statistic is Statistic.COUNT and figure.endpoint in RESPONSES and figure.term is None
    }
    for figure in figures:
        count = counts.get((figure.group, figure.endpoint))
        if count is None or not count.n or figure.statistic is not Statistic.PERCENT:
            continue
        share = 100 * exact(count.value) / count.n
        if abs(share - exact(figure.value)) > Fraction(1, 2 * 10 ** decimals(figure.value)):
            yield (
                f"percent|{figure.id}",
                f"{plain(count.value)} of {count.n} is {float(share):.1f} %, printed as {plain(figure.value)} %.",
                (count.locator, figure.locator),
            )


def _duplicates(figures: Sequence[Figure]) -> Iterator[Finding]:
    """The same figure printed twice with two values."""
    by_id: dict[str, Figure] = {}
    for figure in figures:
        first = by_id.setdefault(figure.id, figure)
        if first is figure:
            continue
        if (first.value, first.percent, first.p) != (figure.value, figure.percent, figure.p):
            yield (
                f"printed_twice|{figure.id}",
                f"Printed as {_told(first)} and as {_told(figure)}.",
                (first.locator, figure.locator),
            )


def _told(figure: Figure) -> str:
    percent = f" ({plain(figure.percent)} %)" if figure.percent is not None else ""
    p = f", p {figure.p_is} {plain(figure.p)}" if figure.p is not None else ""
    return f"{plain(figure.value)}{percent}{p}"


def _centre_in_range(series: Series, base: Baseline) -> Iterator[Finding]:
    if base.range is None:
        return
    for name, value in (("median", base.median), ("mean", base.mean)):
        if value is not None and not base.range[0] <= value <= base.range[1]:
            yield (
                f"range|{series.place(base.group)}:baseline:{base.name}",
                f"The {name} {plain(value)} lies outside the range {plain(base.range[0])} to {plain(base.range[1])}.",
                (base.locator,),
            )


def _medians_in_range(series: Series) -> Iterator[Finding]:
    for outcome in series.cohort.outcome:
        if outcome.range and outcome.statistic is Statistic.MEDIAN:
            low, high = outcome.range
            if not low <= outcome.value <= high:
                yield (
                    f"range|{series.place(outcome.group)}:{outcome.endpoint.value}",
                    f"The median {plain(outcome.value)} lies outside the range {plain(low)} to {plain(high)}.",
                    (outcome.locator,),
                )


def _landmarks(place: str, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Survival at later times is not above survival at earlier ones, for each clock (term) on its own."""
    points = [
        outcome
        for outcome in outcomes
        if outcome.at_months is not None
        and outcome.endpoint in SURVIVAL_LIKE
        and outcome.statistic is Statistic.SURVIVAL_PERCENT
    ]
    for endpoint, term in dict.fromkeys((point.endpoint, point.term) for point in points):
        own = sorted(
            (point for point in points if (point.endpoint, point.term) == (endpoint, term)),
            key=lambda point: point.at_months or 0,
        )
        for early, late in pairwise(own):
            if late.value > early.value:
                yield (
                    f"landmarks|{place}:{endpoint.value}",
                    f"{plain(late.value)} % at {plain(late.at_months or 0)} "
                    f"months is above {plain(early.value)} % at {plain(early.at_months or 0)} months.",
                    (early.locator, late.locator),
                )


def _stale(source: Source, keys: set[str]) -> Iterator[Stale]:
    """A dispute that names a figure or finding that is not there has gone stale."""
    ids = {figure.id for figure in figures_of(source)}
    for dispute in source.dispute:
        for figure in dispute.figures:
            if figure not in ids:
                sentence = f"{source.key}.toml: dispute {dispute.id!r}: there is no figure {figure!r}."
                yield Stale(source.key, sentence)
        for key in dispute.settles:
            if key not in keys:
                sentence = f"{source.key}.toml: dispute {dispute.id!r}: the audit no longer finds {key!r}."
                yield Stale(source.key, sentence)
