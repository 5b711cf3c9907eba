"""Lines asked together: those that look at the same facts say the same of every patient with the same values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from haic_core.judgement.bits import mask_of, seats_in
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts, Judge
from haic_core.judgement.known import Known
from haic_core.judgement.lines import Line
from haic_core.judgement.seats import Seats

BREAST = "breast"
"""The primary of which the lists speak."""
_MOST_KEPT = 2_000


class Findings(NamedTuple):
    """What is said of a patient: the seats of all that is not met, and of all that is open."""

    unmet: int
    open: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What looks at the same facts: judges with their seats. mask: all these seats."""

    codes: tuple[str, ...]
    judges: tuple[tuple[Judge, Sequence[int]], ...]
    mask: int
    _kept: dict[tuple[Known | None, ...], Findings] = field(default_factory=dict, repr=False, compare=False)

    def findings(self, facts: Facts) -> Findings:
        """What they say of a patient of whom these facts are known."""
        values = tuple(map(facts.get, self.codes))
        return self._kept.get(values) or self._keep(values)

    def _keep(self, values: tuple[Known | None, ...]) -> Findings:
        """Kept, for the same few values come again with every patient and every supposed change."""
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        facts = {code: value for code, value in zip(self.codes, values) if value is not None}
        said = [(judge(facts), seats) for judge, seats in self.judges]
        found = Findings(*(_seats_where(said, finding) for finding in (UNMET, OPEN)))
        self._kept[values] = found
        return found


def _seats_where(said: Sequence[tuple[int, Sequence[int]]], finding: int) -> int:
    return mask_of(seat for found, seats in said if found == finding for seat in seats)


def asks_of(lines: Sequence[Line], known_before: Iterable[tuple[str, ...]], seats: Seats) -> tuple[Ask, ...]:
    """Everything that a book asks of a patient, by the facts that are looked at."""
    judges: dict[tuple[str, ...], list[tuple[Judge, Sequence[int]]]] = {}
    for seat in seats_in(seats.primary):
        judges["primary",] = [(_of_breast, (seat,))]
    for group, seat in zip(known_before, seats_in(seats.unknown)):
        judges.setdefault(group, []).append((_any_known, (seat,)))
    for place, line in enumerate(lines):
        # A line without a seat decides nothing; it is only told.
        if place in seats.of_line:
            judges.setdefault(line.criterion.facts, []).append((line.judged, seats.of_line[place]))
    return tuple(
        Ask(codes, tuple(found), mask_of(seat for _, own in found for seat in own)) for codes, found in judges.items()
    )


def _of_breast(facts: Facts) -> int:
    primary = facts.get("primary")
    return OPEN if primary is None else MET if primary == BREAST else UNMET


def _any_known(facts: Facts) -> int:
    """Of a group of facts one is enough; _keep hands over none but the group's own."""
    return MET if facts else OPEN
