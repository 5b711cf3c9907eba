"""Times of a registry in months, in which every curve is drawn."""

from __future__ import annotations

from dataclasses import replace

from haic_core.cohort.counts import Arm

_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}


def months(time: float, unit: str) -> float:
    """A time in months of 30.4375 days."""
    return time if unit == "months" else time * _DAYS[unit] / _DAYS["months"]


def in_months(arm: Arm, unit: str) -> Arm:
    """The same counts with every time in months."""
    cells = tuple(replace(cell, time=months(cell.time, unit)) for cell in arm.cells)
    return Arm(arm.group, cells, tuple((months(entry, unit), count) for entry, count in arm.entered))
