"""The sentences of a lab list: why something was passed over, what is asked back, what a person needs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from haic_core.case.facts import FACTS, unit_of
from haic_core.words.decimals import plain

A_LIMIT = "a limit, not the value that was measured"
A_LIMIT_AND_A_NUMBER = "a limit and a number stand in its row, and nothing says which is the result"
TWO_UNITS = "two units stand in its row"
NO_LABORATORY_VALUE = "no laboratory value was found in them"
NO_VALUE = "nothing that can be read as its value stands beside it"
NOT_HELD = "a case does not hold these values"
UNALIGNED = "its numbers do not stand under the heads of their columns, or a comma may part columns or decimals"
PERCENT = "a percentage of the leucocytes, not the neutrophil count"
PERHAPS_PERCENT = "a count or a percentage: it has no unit"
UNKNOWN_UNIT = "its unit is not one that is known"
NOT_A_NUMBER = "its marks make no number"
NOTHING = "No laboratory value that a case holds was found."
SEVERAL_SHEETS = "Several sheets hold laboratory values ({}); hand in the one that is meant."


def amount(code: str, value: float | int) -> str:
    """A value with the fact's unit."""
    return f"{plain(value)} {unit_of(code)}".strip()


def remarked(remark: str) -> str:
    """Why a result without a value was passed over."""
    return f"the list calls it {remark}"


def doubtful_specimen(code: str, value: float, remark: str) -> str:
    """A value beside which the list says that its specimen was not in order."""
    return f"{FACTS[code].label} {amount(code, value)}: the list calls the specimen {remark}; is it right?"


def other_unit(code: str, written: str, value: float, unit: str) -> str:
    """A number without a unit that its size or its range reads in another unit than the fact's."""
    return f"{FACTS[code].label} {written} has no unit; in {unit} it is {amount(code, value)}. Is it?"


def no_unit(code: str, written: str) -> str:
    """A number without a unit that could be in several."""
    return f"{FACTS[code].label} {written} has no unit; which value is meant?"


def count_or_percentage(written: str) -> str:
    """Neutrophils without a unit and without a word on what was counted."""
    return f"Neutrophils {written} has no unit; is it a count in 10^9/L, or a percentage?"


def no_unit_taken(code: str, written: str) -> str:
    """A number without a unit, taken in the fact's own, to be asked."""
    return f"{FACTS[code].label} {written} has no unit; is it in {unit_of(code)}?"


def range_of_another(code: str, value: float, unit: str) -> str:
    """A reference range that is printed in another unit than its value."""
    return f"{FACTS[code].label} {amount(code, value)}: its reference range speaks of {unit}; is the unit right?"


def several_numbers(code: str) -> str:
    """A row with several numbers and nothing that tells them apart."""
    return f"{FACTS[code].label}: several numbers stand in its row; which is the result?"


def two_readings(code: str, written: str) -> str:
    """A mark before three digits that parts thousands or decimals."""
    return f"{FACTS[code].label} {written}: does its mark part thousands or decimals?"


def several_limits(code: str) -> str:
    """A reference range for several kinds of people."""
    return f"{FACTS[code].label}: several reference ranges stand in its row; which holds for her?"


def order_of_days(code: str) -> str:
    """Days that two habits put in another order."""
    told = "day or month may come first in the list's dates, and with it another result is the latest"
    return f"{FACTS[code].label}: {told}; which?"


def differing(code: str, values: Sequence[float | int], day: date | None) -> str:
    """Several results that differ, none of them the latest: the question which of them holds."""
    told = " and ".join(plain(value) for value in values)
    when = f" on {day.isoformat()}" if day else " without a day to tell them apart"
    return f"{FACTS[code].label}: {told} {unit_of(code)}{when}; which?".replace(" ;", ";").replace("  ", " ")


def differs(day: date | None) -> str:
    """The same, as why it was passed over."""
    return "results of one day differ" if day else "results without a day differ"


def changed(code: str, value: float, day: date, before: float, earlier: date) -> str:
    """A value that changed from an earlier day."""
    told = f"{amount(code, value)} on {day.isoformat()}, {plain(before)} on {earlier.isoformat()}"
    return f"{FACTS[code].label}: {told}; the latest stands."


def unsettled_day(days: Sequence[date]) -> str:
    """A day that two habits read differently."""
    told = " or ".join(day.isoformat() for day in days)
    which = "the list does not settle whether day or month comes first"
    return f"The day of these results is {told}: {which}. No day was taken; enter it."


def day_to_come(day: date) -> str:
    """A day after today."""
    return f"The list gives {day.isoformat()}, a day to come; no day was taken."
