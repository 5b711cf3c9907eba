"""A column as counts: what a guess rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """One column. rows: how many were looked at; filled: those that say something; distinct: how many different things.

    values: the most frequent with their counts, as they stand, all of them where distinct is small. numbers, low, high:
    how many are numbers, and their range. commas: numbers with a comma. dates: how many are dates; day_first,
    month_first, either: of those with slashes, how many can be meant one way only, and how many both ways.
    """

    name: str
    rows: int
    filled: int
    distinct: int
    values: tuple[tuple[str, int], ...] = ()
    numbers: int = 0
    low: float | None = None
    high: float | None = None
    commas: int = 0
    two_readings: int = 0
    dates: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def is_number(self) -> bool:
        """Whether nearly all that is filled in are numbers."""
        return self.filled > 0 and self.numbers >= 0.8 * self.filled

    @property
    def is_date(self) -> bool:
        """Whether nearly all that is filled in are dates."""
        return self.filled > 0 and self.dates + self.either >= 0.8 * self.filled and self.dates + self.either > 0
