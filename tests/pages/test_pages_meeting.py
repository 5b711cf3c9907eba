"""The agenda of a meeting without a browser: its order, what comes and goes, and its one file."""

from __future__ import annotations

import json

from screens import EXAMPLES, kept_by_tab, opened, strip_words, text
from streamlit.testing.v1 import AppTest

from haic_core.case.file import STARTING, write_case
from haic_core.case.history import History
from haic_core.case.kept import from_kept
from haic_core.case.meeting import Agenda
from haic_core.case.meeting import opened as opened_meeting
from haic_core.case.meeting_file import write_meeting

CASES = list(EXAMPLES.values())
LABELS = [case.label for case in CASES]


def meeting() -> AppTest:
    """The page with the three examples on the agenda, opened from one file."""
    at = opened("meeting")
    return hand_in(at, "tuesday.json", write_meeting(opened_meeting(CASES, label="Tuesday board")))


def hand_in(at: AppTest, name: str, content: str) -> AppTest:
    found: AppTest = at.file_uploader[0].set_value((name, content.encode(), "application/json")).run()
    return found


def press(at: AppTest, label: str) -> AppTest:
    found: AppTest = next(button for button in at.button if button.label == label).click().run()
    return found


def agenda(at: AppTest) -> Agenda:
    history: History = at.session_state["history"]
    return history.now


def labels(at: AppTest) -> list[str]:
    return [item.case.label for item in agenda(at).items]


def can(at: AppTest, label: str) -> bool:
    return not next(button for button in at.button if button.label == label).disabled


def test_a_meeting_file_becomes_the_agenda_and_its_first_case_is_in_hand() -> None:
    at = meeting()
    assert not at.exception and not at.error and labels(at) == LABELS
    assert strip_words(at).startswith(LABELS[0])
    assert "not decided" in text(at) and "verdicts open" in text(at)
    assert not kept_by_tab(at)["unsaved"], "everything stands in the file it came from"
    assert from_kept(kept_by_tab(at)["word"]).agenda.label == "Tuesday board"


def test_the_case_in_hand_moves_and_stays_in_hand() -> None:
    at = press(meeting(), "Later")
    assert labels(at) == [LABELS[1], LABELS[0], LABELS[2]] and strip_words(at).startswith(LABELS[0])
    at = press(at, "Later")
    assert labels(at)[2] == LABELS[0] and not can(at, "Later") and kept_by_tab(at)["unsaved"]
    at = press(press(at, "Undo"), "Undo")
    assert labels(at) == LABELS and not kept_by_tab(at)["unsaved"]
    assert labels(press(at, "Redo"))[1] == LABELS[0]


def test_a_case_is_taken_in_hand_added_and_taken_off() -> None:
    at = press(meeting(), f"2 · {LABELS[1]}")
    assert strip_words(at).startswith(LABELS[1])
    at = press(at, "Add an empty case")
    assert labels(at) == [*LABELS, ""] and agenda(at).at == 3
    at = press(at, "Take off the agenda")
    assert labels(at) == LABELS
    at = press(at, "Start an empty meeting")
    assert agenda(at).is_untouched and agenda(at).label == ""
    at = press(at, "Undo")
    assert labels(at) == LABELS and agenda(at).label == "Tuesday board"


def test_a_further_file_is_added_and_a_refused_one_changes_nothing() -> None:
    at = hand_in(meeting(), "late.json", write_case(CASES[1]))
    assert labels(at) == [*LABELS, LABELS[1]] and agenda(at).at == 3
    at = hand_in(at, "broken.json", json.dumps({"schema": 1, "meeting": "", "cases": []}))
    assert [error.value for error in at.error] == [
        "broken.json: cases must be a list of 1 to 40 cases, but '0 cases' was found."
    ]
    assert labels(at) == [*LABELS, LABELS[1]]
    assert not hand_in(at, "late.json", write_case(STARTING)).error


def test_a_meeting_is_labelled_but_never_with_a_record_number() -> None:
    at = meeting()
    at = at.text_input[0].set_value("record 123456").run()
    assert len(at.error) == 1 and "looks like a record or telephone number" in at.error[0].value
    assert agenda(at).label == "Tuesday board"
    at = at.text_input[0].set_value("Friday").run()
    assert not at.error and agenda(at).label == "Friday" and kept_by_tab(at)["unsaved"]


def test_a_silent_case_tells_nothing_on_the_agenda() -> None:
    at = meeting()
    at.session_state["history"] = History(agenda(at).discussed_first())
    at = at.run()
    assert "verdicts open" not in text(at) and "verdicts wait until the board has spoken" in text(at)
