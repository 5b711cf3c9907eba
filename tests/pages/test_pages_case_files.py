"""Files and examples on the case page: what is refused changes nothing, and nothing is replaced unasked."""

from __future__ import annotations

import json

import pytest
from case_form import EXAMPLE, file_of, form, hand_in, press
from screens import EXAMPLES, as_read, case_in_address, in_address, opened, pieces, strip, strip_words
from streamlit.testing.v1 import AppTest

from haic_core.case.file import Case, write_case
from haic_core.case.patient import Patient

OTHER = EXAMPLES["Solitary late recurrence"]


def question(at: AppTest) -> str:
    """What is asked before another case takes the place of the one in hand."""
    return next((piece for piece in pieces(at) if "Undo brings it back" in piece), "")


def test_a_saved_case_opens_as_the_same_case() -> None:
    at = hand_in(opened(), write_case(EXAMPLE))
    assert in_address(at) == EXAMPLE and not at.error
    assert form(at) == form(opened(case=EXAMPLE))


def test_a_file_that_says_nothing_of_the_primary_does_not_get_one() -> None:
    at = hand_in(opened(), file_of(age_years=50))
    assert case_in_address(at).patient == Patient({"age_years": 50})
    assert form(at)["Primary tumour"] == "not recorded"


# Nothing overwrites a case unasked.


def test_an_example_replaces_a_case_that_holds_something_only_when_it_is_asked_to_and_undo_brings_it_back() -> None:
    at = press(opened(case=EXAMPLE), "Solitary late recurrence")
    assert in_address(at) == EXAMPLE
    assert "Replace “Liver-dominant, two lines, progressing” (47 facts) by “Solitary late recurrence”?" in question(at)
    press(at, "Replace")
    assert case_in_address(at).patient == OTHER.patient and question(at) == ""
    assert in_address(press(at, "Undo")) == EXAMPLE


def test_a_case_that_is_kept_stays_and_nothing_more_is_asked() -> None:
    at = press(press(opened(case=EXAMPLE), "Solitary late recurrence"), "Keep what is here")
    assert in_address(at) == EXAMPLE and question(at) == ""


def test_an_opened_file_can_stand_beside_the_case_in_hand_as_another_case_of_the_meeting() -> None:
    at = press(hand_in(opened(case=EXAMPLE), write_case(OTHER)), "Add as another case")
    assert case_in_address(at).patient == OTHER.patient
    assert in_address(press(at, "Undo")) == EXAMPLE


def test_clearing_asks_first_and_takes_every_fact_away() -> None:
    at = press(opened(case=EXAMPLE), "Clear all facts")
    assert in_address(at) == EXAMPLE and "by an empty case?" in question(at)
    press(at, "Replace")
    assert in_address(at) is None and strip_words(at).startswith("breast primary ")
    assert form(at) == form(opened())


def test_two_files_make_a_meeting_that_is_asked_about_as_a_whole() -> None:
    at = opened(case=EXAMPLE)
    data = [(name, write_case(case).encode(), "application/json") for name, case in (("1", OTHER), ("2", Case()))]
    at.file_uploader[0].set_value(data).run()
    assert "by a meeting of 2 cases?" in question(at) and in_address(at) == EXAMPLE
    press(at, "Replace")
    assert case_in_address(at).patient == OTHER.patient


# What cannot be read.


BROKEN: dict[str, bytes | str] = {
    "no JSON": "patient: 52 years, bilirubin 1.1",
    "a table": b"\x89PNG\r\n\x1a\n\xff\xfe",
    "empty": "",
    "a list": "[1, 2, 3]",
    "an unknown fact": file_of(bilirubine_mg_dl=1.1),
    "a name": file_of(name="Jane Roe"),
    "a key of its own": json.dumps({"schema": 1, "facts": {}, "date_of_birth": "1970-01-01"}),
    "a record number as label": json.dumps({"schema": 1, "label": "MRN 4711081", "facts": {}}),
    "out of range": file_of(age_years=17),
    "negative": file_of(platelets_e9_l=-1),
    "not a number": '{"schema": 1, "facts": {"bilirubin_mg_dl": NaN}}',
    "infinite": '{"schema": 1, "facts": {"bilirubin_mg_dl": 1e999}}',
    "a unit in the value": file_of(bilirubin_mg_dl="34.2 µmol/L"),
    "a number as text": file_of(age_years="52"),
    "half a lesion": file_of(lesion_count=2.5),
    "yes as a word": file_of(pregnant="no"),
    "an unknown choice": file_of(her2="3+"),
    "said twice": '{"schema": 1, "facts": {"age_years": 50, "age_years": 60}}',
    "another schema": json.dumps({"schema": 2, "facts": {}}),
    "nested without end": "[" * 30_000,
    "huge": file_of() + " " * 70_000,
    "a number without end": '{"schema": 1, "facts": {"age_years": ' + "9" * 6_000 + "}}",
}


@pytest.fixture(scope="module")
def board() -> tuple[AppTest, tuple[object, ...]]:
    """One session with a case in hand, and what it shows; every broken file is handed to this same session."""
    at = opened(case=EXAMPLE)
    return at, (strip(at), in_address(at))


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_and_changes_nothing(
    content: bytes | str, board: tuple[AppTest, tuple[object, ...]]
) -> None:
    at, before = board
    hand_in(at, content, "from_mail.json")
    assert not at.exception
    [error] = [as_read(error.value) for error in at.error]
    assert error.startswith("from_mail.json: ") and error.endswith((".", "?")) and "\n" not in error
    assert len(error) < 400
    assert (strip(at), in_address(at)) == before and question(at) == ""


def test_every_fault_of_a_file_is_told_at_once() -> None:
    facts = {"ecog": 7, "lesoin_count": 3, "inr": 0, "ascites": "no"}
    at = hand_in(opened(), json.dumps({"schema": 1, "facts": facts}), "mail.json")
    [error] = [as_read(one.value) for one in at.error]
    told = ("ecog must be", "there is no fact 'lesoin_count'", "inr must be", "ascites must be")
    assert error.count("mail.json: ") == 4 and all(f"mail.json: {fault}" in error for fault in told)


def test_a_good_file_after_a_refused_one_is_opened_and_the_sentence_goes() -> None:
    at = hand_in(opened(), BROKEN["out of range"])
    assert len(at.error) == 1
    hand_in(at, write_case(EXAMPLE))
    assert not at.error and in_address(at) == EXAMPLE


def test_a_name_is_refused_with_its_reason() -> None:
    at = hand_in(opened(), BROKEN["a name"], "mail.json")
    assert "names, dates of birth and record numbers are never accepted" in as_read(at.error[0].value)


def test_a_wrong_word_is_answered_with_the_nearest_right_one() -> None:
    at = hand_in(opened(), BROKEN["an unknown fact"])
    assert as_read(at.error[0].value).endswith("Did you mean 'bilirubin_mg_dl'?")


def test_the_page_says_which_case_of_how_many_is_in_hand() -> None:
    def links(at: AppTest) -> list[str]:
        return [link.proto.label for link in at.get("page_link")]

    at = opened(case=EXAMPLE)
    assert links(at) == []
    press(hand_in(at, write_case(OTHER)), "Add as another case")
    assert links(at) == ["Case 2 of 2 of this meeting"]
