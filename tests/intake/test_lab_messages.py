"""HL7 version 2 messages of a laboratory: what their segments hold of one patient."""

from __future__ import annotations

from datetime import date

import pytest
from each import each

from haic_core.intake.labs.pasted import read_pasted_labs
from haic_core.intake.proposal import Proposed
from haic_core.words.refusal import Refusal

HEAD = (
    "MSH|^~\\&|LIS|LAB|KIS|HOSP|202604031015||ORU^R01|1|P|2.5\r"
    "PID|1||4711^^^HOSP||Mustermann^Erika||19650312|F\r"
    "OBR|1|||24331-1^Panel^LN|||202604030740\r"
)
PLATELETS, LEUCOCYTES, HB = "platelets_e9_l", "leucocytes_e9_l", "haemoglobin_g_dl"


def read(*segments: str) -> Proposed:
    return read_pasted_labs(HEAD + "\r".join(segments))


def passed(found: Proposed) -> dict[str, str]:
    return {one.what: one.why for one in found.passed_over}


def test_a_message_gives_values_limits_and_the_day_they_were_drawn() -> None:
    found = read(
        "OBX|1|NM|777-3^Platelets^LN||188|10*3/uL^^UCUM|150-400|N|||F",
        "OBX|2|NM|HB^Hämoglobin^L||11.2|g/dl|12.0-16.0|L|||F|||20260404",
        "OBX|3|NM|14631-6^Bilirubin^LN||34.2|umol/L|<21|H|||C",
        "OBX|4|NM|WBC^Leukozyten^99LAB||5.125|10\\S\\9/L|||||F",
    )
    assert dict(found.facts) == {
        PLATELETS: 188, HB: 11.2, LEUCOCYTES: 5.125, "bilirubin_mg_dl": 2, "bilirubin_uln_mg_dl": 1.22807,
    }  # fmt: skip
    assert (found.days[PLATELETS], found.days[HB]) == (date(2026, 4, 3), date(2026, 4, 4))
    assert [one.origin for one in found.read if one.fact == HB] == ["OBX 2, Hämoglobin"]


def test_the_code_decides_and_not_the_words_beside_it() -> None:
    found = read(
        "OBX|1|NM|1968-7^Bilirubin total^LN||0.3|mg/dL|||||F",
        "OBX|2|NM|2951-2^Platelets^LN||140|mmol/L|||||F",
        "OBX|3|NM|HBA1C^HbA1c^L||5.4|%|||||F",
    )
    assert not found.read
    assert passed(found) == {
        "Bilirubin 0.3 mg/dL": "it is direct bilirubin, not total",
        "HbA1c 5.4 %": "glycated haemoglobin, not haemoglobin",
        "1 other result": "a case does not hold these values",
    }


@each(
    ("segment", "why"),
    [
        ("OBX|1|NM|777-3^PLT^LN||188|10*3/uL|||||P", "the list calls it preliminary"),
        ("OBX|1|NM|777-3^PLT^LN||188|10*3/uL|||||X", "the list calls it cancelled"),
        ("OBX|1|SN|777-3^PLT^LN||<^5|10*3/uL|||||F", "a limit, not the value that was measured"),
        ("OBX|1|ST|777-3^PLT^LN||geronnen|10*3/uL|||||F", "the list calls it clotted"),
        ("OBX|1|TX|777-3^PLT^LN||siehe Befund||||||F", "nothing that can be read as its value stands beside it"),
    ],
)
def test_what_is_not_final_or_no_number_is_passed_over(segment: str, why: str) -> None:
    found = read(segment)
    assert not found.read and why in passed(found).values()


def test_a_urine_order_gives_nothing_of_the_blood() -> None:
    found = read("OBR|2|||UA^Urinstatus^L|||20260403", "OBX|1|NM|KREA^Kreatinin^L||95|mg/dl|||||F")
    assert not found.read and passed(found) == {"Kreatinin 95 mg/dl": "found in another specimen than blood"}


def test_nothing_of_the_patient_is_shown_and_two_patients_are_refused() -> None:
    found = read("OBX|1|NM|777-3^Platelets^LN||188|10*3/uL|||||F")
    assert not any(word in repr(found) for word in ("Muster", "4711", "1965"))
    with pytest.raises(Refusal, match="more than one patient"):
        read("OBX|1|NM|777-3^PLT^LN||188|10*3/uL|||||F", "PID|1||4712^^^HOSP||Andere^Eva", "OBX|1|NM|777-3^PLT^LN||90")


def test_results_of_one_day_that_differ_are_two_to_choose_from() -> None:
    found = read("OBX|1|NM|777-3^PLT^LN||188|10*3/uL|||||F", "OBX|2|NM|26515-7^PLT^LN||150|10*3/uL|||||F")
    (question,) = found.questions
    assert not found.read and question.answers == (188, 150)
    assert question.sentence == "Platelets: 188 and 150 10^9/L on 2026-04-03; which?"
