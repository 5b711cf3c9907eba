"""A criterion as data: one fact, one verb, one bound, one document, one place."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from haic_core.case.facts import FACTS, ULN_OF, Fact, Value
from haic_core.words.decimals import exact
from haic_core.words.record import Pair, Record, Text
from haic_core.words.refusal import nearest
from haic_core.words.vocabulary import Modality, Relation, Role

Bound = float | int | str | bool | tuple


class Span(Record):
    """Exactly one verb with its bound, free of any fact: ``{at_most = 5}``."""

    at_most: float | None = None
    at_least: float | None = None
    less_than: float | None = None
    more_than: float | None = None
    # The gathered criterion reaches these fields as Python lists, which strict reading would refuse as tuples.
    between: Annotated[Pair, Field(strict=False)] | None = None
    one_of: Annotated[tuple[str, ...], Field(strict=False)] | None = None
    is_: bool | str | None = Field(default=None, alias="is")
    is_not: bool | str | None = None

    @model_validator(mode="after")
    def _one_verb(self) -> Self:
        if len(self._given()) != 1:
            raise ValueError(
                "exactly one of at_most, at_least, less_than, more_than, between, one_of, is, is_not is needed"
            )
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("between must give the lower bound first")
        return self

    def _given(self) -> list[tuple[Relation, Bound]]:
        named = [
            (verb, getattr(self, "is_" if verb is Relation.IS else verb.value))
            for verb in Relation
            if verb is not Relation.ANY_OF
        ]
        return [(verb, bound) for verb, bound in named if bound is not None]

    # Asked thousands of times an assessment, and a span never changes.
    @cached_property
    def relation(self) -> Relation:
        return self._given()[0][0]

    @cached_property
    def bound(self) -> Bound:
        return self._given()[0][1]


def holds(span: Span, value: Value | Fraction) -> bool:
    """Whether a value lies within a span, compared as printed decimals."""
    bound, relation = span.bound, span.relation
    if relation is Relation.ONE_OF:
        return value in bound
    if relation is Relation.IS:
        return value == bound
    if relation is Relation.IS_NOT:
        return value != bound
    number = value if isinstance(value, Fraction) else exact(value)
    if relation is Relation.BETWEEN:
        return exact(bound[0]) <= number <= exact(bound[1])
    limit = exact(bound)
    if relation is Relation.AT_MOST:
        return number <= limit
    if relation is Relation.AT_LEAST:
        return number >= limit
    return number < limit if relation is Relation.LESS_THAN else number > limit


def check_bound(fact: Fact, span: Span) -> None:
    """Raises ValueError where the verb or the bound does not fit the fact."""
    numeric = span.relation in (
        Relation.AT_MOST,
        Relation.AT_LEAST,
        Relation.LESS_THAN,
        Relation.MORE_THAN,
        Relation.BETWEEN,
    )
    if numeric != fact.is_numeric:
        raise ValueError(f"{span.relation.value} does not fit {fact.code}, which is {fact.allowed}")
    if fact.kind == "yes_no" and not isinstance(span.bound, bool):
        raise ValueError(f"{fact.code} is compared with true or false, not with {span.bound!r}")
    if fact.kind == "choice":
        bounds = span.bound if isinstance(span.bound, tuple) else (span.bound,)
        for bound in bounds:
            if bound not in fact.choices:
                raise ValueError(f"{bound!r} is not {fact.allowed}.{nearest(bound, fact.choices)}")


class Condition(Span):
    """A span on a fact of the case; ``times_uln`` compares in multiples of that laboratory's upper limit."""

    fact: Text
    times_uln: bool = False

    @field_validator("fact")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in FACTS:
            raise ValueError(f"there is no fact {code!r}.{nearest(code, FACTS)}")
        return code

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_bound(FACTS[self.fact], self)
        if self.times_uln and self.fact not in ULN_OF:
            raise ValueError(f"{self.fact} has no upper limit of normal among the facts")
        return self

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts needed to judge: the value and, for multiples, its upper limit."""
        return (self.fact, ULN_OF[self.fact]) if self.times_uln else (self.fact,)


class Criterion(Record):
    """What one document asks of one fact (or of any of several) for one option.

    if_recorded: our reading of words without a printed limit; it can fail a verdict when recorded, and the
    printed list counts as met without it. extrapolated_from: the disease it was printed for, if not this one.
    """

    modality: Modality
    role: Role
    locator: Text
    condition: Condition | None = None
    any_of: Annotated[tuple[Condition, ...], Field(strict=False)] = ()
    if_recorded: bool = False
    extrapolated_from: Text | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, raw: object) -> object:
        """Lets a file write fact and verb beside the locator instead of in a nested table."""
        if not isinstance(raw, dict) or "fact" not in raw:
            return raw
        own = {"modality", "role", "locator", "if_recorded", "extrapolated_from", "note"}
        return {
            **{key: raw[key] for key in raw if key in own},
            "condition": {key: raw[key] for key in raw if key not in own},
        }

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if (self.condition is None) == (len(self.any_of) == 0):
            raise ValueError("a criterion needs one fact or any_of several conditions")
        if len(self.any_of) == 1:
            raise ValueError("any_of needs at least two conditions")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return (self.condition,) if self.condition else self.any_of

    @property
    def relation(self) -> Relation:
        return self.condition.relation if self.condition else Relation.ANY_OF

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts this criterion looks at, each once, in order."""
        return tuple(dict.fromkeys(code for condition in self.conditions for code in condition.facts))
