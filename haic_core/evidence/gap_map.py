"""Where the library is silent: for each option and subgroup, how many studies and patients it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import NumberFact, Value
from haic_core.case.facts import FACTS
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.figures import cohort_key
from haic_core.evidence.side_lists import Subgroup
from haic_core.evidence.source import Source
from haic_core.evidence.span import Span
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Endpoint, Modality, Role, Tier


@dataclass(frozen=True, slots=True)
class Cell:
    """One option and one subgroup. patients: printed counts added up over studies without shared patients.

    with_outcome: studies that print a survival figure for this very subgroup.
    """

    modality: Modality
    subgroup: Subgroup
    studies: tuple[str, ...]
    patients: int
    with_outcome: tuple[str, ...]


def gap_map(sources: Sequence[Source], subgroups: Sequence[Subgroup], primary: str = "breast") -> tuple[Cell, ...]:
    """Every option by every subgroup, empty cells included; first-hand cohorts of tiers A and B only."""
    cohorts = [
        (source, cohort)
        for source in sources
        if source.tier is not Tier.C
        for cohort in source.cohort
        if cohort.primary == primary and not cohort.quoted_from
    ]
    return tuple(
        _cell(modality, subgroup, [pair for pair in cohorts if pair[1].modality is modality])
        for modality in Modality
        for subgroup in subgroups
    )


def _cell(modality: Modality, subgroup: Subgroup, cohorts: Sequence[tuple[Source, Cohort]]) -> Cell:
    counts = {cohort_key(source, cohort): _count(source, cohort, subgroup) for source, cohort in cohorts}
    studies = tuple(key for key, count in counts.items() if count)
    # Patients who stand in two publications are counted with the larger one only.
    shared = {cohort_key(source, cohort): cohort.same_patients_as for source, cohort in cohorts}
    counted = [key for key in studies if not _repeated(key, shared, counts)]
    told = tuple(cohort_key(source, cohort) for source, cohort in cohorts if _has_outcome(cohort, subgroup))
    return Cell(modality, subgroup, studies, sum(counts[key] or 0 for key in counted), told)


def _repeated(key: str, shared: dict[str, str | None], counts: dict[str, int | None]) -> bool:
    other = shared.get(key)
    return other is not None and (counts.get(other) or 0) >= (counts[key] or 0)


def _count(source: Source, cohort: Cohort, subgroup: Subgroup) -> int | None:
    """Patients of a cohort who certainly belong to the subgroup, as far as its tables say."""
    code = subgroup.condition.fact
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
        for rule in source.criteria_for(cohort.modality)
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
