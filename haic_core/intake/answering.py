"""One question's answers, each with the key that gives it; and what a typed answer means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact, spoken
from haic_core.intake.typed import AskedBack, Taken, read_field
from haic_core.wording.phrases import joined
from haic_core.words.refusal import misfit

_FEW = 9
_YES, _NO = ("y", "yes", "j", "ja"), ("n", "no", "nein")


class Move(StrEnum):
    """What is answered without a value, each by its key."""

    NOT_KNOWN = "U"
    BACK = "B"


_MOVES = {"u": Move.NOT_KNOWN, "?": Move.NOT_KNOWN, "not known": Move.NOT_KNOWN, "b": Move.BACK, "<": Move.BACK}


def by_one_key(fact: Fact) -> Mapping[str, Value]:
    """The answers of a fact that needs one key only, each by that key; none for a number that is written out."""
    if isinstance(fact, YesNoFact):
        return {"Y": True, "N": False}
    if isinstance(fact, ChoiceFact):
        return {str(number): answer for number, answer in enumerate(fact.answers, 1)}
    if fact.whole and fact.high <= _FEW:
        return {str(number): number for number in range(int(fact.low), int(fact.high) + 1)}
    return {}


def read_answer(fact: Fact, text: str, recorded: Mapping[str, Value]) -> Move | Taken | AskedBack | Value | None:
    """What was typed as the answer to a question; None for an empty text. A number is read as its field reads it."""
    typed = text.strip().casefold()
    if not typed or typed in _MOVES:
        return _MOVES.get(typed)
    if isinstance(fact, NumberFact):
        return read_field(fact.code, text, recorded)
    meant = _words(fact).get(typed)
    if meant is not None:
        return meant
    allowed = joined((f"{key} ({spoken(value)})" for key, value in by_one_key(fact).items()), "or")
    return AskedBack(text.strip(), str(misfit(fact.label, allowed, text.strip())))


def _words(fact: ChoiceFact | YesNoFact) -> dict[str, Value]:
    """What may be typed for each answer: its key, its word, its code."""
    if isinstance(fact, YesNoFact):
        return {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}
    words: dict[str, Value] = {spoken(answer).casefold(): answer for answer in fact.answers}
    return {**by_one_key(fact), **words}
