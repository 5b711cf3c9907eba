"""What a board is shown first, and what it is never shown: on invented documents, each expectation worked by hand."""

from __future__ import annotations

from typing import Any

import pytest
from invented import arden, birch, changed, document, invented_library, invented_patient

from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import Finding, Modality, Verdict

PART = {"modality": "haic", "about": "Adequate organ function", "blocks": True, "locator": "Abstract"}


def line(fact: str, modality: str = "haic", /, **bound: object) -> dict[str, object]:
    return {"modality": modality, "fact": fact, **bound}


def option(patient: Patient, *sources: Source, modality: Modality = Modality.HAIC) -> Option:
    return assess(patient, invented_library(*sources)).option(modality)


def on_arden(patient: Patient, source: Source | None = None) -> Match:
    evidence = assess(patient, invented_library(source or arden(), birch())).evidence
    return next(match for match in evidence if match.key == "arden/infused")


# What would change a verdict


def test_the_nearest_change_is_named_first_and_a_change_to_meets_before_one_to_not_known() -> None:
    """Platelets of 90 are a tenth short of 100; bilirubin of 3 is twice 1.5: the platelets are nearer."""
    one = document("one", [line("platelets_e9_l", at_least=100)])
    other = document("other", [line("bilirubin_mg_dl", at_most=1.5)])
    found = option(Patient({"platelets_e9_l": 90, "bilirubin_mg_dl": 3}), one, other)
    assert found.verdict is Verdict.FAILS
    assert [(flip.fact, flip.after, flip.verdict) for flip in found.flips] == [
        ("platelets_e9_l", 100, Verdict.MEETS),
        ("bilirubin_mg_dl", 1.5, Verdict.MEETS),
    ]


def test_a_change_to_meets_stands_before_one_to_does_not_meet() -> None:
    lists = document("lists", [line("platelets_e9_l", at_least=100), line("ecog", at_most=2)])
    caution = {**line("haemoglobin_g_dl", at_least=10), "role": "caution"}
    watched = document("watched", [caution])
    found = option(Patient({"platelets_e9_l": 101, "ecog": 1, "haemoglobin_g_dl": 5}), lists, watched)
    assert found.verdict is Verdict.CAUTION
    order = [Verdict.MEETS, Verdict.CAUTION, Verdict.UNKNOWN, Verdict.FAILS]
    places = [order.index(flip.verdict) for flip in found.flips]
    assert places == sorted(places) and {flip.verdict for flip in found.flips} == {Verdict.MEETS, Verdict.FAILS}


def test_the_value_that_changes_a_verdict_is_the_bound_itself_and_not_a_rounded_neighbour() -> None:
    """1.5 times an upper limit of 1.23 is 1.845; 1.9 would not do, and 1.8 would ask for more than is needed."""
    source = document("limit", [line("bilirubin_mg_dl", at_most=1.5, times_uln=True)])
    found = option(Patient({"bilirubin_mg_dl": 3, "bilirubin_uln_mg_dl": 1.23}), source)
    [flip] = [flip for flip in found.flips if flip.fact == "bilirubin_mg_dl"]
    assert flip.after == 1.845 and flip.verdict is Verdict.MEETS


# What decides


def test_a_list_that_could_never_be_called_met_decides_nothing_where_a_complete_one_is_printed() -> None:
    whole = document("whole", [line("platelets_e9_l", at_least=100)])
    part = document("part", [line("ecog", at_most=1)], open_statement=[PART])
    found = option(Patient({"platelets_e9_l": 50, "ecog": 3}), whole, part)
    assert found.verdict is Verdict.FAILS
    assert [(row.source, row.criterion.facts) for row in found.deciding] == [("whole", ("platelets_e9_l",))]


def test_a_recorded_contraindication_decides_before_any_unmet_entry_line() -> None:
    hard = {**line("portal_vein_thrombosis"), "is": False, "role": "contraindication"}
    source = document("both", [line("platelets_e9_l", at_least=100), hard])
    found = option(Patient({"platelets_e9_l": 50, "portal_vein_thrombosis": True}), source)
    assert [row.criterion.facts for row in found.deciding] == [("portal_vein_thrombosis",)]


def test_what_a_context_document_states_is_not_put_before_the_board() -> None:
    said = {"open_statement": [PART]}
    shown = option(NOBODY, document("read", [line("ecog", at_most=1)], **said))
    assert [key for key, _ in shown.open_statements] == ["read"]
    context = document("context", [line("ecog", at_most=1)], tier="C", **said)
    hidden = option(NOBODY, context)
    assert hidden.open_statements == () and hidden.ledger == ()


# What to ask next


def test_a_fact_that_could_settle_an_option_is_asked_before_one_that_more_options_ask_for() -> None:
    """Albumin stands in two part lists and settles nothing; platelets and INR each settle the option that asks."""
    said = [{**PART, "modality": modality} for modality in ("haic", "tace")]
    sources = [
        document("infusion", [line("platelets_e9_l", at_least=100)]),
        document("particles", [line("inr", "tace", at_most=1.5)]),
        document("part", [line("albumin_g_l", m, at_least=30) for m in ("haic", "tace")], open_statement=said),
    ]
    asked = assess(NOBODY, invented_library(*sources)).ask_next
    assert asked == ("platelets_e9_l", "inr", "albumin_g_l")


# Which cohorts she resembles


def test_nobody_in_a_printed_category_is_outside_what_the_cohort_has_seen() -> None:
    assert "extrahepatic_disease" in on_arden(invented_patient()).outside
    assert "extrahepatic_disease" in on_arden(invented_patient(extrahepatic_disease="none")).inside


def test_a_caution_is_no_limit_of_entry() -> None:
    def without_counts(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["baseline"] = [one for one in raw["cohort"][0]["baseline"] if one["name"] == "Age"]

    match = on_arden(invented_patient(), changed(arden(), without_counts))
    assert "extrahepatic_disease" in match.unreported
    assert "platelets_e9_l" in match.outside and "portal_vein_thrombosis" in match.not_recorded


def test_the_range_of_a_group_is_not_the_range_of_the_cohort() -> None:
    def only_of_few_lines(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["baseline"][0]["group"] = "few_lines"

    assert "age_years" in on_arden(invented_patient(age_years=90)).outside
    assert "age_years" in on_arden(invented_patient(age_years=90), changed(arden(), only_of_few_lines)).unreported


@pytest.mark.parametrize(("lines", "group"), [(2, "few_lines"), (3, "many_lines"), (None, None)])
def test_the_closest_group_is_the_one_whose_definition_her_recorded_facts_meet(lines: int, group: str | None) -> None:
    found = on_arden(invented_patient(prior_lines=lines)).group
    assert (found.id if found else None) == group


def cohort(key: str, age: tuple[int, int], largest: bool = False, **more: object) -> Source:
    """A document with one infused cohort that prints an age, and the largest lesion where asked."""
    prints: list[dict[str, object]] = [{"name": "Age", "fact": "age_years", "range": list(age), "locator": "T"}]
    if largest:
        prints.append({"name": "Size", "fact": "largest_lesion_cm", "range": [1, 9], "locator": "T"})
    series = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "T"}
    return document(key, None, cohort=[{**series, "baseline": prints}], **more)


def test_of_two_cohorts_alike_the_one_that_differs_less_then_the_fuller_reading_then_more_facts_inside() -> None:
    """Worked by hand for 48 years and 3.5 cm: d differs in age; c is an abstract; a has one fact inside, b two."""
    sources = (
        cohort("a", (40, 60)),
        cohort("b", (40, 60), largest=True),
        cohort("c", (40, 60), largest=True, document="abstract"),
        cohort("d", (20, 30), largest=True),
    )
    evidence = assess(invented_patient(), invented_library(*sources)).evidence
    assert [match.key for match in evidence] == ["b/all", "a/all", "c/all", "d/all"]


def test_a_document_whose_entry_list_is_met_comes_first_and_one_that_refuses_her_last() -> None:
    refuses = cohort("refuses", (40, 60), criterion=[{**line("ecog", at_most=0), "role": "entry", "locator": "M"}])
    met = cohort("met", (40, 60), criterion=[{**line("ecog", at_most=2), "role": "entry", "locator": "M"}])
    silent = cohort("silent", (40, 60))
    evidence = assess(invented_patient(), invented_library(refuses, silent, met)).evidence
    assert [(match.key, match.entry) for match in evidence] == [
        ("met/all", Verdict.MEETS),
        ("silent/all", Verdict.UNKNOWN),
        ("refuses/all", Verdict.FAILS),
    ]


def test_what_is_not_recorded_is_never_met_on_any_line() -> None:
    found = option(NOBODY, arden())
    assert {row.finding for row in found.ledger} == {Finding.NOT_RECORDED} and found.verdict is Verdict.UNKNOWN
