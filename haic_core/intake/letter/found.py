"""What a grammar hands on: one place of a sentence that speaks of one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.intake.letter.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Letter:
    """What all grammars know of a letter: the board's day, the day it was written (None where it does not say)."""

    on: date
    written: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One fact at one place, from ``start`` to ``end`` of a sentence.

    values: one is read; several are asked back; none is passed over. why: the sentence it is asked back by, or why it
    is passed over. as_written: number and unit, or the word. on: the day of the value, where the grammar knows it.
    """

    fact: str
    sentence: Sentence
    start: int
    end: int
    values: tuple[Value, ...] = ()
    as_written: str = ""
    why: str = ""
    on: date | None = None


Grammar = Callable[[Sequence[Sentence], Letter], Iterable[Found]]
"""Reads one group of facts in sentences of a letter, in reading order."""


def asked(fact: str, written: str) -> str:
    """The question back for words that allow several values."""
    return f"{FACTS[fact].label}: “{written}”: which?"
