"""Laboratory values, each with its unit, and the upper limits of normal of the laboratory that measured them."""

from __future__ import annotations

from functools import partial

from haic_core.case.fact_kinds import Fact, NumberFact
from haic_core.words.vocabulary import KnownFrom

LABS = "Laboratory"
_Blood = partial(NumberFact, known_from=KnownFrom.BLOOD)
_UPPER = "That laboratory’s upper limit of normal."

LABORATORY_FACTS: tuple[Fact, ...] = (
    _Blood("leucocytes_e9_l", "Leucocytes", LABS, "White cell count.", 0, 1000, 0.1, "10^9/L", recovers="up"),
    _Blood("anc_e9_l", "Neutrophils", LABS, "Absolute neutrophil count.", 0, 500, 0.1, "10^9/L", recovers="up"),
    _Blood("platelets_e9_l", "Platelets", LABS, "Platelet count.", 0, 5000, 1, "10^9/L", recovers="up"),
    _Blood("haemoglobin_g_dl", "Haemoglobin", LABS, "Haemoglobin.", 0, 30, 0.1, "g/dL", recovers="up"),
    _Blood("bilirubin_mg_dl", "Bilirubin", LABS, "Total bilirubin.", 0, 100, 0.1, "mg/dL",
           uln_fact="bilirubin_uln_mg_dl", recovers="down"),
    _Blood("bilirubin_uln_mg_dl", "Bilirubin, upper limit", LABS, _UPPER, 0.1, 10, 0.1, "mg/dL"),
    _Blood("alt_u_l", "ALT", LABS, "Alanine aminotransferase.", 0, 50000, 1, "U/L", uln_fact="alt_uln_u_l",
           recovers="down"),
    _Blood("alt_uln_u_l", "ALT, upper limit", LABS, _UPPER, 1, 500, 1, "U/L"),
    _Blood("ast_u_l", "AST", LABS, "Aspartate aminotransferase.", 0, 50000, 1, "U/L", uln_fact="ast_uln_u_l",
           recovers="down"),
    _Blood("ast_uln_u_l", "AST, upper limit", LABS, _UPPER, 1, 500, 1, "U/L"),
    _Blood("alp_u_l", "Alkaline phosphatase", LABS, "Alkaline phosphatase.", 0, 50000, 1, "U/L", recovers="down",
           rare=True),
    _Blood("creatinine_mg_dl", "Creatinine", LABS, "Serum creatinine.", 0, 50, 0.1, "mg/dL",
           uln_fact="creatinine_uln_mg_dl", recovers="down"),
    _Blood("creatinine_uln_mg_dl", "Creatinine, upper limit", LABS, _UPPER, 0.1, 10, 0.1, "mg/dL"),
    _Blood("egfr_ml_min", "eGFR", LABS, "Estimated glomerular filtration rate.", 0, 250, 1, "mL/min/1.73 m2",
           recovers="up"),
    _Blood("albumin_g_l", "Albumin", LABS, "Serum albumin.", 0, 100, 1, "g/L", recovers="up"),
    _Blood("inr", "INR", LABS, "International normalised ratio.", 0.5, 20, 0.1, recovers="down"),
    _Blood("pt_times_control", "Prothrombin time over control", LABS,
           "Prothrombin time in multiples of the control; where it is not recorded the INR stands for it.", 0.5, 20,
           0.1, "× control", recovers="down", rare=True),
)  # fmt: skip
