"""Which cohorts a patient resembles, and on which printed facts she lies inside and outside."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.random import ArtificialRandom
from invented import document, invented_library, invented_patient
from laws import examples
from patients import patients
from worked import Raw, books, changed, fully_met, library, library_of, sources

from haic_core.case.facts import NUMBERS, ULN_OF
from haic_core.case.patient import NOBODY, Patient, read_patient
from haic_core.evidence.library import Library
from haic_core.evidence.series import Series, series_of
from haic_core.judgement.assessment import assess
from haic_core.judgement.findings import Facts, every, judge
from haic_core.judgement.known import known_facts
from haic_core.judgement.lines import Line
from haic_core.judgement.matching import Match, match_cohort, match_cohorts
from haic_core.words.vocabulary import Finding, Modality, Role, Tier, Verdict

SOURCES = tuple(sources())
HSIAO = next(source for source in SOURCES if source.key == "hsiao")
TREATED = next(series for series in series_of(HSIAO) if series.key == "hsiao/haic")
LIBRARY = library_of(SOURCES)
BOOKS = books()
ENTRY = {Finding.MET: Verdict.MEETS, Finding.NOT_RECORDED: Verdict.UNKNOWN, Finding.NOT_MET: Verdict.FAILS}


def facts_of(patient: Patient) -> Facts:
    return known_facts(patient.facts, LIBRARY.derived)


def beside(series: Series, patient: Patient) -> Match:
    return match_cohort(series, BOOKS[series.modality], patient, facts_of(patient))


def listed(
    patient: Patient, library: Library = LIBRARY, verdicts: Mapping[Modality, Verdict] = MappingProxyType({})
) -> tuple[Match, ...]:
    """The cohorts beside a patient, the options reading alike unless their verdicts are given."""
    return match_cohorts(library, patient, facts_of(patient), verdicts)


def beside_hsiao(**facts: float | str) -> Match:
    """A patient who meets Hsiao's list, with the facts given, beside the cohort Hsiao treated."""
    patient = Patient({**fully_met(HSIAO, Modality.HAIC).facts, **facts})
    return beside(TREATED, patient)


PRINTED = [("age_years", 22, 67), ("lesion_count", 1, 25), ("largest_lesion_cm", 1, 6.3)]
"""Ranges as Hsiao prints them: Table I for age, Patients and Methods for the metastases."""


@pytest.mark.parametrize(("code", "low", "high"), PRINTED)
def test_a_patient_on_the_edge_of_hsiaos_printed_range_is_inside_and_just_past_it_outside(
    code: str, low: int, high: float
) -> None:
    step = NUMBERS[code].step
    for value in (low, high):
        assert code in beside_hsiao(**{code: value}).inside
    past = [round(value, 1) for value in (low - step, high + step) if value >= NUMBERS[code].low]
    assert past
    for value in past:
        assert code in beside_hsiao(**{code: value}).outside, value


def test_a_receptor_status_that_some_in_hsiaos_cohort_had_is_inside() -> None:
    """Table I prints 12 positive and 30 negative."""
    assert "her2" in beside_hsiao(her2="positive").inside
    assert "her2" in beside_hsiao(her2="negative").inside


def test_a_receptor_status_that_nobody_in_the_cohort_had_is_outside_and_one_they_had_is_inside() -> None:
    def none_positive(raw: Raw) -> None:
        cohort = next(one for one in raw["cohort"] if one["id"] == TREATED.cohort.id)
        (whole,) = [row for row in cohort["baseline"] if row.get("fact") == "her2" and "group" not in row]
        assert [share["count"] for share in whole["shares"]] == [12, 30]
        for share, count, percent in zip(whole["shares"], (0, 42), (0, 100)):
            share |= {"count": count, "percent": percent}

    series = next(one for one in series_of(changed("hsiao", none_positive)) if one.key == TREATED.key)
    for status, place in (("positive", "outside"), ("negative", "inside")):
        patient = Patient({**fully_met(HSIAO, Modality.HAIC).facts, "her2": status})
        assert "her2" in getattr(beside(series, patient), place), status


@each(("lines", "group"), [(1, "fewer_than_three_lines"), (2, "fewer_than_three_lines"), (3, "three_or_more_lines")])
def test_a_patient_stands_in_the_group_that_her_prior_lines_define(lines: int, group: str) -> None:
    found = beside_hsiao(prior_lines=lines).group
    assert found is not None and found.id == group


def test_a_patient_whose_lines_are_not_recorded_stands_in_no_group() -> None:
    patient = fully_met(HSIAO, Modality.HAIC).with_fact("prior_lines", None)
    assert beside(TREATED, patient).group is None


def test_a_patient_without_any_prior_line_lies_outside_hsiao() -> None:
    assert "prior_lines" in beside_hsiao(prior_lines=0).outside


def test_nobody_is_matched_to_a_group_known_only_after_treatment() -> None:
    later = [group for source in SOURCES for cohort in source.cohort for group in cohort.group if not group.where]
    assert later, "the library holds groups by response"
    for source in SOURCES:
        for series in series_of(source):
            match = beside(series, fully_met(HSIAO, Modality.HAIC))
            assert match.group is None or match.group.where


def test_what_the_paper_does_not_report_is_named_and_only_for_facts_on_record() -> None:
    match = beside_hsiao(lung_shunt_percent=5)
    assert "lung_shunt_percent" in match.unreported
    assert "contrast_allergy" not in match.unreported


def test_a_fact_the_paper_reports_and_the_case_lacks_is_not_recorded() -> None:
    match = beside(TREATED, NOBODY)
    assert match.inside == match.outside == match.unreported == ()
    assert {"age_years", "her2", "prior_lines"} <= set(match.not_recorded)


@examples(30, 1000)
@given(patients())
def test_each_fact_has_one_place_beside_a_cohort(patient: Patient) -> None:
    facts = facts_of(patient)
    for match in listed(patient):
        kinds = (match.inside, match.outside, match.unreported, match.not_recorded)
        told = [code for kind in kinds for code in kind]
        assert len(told) == len(set(told))
        assert set(match.inside) | set(match.outside) <= set(facts) and set(match.unreported) <= set(patient)
        assert not {code for code in match.not_recorded if patient.knows(code)}, "what is recorded is never missing"
        lacks_its_limit = {code for code in patient if ULN_OF.get(code) in match.not_recorded}
        assert {code for code in patient if code not in ULN_OF.values()} <= set(told) | lacks_its_limit


@examples(30, 1000)
@given(patients())
def test_a_cohort_says_on_how_many_of_the_recorded_facts_it_prints_anything(patient: Patient) -> None:
    recorded = [code for code in patient if code not in ULN_OF.values()]
    for match in listed(patient):
        assert match.compared == (len(recorded) - len(match.unreported), len(recorded))


def test_what_only_follows_from_a_recorded_fact_is_placed_but_not_counted_again() -> None:
    """An INR of 1 stands for the prothrombin ratio that the list limits; recorded are the INR and the ECOG."""
    lines = [{"modality": "haic", "fact": "pt_times_control", "at_most": 1.5}]
    series = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 10, "locator": "Table 1"}
    (match,) = listed(Patient({"inr": 1, "ecog": 0}), library_of([document("one", lines, cohort=[series])]))
    assert (match.inside, match.unreported, match.compared) == (("pt_times_control",), ("ecog", "inr"), (0, 2))


@examples(30, 1000)
@given(patients(), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_change_the_order_of_evidence(
    patient: Patient, shuffle: ArtificialRandom
) -> None:
    shuffled = list(SOURCES)
    shuffle.shuffle(shuffled)
    assert listed(patient, library_of(shuffled)) == listed(patient)


@examples(30, 1000)
@given(patients())
def test_entry_beside_a_cohort_is_its_own_documents_list(patient: Patient) -> None:
    facts = facts_of(patient)
    for match in listed(patient):
        rules = [rule for rule in match.source.criteria_for(match.modality) if rule.role is not Role.CAUTION]
        if match.cohort.quoted_from or not rules:
            assert match.entry is Verdict.UNKNOWN
            continue
        # A waiting time that is not over keeps a list open.
        waits = [Line.of(rule, match.source.key, True).waiting for rule in rules]
        findings = [judge(rule, facts) for rule in rules]
        told = [
            Finding.NOT_RECORDED if waiting and one is Finding.NOT_MET else one
            for one, waiting in zip(findings, waits, strict=True)
        ]
        assert match.entry is ENTRY[every(told)]


def test_only_cohorts_of_the_patients_own_primary_are_listed() -> None:
    for primary in ("breast", "colorectal", "gastric"):
        found = listed(Patient({"primary": primary}))
        assert found
        assert {match.cohort.primary for match in found} == {primary}
    assert {match.cohort.primary for match in listed(NOBODY)} == {"breast"}


def test_a_quoted_series_is_listed_only_where_no_document_describes_one_first_hand() -> None:
    found = listed(NOBODY)
    first_hand = {match.cohort.modality for match in found if not match.cohort.quoted_from}
    assert Modality.HAIC in first_hand
    assert not [match.key for match in found if match.cohort.quoted_from and match.cohort.modality in first_hand]
    assert [match.key for match in found if match.cohort.modality is Modality.RESECTION]


QUOTED = [pytest.param(series, id=series.key) for source in SOURCES for series in series_of(source) if series.quoted]


@each("series", QUOTED)
def test_the_list_of_a_document_says_nothing_of_who_entered_a_series_it_only_quotes(series: Series) -> None:
    for other in SOURCES:
        if any(one.verdict is Verdict.MEETS and one.modality is series.modality for one in other.worked_patient):
            patient = fully_met(other, series.modality)
            match = beside(series, patient)
            assert match.entry is Verdict.UNKNOWN
            assert not [place for place in match.places if place.printed == "entry limit"]


def test_context_documents_are_no_evidence() -> None:
    context = HSIAO.model_copy(update={"tier": Tier.C})
    assert listed(NOBODY, library_of([context])) == ()


def test_a_limit_of_entry_places_a_patient_where_no_range_is_printed() -> None:
    match = beside_hsiao(platelets_e9_l=99)
    place = next(place for place in match.places if place.fact == "platelets_e9_l")
    rule = next(rule for rule in HSIAO.criteria_for(Modality.HAIC) if "platelets_e9_l" in rule.facts)
    assert rule.role is Role.ENTRY
    assert (place.inside, place.locator) == (False, rule.locator)


def test_a_place_says_what_is_printed_there_as_a_range_as_shares_or_as_a_limit_of_entry() -> None:
    (arden,) = [one for one in assess(invented_patient(), invented_library()).evidence if one.key == "arden/infused"]
    assert [(place.fact, place.value, place.inside, place.printed) for place in arden.places] == [
        ("age_years", 48, True, "30 to 70"),
        ("primary", "breast", True, "entry limit"),
        ("extrahepatic_disease", "progressive", False, "None: 22; Stable: 18; Progressive: 0"),
        ("lesion_count", 6, True, "1 to 4: 10; 5 or more: 30"),
        ("portal_vein_thrombosis", None, None, "entry limit"),
        ("platelets_e9_l", 90, False, "entry limit"),
        ("bilirubin_mg_dl", 1.5, True, "entry limit"),
    ]


def test_a_share_that_is_printed_in_per_cent_alone_is_told_in_per_cent() -> None:
    shares = [
        {"label": "one", "percent": 62.5, "when": {"at_most": 1}},
        {"label": "several", "count": 3, "percent": 37.5, "when": {"at_least": 2}},
    ]
    baseline = [{"name": "Lesions", "fact": "lesion_count", "shares": shares, "locator": "Table 1"}]
    cohort = {"id": "all", "label": "All", "modality": "haic", "treatment": "x", "n": 8, "locator": "Table 1"}
    told = document(
        "told", [{"modality": "haic", "fact": "ecog", "at_most": 2}], cohort=[cohort | {"baseline": baseline}]
    )
    (match,) = listed(Patient({"primary": "breast", "lesion_count": 1}), library_of([told]))
    places = {place.fact: (place.inside, place.printed) for place in match.places}
    assert places["lesion_count"] == (True, "one: 62.5 %; several: 3")


def test_a_recorded_value_that_only_lacks_its_limit_is_not_told_as_not_recorded() -> None:
    patient = read_patient({"primary": "breast", "alt_u_l": 60, "bilirubin_mg_dl": 1.1}, "a woman")
    matches = assess(patient, library()).evidence
    open_here = {code for match in matches for code in match.not_recorded}
    assert {"alt_uln_u_l", "bilirubin_uln_mg_dl"} <= open_here
    assert not {"alt_u_l", "bilirubin_mg_dl"} & open_here
    lacking = [match for match in matches if "alt_uln_u_l" in match.not_recorded]
    assert lacking and all("alt_u_l" in match.printed and "alt_u_l" not in match.unreported for match in lacking)


def test_a_value_that_is_not_recorded_at_all_is_named_itself() -> None:
    matches = assess(read_patient({"primary": "breast"}, "a woman"), library()).evidence
    assert "alt_u_l" in {code for match in matches for code in match.not_recorded}
    assert not {"alt_uln_u_l"} & {code for match in matches for code in match.not_recorded}
