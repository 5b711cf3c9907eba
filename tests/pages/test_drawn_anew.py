"""Fields that are drawn anew bear names that come again: a long session keeps no more than a short one, and nothing
that was typed for another patient comes back with a name."""

from __future__ import annotations

import pytest
from case_form import EXAMPLE, field, press
from screens import opened

from pages.frame import anew


@pytest.fixture(autouse=True)
def _two_names_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anew, "_IN_TURN", 2)


def test_undo_and_redo_leave_nothing_behind_however_often_they_are_pressed() -> None:
    at = opened(case=EXAMPLE)
    field(at, "age_years").set_value("51").run()
    counts = [len(press(at, label).session_state) for label in ("Undo", "Redo") * 3]
    assert counts[2:4] == counts[4:]


def test_what_was_typed_and_not_taken_over_does_not_come_back_with_the_name_of_its_field() -> None:
    at = opened(case=EXAMPLE)
    field(at, "age_years").set_value("51").run()
    assert field(at, "age_years").set_value("fifty one or so").run().text_input
    assert field(at, "age_years").value == "fifty one or so"
    press(press(at, "Undo"), "Redo")
    assert field(at, "age_years").value == "51"
