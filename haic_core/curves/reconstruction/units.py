"""The units of time that papers print: their names, how fine records in them are, and where curves are read."""

from __future__ import annotations

from dataclasses import dataclass

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True)
class Unit:
    """A unit of time. `a_month`: how many of it make a month; `longest`: a hundred years; `decimals`: what records are
    rounded to; `horizons`: where the restricted mean is read; `ticks`: steps between counts at risk."""

    name: str
    a_month: float
    longest: float
    decimals: int
    horizons: tuple[float, ...]
    ticks: tuple[float, ...]
    also: tuple[str, ...]


UNITS = {
    unit.name: unit
    for unit in (
        Unit(
            "days", DAYS_A_MONTH, 36525.0, 2, (365, 730, 1095, 1826),
            (30, 60, 90, 180, 365, 730, 1095, 1826, 3652, 7305), ("day", "d"),
        ),
        Unit(
            "weeks", DAYS_A_MONTH / 7, 5218.0, 3, (52, 104, 156, 260),
            (4, 8, 13, 26, 52, 104, 156, 260, 520, 1040), ("week", "wk", "wks", "w"),
        ),
        Unit(
            "months", 1.0, 1200.0, 3, (12, 24, 36, 60),
            (1, 2, 3, 6, 12, 24, 36, 60, 120, 240), ("month", "mo", "mos", "mth", "mths", "m"),
        ),
        Unit(
            "years", 1 / 12, 100.0, 4, (1, 2, 3, 5),
            (0.25, 0.5, 1, 2, 3, 5, 10, 20), ("year", "yr", "yrs", "y", "a"),
        ),
    )
}  # fmt: skip
MONTHS = UNITS["months"]
SPELLINGS = {word: unit.name for unit in UNITS.values() for word in (unit.name, *unit.also)}
