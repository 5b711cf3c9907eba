"""Values that are asked back: what looks like another unit, what no patient shows, what contradicts something else."""

from __future__ import annotations

import pytest
from each import each

from haic_core.case.doubts import doubts
from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.case.patient import read_patient
from haic_core.evidence.library import read_examples
from haic_core.words.refusal import Refusal


@each(
    ("fact", "value", "told", "ending"),
    [
        ("albumin_g_l", 3.9, "Albumin 3.9 g/L is below", "(10 to 70); 3.9 g/dL would be 39 g/L."),
        ("albumin_g_l", 7, "Albumin 7 g/L is below", "(10 to 70); 7 g/dL would be 70 g/L."),
        ("albumin_g_l", 1, "Albumin 1 g/L is below", "(10 to 70); 1 g/dL would be 10 g/L."),
        # 12 / 17.1 = 0.70; 90 / 88.4 = 1.02
        ("bilirubin_mg_dl", 12, "Bilirubin 12 mg/dL is above", "(0.1 to 8); 12 µmol/L would be 0.7 mg/dL."),
        ("creatinine_mg_dl", 90, "Creatinine 90 mg/dL is above", "(0.2 to 15); 90 µmol/L would be 1.02 mg/dL."),
        ("largest_lesion_cm", 25, "Largest lesion 25 cm is above", "(0.3 to 20); 25 mm would be 2.5 cm."),
        ("ast_u_l", 6.1, "AST 6.1 U/L is below", "(8 to 5000); its size suggests µkat/L."),
        ("haemoglobin_g_dl", 6.9, "Haemoglobin 6.9 g/dL is below", "(7 to 20); its size suggests mmol/L."),
        ("haemoglobin_g_dl", 24, "Haemoglobin 24 g/dL is above", "(7 to 20); is it right?"),
        ("haemoglobin_g_dl", 130, "Haemoglobin 130 g/dL is above", "(7 to 20); 130 g/L would be 13 g/dL."),
        ("inr", 11, "INR 11 is above", "(0.7 to 8); is it right?"),
    ],
)
def test_a_value_that_looks_like_another_unit_is_asked_back_with_what_it_would_be(
    fact: str, value: float, told: str, ending: str
) -> None:
    (found,) = doubts({fact: value})
    assert (found.fact, found.value, found.sentence) == (fact, value, f"{told} what is usually seen {ending}")


@each(
    ("facts", "fact"),
    [
        ({"lesion_count": 1, "morphology": "multinodular"}, "morphology"),
        ({"lesion_count": 3, "morphology": "solitary"}, "morphology"),
        ({"ecog": 0, "karnofsky": 40}, "karnofsky"),
        ({"surgical_risk": "low", "asa_grade": 4}, "asa_grade"),
        ({"surgical_risk": "low", "severe_cardiopulmonary_disease": True}, "severe_cardiopulmonary_disease"),
        ({"ecog": 3, "karnofsky": 90}, "karnofsky"),
        ({"ecog": 2, "karnofsky": 90}, "karnofsky"),
        ({"ecog": 3, "karnofsky": 70}, "karnofsky"),
        ({"portal_vein_thrombosis": False, "portal_vein_extent": "branch"}, "portal_vein_extent"),
        ({"extrahepatic_disease": "none", "brain_metastases": True}, "brain_metastases"),
        ({"extrahepatic_disease": "bone_only_stable", "brain_metastases": True}, "brain_metastases"),
        ({"weeks_since_systemic": 6, "weeks_since_chemotherapy": 2}, "weeks_since_chemotherapy"),
        ({"lung_dose_gy": 30, "lung_dose_cumulative_gy": 20}, "lung_dose_cumulative_gy"),
        ({"leucocytes_e9_l": 2, "anc_e9_l": 3}, "anc_e9_l"),
        ({"age_years": 85, "pregnant": True}, "pregnant"),
        ({"age_years": 60, "pregnant": True}, "pregnant"),
        ({"prior_lines": 0, "progressive_on_systemic": True}, "progressive_on_systemic"),
        ({"weeks_since_systemic": 7, "antiangiogenic_drug": True}, "antiangiogenic_drug"),
        ({"weeks_since_systemic": 10, "capecitabine_within_2_months": True}, "capecitabine_within_2_months"),
        ({"weeks_since_chemotherapy": 10, "capecitabine_within_2_months": True}, "capecitabine_within_2_months"),
        ({"lesion_count": 3, "morphology": "diffuse_small_nodular"}, "morphology"),
        ({"ecog": 4, "surgical_risk": "low"}, "surgical_risk"),
        ({"ecog": 2, "asa_grade": 5}, "asa_grade"),
        ({"life_expectancy_months": 6, "asa_grade": 5}, "asa_grade"),
    ],
)
def test_facts_that_contradict_each_other_are_asked_back(facts: dict[str, Value], fact: str) -> None:
    (found,) = doubts(facts)
    assert found.fact == fact and found.sentence.endswith("contradict each other.")


@each(
    ("facts", "sentence"),
    [
        ({"lesion_count": 1, "lobes": "bilobar"}, "Number of liver metastases 1 and Lobes bilobar: does the one lie"),
        ({"lobes": "bilobar", "morphology": "solitary"}, "Lobes bilobar and Morphology solitary: does the one lie"),
    ],
)
def test_one_lesion_in_two_lobes_is_asked_for_it_may_lie_on_the_border(facts: dict[str, Value], sentence: str) -> None:
    (found,) = doubts(facts)
    assert found.sentence == f"{sentence} in both lobes?"


def test_a_fact_that_contradicts_two_others_is_asked_with_both() -> None:
    (found,) = doubts({"ecog": 0, "life_expectancy_months": 24, "asa_grade": 5})
    assert found.sentence == (
        "ECOG performance status 0 and ASA grade 5 contradict each other. "
        "Life expectancy 24 and ASA grade 5 contradict each other."
    )


def test_a_contradiction_names_both_facts_as_the_form_names_them() -> None:
    (found,) = doubts({"ecog": 0, "karnofsky": 40})
    assert found.sentence == "ECOG performance status 0 and Karnofsky performance status 40 contradict each other."


@each(
    "facts",
    [
        {"ecog": 1, "karnofsky": 90},
        {"surgical_risk": "low", "asa_grade": 3, "severe_cardiopulmonary_disease": False},
        {"surgical_risk": "high", "asa_grade": 4, "severe_cardiopulmonary_disease": True},
        {"ecog": 3, "karnofsky": 60},
        {"weeks_since_systemic": 4, "weeks_since_chemotherapy": 4},
        {"lung_dose_gy": 20, "lung_dose_cumulative_gy": 20},
        {"leucocytes_e9_l": 3, "anc_e9_l": 3},
        {"lesion_count": 1, "morphology": "solitary"},
        {"lesion_count": 8, "morphology": "mixed"},
        {"portal_vein_thrombosis": True, "portal_vein_extent": "main"},
        {"extrahepatic_disease": "progressive", "brain_metastases": True},
        {"bilirubin_mg_dl": 8, "albumin_g_l": 10, "inr": 0.7},
        {"age_years": 59, "pregnant": True},
        {"age_years": 85, "pregnant": False},
        {"prior_lines": 1, "progressive_on_systemic": True},
        {"prior_lines": 0, "progressive_on_systemic": False},
        {"weeks_since_systemic": 6, "antiangiogenic_drug": True, "capecitabine_within_2_months": True},
        {"weeks_since_systemic": 9, "weeks_since_chemotherapy": 9, "capecitabine_within_2_months": True},
        {"weeks_since_systemic": 40, "antiangiogenic_drug": False, "capecitabine_within_2_months": False},
        {"lesion_count": 1, "lobes": "unilobar", "morphology": "solitary"},
        {"lesion_count": 4, "morphology": "diffuse_small_nodular"},
        {"ecog": 3, "surgical_risk": "low", "asa_grade": 3},
        {"ecog": 3, "life_expectancy_months": 5, "asa_grade": 5},
    ],
)
def test_what_agrees_or_stands_at_the_edge_is_not_asked_back(facts: dict[str, Value]) -> None:
    assert doubts(facts) == ()


def test_what_contradicts_is_said_with_both_values() -> None:
    (found,) = doubts({"portal_vein_thrombosis": False, "portal_vein_extent": "branch"})
    assert found.sentence == "Portal vein thrombosis no and Extent of the thrombosis branch contradict each other."


def test_none_of_the_worked_examples_is_asked_back() -> None:
    for title, content in read_examples():
        facts = content["facts"]
        assert isinstance(facts, dict) and doubts(facts) == (), title


def test_doubts_come_in_clinical_order_and_name_facts_that_there_are() -> None:
    found = doubts({"inr": 11, "albumin_g_l": 3.9, "largest_lesion_cm": 25, "ecog": 0, "karnofsky": 40})
    codes = [doubt.fact for doubt in found]
    assert codes == sorted(codes, key=list(FACTS).index) and len(codes) == 4


@each("code", ["ggt_u_l", "ldh_u_l", "afp_ng_ml", "crp_mg_l", "asl_u_l"])
def test_another_analyte_is_never_a_guess(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_patient({code: 40}, "case.json")
    assert "Did you mean" not in str(refused.value)


@each(
    ("code", "ending"),
    [
        ("bilirubin_umol_l", "Did you mean 'bilirubin_mg_dl'? 1 mg/dL is 17.1 µmol/L."),
        ("creatinine_umol_l", "Did you mean 'creatinine_mg_dl'? 1 mg/dL is 88.4 µmol/L."),
        ("albumin_g_dl", "Did you mean 'albumin_g_l'? 1 g/L is 0.1 g/dL."),
        ("haemoglobin_g_l", "Did you mean 'haemoglobin_g_dl'? 1 g/dL is 10 g/L."),
        ("wbc_e9_l", "Did you mean 'leucocytes_e9_l'?"),
        ("platelet_e9_l", "Did you mean 'platelets_e9_l'?"),
    ],
)
def test_the_same_analyte_in_another_unit_or_spelling_is_named_with_its_factor(code: str, ending: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_patient({code: 40}, "case.json")
    assert str(refused.value).endswith(ending)
