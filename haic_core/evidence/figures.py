"""Every published figure of the library as one flat record, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from haic_core.evidence.cohort import Baseline, Cohort
from haic_core.evidence.outcome import Harm, Outcome
from haic_core.evidence.series import Series, series_of
from haic_core.evidence.source import Source
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


def figures_of(source: Source) -> tuple[Figure, ...]:
    """The figures of one source."""
    return tuple(figure for series in series_of(source) for figure in figures_of_series(series))


def figures_of_series(series: Series) -> tuple[Figure, ...]:
    """The figures of one series."""
    disputed = {figure: dispute.id for dispute in series.source.dispute for figure in dispute.figures}
    return tuple(
        _figure(series, disputed, group, n, locator, note, **more)
        for group, n, locator, note, more in _rows(series.cohort)
    )


def _rows(cohort: Cohort) -> Iterator[tuple[str | None, int | None, str, str | None, dict]]:
    """Group, patients evaluated, place, note and the figure itself, in the order of the file."""
    for group, n, locator, note in _sizes(cohort):
        more = {"statistic": Statistic.COUNT, "value": n, "unit": "patients", "term": SIZE}
        yield group, n, locator, note, {"endpoint": Endpoint.BASELINE, **more}
    for base in cohort.baseline:
        for more in _baseline(base):
            yield base.group, base.n, base.locator, base.note, {"endpoint": Endpoint.BASELINE, **more}
    for outcome in cohort.outcome:
        for more in _outcome(outcome):
            yield outcome.group, outcome.n, outcome.locator, outcome.note, {"endpoint": outcome.endpoint, **more}
    for harm in cohort.harm:
        for more in _harm(harm):
            yield harm.group, harm.n, harm.locator, harm.note, {"endpoint": Endpoint.AE, **more}
    for said in cohort.association:
        # A hazard ratio stands among the outcomes already; a p value alone stands only here.
        if said.p is not None and said.hazard_ratio is None:
            term = f"{said.factor}, {said.analysis}" if said.analysis else said.factor
            more = {
                "statistic": Statistic.P_VALUE,
                "value": said.p,
                "p": said.p,
                "p_is": said.p_is,
                "unit": "",
                "term": term,
            }
            yield None, None, said.locator, said.note, {"endpoint": said.endpoint, **more}


def _sizes(cohort: Cohort) -> Iterator[tuple[str | None, int, str, str | None]]:
    if cohort.n is not None:
        yield None, cohort.n, cohort.locator, None
    for group in cohort.group:
        if group.n is not None:
            yield group.id, group.n, group.locator, group.note


def _baseline(base: Baseline) -> Iterator[dict]:
    for statistic, value in (
        (Statistic.MEDIAN, base.median),
        (Statistic.MEAN, base.mean),
        (Statistic.SD_SPREAD, base.sd),
        (Statistic.SINGLE_VALUE, base.single),
    ):
        if value is not None:
            yield {"statistic": statistic, "value": value, "unit": base.unit, "term": base.name}
    if base.range:
        for statistic, value in zip((Statistic.RANGE_LOW, Statistic.RANGE_HIGH), base.range, strict=True):
            yield {"statistic": statistic, "value": value, "unit": base.unit, "term": base.name}
    for share in base.shares:
        yield from _count(share.count, share.percent, f"{base.name}: {share.label}")


def _outcome(outcome: Outcome) -> Iterator[dict]:
    low, high = outcome.ci or (None, None)
    yield {
        "statistic": outcome.statistic,
        "value": outcome.value,
        "unit": outcome.unit,
        "percent": outcome.percent,
        "ci_low": low,
        "ci_high": high,
        "at_months": outcome.at_months,
        "p": outcome.p,
        "p_is": outcome.p_is,
        "versus": outcome.versus,
        "term": outcome.term,
        "criteria": outcome.criteria,
    }
    if outcome.range:
        for statistic, value in zip((Statistic.RANGE_LOW, Statistic.RANGE_HIGH), outcome.range, strict=True):
            yield {"statistic": statistic, "value": value, "unit": outcome.unit, "term": outcome.term}


def _harm(harm: Harm) -> Iterator[dict]:
    for graded in harm.grades:
        for more in _count(graded.count, graded.percent, harm.term, harm.per or "patients"):
            yield {**more, "grade": graded.grade}


def _count(count: int | None, percent: float | None, term: str, counted: str = "patients") -> Iterator[dict]:
    if count is not None:
        yield {"statistic": Statistic.COUNT, "value": count, "unit": counted, "percent": percent, "term": term}
    elif percent is not None:
        yield {"statistic": Statistic.PERCENT, "value": percent, "unit": "%", "term": term}


def _figure(
    series: Series,
    disputed: dict[str, str],
    group: str | None,
    n: int | None,
    locator: str,
    note: str | None,
    endpoint: Endpoint,
    **more,
) -> Figure:
    figure_id = _id(series.key, group, endpoint, more)
    blank = dict.fromkeys(("percent", "ci_low", "ci_high", "at_months", "p", "versus", "term", "grade", "criteria"))
    timed = endpoint in SURVIVAL_LIKE
    return Figure(
        id=figure_id,
        source=series.source.key,
        cohort=series.key,
        group=group,
        modality=series.modality,
        primary=series.primary,
        n=n if n is not None else series.cohort.size(group),
        endpoint=endpoint,
        clock=_clock(series.cohort, endpoint, more.get("term")) if timed else None,
        locator=locator,
        stated=Stated.QUOTED_BY if series.quoted else Stated.FIRST_HAND,
        quoted_from=series.quoted_from,
        status=Status.DISPUTED if figure_id in disputed else Status.CONSISTENT,
        dispute=disputed.get(figure_id),
        note=note,
        **{**blank, "p_is": "=", **more},
    )


def _clock(cohort: Cohort, endpoint: Endpoint, term: str | None) -> str | None:
    """The time zero of a figure: its term's own clock where the file names one, else the endpoint's."""
    clock = cohort.clock_of(endpoint, term)
    return clock.zero if clock else None


def _id(key: str, group: str | None, endpoint: Endpoint, more: dict) -> str:
    place = f"{key}.{group}" if group else key
    term = f":{more['term']}" if more.get("term") else ""
    grade = f":grade {more['grade']}" if more.get("grade") else ""
    at = f"@{more['at_months']:g}" if more.get("at_months") is not None else ""
    return f"{place}:{endpoint.value}:{more['statistic'].value}{term}{grade}{at}"
