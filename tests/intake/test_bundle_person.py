"""Whose bundle it is: one patient, her age, her death, and nothing by which she could be known."""

from __future__ import annotations

from datetime import date

import pytest
from bundles import BOARD, POSITIVE, Raw, answered, bundled, concept, diagnosed, lab, patient, read, taken
from each import each

from haic_core.intake.fhir import read_bundle
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal


def whole(*resources: Raw, on: date = BOARD, **more: object) -> Proposed:
    return read_bundle(bundled(*resources, **more), "bundle.json", on)


def refused(*resources: Raw) -> str:
    with pytest.raises(Refusal) as refusal:
        whole(*resources)
    (sentence,) = refusal.value.sentences
    return sentence


PLATELETS = lab("777-3", 188, "10*3/uL")


@each(
    ("birth", "on", "age"),
    [
        ("1965-11-26", date(2026, 11, 26), 61),
        ("1965-11-27", date(2026, 11, 26), 60),
        ("1964-02-29", date(2026, 2, 28), 61),
        ("1965-03", date(2026, 11, 26), 61),
        ("2010-01-01", date(2026, 11, 26), None),
        ("1900-01-01", date(2026, 11, 26), None),
        ("1916-01-01", date(2026, 11, 26), 110),
        ("1915-11-26", date(2026, 11, 26), None),
        ("2008-11-26", date(2026, 11, 26), 18),
        ("2008-11-27", date(2026, 11, 26), None),
        ("2027-01-01", date(2026, 11, 26), None),
        ("someday", date(2026, 11, 26), None),
    ],
)
def test_the_age_is_that_of_the_boards_day(birth: str, on: date, age: int | None) -> None:
    found = whole(patient(birthDate=birth), on=on)
    assert found.facts.get("age_years") == age and "age_years" not in found.days
    assert birth not in repr(found)


def test_a_year_of_birth_leaves_two_ages_to_choose_from() -> None:
    (question,) = whole(patient(birthDate="1965")).questions
    assert (question.answers, question.sentence) == ((60, 61), "Age: 60 or 61 years; which?")
    assert "1965" not in repr(question)


@each("died", [{"deceasedBoolean": True}, {"deceasedDateTime": "2026-02-03"}])
def test_a_deceased_patient_is_said_and_has_no_age(died: Raw) -> None:
    found = whole(patient(**died), PLATELETS)
    assert dict(found.facts) == {"platelets_e9_l": 188}
    assert "The patient is recorded as deceased; no age was read." in found.say and "2026-02-03" not in repr(found)


def test_a_living_patient_is_one_who_is_said_not_to_have_died() -> None:
    assert whole(patient(deceasedBoolean=False)).facts["age_years"] == 61


def test_several_patients_are_refused() -> None:
    assert refused(patient(), patient(id="q")) == (
        "bundle.json: the bundle holds 2 patients; a case is one patient, so nothing was read."
    )


def test_a_patient_told_twice_or_joined_by_a_link_is_one() -> None:
    assert whole(patient(), patient()).facts["age_years"] == 61
    merged = patient(id="q", link=[{"other": {"reference": "Patient/p"}, "type": "replaces"}])
    assert whole(merged, patient()).facts["age_years"] == 61
    back = patient(link=[{"other": {"reference": "Patient/q"}, "type": "replaced-by"}])
    assert whole(merged, back).facts["age_years"] == 61
    found = whole(patient(id="q", link=merged["link"], birthDate="1950-01-01"), patient())
    assert "age_years" not in found.facts
    assert [(one.what, one.why) for one in found.passed_over] == [("Age", "dates of birth in the bundle differ")]


def test_results_of_two_people_without_a_patient_are_refused() -> None:
    assert "holds 2 patients" in refused(PLATELETS, PLATELETS | {"subject": {"reference": "Patient/q"}})
    found = whole(PLATELETS)
    assert dict(found.facts) == {"platelets_e9_l": 188}
    assert "No Patient stands in the bundle, so the age is not known." in found.say


@each(
    "named", ["Patient/p", "urn:uuid:0", "https://server.example/fhir/Patient/p", "Patient/p/_history/3", "urn:uuid:p"]
)
def test_a_result_names_her_in_any_of_the_ways_there_are(named: str) -> None:
    found = whole(patient(), PLATELETS | {"subject": {"reference": named}})
    assert found.facts["platelets_e9_l"] == 188 and found.say == ("No diagnosis of a primary tumour was found.",)


def test_a_result_that_names_nobody_in_the_bundle_is_read_and_said() -> None:
    found = whole(patient(), PLATELETS | {"subject": {"reference": "Patient/somebody"}})
    assert found.facts["platelets_e9_l"] == 188
    assert found.say[0].startswith("1 entry names a patient who is not in the bundle")
    assert "somebody" not in repr(found)


def test_a_result_that_names_nobody_in_the_bundle_stands_back_before_one_of_hers() -> None:
    foreign = lab("777-3", 90, "10*3/uL", "2026-11-20", subject={"reference": "Patient/somebody"})
    found = whole(patient(), PLATELETS, foreign)
    assert found.facts["platelets_e9_l"] == 188
    assert ("it names a patient who is not in the bundle") in [one.why for one in found.passed_over]


def test_a_patient_carried_inside_a_result_is_the_patient_where_no_other_is() -> None:
    inside = PLATELETS | {"subject": {"reference": "#p"}, "contained": [patient()]}
    assert dict(whole(inside).facts) == {"age_years": 61, "platelets_e9_l": 188}
    assert dict(whole(patient(), inside).facts) == {"age_years": 61, "platelets_e9_l": 188}


@each(
    ("focus", "platelets"),
    [
        ({"reference": "Condition/1"}, 188),
        ({"reference": "Patient/p"}, 188),
        ({"reference": "urn:uuid:1", "type": "Condition"}, 188),
        ({"reference": "Patient/child"}, None),
        ({"reference": "RelatedPerson/donor"}, None),
        ({"reference": "urn:uuid:1", "type": "RelatedPerson"}, None),
    ],
)
def test_a_result_about_a_donor_or_an_unborn_child_is_not_hers(focus: Raw, platelets: int | None) -> None:
    assert whole(patient(), PLATELETS | {"focus": [focus]}).facts.get("platelets_e9_l") == platelets


def test_results_of_two_strangers_are_never_read_as_hers() -> None:
    a, b = {"subject": {"reference": "Patient/a"}}, {"subject": {"reference": "Patient/b"}}
    strangers = [lab("777-3", 90, "10*3/uL", **a), lab("718-7", 12.1, "g/dL", **b)]
    found = whole(patient(), *strangers, diagnosed("254837009", **a), diagnosed("94381002", **b))
    assert dict(found.facts) == {"age_years": 61} and "liver" not in repr(found.say)
    assert [one.why for one in found.passed_over] == ["it names a patient who is not in the bundle"] * 4
    assert dict(whole(patient(), diagnosed("254837009", **a)).facts) == {"age_years": 61, "primary": "breast"}


# Nothing by which she could be known

MARK = "Quillfeather"


def test_names_numbers_addresses_and_notes_are_nowhere_in_what_comes_out() -> None:
    known_by = {
        "id": f"{MARK}-1", "identifier": [{"value": f"MRN-{MARK}"}], "telecom": [{"value": f"{MARK}@example.org"}],
        "name": [{"family": MARK, "given": ["Jane"]}], "address": [{"line": [MARK], "city": MARK}],
        "text": {"status": "generated", "div": f"<div>{MARK}</div>"}, "contact": [{"name": {"family": MARK}}],
    }  # fmt: skip
    note = {"note": [{"text": MARK}], "id": MARK, "text": {"div": MARK}, "identifier": [{"value": MARK}]}
    note |= {"subject": {"reference": f"Patient/{MARK}-1", "display": MARK}, "performer": [{"display": MARK}]}
    named = concept("777-3", display=MARK) | {"text": MARK}
    odd = {"value": 188, "unit": f"{MARK} Jane Street 7 of the town"}
    found = whole(
        patient(**known_by),
        lab("718-7", 12.1, "g/dL", **note, code=concept("718-7", display=MARK)),
        lab("777-3", 188, "10*3/uL", code=named) | note | {"status": MARK},
        lab("777-3", 1, "x", code=named, valueQuantity=odd) | note,
        lab("751-8", 2, "10*3/uL", code={"coding": [{"system": "http://loinc.org", "code": MARK}]}) | note,
        answered("48676-1", POSITIVE) | note | {"valueString": MARK, "interpretation": [{"text": MARK}]},
        diagnosed("254837009", **note, recorder={"display": MARK}, evidence=[{"detail": [{"display": MARK}]}]),
        diagnosed(MARK, f"http://{MARK}.example", **note),
        taken(f"Paclitaxel for {MARK}", "2024-01-05") | note,
    )
    assert found.facts["haemoglobin_g_dl"] == 12.1 and MARK.casefold() not in repr(found).casefold()


def test_the_day_of_birth_is_nowhere_even_where_a_result_is_of_it() -> None:
    found = read(
        lab("777-3", 188, "10*3/uL", "1965-03-02"), taken("Paclitaxel", "1965-03-02"), lab("9", 1, "x", "1965-03-02")
    )
    assert "1965" not in repr(found) and "datetime.date(1965" not in repr(found)
