"""What becomes of a field somebody typed a number into: a value, nothing, or a question with its answers to press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from haic_core.case.doubts import Doubt, doubts
from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, NUMBERS
from haic_core.intake.quantity import Entered, entered, quantity
from haic_core.wording.phrases import quantity as amount
from haic_core.words.decimals import plain
from haic_core.words.refusal import Refusal

_SHOWN_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Taken:
    """A typed number that is recorded; None takes the recorded one back. said: how a unit of its own was read."""

    value: float | int | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A typed number that changed nothing: the text as it was typed, the sentence why, and what it may stand for, each
    with the words of its button."""

    text: str
    sentence: str
    answers: tuple[tuple[str, float | int], ...] = ()


def read_field(code: str, text: str, recorded: Mapping[str, Value]) -> Taken | AskedBack:
    """A field's text for a fact. recorded: the case's facts, for what contradicts it and for limits of normal."""
    typed = text.strip()
    if not typed:
        return Taken(None)
    others = {known: value for known, value in recorded.items() if known != code}
    try:
        found = entered(code, typed, others)
    except Refusal as refusal:
        return AskedBack(typed, str(refusal), tuple(_instead(code, typed)))
    if found.doubt:
        return AskedBack(typed, found.doubt, tuple(_answers(code, typed, found)))
    return Taken(found.value, _read_as(code, typed, found.value))


def field_text(value: Value | None) -> str:
    """A recorded number as its field shows it."""
    return "" if value is None else f"{value:.{_SHOWN_DIGITS}g}" if isinstance(value, float) else str(value)


def _answers(code: str, typed: str, found: Entered) -> list[tuple[str, float | int]]:
    """A doubtful number: as it stands, or what else it may be."""
    told = [(f"yes, {amount(code, found.value)}", found.value)]
    if found.meant is not None:
        other = _suggested(code, found.value)
        label = _equation(typed, other) if other else amount(code, found.meant)
        told = [*told, (label, found.meant)]
    return told


def _instead(code: str, typed: str) -> list[tuple[str, float | int]]:
    """A number out of range that would be right in another unit."""
    found = quantity(typed)
    if found is None or found.unit or found.sign:
        return []
    suggested = [_suggested(code, float(number)) for number in found.readings]
    return [
        (_equation(typed, one), NUMBERS[code].read(one.meant, FACTS[code].label))
        for one in suggested
        if one is not None and NUMBERS[code].within(one.meant or 0)
    ]


def _suggested(code: str, value: float | int) -> Doubt | None:
    """The doubt that names another unit for a number of this size."""
    return next((one for one in doubts({code: value}) if one.fact == code and one.typed_in), None)


def _equation(typed: str, doubt: Doubt) -> str:
    meant = round(doubt.meant or 0, 2)
    return f"{typed} {doubt.typed_in} = {amount(doubt.fact, meant)}"


def _read_as(code: str, typed: str, value: float | int) -> str:
    """How a number with a unit of its own was read; nothing where it stands as it was typed."""
    found = quantity(typed)
    if found is None or not found.unit or plain(value) in (plain(float(number)) for number in found.readings):
        return ""
    rounded = round(value, 3)
    return f"{typed} is {amount(code, rounded)}"
