"""Context of one option: what documents of tier C print, beside the question whether a series of the liver is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.fact_kinds import Value
from haic_core.evidence.cohort import Cohort, Group
from haic_core.evidence.criterion import Condition
from haic_core.evidence.figures import SURVIVAL_LIKE, Figure, figures_of_series
from haic_core.evidence.series import OnSeries, Series, context_series, of_option, of_the_liver, randomised
from haic_core.evidence.side_lists import Era
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Modality, Sites, Statistic

MOST_OF_ONE = 4
"""Figures listed of one series; a board asks a context for its bearing, the Library has the rest."""

_RESPONSE = (Endpoint.ORR, Endpoint.DCR, Endpoint.CR, Endpoint.PR)
_SAME_HER2 = ("negative", "low")


@dataclass(frozen=True, slots=True)
class ContextRow(OnSeries):
    """One printed figure of a document of context; without a figure, that none of what a board asks was read."""

    group: Group | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class TherapyContext:
    """One systemic therapy of today: the series of liver metastases that weigh, and the documents of context. unread:
    those of context whose patients had liver metastases, but whose results were not read."""

    therapy: str
    series: tuple[Series, ...]
    context: tuple[Source, ...]
    unread: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The rows of one option. other_subtype: series left out, all of whose patients had other receptors.

    alone: whether the library holds no series of liver metastases of this option that weighs. therapies: beside the
    systemic option, and where no option is chosen, each systemic therapy of today.
    """

    rows: tuple[ContextRow, ...]
    other_subtype: tuple[Series, ...]
    alone: bool
    therapies: tuple[TherapyContext, ...]


def context_of(
    sources: Sequence[Source], eras: Sequence[Era], modality: Modality | None, primary: str, facts: Mapping[str, Value]
) -> Context:
    """What stands as context of an option (None: of no one option) for a patient with these recorded facts: documents
    with figures first, those of a therapy of today before others; randomised ones stand in their own block."""
    if modality is None:
        return Context((), (), False, therapy_contexts(sources, eras, primary, facts))
    therapies = therapy_contexts(sources, eras, primary, facts) if modality is Modality.SYSTEMIC else ()
    above = randomised(sources, modality, primary)
    found = [series for series in context_series(sources, modality, primary) if series.source not in above]
    fitting = [series for series in found if not _of_others(series.cohort.subtype, facts)]
    of_today = {series.source.key for series in fitting if series.cohort.therapy}
    ordered = sorted(fitting, key=lambda one: (not asked_of(one), one.source.key not in of_today))
    rows = tuple(row for series in ordered for row in _rows(series, facts))
    alone = not of_option(of_the_liver(sources, primary), modality)
    return Context(rows, tuple(series for series in found if series not in fitting), alone, therapies)


def therapy_contexts(
    sources: Sequence[Source], eras: Sequence[Era], primary: str, facts: Mapping[str, Value]
) -> tuple[TherapyContext, ...]:
    """Every systemic therapy of today that is given to the patient's subtype, as far as it is recorded, with what the
    library holds of it, the newest first."""
    listed = of_option(of_the_liver(sources, primary), Modality.SYSTEMIC)
    beside = context_series(sources, Modality.SYSTEMIC, primary)
    given = [era for era in eras if not _of_others(era.subtype, facts)]
    return tuple(
        _of_therapy(era.therapy, listed, beside) for era in sorted(given, key=lambda era: era.from_year, reverse=True)
    )


def _of_therapy(therapy: str, listed: Sequence[Series], beside: Sequence[Series]) -> TherapyContext:
    own = [series for series in beside if series.cohort.therapy == therapy]
    unread = [series.source for series in own if series.cohort.sites is Sites.LIVER and not series.cohort.outcome]
    context = dict.fromkeys(series.source.key for series in own if series.source not in unread)
    by_key = {series.source.key: series.source for series in own}
    return TherapyContext(
        therapy,
        tuple(series for series in listed if series.cohort.therapy == therapy),
        tuple(by_key[key] for key in context),
        tuple(unread),
    )


def _of_others(conditions: Sequence[Condition], facts: Mapping[str, Value]) -> bool:
    """Whether a recorded fact says that the patient is none of those."""
    recorded = ((condition, facts.get(condition.fact)) for condition in conditions)
    return any(
        value is not None and not any(condition.span.holds(read) for read in _readings(condition.fact, value))
        for condition, value in recorded
    )


def _readings(code: str, value: Value) -> Iterable[Value]:
    """A report that knows two values calls HER2-low negative: the two do not contradict each other here."""
    return _SAME_HER2 if code == "her2" and value in _SAME_HER2 else (value,)


def _rows(series: Series, facts: Mapping[str, Value]) -> Iterator[ContextRow]:
    own = [figure for figure in asked_of(series) if not _of_other_group(series.cohort, figure, facts)]
    kept = own[:MOST_OF_ONE]
    for figure in kept:
        yield ContextRow(series, series.cohort.find_group(figure.group), figure)
    if not kept:
        yield ContextRow(series, None, None)


def asked_of(series: Series) -> tuple[Figure, ...]:
    """The figures of a series that a board asks for, in the order in which it asks."""
    told = [(rank, one) for one in figures_of_series(series) if (rank := _rank(one, series.cohort)) is not None]
    return tuple(figure for _, figure in sorted(told, key=lambda pair: pair[0]))


def drawn_by_lot(series: Series) -> tuple[Figure, ...]:
    """Of one arm what is printed against the other, overall survival first; all that a board asks where nothing is."""
    asked = sorted(asked_of(series), key=lambda figure: figure.endpoint is not Endpoint.OS)
    return tuple(figure for figure in asked if figure.versus) or tuple(asked)


def _of_other_group(cohort: Cohort, figure: Figure, facts: Mapping[str, Value]) -> bool:
    group = cohort.find_group(figure.group)
    return group is not None and _of_others(group.where, facts)


def _rank(figure: Figure, cohort: Cohort) -> int | None:
    """In which order a board asks: survival, what it is compared with, response, serious harms."""
    if figure.endpoint in SURVIVAL_LIKE:
        ranks = {Statistic.MEDIAN: 0, Statistic.HAZARD_RATIO: 2, Statistic.SURVIVAL_PERCENT: 4}
        rank = ranks.get(figure.statistic)
        return None if rank is None else rank + (figure.endpoint is not Endpoint.OS)
    if figure.endpoint in _RESPONSE and figure.statistic in (Statistic.COUNT, Statistic.PERCENT):
        return 6 + _RESPONSE.index(figure.endpoint)
    serious = {(harm.term, graded.grade) for harm in cohort.harm for graded in harm.grades if graded.serious}
    if figure.endpoint is Endpoint.AE and (figure.term, figure.grade) in serious:
        return 10
    return None
