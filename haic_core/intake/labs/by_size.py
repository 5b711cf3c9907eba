"""What a number without a unit may be: the units in which laboratories print it, told apart by its size and by the
upper end of its reference range. The bounds are conventions of this project, not a paper's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.facts import unit_of
from haic_core.intake.units import in_own_unit, normal


@dataclass(frozen=True, slots=True)
class Habit:
    """One unit: the values that patients show in it, and where upper ends of reference ranges lie."""

    unit: str
    low: Fraction
    high: Fraction
    upper_low: Fraction
    upper_high: Fraction


def _habit(unit: str, low: str, high: str, upper_low: str, upper_high: str) -> Habit:
    return Habit(unit, Fraction(low), Fraction(high), Fraction(upper_low), Fraction(upper_high))


_MOST_UKAT = Fraction(100)
_LEUCOCYTES = (_habit("10^9/L", "0.01", "50", "8", "13"), _habit("/µL", "50", "300000", "8000", "13000"))
_TRANSAMINASE = (_habit("U/L", "3", "10000", "19", "75"), _habit("µkat/L", "0.05", "7.9", "0.3", "1.3"))
_PER_MG = (
    _habit("mg/dL", "0.1", "40", "0.7", "1.6"),
    _habit("µmol/L", "2", "700", "15", "28"),
    _habit("mg/L", "2", "400", "8", "14"),
)
HABITS: Mapping[str, tuple[Habit, ...]] = {
    "platelets_e9_l": (
        _habit("10^9/L", "1", "1999", "300", "500"), _habit("/µL", "2000", "3000000", "300000", "500000"),
        _habit("10^4/µL", "0.5", "99.9", "30", "50"),
    ),
    "leucocytes_e9_l": _LEUCOCYTES,
    "anc_e9_l": (_habit("10^9/L", "0", "50", "5", "9"), _habit("/µL", "50", "60000", "5000", "9000")),
    "haemoglobin_g_dl": (
        _habit("g/dL", "4", "20", "14.5", "18.5"), _habit("g/L", "40", "200", "145", "185"),
        _habit("mmol/L", "2.5", "10.8", "9", "11.5"),
    ),
    "bilirubin_mg_dl": _PER_MG,
    "creatinine_mg_dl": (
        _habit("mg/dL", "0.2", "20", "0.7", "1.5"), _habit("µmol/L", "18", "1500", "65", "130"),
        _habit("mg/L", "2", "200", "8", "14"),
    ),
    "alt_u_l": _TRANSAMINASE,
    "ast_u_l": _TRANSAMINASE,
    "alp_u_l": (_habit("U/L", "15", "5000", "80", "400"), _habit("µkat/L", "0.2", "14.9", "1.3", "6.5")),
    "albumin_g_l": (_habit("g/L", "10", "55", "44", "58"), _habit("g/dL", "1", "6", "4.4", "5.8")),
    "inr": (_habit("", "0.5", "20", "1", "4"),),
    "pt_times_control": (_habit("", "0.5", "20", "1", "4"),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meant:
    """What a number may be in the fact's own unit, and in which unit that reads it."""

    value: Fraction
    unit: str
    habit: Habit

    def is_of(self, code: str) -> bool:
        """Whether that unit is the fact's own."""
        return normal(self.unit) == normal(unit_of(code))


def meant(
    code: str, readings: Sequence[Fraction], uppers: Iterable[Fraction], has_decimals: bool = False
) -> tuple[Meant, ...]:
    """What a number without a unit may be, printed with decimals or without. uppers: the readings of its reference
    range's upper end; where they lie in the ranges of one unit, they decide."""
    ends = tuple(uppers)
    habits = HABITS.get(code, ())
    if ends:
        told = tuple(one for one in habits if any(one.upper_low <= end <= one.upper_high for end in ends))
        habits = told or habits
    return tuple(
        Meant(in_own_unit(code, number, habit.unit), habit.unit, habit)
        for habit in habits
        for number in readings
        if habit.low <= number <= _highest(habit, has_decimals) and _is_counted(number, habit.unit)
    )


def ends_speak_of(code: str, unit: str, ends: Iterable[Fraction]) -> str:
    """Another unit that the reference range speaks of, where it does not fit this one; else ''."""
    uppers = tuple(ends)
    fitting = [one for one in HABITS.get(code, ()) if any(one.upper_low <= end <= one.upper_high for end in uppers)]
    own = in_own_unit(code, Fraction(1), unit)
    if not fitting or any(in_own_unit(code, Fraction(1), one.unit) == own for one in fitting):
        return ""
    return fitting[0].unit


def likely(code: str, readings: Sequence[Fraction], unit: str) -> tuple[Fraction, ...]:
    """Of the readings of a number in a known unit those that patients show."""
    own = in_own_unit(code, Fraction(1), unit)
    habits = [one for one in HABITS.get(code, ()) if in_own_unit(code, Fraction(1), one.unit) == own]
    if not habits:
        return tuple(readings)
    return tuple(one for one in readings if habits[0].low <= one <= habits[0].high and _is_counted(one, habits[0].unit))


def _highest(habit: Habit, has_decimals: bool) -> Fraction:
    """Enzymes are printed with decimals in µkat/L and without in U/L, so that one with decimals may be high."""
    return _MOST_UKAT if has_decimals and habit.unit == "µkat/L" else habit.high


def _is_counted(number: Fraction, unit: str) -> bool:
    """Cells in a microlitre are whole; tens of thousands are printed with a decimal."""
    if unit == "/µL":
        return number.denominator == 1
    return unit != "10^4/µL" or number.denominator != 1
