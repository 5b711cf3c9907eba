"""Laboratory units: the case file keeps one unit a fact; a form may be filled in the other system."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.facts import unit_of
from haic_core.words.decimals import exact


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A fact's unit in the other system: one case-file unit is ``factor`` of it."""

    unit: str
    factor: Fraction
    step: float


# 17.1 umol/L of bilirubin and 88.4 umol/L of creatinine are 1 mg/dL; 10 g/L are 1 g/dL.
_BILIRUBIN = OtherUnit("µmol/L", Fraction("17.1"), 1)
_CREATININE = OtherUnit("µmol/L", Fraction("88.4"), 1)
SI: dict[str, OtherUnit] = {
    "bilirubin_mg_dl": _BILIRUBIN,
    "bilirubin_uln_mg_dl": _BILIRUBIN,
    "creatinine_mg_dl": _CREATININE,
    "creatinine_uln_mg_dl": _CREATININE,
    "haemoglobin_g_dl": OtherUnit("g/L", Fraction(10), 1),
}
CONVENTIONAL: dict[str, OtherUnit] = {"albumin_g_l": OtherUnit("g/dL", Fraction(1, 10), 0.1)}
SYSTEMS: dict[str, dict[str, OtherUnit]] = {"mg/dL, g/dL": CONVENTIONAL, "µmol/L, g/L": SI}


def unit_in(code: str, system: str) -> str:
    """The unit in which a fact is typed under one of SYSTEMS."""
    other = SYSTEMS[system].get(code)
    return other.unit if other else unit_of(code)


def shown_in(code: str, value: float, system: str) -> float:
    """A case-file value in the unit of the system, rounded to what a person can type."""
    other = SYSTEMS[system].get(code)
    return float(round(exact(value) * other.factor, 4)) if other else float(value)


def recorded_from(code: str, typed: float, system: str) -> float:
    """A typed value in the case file's own unit; 34.2 umol/L of bilirubin is exactly 2 mg/dL."""
    other = SYSTEMS[system].get(code)
    value = float(exact(typed) / other.factor) if other else float(typed)
    return int(value) if value.is_integer() else value
