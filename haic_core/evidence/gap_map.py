"""Where the library is silent: for each option and subgroup, how many studies and patients it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.series import Series, listed_series, of_option
from haic_core.evidence.side_lists import Subgroup
from haic_core.evidence.source import Source
from haic_core.evidence.span import Span
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Endpoint, Modality, Particle, Role


@dataclass(frozen=True, slots=True)
class Cell:
    """One option and one subgroup. patients: printed counts added up over studies without shared patients.

    with_outcome: studies that print a survival figure for this very subgroup. spheres: of radioembolisation, how many
    of the studies used which.
    """

    modality: Modality
    subgroup: Subgroup
    studies: tuple[str, ...]
    patients: int
    with_outcome: tuple[str, ...]
    spheres: tuple[tuple[Particle, int], ...] = ()


def gap_map(sources: Sequence[Source], subgroups: Sequence[Subgroup], primary: str = "breast") -> tuple[Cell, ...]:
    """Every option by every subgroup, empty cells included; first-hand cohorts of tiers A and B only."""
    listed = listed_series(sources, primary=primary)
    return tuple(
        _cell(modality, subgroup, of_option(listed, modality)) for modality in Modality for subgroup in subgroups
    )


def _cell(modality: Modality, subgroup: Subgroup, listed: Sequence[Series]) -> Cell:
    counts = {series.key: _count(series, subgroup) for series in listed}
    studies = tuple(key for key, count in counts.items() if count)
    # Patients who stand in two publications are counted with the larger one only.
    shared = {series.key: series.cohort.same_patients_as for series in listed}
    counted = [key for key in studies if not _repeated(key, shared, counts)]
    told = tuple(series.key for series in listed if _has_outcome(series.cohort, subgroup))
    used = Counter(series.cohort.spheres for series in listed if series.key in studies)
    spheres = tuple((particle, used[particle]) for particle in Particle if used[particle])
    return Cell(modality, subgroup, studies, sum(counts[key] or 0 for key in counted), told, spheres)


def _repeated(key: str, shared: dict[str, str | None], counts: dict[str, int | None]) -> bool:
    other = shared.get(key)
    if other is None or other not in counts:
        return False
    theirs, own = counts[other] or 0, counts[key] or 0
    # Of two that name each other with as many patients the first one counts.
    first = list(counts).index(key) < list(counts).index(other)
    return theirs > own or (theirs == own and not (shared.get(other) == key and first))


def _count(series: Series, subgroup: Subgroup) -> int | None:
    """Patients of a series who certainly belong to the subgroup, as far as its tables say."""
    code, cohort = subgroup.condition.fact, series.cohort
    for base in cohort.baseline:
        if base.fact == code and base.group is None and base.shares:
            inside = [
                share.count
                for share in base.shares
                if share.when is not None and implies(code, share.when.span, subgroup.condition.span)
            ]
            if inside and None not in inside:
                return sum(count for count in inside if count is not None)
    sizes = [
        group.n
        for group in cohort.group
        for part in group.where
        if len(group.where) == 1 and part.fact == code and implies(code, part.span, subgroup.condition.span)
    ]
    entered = any(
        rule.condition is not None
        and rule.condition.fact == code
        and rule.role is Role.ENTRY
        and implies(code, rule.condition.span, subgroup.condition.span)
        for rule in series.rules
    )
    # Where only such patients could enter, all of them belong.
    return cohort.n if entered else max((size for size in sizes if size is not None), default=None)


def _has_outcome(cohort: Cohort, subgroup: Subgroup) -> bool:
    code = subgroup.condition.fact
    ids = {
        group.id
        for group in cohort.group
        for part in group.where
        if part.fact == code and implies(code, part.span, subgroup.condition.span)
    }
    return any(outcome.group in ids and outcome.endpoint in (Endpoint.OS, Endpoint.PFS) for outcome in cohort.outcome)


def implies(code: str, narrow: Span, wide: Span) -> bool:
    """Whether every value of the fact within one span also lies within the other."""
    inside = [value for value in _samples(code, narrow, wide) if narrow.holds(value)]
    return bool(inside) and all(wide.holds(value) for value in inside)


def _samples(code: str, *spans: Span) -> Iterator[Value | Fraction]:
    """Values on, just below and just above every bound, and the ends of the range: enough to tell spans apart."""
    fact = FACTS[code]
    if not isinstance(fact, NumberFact):
        yield from fact.answers
        return
    small = exact(fact.step) if fact.whole else exact(fact.step) / 1000
    for edge in (*(edge for span in spans for edge in span.edges), exact(fact.low), exact(fact.high)):
        yield from (value for value in (edge - small, edge, edge + small) if fact.within(value))
