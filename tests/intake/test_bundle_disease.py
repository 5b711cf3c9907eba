"""Receptors, HER2, the primary, metastases, sizes and medicines of a bundle."""

from __future__ import annotations

from datetime import date
from typing import Any

from bundles import (
    ICD,
    NEGATIVE,
    POSITIVE,
    SNOMED,
    Raw,
    answered,
    concept,
    diagnosed,
    facts,
    lab,
    measured,
    observed,
    passed,
    read,
    taken,
)
from each import each

ER, PR, BOTH, HER2, HER2_FISH, HER2_STAIN = "85337-4", "85339-0", "10480-2", "48676-1", "85318-4", "85319-2"
LOINC_POSITIVE = {"system": "http://loinc.org", "code": "LA6576-8"}
LETTER = "https://example.org/mii-cs-onko-hormonrezeptor"
LIVER = concept("10200004", SNOMED)


@each(
    ("results", "found"),
    [
        ([answered(ER, POSITIVE), answered(PR, NEGATIVE)], {"hormone_receptor": "positive"}),
        ([answered(ER, NEGATIVE), answered(PR, POSITIVE)], {"hormone_receptor": "positive"}),
        ([answered(ER, NEGATIVE), answered(PR, NEGATIVE)], {"hormone_receptor": "negative"}),
        ([answered(ER, LOINC_POSITIVE)], {"hormone_receptor": "positive"}),
        ([answered(ER, NEGATIVE)], {}),
        ([answered(BOTH, NEGATIVE)], {"hormone_receptor": "negative"}),
        ([answered(BOTH, NEGATIVE), answered(ER, POSITIVE)], {}),
        ([answered("16112-5", {"system": LETTER, "code": "P"})], {"hormone_receptor": "positive"}),
        ([observed(ER, interpretation=[concept("POS", "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")])],
         {"hormone_receptor": "positive"}),
        ([observed(ER, interpretation=[concept("N", "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")])],
         {}),
        ([lab("85329-1", 90, "%")], {"hormone_receptor": "positive"}),
        ([observed("85329-1", valueQuantity=measured(10, "%", comparator=">="))], {"hormone_receptor": "positive"}),
        ([lab("85329-1", 0, "%"), lab("85325-9", 0, "%")], {"hormone_receptor": "negative"}),
        ([lab("85329-1", 90, "")], {"hormone_receptor": "positive"}),
        ([lab(ER, 90, "%")], {"hormone_receptor": "positive"}),
        ([lab(ER, 90, "")], {}),
        ([lab(ER, 8, "{score}")], {}),
        ([lab(ER, 120, "%")], {}),
        ([observed(ER, valueCodeableConcept={"coding": [POSITIVE, NEGATIVE]})], {}),
        ([observed(ER, valueCodeableConcept={"coding": [POSITIVE, {"system": "http://x", "code": "N"}]})],
         {"hormone_receptor": "positive"}),
        ([observed(ER, valueCodeableConcept={"coding": [{"system": SNOMED, "code": "1", "display": "Positive"}]})], {}),
        ([lab("85329-1", 5, "%"), lab("85325-9", 0, "%")], {}),
        ([observed("85329-1", valueQuantity=measured(1, "%", comparator="<")), lab("85325-9", 0, "%")], {}),
        ([answered(ER, POSITIVE), answered(ER, NEGATIVE), answered(PR, NEGATIVE)], {}),
        ([answered(ER, POSITIVE) | {"interpretation": [concept("260385009", SNOMED)]}], {}),
    ],
)  # fmt: skip
def test_hormone_receptors_are_positive_by_one_and_negative_by_both(results: list[Raw], found: dict[str, str]) -> None:
    assert facts(*results) == found


@each(
    ("results", "found"),
    [
        ([answered(HER2, POSITIVE)], {"her2": "positive"}),
        ([answered(HER2, NEGATIVE)], {"her2": "negative"}),
        ([lab(HER2_STAIN, 3, "{score}")], {"her2": "positive"}),
        ([lab(HER2_STAIN, 2, "{score}")], {}),
        ([lab(HER2_STAIN, 1, "{score}")], {}),
        ([lab(HER2_STAIN, 0, "{score}")], {"her2": "negative"}),
        ([lab(HER2_STAIN, 2, "{score}"), answered(HER2_FISH, POSITIVE)], {"her2": "positive"}),
        ([answered(HER2_STAIN, NEGATIVE), answered(HER2_FISH, POSITIVE)], {}),
        ([answered(HER2_STAIN, POSITIVE) | {"valueQuantity": {"value": 1}}], {}),
        ([answered(HER2_FISH, POSITIVE) | {"valueRatio": {"numerator": {"value": 2}}}], {"her2": "positive"}),
        ([observed(HER2_FISH, valueRatio={"numerator": {"value": 2}})], {}),
        ([answered(HER2, {"system": SNOMED, "code": "42425007"})], {}),
    ],
)
def test_her2_is_told_by_its_answer_or_a_stain_of_three_and_a_two_alone_is_neither(
    results: list[Raw], found: dict[str, str]
) -> None:
    assert facts(*results) == found


def test_a_receptor_that_changed_is_told_with_both_days_and_the_latest_stands() -> None:
    found = read(answered(HER2, POSITIVE, "2019-05-01"), answered(HER2, NEGATIVE, "2026-02-03"))
    assert (found.facts["her2"], found.days["her2"]) == ("negative", date(2026, 2, 3))
    assert "HER2 was positive (2019-05-01) and is negative (2026-02-03); the latest stands." in found.say


def test_a_receptor_is_told_in_the_words_it_came_in() -> None:
    stained = answered(HER2_STAIN, POSITIVE) | {"valueQuantity": {"value": 3}}
    found = {one.fact: one for one in read(stained, answered(ER, POSITIVE), answered(PR, NEGATIVE, "2026-10-01")).read}
    assert found["her2"].as_written == "positive, 3"
    assert found["hormone_receptor"].as_written == "ER positive, PR negative"
    assert found["hormone_receptor"].origin == "Observation Oestrogen receptor (LOINC 85337-4), 2026-11-02"
    assert found["hormone_receptor"].on == date(2026, 11, 2)


def test_a_receptor_known_by_one_negative_answer_alone_is_said_to_be_open() -> None:
    told = "Hormone receptor: only ER is recorded, as negative; the other receptor decides. Not recorded."
    assert told in read(answered(ER, NEGATIVE)).say


def test_an_answer_in_words_is_asked_back() -> None:
    found = read(observed(HER2, valueString="Positive"))
    (proposal,) = [one for one in found.read if one.fact == "her2"]
    assert proposal.value == "positive" and proposal.doubt and "her2" not in found.facts
    assert facts(observed(HER2, valueString="strongly positive")) == {}


def test_of_two_receptors_a_sure_positive_answers_for_a_doubted_one_but_a_negative_needs_both() -> None:
    in_words = observed(ER, "2026-11-05", valueString="positive")
    found = read(in_words, answered(PR, POSITIVE, "2026-11-01"))
    assert (found.facts["hormone_receptor"], found.days["hormone_receptor"]) == ("positive", date(2026, 11, 1))
    negative = observed(ER, valueString="negative")
    (proposal,) = [one for one in read(negative, answered(PR, NEGATIVE)).read if one.fact == "hormone_receptor"]
    assert proposal.value == "negative" and proposal.doubt.startswith("Oestrogen receptor: the answer stands as a text")


# The primary


@each(
    ("codes", "primary"),
    [
        ([("254837009", SNOMED)], "breast"),
        ([("408643008", SNOMED)], "breast"),
        ([("C50.9", ICD)], "breast"),
        ([("C50911", ICD)], "breast"),
        ([("C50.4", "http://fhir.de/CodeSystem/bfarm/icd-10-gm")], "breast"),
        ([("93761005", SNOMED)], "colorectal"),
        ([("C16.2", ICD)], "gastric"),
        ([("363346000", SNOMED)], None),
        ([("94260004", SNOMED)], None),
        ([("Z85.3", ICD)], None),
        ([("D05.1", ICD)], None),
        ([("C61", ICD)], None),
        ([("C50.9", "http://hospital.example/codes")], None),
        ([("C5O.9", ICD)], None),
        ([("254837009", SNOMED), ("C18.2", ICD)], None),
        ([("254837009", SNOMED), ("C44.9", ICD)], "breast"),
    ],
)
def test_the_primary_is_told_by_its_code_and_of_two_none_is_chosen(
    codes: list[tuple[str, str]], primary: str | None
) -> None:
    found = facts(*(diagnosed(code, system) for code, system in codes))
    assert found.get("primary") == primary


def test_a_second_cancer_is_said_beside_the_primary() -> None:
    told = "Another cancer is diagnosed as well; whose the metastases are, no code says."
    assert told in read(diagnosed("C50.9", ICD), diagnosed("C34.1", ICD)).say
    assert (
        "A diagnosis of another cancer was found, but no primary that the case file holds."
        in read(diagnosed("C34.1", ICD)).say
    )


def test_codes_of_one_diagnosis_that_disagree_are_passed_over() -> None:
    both = {"coding": [concept("254837009", SNOMED)["coding"][0], concept("C61", ICD)["coding"][0]]}
    assert facts(diagnosed("", code=both)) == {}
    assert passed(diagnosed("", code=both))[0][1] == "its codes name different tumours"


def test_a_cancer_without_its_organ_is_of_the_breast_where_its_place_is() -> None:
    breast, chest = concept("76752008", SNOMED), concept("251007", SNOMED)
    assert facts(diagnosed("363346000", bodySite=[breast])) == {"primary": "breast"}
    assert (
        facts(diagnosed("363346000", code=concept("363346000", SNOMED, display="Breast Cancer"), bodySite=[chest]))
        == {}
    )


@each(
    ("state", "why"),
    [
        ({"verificationStatus": concept("refuted", "http://x")}, "it is refuted"),
        ({"verificationStatus": concept("entered-in-error", "http://x")}, "it was entered in error"),
        ({"verificationStatus": concept("provisional", "http://x")}, "it is provisional"),
        ({"verificationStatus": {"coding": [{"code": "7"}, {"code": "refuted"}]}}, "it is refuted"),
        ({"verificationStatus": "differential"}, "it is one of several possible diagnoses"),
        ({"meta": {"profile": ["https://x/StructureDefinition/mii-pr-onko-fruehere-tumorerkrankung"]}},
         "it is a tumour of earlier days, not the primary"),
        ({"modifierExtension": [{"url": "http://x"}]},
         "it carries a mark that may change its meaning and that is not known here"),
    ],
)  # fmt: skip
def test_a_diagnosis_that_does_not_hold_is_passed_over_with_its_reason(state: Raw, why: str) -> None:
    assert facts(diagnosed("C50.9", ICD, **state)) == {}
    assert passed(diagnosed("C50.9", ICD, **state)) == [("Condition, primary tumour (ICD-10 C50.9)", why)]


@each(("mark", "primary"), [("G", "breast"), ("A", None), ("V", None), ("Z", None)])
def test_the_mark_of_certainty_in_the_german_catalogue_counts(mark: str, primary: str | None) -> None:
    url = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
    marked = [{"url": url, "valueCoding": {"code": mark}}]
    code = {"system": "http://fhir.de/CodeSystem/bfarm/icd-10-gm", "code": "C50.4", "extension": marked}
    assert facts(diagnosed("", code={"coding": [code]})).get("primary") == primary


# Metastases and sizes


def sites(*resources: Raw) -> list[str]:
    return [sentence for sentence in read(*resources).say if sentence.startswith("Metastases")]


def test_sites_of_metastases_are_said_and_no_fact_is_made_of_them() -> None:
    found = [diagnosed("94222008"), diagnosed("C787", ICD), diagnosed("C77.3", ICD), diagnosed("94225005")]
    assert sites(*found)[0].startswith("Metastases are diagnosed: liver, bone, brain, lymph nodes.")
    assert facts(*found) == {}


def test_a_metastasis_without_a_site_is_not_one_of_the_liver() -> None:
    assert sites(diagnosed("128462008"))[0].startswith("Metastases are diagnosed: unspecified site.")
    assert sites(diagnosed("128462008", bodySite=[LIVER]))[0].startswith("Metastases are diagnosed: liver.")


def test_a_refuted_metastasis_is_none() -> None:
    assert sites(diagnosed("94381002", verificationStatus=concept("refuted", "http://x"))) == []


def test_a_site_told_by_an_observation_is_said() -> None:
    assert "unspecified" in sites(observed("385421009", system=SNOMED, bodySite=concept("HEP", "http://x")))[0]
    assert "unspecified" in sites(observed("385421009", system=SNOMED, bodySite=concept("X", LETTER)))[0]
    letters = concept("HEP", "https://example.org/mii-cs-onko-fernmetastasen")
    assert sites(observed("385421009", system=SNOMED, bodySite=letters))[0].startswith(
        "Metastases are diagnosed: liver."
    )


def size(value: float, unit: str = "cm", /, **more: Any) -> Raw:
    part = {"code": concept("33728-7"), "valueQuantity": measured(value, unit)}
    return observed("21889-1", component=[part], **more)


def test_a_size_is_that_of_the_largest_lesion_only_where_it_is_of_a_liver_metastasis() -> None:
    metastasis = diagnosed("94381002", id="m")
    topography = concept("C22.0", "http://terminology.hl7.org/CodeSystem/icd-o-3")
    assert facts(size(42, "mm", bodySite=topography)) == {"largest_lesion_cm": 4.2}
    assert facts(size(42, "mm", bodySite=LIVER)) == {"largest_lesion_cm": 4.2}
    assert facts(metastasis, size(3.1, focus=[{"reference": "Condition/m"}])) == {"largest_lesion_cm": 3.1}
    assert facts(size(3.1, bodySite=LIVER), size(4.2, bodySite=LIVER)) == {"largest_lesion_cm": 4.2}
    assert facts(size(2.5)) == {}


@each(
    "more",
    [
        {"specimen": {"reference": "Specimen/1"}, "bodySite": LIVER},
        {"method": concept("787377000", SNOMED), "bodySite": LIVER},
        {"focus": [{"reference": "Condition/primary"}]},
    ],
)
def test_a_size_of_a_specimen_or_of_the_primary_is_never_the_liver_lesions(more: Raw) -> None:
    primary = diagnosed("C50.9", ICD, id="primary")
    assert "largest_lesion_cm" not in facts(primary, size(2.5, **more))
    assert len(passed(primary, size(2.5, **more))) == 1


def test_the_course_is_said_and_not_taken() -> None:
    course = observed("97509-4", valueCodeableConcept=concept("271299001", SNOMED))
    assert "The course of the disease is recorded as worsened (2026-11-02)." in read(course).say
    assert facts(course) == {}


# Medicines


def medicines(*resources: Raw) -> str:
    return next((sentence for sentence in read(*resources).say if sentence.startswith("Medicines")), "")


def test_agents_are_shown_with_their_days_and_lines_are_never_counted() -> None:
    found = [taken("Paclitaxel 100 MG Injection", "2024-01-05"), taken("PACLitaxel", "2024-03-08"),
             taken("Trastuzumab", "2024-01-05"), taken("Paracetamol", "2024-01-05")]  # fmt: skip
    told = medicines(*found)
    assert "paclitaxel (2024-01-05 to 2024-03-08, 2 entries); trastuzumab (2024-01-05)." in told
    assert "Lines of therapy are not counted" in told and "1 entry of another medicine is not shown." in told
    assert facts(*found) == {}


@each(
    "state",
    [
        {"status": "entered-in-error"},
        {"status": "not-taken"},
        {"kind": "MedicationRequest", "status": "cancelled"},
        {"kind": "MedicationRequest", "doNotPerform": True},
        {"kind": "MedicationRequest", "intent": "plan"},
    ],
)
def test_a_medicine_that_was_not_given_is_not_shown(state: Raw) -> None:
    assert medicines(taken("Paclitaxel", "2024-01-05", **state)) == ""


def test_a_medicine_is_found_inside_its_request_and_in_the_bundle() -> None:
    inside = taken("", "2024-01-05", medicationReference={"reference": "#m"}, medicationCodeableConcept=None)
    inside["contained"] = [{"resourceType": "Medication", "id": "m", "code": {"text": "Eribulin"}}]
    assert "eribulin (2024-01-05)" in medicines(inside)
    drug = {"resourceType": "Medication", "id": "d", "code": concept("L01CD01", "http://fhir.de/CodeSystem/bfarm/atc")}
    beside = taken("", "2024-01-05", medicationReference={"reference": "Medication/d"}, medicationCodeableConcept=None)
    assert "ATC L01CD01 (2024-01-05)" in medicines(drug, beside)
