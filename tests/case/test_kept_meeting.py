"""What a tab keeps of a meeting comes back whole, or not at all and with a sentence."""

from __future__ import annotations

import json
from dataclasses import replace

from each import each
from hypothesis import given
from hypothesis import strategies as st
from refused import sentence_of
from screens import EXAMPLES

from haic_core.case.decision import read_decision
from haic_core.case.file import STARTING, Case
from haic_core.case.kept import LONGEST_KEPT, Kept, from_kept, to_kept
from haic_core.case.meeting import Agenda, Screen, opened
from haic_core.case.packing import packed, unpacked
from haic_core.case.saved import MOST_MARKS, Saved

CASES = list(EXAMPLES.values())
DECIDED = CASES[1].with_decision(read_decision({"considered": ["haic"], "choice": "haic"}, "The form"))
AGENDA = opened([CASES[0], DECIDED, CASES[2]], label="Tuesday")
BROKEN = "What this tab kept of the meeting is cut off or changed and was not read; open the meeting file instead."


@given(st.integers(0, 2), st.lists(st.tuples(st.sampled_from(Screen), st.booleans()), min_size=3, max_size=3))
def test_a_kept_meeting_comes_back_with_every_screen_silence_decision_and_mark(
    at: int, states: list[tuple[Screen, bool]]
) -> None:
    items = (
        replace(item, screen=screen, hides_verdicts=hides)
        for item, (screen, hides) in zip(AGENDA.items, states, strict=True)
    )
    kept = Kept(replace(AGENDA, items=tuple(items), at=at), Saved().with_meeting(AGENDA))
    assert from_kept(to_kept(kept.agenda, kept.saved)) == kept


@given(st.data())
def test_no_changed_letter_is_taken_over(data: st.DataObject) -> None:
    word = to_kept(AGENDA, Saved())
    place = data.draw(st.integers(0, len(word) - 1))
    other = data.draw(st.sampled_from([sign for sign in "Az09-_.%" if sign != word[place]]))
    changed = word[:place] + other + word[place + 1 :]
    # The last letter of a packed word may hold bits that say nothing.
    sentence = sentence_of(from_kept, changed)
    assert sentence == BROKEN or (not sentence and place == len(word) - 1)


def rewritten(**changes: object) -> str:
    """A word that a stranger has packed well, with something else in it."""
    content = unpacked(to_kept(AGENDA, Saved()), LONGEST_KEPT, 10**7)
    assert content
    return packed(json.dumps(json.loads(content) | changes).encode())


@each(
    "changes",
    [
        {"at": 3},
        {"at": -1},
        {"at": True},
        {"at": "0"},
        {"screens": ["patient"]},
        {"screens": ["patient", "patient", "moon"]},
        {"screens": [[], [], []]},
        {"hides": [0, 1, 0]},
        {"saved": ["../x"]},
        {"saved": ["0" * 16] * (MOST_MARKS + 1)},
        {"saved": None},
        {"more": 1},
    ],
)
def test_a_stranger_in_the_store_is_refused(changes: dict[str, object]) -> None:
    assert sentence_of(from_kept, rewritten(**changes)) == BROKEN


def test_a_strangers_case_in_the_store_is_refused_by_the_rules_of_the_case_file() -> None:
    word = rewritten(cases=[{"schema": 1, "facts": {"ecog": 7}}], screens=["patient"], hides=[False])
    assert sentence_of(from_kept, word) == (
        "What this tab kept of the meeting: case 1: ecog must be a whole number from 0 to 4, but 7 was found."
    )


@each("word", [None, 7, "", "1.2", "2.00000000.AA", "1." * 10, "x" * (LONGEST_KEPT + 1), {}])
def test_nothing_else_in_the_store_breaks_the_tab(word: object) -> None:
    assert sentence_of(from_kept, word) == BROKEN


def test_the_largest_meeting_fits_the_store() -> None:
    said = {"preference": "no further stay before spring " * 7, "conditions": ["if the shunt is small " * 9] * 8}
    largest = DECIDED.with_decision(read_decision(said, "The form"))
    many = opened([replace(largest, label=f"case {count}") for count in range(40)])
    assert len(to_kept(many, Saved())) < LONGEST_KEPT / 10


# What stands in a file.


def test_whatever_is_opened_or_saved_is_in_a_file_until_it_changes() -> None:
    saved = Saved().with_meeting(AGENDA)
    assert saved.holds(AGENDA) and saved.holds(AGENDA.turned_to(2)) and saved.unsaved(AGENDA) == ()
    assert not saved.holds(AGENDA.moved(1)) and saved.unsaved(AGENDA.moved(1)) == ()
    changed = AGENDA.with_current(replace(AGENDA.current, case=CASES[0].with_decision(DECIDED.decision)))
    assert saved.unsaved(changed) == (0,) and not saved.holds(changed)
    assert not saved.holds(replace(AGENDA, label="Monday"))
    assert saved.with_meeting(changed).holds(changed)


def test_a_case_saved_by_itself_is_not_asked_for_again() -> None:
    agenda = opened([DECIDED])
    assert Saved().unsaved(agenda) == (0,)
    assert Saved().with_cases([DECIDED]).holds(agenda)
    both = opened([DECIDED, CASES[0]])
    assert not Saved().with_cases([DECIDED, CASES[0]]).holds(both), "their order stands nowhere"


def test_nobody_entered_yet_is_nothing_to_save() -> None:
    assert Saved().holds(Agenda()) and Saved().holds(opened([STARTING]))
    assert not Saved().holds(opened([Case()]))


def test_the_marks_have_an_end_and_the_latest_stay() -> None:
    saved = Saved()
    for count in range(MOST_MARKS + 10):
        saved = saved.with_cases([Case(label=f"case {count}")])
    assert len(saved.marks) == MOST_MARKS
    assert saved.unsaved(opened([Case(label=f"case {MOST_MARKS + 9}"), Case(label="case 0")])) == (1,)
