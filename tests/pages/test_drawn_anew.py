"""Fields that are drawn anew bear names that come again: a long session keeps no more than a short one, and nothing
that was typed for another patient comes back with a name."""

from __future__ import annotations

import ast
from pathlib import Path

import house
import pytest
from case_form import EXAMPLE, field, press
from each import each
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


def test_another_label_of_the_meeting_adds_nothing_to_what_the_session_remembers() -> None:
    """Its files are named by it: buttons that Streamlit knew by the name of their file were others with each label, and
    each held the case of its time."""
    at, remembered = opened("meeting"), []
    for label in ("Tuesday", "Friday", "Sunday"):
        at = next(one for one in at.text_input if one.label.startswith("Label")).set_value(label).run()
        remembered.append(len(at.session_state._state._state._new_widget_state.widget_metadata))
    assert remembered[0] == remembered[1] == remembered[2] > 5


@each("path", house.page_files(), ids=house.shown)
def test_every_button_that_gives_a_file_away_has_a_name_of_its_own(path: Path) -> None:
    """Without one it is known by the name of its file."""
    for call in house.nodes(house.tree_of(path), ast.Call):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "download_button":
            assert any(one.arg == "key" for one in call.keywords), f"line {call.lineno}"
