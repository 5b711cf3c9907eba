"""Numbers as they are printed: compared as decimals, so that 1.8 is exactly 1.5 times 1.2."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import isfinite


def decimal_of(number: float | int) -> Fraction:
    """The decimal a person reads, not the binary float that stores it; raises ValueError where a number is none."""
    if not isinstance(number, float):
        return Fraction(number)
    if not isfinite(number):
        raise ValueError(f"{number} is no number that is printed")
    return Fraction(Decimal(repr(number)))


# The same of what documents print: kept, for the same bounds are compared all day. What is of a patient never is.
exact: Callable[[float | int], Fraction] = lru_cache(maxsize=4096)(decimal_of)


def plain(number: float | int) -> str:
    """The shortest decimal text of a number: 2.0 is '2', 1.50 is '1.5'."""
    value = float(number)
    return str(int(value)) if value.is_integer() else repr(round(value, 6))


def decimals(number: float | int) -> int:
    """How many digits stand after the decimal point as printed."""
    text = plain(number)
    return len(text.split(".")[1]) if "." in text else 0
