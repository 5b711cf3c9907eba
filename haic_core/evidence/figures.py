"""Every published figure of the library as one flat record, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from haic_core.evidence.cohort import Baseline, Cohort
from haic_core.evidence.outcome import Harm, Outcome
from haic_core.evidence.series import Series, series_of
from haic_core.evidence.source import Source
from haic_core.words.once import once_each
from haic_core.words.record import Pair
from haic_core.words.vocabulary import Endpoint, Modality, Stated, Statistic, Status

SIZE = "patients in all"
SURVIVAL_LIKE = (Endpoint.OS, Endpoint.PFS, Endpoint.HEPATIC_PFS, Endpoint.DFS, Endpoint.TTP)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as printed. id: source/cohort[.group]:endpoint:statistic[:term][@months]."""

    id: str
    source: str
    cohort: str
    group: str | None
    modality: Modality
    primary: str
    n: int | None
    endpoint: Endpoint
    statistic: Statistic
    value: float
    unit: str
    percent: float | None
    ci_low: float | None
    ci_high: float | None
    at_months: float | None
    p: float | None
    p_is: str
    versus: str | None
    term: str | None
    grade: str | None
    clock: str | None
    criteria: str | None
    locator: str
    stated: Stated
    quoted_from: str | None
    status: Status
    dispute: str | None
    note: str | None


def all_figures(sources: Iterable[Source]) -> tuple[Figure, ...]:
    """Every figure of every source, in file order; a figure named by a dispute is marked disputed."""
    return tuple(figure for source in sources for figure in figures_of(source))


@once_each
def figures_of(source: Source) -> tuple[Figure, ...]:
    """The figures of one source."""
    return tuple(figure for series in series_of(source) for figure in figures_of_series(series))


def figures_of_series(series: Series) -> tuple[Figure, ...]:
    """The figures of one series."""
    disputed = {figure: dispute.id for dispute in series.source.dispute for figure in dispute.figures}
    return tuple(_figure(series, disputed, row) for row in _rows(series.cohort))


@dataclass(frozen=True, slots=True)
class _Printed:
    """What one figure says, apart from where it stands."""

    endpoint: Endpoint
    statistic: Statistic
    value: float
    unit: str
    term: str | None
    percent: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    at_months: float | None = None
    p: float | None = None
    p_is: str = "="
    versus: str | None = None
    grade: str | None = None
    criteria: str | None = None


_Row = tuple[str | None, int | None, str, str | None, _Printed]


def _rows(cohort: Cohort) -> Iterator[_Row]:
    """Group, patients evaluated, place, note and the figure itself, in the order of the file."""
    for group, n, locator, note in _sizes(cohort):
        yield group, n, locator, note, _Printed(Endpoint.BASELINE, Statistic.COUNT, n, "patients", SIZE)
    for base in cohort.baseline:
        for printed in _baseline(base):
            yield base.group, base.n, base.locator, base.note, printed
    for outcome in cohort.outcome:
        for printed in _outcome(outcome):
            yield outcome.group, outcome.n, outcome.locator, outcome.note, printed
    for harm in cohort.harm:
        for printed in _harm(harm):
            yield harm.group, harm.n, harm.locator, harm.note, printed
    for said in cohort.association:
        # A hazard ratio stands among the outcomes already; a p value alone stands only here.
        if said.p is not None and said.hazard_ratio is None:
            term = f"{said.factor}, {said.analysis}" if said.analysis else said.factor
            alone = _Printed(said.endpoint, Statistic.P_VALUE, said.p, "", term, p=said.p, p_is=said.p_is)
            yield None, None, said.locator, said.note, alone


def _sizes(cohort: Cohort) -> Iterator[tuple[str | None, int, str, str | None]]:
    if cohort.n is not None:
        yield None, cohort.n, cohort.locator, None
    for group in cohort.group:
        if group.n is not None:
            yield group.id, group.n, group.locator, group.note


def _baseline(base: Baseline) -> Iterator[_Printed]:
    for statistic, value in (
        (Statistic.MEDIAN, base.median),
        (Statistic.MEAN, base.mean),
        (Statistic.SD_SPREAD, base.sd),
        (Statistic.SINGLE_VALUE, base.single),
    ):
        if value is not None:
            yield _Printed(Endpoint.BASELINE, statistic, value, base.unit, base.name)
    yield from _range(Endpoint.BASELINE, base.range, base.unit, base.name)
    for share in base.shares:
        yield from _count(Endpoint.BASELINE, share.count, share.percent, f"{base.name}: {share.label}")


def _outcome(outcome: Outcome) -> Iterator[_Printed]:
    low, high = outcome.ci or (None, None)
    yield _Printed(
        outcome.endpoint,
        outcome.statistic,
        outcome.value,
        outcome.unit,
        outcome.term,
        percent=outcome.percent,
        ci_low=low,
        ci_high=high,
        at_months=outcome.at_months,
        p=outcome.p,
        p_is=outcome.p_is,
        versus=outcome.versus,
        criteria=outcome.criteria,
    )
    yield from _range(outcome.endpoint, outcome.range, outcome.unit, outcome.term)


def _range(endpoint: Endpoint, ends: Pair | None, unit: str, term: str | None) -> Iterator[_Printed]:
    for statistic, value in zip((Statistic.RANGE_LOW, Statistic.RANGE_HIGH), ends or (), strict=False):
        yield _Printed(endpoint, statistic, value, unit, term)


def _harm(harm: Harm) -> Iterator[_Printed]:
    for graded in harm.grades:
        for printed in _count(Endpoint.AE, graded.count, graded.percent, harm.term, harm.per or "patients"):
            yield replace(printed, grade=graded.grade)


def _count(
    endpoint: Endpoint, count: int | None, percent: float | None, term: str, counted: str = "patients"
) -> Iterator[_Printed]:
    if count is not None:
        yield _Printed(endpoint, Statistic.COUNT, count, counted, term, percent=percent)
    elif percent is not None:
        yield _Printed(endpoint, Statistic.PERCENT, percent, "%", term)


def _figure(series: Series, disputed: dict[str, str], row: _Row) -> Figure:
    group, n, locator, note, printed = row
    figure_id = _id(series.key, group, printed)
    timed = printed.endpoint in SURVIVAL_LIKE
    return Figure(
        id=figure_id,
        source=series.source.key,
        cohort=series.key,
        group=group,
        modality=series.modality,
        primary=series.primary,
        n=n if n is not None else series.cohort.size(group),
        clock=_clock(series.cohort, printed.endpoint, printed.term) if timed else None,
        locator=locator,
        stated=Stated.QUOTED_BY if series.quoted else Stated.FIRST_HAND,
        quoted_from=series.quoted_from,
        status=Status.DISPUTED if figure_id in disputed else Status.CONSISTENT,
        dispute=disputed.get(figure_id),
        note=note,
        endpoint=printed.endpoint,
        statistic=printed.statistic,
        value=printed.value,
        unit=printed.unit,
        percent=printed.percent,
        ci_low=printed.ci_low,
        ci_high=printed.ci_high,
        at_months=printed.at_months,
        p=printed.p,
        p_is=printed.p_is,
        versus=printed.versus,
        term=printed.term,
        grade=printed.grade,
        criteria=printed.criteria,
    )


def _clock(cohort: Cohort, endpoint: Endpoint, term: str | None) -> str | None:
    """The time zero of a figure: its term's own clock where the file names one, else the endpoint's."""
    clock = cohort.clock_of(endpoint, term)
    return clock.zero if clock else None


def _id(key: str, group: str | None, printed: _Printed) -> str:
    place = f"{key}.{group}" if group else key
    term = f":{printed.term}" if printed.term else ""
    grade = f":grade {printed.grade}" if printed.grade else ""
    at = f"@{printed.at_months:g}" if printed.at_months is not None else ""
    return f"{place}:{printed.endpoint.value}:{printed.statistic.value}{term}{grade}{at}"
