"""One sentence of a letter: what it proposes, what it asks back (``?``), and that everything else proposes nothing."""

from __future__ import annotations

from counted_letters import BOARD, told
from each import each

from haic_core.intake.letter.reading import read_letter
from haic_core.intake.letter.silence import Silence, Why, why_silent


@each(
    ("sentence", "facts"),
    [
        ("ECOG 1.", "ecog=1"),
        ("ECOG performance status is 2", "ecog=2"),
        ("WHO performance status of one", "ecog=1"),
        ("Performance status (ECOG): 1", "ecog=1"),
        ("ECOG 1; no ascites", "ascites=no ecog=1"),
        ("ECOG PS: 1; KPS 80%.", "ecog=1 karnofsky=80"),
        ("WHO 1, Karnofsky 80 %", "ecog=1 karnofsky=80"),
        ("A 47-year-old woman", "age_years=47"),
        ("Pat. is 61 y/o", "age_years=61"),
        ("We would be grateful if you could see this 63-year-old woman.", "age_years=63"),
        ("LVEF 60 %, ASA 2", "asa_grade=2 lvef_percent=60"),
        ("ECOG 1-2.", "ecog?"),
        ("ECOG 0/1", "ecog?"),
        ("KPS 70-80%", "karnofsky?"),
        ("Life expectancy 6-12 months", "life_expectancy_months?"),
    ],
)
def test_the_woman_herself(sentence: str, facts: str) -> None:
    assert told(sentence) == facts


@each(
    ("sentence", "facts"),
    [
        ("8 liver metastases", "lesion_count=8"),
        ("Liver metastases: 8", "lesion_count=8"),
        ("No. of liver metastases: 8", "lesion_count=8"),
        ("liver metastases (n = 8)", "lesion_count=8"),
        ("2 of 8 liver metastases", "lesion_count?"),
        ("8 metastases, both lobes", "lesion_count=8 lobes=bilobar"),
        ("eight hepatic metastases, largest 4.2 cm", "largest_lesion_cm=4.2 lesion_count=8"),
        ("The liver shows 3 lesions, the largest 35 x 28 mm", "largest_lesion_cm=3.5 lesion_count=3"),
        ("Largest liver metastasis (segment VIII) 4,2 cm", "largest_lesion_cm=4.2"),
        ("Multiple liver metastases up to 4.2 cm", "largest_lesion_cm=4.2"),
        ("8 liver metastases and 3 lung nodules, largest 1.2 cm", "lesion_count=8"),
        ("solitary liver metastasis, 3.2 cm", "largest_lesion_cm=3.2 lesion_count=1 morphology=solitary"),
        ("Confined to the right hepatic lobe", "lobes=unilobar"),
        ("Liver involvement approx. 30 %", "liver_involvement_percent=30"),
        ("about 40% of the liver is replaced by tumour", "liver_involvement_percent=40"),
        ("4 to 5 liver metastases", "lesion_count?"),
        ("between 5 and 10 liver metastases", "lesion_count?"),
        ("about 8 liver metastases", "lesion_count?"),
        ("Largest liver lesion 3-4 cm", "largest_lesion_cm?"),
        ("Liver involvement 25-50%", "liver_involvement_percent?"),
        ("In 2019: 3 liver metastases", "lesion_count?"),
    ],
)
def test_the_liver(sentence: str, facts: str) -> None:
    assert told(sentence) == facts


@each(
    ("sentence", "facts"),
    [
        ("Bilirubin 18 umol/L (ref < 21)", "bilirubin_mg_dl=1.052632 bilirubin_uln_mg_dl=1.22807"),
        ("Bilirubin 18 (ref 5-21) µmol/L", "bilirubin_mg_dl=1.052632 bilirubin_uln_mg_dl=1.22807"),
        ("AST 2.1 x ULN, AST 73 U/L (ULN 35 U/L)", "ast_u_l? ast_uln_u_l=35"),
        ("AST/ALT 45/38 U/L", "alt_u_l=38 ast_u_l=45"),
        ("GOT 45 U/l, GPT 38 U/l, AP 120 U/l", "alp_u_l=120 alt_u_l=38 ast_u_l=45"),
        ("Hb 11,5 g/dl", "haemoglobin_g_dl=11.5"),
        ("Hb 7,2 mmol/l", "haemoglobin_g_dl?"),
        ("Plt 188 G/l, WBC 5,2 G/l, ANC 2,4 G/l", "anc_e9_l=2.4 leucocytes_e9_l=5.2 platelets_e9_l=188"),
        ("Platelets 188.000/µl", "platelets_e9_l=188"),
        ("Platelets 188 x10⁹/L", "platelets_e9_l=188"),
        ("Albumin 3.9 g/dL; INR 1,1", "albumin_g_l=39 inr=1.1"),
        ("Creatinine 88.4 umol/l", "creatinine_mg_dl=1"),
        ("eGFR 85 ml/min/1.73 m2", "egfr_ml_min=85"),
        ("Bilirubin: 12.10.2026: 17.1 umol/L; 18.11.2026: 34.2 umol/L", "bilirubin_mg_dl=1"),
        ("Bilirubin (12.10.2026) 17.1 umol/L. Bilirubin (18.11.2026) 34.2 umol/L.", "bilirubin_mg_dl=2"),
        ("AST 1.4 x ULN (ULN 35 U/L)", "ast_u_l=49 ast_uln_u_l=35"),
        ("ALT 71 U/L (5-40)", "alt_u_l=71 alt_uln_u_l=40"),
        ("Creatinine 58", "creatinine_mg_dl?"),
        ("Platelets 188000", "platelets_e9_l?"),
        ("Bilirubin 18", "bilirubin_mg_dl?"),
        ("Bilirubin 4", "bilirubin_mg_dl?"),
        ("Hb 7.2", "haemoglobin_g_dl?"),
        ("Bilirubin 18 umol/L. Bilirubin 24 umol/L.", "bilirubin_mg_dl?"),
    ],
)
def test_the_laboratory(sentence: str, facts: str) -> None:
    assert told(sentence) == facts


@each(
    ("sentence", "facts"),
    [
        ("ER 90 %, PR 0 %", "hormone_receptor=positive"),
        ("ER 0 %, PR 0 %, HER2 0", "her2=negative hormone_receptor=negative"),
        ("ER-/PR-/HER2+", "her2=positive hormone_receptor=negative"),
        ("ER pos., PR pos., HER2 neg.", "her2=negative hormone_receptor=positive"),
        ("HR-positive/HER2-low", "her2=low hormone_receptor=positive"),
        ("Triple-negative carcinoma", "her2=negative hormone_receptor=negative"),
        ("HER2 IHC 2+, FISH positive", "her2=positive"),
        ("HER2neu 3+", "her2=positive"),
        ("ER 5 %", "hormone_receptor?"),
        ("HER2 1+", "her2?"),
        ("HER2 was negative on the primary and is 1+ on the metastasis", "her2?"),
        ("HER2 negative on the primary, positive on the liver biopsy", "her2?"),
        ("ER+ PR- HER2-", "her2=negative hormone_receptor=positive"),
        ("ER 8/8, PR 5/8", "hormone_receptor=positive"),
        ("HER2 IHC 2+/ISH negative", "her2?"),
        ("ER-positive disease; liver biopsy: ER negative, PR negative", "hormone_receptor?"),
        ("after three lines of systemic therapy", "prior_lines=3"),
        ("Lines of systemic therapy: 3", "prior_lines=3"),
        ("third-line capecitabine since June", "prior_lines?"),
        ("2-3 lines of therapy", "prior_lines?"),
        ("Last systemic therapy 4 weeks ago", "weeks_since_systemic=4"),
        ("Last dose of systemic therapy on 30/10/2026", "weeks_since_systemic=4"),
        ("Last dose of systemic therapy on 5/10/2026", "weeks_since_systemic?"),
        ("Last dose of systemic therapy on 13/10/2026. Seen on 5/10/2026.", "weeks_since_systemic=6"),
        ("Last chemotherapy 30.10.2026", "weeks_since_chemotherapy=4 weeks_since_systemic?"),
        ("Date: 20/11/2026\n\nLast systemic therapy 4 weeks ago.", "weeks_since_systemic=5"),
    ],
)
def test_receptors_and_treatment(sentence: str, facts: str) -> None:
    assert told(sentence) == facts


@each(
    ("sentence", "facts"),
    [
        ("disease confined to the liver", "extrahepatic_disease=none"),
        ("Extrahepatic disease: bone only, stable", "extrahepatic_disease=bone only, stable"),
        ("progressive lung metastases", "extrahepatic_disease=progressive"),
        ("Moderate ascites. On examination no ascites.", "ascites?"),
        ("8 liver metastases. The report speaks of three right-lobe lesions.", "lesion_count?"),
        ("Liver progressing on eribulin", "progressive_on_systemic=yes"),
        ("Liver progressing on eribulin. Liver now stable.", "progressive_on_systemic?"),
        ("Liver-only disease. Known bone metastases.", "extrahepatic_disease?"),
        ("Moderate ascites", "ascites=yes"),
        ("Thrombosis of the left portal vein branch", "portal_vein_extent=branch portal_vein_thrombosis=yes"),
        ("Portal vein and hepatic artery patent", "hepatic_artery_patent=yes portal_vein_thrombosis=no"),
        ("Portal vein patent; thrombosis of the left portal vein", "portal_vein_extent=branch portal_vein_thrombosis?"),
        ("On apixaban for AF", "oral_anticoagulation=yes"),
        ("lung shunt fraction 7.5 %", "lung_shunt_percent=7.5"),
    ],
)
def test_spread_and_findings(sentence: str, facts: str) -> None:
    assert told(sentence) == facts


@each(
    "sentence",
    [
        "No ascites on the CT of 2024", "No ascites or oedema",
        "ascites resolved", "Ascites", "May have ascites", "Suspected pseudocirrhosis",
        "Mother had 8 liver metastases", "Her mother had breast cancer with\n8 liver metastases",
        "History of 8 liver metastases", "8 liver metastases?", "There was no evidence of\n8 liver metastases",
        "Family history:\nAt 47 years old 8 liver metastases", "Plan:\nECOG 1",
        "If bilirubin is 18 umol/L", "Her 22-year-old daughter is well", "ECOG 1, no ascites",
    ],
)  # fmt: skip
def test_a_no_an_if_a_mother_a_plan_silence_the_whole_sentence(sentence: str) -> None:
    read = read_letter(sentence, BOARD)
    assert told(sentence) == ""
    assert read.passed_over or read.unused


@each(
    "sentence",
    [
        "ECOG PS has deteriorated from 1 to 2", "ECOG 1, previously 0", "ECOG 1 -> 2", "ECOG 0 (March), 1 (October)",
        "Her ECOG was 0 in March, now 2", "Karnofsky 80 in August, 70 now", "AST 45 (August), 85 (October)",
        "largest liver lesion 3.8 cm in August, 4.2 cm in October", "Bilirubin rose from 20 to 45 umol/L",
    ],
)  # fmt: skip
def test_a_course_told_in_one_sentence_is_no_value_of_today(sentence: str) -> None:
    assert told(sentence) == ""


@each(
    "sentence",
    [
        "Multiple liver metastases", "at least 8 liver metastases", "more than 10 hepatic lesions",
        "8 new liver metastases",
        "3 liver metastases in the right lobe and 2 in the left", "segment 8 liver metastasis",
        "in segments 5, 8 liver metastases", "Biopsy of 2 liver metastases",
        "Two liver metastases were treated with MWA",
        "Primary tumour of the breast, largest diameter 3.2 cm", "5 lung metastases, largest 1.2 cm",
        "Enlarged axillary node, largest 2.1 cm", "Liver metastases > 5 cm",
        "two largest liver lesions 4.2 and 3.1 cm", "the second largest liver lesion 2 cm", "Liver involvement < 25%",
        "Lung metastases in both lower lobes", "WHO grade 2 carcinoma", "WHO 2019 classification", "ECOG 5",
        "diagnosed at age 41", "breast cancer aged 41", "47 lesions years",
    ],
)  # fmt: skip
def test_a_part_a_limit_another_organ_or_another_scale_is_no_value(sentence: str) -> None:
    assert told(sentence) == ""


@each(
    "sentence",
    [
        "Direct bilirubin 5 umol/L", "Bilirubin < 21 umol/L", "AST 2 x ULN", "AST and ALT 45 and 38", "AST/ALT 45 U/L",
        "HbA1c 6.1 %", "Neutrophils 65 %", "Creatinine clearance 80 ml/min", "eGFR >60", "eGFR 85 ml/min",
        "INR 1.0-1.2", "AST 45 U/L, 85 U/L", "ER negative", "HER2 2+", "HER2++",
        "HER2-targeted therapy", "anti-HER2 therapy", "Response: PR, -30 %", "three lines of chemotherapy",
        "at least three prior lines", "paclitaxel, capecitabine, eribulin", "two central lines",
        "Last radiotherapy 4 weeks ago", "stable bone metastases", "Portal vein patent, left branch thrombosed",
    ],
)  # fmt: skip
def test_what_is_not_said_beyond_doubt_is_no_value(sentence: str) -> None:
    assert told(sentence) == ""


@each("text", ["Morphology [x] solitary [ ] multinodular.", "Ascites ☐ yes ☒ no."])
def test_boxes_to_tick_propose_nothing(text: str) -> None:
    assert why_silent(text) == Silence(Why.BOXES)
