"""What is said of a meeting: what is open, what was decided, what stands in a file."""

from __future__ import annotations

from dataclasses import replace

from each import each
from screens import EXAMPLES, library

from haic_core.case.decision import Decision, read_decision
from haic_core.case.file import STARTING, Case
from haic_core.case.meeting import Agenda, opened
from haic_core.case.patient import Patient
from haic_core.case.saved import Saved
from haic_core.judgement.assessment import assess
from haic_core.judgement.open_questions import OpenQuestions, open_questions
from haic_core.screen.agenda import agenda_row, place_chip
from haic_core.wording.meeting import (
    case_title,
    decided_words,
    late_sentence,
    open_words,
    saved_sentence,
    turn_words,
    waiting_sentence,
)

CASES = list(EXAMPLES.values())
TUESDAY = opened(CASES, label="Tuesday board")


@each(
    ("found", "words"),
    [
        (OpenQuestions(4, 6, 12), "4 of 6 verdicts open, 12 facts to ask"),
        (OpenQuestions(1, 6, 1), "1 of 6 verdicts open, 1 fact to ask"),
        (OpenQuestions(0, 6, 0), "every verdict settled"),
        (OpenQuestions(0, 6, 3), "every verdict settled, 3 facts to ask"),
    ],
)
def test_what_is_open_in_a_case(found: OpenQuestions, words: str) -> None:
    assert open_words(found) == words


def test_of_nobody_every_verdict_but_the_systemic_one_is_open() -> None:
    found = open_questions(assess(Patient({"primary": "breast"}), library()))
    assert (found.verdicts, found.of) == (5, 6) and found.facts > 30


def test_what_was_decided() -> None:
    def said(**raw: object) -> str:
        return decided_words(read_decision(raw, "The form"), library())

    assert decided_words(Decision(), library()) == "not decided"
    assert said(choice="haic", decided_on="2026-11-20") == "HAIC, 2026-11-20"
    assert said(choice="deferred") == "put off" and said(choice="none") == "none of them"
    assert said(considered=["haic"]) == "begun, no choice yet"


def test_what_stands_in_a_file() -> None:
    nothing, whole = Saved(), Saved().with_meeting(TUESDAY)
    everything = "Everything on this agenda stands in a file, or nothing was entered."
    assert saved_sentence(Agenda(), nothing) == saved_sentence(TUESDAY, whole) == everything
    assert saved_sentence(opened(CASES[:1]), nothing) == "What was entered stands in no file."
    assert saved_sentence(TUESDAY, nothing) == "3 cases of 3 stand in no file as entered."
    assert saved_sentence(TUESDAY, nothing.with_cases(CASES[:2])) == "1 case of 3 stands in no file as entered."
    assert saved_sentence(TUESDAY.moved(1), whole) == (
        "Each case stands in a file; their order, or the meeting’s label, in none."
    )


def test_what_waits_beside_an_address_of_somebody_else() -> None:
    end = "; it is kept until the tab is closed."
    start = "The address names another case, which is shown. This tab held "
    assert waiting_sentence(TUESDAY) == f"{start}a meeting “Tuesday board” of 3 cases{end}"
    assert waiting_sentence(opened(CASES)) == f"{start}a meeting of 3 cases{end}"
    assert waiting_sentence(opened(CASES[:1])) == f"{start}the case “Solitary late recurrence”{end}"
    assert waiting_sentence(opened([STARTING])) == f"{start}a case{end}"


def test_a_row_of_the_agenda_says_nothing_of_verdicts_while_the_board_is_silent() -> None:
    found = OpenQuestions(4, 6, 12)
    said = agenda_row(TUESDAY, 0, found, True, library())
    assert "4 of 6 verdicts open" in said and "not in a file" in said and "not decided" in said
    silent = agenda_row(TUESDAY.discussed_first(), 0, found, False, library())
    assert "verdicts wait until the board has spoken" in silent and "4" not in silent and "file" not in silent


def test_a_row_is_named_by_place_and_label() -> None:
    agenda = opened([Case(label="case 7"), Case()])
    assert [case_title(agenda, place) for place in (0, 1)] == ["1 · case 7", "2 · no label"]


def test_the_boards_own_list_tells_what_was_decided() -> None:
    decided = CASES[0].with_decision(read_decision({"choice": "y90"}, "The form"))
    agenda = opened([decided, CASES[1]])
    assert turn_words(agenda, 0, library()) == "1 of 2 · Solitary late recurrence · Y-90"
    assert turn_words(agenda, 1, library()) == "2 of 2 · Liver-dominant, two lines, progressing"


def test_every_page_says_which_case_of_several_is_in_hand() -> None:
    assert place_chip(TUESDAY.turned_to(1)) == '<small class="hb-chip">Case 2 of 3</small>'
    assert place_chip(opened(CASES[:1])) == ""


def test_a_case_of_another_label_is_another_case_to_the_files() -> None:
    saved = Saved().with_meeting(TUESDAY)
    named = TUESDAY.with_current(replace(TUESDAY.current, case=replace(CASES[0], label="case 7")))
    assert saved_sentence(named, saved) == "1 case of 3 stands in no file as entered."


@each(
    ("told", "begins"),
    [
        ({"field": "Age (years)", "said": "47"}, "“Age (years): 47” was entered just before this page was read anew"),
        ({"field": "", "said": "low"}, "“low” was entered"),
        ({"field": "Due", "said": ""}, "“Due” was entered"),
        ({"field": "Next\n step", "said": "x" * 900}, f"“Next step: {'x' * 200}” was entered"),
    ],
)
def test_what_was_on_its_way_at_a_reload_is_named_with_its_field(told: object, begins: str) -> None:
    assert late_sentence(told).startswith(begins)


@each("told", [None, "", [], 7, {}, {"field": None, "said": " "}])
def test_where_nothing_was_on_its_way_nothing_is_said(told: object) -> None:
    assert late_sentence(told) == ""
