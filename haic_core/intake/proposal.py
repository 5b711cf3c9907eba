"""What a way in gives: proposals for a case, questions where the words allow two readings, and what was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from haic_core.case.fact_kinds import Value


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact as it was read, for a person to accept.

    value: in the case file's own unit, within the fact's range. as_written: number and unit, or the word, as handed in.
    origin: where it stands, as a person finds it again: a resource, a row of a list, the quoted words of a letter.
    on: the day it was found, where that is known. doubt: the sentence by which it is asked back; empty where nothing is
    doubtful.
    """

    fact: str
    value: Value
    as_written: str
    origin: str
    on: date | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Words that allow several readings: nothing is proposed until a person says which."""

    fact: str
    answers: tuple[Value, ...]
    as_written: str
    origin: str
    sentence: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something handed in that became no proposal, and why, in words that stand after a colon."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that came of one thing handed in; at most one proposal a fact. say: sentences a person needs beside it.

    unused: what of a letter was not used, clause by clause, without what could name a person.
    """

    read: tuple[Proposal, ...] = ()
    questions: tuple[Question, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    say: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def facts(self) -> Mapping[str, Value]:
        """What was read beyond doubt."""
        return {one.fact: one.value for one in self.read if not one.doubt}

    @property
    def days(self) -> Mapping[str, date]:
        """The day of each fact that has one and was read beyond doubt."""
        return {one.fact: one.on for one in self.read if one.on and not one.doubt}
