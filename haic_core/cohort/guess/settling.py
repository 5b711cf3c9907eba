"""Answers to a doubt whose wrong guess would turn a curve over or stretch it: the event's code, the unit of time, which
of a date's numbers is the day, whether a comma parts thousands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from haic_core.cohort.guess.guessed import Guess
from haic_core.cohort.guess.part import Part
from haic_core.cohort.left_open import ASKED
from haic_core.cohort.mapping import Order, Unit

Held = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a doubt, and what the mapping then holds.

    dead, competing: the values that are the event, and one of another kind, with rows in how many; of a unit: unit,
    and the longest time in it; of dates: the order; of numbers: the decimal sign.
    """

    held: Held
    dead: tuple[str, ...] = ()
    competing: tuple[str, ...] = ()
    rows: int = 0
    unit: str = ""
    longest: float = 0.0
    order: str = ""
    decimal: str = ""


def answers(guess: Guess, part: Part) -> tuple[Answer, ...]:
    """The answers among which a person chooses; none where the doubt is not of this kind."""
    if part.use == "unit":
        return tuple(Answer({"unit": unit}, unit=unit, longest=part.longest) for unit in get_args(Unit))
    if part.use == "dates":
        return tuple(Answer({"dates": order}, order=order) for order in get_args(Order))
    if part.use == "decimal":
        return tuple(Answer({"decimal": sign}, decimal=sign) for sign in (",", "."))
    if part.use != "dead" or not part.counts:
        return ()
    parts = {one.use: one.value for one in guess.parts}
    event, other = _values(part.value), _values(parts.get("competing"))
    none = _values(parts.get("alive"))
    if len(event) != 1 or len(none) != 1 or len(other) > 1:
        return ()
    counts = dict(part.counts)
    if not other:
        return tuple(_coded(one, two, (), counts) for one, two in ((event, none), (none, event)))
    return tuple(
        _coded(dead, none, rest, counts) for dead, rest in ((event, other), (other, event), (event + other, ()))
    )


def unsettled(guess: Guess) -> dict[str, object]:
    """What stands in a mapping where an answer is waited for: nothing that a count would take."""
    waiting = {part.use for part in guess.asked if answers(guess, part)}
    coded: dict[str, object] = {"dead": [], "alive": [], "competing": None} if "dead" in waiting else {}
    return coded | {use: asked for use, asked in ASKED.items() if use in waiting}


def _values(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _coded(dead: tuple[str, ...], alive: tuple[str, ...], other: tuple[str, ...], counts: Mapping[str, int]) -> Answer:
    held: Held = {"dead": list(dead), "alive": list(alive), "competing": list(other) or None}
    return Answer(held, dead, other, sum(counts.get(value, 0) for value in dead))
