"""What the Methods page calls hard to defend, held to the library: when one of these changes, so must the page."""

from __future__ import annotations

import worked
from each import each
from random_patients import HEALTHY

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import read_patient
from haic_core.judgement.assessment import assess
from haic_core.words.vocabulary import Modality, SafetyReading, Verdict

SOLITARY: dict[str, Value] = {
    "lesion_count": 1, "largest_lesion_cm": 2.4, "lobes": "unilobar", "morphology": "solitary",
    "liver_involvement_percent": 3, "completely_resectable": True, "progressive_on_systemic": False, "prior_lines": 1,
}  # fmt: skip
"""A late solitary metastasis, controlled and resectable."""

TWO_SMALL: dict[str, Value] = {"lesion_count": 2, "largest_lesion_cm": 2.0, "surgical_risk": "high"}


@each(
    ("modality", "woman", "ill"),
    [
        (Modality.RESECTION, SOLITARY, {"platelets_e9_l": 30}),
        (Modality.RESECTION, SOLITARY, {"anc_e9_l": 0.2, "leucocytes_e9_l": 0.8}),
        (Modality.RESECTION, SOLITARY, {"bilirubin_mg_dl": 3.8}),
        (Modality.RESECTION, SOLITARY, {"creatinine_mg_dl": 8, "egfr_ml_min": 6}),
        (Modality.RESECTION, SOLITARY, {"albumin_g_l": 18}),
        (Modality.RESECTION, SOLITARY, {"varices_at_risk": True}),
        (Modality.RESECTION, SOLITARY, {"encephalopathy": True}),
        (Modality.RESECTION, SOLITARY, {"portal_vein_thrombosis": True, "portal_vein_extent": "main"}),
        (Modality.ABLATION, TWO_SMALL, {"albumin_g_l": 18}),
        (Modality.HAIC, {}, {"albumin_g_l": 18}),
        (Modality.HAIC, {}, {"encephalopathy": True}),
        (Modality.Y90, {}, {"platelets_e9_l": 60}),
    ],
)
def test_what_no_document_on_an_option_limits_does_not_change_how_it_reads(
    modality: Modality, woman: dict[str, Value], ill: dict[str, Value]
) -> None:
    option = assess(read_patient(HEALTHY | woman | ill, "worked out here"), worked.library()).option(modality)
    assert (option.verdict, option.safety.reading) == (Verdict.MEETS, SafetyReading.CLEAR)
