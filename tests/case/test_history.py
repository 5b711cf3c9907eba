"""The way back through a meeting: what was changed can be taken back, what was only looked at cannot."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from screens import EXAMPLES

from haic_core.case.file import Case
from haic_core.case.history import MOST_STEPS, History
from haic_core.case.meeting import Agenda, Screen, opened

CASES = list(EXAMPLES.values())


def labelled(history: History, label: str) -> History:
    """The case in hand gets another label."""
    item = history.now.current
    return history.changed(history.now.with_current(replace(item, case=replace(item.case, label=label))))


def labels(agenda: Agenda) -> list[str]:
    return [item.case.label for item in agenda.items]


@given(st.lists(st.text("abc", max_size=3), max_size=12), st.integers(0, 12))
def test_all_steps_taken_back_and_made_again_end_where_they_began(given_labels: list[str], back: int) -> None:
    history = History(opened([Case()]))
    seen = [history.now]
    for label in given_labels:
        history = labelled(history, label)
        if history.now.content != seen[-1].content:
            seen.append(history.now)
    assert len(history.before) == len(seen) - 1
    steps = min(back, len(seen) - 1)
    for step in range(steps):
        history = history.undone()
        assert history.now == seen[-2 - step]
    for step in range(steps):
        history = history.redone()
        assert history.now == seen[len(seen) - steps + step]
    assert (history.now, history.after) == (seen[-1], ())


def test_a_fresh_meeting_has_nothing_to_take_back() -> None:
    assert History().undone() == History() == History().redone()


def test_a_new_change_forgets_what_was_taken_back() -> None:
    history = labelled(labelled(labelled(History(), "a"), "b").undone(), "c")
    assert labels(history.now) == ["c"] and history.after == ()
    assert labels(history.undone().now) == ["a"]


def test_a_board_that_only_looks_around_has_nothing_to_take_back() -> None:
    history = History(opened(CASES))
    looked = history.changed(history.now.turned_to(1)).changed(history.now.turned_to(2).discussed_first())
    looked = looked.changed(looked.now.with_current(looked.now.current.stepped(3)))
    assert looked.before == () and looked.now.at == 2 and looked.now.current.screen is Screen.EVIDENCE


def test_a_change_taken_back_leads_to_its_case_and_so_does_making_it_again() -> None:
    history = History(opened(CASES))
    history = labelled(history.changed(history.now.turned_to(1)), "mended")
    history = history.changed(history.now.turned_to(2))
    back = history.undone()
    assert back.now.at == 1 and labels(back.now) == [case.label for case in CASES]
    again = back.changed(back.now.turned_to(0)).redone()
    assert again.now.at == 1 and labels(again.now)[1] == "mended"


def test_a_change_taken_back_never_shows_verdicts_that_are_hidden_now() -> None:
    history = labelled(History(opened(CASES)), "mended")
    history = history.changed(history.now.discussed_first())
    history = history.changed(history.now.with_current(replace(history.now.current, screen=Screen.WHY)))
    back = history.undone()
    assert all(item.hides_verdicts for item in back.now.items) and back.now.current.screen is Screen.WHY
    spoken = replace(back.now.current, hides_verdicts=False)
    assert not back.changed(back.now.with_current(spoken)).redone().now.current.hides_verdicts


def test_the_way_back_has_an_end() -> None:
    history = History()
    for step in range(MOST_STEPS + 5):
        history = labelled(history, str(step))
    assert len(history.before) == MOST_STEPS
    assert labels(history.before[0]) == ["4"]
