"""Time coarsened until every cell holds at least k patients.

A cell is all of a group whose follow-up ends in one step of time, those with the event among them. Steps lie on one
lattice for all groups; a step with fewer than k goes together with the next ones of its group until they hold k, the
last ones with those before. A cell stands at the middle of its steps, because at their end every curve would lag.

What a reader of the cells can still learn: that nobody left in the gaps between them; that in a cell all had the event,
where all had; and, out of two files of one registry that differ by a few patients, by k or by how they are grouped,
what the few between them did. So one file goes out for one state of the registry. The number with the event in a cell
may be smaller than k.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.mapping import Unit

FEWEST_IN_A_CELL = 5
# A month, and finer where a registry is large enough that few of its cells would have to be joined.
STEPS: dict[Unit, tuple[float, ...]] = {
    "days": (30.4375, 14.0, 7.0, 1.0),
    "weeks": (4.0, 2.0, 1.0),
    "months": (1.0, 0.5, 0.25),
    "years": (1 / 12, 1 / 24, 1 / 52),
}
FEW = 0.1  # of the patients, in cells that hold fewer than k
SLACK = 1e-9  # a time that the floating point puts just past the end of a step lies in it


@dataclass(frozen=True, slots=True)
class Coarsened:
    """Arms whose every cell holds at least k. widest: the longest time that one cell spans."""

    arms: tuple[Arm, ...]
    step: float
    widest: float


@dataclass(frozen=True, slots=True)
class _Span:
    """Neighbouring steps of a group, from the first to the last in which somebody left."""

    first: int
    last: int
    events: int
    leaving: int

    def with_next(self, other: _Span) -> _Span:
        return _Span(self.first, other.last, self.events + other.events, self.leaving + other.leaving)


def step_for(arms: tuple[Arm, ...], k: int, unit: Unit) -> float:
    """A month, or the finest step at which at most a tenth of the patients leave in steps that hold fewer than k; none
    that is finer than the times are recorded, for it would tell no more."""
    best, *finer = STEPS[unit]
    most = sum(len(_steps(arm, best)) for arm in arms)
    for step in finer:
        spans = [span for arm in arms for span in _steps(arm, step)]
        if sum(span.leaving for span in spans if span.leaving < k) > FEW * sum(arm.n for arm in arms):
            break
        if len(spans) > most:
            best, most = step, len(spans)
    return best


def coarsened(arms: tuple[Arm, ...], k: int, step: float) -> Coarsened:
    """The arms on steps of time, joined until each cell holds k. Raises ValueError where a group has fewer than k at
    all, or where patients came under observation late: their entries would need cells of their own."""
    if any(arm.entered for arm in arms) or any(arm.n < k for arm in arms):
        raise ValueError("Every group needs k patients, all of them observed from time zero.")
    spans = [_joined(_steps(arm, step), k) for arm in arms]
    widest = max(((span.last - span.first + 1) * step for found in spans for span in found), default=0.0)
    return Coarsened(
        tuple(
            Arm(arm.group, tuple(Cell(_middle(span, step), span.events, 0, span.leaving) for span in found))
            for arm, found in zip(arms, spans)
        ),
        step,
        widest,
    )


def _steps(arm: Arm, step: float) -> list[_Span]:
    """The steps of an arm in which somebody left; step 1 runs from time zero, itself included, to ``step``."""
    found: list[_Span] = []
    for cell in arm.cells:
        place = max(1, ceil(cell.time / step - SLACK))
        one = _Span(place, place, cell.events, cell.leaving)
        if found and found[-1].last == place:
            one = found.pop().with_next(one)
        found.append(one)
    return found


def _joined(steps: list[_Span], k: int) -> list[_Span]:
    found: list[_Span] = []
    for one in steps:
        open_ = bool(found) and found[-1].leaving < k
        found.append(found.pop().with_next(one) if open_ else one)
    if found and found[-1].leaving < k:
        last = found.pop()
        found.append(found.pop().with_next(last))
    return found


def _middle(span: _Span, step: float) -> float:
    return (span.first - 1 + span.last) * step / 2
