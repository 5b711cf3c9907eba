"""The other unit in which a laboratory fact is often written, for refusals that name the factor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """A unit of a fact besides the case file's own: one of that is ``factor`` of this."""

    unit: str
    factor: Fraction


# 17.1 umol/L of bilirubin and 88.4 umol/L of creatinine are 1 mg/dL; 10 g/L are 1 g/dL.
_BILIRUBIN = OtherUnit("µmol/L", Fraction("17.1"))
_CREATININE = OtherUnit("µmol/L", Fraction("88.4"))
OTHER_UNITS: Mapping[str, OtherUnit] = {
    "bilirubin_mg_dl": _BILIRUBIN,
    "bilirubin_uln_mg_dl": _BILIRUBIN,
    "creatinine_mg_dl": _CREATININE,
    "creatinine_uln_mg_dl": _CREATININE,
    "haemoglobin_g_dl": OtherUnit("g/L", Fraction(10)),
    "albumin_g_l": OtherUnit("g/dL", Fraction(1, 10)),
}
