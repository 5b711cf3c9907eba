"""A fact found by what somebody calls it: its label, an abbreviation, a word of another language, its code."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from haic_core.case.fact_kinds import Fact
from haic_core.case.facts import FACTS, unit_of

MOST_FOUND = 12
_ALIKE = 0.7

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "age_years": ("alter",),
    "ecog": ("ps", "who performance status"),
    "karnofsky": ("kps", "kpi"),
    "life_expectancy_months": ("prognosis",),
    "surgical_risk": ("fit for surgery", "operability"),
    "asa_grade": ("anaesthesia",),
    "normal_ecg": ("ecg", "ekg"),
    "lvef_percent": ("lvef", "ef", "echo"),
    "other_active_cancer": ("second primary", "second malignancy"),
    "active_infection": ("sepsis",),
    "active_hepatitis": ("hbv", "hcv"),
    "pacemaker_or_implant": ("icd",),
    "histology_confirmed": ("biopsy", "pathology"),
    "hormone_receptor": ("hr", "er", "pr", "oestrogen", "estrogen", "progesterone"),
    "her2": ("erbb2", "her2neu"),
    "extrahepatic_disease": ("ehd", "bone metastases"),
    "brain_metastases": ("cns", "cerebral"),
    "prior_lines": ("lines of therapy",),
    "weeks_since_systemic": ("last systemic therapy", "washout"),
    "weeks_since_chemotherapy": ("last chemotherapy", "chemo"),
    "progressive_on_systemic": ("progression", "pd"),
    "antiangiogenic_drug": ("bevacizumab", "avastin"),
    "prior_tace_failure": ("chemoembolisation", "chemoembolization"),
    "prior_liver_radiotherapy": ("sbrt", "ebrt"),
    "prior_radioembolisation": ("y90", "y-90", "sirt", "tare"),
    "prior_hepatic_arterial_chemotherapy": ("haic", "hai"),
    "lesion_count": ("metastases", "number of lesions", "how many"),
    "largest_lesion_cm": ("size", "diameter"),
    "liver_involvement_percent": ("tumour burden", "tumor burden"),
    "lobes": ("bilobar", "unilobar"),
    "portal_vein_thrombosis": ("pvt", "pvtt"),
    "portal_vein_extent": ("pvt extent",),
    "varices_at_risk": ("portal hypertension",),
    "completely_resectable": ("r0", "resectability"),
    "future_liver_remnant_percent": ("flr",),
    "hepatic_artery_patent": ("arteriogram", "angiography"),
    "lung_shunt_percent": ("lsf", "maa", "shunt fraction"),
    "lung_dose_gy": ("dosimetry",),
    "contrast_allergy": ("iodine",),
    "oral_anticoagulation": ("doac", "warfarin", "marcumar"),
    "encephalopathy": ("he",),
    "leucocytes_e9_l": ("wbc", "leukocytes", "leukozyten", "white cells"),
    "anc_e9_l": ("anc", "neutrophil", "granulocytes"),
    "platelets_e9_l": ("plt", "thrombocytes", "thrombozyten"),
    "haemoglobin_g_dl": ("hb", "hgb", "hemoglobin"),
    "bilirubin_mg_dl": ("bili", "tbil"),
    "bilirubin_uln_mg_dl": ("bili uln", "bilirubin uln"),
    "alt_u_l": ("gpt", "alat", "transaminases"),
    "alt_uln_u_l": ("alt uln", "gpt uln"),
    "ast_u_l": ("got", "asat", "transaminases"),
    "ast_uln_u_l": ("ast uln", "got uln"),
    "alp_u_l": ("alp", "ap"),
    "creatinine_mg_dl": ("crea", "kreatinin"),
    "creatinine_uln_mg_dl": ("crea uln", "creatinine uln"),
    "egfr_ml_min": ("gfr", "renal function"),
    "albumin_g_l": ("alb",),
    "inr": ("quick", "coagulation"),
    "pt_times_control": ("pt", "quick"),
}
"""What facts are called besides their labels."""


def found_facts(text: str) -> tuple[Fact, ...]:
    """The facts that a searched text may mean, the likeliest first; none for an empty text.

    All its words must be found; letters inside of names count only where no name begins so. Where none fits, the
    nearest spelling stands in.
    """
    words = text.casefold().replace("_", " ").split()
    if not words:
        return ()
    ranks = {code: max(_rank(code, word) for word in words) for code in FACTS}
    begun = [code for code in FACTS if ranks[code] < _INSIDE] or [code for code in FACTS if ranks[code] == _INSIDE]
    found = sorted(begun, key=ranks.__getitem__)[:MOST_FOUND]
    return tuple(FACTS[code] for code in found) or _nearest(" ".join(words))


def names_of(code: str) -> tuple[str, ...]:
    """All that a fact is called, in lower case: its label, its other names, its code without its unit."""
    bare = code.replace("_", " ")
    return (FACTS[code].label.casefold(), *OTHER_NAMES.get(code, ()), bare)


_WHOLE, _START, _WORD, _INSIDE, _NOWHERE = range(5)


def _rank(code: str, word: str) -> int:
    """How well a word fits a fact: its whole name, a name's beginning, a later word's, anywhere; or not at all."""
    names = names_of(code)
    if word in names:
        return _WHOLE
    if any(name.startswith(word) for name in names):
        return _START
    if any(part.startswith(word) for name in names for part in name.replace(",", "").split()):
        return _WORD
    return _INSIDE if any(word in name for name in (*names, unit_of(code).casefold())) else _NOWHERE


def _nearest(text: str) -> tuple[Fact, ...]:
    called = {name: code for code in FACTS for name in names_of(code)}
    codes = {called[name]: None for name in get_close_matches(text, called, MOST_FOUND, _ALIKE)}
    return tuple(FACTS[code] for code in codes)
