"""Letters put together at random from what is said of the patient and what misleads, wrapped as scanners wrap."""

from __future__ import annotations

import textwrap
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from laws import examples

from haic_core.case.fact_kinds import Value
from haic_core.intake.handed_in import read_handed_in
from haic_core.intake.letter.reading import read_letter
from haic_core.intake.proposal import Proposed

BOARD = date(2026, 11, 27)

TRUE: dict[str, dict[str, Value]] = {
    "She is ECOG 1.": {"ecog": 1},
    "Performance status: ECOG 1, Karnofsky 80 %.": {"ecog": 1, "karnofsky": 80},
    "This 58-year-old woman has metastatic breast cancer.": {"age_years": 58, "primary": "breast"},
    "ER 90 %, PR 20 %, HER2 negative.": {"hormone_receptor": "positive", "her2": "negative"},
    "MRI of 12 November 2026: 8 liver metastases in both lobes, the largest 4.2 cm.": {
        "lesion_count": 8,
        "lobes": "bilobar",
        "largest_lesion_cm": 4.2,
    },
    "The liver shows 8 metastases.": {"lesion_count": 8},
    "Largest liver lesion 42 mm (segment VIII).": {"largest_lesion_cm": 4.2},
    "Liver involvement 30 %.": {"liver_involvement_percent": 30},
    "She has had three lines of systemic therapy.": {"prior_lines": 3},
    "The last systemic therapy was on 30 October 2026.": {"weeks_since_systemic": 4},
    "Bilirubin 17.1 umol/L (ref < 20.52), AST 45 U/L, ALT 38 U/L.": {
        "bilirubin_mg_dl": 1,
        "bilirubin_uln_mg_dl": 1.2,
        "ast_u_l": 45,
        "alt_u_l": 38,
    },
    "Labs of 18/11/2026: Hb 11,5 g/dl, platelets 188 G/l, ANC 2.4/nl.": {
        "haemoglobin_g_dl": 11.5,
        "platelets_e9_l": 188,
        "anc_e9_l": 2.4,
    },
    "Albumin 39 g/L; INR 1.1; creatinine 0.8 mg/dL.": {"albumin_g_l": 39, "inr": 1.1, "creatinine_mg_dl": 0.8},
    "The portal vein is patent.": {"portal_vein_thrombosis": False},
    "There is moderate ascites.": {"ascites": True},
    "LVEF 60 %, ASA 2.": {"lvef_percent": 60, "asa_grade": 2},
    "Disease is confined to the liver.": {"extrahepatic_disease": "none"},
}
MISLEADING = (
    "Her mother, 81 years old, had ECOG 3 and 2 liver metastases of 6 cm.",
    "Her sister (47-year-old) takes warfarin and has HER2-positive disease.",
    "If bilirubin falls below 34.2 umol/L we would go on.",
    "Should platelets rise to 100 G/l, she will have a fourth line.",
    "There is a history of 3 liver metastases, largest 9 cm.",
    "ECOG was 0 in March 2025, then 2.",
    "In 2019 she had 2 liver metastases of 1.5 cm, which were resected.",
    "At diagnosis ER was negative and Karnofsky 100 %.",
    "The primary tumour measured 6.1 cm; the largest node 2.2 cm.",
    "Two lung nodules, the largest 9 mm.",
    "A cyst of 7 cm in segment 3.",
    "Platelets were 74 in August.",
    "Direct bilirubin 5 umol/L.",
    "Creatinine clearance 80 ml/min, HbA1c 6.1 %, neutrophils 65 %.",
    "At least 12 lesions were described elsewhere.",
    "She might have encephalopathy grade 2.",
    "Suspected thrombosis of the left portal vein.",
    "The trial asks for ECOG 0, bilirubin 34.2 umol/L and fewer than 5 liver metastases.",
    "Patients with 4 liver metastases did well.",
    "We plan a fourth line; paclitaxel is scheduled for 3 December 2026.",
    "WHO grade 3 carcinoma, pT2, Ki-67 40 %.",
    "Is INR 2.5 right?",
    "On 12/03/1968 she was born.",
    "AST rose from 30 to 90 U/L and fell again.",
    "Her husband is 61 and has ASA 4.",
    "Tel. 01632 960 123, ward 8, bed 3.",
    "Two of her three children live abroad.",
    "The spleen is 14 cm, the common bile duct 6 mm.",
    "Largest diameter of the adrenal mass 3.3 cm.",
    "No ascites was seen in 2024.",
    "Cycle 5, day 1, dose 75 %.",
    "Denosumab was last given on 20 November 2026.",
    "The last bone scan was on 3 November 2026.",
    "She declined docetaxel, and warfarin was stopped in 2021.",
    "The liver was stable on eribulin in 2024.",
    "Right portal vein patent, hepatic veins patent.",
    "The second largest liver lesion measures 2.9 cm.",
    "Biopsy of 2 liver metastases; 3 more are new.",
    "INR target 2-3, platelet transfusion 2 units.",
    "Stable bone metastases, a resected brain metastasis.",
    "One of the doctors, aged 39, wrote: ECOG 0-1?",
    "Her late father had HCC, ascites and a pacemaker.",
    "HER2-directed therapy and a PARP inhibitor were discussed.",
    "The stent in the bile duct was removed.",
    "Prior to the stent bilirubin was 85 umol/L.",
    "Paclitaxel or capecitabine may follow.",
    "Liver 18 cm, right lobe 12 cm.",
)
_LETTERS = st.tuples(
    st.lists(st.sampled_from(sorted(TRUE)), max_size=8, unique=True),
    st.lists(st.sampled_from(MISLEADING), max_size=12, unique=True),
    st.randoms(use_true_random=False),
    st.sampled_from([" ", "\n", "\n- ", "\n\n", "  "]),
    st.sampled_from([0, 30, 48, 76]),
)


@examples(25, 2_000)
@given(_LETTERS)
def test_what_misleads_gives_no_value_and_what_is_said_is_never_changed_by_it(
    letter: tuple[list[str], list[str], Random, str, int],
) -> None:
    true, misleading, order, between, width = letter
    pieces = [*true, *misleading]
    order.shuffle(pieces)
    text = between.join(pieces)
    if width:
        text = "\n".join(line for part in text.split("\n") for line in (textwrap.wrap(part, width) or [""]))
    if not text.strip():
        return
    known = {fact: value for one in true for fact, value in TRUE[one].items()}
    for read in (read_letter(text, BOARD), read_handed_in(text, "letter", BOARD)):
        assert isinstance(read, Proposed)
        assert {fact: value for fact, value in read.facts.items() if known.get(fact) != value} == {}
