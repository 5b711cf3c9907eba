"""The facts a case may hold: code, label, unit, range and definition, in clinical order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Value = float | int | str | bool

PRIMARIES = ("breast", "colorectal", "gastric", "oesophageal", "gep_net", "uveal_melanoma")


@dataclass(frozen=True, slots=True)
class Fact:
    """One recordable fact.

    kind: ``whole`` or ``number`` (low, high, step in ``unit``), ``choice`` (one of ``choices``), ``yes_no``.
    uln_fact: the fact holding the same laboratory's upper limit of normal, for values judged in multiples.
    fixed: no treatment or waiting changes it, so it is never offered as what would change a verdict.
    """

    code: str
    label: str
    section: str
    kind: str
    definition: str
    unit: str = ""
    low: float = 0
    high: float = 0
    step: float = 1
    choices: tuple[str, ...] = ()
    uln_fact: str = ""
    judged_by: str = ""
    fixed: bool = False

    @property
    def is_numeric(self) -> bool:
        return self.kind in ("whole", "number")

    @property
    def allowed(self) -> str:
        """The allowed values in words, with the unit."""
        if self.is_numeric:
            kind = "a whole number" if self.kind == "whole" else "a number"
            unit = f" {self.unit}" if self.unit else ""
            return f"{kind} from {self.low:g} to {self.high:g}{unit}"
        return "true or false" if self.kind == "yes_no" else "one of " + ", ".join(self.choices)


def _whole(code, label, section, low, high, definition, unit="", **more):
    return Fact(code, label, section, "whole", definition, unit, low, high, 1, **more)


def _number(code, label, section, low, high, step, unit, definition, **more):
    return Fact(code, label, section, "number", definition, unit, low, high, step, **more)


def _choice(code, label, section, choices, definition, **more):
    return Fact(code, label, section, "choice", definition, choices=tuple(choices), **more)


def _yes_no(code, label, section, definition, **more):
    return Fact(code, label, section, "yes_no", definition, **more)


PATIENT, DISEASE, LIVER, TREATMENT, LABS, PROCEDURE = (
    "Patient",
    "Disease",
    "Liver metastases",
    "Earlier treatment",
    "Laboratory",
    "Procedure and anatomy",
)
SECTIONS = (PATIENT, DISEASE, TREATMENT, LIVER, PROCEDURE, LABS)

_SIGN = ("positive", "negative")
_ALL = (
    _whole("age_years", "Age", PATIENT, 18, 110, "Completed years on the day of the board.", "years", fixed=True),
    _whole("ecog", "ECOG performance status", PATIENT, 0, 4, "0 fully active to 4 bedridden."),
    _whole("karnofsky", "Karnofsky performance status", PATIENT, 0, 100, "Per cent, in steps of ten.", "%"),
    _choice(
        "surgical_risk",
        "Surgical risk",
        PATIENT,
        ("low", "high"),
        "Risk of a liver resection in this patient.",
        judged_by="the surgeon and anaesthetist",
    ),
    _yes_no("normal_ecg", "Normal electrocardiogram", PATIENT, "A recent ECG without relevant abnormality."),
    _yes_no("other_active_cancer", "Other active cancer", PATIENT, "A second cancer that is not in remission."),
    _yes_no("pregnant", "Pregnant", PATIENT, "Pregnancy test or history."),
    _choice("primary", "Primary tumour", DISEASE, PRIMARIES, "Origin of the liver metastases.", fixed=True),
    _yes_no("histology_confirmed", "Histology confirmed", DISEASE, "Histological diagnosis of the cancer is on file."),
    _choice(
        "hormone_receptor",
        "Hormone receptor",
        DISEASE,
        _SIGN,
        "Oestrogen or progesterone receptor, of the metastasis where known.",
    ),
    _choice("her2", "HER2", DISEASE, _SIGN, "HER2 status, of the metastasis where known."),
    _choice(
        "extrahepatic_disease",
        "Extrahepatic disease",
        DISEASE,
        ("none", "bone_only_stable", "stable", "progressive"),
        "Disease outside the liver on current staging.",
    ),
    _whole(
        "prior_lines",
        "Prior systemic lines",
        TREATMENT,
        0,
        20,
        "Lines of systemic therapy for metastatic disease.",
        "lines",
    ),
    _number(
        "weeks_since_systemic",
        "Weeks since last systemic therapy",
        TREATMENT,
        0,
        520,
        1,
        "weeks",
        "From the last dose to today.",
    ),
    _yes_no(
        "progressive_on_systemic",
        "Progressive on systemic therapy",
        TREATMENT,
        "Liver metastases progressed under systemic therapy.",
    ),
    _yes_no(
        "prior_tace_failure", "Prior TACE without success", TREATMENT, "Earlier chemoembolisation without response."
    ),
    _yes_no(
        "prior_liver_radiotherapy",
        "Prior liver radiotherapy",
        TREATMENT,
        "External-beam radiotherapy to the liver at any time.",
    ),
    _yes_no(
        "capecitabine_within_2_months", "Capecitabine within 2 months", TREATMENT, "Any dose in the last two months."
    ),
    _whole("lesion_count", "Number of liver metastases", LIVER, 1, 200, "Counted on current imaging.", "lesions"),
    _number("largest_lesion_cm", "Largest lesion", LIVER, 0.1, 30, 0.1, "cm", "Longest diameter."),
    _number(
        "liver_involvement_percent",
        "Liver involvement",
        LIVER,
        0,
        100,
        1,
        "%",
        "Share of liver volume replaced by tumour.",
    ),
    _choice("lobes", "Lobes", LIVER, ("unilobar", "bilobar"), "Lobes holding metastases."),
    _choice(
        "morphology",
        "Morphology",
        LIVER,
        ("solitary", "multinodular", "diffuse_small_nodular", "mixed"),
        "Pattern of the metastases on imaging.",
    ),
    _yes_no("hypervascular", "Hypervascular", LIVER, "Arterial enhancement of the metastases."),
    _yes_no("portal_vein_thrombosis", "Portal vein thrombosis", LIVER, "Main trunk or first-order branch."),
    _yes_no(
        "completely_resectable",
        "Completely resectable",
        PROCEDURE,
        "All visible liver disease can be removed.",
        judged_by="the surgeon",
    ),
    _number(
        "future_liver_remnant_percent",
        "Future liver remnant",
        PROCEDURE,
        0,
        100,
        1,
        "%",
        "Remnant volume over total functional liver volume.",
    ),
    _yes_no(
        "safe_needle_path",
        "Safe needle path",
        PROCEDURE,
        "Every target can be reached without harm to diaphragm, bile ducts or vessels.",
        judged_by="the interventionist",
    ),
    _yes_no("hepatic_artery_patent", "Hepatic artery patent", PROCEDURE, "Open on CT angiography or arteriogram."),
    _number(
        "lung_shunt_percent",
        "Lung shunt",
        PROCEDURE,
        0,
        100,
        0.1,
        "%",
        "Lung shunt fraction on the technetium-99m MAA scan.",
    ),
    _yes_no("contrast_allergy", "Contrast allergy", PROCEDURE, "Allergy to iodinated contrast media."),
    _yes_no("oral_anticoagulation", "Oral anticoagulation", PROCEDURE, "Active use."),
    _yes_no("ascites", "Ascites", PROCEDURE, "Clinical or on imaging."),
    _yes_no("encephalopathy", "Encephalopathy", PROCEDURE, "Hepatic encephalopathy of any grade."),
    _number("anc_e9_l", "Neutrophils", LABS, 0, 500, 0.1, "10^9/L", "Absolute neutrophil count."),
    _number("platelets_e9_l", "Platelets", LABS, 0, 5000, 1, "10^9/L", "Platelet count."),
    _number("haemoglobin_g_dl", "Haemoglobin", LABS, 0, 30, 0.1, "g/dL", "Haemoglobin."),
    _number(
        "bilirubin_mg_dl", "Bilirubin", LABS, 0, 100, 0.1, "mg/dL", "Total bilirubin.", uln_fact="bilirubin_uln_mg_dl"
    ),
    _number(
        "bilirubin_uln_mg_dl",
        "Bilirubin, upper limit",
        LABS,
        0.1,
        10,
        0.1,
        "mg/dL",
        "That laboratory's upper limit of normal.",
    ),
    _number("alt_u_l", "ALT", LABS, 0, 50000, 1, "U/L", "Alanine aminotransferase.", uln_fact="alt_uln_u_l"),
    _number("alt_uln_u_l", "ALT, upper limit", LABS, 1, 500, 1, "U/L", "That laboratory's upper limit of normal."),
    _number("ast_u_l", "AST", LABS, 0, 50000, 1, "U/L", "Aspartate aminotransferase.", uln_fact="ast_uln_u_l"),
    _number("ast_uln_u_l", "AST, upper limit", LABS, 1, 500, 1, "U/L", "That laboratory's upper limit of normal."),
    _number(
        "creatinine_mg_dl",
        "Creatinine",
        LABS,
        0,
        50,
        0.1,
        "mg/dL",
        "Serum creatinine.",
        uln_fact="creatinine_uln_mg_dl",
    ),
    _number(
        "creatinine_uln_mg_dl",
        "Creatinine, upper limit",
        LABS,
        0.1,
        10,
        0.1,
        "mg/dL",
        "That laboratory's upper limit of normal.",
    ),
    _number("egfr_ml_min", "eGFR", LABS, 0, 250, 1, "mL/min/1.73 m2", "Estimated glomerular filtration rate."),
    _number("albumin_g_l", "Albumin", LABS, 0, 100, 1, "g/L", "Serum albumin."),
    _number("inr", "INR", LABS, 0.5, 20, 0.1, "", "International normalised ratio."),
)

FACTS: Mapping[str, Fact] = MappingProxyType({fact.code: fact for fact in _ALL})
ULN_OF: Mapping[str, str] = MappingProxyType({fact.code: fact.uln_fact for fact in _ALL if fact.uln_fact})

_WORDS = {
    "none": "none",
    "bone_only_stable": "bone only, stable",
    "gep_net": "GEP-NET",
    "uveal_melanoma": "uveal melanoma",
    "diffuse_small_nodular": "diffuse small nodular",
}


def spoken(value: Value) -> str:
    """A value as it reads in a sentence: ``True`` is 'yes', ``bone_only_stable`` is 'bone only, stable'."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _WORDS.get(value, value.replace("_", " "))
    return f"{value:.10g}"
