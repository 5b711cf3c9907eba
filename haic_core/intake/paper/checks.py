"""What a draft is checked for beyond the reader: does it add up, does every survival figure have its clock, does every
cohort say where its metastases came from, are its worked patients judged as they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import read_patient
from haic_core.evidence.audit import audit
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.figures import SURVIVAL_LIKE
from haic_core.evidence.library import Library
from haic_core.evidence.series import series_of
from haic_core.evidence.source import Source
from haic_core.intake.paper.places import Raw, found, rows, table
from haic_core.judgement.alone import verdict_alone
from haic_core.wording import paper as said
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Modality, Role, Statistic, Verdict

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_IN_A_TEXT = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+[^\s.,;)]")
_TIMED = (Statistic.MEDIAN, Statistic.SURVIVAL_PERCENT)


class Weight(StrEnum):
    """WRONG: the library would leave the document out. OPEN: to be written before the paper is done. TOLD: to know."""

    WRONG = "wrong"
    OPEN = "open"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a check found. locators: where the figures stand. key: by which a dispute declares it, '' where none
    can."""

    weight: Weight
    sentence: str
    locators: tuple[str, ...] = ()
    key: str = ""


def checks(raw: Raw, readable: Source | None, library: Library) -> tuple[Check, ...]:
    """Everything found on a draft, what is wrong first. readable: the part of it that can be read."""
    told = [*_citation(raw, library), *_primaries(raw)]
    if readable:
        told += [*_adding_up(readable), *_clocks(readable), *_patients(readable, library)]
    return tuple(sorted(told, key=lambda one: list(Weight).index(one.weight)))


def doi_fault(doi: object) -> str:
    """What is wrong with the form of a DOI, in a sentence; nothing where it has the form or there is none."""
    if not isinstance(doi, str) or _DOI.fullmatch(doi):
        return ""
    inside = _IN_A_TEXT.search(doi)
    return said.no_doi(doi, inside[0] if inside else "")


def _citation(raw: Raw, library: Library) -> Iterator[Check]:
    if sentence := doi_fault(found(raw, ("citation", "doi"))):
        yield Check(Weight.OPEN, sentence)
    key = raw.get("key")
    held = next((source for source in library.sources if source.key == key), None)
    if held:
        yield Check(Weight.TOLD, said.already_held(held.short, held.key))


def _primaries(raw: Raw) -> Iterator[Check]:
    """A cohort that does not say where its metastases came from is read as breast; that is not to happen unasked."""
    cohorts = [(place, table(raw, place)) for place in rows(raw, ("cohort",))]
    silent = [
        str(cohort.get("label") or cohort.get("id") or place[-1])
        for place, cohort in cohorts
        if "primary" not in cohort
    ]
    if silent:
        yield Check(Weight.OPEN, said.no_primary(silent))


def _adding_up(source: Source) -> Iterator[Check]:
    report = audit([source])
    for found_wrong in report.undeclared:
        yield Check(Weight.WRONG, found_wrong.what, found_wrong.locators, found_wrong.key)
    for stale in report.stale:
        yield Check(Weight.WRONG, stale.sentence.removeprefix(f"{source.key}.toml: "))


def _clocks(source: Source) -> Iterator[Check]:
    for series in series_of(source):
        for endpoint in dict.fromkeys(_untimed(series.cohort)):
            yield Check(Weight.OPEN, said.no_clock(endpoint, series.cohort.label))


def _untimed(cohort: Cohort) -> Iterator[str]:
    """The endpoints of survival figures that nothing gives a time zero."""
    for outcome in cohort.outcome:
        timed = outcome.endpoint in SURVIVAL_LIKE and outcome.statistic in _TIMED
        if timed and cohort.clock_of(outcome.endpoint, outcome.term) is None:
            yield outcome.endpoint.value


def _patients(source: Source, library: Library) -> Iterator[Check]:
    """Each worked patient by the document's own lines; and for each option with lines, one who meets and one not."""
    earlier: dict[str, dict[str, Value]] = {}
    for worked in source.worked_patient:
        taken = earlier.get(worked.based_on or "", {})
        facts = {**{code: value for code, value in taken.items() if code not in worked.without}, **worked.facts}
        earlier.setdefault(worked.name, facts)
        if worked.based_on and worked.based_on not in list(earlier)[:-1]:
            yield Check(Weight.WRONG, said.no_base(worked.name, worked.based_on))
            continue
        try:
            recorded = read_patient(facts, said.patient_named(worked.name)).facts
        except Refusal as refusal:
            yield Check(Weight.WRONG, str(refusal))
            continue
        judged = verdict_alone(source, worked.modality, recorded, library.derived)
        if judged is not worked.verdict:
            yield Check(Weight.WRONG, said.other_verdict(worked.name, judged, worked.verdict))
    yield from _shown(source)


def _shown(source: Source) -> Iterator[Check]:
    """For each option with lines that decide, somebody who is let in and somebody who is not."""
    told: dict[Modality, set[Verdict]] = {}
    for worked in source.worked_patient:
        told.setdefault(worked.modality, set()).add(worked.verdict)
    for modality in Modality:
        lines = _deciding(source.criteria_for(modality))
        lets_in, stops = bool(lines), bool(lines - {"primary"} or _deciding(source.limits_for(modality)))
        shown = told.get(modality, set())
        if lets_in and not shown & {Verdict.MEETS, Verdict.CAUTION}:
            yield Check(Weight.OPEN, said.nobody_meets(modality))
        if stops and Verdict.FAILS not in shown:
            yield Check(Weight.OPEN, said.nobody_fails(modality))


def _deciding(lines: Iterable[Criterion]) -> set[str]:
    """The facts that decide, whatever only warns."""
    return {code for line in lines if line.role is not Role.CAUTION for code in line.facts}
