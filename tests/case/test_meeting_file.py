"""Meeting files: what was saved opens again, and what is wrong with a file is told at once."""

from __future__ import annotations

import json

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from refused import sentence_of
from screens import EXAMPLES

from haic_core.case.decision import Decision, read_decision
from haic_core.case.file import LARGEST_BYTES, STARTING, Case, read_case, write_case
from haic_core.case.meeting import MOST_CASES, opened
from haic_core.case.meeting_file import Meeting, meeting_from, read_meeting, together, write_meeting
from haic_core.words.refusal import Refusal

CASES = list(EXAMPLES.values())
DECIDED = CASES[0].with_decision(read_decision({"considered": ["haic"], "choice": "haic"}, "The form"))
LABELS = st.text("abc äß7", max_size=12).map(str.strip)
DECISIONS = st.builds(lambda words: Decision(preference=words.strip()), st.text("abc ", max_size=20))
MADE = st.builds(
    lambda case, label, decision: Case(case.patient, label, case.recorded_on, decision),
    st.sampled_from([*CASES, STARTING]),
    LABELS,
    DECISIONS,
)


@given(st.lists(MADE, min_size=1, max_size=5), LABELS)
def test_a_saved_meeting_opens_again_case_for_case_with_its_decisions_and_its_order(
    cases: list[Case], label: str
) -> None:
    text = write_meeting(opened(cases, label=label))
    assert read_meeting(text, "meeting.json") == Meeting(label, tuple(cases))
    assert read_meeting(text.encode(), "meeting.json") == Meeting(label, tuple(cases))
    assert write_meeting(opened(cases, label=label)) == text


def test_a_case_file_opens_as_a_meeting_of_one() -> None:
    assert read_meeting(write_case(DECIDED), "case.json") == Meeting("", (DECIDED,))


def test_which_case_was_in_hand_is_not_written() -> None:
    assert write_meeting(opened(CASES).turned_to(2)) == write_meeting(opened(CASES))


def test_several_files_make_one_meeting_in_their_order() -> None:
    first, second = Meeting("", (CASES[0],)), Meeting("Tuesday", (CASES[1], CASES[2]))
    assert together([first, second]) == Meeting("Tuesday", tuple(CASES))


def test_everything_wrong_in_a_meeting_is_told_together_with_the_case_it_is_in() -> None:
    raw = {
        "schema": 2,
        "meeting": "born 1.1.1960",
        "cases": [{"schema": 1, "facts": {"ecog": 7}}, {"schema": 1, "lable": "x"}, "nobody"],
        "when": "Tuesday",
    }
    with pytest.raises(Refusal, match="There are 5 more faults") as found:
        meeting_from(raw, "m.json")
    told = [fault.sentence for fault in found.value.faults]
    assert told == [
        "m.json: there is no key 'when'; allowed are schema, meeting, cases.",
        "m.json: schema must be 1, but 2 was found.",
        "m.json: meeting must not hold anything that identifies a person, but 'born 1.1.1960' was found, which looks "
        "like a full date, such as a date of birth.",
        "m.json: case 1: ecog must be a whole number from 0 to 4, but 7 was found.",
        "m.json: case 2: there is no key 'lable'; allowed are schema, label, question, facts, recorded_on, decision. "
        "Did you mean 'label'?",
        "m.json: case 3 must be a case, but 'nobody' was found.",
    ]


@each(
    ("cases", "found"),
    [([], "'0 cases'"), ([{"schema": 1}] * (MOST_CASES + 1), "'41 cases'"), ({}, "{}"), (None, "None")],
)
def test_a_meeting_of_nobody_or_of_everybody_is_refused(cases: object, found: str) -> None:
    sentence = sentence_of(meeting_from, {"schema": 1, "meeting": "", "cases": cases}, "m.json")
    assert sentence == f"m.json: cases must be a list of 1 to {MOST_CASES} cases, but {found} was found."


def test_a_meeting_inside_a_meeting_is_refused() -> None:
    raw = {"schema": 1, "meeting": "", "cases": [{"schema": 1, "meeting": "", "cases": []}]}
    assert sentence_of(meeting_from, raw, "m.json") == "m.json: case 1 must be a case, but a meeting was found."


def test_one_case_of_a_meeting_may_not_be_larger_than_a_case_file() -> None:
    large = {"schema": 1, "facts": {}, "label": "x" * LARGEST_BYTES}
    sentence = sentence_of(meeting_from, {"schema": 1, "meeting": "", "cases": [large]}, "m.json")
    assert sentence == "m.json: case 1: it holds 65,575 bytes, but a case has at most 65,536."


def test_a_large_case_file_is_refused_wherever_a_meeting_opens() -> None:
    text = json.dumps({"schema": 1, "label": "x" * LARGEST_BYTES})
    assert "a case file has at most 65,536" in sentence_of(read_meeting, text, "big.json")


@each("content", ["[]", "7", '"text"', "null", "{", b"\xff\xfe", '{"cases": 1, "cases": 2}'])
def test_no_content_breaks_the_reader(content: str | bytes) -> None:
    assert sentence_of(read_meeting, content, "m.json").startswith("m.json: ")


@given(st.integers(0, 4000), st.integers(0, 40), st.text('{}[]",:0x7 \n\\é', max_size=12))
def test_a_torn_meeting_is_opened_or_told_but_never_breaks(start: int, gone: int, instead: str) -> None:
    text = write_meeting(opened([DECIDED, *CASES], label="Tuesday"))
    torn = text[:start] + instead + text[start + gone :]
    assert sentence_of(read_meeting, torn, "m.json")[:8] in ("", "m.json: ", "m.json, ")


def test_a_meeting_handed_in_where_one_case_is_needed_is_told_so() -> None:
    assert sentence_of(read_case, write_meeting(opened(CASES)), "tuesday.json") == (
        "tuesday.json: this is a meeting file; one case is needed here. Open the meeting on a page and save its case."
    )
