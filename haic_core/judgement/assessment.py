"""The whole: a patient in, everything that a page shows out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from haic_core.case.patient import Patient
from haic_core.evidence.agreement import Question, questions
from haic_core.evidence.library import Library
from haic_core.judgement.ask_next import ask_next
from haic_core.judgement.compiling import rule_books
from haic_core.judgement.known import Interval, known_facts
from haic_core.judgement.matching import Match, match_cohorts
from haic_core.judgement.options import Option, judge_option
from haic_core.judgement.reading import Reading, read_option
from haic_core.words.vocabulary import Modality, Verdict


@dataclass(frozen=True, slots=True)
class Assessment:
    """One patient against one version of the library."""

    patient: Patient
    data_version: str
    options: tuple[Option, ...]
    derived: tuple[tuple[str, Interval], ...]
    ask_next: tuple[str, ...]
    evidence: tuple[Match, ...]
    questions: tuple[Question, ...]

    def option(self, modality: Modality) -> Option:
        return next(option for option in self.options if option.modality is modality)

    @property
    def failing(self) -> tuple[Modality, ...]:
        """The options whose published criteria this patient does not meet."""
        return tuple(option.modality for option in self.options if option.verdict is Verdict.FAILS)

    @property
    def undecided(self) -> int:
        """Options whose verdict still waits for a fact."""
        return sum(option.verdict is Verdict.UNKNOWN for option in self.options)


def assess(patient: Patient, library: Library) -> Assessment:
    """The six options in their fixed order, the matched cohorts, and what the documents say of each factor."""
    books = rule_books(library)
    recorded = dict(patient.facts)
    facts = known_facts(recorded, library.derived)
    options = tuple(judge_option(books[entry.modality], facts, recorded) for entry in library.modalities)
    return Assessment(
        patient,
        library.version,
        options,
        tuple((score.fact, found) for score in library.derived if isinstance(found := facts.get(score.fact), Interval)),
        ask_next(options),
        match_cohorts(library, patient, facts, {one.modality: one.verdict for one in options}),
        library.once(_all_questions)(patient.primary),
    )


def readings(patients: Iterable[Patient], library: Library) -> Iterator[Mapping[Modality, Reading]]:
    """Verdict, standing, safety and entry of each option, patient after patient: for many of them, of whom nobody asks
    what would turn a verdict or which cohorts are alike."""
    books = rule_books(library)
    for patient in patients:
        facts = known_facts(patient.facts, library.derived)
        yield {modality: read_option(book, book.findings(facts), facts) for modality, book in books.items()}


def _all_questions(library: Library) -> Callable[[str], tuple[Question, ...]]:
    """What the documents say of each factor, by primary; they say the same of every patient."""
    return cache(lambda primary: questions(library.sources, primary))
