"""A patient: the facts recorded for one case, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from haic_core.case.facts import FACTS, Fact, Value
from haic_core.words.decimals import exact
from haic_core.words.refusal import Faults, Refusal, asked, misfit, nearest_word, shown


@dataclass(frozen=True, slots=True)
class Patient:
    """Recorded facts by code; a fact that is absent is not recorded. Iterates over the recorded codes."""

    facts: Mapping[str, Value]

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Patient) and dict(self.facts) == dict(other.facts)

    def __hash__(self) -> int:
        return hash(frozenset(self.facts.items()))

    def get(self, code: str) -> Value | None:
        """The recorded value of a known fact, or None."""
        if code not in FACTS:
            raise KeyError(code)
        return self.facts.get(code)

    def knows(self, code: str) -> bool:
        return code in self.facts

    def with_fact(self, code: str, value: Value | None) -> Patient:
        """The same patient with one fact recorded, changed or (None) no longer recorded."""
        facts = {known: found for known, found in self.facts.items() if known != code}
        if value is not None:
            facts[code] = value
        return Patient(facts)


NOBODY = Patient({})


def read_patient(raw: object, place: str) -> Patient:
    """A patient from untrusted facts; ``place`` names the file or form in the refusal.

    Raises Refusal with every fact that is unknown, of the wrong kind or out of range.
    """
    if not isinstance(raw, Mapping):
        raise misfit(f"{place}: 'facts'", "an object of facts and values", raw)
    facts, faults = {}, Faults()
    for code, value in raw.items():
        if code not in FACTS:
            faults.add(_no_fact(code, place))
        elif value is not None:
            facts[code] = faults.read(value, read_value, FACTS[code], value, place)
    faults.tell()
    return Patient({code: facts[code] for code in FACTS if code in facts})


def _no_fact(code: object, place: str) -> Refusal:
    guess, found = nearest_word(code, FACTS), shown(code)
    return Refusal(
        f"{place}: there is no fact {found}; names, dates of birth and record numbers are never accepted."
        f"{asked(guess)}",
        place=f"{place}: facts",
        found=found,
        allowed="a fact of the case file",
        guess=guess,
    )


def read_value(fact: Fact, value: object, place: str) -> Value:
    """One value of a fact, checked for kind and range; raises Refusal."""
    no = misfit(f"{place}: {fact.code}", fact.allowed, value, fact.choices)
    if fact.kind == "yes_no":
        if not isinstance(value, bool):
            raise no
        return value
    if fact.kind == "choice":
        if not isinstance(value, str) or value not in fact.choices:
            raise no
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise no
    return _read_number(fact, value, no)


def _read_number(fact: Fact, value: int | float, no: Refusal) -> Value:
    # An integer too long for a float is out of every range; comparing it first keeps the sentence plain.
    if (isinstance(value, float) and not math.isfinite(value)) or not fact.low <= value <= fact.high:
        raise no
    if fact.kind == "whole":
        if exact(value).denominator != 1:
            raise no
        return int(value)
    return value
