"""Lines asked together: those that look at the same facts say the same of every patient with the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import methodcaller
from typing import NamedTuple

from haic_core.judgement.bits import mask_of, seats_in
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts, Judge
from haic_core.judgement.lines import Line
from haic_core.judgement.seats import Seats

BREAST = "breast"
"""The primary of which the lists speak."""
# Of this library thousands of values, of thirty times as many documents still hundreds.
_MOST_BITS_KEPT = 5_000_000


class Findings(NamedTuple):
    """What is said of a patient: the seats of all that is not met, and of all that is open."""

    unmet: int
    open: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What looks at the same facts: judges with their seats. mask: all these seats; values_of: the facts' values."""

    codes: tuple[str, ...]
    judges: tuple[tuple[Judge, Sequence[int]], ...]
    mask: int
    values_of: Callable[[Facts], object]
    kept: dict[object, Findings] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, codes: tuple[str, ...], judges: Sequence[tuple[Judge, Sequence[int]]]) -> Ask:
        """Some judges that look at these facts."""
        one = methodcaller("get", codes[0]) if len(codes) == 1 else lambda facts: tuple(map(facts.get, codes))
        return cls(codes, tuple(judges), mask_of(seat for _, seats in judges for seat in seats), one)

    def keep(self, values: object, facts: Facts) -> Findings:
        """What they say of some values; kept, for the same few come again with every patient and every change."""
        if len(self.kept) * self.mask.bit_length() > _MOST_BITS_KEPT:
            self.kept.clear()
        own = {code: facts[code] for code in self.codes if code in facts}
        said = [(judge(own), seats) for judge, seats in self.judges]
        found = self.kept[values] = Findings(_seats_where(said, UNMET), _seats_where(said, OPEN))
        return found


def together(unmet: int, still_open: int, facts: Facts, asks: Iterable[Ask]) -> Findings:
    """What is unmet and open before, and what some asks say of a patient of whom these facts are known."""
    for ask in asks:
        values = ask.values_of(facts)
        found = ask.kept.get(values) or ask.keep(values, facts)
        unmet |= found[0]
        still_open |= found[1]
    return Findings(unmet, still_open)


def _seats_where(said: Sequence[tuple[int, Sequence[int]]], finding: int) -> int:
    return mask_of(seat for found, seats in said if found == finding for seat in seats)


def asks_of(lines: Sequence[Line], seats: Seats) -> tuple[Ask, ...]:
    """Everything that a book asks of a patient, by the facts that are looked at."""
    judges: dict[tuple[str, ...], list[tuple[Judge, Sequence[int]]]] = {}
    for seat in seats_in(seats.primary):
        judges["primary",] = [(_of_breast, (seat,))]
    for seat, group in seats.known_before.items():
        judges.setdefault(group, []).append((_any_known, (seat,)))
    for place, line in enumerate(lines):
        # A line without a seat decides nothing; it is only told.
        if place in seats.of_line:
            judges.setdefault(line.criterion.facts, []).append((line.judged, seats.of_line[place]))
    return tuple(Ask.of(codes, found) for codes, found in judges.items())


def _of_breast(facts: Facts) -> int:
    primary = facts.get("primary")
    return OPEN if primary is None else MET if primary == BREAST else UNMET


def _any_known(facts: Facts) -> int:
    """Of a group of facts one is enough; an ask hands over no others."""
    return MET if facts else OPEN
