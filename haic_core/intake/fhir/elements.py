"""The small parts that FHIR resources are made of, read narrowly: what is of the wrong kind is as if it were not there,
so that one faulty field costs that field and not the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

MOST_IN_A_LIST = 500
LONGEST_CODE = 40
_LARGEST_EXPONENT, _MOST_DIGITS = 30, 60

LOINC, SNOMED, ICD10, UCUM = "LOINC", "SNOMED CT", "ICD-10", "UCUM"
_SYSTEMS = (
    (LOINC, re.compile(r"https?://loinc\.org/?|urn:oid:2\.16\.840\.1\.113883\.6\.1")),
    (SNOMED, re.compile(r"https?://(?:www\.)?snomed\.info/sct(?:/.*)?|urn:oid:2\.16\.840\.1\.113883\.6\.96")),
    (UCUM, re.compile(r"https?://unitsofmeasure\.org/?|urn:oid:2\.16\.840\.1\.113883\.6\.8")),
    (ICD10, re.compile(r"https?://\S*/(?:[a-z]{2}-)?icd-10(?:-[a-z]+)?/?|urn:oid:2\.16\.840\.1\.113883\.6\.(?:3|90)")),
)


@dataclass(frozen=True, slots=True)
class Coding:
    """A code in its system: one of the four named above, else the system's address in lower case."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as written. number: None where it is not a plain one. unit: the UCUM code, else the unit in words.

    unit_said: the unit in words, also where a code stands beside it.

    of_text: the number stands as text where a number belongs.
    """

    number: Fraction | None
    written: str
    unit: str = ""
    comparator: str = ""
    is_ucum: bool = False
    unit_said: str = ""
    of_text: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """The days a result may be of: one, a month's, a year's, any. moment: the time, where its zone is told."""

    first: date = date.min
    last: date = date.max
    moment: datetime | None = None

    @property
    def day(self) -> date | None:
        """The day, where it is known to the day."""
        return self.first if self.first == self.last else None

    def before(self, other: When) -> bool:
        """Whether this is surely earlier than another, by the day; two days that the clocks of two zones order
        otherwise are not."""
        if self.moment and other.moment and self.moment >= other.moment:
            return False
        return self.last < other.first


UNDATED = When()


def mapping(raw: object) -> Mapping[str, object]:
    """An object, or an empty one."""
    return raw if isinstance(raw, dict) else {}


def listed(raw: object) -> list[object]:
    """A list; a single object where a list belongs is a list of it."""
    if isinstance(raw, list):
        return raw[:MOST_IN_A_LIST]
    return [raw] if isinstance(raw, dict) else []


def text(raw: object) -> str:
    """A text without spaces around it, or an empty one."""
    return raw.strip() if isinstance(raw, str) else ""


def codings(raw: object) -> tuple[Coding, ...]:
    """The codes of a concept, of several, or of a bare coding; what has no code is left out."""
    found: dict[Coding, None] = {}
    for concept in listed(raw):
        inner = mapping(concept)
        for one in listed(inner.get("coding")) or [inner]:
            code = text(mapping(one).get("code"))
            if code and len(code) <= LONGEST_CODE:
                found[Coding(system_of(mapping(one).get("system")), code)] = None
    return tuple(found)


def system_of(raw: object) -> str:
    """The short name of a code system's address."""
    address = text(raw).casefold()
    return next((name for name, pattern in _SYSTEMS if pattern.fullmatch(address)), address)


def words_of(raw: object) -> str:
    """The text of a concept that has no codes."""
    return "" if codings(raw) else text(mapping(raw).get("text"))


def number(raw: object) -> Fraction | None:
    """An exact number of a size that something measured can have, else None; true and false are none."""
    if isinstance(raw, Decimal):
        sized = (
            raw.is_finite() and abs(raw.adjusted()) <= _LARGEST_EXPONENT and len(raw.as_tuple().digits) <= _MOST_DIGITS
        )
        return Fraction(raw) if sized else None
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw) if abs(raw) < 10**_LARGEST_EXPONENT else None
    return None


def amount(raw: object) -> Amount | None:
    """A quantity, where there is one."""
    inner = mapping(raw)
    if not inner:
        return None
    given, of_text = inner.get("value"), False
    if isinstance(given, str) and re.fullmatch(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?", given.strip()):
        given, of_text = Decimal(given.strip()), True
    found = number(given)
    written = str(given)[:24] if found is not None else ""
    code = text(inner.get("code"))
    is_ucum = bool(code) and system_of(inner.get("system")) == UCUM
    said = text(inner.get("unit"))[:LONGEST_CODE]
    unit = (code if is_ucum else said or code)[:LONGEST_CODE]
    return Amount(found, written, unit, _comparator(inner.get("comparator")), is_ucum, said, of_text)


def _comparator(raw: object) -> str:
    """The comparator of a quantity; one that is not known is one all the same."""
    said = text(raw)
    return said if said in ("", "<", "<=", ">=", ">") else "?"


_MOMENT = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?)?)?", re.ASCII
)


def when(raw: object) -> When | None:
    """A date, a date with its time, a month or a year; None where it is none of them. The day is the one written."""
    found = _MOMENT.fullmatch(text(raw))
    if not found:
        return None
    year, month, day, time, zone = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        if not month:
            return When(first, date(first.year, 12, 31))
        if not day:
            following = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
            return When(first, following - timedelta(days=1))
        moment = None
        if time and zone:
            moment = datetime.fromisoformat(f"{year}-{month}-{day}T{time}{zone.replace('Z', '+00:00')}").astimezone(UTC)
        return When(first, first, moment)
    except (ValueError, OverflowError):
        return None


def end_of(raw: object) -> When | None:
    """When a period ends, or begins where no end is said."""
    period = mapping(raw)
    return when(period.get("end")) or when(period.get("start"))
