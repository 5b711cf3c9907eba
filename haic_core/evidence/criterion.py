"""A criterion as data: one fact, one verb, one bound, one document, one place."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from haic_core.case.facts import JUDGED, ULN_OF
from haic_core.evidence.span import WrittenSpan, check_span
from haic_core.words.record import Record, Text
from haic_core.words.refusal import nearest
from haic_core.words.vocabulary import Modality, Relation, Role


class Condition(WrittenSpan):
    """A span on a fact of the case; ``times_uln`` compares in multiples of that laboratory's upper limit."""

    fact: Text
    """The fact of the case that is asked for, by its code."""
    times_uln: bool = False
    """True where the bound is a multiple of that laboratory's upper limit of normal."""

    @field_validator("fact")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in JUDGED:
            raise ValueError(f"there is no fact {code!r}.{nearest(code, JUDGED)}")
        return code

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_span(JUDGED[self.fact], self.span)
        if self.times_uln and self.fact not in ULN_OF:
            raise ValueError(f"{self.fact} has no upper limit of normal among the facts")
        return self

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts needed to judge: the value and, for multiples, its upper limit."""
        return (self.fact, ULN_OF[self.fact]) if self.times_uln else (self.fact,)


class Criterion(Record):
    """What one document asks of one fact (or of any of several) for one option: a line of its list, or a limit."""

    modality: Modality
    """The option that is asked about."""
    role: Role
    """Of a list: whether the line admits, excludes or only warns. Of a limit: contraindication where it is absolute,
    caution where it is relative."""
    locator: Text
    """Where the document prints it: section, table or figure, page if known."""
    condition: Condition | None = None
    """The fact with its verb and bound; a file writes these beside the locator instead."""
    any_of: Annotated[tuple[Condition, ...], Field(strict=False)] = ()
    """Several facts of which one is enough, in place of a single one."""
    extrapolated_from: Text | None = None
    """The disease it was printed for, where it is not this one."""
    note: Text | None = None
    """What a reader of the criterion should know besides."""

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, raw: object) -> object:
        """Lets a file write fact and verb beside the locator instead of in a nested table."""
        if not isinstance(raw, dict) or "fact" not in raw:
            return raw
        own = {"modality", "role", "locator", "extrapolated_from", "note"}
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

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return (self.condition,) if self.condition else self.any_of

    @property
    def relation(self) -> Relation:
        return self.condition.span.relation if self.condition else Relation.ANY_OF

    # Asked for each fact that is tried.
    @cached_property
    def facts(self) -> tuple[str, ...]:
        """All facts this criterion looks at, each once, in order."""
        return tuple(dict.fromkeys(code for condition in self.conditions for code in condition.facts))
