"""The units in which laboratories, records and letters write a fact, each by an exact factor; an unknown one is refused
by name, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from haic_core.case.facts import FACTS, NUMBERS, unit_of
from haic_core.words.refusal import Refusal, shown

_ONE = Fraction(1)
_TENTH = Fraction(1, 10)


def _same(words: Iterable[str], factor: Fraction = _ONE) -> dict[str, Fraction]:
    return {normal(word): factor for word in words}


def normal(unit: str) -> str:
    """A unit's text without what changes from hand to hand: spaces, the micro sign, the multiplication sign, case."""
    told = unit.casefold()
    for sign, plain in (("µ", "u"), ("μ", "u"), ("mcl", "ul"), ("×", "x"), ("²", "2"), ("³", "3"), ("⁹", "^9")):
        told = told.replace(sign, plain)
    told = "".join(told.split())
    return told[1:] if told.startswith(("x10", "*10")) else told


_THOUSANDS_PER_UL = _same(
    (
        "10^9/L", "10*9/L", "10**9/L", "10e9/L", "10E+9/L", "109/L", "G/L", "Gpt/L", "giga/L", "/nL", "1/nL", "10^3/uL",
        "10*3/uL", "10**3/uL", "10e3/uL", "103/uL", "10^3/mm3", "10*3/mm3", "K/uL", "k/mm3", "Tsd/uL", "Tsd./uL",
        "thou/uL", "thousand/uL", "thou/mm3", "Tausend/uL", "10^3/cmm", "10^3/cumm", "K/cumm", "10^6/mL",
        "10*6/mL", "1000/uL", "E9/L", "Mrd/L", "K", "K/cu.mm", "thousand/cu.mm",
    )
)  # fmt: skip
_PER_UL = _same(
    (
        "/uL",
        "1/uL",
        "cells/uL",
        "/mm3",
        "/cmm",
        "/cumm",
        "cells/mm3",
        "cells/cumm",
        "cells/cu.mm",
        "/cu.mm",
        "Zellen/uL",
        "{cells}/uL",
        "{#}/uL",
        "#/uL",
        "10*6/L",
        "10^6/L",
    ),
    Fraction(1, 1000),
)
_TEN_THOUSANDS = _same(("10^4/uL", "10*4/uL", "10e4/uL", "104/uL", "10^4/mm3"), Fraction(10))
_LAKHS = _same(
    (
        "lakh/uL",
        "lakhs/uL",
        "lakh/cumm",
        "lakhs/cumm",
        "lakh/cu.mm",
        "lakhs/cu.mm",
        "lac/cumm",
        "lakh",
        "lakhs",
        "lac",
        "lacs",
        "lakh/mm3",
        "lakhs/mm3",
    ),
    Fraction(100),
)
_ENZYME = _same(("U/L", "IU/L", "[IU]/L", "[U]/L", "UI/L", "units/L", "E/L", "IE/L", "mU/mL")) | _same(
    ("ukat/L",), Fraction(60)
)
_BILIRUBIN = (
    _same(("mg/dL", "mg%", "mg/100mL"))
    | _same(("umol/L", "micromol/L", "mikromol/L", "mcmol/L"), 1 / Fraction("17.1"))
    | _same(("mg/L",), _TENTH)
)
_CREATININE = (
    _same(("mg/dL", "mg%", "mg/100mL"))
    | _same(("umol/L", "micromol/L", "mikromol/L", "mcmol/L"), 1 / Fraction("88.4"))
    | _same(("mg/L",), _TENTH)
)
_PERCENT = _same(("%", "percent", "per cent", "pct"))
_GY = _same(("Gy", "gray"))

UNITS: Mapping[str, Mapping[str, Fraction]] = {
    "platelets_e9_l": _THOUSANDS_PER_UL | _PER_UL | _TEN_THOUSANDS | _LAKHS,
    "anc_e9_l": _THOUSANDS_PER_UL | _PER_UL,
    "leucocytes_e9_l": _THOUSANDS_PER_UL | _PER_UL,
    "haemoglobin_g_dl": _same(("g/dL", "g%", "g/100mL", "gm/dL", "gms/dL", "gm%"))
    | _same(("g/L",), _TENTH)
    | _same(("mmol/L", "mmol/L(Hb)", "mmol{Hb}/L"), Fraction("1.611")),
    "bilirubin_mg_dl": _BILIRUBIN,
    "bilirubin_uln_mg_dl": _BILIRUBIN,
    "creatinine_mg_dl": _CREATININE,
    "creatinine_uln_mg_dl": _CREATININE,
    **dict.fromkeys(("alt_u_l", "alt_uln_u_l", "ast_u_l", "ast_uln_u_l", "alp_u_l"), _ENZYME),
    "albumin_g_l": _same(("g/L",)) | _same(("g/dL", "g%", "g/100mL", "gm/dL", "gms/dL", "gm%"), Fraction(10)),
    "inr": _same(("", "1", "{INR}", "INR", "ratio")),
    "pt_times_control": _same(("", "x control", "times control")),
    "egfr_ml_min": _same(
        (
            "mL/min/1.73 m2", "mL/min/{1.73_m2}", "mL/min/1.73m^2", "mL/min/1,73 m2", "mL/min/1,73 qm",
            "mL/min/1.73 qm", "mL/min/1.73", "mL/min/173m2", "mL/min per 1.73 m2", "mL/min*1.73m2", "mL/min/1.73sqm",
            "mL/min/{1.73m2}", "mL/min/{1.73_m^2}", "mL/min/1.73.m2",
        )
    ),
    "largest_lesion_cm": _same(("cm",)) | _same(("mm",), _TENTH),
    "age_years": _same(("", "years", "year", "y", "yr", "yrs", "years old", "a")),
    "weeks_since_systemic": _same(("weeks", "week", "wk", "wks", "w")) | _same(("days", "day", "d"), Fraction(1, 7)),
    "weeks_since_chemotherapy": _same(("weeks", "week", "wk", "wks", "w"))
    | _same(("days", "day", "d"), Fraction(1, 7)),
    "life_expectancy_months": _same(("months", "month", "mo")) | _same(("years", "year", "y"), Fraction(12)),
    "lung_dose_gy": _GY,
    "lung_dose_cumulative_gy": _GY,
    **dict.fromkeys(
        ("karnofsky", "lvef_percent", "lung_shunt_percent", "liver_involvement_percent",
         "future_liver_remnant_percent"),
        _PERCENT,
    ),
}  # fmt: skip
"""Of each fact, the units it is written in and what one of them is in the case file's own unit."""

_TOO_LITTLE_SAID = {"egfr_ml_min": ("mL/min", "is not indexed to 1.73 m2 of body surface, which the criteria ask for")}


def in_own_unit(code: str, number: Fraction, unit: str) -> Fraction:
    """A number written in some unit, exactly in the fact's own; 34.2 umol/L of bilirubin is 2 mg/dL.

    Raises Refusal where the fact is not written in that unit.
    """
    known = UNITS.get(code, _same(("",)))
    factor = known.get(normal(unit))
    if factor is None and normal(unit) == normal(unit_of(code)):
        factor = _ONE
    if factor is None:
        raise _refused(code, unit)
    return number * factor


def is_unit_of(code: str, unit: str) -> bool:
    """Whether a fact is written in this unit."""
    return code in NUMBERS and normal(unit) in {*UNITS.get(code, {}), normal(unit_of(code))}


def _refused(code: str, unit: str) -> Refusal:
    label, own = FACTS[code].label, unit_of(code) or "no unit"
    without, why = _TOO_LITTLE_SAID.get(code, ("", ""))
    if why and normal(unit) == normal(without):
        return Refusal(f"{label}: {shown(unit)} {why}.", place=code, found=unit, allowed=own)
    found = f"the unit {shown(unit)}" if unit else "no unit"
    return Refusal(f"{label} is read in {own}, but {found} was found.", place=code, found=unit, allowed=own)
