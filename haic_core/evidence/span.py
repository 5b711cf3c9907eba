"""Which values a criterion allows: one record for each verb, and how a file writes them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact, as_number
from haic_core.words.decimals import exact
from haic_core.words.record import Pair, Record
from haic_core.words.refusal import nearest
from haic_core.words.vocabulary import Relation


@dataclass(frozen=True, slots=True)
class _Limit:
    bound: float

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """The bounds around which values are worth trying."""
        return (exact(self.bound),)


@dataclass(frozen=True, slots=True)
class AtMost(_Limit):
    """Numbers up to the bound, the bound included."""

    relation: ClassVar[Relation] = Relation.AT_MOST

    def holds(self, value: Value | Fraction) -> bool:
        return as_number(value) <= exact(self.bound)


@dataclass(frozen=True, slots=True)
class AtLeast(_Limit):
    """Numbers from the bound on, the bound included."""

    relation: ClassVar[Relation] = Relation.AT_LEAST

    def holds(self, value: Value | Fraction) -> bool:
        return as_number(value) >= exact(self.bound)


@dataclass(frozen=True, slots=True)
class LessThan(_Limit):
    """Numbers below the bound, without it."""

    relation: ClassVar[Relation] = Relation.LESS_THAN

    def holds(self, value: Value | Fraction) -> bool:
        return as_number(value) < exact(self.bound)


@dataclass(frozen=True, slots=True)
class MoreThan(_Limit):
    """Numbers above the bound, without it."""

    relation: ClassVar[Relation] = Relation.MORE_THAN

    def holds(self, value: Value | Fraction) -> bool:
        return as_number(value) > exact(self.bound)


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers from the first bound to the second, both included."""

    relation: ClassVar[Relation] = Relation.BETWEEN
    bound: Pair

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """Both ends."""
        return exact(self.bound[0]), exact(self.bound[1])

    def holds(self, value: Value | Fraction) -> bool:
        return exact(self.bound[0]) <= as_number(value) <= exact(self.bound[1])


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of the words."""

    relation: ClassVar[Relation] = Relation.ONE_OF
    edges: ClassVar[tuple[Fraction, ...]] = ()
    bound: tuple[str, ...]

    def holds(self, value: Value | Fraction) -> bool:
        return _word(value) in self.bound


@dataclass(frozen=True, slots=True)
class Is:
    """This word, or this yes or no."""

    relation: ClassVar[Relation] = Relation.IS
    edges: ClassVar[tuple[Fraction, ...]] = ()
    bound: bool | str

    def holds(self, value: Value | Fraction) -> bool:
        return _word(value) == self.bound


@dataclass(frozen=True, slots=True)
class IsNot:
    """Anything but this word, or but this yes or no."""

    relation: ClassVar[Relation] = Relation.IS_NOT
    edges: ClassVar[tuple[Fraction, ...]] = ()
    bound: bool | str

    def holds(self, value: Value | Fraction) -> bool:
        return _word(value) != self.bound


NumberSpan = AtMost | AtLeast | LessThan | MoreThan | Between
WordSpan = OneOf | Is | IsNot
Span = NumberSpan | WordSpan


def _word(value: Value | Fraction) -> bool | str:
    # 1 == True in Python: without this, a lesion count of one would read as 'yes'.
    if isinstance(value, (bool, str)):
        return value
    raise TypeError(f"{value!r} is neither a word nor yes or no")


class WrittenSpan(Record):
    """A span as a file writes it: exactly one verb with its bound, free of any fact, ``{at_most = 5}``."""

    at_most: float | None = None
    """The largest number that is still inside."""
    at_least: float | None = None
    """The smallest number that is inside."""
    less_than: float | None = None
    """The first number, from below, that is no longer inside."""
    more_than: float | None = None
    """The last number, from below, that is not yet inside."""
    # The gathered criterion reaches these fields as Python lists, which strict reading would refuse as tuples.
    between: Annotated[Pair, Field(strict=False)] | None = None
    """The smallest and the largest number that are inside, the smaller one first."""
    one_of: Annotated[tuple[str, ...], Field(strict=False)] | None = None
    """The words that are inside, of the fact's own choices."""
    is_: bool | str | None = Field(default=None, alias="is")
    """The one answer that is inside: true, false or a word of the fact's choices."""
    is_not: bool | str | None = None
    """The one answer that is outside: true, false or a word of the fact's choices."""

    @model_validator(mode="after")
    def _one_verb(self) -> Self:
        if len(self._given()) != 1:
            raise ValueError(
                "exactly one of at_most, at_least, less_than, more_than, between, one_of, is, is_not is needed"
            )
        if self.between is not None and self.between[0] > self.between[1]:
            raise ValueError("between must give the lower bound first")
        return self

    def _given(self) -> list[Span]:
        written: tuple[Span | None, ...] = (
            None if self.at_most is None else AtMost(self.at_most),
            None if self.at_least is None else AtLeast(self.at_least),
            None if self.less_than is None else LessThan(self.less_than),
            None if self.more_than is None else MoreThan(self.more_than),
            None if self.between is None else Between(self.between),
            None if self.one_of is None else OneOf(self.one_of),
            None if self.is_ is None else Is(self.is_),
            None if self.is_not is None else IsNot(self.is_not),
        )
        return [span for span in written if span is not None]

    # Asked thousands of times an assessment, and a span never changes.
    @cached_property
    def span(self) -> Span:
        """The one verb that was written, with its bound."""
        return self._given()[0]


def check_span(fact: Fact, span: Span) -> None:
    """Raises ValueError where the verb or the bound does not fit the fact."""
    if isinstance(span, NumberSpan) is not isinstance(fact, NumberFact):
        raise ValueError(f"{span.relation.value} does not fit {fact.code}, which is {fact.allowed}")
    if isinstance(fact, YesNoFact) and not isinstance(span.bound, bool):
        raise ValueError(f"{fact.code} is compared with true or false, not with {span.bound!r}")
    if isinstance(fact, ChoiceFact):
        for word in span.bound if isinstance(span.bound, tuple) else (span.bound,):
            if word not in fact.answers:
                raise ValueError(f"{word!r} is not {fact.allowed}.{nearest(word, fact.answers)}")
