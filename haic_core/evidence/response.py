"""Response and harms of a cohort, gathered for showing beside each other; never netted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haic_core.evidence.cohort import Cohort
from haic_core.words.vocabulary import Endpoint, Statistic

PARTS = (Endpoint.CR, Endpoint.PR, Endpoint.SD, Endpoint.PD)


@dataclass(frozen=True, slots=True)
class Response:
    """Best response as printed: patients (count) or share (percent) per category, for n evaluated patients; where no
    categories are printed, the rate of response alone."""

    n: int | None
    term: str | None
    criteria: str | None
    counts: tuple[tuple[Endpoint, float | None, float | None], ...]
    locator: str


@dataclass(frozen=True, slots=True)
class SeriousHarm:
    """One adverse event of grade 3 or more, or called major or severe, as printed."""

    term: str
    grade: str
    count: int | None
    percent: float | None
    n: int | None
    per: str | None
    locator: str

    @property
    def share(self) -> float | None:
        """Per cent of patients (or of what is counted), from the count where both are known, else as printed."""
        if self.per == "events":
            return None
        if self.count is not None and self.n:
            return 100 * self.count / self.n
        return self.percent


def response_of(cohort: Cohort) -> Response | None:
    """The first printed whole-cohort response with at least two categories, else its first printed response rate."""
    own = [outcome for outcome in cohort.outcome if outcome.endpoint in PARTS and outcome.group is None]
    for term in dict.fromkeys(outcome.term for outcome in own):
        rows = [outcome for outcome in own if outcome.term == term]
        counts = tuple(
            (
                part,
                row.value if row.statistic is Statistic.COUNT else None,
                row.percent if row.statistic is Statistic.COUNT else row.value,
            )
            for part in PARTS
            for row in rows
            if row.endpoint is part
        )
        if len({part for part, _, _ in counts}) >= 2:
            n = next((row.n for row in rows if row.n), cohort.n)
            criteria = next((row.criteria for row in rows if row.criteria), None)
            unique = tuple({part: (part, count, percent) for part, count, percent in reversed(counts)}.values())
            ordered = tuple(sorted(unique, key=lambda row: PARTS.index(row[0])))
            return Response(n, term, criteria, ordered, rows[0].locator)
    return _rate_of(cohort)


def _rate_of(cohort: Cohort) -> Response | None:
    for row in cohort.outcome:
        counted = row.statistic is Statistic.COUNT
        if row.endpoint is Endpoint.ORR and row.group is None and (counted or row.statistic is Statistic.PERCENT):
            told = (Endpoint.ORR, row.value, row.percent) if counted else (Endpoint.ORR, None, row.value)
            return Response(row.n or cohort.n, row.term, row.criteria, (told,), row.locator)
    return None


def serious_harms(cohort: Cohort) -> tuple[SeriousHarm, ...]:
    """Every printed adverse event of grade 3 or more of the whole cohort, worst share first."""
    found = list(_serious(cohort))
    return tuple(sorted(found, key=lambda harm: -(harm.share or 0)))


def _serious(cohort: Cohort) -> Iterator[SeriousHarm]:
    for harm in cohort.harm:
        if harm.repeats:
            continue
        for graded in harm.grades:
            if graded.serious and graded.count != 0:
                n = harm.n if harm.n is not None else cohort.size(harm.group)
                yield SeriousHarm(harm.term, graded.grade, graded.count, graded.percent, n, harm.per, harm.locator)
