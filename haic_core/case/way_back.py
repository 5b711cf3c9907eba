"""The way back through a meeting's changes as one word, for a page that is read anew on purpose.

Each step is a kept meeting with the numbers of its cases. What comes back is a stranger's and read as strictly.
"""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import accumulate

from haic_core.case.history import MOST_STEPS, History
from haic_core.case.kept import LONGEST_KEPT, PLACE, from_kept, to_kept
from haic_core.case.meeting import Agenda
from haic_core.case.saved import Saved
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal

_KIND = FileKind("a kept way back", "a JSON object", 2 * LONGEST_KEPT)
_SIDES, _STEP = ("before", "now", "after"), ("meeting", "numbers", "next")


def to_way(history: History) -> str:
    """One word for the tab's store; of a way too long for it the nearest steps, those that lead back first."""
    steps = [_step(agenda) for agenda in (history.now, *history.before[::-1], *history.after)]
    room = sum(end <= LONGEST_KEPT for end in accumulate(len(json.dumps(step)) for step in steps))
    turn = 1 + len(history.before)
    sides = {"before": steps[1 : min(turn, room)][::-1], "now": steps[:1], "after": steps[turn:room]}
    return json.dumps(sides, separators=(",", ":"))


def from_way(word: object) -> History:
    """The way of such a word; raises Refusal where it was cut, changed or made by another version."""
    if not isinstance(word, str) or len(word) > _KIND.largest_bytes:
        raise _broken()
    raw = read_json(word.encode(), PLACE, _KIND)
    if not isinstance(raw, dict) or {*raw} != {*_SIDES}:
        raise _broken()
    before, now, after = (_agendas(raw[side]) for side in _SIDES)
    if len(now) != 1:
        raise _broken()
    return History(now[0], before, after)


def along(way: History, history: History) -> History:
    """A history that begins here with a way that led to the same meeting; without it where it led elsewhere, or where
    something was changed since."""
    here, there = history.now, way.now
    same = (here.label, [item.case for item in here.items]) == (there.label, [item.case for item in there.items])
    if history.before or not same:
        return history
    items = tuple(replace(item, number=was.number) for item, was in zip(here.items, there.items, strict=True))
    return replace(way, now=replace(here, items=items, next_number=there.next_number))


def _step(agenda: Agenda) -> dict[str, object]:
    numbers = [item.number for item in agenda.items]
    return {"meeting": to_kept(agenda, Saved()), "numbers": numbers, "next": agenda.next_number}


def _agendas(raw: object) -> tuple[Agenda, ...]:
    if not isinstance(raw, list) or len(raw) > MOST_STEPS:
        raise _broken()
    return tuple(_agenda(step) for step in raw)


def _agenda(raw: object) -> Agenda:
    if not isinstance(raw, dict) or {*raw} != {*_STEP}:
        raise _broken()
    agenda, numbers, following = from_kept(raw["meeting"]).agenda, raw["numbers"], raw["next"]
    if not isinstance(numbers, list) or len({*map(str, numbers)}) != len(agenda.items):
        raise _broken()
    if not all(type(number) is int and number >= 0 for number in numbers) or type(following) is not int:
        raise _broken()
    if len(numbers) != len(agenda.items) or following <= max(numbers):
        raise _broken()
    items = tuple(replace(item, number=number) for item, number in zip(agenda.items, numbers, strict=True))
    return replace(agenda, items=items, next_number=following)


def _broken() -> Refusal:
    sentence = f"{PLACE} has lost its way back: earlier steps cannot be undone."
    return Refusal(sentence, place=PLACE)
