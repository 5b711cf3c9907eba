"""A day that lies ahead, or long ago: every page stands, the form shows it, and the verdicts say so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from case_form import fields, hand_in
from screens import EVERY_PAGE, opened, text

from haic_core.case.facts import FACTS
from haic_core.case.file import Case, case_from, write_case

TOMORROW = (date.today() + timedelta(days=1)).isoformat()
DAYS = pytest.mark.parametrize("day", [TOMORROW, "9999-12-31", "0001-01-01"])


def dated(day: str) -> Case:
    """A woman of whom everything that can grow old was recorded on one day, and the board decided on it."""
    facts = {"primary": "breast", "bilirubin_mg_dl": 9, "platelets_e9_l": 150, "ecog": 1, "lesion_count": 4}
    days = dict.fromkeys(facts, day)
    raw = {"schema": 1, "facts": facts, "recorded_on": days, "decision": {"choice": "haic", "decided_on": day}}
    return case_from(raw, "case.json")


@EVERY_PAGE
def test_every_page_stands_with_a_day_that_lies_ahead_in_the_address(name: str) -> None:
    at = opened(name, dated(TOMORROW))
    assert not at.exception and not at.error


@DAYS
def test_the_form_shows_the_day_in_every_section_that_has_one_after_a_file_was_opened(day: str) -> None:
    case = dated(day)
    at = hand_in(opened(), write_case(case))
    at.radio[0].set_value("Form").run()
    for section in {FACTS[code].section for code in case.recorded_on if code != "primary"}:  # that never grows old
        fields(at, section)
        assert not at.exception
        assert {str(one.value) for one in at.date_input if one.value} == {day}, section


@DAYS
def test_the_boards_decision_shows_its_day(day: str) -> None:
    at = hand_in(opened(), write_case(dated(day))).switch_page("pages/board.py").run()
    next(button for button in at.button if button.label == "Decision").click().run()
    assert not at.exception
    assert [str(one.value) for one in at.date_input if one.label == "Decided on"] == [day]


def test_a_verdict_that_rests_on_a_day_ahead_says_so() -> None:
    ahead = (date.today() + timedelta(days=1)).isoformat()  # a run may have begun yesterday
    assert "dated after today" in text(opened("options", dated(ahead)))
