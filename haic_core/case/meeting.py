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
    """The cases in their order and the one in hand; never empty."""

    items: tuple[Item, ...] = (Item(),)
    at: int = 0

    @property
    def current(self) -> Item:
        return self.items[self.at]

    @property
    def content(self) -> tuple[tuple[int, Case], ...]:
        """What a meeting is about: its cases in their order. The case in hand, screens and silence are not of it."""
        return tuple((item.number, item.case) for item in self.items)

    def with_current(self, item: Item) -> Agenda:
        """The same agenda with another state of the case in hand."""
        return replace(self, items=(*self.items[: self.at], item, *self.items[self.at + 1 :]))

    def discussed_first(self) -> Agenda:
        """Verdicts are hidden from the case in hand on; each case shows them when the board has spoken on it."""
        later = (replace(item, hides_verdicts=True) for item in self.items[self.at :])
        return replace(self, items=(*self.items[: self.at], *later))

    def turned_to(self, place: int) -> Agenda:
        """Another case in hand; every other keeps its state."""
        return replace(self, at=min(max(place, 0), len(self.items) - 1))


def opened(cases: Sequence[Case], hides_verdicts: bool = False) -> Agenda:
    """A new agenda of these cases; raises Refusal for none or too many."""
    if not 0 < len(cases) <= MOST_CASES:
        raise Refusal(f"A meeting holds 1 to {MOST_CASES} cases, but {len(cases)} were opened.")
    return Agenda(tuple(Item(case, hides_verdicts=hides_verdicts, number=number) for number, case in enumerate(cases)))


def title(agenda: Agenda, place: int) -> str:
    """A case of the agenda as its list shows it: '2 of 5 · case 7'."""
    label = agenda.items[place].case.label or "no label"
    return f"{place + 1} of {len(agenda.items)} · {label}"
