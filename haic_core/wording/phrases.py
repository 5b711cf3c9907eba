"""Small words that every sentence is made of: lists of words, quantities with their units, the intended use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from haic_core.case.fact_kinds import Value, spoken
from haic_core.case.facts import unit_of

INTENDED_USE = (
    "For health professionals, research and education. Not a medical device. Shows options and their "
    "published basis; decides nothing."
)
SEMICOLON_FORM = "semicolons"


_UNIT_WORDS = {"10^9/L": "×10⁹/L", "mL/min/1.73 m2": "mL/min/1.73 m²", "%": "%"}


def joined(words: Iterable[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def counted(count: int, noun: str) -> str:
    """'1 case', '3 cases'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def several(told: Sequence[str], most: int = 3) -> str:
    """The first few, and how many more there are: 'a, b, c and 4 more'."""
    rest = [f"{len(told) - most} more"] if len(told) > most else []
    return joined([*told[:most], *rest])


def quantity(code: str, value: Value) -> str:
    """A value of a fact with its unit, as read aloud."""
    unit = _UNIT_WORDS.get(unit_of(code), unit_of(code))
    if isinstance(value, (bool, str)) or not unit:
        return spoken(value)
    if value == 1 and unit in ("lesions", "lines", "years", "months", "weeks"):
        unit = unit[:-1]
    return f"{spoken(value)} {unit}"
