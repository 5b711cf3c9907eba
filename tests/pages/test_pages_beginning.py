"""Somebody who begins: three steps on an empty case, what to do where nothing is recorded, and the question."""

from __future__ import annotations

from datetime import date

import pytest
from case_form import press as click
from screens import EXAMPLES, opened, text
from streamlit.testing.v1 import AppTest

from haic_core.case.file import STARTING
from haic_core.wording.beginning import GO_TO_CASE, NOTHING_ON_THE_BOARD, TOUR, TOUR_OVER, has_facts, nothing_yet

LIVER_DOMINANT = EXAMPLES["Liver-dominant, two lines, progressing"]
STEPS = [title for title, _ in TOUR]


def steps(at: AppTest) -> list[str]:
    said = text(at)
    return [title for title in STEPS if title in said]


def test_an_empty_case_shows_three_steps_until_they_are_hidden() -> None:
    at = opened("case")
    assert steps(at) == STEPS and len(STEPS) == 3
    at = click(at, TOUR_OVER)
    assert steps(at) == [] and TOUR_OVER not in [one.label for one in at.button]


def test_the_steps_stay_while_the_first_facts_are_entered_and_go_with_the_next_case() -> None:
    at = opened("case")
    at = next(one for one in at.text_input if one.label.startswith("Age")).set_value("48").run()
    assert steps(at) == STEPS
    at = click(at, "Solitary late recurrence")
    assert steps(opened("case", LIVER_DOMINANT)) == []


@pytest.mark.parametrize("page", ["options", "evidence", "survival"])
def test_a_page_on_which_nothing_is_recorded_says_what_to_do(page: str) -> None:
    told = nothing_yet(page.title(), STARTING.patient.facts)
    assert told.startswith("Nothing but the primary is recorded, so ") and told.endswith("paste a letter on Case.")
    assert told in text(opened(page)) and told not in text(opened(page, LIVER_DOMINANT))


def test_the_board_says_so_as_well() -> None:
    assert NOTHING_ON_THE_BOARD in text(opened("board"))
    assert NOTHING_ON_THE_BOARD not in text(opened("board", LIVER_DOMINANT))


def test_the_primary_alone_is_nothing_and_any_other_fact_is_something() -> None:
    assert not has_facts({}) and not has_facts({"primary": "breast"}) and has_facts({"ecog": 0})
    assert nothing_yet("Case", {}) == "" and nothing_yet("Options", {"ecog": 0}) == "" and GO_TO_CASE


def test_the_question_is_kept_in_the_case_and_a_refused_one_says_why() -> None:
    at = opened("case", LIVER_DOMINANT)
    (field,) = [one for one in at.text_input if one.label == "Question to the board"]
    at = field.set_value("HAIC before the next line?").run()
    assert at.session_state["history"].now.current.case.question == "HAIC before the next line?"
    (field,) = [one for one in at.text_input if one.label == "Question to the board"]
    at = field.set_value("Can Frau Meier have HAIC?").run()
    assert any("The question field: question must not hold anything that identifies" in one.value for one in at.error)
    assert at.session_state["history"].now.current.case.question == "HAIC before the next line?"


def test_a_step_that_is_due_before_the_decision_is_refused_at_its_field_and_saving_waits() -> None:
    at = click(opened("board", LIVER_DOMINANT), "Decision")
    for label, day in (("Decided on", date(2026, 11, 20)), ("Due", date(2026, 11, 19))):
        (field,) = [one for one in at.date_input if one.label == label]
        at = field.set_value(day).run()
    assert [one.value for one in at.error] == [
        "The day must be the day of the decision, 2026-11-20, or a later one, but '2026-11-19' was found."
    ]
    decision = at.session_state["history"].now.current.case.decision
    assert (decision.decided_on, decision.due) == ("2026-11-20", "")
