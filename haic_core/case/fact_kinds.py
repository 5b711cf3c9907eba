"""The three kinds of facts: a number with its range and unit, a choice, yes or no; and how a value is read aloud."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal, TypeGuard

from haic_core.words.decimals import decimal_of, exact
from haic_core.words.refusal import misfit
from haic_core.words.vocabulary import KnownFrom

Value = float | int | str | bool


@dataclass(frozen=True, slots=True)
class _Recordable:
    """What every fact has: its code, its name on the form, and what it means.

    judged_by: whose judgement it is, where it is not a finding that anybody can read off.
    known_from: how it becomes known; what is cheaper to learn is asked first.
    fixed: no treatment or waiting changes it, so it is never offered as what would change a verdict.
    rare: asked on the form only where an option that is open needs it.
    """

    code: str
    label: str
    section: str
    definition: str
    judged_by: str = field(default="", kw_only=True)
    known_from: KnownFrom = field(default=KnownFrom.HISTORY, kw_only=True)
    fixed: bool = field(default=False, kw_only=True)
    rare: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class NumberFact(_Recordable):
    """A number from ``low`` to ``high`` in ``unit``, typed in steps; ``whole``: only whole numbers.

    uln_fact: the fact holding the same laboratory's upper limit of normal, for values judged in multiples.
    recovers: whether recovery, waiting or treatment can lower it, raise it, or neither.
    """

    low: float
    high: float
    step: float = 1
    unit: str = ""
    whole: bool = field(default=False, kw_only=True)
    uln_fact: str = field(default="", kw_only=True)
    recovers: Literal["down", "up", ""] = field(default="", kw_only=True)

    @property
    def allowed(self) -> str:
        """The allowed values in words, with the unit."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{'a whole number' if self.whole else 'a number'} from {self.low:g} to {self.high:g}{unit}"

    def read(self, value: object, place: str) -> float | int:
        """An untrusted number within the range; raises Refusal."""
        # An integer too long for a float is out of every range; comparing it first keeps the sentence plain.
        if not is_number(value) or (isinstance(value, float) and not math.isfinite(value)) or not self.within(value):
            raise misfit(f"{place}: {self.code}", self.allowed, value)
        if not self.whole:
            return value
        if decimal_of(value).denominator != 1:
            raise misfit(f"{place}: {self.code}", self.allowed, value)
        return int(value)

    def within(self, number: float | Fraction) -> bool:
        """Whether a number lies within the allowed range."""
        if isinstance(number, Fraction):
            return exact(self.low) <= number <= exact(self.high)
        return self.low <= number <= self.high

    def typed(self, number: Fraction) -> float | int:
        """An exact number as a case file holds it."""
        if self.whole:
            return int(number)
        value = float(round(number, 6))
        return int(value) if value.is_integer() else value


@dataclass(frozen=True, slots=True)
class ChoiceFact(_Recordable):
    """One of several words.

    recovers: the steps that recovery or treatment can really bring, from one word to the nearest better one.
    """

    answers: tuple[str, ...]
    recovers: tuple[tuple[str, str], ...] = field(default=(), kw_only=True)

    @property
    def allowed(self) -> str:
        """The allowed words."""
        return "one of " + ", ".join(self.answers)

    def read(self, value: object, place: str) -> str:
        """An untrusted word of the list; raises Refusal with the nearest one."""
        if not isinstance(value, str) or value not in self.answers:
            raise misfit(f"{place}: {self.code}", self.allowed, value, self.answers)
        return value


@dataclass(frozen=True, slots=True)
class YesNoFact(_Recordable):
    """Yes or no.

    recovers_to: the answer that recovery, waiting or treatment can bring; None where nothing can.
    hoped: the answer that speaks for a treatment where it is not yet known, if not that one.
    """

    answers: ClassVar[tuple[bool, ...]] = (True, False)
    allowed: ClassVar[str] = "true or false"
    recovers_to: bool | None = field(default=None, kw_only=True)
    hoped: bool | None = field(default=None, kw_only=True)

    def read(self, value: object, place: str) -> bool:
        """An untrusted true or false; raises Refusal."""
        if not isinstance(value, bool):
            raise misfit(f"{place}: {self.code}", self.allowed, value)
        return value


Fact = NumberFact | ChoiceFact | YesNoFact


def is_number(value: object) -> TypeGuard[float | int]:
    """Whether a value is a number; true and false are not, though Python counts with them."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def as_number(value: Value | Fraction) -> Fraction:
    """The exact decimal of a value that a number is expected of; raises TypeError for a word, for true and false."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, (bool, str)):
        raise TypeError(f"{value!r} is not a number")
    return decimal_of(value)


_WORDS = {
    "none": "none",
    "bone_only_stable": "bone only, stable",
    "gep_net": "GEP-NET",
    "uveal_melanoma": "uveal melanoma",
    "diffuse_small_nodular": "diffuse small nodular",
}


def spoken(value: Value) -> str:
    """A value as it reads in a sentence: ``True`` is 'yes', ``bone_only_stable`` is 'bone only, stable'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _WORDS.get(value, value.replace("_", " "))
    return f"{value:.10g}"
