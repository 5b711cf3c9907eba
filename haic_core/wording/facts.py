"""How a fact is called inside a sentence, and what its value says of a patient: 'no ascites', 'ECOG 3'."""

from __future__ import annotations

from collections.abc import Mapping

from haic_core.case.fact_kinds import NumberFact, Value, YesNoFact, spoken
from haic_core.case.facts import JUDGED
from haic_core.case.patient_facts import TREATMENT
from haic_core.wording.phrases import quantity

_NOUNS: Mapping[str, str] = {
    "ecog": "ECOG",
    "karnofsky": "Karnofsky",
    "normal_ecg": "electrocardiogram",
    "lvef_percent": "ejection fraction",
    "pacemaker_or_implant": "pacemaker or implant",
    "pregnant": "pregnancy",
    "histology_confirmed": "histology",
    "prior_lines": "prior lines",
    "weeks_since_systemic": "weeks since systemic therapy",
    "weeks_since_chemotherapy": "weeks since chemotherapy",
    "progressive_on_systemic": "progression under systemic therapy",
    "progressed_on_capecitabine": "progression under capecitabine",
    "prior_tace_failure": "earlier TACE without success",
    "lesion_count": "number of metastases",
    "hypervascular": "hypervascularity",
    "biliary_dilatation": "dilated bile ducts",
    "completely_resectable": "complete resectability",
    "safe_needle_path": "needle path",
    "hepatic_artery_patent": "hepatic artery",
    "lung_dose_gy": "lung dose",
    "lung_dose_cumulative_gy": "cumulative lung dose",
    "gut_shunt_uncorrectable": "shunt to the gut",
    "pt_times_control": "prothrombin time",
    "child_pugh_points": "Child-Pugh points",
}
"""Where the name on the form, begun in lower case, would not read."""

_STATES: Mapping[str, tuple[str, str]] = {
    "normal_ecg": ("normal electrocardiogram", "electrocardiogram not normal"),
    "pregnant": ("pregnant", "not pregnant"),
    "histology_confirmed": ("histology confirmed", "histology not confirmed"),
    "primary_tumour_in_place": ("primary tumour in place", "primary tumour removed"),
    "progressive_on_systemic": ("progressive on systemic therapy", "not progressive on systemic therapy"),
    "progressed_on_capecitabine": ("progressed on capecitabine", "not progressed on capecitabine"),
    "hypervascular": ("hypervascular", "not hypervascular"),
    "biliary_dilatation": ("bile ducts dilated", "bile ducts not dilated"),
    "completely_resectable": ("completely resectable", "not completely resectable"),
    "safe_needle_path": ("safe needle path", "no safe needle path"),
    "hepatic_artery_patent": ("hepatic artery open", "hepatic artery not open"),
    "oral_anticoagulation": ("on oral anticoagulation", "no oral anticoagulation"),
    "gut_shunt_uncorrectable": ("uncorrectable shunt to the gut", "no uncorrectable shunt to the gut"),
}
"""Yes and no of a fact that is no thing which is there or not."""

_COUNTED: Mapping[str, str] = {
    "age_years": "{} old",
    "lesion_count": "{}",
    "prior_lines": "{} of systemic therapy",
    "weeks_since_systemic": "{} since systemic therapy",
    "weeks_since_chemotherapy": "{} since chemotherapy",
    "life_expectancy_months": "{} of life expectancy",
}
"""Numbers that are said before what they count."""


def noun(code: str) -> str:
    """A fact inside a sentence: 'platelets', 'INR', 'hepatic artery'."""
    return _NOUNS.get(code) or begun_small(JUDGED[code].label)


def state(code: str, value: Value) -> str:
    """What a value says of a patient: 'platelets 82 ×10⁹/L', 'no ascites', 'not completely resectable'."""
    if isinstance(value, bool):
        yes, no = _STATES.get(code, (noun(code), f"no {noun(code)}"))
        return yes if value else no
    if code in _COUNTED:
        return _COUNTED[code].format(quantity(code, value))
    return f"{noun(code)} {quantity(code, value)}"


def between(code: str, low: float, high: float) -> str:
    """An interval in which the value lies; one that is open to its fact's far end says only where it begins."""
    fact = JUDGED[code]
    if low == high:
        return quantity(code, low)
    if isinstance(fact, NumberFact) and high >= fact.high:
        return f"at least {quantity(code, low)}"
    return f"{spoken(low)} to {quantity(code, high)}"


def answer(code: str, value: Value) -> str:
    """A value beside the name of its fact: present or absent of what is there or not, else as it is read aloud."""
    if isinstance(value, bool) and _is_a_finding(code):
        return "present" if value else "absent"
    return quantity(code, value)


def _is_a_finding(code: str) -> bool:
    fact = JUDGED[code]
    return isinstance(fact, YesNoFact) and code not in _STATES and fact.section != TREATMENT


def begun_small(label: str) -> str:
    """A name begun in lower case, unless it begins with an acronym: 'Ascites' and 'ALT', 'HER2', 'eGFR'."""
    first = label.split()[0].strip(",")
    return label if sum(letter.isupper() for letter in first) > 1 else label[0].lower() + label[1:]
