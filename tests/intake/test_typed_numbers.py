"""What a person types into a number field: comma or point, a unit of its own, a multiple; or a question back."""

from __future__ import annotations

import pytest
from each import each

from haic_core.case.facts import NUMBERS, unit_of
from haic_core.intake.quantity import entered, numbers
from haic_core.intake.units import UNITS, in_own_unit, normal
from haic_core.words.decimals import exact
from haic_core.words.refusal import Refusal


@each(
    ("fact", "typed", "value"),
    [
        ("bilirubin_mg_dl", "1,1", 1.1),
        ("bilirubin_mg_dl", "1.1", 1.1),
        ("bilirubin_mg_dl", "34.2 umol/L", 2),
        ("bilirubin_mg_dl", "34,2 µmol/l", 2),
        ("creatinine_mg_dl", "88.4 umol/L", 1),
        ("inr", "1,1", 1.1),
        ("anc_e9_l", "2,4", 2.4),
        ("anc_e9_l", "2400/µl", 2.4),
        ("largest_lesion_cm", "2,4", 2.4),
        ("largest_lesion_cm", "42 mm", 4.2),
        ("haemoglobin_g_dl", "115 g/L", 11.5),
        ("haemoglobin_g_dl", "10 mmol/L", 16.11),
        ("albumin_g_l", "3.9 g/dL", 39),
        ("ast_u_l", "6.1 µkat/L", 366),
        ("platelets_e9_l", "188 000 /µl", 188),
        ("platelets_e9_l", "188 Tsd/µl", 188),
        ("platelets_e9_l", "188 x10^9/L", 188),
        ("platelets_e9_l", " 188 ", 188),
        ("egfr_ml_min", "80 mL/min/1.73 m2", 80),
        ("ecog", "1", 1),
    ],
)
def test_a_number_is_read_as_its_writer_meant_it(fact: str, typed: str, value: float) -> None:
    found = entered(fact, typed, {})
    assert (found.value, found.doubt) == (value, "")


@each(
    ("text", "readings"),
    [
        ("1,1", ("1.1",)),
        ("0,125", ("0.125",)),
        (",5", ("0.5",)),
        ("188,000", ("188", "188000")),
        ("188.000", ("188", "188000")),
        ("1.234,5", ("1234.5",)),
        ("1,234.5", ("1234.5",)),
        ("1.234.567", ("1234567",)),
        ("1’234’567.8", ("1234567.8",)),
        ("188 000", ("188000",)),
        ("1.2.3", ()),
        ("1,23,4.5", ()),
    ],
)
def test_marks_part_thousands_or_decimals_and_three_digits_behind_one_may_be_either(
    text: str, readings: tuple[str, ...]
) -> None:
    assert numbers(text) == tuple(exact(float(one)) for one in readings)


def test_of_two_readings_the_one_that_a_living_patient_shows_is_taken() -> None:
    assert entered("platelets_e9_l", "188,000", {}).value == 188
    assert entered("anc_e9_l", "2.400", {}).value == 2.4
    assert entered("alt_u_l", "1,200", {}).value == 1200
    assert entered("alt_u_l", "12.000", {}).value == 12


def test_two_readings_of_which_neither_is_usual_are_both_asked_back() -> None:
    found = entered("alp_u_l", "6.000", {})
    assert (found.value, found.meant) == (6, 6000)
    assert found.doubt == "Alkaline phosphatase: '6.000' may be 6 or 6000 U/L; which?"


@each(
    ("fact", "typed", "meant", "told"),
    [
        ("bilirubin_mg_dl", "24", 1.403509, "24 µmol/L would be 1.4 mg/dL."),
        ("largest_lesion_cm", "24", 2.4, "24 mm would be 2.4 cm."),
        ("albumin_g_l", "3.9", 39, "3.9 g/dL would be 39 g/L."),
        ("haemoglobin_g_dl", "6.9", None, "its size suggests mmol/L."),
        ("ast_u_l", "6.1", None, "its size suggests µkat/L."),
    ],
)
def test_a_value_whose_size_speaks_of_another_unit_is_asked_back_with_what_it_would_be(
    fact: str, typed: str, meant: float | None, told: str
) -> None:
    found = entered(fact, typed, {})
    assert (found.meant, found.doubt.endswith(told)) == (meant, True), found.doubt


def test_a_value_with_its_unit_written_out_is_not_asked_whether_another_was_meant() -> None:
    found = entered("bilirubin_mg_dl", "24 mg/dL", {})
    assert found.meant is None and "above what is usually seen" in found.doubt


def test_a_multiple_of_the_upper_limit_is_an_entry_where_that_limit_is_recorded() -> None:
    assert entered("ast_u_l", "2.1 x ULN", {"ast_uln_u_l": 40}).value == 84
    assert entered("bilirubin_mg_dl", "1,5 × ULN", {"bilirubin_uln_mg_dl": 1.2}).value == 1.8


@each(
    ("fact", "typed", "sentence"),
    [
        ("ast_u_l", "2.1 x ULN", "AST: '2.1 x ULN' needs “AST, upper limit”; enter that laboratory's limit first."),
        ("inr", "1.5 x ULN", "INR: '1.5 x ULN' is a multiple of a limit that this value does not have."),
        ("platelets_e9_l", "188000",
         "Platelets must be a number from 0 to 5000 10^9/L, but '188000' was found. Was 188 10^9/L meant?"),
        ("platelets_e9_l", "<50", "Platelets: '<50' is no value but a limit; enter the number that was measured."),
        ("platelets_e9_l", "many", "Platelets must be a number from 0 to 5000 10^9/L, but 'many' was found."),
        ("platelets_e9_l", "188 mg/dL", "Platelets is read in 10^9/L, but the unit 'mg/dL' was found."),
        ("egfr_ml_min", "80 mL/min",
         "eGFR: 'mL/min' is not indexed to 1.73 m2 of body surface, which the criteria ask for."),
        ("lesion_count", "2.5",
         "Number of liver metastases must be a whole number from 1 to 200 lesions, but '2.5' was found."),
        ("inr", "1e999", "INR is read in no unit, but the unit 'e999' was found."),
        ("inr", "9" * 50, f"INR must be a number from 0.5 to 20, but '{'9' * 50}' was found."),
        ("inr", "NaN", "INR must be a number from 0.5 to 20, but 'NaN' was found."),
        ("inr", "", "INR must be a number from 0.5 to 20, but '' was found."),
        ("inr", "-1", "INR must be a number from 0.5 to 20, but '-1' was found."),
        ("haemoglobin_g_dl", "-4", "Haemoglobin must be a number from 0 to 30 g/dL, but '-4' was found."),
    ],
)  # fmt: skip
def test_what_is_no_value_of_the_fact_is_refused_in_a_sentence(fact: str, typed: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        entered(fact, typed, {})
    assert str(refused.value) == sentence


@each("fact", NUMBERS)
def test_every_number_is_read_in_its_own_unit_unchanged(fact: str) -> None:
    assert in_own_unit(fact, exact(3), unit_of(fact)) == 3


def test_the_same_unit_written_by_different_hands_is_one_unit_and_none_of_a_fact_is_written_twice() -> None:
    assert normal("µmol/L") == normal("μmol / l") == normal("umol/L")
    assert normal("x10⁹/L") == normal("10^9/l") == normal("×10^9/L")
    assert all(normal(unit) == unit for units in UNITS.values() for unit in units)
