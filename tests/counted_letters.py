"""Letters written without sight of the grammar, held against what their writer says they hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from haic_core.case.fact_kinds import Value, spoken
from haic_core.intake.handed_in import read_handed_in
from haic_core.intake.letter.reading import read_letter
from haic_core.intake.proposal import Proposed

LETTERS = Path(__file__).parent / "intake" / "letters"
MORE_LETTERS = Path(__file__).parent / "intake" / "more_letters"
BOARD = date(2026, 11, 27)


@dataclass(frozen=True)
class Truth:
    """What one letter holds: what stands there, what is said not to be, what only a question may come of."""

    name: str
    kind: str
    on: date
    facts: dict[str, Value]
    implied: dict[str, Value]
    ask: dict[str, list[Value]]


@dataclass(frozen=True)
class Counted:
    """How one letter was read, in facts; one that is asked back counts as asked, whatever it is."""

    right: tuple[str, ...]
    asked: tuple[str, ...]
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


@cache
def truths(folder: Path = LETTERS) -> tuple[Truth, ...]:
    told = json.loads((folder / "truth.json").read_text("utf-8"))
    return tuple(
        Truth(
            name.removesuffix(".txt"),
            one["kind"],
            date.fromisoformat(one["on"]),
            one["facts"],
            one["negated"] | one["derivable"],
            one["ask"],
        )
        for name, one in sorted(told.items())
    )


@cache
def read_of(name: str, folder: Path = LETTERS) -> Proposed:
    """What is read of one letter."""
    truth = next(one for one in truths(folder) if one.name == name)
    return read_letter((folder / f"{name}.txt").read_text("utf-8"), truth.on)


@cache
def counted(name: str, through_the_page: bool = False, folder: Path = LETTERS) -> Counted:
    """through_the_page: read as the page reads what is pasted, with the reader of lists beside."""
    truth = next(one for one in truths(folder) if one.name == name)
    text = (folder / f"{truth.name}.txt").read_text("utf-8")
    read = read_handed_in(text, "letter", truth.on) if through_the_page else read_of(name, folder)
    assert isinstance(read, Proposed)
    known = {fact: value for fact, value in (truth.implied | truth.facts).items() if fact not in truth.ask}
    right = [fact for fact, value in read.facts.items() if fact in known and _same(value, known[fact])]
    asked = [one.fact for one in read.questions] + [one.fact for one in read.read if one.doubt]
    return Counted(
        tuple(right),
        tuple(asked),
        tuple(fact for fact in read.facts if fact not in right),
        tuple(fact for fact in truth.facts if fact not in read.facts and fact not in asked),
    )


def _same(value: Value, told: Value) -> bool:
    if isinstance(value, (bool, str)) or isinstance(told, (bool, str)):
        return value == told and type(value) is type(told)
    return abs(value - told) <= max(0.011, 0.005 * abs(told))


def told(text: str) -> str:
    """'ecog=1 karnofsky?': what is proposed and what is asked back, in clinical order."""
    read = read_letter(text, BOARD)
    asked = {one.fact for one in read.questions} | {one.fact for one in read.read if one.doubt}
    plain = {one.fact: one.value for one in read.read if not one.doubt}
    codes = sorted((*plain, *asked))
    return " ".join(f"{code}?" if code in asked else f"{code}={spoken(plain[code])}" for code in codes)
