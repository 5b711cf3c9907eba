"""A published cohort: who entered, what happened, by group, with the place of every figure."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from haic_core.case.facts import FACTS
from haic_core.evidence.criterion import Condition
from haic_core.evidence.outcome import Association, Clock, CurveBasis, Harm, Outcome
from haic_core.evidence.span import WrittenSpan, check_span
from haic_core.words.record import Code, Count, Pair, Record, Text
from haic_core.words.refusal import nearest
from haic_core.words.vocabulary import Endpoint, Modality, Particle, Sites


class Group(Record):
    """Part of a cohort. ``where`` defines it by facts known before treatment; without ``where`` the group is
    defined by what happened later (response), so no patient can be matched to it. Groups that name the same
    ``split`` are the whole cohort together, each patient in one of them."""

    id: Code
    """Name of the group inside its cohort: lower-case letters, digits and underscores."""
    label: Text
    """The group's name as a screen shows it."""
    n: Count | None = None
    """Number of patients in the group."""
    where: tuple[Condition, ...] = ()
    """The facts known before treatment that define the group; empty where only the outcome defines it."""
    particle: Particle | None = None
    """Of a group defined by the spheres of a radioembolisation: which."""
    split: Text | None = None
    """Name shared by the groups that together are the whole cohort, each patient in one of them."""
    locator: Text
    """Section, table or figure where the group and its size stand."""
    note: Text | None = None
    """A remark of this library."""


class Share(Record):
    """One printed row of a baseline table: a label, its count and the percentage as printed."""

    label: Text
    """The row's label as printed."""
    count: Count | None = None
    """Number of patients in the row."""
    percent: float | None = None
    """Percentage as printed, 0 to 100; it is not recomputed."""
    when: WrittenSpan | None = None
    """The values of the baseline's fact that the row stands for, where it has one."""


class Baseline(Record):
    """One printed characteristic: a distribution (median or mean with range) or counts by category."""

    name: Text
    """The characteristic's name as printed."""
    fact: Code | None = None
    """Code of the case's fact that it describes, where there is one."""
    group: Code | None = None
    """Id of the group it is printed for; absent for the whole cohort."""
    unit: str = ""
    """Unit of median, mean, sd, single and range; empty for a pure number."""
    n: Count | None = None
    """Number of patients with a value, where it is not the whole group."""
    median: float | None = None
    """Median, in the unit given."""
    mean: float | None = None
    """Mean, in the unit given."""
    sd: float | None = None
    """Standard deviation, in the unit given."""
    single: float | None = None
    """The value of the one patient of a case report, in the unit given."""
    range: Pair | None = None
    """Smallest and largest value, in the unit given."""
    shares: tuple[Share, ...] = ()
    """Counts by category, as the rows of the printed table."""
    exhaustive: bool = True
    """Whether the counts should add up to the patients with a value; false where rows overlap or are left out."""
    locator: Text
    """Section, table or figure where it stands."""
    note: Text | None = None
    """A remark of this library."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.fact is not None:
            if self.fact not in FACTS:
                raise ValueError(f"there is no fact {self.fact!r}.{nearest(self.fact, FACTS)}")
            for share in self.shares:
                if share.when is not None:
                    check_span(FACTS[self.fact], share.when.span)
        if not self.shares and all(value is None for value in (self.median, self.mean, self.range, self.single)):
            raise ValueError(f"the baseline {self.name!r} prints no figure")
        return self


class Cohort(Record):
    """One treated series of one document, or one that the document quotes."""

    id: Code
    """Name of the cohort inside this file: lower-case letters, digits and underscores."""
    label: Text
    """The cohort's name as a screen shows it."""
    modality: Modality
    """The option with which it was treated."""
    primary: Text = "breast"
    """Origin of the liver metastases."""
    treatment: Text
    """The treatment in our words, with drugs and route."""
    sites: Sites = Sites.LIVER
    """Where its patients had metastases: 'liver' where all had them there, 'visceral' or 'all' sites otherwise."""
    liver_metastases: Count | None = None
    """Of a cohort of other sites: how many had liver metastases, where that is printed."""
    subtype: tuple[Condition, ...] = ()
    """The receptors that all its patients had, as facts of the case, where only such patients entered."""
    therapy: Text | None = None
    """The systemic therapy of data/eras.toml that it was given, under the name it has there."""
    particle: Particle | None = None
    """Of a radioembolisation: the spheres; 'not stated' where the part read does not say."""
    n: Count | None = None
    """Number of patients."""
    enrolled: tuple[int, int] | None = None
    """First and last calendar year of enrolment, where they are not those of the study."""
    quoted_from: Text | None = None
    """Whose series it is, where this document only quotes it."""
    same_patients_as: Text | None = None
    """Key of the cohort that holds the same patients, as document/cohort; they are not pooled twice."""
    selected_by: Literal["downstaging"] | None = None
    """How patients were selected by what happened after treatment began, such as successful downstaging."""
    clock: tuple[Clock, ...] = ()
    """When time begins, endpoint by endpoint; each survival figure needs it."""
    locator: Text
    """Section, table or figure where the cohort is described."""
    note: Text | None = None
    """A remark of this library."""
    group: tuple[Group, ...] = ()
    """Parts of the cohort for which figures are printed."""
    baseline: tuple[Baseline, ...] = ()
    """Who entered: the printed characteristics."""
    outcome: tuple[Outcome, ...] = ()
    """What happened: response, survival, recurrence."""
    harm: tuple[Harm, ...] = ()
    """Adverse events, by grade as printed."""
    association: tuple[Association, ...] = ()
    """What is said of single factors and an endpoint."""
    curve: tuple[CurveBasis, ...] = ()
    """What a reconstructed survival curve rests on besides the printed outcomes."""

    @model_validator(mode="after")
    def _spheres_are_of_y90(self) -> Self:
        told = self.particle or next((group.particle for group in self.group if group.particle), None)
        if told and self.modality is not Modality.Y90:
            raise ValueError(f"spheres are of Y-90; the cohort {self.id!r} is of {self.modality.value!r}")
        return self

    @model_validator(mode="after")
    def _groups_exist(self) -> Self:
        known = {group.id for group in self.group}
        parts: tuple[Baseline | Outcome | Harm | CurveBasis, ...] = (
            *self.baseline,
            *self.outcome,
            *self.harm,
            *self.curve,
        )
        for part in parts:
            if part.group is not None and part.group not in known:
                raise ValueError(f"there is no group {part.group!r} in cohort {self.id!r}.{nearest(part.group, known)}")
        return self

    @model_validator(mode="after")
    def _one_clock_each(self) -> Self:
        known = [(clock.endpoint.value, clock.term) for clock in self.clock]
        twice = next((one for one in known if known.count(one) > 1), None)
        if twice:
            raise ValueError(f"two clocks of cohort {self.id!r} are for {' '.join(part for part in twice if part)}")
        return self

    @property
    def spheres(self) -> Particle | None:
        """The spheres of a radioembolisation, not stated where nothing is said; None of any other option."""
        return (self.particle or Particle.NOT_STATED) if self.modality is Modality.Y90 else None

    def clock_of(self, endpoint: Endpoint, term: str | None = None) -> Clock | None:
        """The clock of a term where it has its own, else that of its endpoint."""
        own = {clock.term: clock for clock in self.clock if clock.endpoint is endpoint}
        return own.get(term, own.get(None))

    def find_group(self, group: str | None) -> Group | None:
        return next((known for known in self.group if known.id == group), None)

    def size(self, group: str | None) -> int | None:
        """Patients in a group, or in the cohort when ``group`` is None."""
        found = self.find_group(group)
        return found.n if found else self.n
