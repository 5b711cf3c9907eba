"""Lab lists of many habits, pasted: what is proposed, asked back and passed over, and that nothing of it is wrong."""

from __future__ import annotations

from each import each
from intake_lists import FOLDER, TRUTHS, held, text_of

from haic_core.intake.labs.pasted import read_pasted_labs


@each("name", TRUTHS)
def test_every_value_of_a_list_is_right_or_asked_back_and_has_its_day(name: str) -> None:
    found, truth = read_pasted_labs(text_of(name)), TRUTHS[name]
    told = held(found, truth)
    assert (told.wrong, told.missed) == (frozenset(), frozenset())
    assert told.asked == truth.asked
    assert {fact for fact in found.facts if fact in truth.days} == set(found.days)


def test_every_list_has_its_truth_and_they_are_of_many_habits() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(TRUTHS)
    assert len(TRUTHS) >= 36 and sum(len(truth.facts) for truth in TRUTHS.values()) >= 250
