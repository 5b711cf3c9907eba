"""A meeting: the cases of one afternoon, each with its own screen, its own silence and its own decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from haic_core.case.file import STARTING, Case
from haic_core.words.refusal import Refusal

MOST_CASES = 40


class Screen(StrEnum):
    """The questions of a board, one screen each, in the order in which they are discussed."""

    PATIENT = "patient"
    OPTIONS = "options"
    WHY = "why"
    EVIDENCE = "evidence"
    SURVIVAL = "survival"
    HARMS = "harms"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Item:
    """One case on the agenda. hides_verdicts: discussed first, until the board has spoken.

    number: stays with the case, wherever it moves on the agenda.
    """

    case: Case = STARTING
    screen: Screen = Screen.PATIENT
    hides_verdicts: bool = False
    number: int = 0

    def stepped(self, steps: int) -> Item:
        """The screen so many steps on, never past the first or the last."""
        order = list(Screen)
        place = min(max(order.index(self.screen) + steps, 0), len(order) - 1)
        return replace(self, screen=order[place])


@dataclass(frozen=True, slots=True)
class Agenda:
    """The cases in their order and the one in hand; never empty.

    label: of the meeting, never a name. next_number: for the case that is added next.
    """

    items: tuple[Item, ...] = (Item(),)
    at: int = 0
    label: str = ""
    next_number: int = 1

    @property
    def current(self) -> Item:
        return self.items[self.at]

    @property
    def content(self) -> tuple[object, ...]:
        """What a meeting is about: its label and its cases in their order. Not the case in hand, screens, silence."""
        return self.label, *((item.number, item.case) for item in self.items)

    @property
    def is_meeting(self) -> bool:
        """Whether there is more than one case: several, or a label for them."""
        return bool(self.label) or len(self.items) > 1

    def with_current(self, item: Item) -> Agenda:
        """The same agenda with another state of the case in hand."""
        return replace(self, items=(*self.items[: self.at], item, *self.items[self.at + 1 :]))

    def replaced(self, case: Case) -> Agenda:
        """Another case in the place of the one in hand, from its first screen on; as silent as that one."""
        item = Item(case, hides_verdicts=self.current.hides_verdicts, number=self.next_number)
        return replace(self.with_current(item), next_number=self.next_number + 1)

    def discussed_first(self) -> Agenda:
        """Verdicts are hidden from the case in hand on; each case shows them when the board has spoken on it."""
        later = (replace(item, hides_verdicts=True) for item in self.items[self.at :])
        return replace(self, items=(*self.items[: self.at], *later))

    def turned_to(self, place: int) -> Agenda:
        """Another case in hand; every other keeps its state."""
        return replace(self, at=min(max(place, 0), len(self.items) - 1))

    def moved(self, steps: int) -> Agenda:
        """The case in hand so many places later, or earlier, never past an end; it stays in hand."""
        to = min(max(self.at + steps, 0), len(self.items) - 1)
        rest = [*self.items[: self.at], *self.items[self.at + 1 :]]
        rest.insert(to, self.current)
        return replace(self, items=tuple(rest), at=to)

    def added(self, cases: Sequence[Case]) -> Agenda:
        """These cases at the end, the first of them in hand; an agenda of nobody yet gives way to them.

        Raises Refusal where a meeting would hold too many.
        """
        here = () if self.is_untouched else self.items
        _counted(len(here) + len(cases), "would be on this agenda")
        new = _items(cases, self.current.hides_verdicts, self.next_number)
        return replace(self, items=(*here, *new), at=len(here), next_number=self.next_number + len(new))

    def without_current(self) -> Agenda:
        """The agenda without the case in hand; the last one leaves an empty case behind."""
        rest = (*self.items[: self.at], *self.items[self.at + 1 :])
        if rest:
            return replace(self, items=rest, at=min(self.at, len(rest) - 1))
        return replace(self, items=(Item(number=self.next_number),), at=0, next_number=self.next_number + 1)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was entered yet: one case of which only the primary is set."""
        return not self.is_meeting and self.current.case == STARTING


def opened(cases: Sequence[Case], hides_verdicts: bool = False, label: str = "", first_number: int = 0) -> Agenda:
    """A new agenda of these cases; raises Refusal for none or too many."""
    _counted(len(cases), "were opened")
    items = _items(cases, hides_verdicts, first_number)
    return Agenda(items, label=label, next_number=first_number + len(items))


def title(agenda: Agenda, place: int) -> str:
    """A case of the agenda as its list shows it: '2 of 5 · case 7'."""
    label = agenda.items[place].case.label or "no label"
    return f"{place + 1} of {len(agenda.items)} · {label}"


def _items(cases: Sequence[Case], hides_verdicts: bool, first_number: int) -> tuple[Item, ...]:
    numbered = enumerate(cases, first_number)
    return tuple(Item(case, hides_verdicts=hides_verdicts, number=number) for number, case in numbered)


def _counted(count: int, what: str) -> None:
    if not 0 < count <= MOST_CASES:
        raise Refusal(f"A meeting holds 1 to {MOST_CASES} cases, but {count} {what}.", found=str(count))
