"""A fact found by what people call it: the form's search."""

from __future__ import annotations

from each import each

from haic_core.case.fact_search import MOST_FOUND, OTHER_NAMES, found_facts, names_of
from haic_core.case.facts import FACTS
from haic_core.case.file import STARTING, Case, case_from
from haic_core.case.patient import Patient
from haic_core.case.sections import is_untouched, recorded_in, waits_for


def codes(text: str) -> list[str]:
    return [fact.code for fact in found_facts(text)]


@each(
    ("typed", "first"),
    [
        ("plt", "platelets_e9_l"),
        ("Thrombozyten", "platelets_e9_l"),
        ("PLATELETS", "platelets_e9_l"),
        ("platelets_e9_l", "platelets_e9_l"),
        ("Hb", "haemoglobin_g_dl"),
        ("GPT", "alt_u_l"),
        ("got", "ast_u_l"),
        ("kps", "karnofsky"),
        ("FLR", "future_liver_remnant_percent"),
        ("pvt", "portal_vein_thrombosis"),
        ("doac", "oral_anticoagulation"),
        ("ast uln", "ast_uln_u_l"),
        ("upper limit alt", "alt_uln_u_l"),
        ("prior tace", "prior_tace_failure"),
        ("bilirubn", "bilirubin_mg_dl"),
    ],
)
def test_an_abbreviation_a_code_or_a_slip_finds_its_fact_first(typed: str, first: str) -> None:
    assert codes(typed)[0] == first


def test_a_short_word_finds_names_that_begin_so_and_not_those_that_hold_its_letters() -> None:
    assert codes("ast") == ["ast_u_l", "ast_uln_u_l"]
    assert codes("hb") == ["haemoglobin_g_dl", "active_hepatitis"]


def test_letters_inside_a_name_count_where_no_name_begins_so() -> None:
    assert codes("globin") == ["haemoglobin_g_dl"]


def test_every_word_of_a_search_must_fit() -> None:
    assert codes("bilirubin upper") == ["bilirubin_uln_mg_dl"]
    assert codes("bilirubin ascites") == []


def test_every_fact_is_found_by_its_label_and_by_its_code() -> None:
    for code, fact in FACTS.items():
        assert code in codes(fact.label), fact.label
        assert codes(code)[0] == code


def test_nothing_is_found_for_nothing_or_for_nonsense_and_never_more_than_a_page_holds() -> None:
    assert codes("") == codes("  ") == codes("xyzzy") == []
    assert max(len(codes(letter)) for letter in "aeiprst") == MOST_FOUND


def test_no_other_name_belongs_to_no_fact() -> None:
    assert set(OTHER_NAMES) <= set(FACTS)
    assert all(name == name.casefold() for code in FACTS for name in names_of(code))


# Sections.


def test_a_laboratory_with_four_of_its_seventeen_values_says_so() -> None:
    patient = Patient({"inr": 1.1, "alt_u_l": 40, "alt_uln_u_l": 35, "platelets_e9_l": 142, "ecog": 1})
    counted = recorded_in(patient)
    assert counted["Laboratory"] == (4, 17) and counted["Patient"] == (1, 14) and counted["Disease"] == (0, 8)
    assert sum(of for _, of in counted.values()) == len(FACTS)


def test_the_extent_of_a_thrombosis_waits_for_the_thrombosis_unless_it_is_recorded() -> None:
    code = "portal_vein_extent"
    assert waits_for(code, Patient({})) == ("portal_vein_thrombosis", True)
    assert waits_for(code, Patient({"portal_vein_thrombosis": False})) == ("portal_vein_thrombosis", True)
    assert waits_for(code, Patient({"portal_vein_thrombosis": True})) is None
    assert waits_for(code, Patient({"portal_vein_thrombosis": False, code: "main"})) is None
    assert waits_for("ascites", Patient({})) is None


def test_a_case_that_holds_a_fact_or_a_decision_would_be_lost() -> None:
    decided = case_from({"schema": 1, "facts": {}, "decision": {"preference": "no stay before spring"}}, "a case")
    assert is_untouched(STARTING) and is_untouched(Case()) and is_untouched(Case(STARTING.patient, "case 7"))
    assert not is_untouched(decided)
    assert not is_untouched(Case(Patient({"primary": "breast", "ecog": 1})))
    assert not is_untouched(Case(Patient({"primary": "colorectal"})))
