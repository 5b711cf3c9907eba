"""Facts worked out from recorded ones by a printed table of points; what is not recorded spans all its points."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from haic_core.case.fact_kinds import NumberFact, Value, YesNoFact
from haic_core.case.facts import DERIVED, FACTS
from haic_core.evidence.fact_code import FactCode
from haic_core.words.record import Pair, Record, Text
from haic_core.words.refusal import nearest

Points = tuple[int, int]
"""The least and the most points that are possible."""


class Part(Record):
    """What one fact adds: 1 point beyond the better of two bounds, 2 between (ends included), 3 beyond the worse."""

    fact: FactCode
    two_points: Annotated[Pair, Field(strict=False)] | None = None
    worse: Literal["higher", "lower"] | None = None
    present: Annotated[tuple[int, int], Field(strict=False)] | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if isinstance(FACTS[self.fact], NumberFact):
            if self.two_points is None or self.worse is None or self.present is not None:
                raise ValueError(f"{self.fact} is a number and needs two_points and worse")
        elif not isinstance(FACTS[self.fact], YesNoFact) or self.present is None or self.two_points or self.worse:
            raise ValueError(f"{self.fact} needs only present, the least and the most points if it is present")
        return self

    def points(self, value: Value | Fraction | None) -> Points:
        """The points of a recorded value; of an unrecorded one all that are possible."""
        if value is None:
            return 1, 3
        if self.present is not None:
            return self.present if value is True else (1, 1)
        assert self.two_points is not None and not isinstance(value, str)
        low, high = self.two_points
        beyond_low, beyond_high = (1, 3) if self.worse == "higher" else (3, 1)
        # Bounds are read as floats, and so is a value supposed between two decimals.
        number = float(value)
        one = beyond_low if number < low else beyond_high if number > high else 2
        return one, one


class PointClass(Record):
    """A class of points, both ends included."""

    name: Text
    from_: int = Field(alias="from")
    to: int


class PointScore(Record):
    """A derived fact: the sum of its parts, and where the table is printed."""

    fact: Text
    source: Text
    address: Text
    locator: Text
    classes: tuple[PointClass, ...]
    part: Annotated[tuple[Part, ...], Field(min_length=1)]

    @field_validator("fact")
    @classmethod
    def _derived(cls, code: str) -> str:
        if code not in DERIVED:
            raise ValueError(f"there is no derived fact {code!r}.{nearest(code, DERIVED)}")
        return code

    @property
    def inputs(self) -> tuple[str, ...]:
        """The recorded facts that it is worked out from."""
        return tuple(part.fact for part in self.part)

    def points(self, recorded: Mapping[str, Value | Fraction]) -> Points | None:
        """Least and most points of a patient; None where not one part is recorded."""
        least = most = 0
        any_known = False
        for part in self.part:
            value = recorded.get(part.fact)
            any_known = any_known or value is not None
            low, high = part.points(value)
            least, most = least + low, most + high
        return (least, most) if any_known else None

    def class_names(self, points: Points) -> tuple[str, ...]:
        """The classes that some of these points belong to, in order."""
        return tuple(one.name for one in self.classes if one.from_ <= points[1] and points[0] <= one.to)
