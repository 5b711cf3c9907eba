"""The lab lists of many habits with their truth, and how a reading of one is held against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from haic_core.case.fact_kinds import Value
from haic_core.intake.proposal import Proposed

FOLDER = Path(__file__).parent / "intake" / "lab_lists"


@dataclass(frozen=True, slots=True)
class Truth:
    """What a right reader proposes of one list, with the days, and what it has to ask back."""

    facts: Mapping[str, Value]
    days: Mapping[str, str]
    asked: frozenset[str]


TRUTHS = {
    name: Truth(told["facts"], told["days"], frozenset(told["asked"]))
    for name, told in json.loads((FOLDER / "truth.json").read_text("utf-8")).items()
}


@dataclass(frozen=True, slots=True)
class Held:
    """The facts of one list that were read right, asked back, missed, and read otherwise than they are."""

    right: frozenset[str]
    asked: frozenset[str]
    missed: frozenset[str]
    wrong: frozenset[str]


def text_of(name: str) -> str:
    """One list as somebody would paste it."""
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def held(found: Proposed, truth: Truth) -> Held:
    """A reading against the truth; a right value of a wrong day is wrong."""
    days = {fact: day.isoformat() for fact, day in found.days.items()}
    asked = {one.fact for one in found.read if one.doubt} | {one.fact for one in found.questions}
    right = {
        fact
        for fact, value in found.facts.items()
        if truth.facts.get(fact) == value and days.get(fact) in (None, truth.days.get(fact))
    }
    return Held(
        frozenset(right),
        frozenset(asked),
        frozenset(({*truth.facts, *truth.asked}) - found.facts.keys() - asked),
        frozenset(found.facts.keys() - right),
    )
