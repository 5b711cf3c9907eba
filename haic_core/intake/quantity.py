"""A number as a person types it: comma or point, thousands set apart, a unit of its own, or a multiple of the upper
limit of normal. What can be read in two ways is asked back, never settled in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from haic_core.case.doubts import doubts
from haic_core.case.fact_kinds import NumberFact, Value, as_number, is_number
from haic_core.case.facts import FACTS, NUMBERS, unit_of
from haic_core.intake.units import in_own_unit
from haic_core.words.decimals import decimals, plain
from haic_core.words.refusal import Refusal, misfit, shown

LONGEST = 40
_NUMBER = r"[0-9]{1,3}(?:[ '’\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+"
_TYPED = re.compile(rf"\s*(?P<sign>[<>≤≥]=?|[-−+])?\s*(?P<number>{_NUMBER})\s*(?P<unit>.*?)\s*", re.DOTALL)
_THREE_BEHIND_ONE_MARK = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_OF_THE_LIMIT = re.compile(
    r"\s*[x×*]?\s*(?:the\s+)?(?:uln|upper limit(?: of normal)?|upper normal limit|n|norm)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the unit written behind it ('' where none is).

    readings: the number exactly; two where a mark before three digits may part thousands or decimals. sign: '<', '>'
    and their like, '' for a plain number.
    """

    readings: tuple[Fraction, ...]
    unit: str
    sign: str = ""

    @property
    def of_the_limit(self) -> bool:
        """Whether it is a multiple of the upper limit of normal."""
        return bool(_OF_THE_LIMIT.fullmatch(self.unit))


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a typed number: a value in the case file's unit, and a sentence where it is asked back.

    meant: another value that the same text may stand for; None where there is none.
    """

    value: float | int
    doubt: str = ""
    meant: float | int | None = None


def quantity(text: str) -> Quantity | None:
    """A number and its unit as written, or None where the text does not begin with a number."""
    found = _TYPED.fullmatch(text) if len(text) <= LONGEST else None
    if not found:
        return None
    readings = numbers(found["number"])
    sign = {"<=": "≤", ">=": "≥", "−": "-", "+": ""}.get(found["sign"] or "", found["sign"] or "")
    return Quantity(readings, found["unit"], sign) if readings else None


def numbers(text: str) -> tuple[Fraction, ...]:
    """The numbers a text of digits, commas and points may stand for: '1,1' is 1.1, '1.234,5' is 1234.5, '188,000' is
    188 or 188000; none where the marks make no number."""
    told = re.sub(r"[ '’\u00a0\u2009\u202f]", "", text)
    marks = [sign for sign in told if sign in ".,"]
    if not marks:
        return (Fraction(told),)
    if _THREE_BEHIND_ONE_MARK.fullmatch(told):
        return (Fraction(told.replace(",", ".")), Fraction(told.replace(marks[0], "")))
    last = marks[-1]
    before, behind = told.rsplit(last, 1)
    if len(marks) > 1 and set(marks) == {last}:
        return (Fraction(told.replace(last, "")),) if _parted(told, last) else ()
    if len(marks) > 1 and (marks.count(last) > 1 or not _parted(before, marks[0])):
        return ()
    return (Fraction(f"{re.sub('[.,]', '', before) or '0'}.{behind}"),)


def entered(code: str, text: str, recorded: Mapping[str, Value]) -> Entered:
    """A typed number of a fact in the case file's unit.

    recorded: the case's other facts, for the upper limit of normal and for what contradicts it. Raises Refusal with a
    sentence where it is no number, is a limit or negative, in a unit the fact is not written in, or out of its range.
    """
    fact, found = NUMBERS[code], quantity(text)
    if found is None:
        raise misfit(fact.label, fact.allowed, text.strip())
    written = shown(text.strip())
    if found.sign == "-":
        raise misfit(fact.label, fact.allowed, text.strip())
    if found.sign:
        raise Refusal(f"{fact.label}: {written} is no value but a limit; enter the number that was measured.")
    values = _values(fact, found, text, recorded)
    fits = [fact.typed(value) for value in values if fact.within(value) and (not fact.whole or value.denominator == 1)]
    if not fits:
        raise _out_of_range(fact, found, text, values)
    unasked = [value for value in fits if not _asked_back(code, value, recorded)]
    value, *others = unasked if unasked else fits
    if others:
        return Entered(value, _either(fact, text, value, others[0]), others[0])
    return Entered(value, _asked_back(code, value, recorded), None if found.unit else _meant(code, value))


def alike(one: Value, other: Value) -> bool:
    """Whether two values are one within the digits printed: 0.9 mg/dL and 80 µmol/L, which are 0.904977 mg/dL. A number
    printed without decimals is taken as it stands."""
    if one == other or not (is_number(one) and is_number(other)):
        return one == other
    places = min(decimals(one), decimals(other))
    return places > 0 and abs(one - other) <= 0.5 * 10**-places


def all_alike(values: Sequence[Value]) -> bool:
    """Whether all of several values are one within the digits printed."""
    return all(alike(one, other) for one, other in combinations(values, 2))


def _parted(whole: str, mark: str) -> bool:
    """Whether a mark parts thousands: 1 to 3 digits, then threes."""
    first, *rest = whole.split(mark)
    return 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)


def _values(fact: NumberFact, found: Quantity, text: str, recorded: Mapping[str, Value]) -> list[Fraction]:
    written = shown(text.strip())
    if found.of_the_limit:
        if not fact.uln_fact:
            raise Refusal(f"{fact.label}: {written} is a multiple of a limit that this value does not have.")
        limit = recorded.get(fact.uln_fact)
        if limit is None:
            needed = FACTS[fact.uln_fact].label
            raise Refusal(f"{fact.label}: {written} needs “{needed}”; enter that laboratory's limit first.")
        return [number * as_number(limit) for number in found.readings]
    if not found.unit:
        return list(found.readings)
    return [in_own_unit(fact.code, number, found.unit) for number in found.readings]


def _asked_back(code: str, value: float | int, recorded: Mapping[str, Value]) -> str:
    told = (doubt for doubt in doubts({**recorded, code: value}) if doubt.fact == code)
    return next((doubt.sentence for doubt in told), "")


def _meant(code: str, value: float | int) -> float | int | None:
    """What the number would be in the unit its size suggests."""
    return next((doubt.meant for doubt in doubts({code: value}) if doubt.fact == code), None)


def _out_of_range(fact: NumberFact, found: Quantity, text: str, values: list[Fraction]) -> Refusal:
    if not found.unit and (meant := _meant(fact.code, fact.typed(values[0]) if not fact.whole else float(values[0]))):
        likely = f"{plain(round(meant, 2))} {unit_of(fact.code)}"
        told = f"{fact.label} must be {fact.allowed}, but {shown(text.strip())} was found. Was {likely} meant?"
        return Refusal(told, found=text, allowed=fact.allowed)
    return misfit(fact.label, fact.allowed, text.strip())


def _either(fact: NumberFact, text: str, value: float | int, other: float | int) -> str:
    unit = f" {fact.unit}" if fact.unit else ""
    return f"{fact.label}: {shown(text.strip())} may be {plain(value)} or {plain(other)}{unit}; which?"
