"""Recorded values that ask for a second look: outside what a living patient shows, in another unit by their size, or in
contradiction to each other. A doubt refuses nothing; the thresholds are conventions of this project, not a paper's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from haic_core.case.fact_kinds import Value, is_number, spoken
from haic_core.case.facts import FACTS, NUMBERS, unit_of
from haic_core.words.decimals import decimal_of, plain


@dataclass(frozen=True, slots=True)
class Doubt:
    """One recorded value that is asked back. meant: what it would be in the unit its size suggests, typed_in."""

    fact: str
    value: Value
    sentence: str
    meant: float | None = None
    typed_in: str = ""


@dataclass(frozen=True, slots=True)
class _OtherUnit:
    """What a value would be if it had been typed in another unit: the value times a factor."""

    unit: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class _Usual:
    """The smallest and largest value that nobody would ask back, and the units it is often typed in instead."""

    low: float
    high: float
    others: tuple[_OtherUnit, ...] = ()


_PER_UL = _OtherUnit("per µL", Fraction(1, 1000))
_UMOL_BILIRUBIN = _OtherUnit("µmol/L", 1 / Fraction("17.1"))
_UMOL_CREATININE = _OtherUnit("µmol/L", 1 / Fraction("88.4"))
# Of these units the factor is not told: µkat/L and mmol/L are named as what the size suggests.
_UKAT, _MMOL = "µkat/L", "mmol/L"

_USUAL: Mapping[str, _Usual] = {
    "albumin_g_l": _Usual(10, 70, (_OtherUnit("g/dL", Fraction(10)),)),
    "bilirubin_mg_dl": _Usual(0.1, 8, (_UMOL_BILIRUBIN,)),
    "bilirubin_uln_mg_dl": _Usual(0.5, 3, (_UMOL_BILIRUBIN,)),
    "creatinine_mg_dl": _Usual(0.2, 15, (_UMOL_CREATININE,)),
    "creatinine_uln_mg_dl": _Usual(0.5, 3, (_UMOL_CREATININE,)),
    "haemoglobin_g_dl": _Usual(7, 20, (_OtherUnit("g/L", Fraction(1, 10)),)),
    "platelets_e9_l": _Usual(5, 1500, (_PER_UL,)),
    "anc_e9_l": _Usual(0, 60, (_PER_UL,)),
    "leucocytes_e9_l": _Usual(0.1, 120, (_PER_UL,)),
    "alt_u_l": _Usual(8, 5000),
    "ast_u_l": _Usual(8, 5000),
    "alt_uln_u_l": _Usual(15, 100),
    "ast_uln_u_l": _Usual(15, 100),
    "alp_u_l": _Usual(15, 5000),
    "inr": _Usual(0.7, 8),
    "pt_times_control": _Usual(0.7, 8),
    "largest_lesion_cm": _Usual(0.3, 20, (_OtherUnit("mm", Fraction(1, 10)),)),
    "lvef_percent": _Usual(10, 85),
    "lung_shunt_percent": _Usual(0, 60),
    "life_expectancy_months": _Usual(0, 100),
}
_SMALL_AS = {"alt_u_l": _UKAT, "ast_u_l": _UKAT, "alt_uln_u_l": _UKAT, "ast_uln_u_l": _UKAT, "haemoglobin_g_dl": _MMOL}
_GRADE_FROM_KARNOFSKY = ((90, 0), (70, 1), (50, 2), (30, 3), (0, 4))


def doubts(facts: Mapping[str, Value]) -> tuple[Doubt, ...]:
    """Every recorded value that is asked back, in clinical order; a contradiction is told at the later of its facts."""
    found: dict[str, Doubt] = {}
    for doubt in _contradictions(facts):
        before = f"{found[doubt.fact].sentence} " if doubt.fact in found else ""
        found[doubt.fact] = replace(doubt, sentence=f"{before}{doubt.sentence}")
    found |= {doubt.fact: doubt for doubt in _unusual(facts)}
    return tuple(found[code] for code in FACTS if code in found)


def _unusual(facts: Mapping[str, Value]) -> Iterator[Doubt]:
    for code, usual in _USUAL.items():
        value = facts.get(code)
        if is_number(value) and not usual.low <= value <= usual.high:
            yield _unusual_value(code, value, usual)


def _unusual_value(code: str, value: float, usual: _Usual) -> Doubt:
    fact, unit = FACTS[code], unit_of(code)
    size = "below" if value < usual.low else "above"
    amount = f"{plain(value)} {unit}".rstrip()
    start = f"{fact.label} {amount} is {size} what is usually seen ({plain(usual.low)} to {plain(usual.high)})"
    for other in usual.others:
        meant = decimal_of(value) * other.factor
        if usual.low <= meant <= usual.high:
            told = f"{start}; {plain(value)} {other.unit} would be {plain(float(round(meant, 2)))} {unit}."
            return Doubt(code, value, told, NUMBERS[code].typed(meant), other.unit)
    if value < usual.low and code in _SMALL_AS:
        return Doubt(code, value, f"{start}; its size suggests {_SMALL_AS[code]}.")
    return Doubt(code, value, f"{start}; is it right?")


def _contradictions(facts: Mapping[str, Value]) -> Iterator[Doubt]:
    """Pairs of facts that cannot both be true, or of which that is asked."""
    for first, second, cannot in _PAIRS:
        one, other = facts.get(first), facts.get(second)
        if one is not None and other is not None and cannot(one, other):
            told = f"{FACTS[first].label} {spoken(one)} and {FACTS[second].label} {spoken(other)}"
            yield Doubt(second, other, f"{told}{_ASKED.get((first, second), ' contradict each other.')}")


def _apart(ecog: Value, karnofsky: Value) -> bool:
    """Whether the two scales differ by more than one grade."""
    if not is_number(ecog) or not is_number(karnofsky):
        return False
    grade = next(grade for least, grade in _GRADE_FROM_KARNOFSKY if karnofsky >= least)
    return abs(grade - ecog) > 1


def _less(one: Value, other: Value) -> bool:
    return is_number(one) and is_number(other) and other < one


def _more(one: Value, other: Value) -> bool:
    return is_number(one) and is_number(other) and other > one


def _count_against_pattern(count: Value, pattern: Value) -> bool:
    return (count == 1) is not (pattern == "solitary")


def _brain_against(disease: Value, brain: Value) -> bool:
    return brain is True and disease in ("none", "bone_only_stable")


def _extent_against(thrombosis: Value, extent: Value) -> bool:
    return thrombosis is False and extent is not None


def _low_risk_of_the_gravely_ill(risk: Value, grade: Value) -> bool:
    """ASA 4 is a disease that constantly threatens life."""
    return risk == "low" and is_number(grade) and grade >= 4


def _low_risk_of_a_failing_heart(risk: Value, severe: Value) -> bool:
    return risk == "low" and severe is True


def _too_old_to_be(age: Value, pregnant: Value) -> bool:
    return pregnant is True and is_number(age) and age >= OLDEST_PREGNANT


def _one_in_two_lobes(one: Value, lobes: Value) -> bool:
    return one == 1 and lobes == "bilobar"


def _solitary_in_two_lobes(lobes: Value, pattern: Value) -> bool:
    return lobes == "bilobar" and pattern == "solitary"


def _few_and_diffuse(count: Value, pattern: Value) -> bool:
    return pattern == "diffuse_small_nodular" and is_number(count) and 1 < count < FEWEST_DIFFUSE


def _progressed_on_nothing(lines: Value, progressive: Value) -> bool:
    return lines == 0 and progressive is True


def _longer_ago_than(most: float) -> Callable[[Value, Value], bool]:
    """Whether a therapy that is said to be of the last weeks was given longer ago than that."""
    return lambda weeks, given: given is True and is_number(weeks) and weeks > most


def _low_risk_of_the_bedridden(ecog: Value, risk: Value) -> bool:
    return risk == "low" and ecog == 4


def _active_and_moribund(ecog: Value, grade: Value) -> bool:
    return grade == 5 and is_number(ecog) and ecog <= 2


def _months_of_the_moribund(months: Value, grade: Value) -> bool:
    return grade == 5 and is_number(months) and months >= 6


OLDEST_PREGNANT, FEWEST_DIFFUSE = 60, 4
_TWO_MONTHS, _SIX_WEEKS = 9, 6  # in weeks; two months are 8.7
_PAIRS: tuple[tuple[str, str, Callable[[Value, Value], bool]], ...] = (
    ("ecog", "karnofsky", _apart),
    ("ecog", "surgical_risk", _low_risk_of_the_bedridden),
    ("ecog", "asa_grade", _active_and_moribund),
    ("life_expectancy_months", "asa_grade", _months_of_the_moribund),
    ("surgical_risk", "asa_grade", _low_risk_of_the_gravely_ill),
    ("surgical_risk", "severe_cardiopulmonary_disease", _low_risk_of_a_failing_heart),
    ("age_years", "pregnant", _too_old_to_be),
    ("prior_lines", "progressive_on_systemic", _progressed_on_nothing),
    ("weeks_since_systemic", "antiangiogenic_drug", _longer_ago_than(_SIX_WEEKS)),
    ("weeks_since_systemic", "capecitabine_within_2_months", _longer_ago_than(_TWO_MONTHS)),
    ("weeks_since_chemotherapy", "capecitabine_within_2_months", _longer_ago_than(_TWO_MONTHS)),
    ("lesion_count", "lobes", _one_in_two_lobes),
    ("lesion_count", "morphology", _count_against_pattern),
    ("lesion_count", "morphology", _few_and_diffuse),
    ("lobes", "morphology", _solitary_in_two_lobes),
    ("portal_vein_thrombosis", "portal_vein_extent", _extent_against),
    ("extrahepatic_disease", "brain_metastases", _brain_against),
    ("weeks_since_systemic", "weeks_since_chemotherapy", _less),
    ("lung_dose_gy", "lung_dose_cumulative_gy", _less),
    ("leucocytes_e9_l", "anc_e9_l", _more),
)
# A lesion on the border lies in both lobes, so that this is asked and not said to be impossible.
_ASKED = {
    ("lesion_count", "lobes"): ": does the one lie in both lobes?",
    ("lobes", "morphology"): ": does the one lie in both lobes?",
}
