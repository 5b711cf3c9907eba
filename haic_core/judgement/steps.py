"""Values of a number that are worth trying: those that a laboratory prints at a bound and next to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from haic_core.case.fact_kinds import NumberFact
from haic_core.words.decimals import exact


@dataclass(frozen=True, slots=True)
class Steps:
    """Values in order: at each bound and one or two steps to both sides.

    Between two bounds all values are judged alike, so that from a recorded value on the nearest of each stretch is
    enough: rising holds those met from below, falling those met from above.
    """

    all: tuple[float | int, ...]
    rising: tuple[float | int, ...]
    falling: tuple[float | int, ...]


def steps_around(fact: NumberFact, bounds: Iterable[Fraction]) -> Steps:
    """The steps of a number around some bounds, within its range."""
    step = exact(fact.step)
    at = [bound / step for bound in bounds]

    def typed(counts: Iterable[int]) -> tuple[float | int, ...]:
        return tuple(fact.typed(count * step) for count in sorted(set(counts)) if fact.within(count * step))

    rising = [count for one in at for count in (ceil(one), floor(one) + 1)]
    falling = [count for one in at for count in (floor(one), ceil(one) - 1)]
    beside = [count for one in at for count in (floor(one) - 1, ceil(one) + 1)]
    return Steps(typed((*rising, *falling, *beside)), typed(rising), typed(falling))
