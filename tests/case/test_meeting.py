"""A meeting of several cases: each keeps its own screen, silence and decision."""

from __future__ import annotations

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
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


@each("count", [0, MOST_CASES + 1])
def test_a_meeting_of_nobody_or_of_everybody_is_refused(count: int) -> None:
    with pytest.raises(Refusal, match=f"but {count} were opened"):
        opened([Case()] * count)


@given(st.integers(1, 6), st.lists(st.tuples(st.integers(-1, 6), st.integers(-9, 9)), max_size=6))
def test_however_a_meeting_is_put_in_order_nobody_is_lost_and_the_moved_case_stays_in_hand(
    count: int, moves: list[tuple[int, int]]
) -> None:
    agenda = opened([Case(label=str(number)) for number in range(count)])
    for at, steps in moves:
        turned = agenda.turned_to(at)
        agenda = turned.moved(steps)
        assert agenda.current == turned.current
        assert agenda.at == min(max(turned.at + steps, 0), count - 1)
        others = [item for item in agenda.items if item is not agenda.current]
        assert others == [item for item in turned.items if item is not turned.current], "the others keep their order"


def test_cases_are_added_at_the_end_and_the_first_of_them_is_in_hand() -> None:
    agenda = opened(CASES[:2]).added([CASES[2], STARTING])
    assert [item.case for item in agenda.items] == [*CASES, STARTING] and agenda.at == 2
    assert [item.number for item in agenda.items] == [0, 1, 2, 3]


def test_a_first_case_takes_the_place_of_nobody() -> None:
    agenda = Agenda().added([CASES[0]])
    assert [item.case for item in agenda.items] == [CASES[0]]
    assert [item.case for item in opened([STARTING], label="Tuesday").added([CASES[0]]).items] == [STARTING, CASES[0]]


def test_a_case_added_in_silence_keeps_silent() -> None:
    assert opened([CASES[0]], hides_verdicts=True).added([CASES[1]]).current.hides_verdicts


def test_no_more_cases_are_added_than_a_meeting_holds() -> None:
    with pytest.raises(Refusal, match="but 41 would be on this agenda"):
        opened([Case()] * MOST_CASES).added([Case()])


def test_a_case_taken_off_leaves_the_next_one_in_hand_and_the_last_one_an_empty_case() -> None:
    agenda = opened(CASES).turned_to(1).without_current()
    assert [item.case for item in agenda.items] == [CASES[0], CASES[2]] and agenda.current.case == CASES[2]
    assert agenda.without_current().current.case == CASES[0]
    nobody = agenda.without_current().without_current()
    assert nobody.is_untouched and nobody.current.number == 3, "no number is given twice"


def test_the_list_names_place_and_label() -> None:
    agenda = opened([CASES[0], Case()])
    assert [title(agenda, place) for place in (0, 1)] == ["1 of 2 · Solitary late recurrence", "2 of 2 · no label"]
