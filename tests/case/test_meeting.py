"""A meeting of several cases: each keeps its own screen, silence and decision."""

from __future__ import annotations

import pytest
from screens import EXAMPLES

from haic_core.case.file import STARTING, Case
from haic_core.case.meeting import MOST_CASES, Agenda, Item, Screen, opened, title
from haic_core.words.refusal import Refusal

CASES = list(EXAMPLES.values())


def test_a_board_without_files_has_one_case_of_which_nothing_is_recorded_but_the_primary() -> None:
    assert Agenda().current == Item(STARTING)


def test_a_board_steps_through_its_questions_and_stops_at_both_ends() -> None:
    item = Item()
    seen = [item.stepped(steps).screen for steps in range(8)]
    assert seen == [*Screen, Screen.DECISION]
    assert item.stepped(-1).screen is Screen.PATIENT


def test_each_case_keeps_its_own_state_when_the_board_turns_to_another() -> None:
    agenda = opened(CASES)
    agenda = agenda.with_current(agenda.current.stepped(3)).turned_to(1)
    assert (agenda.current.screen, agenda.current.case) == (Screen.PATIENT, CASES[1])
    assert agenda.turned_to(0).current.screen is Screen.EVIDENCE
    assert agenda.turned_to(99).at == 2 and agenda.turned_to(-1).at == 0


def test_a_board_that_discusses_first_does_so_from_the_case_in_hand_on() -> None:
    agenda = opened(CASES).turned_to(1).discussed_first()
    assert [item.hides_verdicts for item in agenda.items] == [False, True, True]


def test_a_meeting_opened_in_silence_hides_the_verdicts_of_every_case() -> None:
    assert all(item.hides_verdicts for item in opened(CASES, hides_verdicts=True).items)


@pytest.mark.parametrize("count", [0, MOST_CASES + 1])
def test_a_meeting_of_nobody_or_of_everybody_is_refused(count: int) -> None:
    with pytest.raises(Refusal, match=f"but {count} were opened"):
        opened([Case()] * count)


def test_the_list_names_place_and_label() -> None:
    agenda = opened([CASES[0], Case()])
    assert [title(agenda, place) for place in (0, 1)] == ["1 of 2 · Solitary late recurrence", "2 of 2 · no label"]
