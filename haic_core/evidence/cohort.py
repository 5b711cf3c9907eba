"""A published cohort: who entered, what happened, by group, with the place of every figure."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from haic_core.case.facts import FACTS
from haic_core.evidence.criterion import Condition, Span, check_bound
from haic_core.words.record import Code, Pair, Record, Text
from haic_core.words.refusal import nearest
from haic_core.words.vocabulary import Endpoint, Modality, Statistic

Count = Annotated[int, Field(ge=0)]


class Group(Record):
    """Part of a cohort. ``where`` defines it by facts known before treatment; without ``where`` the group is
    defined by what happened later (response), so no patient can be matched to it. Groups that name the same
    ``split`` are the whole cohort together, each patient in one of them."""

    id: Code
    label: Text
    n: Count | None = None
    where: tuple[Condition, ...] = ()
    split: Text | None = None
    locator: Text
    note: Text | None = None


class Share(Record):
    """One printed row of a baseline table: a label, its count and the percentage as printed."""

    label: Text
    count: Count | None = None
    percent: float | None = None
    when: Span | None = None


class Baseline(Record):
    """One printed characteristic: a distribution (median or mean with range) or counts by category.

    fact: the case fact it describes, where there is one. exhaustive: its counts should add up to n.
    single: the value of the one patient of a case report.
    """

    name: Text
    fact: Code | None = None
    group: Code | None = None
    unit: str = ""
    n: Count | None = None
    median: float | None = None
    mean: float | None = None
    sd: float | None = None
    single: float | None = None
    range: Pair | None = None
    shares: tuple[Share, ...] = ()
    exhaustive: bool = True
    locator: Text
    note: Text | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.fact is not None:
            if self.fact not in FACTS:
                raise ValueError(f"there is no fact {self.fact!r}.{nearest(self.fact, FACTS)}")
            for share in self.shares:
                if share.when is not None:
                    check_bound(FACTS[self.fact], share.when)
        if not self.shares and all(value is None for value in (self.median, self.mean, self.range, self.single)):
            raise ValueError(f"the baseline {self.name!r} prints no figure")
        return self


class Outcome(Record):
    """One printed result. value is as printed; percent stands beside a count; p may be a bound (``p_is = '<'``).

    at_months: for survival at a time. n: patients evaluated, where it is not the whole group.
    """

    endpoint: Endpoint
    statistic: Statistic
    value: float
    unit: str = ""
    percent: float | None = None
    ci: Pair | None = None
    range: Pair | None = None
    at_months: float | None = None
    group: Code | None = None
    n: Count | None = None
    p: float | None = None
    p_is: Literal["=", "<", ">", "<=", ">="] = "="
    versus: Text | None = None
    term: Text | None = None
    criteria: Text | None = None
    locator: Text
    note: Text | None = None


class Graded(Record):
    """Patients with one grade (or band of grades) of one adverse event."""

    grade: Text
    count: Count | None = None
    percent: float | None = None


class Harm(Record):
    """One adverse event, by grade as printed. repeats: the same event printed again elsewhere, not to be added.
    per: what is counted where it is not patients ('events', 'sessions')."""

    term: Text
    repeats: bool = False
    per: Text | None = None
    grades: tuple[Graded, ...] = Field(min_length=1)
    group: Code | None = None
    n: Count | None = None
    locator: Text
    note: Text | None = None


class Association(Record):
    """What a document says of one factor: associated with an endpoint or not, with its p or hazard ratio."""

    factor: Text
    fact: Code | None = None
    endpoint: Endpoint
    associated: bool
    better: Text | None = None
    p: float | None = None
    p_is: Literal["=", "<", ">", "<=", ">="] = "="
    hazard_ratio: float | None = None
    ci: Pair | None = None
    analysis: Text | None = None
    locator: Text
    note: Text | None = None


class CurveBasis(Record):
    """What a reconstructed curve rests on besides the printed outcomes of the same endpoint and group.

    events_basis says how the number of events follows from the print. leave_out names printed figures that
    cannot be true together with the others ('ci', 'range', 'events') and is explained by a dispute. n: the
    patients of a group whose size is not printed itself. drawn_with (whole cohort only): the split whose groups'
    curves are reconstructed together with this one, on the same patients.
    """

    endpoint: Literal[Endpoint.OS, Endpoint.PFS]
    group: Code | None = None
    n: Count | None = None
    n_basis: Text | None = None
    drawn_with: Text | None = None
    events: Count | None = None
    events_basis: Text | None = None
    ci_type: Literal["spss", "log", "log-log"] | None = None
    max_follow_up_months: float | None = None
    leave_out: tuple[Literal["ci", "range", "events"], ...] = ()
    dispute: Code | None = None
    warning: Literal["guarantee_time"] | None = None
    locator: Text


class Cohort(Record):
    """One treated series of one document. quoted_from: whose series it is when the document only quotes it."""

    id: Code
    label: Text
    modality: Modality
    primary: Text = "breast"
    treatment: Text
    n: Count | None = None
    enrolled: tuple[int, int] | None = None
    quoted_from: Text | None = None
    same_patients_as: Text | None = None
    selected_by: Literal["downstaging"] | None = None
    clock: dict[Text, Text] = {}
    locator: Text
    note: Text | None = None
    group: tuple[Group, ...] = ()
    baseline: tuple[Baseline, ...] = ()
    outcome: tuple[Outcome, ...] = ()
    harm: tuple[Harm, ...] = ()
    association: tuple[Association, ...] = ()
    curve: tuple[CurveBasis, ...] = ()

    @model_validator(mode="after")
    def _groups_exist(self) -> Self:
        known = {group.id for group in self.group}
        parts = (*self.baseline, *self.outcome, *self.harm, *self.curve)
        for part in parts:
            if part.group is not None and part.group not in known:
                raise ValueError(f"there is no group {part.group!r} in cohort {self.id!r}.{nearest(part.group, known)}")
        return self

    def find_group(self, group: str | None) -> Group | None:
        return next((known for known in self.group if known.id == group), None)

    def size(self, group: str | None) -> int | None:
        """Patients in a group, or in the cohort when ``group`` is None."""
        found = self.find_group(group)
        return found.n if found else self.n
