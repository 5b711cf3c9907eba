"""The short lists beside the sources: subgroups boards ask about, eras of systemic therapy, how old a fact may be, and
up to which month documents were read."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from haic_core.case.facts import FACTS
from haic_core.evidence.criterion import Condition
from haic_core.words.record import Code, Record, Text
from haic_core.words.refusal import nearest


class Subgroup(Record):
    """One group of patients that boards ask about."""

    id: Code
    label: Text
    condition: Condition


class Era(Record):
    """A systemic therapy, the year from which it could be given, and the receptors of those it is given to."""

    therapy: Text
    from_year: int
    subtype: tuple[Condition, ...] = ()


class ReadingPeriod(Record):
    """Up to which month documents were looked for and read."""

    read_until: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class FreshnessLimit(Record):
    """How many days old some facts may be. Without a source it is this project's own convention, not a paper's."""

    id: Code
    label: Text
    days: Annotated[int, Field(gt=0)]
    facts: Annotated[tuple[str, ...], Field(min_length=1)]
    source: Code | None = None
    locator: Text | None = None

    @field_validator("facts")
    @classmethod
    def _known(cls, codes: tuple[str, ...]) -> tuple[str, ...]:
        for code in codes:
            if code not in FACTS:
                raise ValueError(f"there is no fact {code!r}.{nearest(code, FACTS)}")
        return codes

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if (self.source is None) != (self.locator is None):
            raise ValueError("source and locator stand together: a document that prints the limit, and where")
        return self
