"""The mapping of a registry: which column is what, as a small file without data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from haic_core.words.record import Record, Text

Unit = Literal["days", "weeks", "months", "years"]
Values = Annotated[tuple[Text, ...], Field(strict=False)]


class Mapping(Record):
    """Which column of a registry is what; columns and codes only, never a patient's value."""

    time: Text | None = None
    """Column of the follow-up time; absent where two dates make it."""
    unit: Unit = "months"
    """Unit of the time and of the entry; days where two dates make the time."""
    begins: Text | None = None
    """Column of the date the clock starts."""
    ends: Text | None = None
    """Column of the date of the event or of the last contact."""
    event: Text
    """Column that tells how follow-up ended."""
    dead: Values
    """What stands there for an event."""
    alive: Values
    """What stands there for a patient last seen without it."""
    competing: Values | None = None
    """What stands there for an event of another kind, after which this one cannot come."""
    group: Text | None = None
    """Column of the treatment, or of what else is to be compared."""
    facts: dict[Text, Text] = {}
    """Up to six facts of the case file, each with its column."""
    values: dict[Text, dict[Text, Text]] = {}
    """Fact by fact, what stands in its column and the case file's word for it."""
    entry: Text | None = None
    """Column of the time a patient came under observation, where that was later than time zero."""
    patient: Text | None = None
    """Column of the record number, only to find rows that stand twice; it is never shown."""
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
