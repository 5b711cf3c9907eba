"""The facts a case may hold: code, label, unit, range and definition, in clinical order."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, YesNoFact

PRIMARIES = ("breast", "colorectal", "gastric", "oesophageal", "gep_net", "uveal_melanoma")


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
_ALL: tuple[Fact, ...] = (
    NumberFact(
        "age_years",
        "Age",
        PATIENT,
        "Completed years on the day of the board.",
        18,
        110,
        1,
        "years",
        whole=True,
        fixed=True,
    ),
    NumberFact("ecog", "ECOG performance status", PATIENT, "0 fully active to 4 bedridden.", 0, 4, whole=True),
    NumberFact(
        "karnofsky", "Karnofsky performance status", PATIENT, "Per cent, in steps of ten.", 0, 100, 1, "%", whole=True
    ),
    ChoiceFact(
        "surgical_risk",
        "Surgical risk",
        PATIENT,
        "Risk of a liver resection in this patient.",
        ("low", "high"),
        judged_by="the surgeon and anaesthetist",
    ),
    YesNoFact("normal_ecg", "Normal electrocardiogram", PATIENT, "A recent ECG without relevant abnormality."),
    YesNoFact("other_active_cancer", "Other active cancer", PATIENT, "A second cancer that is not in remission."),
    YesNoFact("pregnant", "Pregnant", PATIENT, "Pregnancy test or history."),
    ChoiceFact("primary", "Primary tumour", DISEASE, "Origin of the liver metastases.", PRIMARIES, fixed=True),
    YesNoFact(
        "histology_confirmed", "Histology confirmed", DISEASE, "Histological diagnosis of the cancer is on file."
    ),
    ChoiceFact(
        "hormone_receptor",
        "Hormone receptor",
        DISEASE,
        "Oestrogen or progesterone receptor, of the metastasis where known.",
        _SIGN,
    ),
    ChoiceFact("her2", "HER2", DISEASE, "HER2 status, of the metastasis where known.", _SIGN),
    ChoiceFact(
        "extrahepatic_disease",
        "Extrahepatic disease",
        DISEASE,
        "Disease outside the liver on current staging.",
        ("none", "bone_only_stable", "stable", "progressive"),
    ),
    NumberFact(
        "prior_lines",
        "Prior systemic lines",
        TREATMENT,
        "Lines of systemic therapy for metastatic disease.",
        0,
        20,
        1,
        "lines",
        whole=True,
    ),
    NumberFact(
        "weeks_since_systemic",
        "Weeks since last systemic therapy",
        TREATMENT,
        "From the last dose to today.",
        0,
        520,
        1,
        "weeks",
    ),
    YesNoFact(
        "progressive_on_systemic",
        "Progressive on systemic therapy",
        TREATMENT,
        "Liver metastases progressed under systemic therapy.",
    ),
    YesNoFact(
        "prior_tace_failure", "Prior TACE without success", TREATMENT, "Earlier chemoembolisation without response."
    ),
    YesNoFact(
        "prior_liver_radiotherapy",
        "Prior liver radiotherapy",
        TREATMENT,
        "External-beam radiotherapy to the liver at any time.",
    ),
    YesNoFact(
        "capecitabine_within_2_months", "Capecitabine within 2 months", TREATMENT, "Any dose in the last two months."
    ),
    NumberFact(
        "lesion_count",
        "Number of liver metastases",
        LIVER,
        "Counted on current imaging.",
        1,
        200,
        1,
        "lesions",
        whole=True,
    ),
    NumberFact("largest_lesion_cm", "Largest lesion", LIVER, "Longest diameter.", 0.1, 30, 0.1, "cm"),
    NumberFact(
        "liver_involvement_percent",
        "Liver involvement",
        LIVER,
        "Share of liver volume replaced by tumour.",
        0,
        100,
        1,
        "%",
    ),
    ChoiceFact("lobes", "Lobes", LIVER, "Lobes holding metastases.", ("unilobar", "bilobar")),
    ChoiceFact(
        "morphology",
        "Morphology",
        LIVER,
        "Pattern of the metastases on imaging.",
        ("solitary", "multinodular", "diffuse_small_nodular", "mixed"),
    ),
    YesNoFact("hypervascular", "Hypervascular", LIVER, "Arterial enhancement of the metastases."),
    YesNoFact("portal_vein_thrombosis", "Portal vein thrombosis", LIVER, "Main trunk or first-order branch."),
    YesNoFact(
        "completely_resectable",
        "Completely resectable",
        PROCEDURE,
        "All visible liver disease can be removed.",
        judged_by="the surgeon",
    ),
    NumberFact(
        "future_liver_remnant_percent",
        "Future liver remnant",
        PROCEDURE,
        "Remnant volume over total functional liver volume.",
        0,
        100,
        1,
        "%",
    ),
    YesNoFact(
        "safe_needle_path",
        "Safe needle path",
        PROCEDURE,
        "Every target can be reached without harm to diaphragm, bile ducts or vessels.",
        judged_by="the interventionist",
    ),
    YesNoFact("hepatic_artery_patent", "Hepatic artery patent", PROCEDURE, "Open on CT angiography or arteriogram."),
    NumberFact(
        "lung_shunt_percent",
        "Lung shunt",
        PROCEDURE,
        "Lung shunt fraction on the technetium-99m MAA scan.",
        0,
        100,
        0.1,
        "%",
    ),
    YesNoFact("contrast_allergy", "Contrast allergy", PROCEDURE, "Allergy to iodinated contrast media."),
    YesNoFact("oral_anticoagulation", "Oral anticoagulation", PROCEDURE, "Active use."),
    YesNoFact("ascites", "Ascites", PROCEDURE, "Clinical or on imaging."),
    YesNoFact("encephalopathy", "Encephalopathy", PROCEDURE, "Hepatic encephalopathy of any grade."),
    NumberFact("anc_e9_l", "Neutrophils", LABS, "Absolute neutrophil count.", 0, 500, 0.1, "10^9/L"),
    NumberFact("platelets_e9_l", "Platelets", LABS, "Platelet count.", 0, 5000, 1, "10^9/L"),
    NumberFact("haemoglobin_g_dl", "Haemoglobin", LABS, "Haemoglobin.", 0, 30, 0.1, "g/dL"),
    NumberFact(
        "bilirubin_mg_dl", "Bilirubin", LABS, "Total bilirubin.", 0, 100, 0.1, "mg/dL", uln_fact="bilirubin_uln_mg_dl"
    ),
    NumberFact(
        "bilirubin_uln_mg_dl",
        "Bilirubin, upper limit",
        LABS,
        "That laboratory's upper limit of normal.",
        0.1,
        10,
        0.1,
        "mg/dL",
    ),
    NumberFact("alt_u_l", "ALT", LABS, "Alanine aminotransferase.", 0, 50000, 1, "U/L", uln_fact="alt_uln_u_l"),
    NumberFact("alt_uln_u_l", "ALT, upper limit", LABS, "That laboratory's upper limit of normal.", 1, 500, 1, "U/L"),
    NumberFact("ast_u_l", "AST", LABS, "Aspartate aminotransferase.", 0, 50000, 1, "U/L", uln_fact="ast_uln_u_l"),
    NumberFact("ast_uln_u_l", "AST, upper limit", LABS, "That laboratory's upper limit of normal.", 1, 500, 1, "U/L"),
    NumberFact(
        "creatinine_mg_dl",
        "Creatinine",
        LABS,
        "Serum creatinine.",
        0,
        50,
        0.1,
        "mg/dL",
        uln_fact="creatinine_uln_mg_dl",
    ),
    NumberFact(
        "creatinine_uln_mg_dl",
        "Creatinine, upper limit",
        LABS,
        "That laboratory's upper limit of normal.",
        0.1,
        10,
        0.1,
        "mg/dL",
    ),
    NumberFact("egfr_ml_min", "eGFR", LABS, "Estimated glomerular filtration rate.", 0, 250, 1, "mL/min/1.73 m2"),
    NumberFact("albumin_g_l", "Albumin", LABS, "Serum albumin.", 0, 100, 1, "g/L"),
    NumberFact("inr", "INR", LABS, "International normalised ratio.", 0.5, 20, 0.1),
)

FACTS: Mapping[str, Fact] = MappingProxyType({fact.code: fact for fact in _ALL})
NUMBERS: Mapping[str, NumberFact] = MappingProxyType({fact.code: fact for fact in _ALL if isinstance(fact, NumberFact)})
ULN_OF: Mapping[str, str] = MappingProxyType({code: fact.uln_fact for code, fact in NUMBERS.items() if fact.uln_fact})


def unit_of(code: str) -> str:
    """The unit of a fact that is a number; nothing for a choice, yes or no, or a number without one."""
    return NUMBERS[code].unit if code in NUMBERS else ""
