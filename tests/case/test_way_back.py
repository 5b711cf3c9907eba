"""The way back through a meeting's changes survives a page that is read anew, whole or not at all."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from each import each
from refused import sentence_of
from screens import EXAMPLES

from haic_core.case import way_back
from haic_core.case.decision import read_decision
from haic_core.case.file import STARTING
from haic_core.case.history import MOST_STEPS, History
from haic_core.case.kept import LONGEST_KEPT, from_kept, to_kept
from haic_core.case.meeting import Agenda, opened
from haic_core.case.saved import Saved
from haic_core.case.way_back import along, from_way, to_way

CASES = list(EXAMPLES.values())
DECIDED = CASES[1].with_decision(read_decision({"considered": ["haic"], "choice": "haic"}, "The form"))


def as_kept(agenda: Agenda) -> Agenda:
    """The agenda as a tab brings it back: its cases are numbered anew."""
    return from_kept(to_kept(agenda, Saved())).agenda


def changed_twice_and_one_step_back() -> History:
    """Three cases of which the first left; the second was decided, then moved last, which was taken back."""
    start = History(opened(CASES)).changed(opened(CASES).without_current())
    decided = start.now.with_current(replace(start.now.current, case=DECIDED))
    return start.changed(decided).changed(decided.moved(1)).undone()


def test_every_step_back_and_again_leads_where_it_led_before() -> None:
    history = changed_twice_and_one_step_back()
    assert from_way(to_way(history)) == history
    again = along(from_way(to_way(history)), History(as_kept(history.now)))
    assert again == history
    assert again.undone().undone().now.items == opened(CASES).items
    assert [item.case for item in again.redone().now.items] == [CASES[2], DECIDED]


def test_a_way_to_another_meeting_or_past_a_change_is_not_taken() -> None:
    history = changed_twice_and_one_step_back()
    other = History(opened([CASES[0]]))
    assert along(history, other) == other
    since = History(as_kept(history.now)).changed(opened([STARTING]))
    assert along(history, since) == since


@pytest.mark.parametrize(("steps", "before", "after"), [(1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 2, 1), (9, 2, 1)])
def test_of_a_way_too_long_for_the_tab_the_nearest_steps_stay(
    steps: int, before: int, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = changed_twice_and_one_step_back()
    longest = max(len(json.dumps(step)) for side in json.loads(to_way(history)).values() for step in side)
    monkeypatch.setattr(way_back, "LONGEST_KEPT", steps * longest)
    back = from_way(to_way(history))
    assert back.now == history.now and (len(back.before), len(back.after)) == (before, after)
    assert back.before == history.before[len(history.before) - before :] and back.after == history.after[:after]


def spoiled(**changes: object) -> str:
    raw = json.loads(to_way(changed_twice_and_one_step_back()))
    return json.dumps(raw | changes)


STEP = json.loads(to_way(History(opened(CASES[:2]))))["now"][0]
LOST = "What this tab kept of the meeting has lost its way back: earlier steps cannot be undone."


@each(
    "word",
    [
        7,
        "x" * (2 * LONGEST_KEPT + 1),
        "[]",
        spoiled(more=[]),
        spoiled(before={}),
        spoiled(now=[]),
        spoiled(now=[STEP, STEP]),
        spoiled(after=[STEP] * (MOST_STEPS + 1)),
        spoiled(after=[7]),
        *(spoiled(after=[STEP | wrong]) for wrong in (
            {"numbers": [0]}, {"numbers": [0, 0]}, {"numbers": [0, "1"]}, {"numbers": [0, True]}, {"numbers": [-1, 0]},
            {"numbers": 2}, {"next": 1}, {"next": "9"}, {"next": None}, {"more": 1},
        )),
    ],
)  # fmt: skip
def test_a_stranger_in_the_store_is_refused(word: object) -> None:
    assert sentence_of(from_way, word) == LOST


@each("word", ["{", spoiled(after=[STEP | {"meeting": "1.2"}]), spoiled(after=[STEP | {"meeting": 7}])])
def test_what_is_cut_or_holds_no_meeting_is_refused_by_the_rules_of_the_store(word: str) -> None:
    assert sentence_of(from_way, word).startswith("What this tab kept of the meeting")


def test_nobody_entered_yet_has_a_way_of_no_steps() -> None:
    assert from_way(to_way(History())) == History()
