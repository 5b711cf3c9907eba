"""What a bundle is read into: readings that rules make of results, and the words by which a person finds them again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from haic_core.case.fact_kinds import Value, as_number
from haic_core.intake.fhir.elements import UNDATED, Amount, When
from haic_core.intake.fhir.person import Person
from haic_core.intake.fhir.resources import Result
from haic_core.intake.proposal import PassedOver
from haic_core.intake.units import UNITS, normal

MOST_PASSED_OVER = 200
_LONGEST_UNIT = 20
# No word in it longer than 'percent': a name that slipped into its place is not repeated.
_LIKE_A_UNIT = re.compile(r"(?:[A-Za-zµμ]{0,7}[0-9/%.*^{}\[\]()_+²³⁹×-])*[A-Za-zµμ]{0,7}")

_KNOWN_UNITS = frozenset(unit for units in UNITS.values() for unit in units)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that a rule made of a result. limit: the upper limit of normal beside it, and as it is written.

    unit, step: of a number the unit it was written in, and what its last digit is worth in the fact's own.
    """

    value: Value
    as_written: str
    origin: str
    when: When = UNDATED
    doubt: str = ""
    answers: tuple[Value, ...] = ()
    limit: Value | None = None
    limit_written: str = ""
    unit: str = ""
    step: Fraction = Fraction(0)

    def agrees(self, other: Reading) -> bool:
        """Whether two readings are one value: the same, or the same in two units up to the coarser one's last digit."""
        if self.value == other.value or self.unit == other.unit:
            return self.value == other.value
        return abs(as_number(self.value) - as_number(other.value)) <= max(self.step, other.step)


@dataclass(slots=True)
class Gathering:
    """What is gathered while a bundle is read: what was passed over, and the sentences beside it."""

    person: Person
    on: date
    say: list[str] = field(default_factory=list)
    _passed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def pass_over(self, what: str, why: str) -> None:
        """Notes something that became no proposal; the same again is counted."""
        self._passed[what, why.rstrip(".")] += 1

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """What was passed over, in the order of the bundle; a very long list is told by its first and a count."""
        told = [
            PassedOver(what if times == 1 else f"{what} ({times} times)", why)
            for (what, why), times in self._passed.items()
        ]
        rest = len(told) - MOST_PASSED_OVER
        more = [PassedOver(f"{rest} more", "they are not listed one by one")] if rest > 0 else []
        return (*told[:MOST_PASSED_OVER], *more)

    def shown_day(self, when: When) -> str:
        """A day in words; the day of birth is never one."""
        return when.day.isoformat() if when.day and not self.person.is_birthday(when.day) else ""

    def origin(self, label: str, result: Result) -> str:
        """Where a result stands: 'Observation Platelets (LOINC 777-3), 2026-11-02'."""
        code = f" ({result.loinc})" if result.loinc else ""
        day = self.shown_day(result.when)
        return f"Observation {label}{code}{', ' + day if day else ''}"


def amount_as_written(amount: Amount) -> str:
    """A quantity in the words of the file, bounded."""
    return f"{amount.comparator}{amount.written} {unit_shown(amount.unit)}".strip()


def unit_shown(unit: str) -> str:
    """A unit that is short and looks like one; anything else is not repeated."""
    known = normal(unit) in _KNOWN_UNITS or bool(_LIKE_A_UNIT.fullmatch(unit))
    return unit if len(unit) <= _LONGEST_UNIT and unit.isprintable() and known else ""
