"""Everything that the documents ask for one option, and the verdict that follows from each line's finding.

The verdict of a patient with one fact changed judges anew only the lines that ask for that fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.source import Source
from haic_core.judgement.findings import Supposed, every, judge
from haic_core.words.vocabulary import Finding, Modality, Role, Tier, Verdict


@dataclass(frozen=True, slots=True)
class ListReading:
    """A document's whole list, judged. blocked: it asks for more than the facts can show, so it is never met."""

    source: str
    finding: Finding
    blocked: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One document's criteria for the option. has_list: it prints entry criteria; blocked: not all of them."""

    source: str
    rules: tuple[Criterion, ...]
    has_list: bool
    blocked: bool

    @classmethod
    def of(cls, source: Source, modality: Modality) -> Self:
        rules = source.criteria_for(modality)
        has_list = any(rule.role is Role.ENTRY for rule in rules)
        return cls(source.key, rules, has_list, not source.gives_entry_list(modality))

    def reading(self, findings: Sequence[Finding]) -> ListReading:
        """Kleene's and over the entry and exclusion criteria; cautions do not belong to the list.

        A criterion marked ``if_recorded`` is our reading of words without a limit: it counts only where unmet.
        """
        counted = [
            finding
            for rule, finding in zip(self.rules, findings, strict=True)
            if rule.role is not Role.CAUTION and (not rule.if_recorded or finding is Finding.NOT_MET)
        ]
        finding = every(counted)
        if self.blocked and finding is Finding.MET:
            finding = Finding.NOT_RECORDED
        return ListReading(self.source, finding, self.blocked)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The pages of every document of tier A or B that speaks of one option."""

    modality: Modality
    pages: tuple[Page, ...]
    always_listed: bool

    @classmethod
    def of(cls, modality: Modality, sources: Sequence[Source], always_listed: bool = False) -> Self:
        pages = (Page.of(source, modality) for source in sources if source.tier is not Tier.C)
        return cls(modality, tuple(page for page in pages if page.rules), always_listed)

    def findings(self, patient: Patient) -> tuple[tuple[Finding, ...], ...]:
        """What each line of each page says of a patient."""
        return tuple(tuple(judge(rule, patient) for rule in page.rules) for page in self.pages)

    def findings_with(
        self, known: Sequence[Sequence[Finding]], patient: Patient, fact: str, value: Value | Fraction
    ) -> tuple[tuple[Finding, ...], ...]:
        """The findings once one fact has another value, from those of the patient as recorded."""
        changed = Supposed(patient, fact, value)
        return tuple(
            tuple(
                judge(rule, changed) if fact in rule.facts else finding
                for rule, finding in zip(page.rules, own, strict=True)
            )
            for page, own in zip(self.pages, known, strict=True)
        )

    def lists(self, findings: Sequence[Sequence[Finding]]) -> tuple[ListReading, ...]:
        """Each whole printed list, judged."""
        return tuple(page.reading(own) for page, own in zip(self.pages, findings, strict=True) if page.has_list)

    def verdict(self, findings: Sequence[Sequence[Finding]]) -> Verdict:
        """A recorded contraindication fails at once; then one whole list met is enough; then one still open."""
        unmet = {
            rule.role
            for page, own in zip(self.pages, findings, strict=True)
            for rule, finding in zip(page.rules, own, strict=True)
            if finding is Finding.NOT_MET
        }
        if Role.CONTRAINDICATION in unmet:
            return Verdict.FAILS
        lists = self.lists(findings)
        if self.always_listed or any(reading.finding is Finding.MET for reading in lists):
            return Verdict.CAUTION if Role.CAUTION in unmet else Verdict.MEETS
        told = telling(lists)
        still_open = not told or any(reading.finding is Finding.NOT_RECORDED for reading in told)
        return Verdict.UNKNOWN if still_open else Verdict.FAILS


def read_list(source: Source, modality: Modality, patient: Patient) -> ListReading:
    """One document's whole list for one option and one patient."""
    page = Page.of(source, modality)
    return page.reading([judge(rule, patient) for rule in page.rules])


def telling(lists: Sequence[ListReading]) -> list[ListReading]:
    """The lists that can decide. One with a limit left unprinted can never be called met, so it counts only where no
    document prints a complete list."""
    return [reading for reading in lists if not reading.blocked] or list(lists)
