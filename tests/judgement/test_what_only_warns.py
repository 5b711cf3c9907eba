"""What only warns is asked too while nothing speaks against an option: one value would put it in question.

Worked by hand on invented documents. The woman is one of whom a board knows the common ground of a catheter and
nothing against it (known_ground); of the infusion's one list haemoglobin is not recorded.
"""

from __future__ import annotations

from both_rules import RULES, Rule
from each import each
from invented import document, invented_library, known_ground
from worked import library

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import Assessment, assess
from haic_core.words.vocabulary import Modality, Standing, Verdict


def line(fact: str, **more: object) -> dict[str, object]:
    return {"modality": "haic", "fact": fact, **more}


def warning(fact: str, **more: object) -> dict[str, object]:
    return line(fact, role="caution", **more)


LIST = document(
    "list", [line("ecog", at_most=2), line("platelets_e9_l", at_least=100), line("haemoglobin_g_dl", at_least=8)]
)
# As a handbook of radioembolisation prints it: bilirubin not above the upper limit of normal.
HANDBOOK = document("handbook", limit=[warning("bilirubin_mg_dl", at_most=1, times_uln=True)])
WHITE = document("white", limit=[warning("leucocytes_e9_l", at_least=2.5)])


def of(patient: Patient, *sources: Source) -> Assessment:
    return assess(patient, invented_library(*sources))


def test_of_a_bilirubin_without_its_upper_limit_that_limit_is_asked() -> None:
    found = of(known_ground(bilirubin_mg_dl=1.4), LIST, HANDBOOK)
    assert found.option(Modality.HAIC).standing is Standing.NOTHING_AGAINST
    assert found.option(Modality.HAIC).missing == ("haemoglobin_g_dl", "bilirubin_uln_mg_dl")
    assert "bilirubin_uln_mg_dl" in found.ask_next and "bilirubin_mg_dl" not in found.ask_next


@each("rule", RULES)
@each(("limit", "standing"), [(None, "nothing_against"), (1.4, "nothing_against"), (1.3, "in_question")])
def test_both_rules_read_a_bilirubin_of_1_4_by_the_upper_limit_of_her_laboratory(
    rule: Rule, limit: float | None, standing: str
) -> None:
    patient = known_ground(bilirubin_mg_dl=1.4, bilirubin_uln_mg_dl=limit)
    assert rule(patient, invented_library(LIST, HANDBOOK))["haic"].standing == standing


def test_what_warns_is_asked_after_what_the_option_cannot_be_said_without() -> None:
    assert of(known_ground(), LIST, WHITE).option(Modality.HAIC).missing == ("haemoglobin_g_dl", "leucocytes_e9_l")


def test_once_something_warns_another_warning_changes_nothing_and_is_not_asked() -> None:
    found = of(known_ground(leucocytes_e9_l=2), LIST, HANDBOOK, WHITE).option(Modality.HAIC)
    assert (found.standing, found.missing) == (Standing.IN_QUESTION, ("haemoglobin_g_dl",))


def test_what_warns_is_not_asked_of_an_option_that_can_be_said_or_of_which_too_little_is_known() -> None:
    met = of(known_ground(haemoglobin_g_dl=12), LIST, WHITE).option(Modality.HAIC)
    failed = of(known_ground(ecog=3), LIST, WHITE).option(Modality.HAIC)
    little = of(Patient({"primary": "breast"}), LIST, WHITE).option(Modality.HAIC)
    assert [met.verdict, failed.verdict] == [Verdict.MEETS, Verdict.FAILS]
    assert little.standing is Standing.TOO_LITTLE
    for option in (met, failed, little):
        assert "leucocytes_e9_l" not in option.missing


def test_the_extent_of_a_thrombosis_is_asked_once_there_is_one() -> None:
    extent = {
        "any_of": [{"fact": "portal_vein_thrombosis", "is": False}, {"fact": "portal_vein_extent", "is": "branch"}]
    }
    vein = document("vein", limit=[{"modality": "haic", "role": "caution", **extent}])
    nothing = of(known_ground(), LIST, vein).option(Modality.HAIC)
    clot = of(known_ground(portal_vein_thrombosis=True), LIST, vein).option(Modality.HAIC)
    assert nothing.missing == ("haemoglobin_g_dl", "portal_vein_thrombosis")
    assert clot.missing == ("haemoglobin_g_dl", "portal_vein_extent")


# Sixty-one years, twelve lesions of up to 5 cm, platelets of 95; her laboratory's upper limits were not written down.
STRANGER: dict[str, Value] = {
    "primary": "breast", "age_years": 61, "hormone_receptor": "positive", "her2": "negative", "ecog": 1,
    "lesion_count": 12, "largest_lesion_cm": 5, "liver_involvement_percent": 35, "lobes": "bilobar",
    "extrahepatic_disease": "bone_only_stable", "prior_lines": 3, "bilirubin_mg_dl": 1.4, "albumin_g_l": 34,
    "platelets_e9_l": 95, "creatinine_mg_dl": 0.9,
}  # fmt: skip


def test_of_a_woman_before_her_work_up_all_is_asked_that_would_put_radioembolisation_in_question() -> None:
    """An upper limit of 1.2 does, an eGFR of 25, leucocytes of 1, a drug one week ago, one against vessels."""
    turning: dict[str, Value] = {
        "bilirubin_uln_mg_dl": 1.2, "egfr_ml_min": 25, "leucocytes_e9_l": 1, "weeks_since_systemic": 1,
        "antiangiogenic_drug": True,
    }  # fmt: skip
    before = assess(Patient(STRANGER), library())
    assert before.option(Modality.Y90).standing is Standing.NOTHING_AGAINST
    assert turning.keys() <= set(before.ask_next)
    for code, value in turning.items():
        after = assess(Patient(STRANGER | {code: value}), library())
        assert after.option(Modality.Y90).standing is Standing.IN_QUESTION
