"""What happened to a cohort, as printed: response, survival, harms, single factors, and what a curve rests on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from haic_core.words.record import Code, Count, Pair, Record, Text
from haic_core.words.vocabulary import ClockStart, Endpoint, Statistic


class Outcome(Record):
    """One printed result: a response, a survival figure, a recurrence, with its interval and p where printed."""

    endpoint: Endpoint
    """What the figure measures."""
    statistic: Statistic
    """How the figure is stated."""
    value: float
    """The number as printed, in the unit given; the count where count and percentage are printed."""
    unit: str = ""
    """Unit of value, ci and range; empty for a pure number such as a ratio."""
    percent: float | None = None
    """Percentage printed beside a count, 0 to 100."""
    ci: Pair | None = None
    """Lower and upper limit of the printed interval (95 % unless the note says otherwise), in the unit given."""
    range: Pair | None = None
    """Smallest and largest value printed, in the unit given."""
    at_months: float | None = None
    """Time of a survival percentage or a count at a time, in months from the cohort's clock."""
    group: Code | None = None
    """Id of the group it is printed for; absent for the whole cohort."""
    n: Count | None = None
    """Number of patients evaluated, where it is not the whole group."""
    p: float | None = None
    """The p value as printed, or the bound printed for it."""
    p_is: Literal["=", "<", ">", "<=", ">="] = "="
    """How p is printed: '=' for a value, '<' for p < 0.001."""
    versus: Text | None = None
    """What it is compared with: the id of a group, or words."""
    term: Text | None = None
    """What exactly is stated, where one endpoint and statistic are printed more than once."""
    still_alive: bool | None = None
    """Of a count for OS, which has to say it: whether it counts all those alive when the study closed."""
    criteria: Text | None = None
    """The response criteria, where they are not those of the study."""
    locator: Text
    """Section, table or figure where it stands."""
    note: Text | None = None
    """A remark of this library."""

    @model_validator(mode="after")
    def _says_who_is_counted(self) -> Self:
        counted = self.endpoint is Endpoint.OS and self.statistic is Statistic.COUNT
        if counted != (self.still_alive is not None):
            raise ValueError(
                "still_alive = true or false belongs to a count for OS and to nothing else: whether it counts all "
                "those alive when the study closed"
            )
        return self


class Clock(Record):
    """When time begins for one endpoint."""

    endpoint: Endpoint
    """The endpoint that is counted from this moment."""
    term: Text | None = None
    """The term of the outcomes whose own clock it is; absent for the endpoint's common clock."""
    zero: Text
    """Time zero in the document's words, such as 'first HAIC infusion', or 'not stated'."""
    starts: ClockStart
    """What kind of moment that is; curves that start with treatment may share a chart."""


class Graded(Record):
    """Patients with one grade (or band of grades) of one adverse event."""

    grade: Text
    """Grade or band of grades as printed, such as '3-4' or 'any'."""
    serious: bool
    """Whether all of them had grade 3 or higher, or what the document calls major or severe."""
    count: Count | None = None
    """Number of patients, or of what 'per' names."""
    percent: float | None = None
    """Percentage as printed, 0 to 100."""


class Harm(Record):
    """One adverse event, by grade as printed."""

    term: Text
    """The adverse event as printed."""
    repeats: bool = False
    """True where the same event is printed again elsewhere and is not to be added."""
    per: Text | None = None
    """What is counted where it is not patients, such as 'events' or 'sessions'."""
    grades: tuple[Graded, ...] = Field(min_length=1)
    """The counts by grade, as printed."""
    group: Code | None = None
    """Id of the group it is printed for; absent for the whole cohort."""
    n: Count | None = None
    """Number of patients evaluated, where it is not the whole group."""
    locator: Text
    """Section, table or figure where it stands."""
    note: Text | None = None
    """A remark of this library."""


class Association(Record):
    """What a document says of one factor: associated with an endpoint or not, with its p or hazard ratio."""

    factor: Text
    """The factor as printed."""
    fact: Code | None = None
    """Code of the case's fact that it is about, where there is one."""
    endpoint: Endpoint
    """The endpoint with which it was compared."""
    associated: bool
    """Whether the document calls it associated."""
    better: Text | None = None
    """Which side of the factor did better, in one or two words."""
    p: float | None = None
    """The p value as printed, or the bound printed for it."""
    p_is: Literal["=", "<", ">", "<=", ">="] = "="
    """How p is printed: '=' for a value, '<' for p < 0.001."""
    hazard_ratio: float | None = None
    """Hazard ratio as printed, without unit."""
    ci: Pair | None = None
    """Lower and upper limit of the hazard ratio's interval (95 % unless the note says otherwise)."""
    analysis: Text | None = None
    """The test or model, such as 'Cox' or 'Fisher exact'."""
    locator: Text
    """Section, table or figure where it stands."""
    note: Text | None = None
    """A remark of this library."""


class CurveBasis(Record):
    """What a reconstructed curve rests on besides the printed outcomes of the same endpoint and group."""

    endpoint: Literal[Endpoint.OS, Endpoint.PFS]
    """The endpoint of the curve."""
    group: Code | None = None
    """Id of the group the curve is for; absent for the whole cohort."""
    n: Count | None = None
    """Number of patients of a group whose size is not printed itself."""
    n_basis: Text | None = None
    """How that number follows from what is printed."""
    drawn_with: Text | None = None
    """For a whole cohort: the split whose groups' curves are reconstructed on the same patients together with it."""
    events: Count | None = None
    """Number of events (deaths, or progressions and deaths)."""
    events_basis: Text | None = None
    """How the number of events follows from what is printed."""
    ci_type: Literal["spss", "log", "log-log"] | None = None
    """How the software made the interval of the median, where that is known."""
    max_follow_up_months: float | None = None
    """Longest follow-up, in months."""
    leave_out: tuple[Literal["ci", "range", "events"], ...] = ()
    """Printed figures that cannot be true together with the others and are not used; a dispute explains it."""
    dispute: Code | None = None
    """Id of the dispute that explains what is left out."""
    warning: Literal["guarantee_time"] | None = None
    """A warning to show under the curve, such as guarantee time where groups are formed after treatment began."""
    locator: Text
    """Section, table or figure on which the curve rests."""
