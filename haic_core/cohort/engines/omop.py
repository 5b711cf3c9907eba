"""A cohort out of the tables of the OMOP model 5.4: one row a patient, made where the tables lie, ready to be counted.

The earliest condition that was chosen, the first treatment from then on, and death or the end of follow-up.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from haic_core.cohort.choices import ALIVE, DEAD, SEVERAL, UNTREATED, Choices
from haic_core.cohort.engines.asking import fetched
from haic_core.cohort.engines.engine import Engine
from haic_core.words.refusal import Refusal, asked, nearest_word

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_FOUND = 50
_COLUMNS = {
    "person": ("person_id", "year_of_birth"),
    "observation_period": ("person_id", "observation_period_start_date", "observation_period_end_date"),
    "condition_occurrence": ("person_id", "condition_concept_id", "condition_start_date"),
    "drug_exposure": ("person_id", "drug_concept_id", "drug_exposure_start_date"),
    "procedure_occurrence": ("person_id", "procedure_concept_id", "procedure_date"),
    "visit_occurrence": ("person_id", "visit_start_date", "visit_end_date"),
    "death": ("person_id", "death_date"),
    "concept": ("concept_id", "concept_name", "domain_id", "standard_concept"),
    "concept_ancestor": ("ancestor_concept_id", "descendant_concept_id"),
}


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary."""

    id: int
    name: str
    domain: str


@dataclass(frozen=True, slots=True)
class Flow:
    """From the disease to the curve: who was ever diagnosed, had one of the treatments, had two of them first on one
    day, was not under observation when the clock started, died, and died after follow-up had ended."""

    diagnosed: int
    treated: int
    several_first: int
    not_observed: int
    died: int
    died_after_follow_up: int


def concepts_named(engine: Engine, words: str) -> tuple[Concept, ...]:
    """The standard conditions, drugs and procedures whose names hold all of some words, the shortest names first; none
    without a word."""
    if not words.strip():
        return ()
    table = _table(engine, "concept")
    kept = table.filter(table.standard_concept == "S", table.domain_id.isin(["Condition", "Drug", "Procedure"]))
    for word in words.lower().split():
        kept = kept.filter(kept.concept_name.lower().contains(word))
    return _found(engine, kept)


def concepts_of(engine: Engine, ids: tuple[int, ...]) -> tuple[Concept, ...]:
    """What the vocabulary calls some concepts; one it does not know is left out."""
    table = _table(engine, "concept")
    return _found(engine, table.filter(table.concept_id.isin(ids)))


def patients(engine: Engine, choices: Choices, landmark_days: float | None = None) -> Table:
    """One row for each patient with the disease: person_id, begins, ends, status, treatment, age_years.

    Who had none of the treatments has no day on which the clock starts, where that is the first treatment. Where it is
    the diagnosis, treatments begun after landmark_days are not known at the landmark and do not count.
    """
    import ibis

    rows = followed(engine, choices, landmark_days)
    is_known = rows.died.notnull() & (ibis.literal(choices.deaths_after_follow_up) | (rows.died <= rows.last))
    # Nobody who was not observed when the clock started: of such a patient only a death would ever be known.
    is_dead = rows.last.notnull() & is_known
    return rows.select(
        "person_id",
        "begins",
        ends=ibis.cases((is_dead, rows.died), else_=rows.last),
        status=ibis.cases((is_dead, DEAD), else_=ALIVE),
        treatment=rows.treatment,
        age_years=(rows.begins.year() - rows.born).cast("int64"),
    )


def flow(engine: Engine, rows: Table) -> Flow:
    """How many patients each choice takes in or leaves out. rows: as ``followed`` makes them."""
    starts, treated = rows.begins.notnull(), rows.treatment != UNTREATED
    conditions = {
        "diagnosed": rows.person_id.notnull(),
        "treated": treated,
        "several_first": rows.treatment == SEVERAL,
        "not_observed": starts & rows.last.isnull(),
        "died": starts & rows.last.notnull() & rows.died.notnull(),
        "died_after_follow_up": starts & (rows.died > rows.last),
    }
    sums = rows.aggregate(**{name: one.fill_null(False).ifelse(1, 0).sum() for name, one in conditions.items()})
    (found,) = engine.ask(lambda: fetched(sums))
    return Flow(**{name: int(count or 0) for name, count in found.items()})


def followed(engine: Engine, choices: Choices, landmark_days: float | None) -> Table:
    """person_id, begins, treatment, last, died, born of each patient with the disease; null where not known."""
    ill = _diagnosed(engine, choices)
    rows = _joined(ill, _first_treatment(engine, choices, ill, landmark_days))
    begins = rows.treated if choices.clock == "first_treatment" else rows.diagnosed
    rows = rows.select("person_id", begins=begins, treatment=rows.treatment.fill_null(UNTREATED))
    rows = _last_seen(engine, choices, rows)
    death = _table(engine, "death")
    rows = _joined(rows, death.group_by("person_id").aggregate(died=_day(death.death_date).min()))
    person = _table(engine, "person")
    return _joined(rows, person.group_by("person_id").aggregate(born=person.year_of_birth.min()))


def _diagnosed(engine: Engine, choices: Choices) -> Table:
    """person_id, diagnosed."""
    table = _table(engine, "condition_occurrence")
    kept = table.filter(_is_one_of(engine, table.condition_concept_id, choices.disease, choices))
    return kept.group_by("person_id").aggregate(diagnosed=_day(kept.condition_start_date).min())


def _first_treatment(engine: Engine, choices: Choices, ill: Table, landmark_days: float | None) -> Table:
    """person_id, treated, treatment: the first day on which one of the treatments began, and which."""
    import ibis

    begun = reduce(lambda one, other: one.union(other), _begun(engine, choices))
    known = begun.inner_join(ill, "person_id")
    known = known.filter(_days(known) >= -choices.days_before_diagnosis)
    if landmark_days is not None and choices.clock == "diagnosis":
        known = known.filter(_days(known) <= landmark_days)
    first = known.mutate(first=known.day.min().over(ibis.window(group_by="person_id")))
    first = first.filter(first.day == first.first).group_by("person_id")
    return first.aggregate(
        treated=lambda rows: rows.day.min(),
        treatment=lambda rows: ibis.cases((rows.name.nunique() > 1, SEVERAL), else_=rows.name.min()),
    )


def _begun(engine: Engine, choices: Choices) -> list[Table]:
    """person_id, day, name: every beginning of one of the treatments, from both tables."""
    import ibis

    drugs, procedures = _table(engine, "drug_exposure"), _table(engine, "procedure_occurrence")
    beginnings = []
    for name, concepts in choices.treatments.items():
        for table, concept, day in (
            (drugs, drugs.drug_concept_id, drugs.drug_exposure_start_date),
            (procedures, procedures.procedure_concept_id, procedures.procedure_date),
        ):
            kept = table.filter(_is_one_of(engine, concept, concepts, choices))
            beginnings.append(kept.select("person_id", day=_day(kept[day.get_name()]), name=ibis.literal(name)))
    return beginnings


def _last_seen(engine: Engine, choices: Choices, rows: Table) -> Table:
    """The same rows with ``last``: the day until which a patient without a death was followed."""
    if choices.follow_up == "last_visit":
        visit = _table(engine, "visit_occurrence")
        day = _day(visit.visit_end_date).coalesce(_day(visit.visit_start_date))
        return _joined(rows, visit.group_by("person_id").aggregate(last=day.max()))
    period = _table(engine, "observation_period")
    period = period.select(
        person="person_id",
        starts=_day(period.observation_period_start_date),
        stops=_day(period.observation_period_end_date),
    )
    if choices.follow_up == "last_observation_period":
        ends = period.group_by(person_id="person").aggregate(last=period.stops.max())
        return _joined(rows, ends)
    holds = [rows.person_id == period.person, period.starts <= rows.begins, rows.begins <= period.stops]
    return (
        rows.left_join(period, holds)
        .group_by("person_id", "begins", "treatment")
        .aggregate(last=lambda both: both.stops.max())
    )


def _is_one_of(engine: Engine, concept: Any, ids: tuple[int, ...], choices: Choices) -> Any:
    """Whether a concept is one of some, or below one of them in the vocabulary."""
    named = concept.isin(list(ids))
    if not choices.with_descendants:
        return named
    below = _below(engine)
    below = below.filter(below.ancestor_concept_id.isin(list(ids)))
    return named | concept.isin(below.descendant_concept_id)


def _below(engine: Engine) -> Table:
    """The vocabulary's tree; raises Refusal with the way out where it was not loaded."""
    with suppress(Refusal):
        return _table(engine, "concept_ancestor")
    told = "holds what lies below a concept. Load the vocabulary, or let no concepts below a chosen one count."
    place = engine.line.shown
    raise Refusal(f"{place}: the table concept_ancestor cannot be read, which {told}", place=place)


def _joined(rows: Table, more: Table) -> Table:
    return rows.left_join(more, "person_id").drop("person_id_right")


def _days(known: Table) -> Any:
    return known.day.delta(known.diagnosed, unit="day")


def _day(column: Any) -> Any:
    return column if column.type().is_date() else column.cast("date")


def _found(engine: Engine, kept: Table) -> tuple[Concept, ...]:
    kept = kept.order_by(kept.concept_name.length(), "concept_id").limit(MOST_FOUND)
    rows = engine.ask(lambda: fetched(kept.select("concept_id", "concept_name", "domain_id")))
    return tuple(Concept(int(row["concept_id"]), row["concept_name"], row["domain_id"]) for row in rows)


def _table(engine: Engine, name: str) -> Table:
    """A table of the model with the columns needed of it, whatever their capitals; raises Refusal for one it lacks."""
    table = engine.table(name, engine.line.omop or None)
    there = {column.lower(): column for column in table.columns}
    for column in _COLUMNS[name]:
        if column not in there:
            guess = nearest_word(column, there)
            raise Refusal(
                f"{engine.line.shown}: the table {name} has no column '{column}', which the OMOP model 5.4 gives it."
                f"{asked(guess)}",
                place=name,
                found=", ".join(table.columns),
                guess=guess,
            )
    return table.select(**{column: table[there[column]] for column in _COLUMNS[name]})
