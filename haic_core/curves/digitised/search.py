"""The integer search: how many died at each drop and how many were censored before it.

A walk over the course keeps, for every number of patients that may still be at risk, the cheapest way that led there
and the exact survival of its whole numbers. The cost of a way is the squared distance of that survival to the levels
read off the figure, in units of their scatter, and the price of its censorings. Rows of the at-risk table hold the
number at risk. Ways much dearer than the cheapest are given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import as_strided

from haic_core.curves.digitised.axes import FrontCosts, FrontCounts, Prices, StepCounts, StepMask
from haic_core.curves.digitised.censoring import LONG_RUN
from haic_core.curves.digitised.course import Course
from haic_core.curves.digitised.wide_fronts import cheapest_runs

GIVEN_UP = 40.0  # a way so much dearer than the cheapest is not followed
WIDE = 48  # a front no wider is followed whole
FURTHEST = 15  # how many censorings past its price list a way in a wide front may take
LARGEST_TABLE = 4_000_000  # of runs to every number at risk; a larger one is not laid out
WRONG_SIDE = 0.5  # cost of a drop on the other side of a table row than where it was seen
TIED = 1.5  # cost of each death in a fall to nought, which does not tell how many were left
NOUGHT = 1e-9  # keeps nobody at risk and nobody alive apart from a division by nought
NEAREST, EITHER = np.array([[0.5]]), np.array([[0.0], [1.0]])  # deaths: the nearest whole number, or both around


class AtRow(NamedTuple):
    """Trail of a table row: the number at risk `source[i]` led to row + i."""

    row: int
    source: list[int]


class AtDrop(NamedTuple):
    """Trail of a drop: `chosen[i]` led to low + i remaining; of it, `deaths`, and `source` at risk before the gap.
    `lowest` is the number at risk of the first source."""

    low: int
    chosen: FrontCounts
    lowest: int
    source: FrontCounts
    deaths: FrontCounts


@dataclass(frozen=True)
class Way:
    """Whole numbers at every step of a course: `censored` in the gap before, `deaths` at it; then `left` remain, of
    whom `die_last` die at the end of the curve. `swapped` rows stand after the drop that follows them."""

    censored: StepCounts
    deaths: StepCounts
    left: int
    swapped: StepMask
    cost: float
    die_last: int = 0

    @property
    def events(self) -> int:
        return int(self.deaths.sum()) + self.die_last


def cheapest_way(course: Course, n: int, bounty: float = 0.0) -> Way:
    """The cheapest way of `n` patients along the course. `bounty` is paid for every death (negative: charged)."""
    front = _Front(n, max(map(len, course.censoring.price), default=1), NEAREST if course.is_clear else EITHER)
    floors = [*course.row[course.row >= 0].tolist(), 0]
    trail: list[AtRow | AtDrop] = []
    rows_met, owed_to = 0, -1
    pulled = list(zip(course.censoring.nominal.tolist(), course.censoring.pull.tolist()))
    for k, (row, price) in enumerate(zip(course.row.tolist(), course.censoring.price)):
        if row >= 0:
            rows_met, owed_to = rows_met + 1, row if course.beside[k] else -1
            hindsight = (float(course.level[k]), float(course.weight[k]))
            trail.append(front.to_row(row, price, int(course.beside[k]), bool(course.drop_first[k]), hindsight))
        else:
            level, weight = float(course.level[k]), float(course.weight[k])
            reward = bounty - (TIED if level < 0.25 / n else 0.0)
            trail.append(front.over_drop(price, level, weight, reward, floors[rows_met], owed_to, pulled[k]))
            owed_to = -1
    return _walked_back(trail, front)


class _Front:
    """The cheapest cost, and survival, at each number left; `low` to `high` are the numbers still followed."""

    def __init__(self, n: int, longest_price: int, rounding: npt.NDArray[np.float64]) -> None:
        store = np.full(n + 1 + longest_price, np.inf)
        self._rounding = rounding
        self._runs = as_strided(store, (n + 1, longest_price), (store.itemsize, store.itemsize))  # [i, c]: cost[i + c]
        self._numbers = np.arange(n + 1)
        self._divisor = self._numbers + NOUGHT
        self.cost, self.survival = store[: n + 1], np.ones(n + 1)
        self.cost[n] = 0.0
        self.low = self.high = n

    def to_row(self, row: int, price: Prices, owed: int, drop_first: bool, hindsight: tuple[float, float]) -> AtRow:
        """Everybody censored down to `row` at risk; where a drop stands beside the row, also to as many more
        as may die there."""
        level, weight = hindsight
        cap, paid, trail = len(price) - 1, [], AtRow(row, [])
        survival = []
        for target in range(row, min(self.high, row + owed) + 1):
            first = max(self.low, target)
            run = self._numbers[first - target : self.high - target + 1]
            total = self.cost[first : self.high + 1] + price[np.minimum(run, cap)] + LONG_RUN * np.maximum(run - cap, 0)
            if weight:
                total = total + weight * (level - self.survival[first : self.high + 1]) ** 2
            best = int(total.argmin())
            trail.source.append(first + best)
            survival.append(self.survival[first + best])
            paid.append(total[best] + (WRONG_SIDE if owed and (target > row) != drop_first else 0.0))
        self.cost[self.low : self.high + 1] = np.inf
        self.low, self.high = row, row + len(paid) - 1
        self.cost[row : self.high + 1], self.survival[row : self.high + 1] = paid, survival
        return trail

    def over_drop(
        self,
        price: Prices,
        level: float,
        weight: float,
        reward: float,
        floor: int,
        row: int,
        pulled: tuple[float, float],
    ) -> AtDrop:
        """Censorings before, then the two numbers of deaths on either side of the level; never below `floor`.

        Of ways with more than `row` at risk the surplus dies here: they passed the row of the table too early.
        """
        lowest = self.low
        if row < 0:
            lowest = floor if self.high - floor <= WIDE else max(floor, self.low - len(price) - FURTHEST)
        at_risk = self._numbers[lowest : self.high + 1]
        source, paid = self._censored(at_risk, price) if row < 0 else (at_risk, self.cost[lowest : self.high + 1])
        before = self.survival[source]
        deaths = (at_risk * (1.0 - level / before) + self._rounding).astype(int)  # towards nought where it is negative
        deaths = np.minimum(np.maximum(deaths, 0), self._numbers[lowest - floor : self.high - floor + 1])
        if row >= 0:
            deaths[:, at_risk > row] = (at_risk - row)[at_risk > row]
        after = before - before * deaths / self._divisor[lowest : self.high + 1]
        left = at_risk - deaths
        total = level - after
        total *= total * weight
        total += paid
        if reward:
            total -= reward * deaths
        if pulled[1]:
            total += pulled[1] * (left - pulled[0]) ** 2
        return self._left_over(lowest, source, deaths.ravel(), after.ravel(), left.ravel(), total.ravel())

    def _censored(self, at_risk: FrontCounts, price: Prices) -> tuple[FrontCounts, FrontCosts]:
        """The cheapest way to each number at risk by censoring alone, and its cost: runs up to the end of the price
        list, beyond it at LONG_RUN a patient (a running minimum from above)."""
        low, high, width = int(at_risk[0]), self.high, len(at_risk)
        if width * len(price) > LARGEST_TABLE:
            return cheapest_runs(self.cost[low : high + 1], at_risk, price)
        own = self._numbers[:width]
        table = self._runs[low : high + 1, : len(price)]
        if width <= len(price):
            table = table + price
            run = table.argmin(1)
            return at_risk + run, table[own, run]
        along = (self.cost[low : high + 1] + LONG_RUN * at_risk)[::-1]
        least = np.minimum.accumulate(along)
        far = (high - np.maximum.accumulate(np.where(least == along, own, 0)))[::-1]
        self.cost[low : high + 1] = least[::-1] - LONG_RUN * at_risk
        table = table + price
        run = table.argmin(1)
        return far[np.minimum(own + run, width - 1)], table[own, run]

    def _left_over(
        self,
        lowest: int,
        source: FrontCounts,
        deaths: FrontCounts,
        after: FrontCosts,
        left: FrontCounts,
        total: FrontCosts,
    ) -> AtDrop:
        """The cheapest way to each number left, and the new ends of the front."""
        self.cost[lowest : self.high + 1] = np.inf
        dearest_first = total.argsort()[::-1]  # the cheapest way to a number is written last and stays
        if len(total) > WIDE:
            dearest_first = dearest_first[total[dearest_first] <= total[dearest_first[-1]] + GIVEN_UP]
        target = left[dearest_first]
        self.cost[target], self.survival[target] = total[dearest_first], after[dearest_first]
        self.low, self.high = int(target.min()), int(target.max())
        chosen = np.zeros(self.high - self.low + 1, int)
        chosen[target - self.low] = dearest_first
        return AtDrop(self.low, chosen, lowest, source, deaths)


def _walked_back(trail: list[AtRow | AtDrop], front: _Front) -> Way:
    """The cheapest end and the way that led to it."""
    final = front.cost[front.low : front.high + 1]
    now = front.low + int(final.argmin())
    cost = float(final.min())
    left, steps = now, len(trail)
    censored, deaths, swapped = np.zeros(steps, int), np.zeros(steps, int), np.zeros(steps, bool)
    for k in range(steps - 1, -1, -1):
        met = trail[k]
        if isinstance(met, AtRow):
            previous = met.source[now - met.row]
            swapped[k] = now > met.row
            censored[k], now = previous - now, previous
        else:
            pick = int(met.chosen[now - met.low])
            place = pick % len(met.source)
            deaths[k], previous = int(met.deaths[pick]), int(met.source[place])
            censored[k], now = previous - (met.lowest + place), previous
    return Way(censored, deaths, left, swapped, cost)
