"""Paste or open, and Ask me, without a browser: a person takes over, then there is a case."""

from __future__ import annotations

import json
from datetime import date, timedelta

from case_form import EXAMPLE, field, hand_in, press, said_at, shown
from screens import EXAMPLES, case_in_address, in_address, opened, pieces, plain, text
from streamlit.testing.v1 import AppTest

from haic_core.case.fact_kinds import Value
from haic_core.case.file import Case, write_case
from haic_core.case.patient import Patient

# Of this month: an older finding is asked back. In a year this letter is as fresh.
MRI, LABORATORY = (date.today() - timedelta(days=days) for days in (16, 8))
LETTER = f"""Dear colleagues,
I present a 58-year-old woman with liver metastases of breast cancer.
ECOG 1. MRI of {MRI.day} {MRI:%B %Y}: 8 liver metastases, the largest 4.2 cm.
Laboratory of {LABORATORY.day} {LABORATORY:%B %Y}: bilirubin 18 umol/L (ref < 21), platelets 188 G/L. Karnofsky 70-80 %.
Her mother had hepatitis.
"""
READ: dict[str, Value] = {
    "primary": "breast", "age_years": 58, "ecog": 1, "lesion_count": 8, "largest_lesion_cm": 4.2,
    "bilirubin_mg_dl": 1.052632, "bilirubin_uln_mg_dl": 1.22807, "platelets_e9_l": 188,
}  # fmt: skip
LABS = {"bilirubin_mg_dl", "bilirubin_uln_mg_dl", "platelets_e9_l"}
BUNDLE = json.dumps(
    {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"resource": {"resourceType": "Patient", "id": "a"}},
            {
                "resource": {
                    "resourceType": "Observation",
                    "status": "final",
                    "code": {"coding": [{"system": "http://loinc.org", "code": "777-3"}]},
                    "subject": {"reference": "Patient/a"},
                    "effectiveDateTime": str(LABORATORY),
                    "valueQuantity": {"value": 142, "unit": "10*9/L", "code": "10*9/L"},
                }
            },
        ],
    }
)


def pasted(words: str, case: Case | None = None) -> AppTest:
    """The page after a text was pasted to a case."""
    at = opened(case=case)
    shown(at, "Way in").set_value("Paste or open").run()
    return at.text_area[0].set_value(words).run()


def buttons(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def read(at: AppTest) -> str:
    """What was read, as the list on the page says it."""
    return next((plain(piece) for piece in pieces(at) if 'class="hb-read"' in piece), "")


# A letter.


def test_a_pasted_letter_changes_nothing_until_it_is_taken_over() -> None:
    at = pasted(LETTER)
    assert in_address(at) is None
    assert any("The pasted text: 8 facts read, 1 to settle and 1 passed over." in piece for piece in pieces(at))
    assert f"Platelets 188 ×10⁹/L “platelets 188 G/L” {LABORATORY}" in read(at)
    assert "“Her mother had hepatitis.”" in text(at)
    assert "Not used (1)" in text(pasted(LETTER + "She likes gardening.\n"))


def test_all_that_is_beyond_doubt_is_taken_over_by_one_click_with_its_days() -> None:
    """The primary is recorded from the start, so seven of the eight are new."""
    at = press(pasted(LETTER), "Take all 7 that are beyond doubt")
    assert case_in_address(at).patient == Patient(READ)
    days = dict(case_in_address(at).recorded_on)
    assert {code for code, day in days.items() if day == str(LABORATORY)} == LABS
    assert days["lesion_count"] == str(MRI) and "age_years" not in days
    assert not any(label.startswith("Take all") for label in buttons(at))


def test_one_fact_can_be_taken_over_alone() -> None:
    at = pasted(LETTER)
    at.pills[0].set_value("ECOG performance status 1").run()
    assert case_in_address(at).patient == Patient({"primary": "breast", "ecog": 1})
    assert "Take all 6 that are beyond doubt" in buttons(at)


def test_a_question_is_answered_by_one_click_or_left_out() -> None:
    at = press(pasted(LETTER), "80 %")
    assert case_in_address(at).patient == Patient({"primary": "breast", "karnofsky": 80})
    assert "80 %" not in buttons(at)
    assert "80 %" not in buttons(press(pasted(LETTER), "Leave out"))


def test_a_recorded_value_that_differs_is_shown_beside_the_one_that_was_read_and_stays_until_it_is_asked_for() -> None:
    at = press(pasted(LETTER, EXAMPLE), "Take 58 years")
    assert case_in_address(at).patient.get("age_years") == 58
    assert any(f"recorded: 142 ×10⁹/L · read: 188 ×10⁹/L, {LABORATORY}" in plain(piece) for piece in pieces(at))
    assert case_in_address(at).patient.get("platelets_e9_l") == 142
    press(at, "Keep 142 ×10⁹/L")
    assert case_in_address(at).patient.get("platelets_e9_l") == 142 and "Take 188 ×10⁹/L" not in buttons(at)


def test_what_was_taken_over_is_taken_back_by_undo_and_can_be_taken_again() -> None:
    at = press(press(pasted(LETTER), "Take all 7 that are beyond doubt"), "Undo")
    assert in_address(at) is None and "Take all 7 that are beyond doubt" in buttons(at)


def test_a_text_that_says_nothing_is_told_so() -> None:
    at = pasted("With kind regards and thanks for seeing her.")
    assert any("Nothing in it could be read as a fact of the case." in piece for piece in pieces(at))
    assert in_address(press(at, "Done")) is None and at.text_area[0].value == ""


def test_what_was_read_of_one_patient_is_never_offered_to_another() -> None:
    at = pasted(LETTER)
    press(at, "Solitary late recurrence")
    assert at.text_area[0].value == "" and not any(label.startswith("Take ") for label in buttons(at))
    other = pasted(LETTER, EXAMPLE)
    hand_in(other, write_case(EXAMPLES["Solitary late recurrence"]))
    press(other, "Add as another case")
    assert other.text_area[0].value == "" and read(other) == ""


def test_undo_that_brings_another_patient_back_brings_what_was_read_of_her_and_not_of_the_one_who_came() -> None:
    at = opened(case=EXAMPLE)
    press(press(at, "Solitary late recurrence"), "Replace")
    shown(at, "Way in").set_value("Paste or open").run()
    at.text_area[0].set_value(LETTER).run()
    assert "Take 58 years" in buttons(at)
    press(at, "Undo")
    assert in_address(at) == EXAMPLE and read(at) == "" and at.text_area[0].value == ""
    press(at, "Redo")
    assert "Take 58 years" in buttons(at)


def test_a_doubtful_field_is_settled_when_the_letter_brings_its_value() -> None:
    at = opened()
    field(at, "platelets_e9_l").set_value("150000").run()
    assert said_at(at) != ""
    shown(at, "Way in").set_value("Paste or open").run()
    press(at.text_area[0].set_value(LETTER).run(), "Take all 7 that are beyond doubt")
    shown(at, "Way in").set_value("Form").run()
    assert field(at, "platelets_e9_l").value == "188" and said_at(at) == ""


# Lists, bundles, cases.


def test_a_pasted_lab_list_is_read_as_one() -> None:
    at = press(pasted("Bilirubin 18 umol/L (ref < 21)\nINR 1,1\nPlatelets 188 G/L"), "Take all 4 that are beyond doubt")
    assert case_in_address(at).patient.get("inr") == 1.1
    assert case_in_address(at).patient.get("bilirubin_uln_mg_dl") == 1.22807


def test_an_opened_bundle_is_gone_through_before_anything_is_recorded() -> None:
    at = hand_in(opened(), BUNDLE, "export.json")
    assert shown(at, "Way in").value == "Paste or open" and in_address(at) is None
    assert any("export.json: 1 fact read" in piece for piece in pieces(at))
    press(at, "Take it: it is beyond doubt")
    assert case_in_address(at).patient == Patient({"primary": "breast", "platelets_e9_l": 142})
    assert dict(case_in_address(at).recorded_on) == {"platelets_e9_l": str(LABORATORY)}


def test_a_bundle_and_a_list_opened_at_once_are_gone_through_together() -> None:
    at = opened()
    data = [
        ("export.json", BUNDLE.encode(), "application/json"),
        ("labs.csv", b"Test;Result\nPlatelets;150 G/L", "text/csv"),
    ]
    at.file_uploader[0].set_value(data).run()
    assert {"142 ×10⁹/L", "150 ×10⁹/L"} <= set(buttons(at)) and in_address(at) is None


def test_a_case_file_pasted_as_text_is_opened() -> None:
    assert in_address(pasted(write_case(EXAMPLE))) == EXAMPLE


def test_a_refused_text_stays_in_its_field_with_its_sentence() -> None:
    at = pasted('{"schema": 1, "facts": {"age_years": 5}}')
    [error] = at.error
    assert "must be a whole number from 18 to 110 years" in error.value
    assert str(at.text_area[0].value).startswith('{"schema"') and in_address(at) is None


# Ask me.


def asked(at: AppTest) -> str:
    """The question asked now."""
    piece = next(piece for piece in pieces(at) if 'class="hb-question"' in piece)
    return plain(piece[piece.index("<h2>") : piece.index("</h2>")])


def answer(at: AppTest, words: str) -> AppTest:
    return at.text_input(key="case:answer").set_value(words).run()


def ask_me(case: Case | None = None) -> AppTest:
    at = opened(case=case)
    shown(at, "Way in").set_value("Ask me").run()
    return at


def test_questions_come_one_at_a_time_and_are_answered_by_key_number_or_click() -> None:
    at = ask_me()
    assert asked(at) == "Age (years)"
    answer(at, "58")
    assert asked(at) == "ECOG performance status"
    answer(at, "1")
    assert asked(at) == "Active infection"
    press(at, "no")
    assert case_in_address(at).patient == Patient(
        {"primary": "breast", "age_years": 58, "ecog": 1, "active_infection": False}
    )


def test_what_is_not_known_stays_not_recorded_and_can_be_asked_again() -> None:
    at = press(ask_me(), "Not known")
    assert asked(at) == "ECOG performance status" and in_address(at) is None
    press(at, "Ask again what was not known (1)")
    assert asked(at) == "Age (years)"


def test_back_shows_the_recorded_answer_and_takes_another() -> None:
    at = press(answer(ask_me(), "58"), "Back")
    assert asked(at) == "Age (years)" and any("recorded: 58 years" in piece for piece in pieces(at))
    answer(at, "71")
    assert case_in_address(at).patient.get("age_years") == 71 and asked(at) == "ECOG performance status"


def test_a_doubtful_answer_is_asked_back_and_leads_on_once_it_is_settled() -> None:
    at = ask_me(Case(Patient({"primary": "breast", "age_years": 58, "ecog": 1, "active_infection": False,
                              "pregnant": False, "histology_confirmed": True, "contrast_allergy": False})))  # fmt: skip
    assert asked(at) == "Platelets (10^9/L)"
    answer(at, "150000")
    assert asked(at) == "Platelets (10^9/L)" and said_at(at).endswith("Was 150 10^9/L meant?")
    press(at, "150000 per µL = 150 ×10⁹/L")
    assert case_in_address(at).patient.get("platelets_e9_l") == 150 and asked(at) != "Platelets (10^9/L)"
    assert asked(press(at, "Back")) == "Platelets (10^9/L)"


def test_an_answer_that_is_none_changes_nothing_and_says_which_ones_there_are() -> None:
    at = answer(answer(answer(ask_me(), "58"), "1"), "perhaps")
    assert asked(at) == "Active infection"
    assert said_at(at) == "Active infection must be Y (yes) or N (no), but 'perhaps' was found."


def test_another_case_is_asked_from_the_beginning() -> None:
    at = press(ask_me(), "Not known")
    press(at, "Referred today, much not recorded")
    assert not any(label.startswith("Ask again") for label in buttons(at))
