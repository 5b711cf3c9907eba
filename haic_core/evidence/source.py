"""A published document: citation, study, criteria, cohorts, regimens, disputes, worked patients."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.earlier import OF_LIMITS
from haic_core.evidence.entry_list import EntryList
from haic_core.words.record import Code, Record, Text
from haic_core.words.vocabulary import Design, DocumentKind, Extent, Modality, Role, Tier, Verdict


class Citation(Record):
    """What identifies a document, as far as it is printed where this library could read it."""

    first_author: Text
    """Family name of the first author, or the body that wrote the document."""
    title: Text
    """The title as printed; […] marks where it was cut off in the text read here."""
    journal: Text | None = None
    """The journal, as printed or abbreviated."""
    year: Annotated[int, Field(ge=1960, le=2100)] | None = None
    """Year of publication."""
    mark: Text | None = None
    """What tells it apart from another document of the same author and year: a letter behind the year, or a word."""
    volume_pages: Text | None = None
    """Volume, issue, pages or article number, as printed."""
    doi: Text | None = None
    """Digital object identifier, without a resolver's address in front."""
    pmid: Text | None = None
    """Identifier in PubMed, digits only."""
    address: Text | None = None
    """Web address at which the document was read, where it has no DOI."""
    note: Text | None = None
    """What is missing from the citation, or where a part of it was taken from."""


class Study(Record):
    """How the document's figures came about."""

    design: Design
    """How the figures were collected, one word of a closed list."""
    setting: Text
    """Where and among whom: hospitals, countries, arms and their sizes, in a few words."""
    enrolled: tuple[int, int] | None = None
    """First and last calendar year of enrolment or treatment."""
    trial: Text | None = None
    """The name by which a trial is called, where it has one that the citation does not show."""
    bears_on: tuple[Modality, ...] = ()
    """Options that a randomised comparison speaks of besides those of its cohorts, such as one part of a mixed arm."""
    response_criteria: Text | None = None
    """The criteria by which response was judged, with their version where printed."""
    toxicity_criteria: Text | None = None
    """The criteria by which adverse events were graded, with their version where printed."""
    software: Text | None = None
    """The statistical software, as printed; it decides how an interval of a median was made."""
    limits: tuple[Text, ...] = ()
    """What weakens the document's figures, one short phrase each."""
    locator: Text
    """Section, table or figure where the design is described."""


class OpenStatement(Record):
    """A requirement without a limit that a fact could be compared with: shown for the board, judged by nobody."""

    modality: Modality
    """The option about which the document states it."""
    about: Text
    """The requirement in our words, never the document's sentence."""
    locator: Text
    """Section, table or figure where it is stated."""


class Drug(Record):
    """One drug of a regimen, doses as printed."""

    name: Text
    """International non-proprietary name of the drug or particle."""
    dose: Text
    """Dose with its unit, as printed."""
    route: Text
    """How it is given, such as intra-arterial or intravenous."""
    days: Text | None = None
    """Days or times of the cycle, as printed."""


class Regimen(Record):
    """A regimen as printed; shown, never computed for a patient."""

    id: Code
    """Name of the regimen inside this file: lower-case letters, digits and underscores."""
    label: Text
    """The regimen's name as a screen shows it."""
    modality: Modality
    """The option of which it is one form."""
    cohort: Code | None = None
    """Id of the cohort of this file that was treated so."""
    drugs: tuple[Drug, ...] = ()
    """The drugs in the order in which they are given."""
    cycle: Text | None = None
    """Length and number of cycles, as printed."""
    partner: Text | None = None
    """What was given along with it, such as continued systemic treatment."""
    access: Text | None = None
    """How the liver's artery was reached, as printed."""
    dose_rules: Text | None = None
    """When the dose is lowered, delayed or stopped, as printed."""
    quoted_from: Text | None = None
    """Whose regimen it is, where this document only quotes it."""
    locator: Text
    """Section, table or figure where the regimen stands."""
    note: Text | None = None
    """A remark of this library."""


class Dispute(Record):
    """Where a document contradicts itself or another."""

    id: Code
    """Name of the dispute inside this file: lower-case letters, digits and underscores."""
    kind: Literal["arithmetic", "interval", "definition", "transcription", "between_documents", "reading"]
    """What sort of contradiction it is; 'reading' where only a reader can find it."""
    what: Text
    """The contradiction itself: which figures, and why they cannot all be true."""
    shown: Text
    """What this library shows in spite of it."""
    between: tuple[Text, ...] = Field(min_length=1)
    """The places that contradict each other, sections, tables or other documents."""
    figures: tuple[Text, ...] = ()
    """Ids of the figures to be shown as disputed, such as 'hsiao/haic:PFS:median'."""
    settles: tuple[Text, ...] = ()
    """Keys of the audit's findings that this dispute explains."""


Domain = Literal["confounding", "classification", "selection", "deviations", "missing_data", "measurement", "reporting"]


class Bias(Record):
    """One ROBINS-I (version 2) domain, judged from what the document says of itself."""

    domain: Domain
    """The domain of ROBINS-I, version 2."""
    rating: Literal["low", "moderate", "serious", "critical", "no_information"]
    """The risk of bias in this domain."""
    reason: Text
    """What in the document led to this rating, in our words."""
    locator: Text
    """Section, table or figure on which the rating rests."""


class WorkedPatient(Record):
    """A patient with what this document's own lines say of her; ``based_on`` starts from another's facts."""

    name: Text
    """A sentence that tells the patient, such as 'the same woman with platelets one below the limit'."""
    modality: Modality
    """The option that is judged."""
    verdict: Verdict
    """What its lines say, read alone: meets where the list is met, caution where besides a caution is recorded, fails
    where a line of the list or an absolute limit is not met, unknown otherwise; limits alone never read as met."""
    based_on: Text | None = None
    """Name of an earlier worked patient of this file whose facts are taken over."""
    without: tuple[Code, ...] = ()
    """Facts of that earlier patient that are not recorded here."""
    facts: dict[str, float | int | bool | str] = {}
    """The recorded facts by their code, in the fact's own unit; they overrule those taken over."""


class Source(Record):
    """Everything one published document says."""

    schema_: Literal[2] = Field(alias="schema")
    """Version of this file format; files of version 1 are read as what they say today."""
    key: Code
    """The document's key, the same as the file's name without .toml."""
    tier: Tier
    """A: included; B: included with its caveat on screen; C: context only, neither rule nor curve."""
    tier_reason: Text | None = None
    """Why the document stands in its tier, where that is not plain from its design."""
    document: DocumentKind
    """How much of the document was read."""
    peer_reviewed: bool
    """Whether the document itself went through peer review as it was read here."""
    caveat: Text | None = None
    """The one reservation that is shown wherever the document's figures are."""
    citation: Citation
    """What identifies the document."""
    study: Study
    """How the document's figures came about."""
    open_statement: tuple[OpenStatement, ...] = ()
    """Requirements without a limit that a fact could be compared with."""
    list_: tuple[EntryList, ...] = Field(default=(), alias="list")
    """For each option with criteria, whether they are the whole list or a part of it."""
    criterion: tuple[Criterion, ...] = ()
    """Who entered, or was to enter: the lines of the document's list for an option."""
    limit: tuple[Criterion, ...] = ()
    """Whom not to treat, or only with caution: what a label, a society or a review prints as contraindication."""
    device: Text | None = None
    """The one device of whose label or protocol the document speaks, such as resin microspheres."""
    cohort: tuple[Cohort, ...] = ()
    """Who was treated and what happened, one table a treated series."""
    regimen: tuple[Regimen, ...] = ()
    """How the treatment was given, as printed."""
    dispute: tuple[Dispute, ...] = ()
    """Where the document contradicts itself or another; nothing is repaired."""
    bias: tuple[Bias, ...] = ()
    """Risk of bias by domain, at most one judgement each."""
    worked_patient: tuple[WorkedPatient, ...] = ()
    """Patients on whom the document's criteria were tried, with the verdict expected."""

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

    @model_validator(mode="after")
    def _lists_are_marked(self) -> Self:
        marked = [one.modality for one in self.list_]
        for modality in dict.fromkeys(line.modality for line in self.criterion):
            if modality not in marked:
                raise ValueError(
                    f"the list of criteria for {modality.value!r} does not say whether it is whole; add [[list]] with "
                    f'modality = "{modality.value}" and extent = "part", or extent = "whole" where every line is held'
                )
        for one in self.list_:
            if marked.count(one.modality) > 1:
                raise ValueError(f"two lists are marked for {one.modality.value!r}; a document has one an option")
            if not self.criteria_for(one.modality):
                raise ValueError(f"the list for {one.modality.value!r} has no criterion")
            if one.extent is Extent.WHOLE and one.printed_for:
                raise ValueError(
                    f"the list for {one.modality.value!r} was printed for {one.printed_for}; a list for another "
                    f"disease is a part here, however complete"
                )
        return self

    @model_validator(mode="after")
    def _lists_and_limits_are_apart(self) -> Self:
        if self.limit and self.study.design not in OF_LIMITS:
            raise ValueError(
                f"a document of design {self.study.design.value!r} prints who entered, not whom not to treat; "
                f"write its [[limit]] lines as [[criterion]]"
            )
        if self.criterion and self.study.design is Design.GUIDELINE_OR_LABEL:
            raise ValueError("a label or a society prints limits, not who entered; write its lines as [[limit]]")
        if any(line.role is Role.ENTRY for line in self.limit):
            raise ValueError(
                "a limit needs a direction: role = 'contraindication' where it is absolute, 'caution' where relative"
            )
        return self

    def criteria_for(self, modality: Modality) -> tuple[Criterion, ...]:
        """The lines of the document's list for an option."""
        return tuple(rule for rule in self.criterion if rule.modality is modality)

    def limits_for(self, modality: Modality) -> tuple[Criterion, ...]:
        """What the document forbids or warns of for an option."""
        return tuple(rule for rule in self.limit if rule.modality is modality)

    def list_for(self, modality: Modality) -> EntryList | None:
        """The mark of the document's list for an option, where it prints one."""
        return next((one for one in self.list_ if one.modality is modality), None)

    @property
    def is_context(self) -> bool:
        """Whether the document is shown as context only (tier C) and weighs in no answer."""
        return self.tier is Tier.C

    @property
    def short(self) -> str:
        """Author and year, as a table row names it; no other document of the library is named so."""
        cited = self.citation
        year, mark = str(cited.year or ""), cited.mark or ""
        named = [f"{year}{mark}"] if year and len(mark) == 1 else [year, mark]
        return " ".join(part for part in (cited.first_author, *named) if part)
