"""Everything that the documents ask for one option, and the verdict that follows from each line's finding.

The verdict of a patient with one fact changed judges anew only the lines that ask for that fact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Self

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.library import Library
from haic_core.evidence.series import speaking_of
from haic_core.evidence.source import OpenStatement, Source
from haic_core.judgement.findings import Supposed, every, judge
from haic_core.words.vocabulary import Finding, Modality, Role, Verdict


@dataclass(frozen=True, slots=True)
class ListReading:
    """A document's whole list, judged. blocked: it asks for more than the facts can show, so it is never met."""

    source: str
    finding: Finding
    blocked: bool


@dataclass(frozen=True)
class PrintedList:
    """One document's criteria for the option. has_entry: some of them are entry criteria; blocked: the document asks
    for more than these."""

    source: str
    rules: tuple[Criterion, ...]
    has_entry: bool
    blocked: bool

    @classmethod
    def of(cls, source: Source, modality: Modality) -> Self:
        rules = (*source.criteria_for(modality), *source.limits_for(modality))
        has_entry = any(rule.role is Role.ENTRY for rule in rules)
        return cls(source.key, rules, has_entry, False)

    @cached_property
    def asked(self) -> Mapping[str, frozenset[int]]:
        """Every fact that the list asks for, with the lines that do."""
        codes = dict.fromkeys(code for rule in self.rules for code in rule.facts)
        return {code: frozenset(line for line, rule in enumerate(self.rules) if code in rule.facts) for code in codes}

    def findings(self, patient: Patient) -> tuple[Finding, ...]:
        """What each line says of a patient."""
        return tuple(judge(rule, patient) for rule in self.rules)

    def findings_with(self, known: Sequence[Finding], changed: Supposed, fact: str) -> Sequence[Finding]:
        """The findings for a patient in whom one fact has changed, from those of before."""
        lines = self.asked.get(fact)
        if lines is None:
            return known
        return tuple(
            judge(rule, changed) if line in lines else finding
            for line, (rule, finding) in enumerate(zip(self.rules, known, strict=True))
        )

    def reading_of(self, patient: Patient) -> ListReading:
        """The whole list, judged for a patient."""
        return self.reading(self.findings(patient))

    def reading(self, findings: Sequence[Finding]) -> ListReading:
        """Kleene's and over the entry and exclusion criteria; cautions do not belong to the list.

        A criterion marked ``if_recorded`` is our reading of words without a limit: it counts only where unmet.
        """
        counted = [finding for rule, finding in zip(self.rules, findings, strict=True) if rule.role is not Role.CAUTION]
        finding = every(counted)
        if self.blocked and finding is Finding.MET:
            finding = Finding.NOT_RECORDED
        return ListReading(self.source, finding, self.blocked)


@dataclass(frozen=True)
class RuleBook:
    """What every document of tier A or B asks for one option: the lists it prints, and its statements without a limit
    (with the document's key)."""

    modality: Modality
    printed: tuple[PrintedList, ...]
    open_statements: tuple[tuple[str, OpenStatement], ...]
    always_listed: bool

    @classmethod
    def of(cls, modality: Modality, sources: Sequence[Source], always_listed: bool = False) -> Self:
        own = speaking_of(sources, modality)
        printed = tuple(PrintedList.of(source, modality) for source in own)
        said = tuple(
            (source.key, statement)
            for source in own
            for statement in source.open_statement
            if statement.modality is modality
        )
        return cls(modality, printed, said, always_listed)

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition of every line, in order."""
        return tuple(condition for one in self.printed for rule in one.rules for condition in rule.conditions)

    def list_of(self, source: str) -> PrintedList | None:
        """The list of the document with this key, where it prints one."""
        return next((one for one in self.printed if one.source == source), None)

    def findings(self, patient: Patient) -> tuple[tuple[Finding, ...], ...]:
        """What each line of each list says of a patient."""
        return tuple(one.findings(patient) for one in self.printed)

    def findings_with(
        self, known: Sequence[Sequence[Finding]], patient: Patient, fact: str, value: Value | Fraction
    ) -> tuple[Sequence[Finding], ...]:
        """The findings once one fact has another value, from those of the patient as recorded."""
        changed = Supposed(patient, fact, value)
        return tuple(one.findings_with(own, changed, fact) for one, own in zip(self.printed, known, strict=True))

    def lists(self, findings: Sequence[Sequence[Finding]]) -> tuple[ListReading, ...]:
        """Each whole printed list, judged."""
        return tuple(one.reading(own) for one, own in zip(self.printed, findings, strict=True) if one.has_entry)

    def verdict(self, findings: Sequence[Sequence[Finding]]) -> Verdict:
        """A recorded contraindication fails at once; then one whole list met is enough; then one still open."""
        unmet = {
            rule.role
            for one, own in zip(self.printed, findings, strict=True)
            for rule, finding in zip(one.rules, own, strict=True)
            if finding is Finding.NOT_MET
        }
        if Role.CONTRAINDICATION in unmet:
            return Verdict.FAILS
        lists = self.lists(findings)
        if self.always_listed or any(reading.finding is Finding.MET for reading in lists):
            return Verdict.CAUTION if Role.CAUTION in unmet else Verdict.MEETS
        deciding = deciding_lists(lists)
        still_open = not deciding or any(reading.finding is Finding.NOT_RECORDED for reading in deciding)
        return Verdict.UNKNOWN if still_open else Verdict.FAILS


def rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    """The rule book of every option, made once for a library and kept with it."""
    return library.once(_rule_books)


def _rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    return MappingProxyType(
        {
            entry.modality: RuleBook.of(entry.modality, library.sources, entry.always_listed)
            for entry in library.modalities
        }
    )


def deciding_lists(lists: Sequence[ListReading]) -> list[ListReading]:
    """The lists that can decide. One with a limit left unprinted can never be called met, so it counts only where no
    document prints a complete list."""
    return [reading for reading in lists if not reading.blocked] or list(lists)
