"""What a tab keeps of a meeting, so that it survives a reload and a server that was started anew.

It is one word for the browser's own store: the meeting file's content, where the board stands in it, and what of it
stands in a file. What comes back is a stranger's and read as strictly as a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from haic_core.case.file import Case
from haic_core.case.history import History
from haic_core.case.meeting import Agenda, Item, Screen, opened
from haic_core.case.meeting_file import KEYS, LARGEST_MEETING_BYTES, meeting_from, meeting_mapping
from haic_core.case.packing import packed, unpacked
from haic_core.case.saved import MOST_MARKS, Saved
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal

PLACE = "What this tab kept of the meeting"
LONGEST_KEPT = 1_500_000
_KIND = FileKind("a kept meeting", "a JSON object", 2 * LARGEST_MEETING_BYTES)
_BESIDE = ("at", "screens", "hides", "saved")


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting as a tab keeps it."""

    agenda: Agenda
    saved: Saved

    @property
    def is_worth_asking(self) -> bool:
        """Whether something would be lost with it: a meeting, or a case that stands in no file."""
        return self.agenda.is_meeting or not self.saved.holds(self.agenda)


def to_kept(agenda: Agenda, saved: Saved) -> str:
    """One word for the tab's store."""
    whole = {
        **meeting_mapping(agenda),
        "at": agenda.at,
        "screens": [item.screen.value for item in agenda.items],
        "hides": [item.hides_verdicts for item in agenda.items],
        "saved": list(saved.marks),
    }
    return packed(json.dumps(whole, separators=(",", ":"), ensure_ascii=False).encode())


def from_kept(word: object) -> Kept:
    """The meeting of such a word; raises Refusal where it was cut, changed or made by another version."""
    content = unpacked(word, LONGEST_KEPT, _KIND.largest_bytes) if isinstance(word, str) else None
    if content is None:
        raise _broken()
    raw = read_json(content, PLACE, _KIND)
    if not isinstance(raw, dict) or {*raw} != {*KEYS, *_BESIDE}:
        raise _broken()
    meeting = meeting_from({key: raw[key] for key in KEYS}, PLACE)
    agenda = opened(meeting.cases, label=meeting.label)
    screens, hides = _list_of(raw, "screens", len(agenda.items)), _list_of(raw, "hides", len(agenda.items))
    items = tuple(_item(*one) for one in zip(agenda.items, screens, hides, strict=True))
    return Kept(replace(agenda, items=items, at=_place(raw["at"], len(items))), Saved(_marks(raw["saved"])))


def resumed(kept: Agenda, here: History, alive: bool = False) -> History | None:
    """The kept meeting with the case in hand that an address has opened here; None where it is none of its cases.

    An address without a case names whatever was in hand. alive: the tab itself was never left, only its server was;
    then the kept meeting goes on whatever the address says. What was entered here before the meeting came is a change
    of its case.
    """
    first = here.before[0] if here.before else here.now
    if alive or (first.is_untouched and not here.before):
        agenda: Agenda | None = kept
    else:
        agenda = _turned_to(kept, first.current.case)
    if agenda is None:
        return None
    entered, item = here.now.current.case, agenda.current
    if here.now.content == first.content:
        return History(agenda)
    case = replace(
        entered, question=entered.question or item.case.question, decision=entered.decision or item.case.decision
    )
    return History(agenda).changed(agenda.with_current(replace(item, case=case)))


def _turned_to(kept: Agenda, case: Case) -> Agenda | None:
    """The agenda turned to this case, which an address has without question and decision; first the one in hand."""
    places = [kept.at, *range(len(kept.items))]
    same = (place for place in places if kept.items[place].case.bare() == case)
    found = next(same, None)
    return None if found is None else kept.turned_to(found)


def _item(item: Item, screen: object, hides: object) -> Item:
    if not isinstance(screen, str) or screen not in list(Screen) or not isinstance(hides, bool):
        raise _broken()
    return replace(item, screen=Screen(screen), hides_verdicts=hides)


def _list_of(raw: Mapping[str, object], key: str, length: int) -> list[object]:
    found = raw[key]
    if not isinstance(found, list) or len(found) != length:
        raise _broken()
    return found


def _place(raw: object, length: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < length:
        raise _broken()
    return raw


def _marks(raw: object) -> tuple[str, ...]:
    marks = raw if isinstance(raw, list) and len(raw) <= MOST_MARKS else [None]
    if not all(isinstance(mark, str) and re.fullmatch("[0-9a-f]{16}", mark) for mark in marks):
        raise _broken()
    return tuple(marks)


def _broken() -> Refusal:
    return Refusal(f"{PLACE} is cut off or changed and was not read; open the meeting file instead.", place=PLACE)
