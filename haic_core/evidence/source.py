"""A published document: citation, study, criteria, cohorts, regimens, disputes, worked patients."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.criterion import Criterion
from haic_core.words.record import Code, Record, Text
from haic_core.words.vocabulary import Design, DocumentKind, Modality, Role, Tier, Verdict


class Citation(Record):
    """What identifies a document, as far as it is printed where this library could read it."""

    first_author: Text
    title: Text
    journal: Text | None = None
    year: Annotated[int, Field(ge=1960, le=2100)] | None = None
    volume_pages: Text | None = None
    doi: Text | None = None
    pmid: Text | None = None
    address: Text | None = None
    note: Text | None = None


class Study(Record):
    """How the document's figures came about."""

    design: Design
    setting: Text
    enrolled: tuple[int, int] | None = None
    response_criteria: Text | None = None
    toxicity_criteria: Text | None = None
    software: Text | None = None
    limits: tuple[Text, ...] = ()
    locator: Text


class OpenStatement(Record):
    """A requirement the document states without a limit that a fact could be compared with.

    blocks: the printed list cannot be called met by this tool, because the missing limit concerns safety or
    decides the option; the board judges it.
    """

    modality: Modality
    about: Text
    blocks: bool
    locator: Text


class Drug(Record):
    """One drug of a regimen, doses as printed."""

    name: Text
    dose: Text
    route: Text
    days: Text | None = None


class Regimen(Record):
    """A regimen as printed; shown, never computed for a patient."""

    id: Code
    label: Text
    modality: Modality
    cohort: Code | None = None
    drugs: tuple[Drug, ...] = ()
    cycle: Text | None = None
    partner: Text | None = None
    access: Text | None = None
    dose_rules: Text | None = None
    quoted_from: Text | None = None
    locator: Text
    note: Text | None = None


class Dispute(Record):
    """Where a document contradicts itself or another.

    settles: keys of the audit's findings this explains; empty where only reading can find it (kind 'reading').
    figures: ids of the figures to be shown as disputed.
    """

    id: Code
    kind: Literal["arithmetic", "interval", "definition", "transcription", "between_documents", "reading"]
    what: Text
    shown: Text
    between: tuple[Text, ...] = Field(min_length=1)
    figures: tuple[Text, ...] = ()
    settles: tuple[Text, ...] = ()


class Bias(Record):
    """One ROBINS-I (version 2) domain, judged from what the document says of itself."""

    domain: Literal[
        "confounding", "classification", "selection", "deviations", "missing_data", "measurement", "reporting"
    ]
    rating: Literal["low", "moderate", "serious", "critical", "no_information"]
    reason: Text
    locator: Text


class WorkedPatient(Record):
    """A patient with the verdict this document alone gives; ``based_on`` starts from another's facts."""

    name: Text
    modality: Modality
    verdict: Verdict
    based_on: Text | None = None
    without: tuple[Code, ...] = ()
    facts: dict[str, float | int | bool | str] = {}


class Source(Record):
    """Everything one published document says."""

    schema_: Literal[1] = Field(alias="schema")
    key: Code
    tier: Tier
    tier_reason: Text | None = None
    document: DocumentKind
    peer_reviewed: bool
    caveat: Text | None = None
    citation: Citation
    study: Study
    open_statement: tuple[OpenStatement, ...] = ()
    criterion: tuple[Criterion, ...] = ()
    cohort: tuple[Cohort, ...] = ()
    regimen: tuple[Regimen, ...] = ()
    dispute: tuple[Dispute, ...] = ()
    bias: tuple[Bias, ...] = ()
    worked_patient: tuple[WorkedPatient, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for name in ("cohort", "regimen", "dispute"):
            ids = [part.id for part in getattr(self, name)]
            twice = next((code for code in ids if ids.count(code) > 1), None)
            if twice:
                raise ValueError(f"two {name} tables share the id {twice!r}")
        domains = [one.domain for one in self.bias]
        if len(domains) != len(set(domains)):
            raise ValueError("a domain of bias is judged twice")
        return self

    def criteria_for(self, modality: Modality) -> tuple[Criterion, ...]:
        return tuple(rule for rule in self.criterion if rule.modality is modality)

    def gives_entry_list(self, modality: Modality) -> bool:
        """Whether meeting this document's list can be called meeting published entry criteria."""
        has_entry = any(rule.role is Role.ENTRY for rule in self.criteria_for(modality))
        blocked = any(said.blocks for said in self.open_statement if said.modality is modality)
        return has_entry and not blocked and self.tier is not Tier.C

    @property
    def short(self) -> str:
        """Author and year, as a table row names it."""
        year = f" {self.citation.year}" if self.citation.year else ""
        return f"{self.citation.first_author}{year}"
