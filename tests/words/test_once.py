"""What is made of a record once: of that very record, and no longer than it is in use."""

from __future__ import annotations

import gc
import weakref

from haic_core.words.once import once_each


class Note:
    def __init__(self, text: str) -> None:
        self.text = text


def test_a_record_is_asked_once_and_another_that_says_the_same_is_asked_itself() -> None:
    asked: list[str] = []

    @once_each
    def length(note: Note) -> int:
        asked.append(note.text)
        return len(note.text)

    first, second = Note("liver"), Note("liver")
    assert [length(first), length(first), length(second)] == [5, 5, 5]
    assert asked == ["liver", "liver"]


def test_what_was_made_goes_with_its_record() -> None:
    made: list[weakref.ref[Note]] = []

    @once_each
    def copied(note: Note) -> Note:
        copy = Note(note.text)
        made.append(weakref.ref(copy))
        return copy

    note = Note("liver")
    copied(note)
    assert made[0]() is not None
    del note
    gc.collect()
    assert made[0]() is None
