"""Names of saved files: made from labels, safe on every system, each once on the agenda."""

from __future__ import annotations

import re

from each import each
from hypothesis import given
from hypothesis import strategies as st

from haic_core.case.file import Case
from haic_core.case.file_names import case_file_name, meeting_file_name, slug
from haic_core.case.meeting import opened


@each(
    ("label", "name"),
    [
        ("case 7", "case-7"),
        ("  Ärztin / Fall 3 ", "arztin-fall-3"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("nul", "case"),
        ("COM1", "case"),
        ("病例", "case"),
        ("", "case"),
        ("...", "case"),
        ("Frau Meier", "case"),
        ("a@b.org", "case"),
        ("x" * 90, "x" * 40),
    ],
)
def test_a_label_becomes_a_plain_stem(label: str, name: str) -> None:
    assert slug(label) == name


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_every_case_of_a_meeting_gets_a_name_of_its_own_that_is_no_path(labels: list[str]) -> None:
    agenda = opened([Case(label=label) for label in labels])
    names = [case_file_name(agenda, place) for place in range(len(labels))]
    assert len(set(names)) == len(labels)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]{0,47}\.json", name) for name in names)


def test_cases_of_one_label_are_numbered_past_the_names_that_others_have() -> None:
    agenda = opened([Case(label=label) for label in ("case 7", "Case 7", "case 7 2", "case-7")])
    names = [case_file_name(agenda, place) for place in range(4)]
    assert names == ["case-7.json", "case-7-3.json", "case-7-2.json", "case-7-4.json"]


def test_a_meeting_is_named_by_its_label() -> None:
    assert meeting_file_name(opened([Case()], label="Tuesday board")) == "meeting-tuesday-board.json"
    assert meeting_file_name(opened([Case()], label="病例")) == "meeting.json"
    assert meeting_file_name(opened([Case()])) == "meeting.json"
