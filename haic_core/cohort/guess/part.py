"""One part of a guess: what is taken for what, why, on how many rows that rests, and what has to be asked."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.cohort.guess import said
from haic_core.cohort.guess.profile import Profile

_MOST, _MOST_CODES = 4, 8


@dataclass(frozen=True, slots=True)
class Part:
    """use: the mapping's key (``facts: her2`` of a fact). value: a column, or values; None where nothing was found.
    question: what a person has to settle, empty where nothing is doubtful; others: what else it could be.
    counts: of a doubtful event, each code with its rows; longest: of a doubtful unit, the longest time."""

    use: str
    value: str | tuple[str, ...] | None
    why: str
    rests_on: int
    rows: int
    question: str = ""
    others: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    longest: float = 0.0


def of_number(one: Profile) -> str:
    """Why a column of numbers is taken for something."""
    return said.TIME.format(filled=one.numbers, rows=one.rows, low=one.low or 0, high=one.high or 0)


def of_date(one: Profile) -> str:
    """Why a column of dates is taken for something."""
    return said.DATED.format(filled=one.dates, rows=one.rows)


def of_values(one: Profile) -> str:
    """Why a column of words is taken for something."""
    if not one.values or (one.is_number and one.distinct > _MOST_CODES):
        return of_number(one) if one.is_number else said.DIFFERENT.format(distinct=one.distinct, rows=one.rows)
    told = ", ".join(f"{value!r} ({count:,})" for value, count in one.values[:_MOST])
    return said.WORDED.format(filled=one.filled, rows=one.rows, values=told)
