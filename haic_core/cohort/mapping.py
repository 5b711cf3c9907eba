"""The mapping of a registry: which column is what, as a small file without data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from haic_core.cohort.choices import Choices
from haic_core.words.record import Record, Text
from haic_core.words.refusal import Faults, Refusal, asked, nearest_word, shown

Unit = Literal["days", "weeks", "months", "years"]
Order = Literal["dmy", "mdy"]
Values = Annotated[tuple[Text, ...], Field(strict=False)]


class Mapping(Record):
    """Which column of a registry is what; columns and codes only, never a patient's value."""

    time: Text | None = None
    """Column of the follow-up time; absent where two dates make it."""
    time_else: Text | None = None
    """Column of the time where that one is blank, for example the last contact of those who live."""
    unit: Unit = "months"
    """Unit of the time and of the entry; days where two dates make the time."""
    begins: Text | None = None
    """Column of the date the clock starts."""
    ends: Text | None = None
    """Column of the date of the event or of the last contact."""
    ends_else: Text | None = None
    """Column of that date where the other is blank, for example the last contact of those who live."""
    dates: Order | None = None
    """How a date such as 03/04/2021 is meant, dmy or mdy; absent, the others of its column tell, or it is asked."""
    decimal: Literal[".", ","] | None = None
    """The decimal sign; absent, the other numbers of a column tell what 1,234 is, or it is asked."""
    event: Text
    """Column that tells how follow-up ended."""
    dead: Values
    """What stands there for an event; '(filled)' where it is that anything stands there, as a date of death."""
    alive: Values
    """What stands there for a patient last seen without it; '(blank)' where it is that nothing does."""
    competing: Values | None = None
    """What stands there for an event of another kind, after which this one cannot come."""
    group: Text | None = None
    """Column of the treatment, or of what else is to be compared."""
    group_names: dict[Text, Text] = {}
    """What stands there and what it is called on the curve; two may be called the same and are then one group."""
    facts: dict[Text, Text] = {}
    """Up to six facts of the case file, each with its column."""
    values: dict[Text, dict[Text, Text]] = {}
    """Fact by fact, what stands in its column and the case file's word for it."""
    entry: Text | None = None
    """Column of the time a patient came under observation, where that was later than time zero."""
    patient: Text | None = None
    """Column of the record number, only to find rows that stand twice; it is never shown."""
    together: bool = False
    """Whether all rows of one record number are one patient's visits, to be laid together before anything is read."""
    where: dict[Text, Values] | None = None
    """Rows that count: column and the values it may have."""
    landmark: float | None = Field(None, gt=0)
    """Time at which counting starts among those still observed, where groups are known only later."""
    endpoint: Text | None = None
    """The event in words, for example 'death of any cause'."""
    clock: Text | None = None
    """What time zero is, for example 'first treatment of the liver'."""
    site: Text | None = None
    """The hospital's own short name, on the curve and in a counts file."""
    omop: Choices | None = None
    """How the cohort is made of OMOP tables; the columns above are then those of the table so made."""

    @property
    def used(self) -> dict[str, str]:
        """Every column that is read, by what it is read for."""
        plain = {use: getattr(self, use) for use in USES}
        facts = {f"facts: {code}": column for code, column in self.facts.items()}
        kept = {f"where: {column}": column for column in self.where or {}}
        return {use: column for use, column in (plain | facts | kept).items() if column}

    def found_in(self, columns: Sequence[str], name: str) -> None:
        """Raises Refusal for each column that a registry of this name lacks."""
        faults = Faults()
        for use, column in self.used.items():
            if column not in columns:
                faults.add(_no_column(f"{name}: the mapping's {shown(use)}", column, columns))
            elif SECOND.format(column) in columns:
                faults.add(_two_columns(f"{name}: the mapping's {shown(use)}", column))
        faults.tell()

    @property
    def time_unit(self) -> Unit:
        """The unit of the times that are counted."""
        return "days" if self.begins else self.unit


# How the second of two columns of one name is called.
SECOND = "{} (2)"
# Keys that name a column.
USES = ("time", "time_else", "begins", "ends", "ends_else", "event", "group", "entry", "patient")


def _two_columns(place: str, column: str) -> Refusal:
    told = f"{place} names {shown(column)}, but two columns are called so; give one of them another name."
    return Refusal(told, place=place, found=shown(column), allowed="a column whose name stands once")


def _no_column(place: str, column: str, columns: Sequence[str]) -> Refusal:
    """The guess does not mind large letters, as whoever typed the column did not."""
    small = {one.lower(): one for one in columns}
    guess = small.get(nearest_word(column, small), "")
    told = f"{place} must be a column of the registry, but {shown(column)} was found.{asked(guess)}"
    return Refusal(told, place=place, found=shown(column), allowed="a column of the registry", guess=guess)
