"""The way back: every change of a meeting's content can be taken back and made again.

Turning to another case, stepping through screens and hiding verdicts change no content; they are never taken back, and
what is taken back never shows verdicts that are hidden now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from haic_core.case.meeting import Agenda, Item

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class History:
    """The agenda as it is now, what it was before, oldest first, and what was taken back, next first."""

    now: Agenda = field(default_factory=Agenda)
    before: tuple[Agenda, ...] = ()
    after: tuple[Agenda, ...] = ()

    def changed(self, agenda: Agenda) -> History:
        """Another agenda in place of this one; a step that can be taken back where its content is another."""
        if agenda.content == self.now.content:
            return replace(self, now=agenda)
        return History(agenda, (*self.before, self.now)[-MOST_STEPS:])

    def undone(self) -> History:
        """One step back, to the case that was in hand when it was made; the same history where there is none."""
        if not self.before:
            return self
        now = _restored(self.before[-1], self.now)
        return History(now, self.before[:-1], (_led_to(self.now, now), *self.after))

    def redone(self) -> History:
        """One step taken back is made again; the same history where there is none."""
        if not self.after:
            return self
        now = _restored(self.after[0], self.now)
        return History(now, (*self.before, self.now), self.after[1:])


def _restored(content: Agenda, now: Agenda) -> Agenda:
    """A former content; its cases that are still here keep the screen and the silence they have now, and one that comes
    back is silent where the case in hand is."""
    here = {item.number: item for item in now.items}
    items = (_as_it_stands(item, here.get(item.number, _coming_back(item, now))) for item in content.items)
    return replace(content, items=tuple(items))


def _as_it_stands(former: Item, now: Item) -> Item:
    return replace(former, screen=now.screen, hides_verdicts=now.hides_verdicts)


def _coming_back(former: Item, now: Agenda) -> Item:
    return replace(former, hides_verdicts=former.hides_verdicts or now.current.hides_verdicts)


def _led_to(agenda: Agenda, former: Agenda) -> Agenda:
    """The agenda turned to the case that a step taken back was made on, so that making it again shows it too."""
    place = _place_of(agenda.items, former.current.number)
    return agenda if place is None else agenda.turned_to(place)


def _place_of(items: Sequence[Item], number: int) -> int | None:
    return next((place for place, item in enumerate(items) if item.number == number), None)
