"""How many are censored, before the curve tells: what each gap would hold at an even rate, and what deviating costs."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma

import numpy as np

from haic_core.curves.digitised.axes import Prices, Steps
from haic_core.curves.digitised.coordinates import Printed
from haic_core.curves.digitised.plateaus import Plateaus

NEVER_CERTAIN = 0.01  # censorings expected in a gap where nothing points to any
AT_LEAST = 0.05  # censorings a stretch of the table holds in expectation, whatever the counts say
LONG_RUN = 2.0  # what each censoring beyond the usual costs, so that a clump stays possible
LONG_LIST = 24  # prices listed at least, so that a short front needs no search beyond the list
MANY = 100  # patients above whom a curve alone no longer shows each censoring
DISPERSION = 4.0  # variance of the censorings so far in units of their mean
PULL = 20.0  # how often along the curve the number at risk is looked at
MISSED_MARK, INVENTED_MARK = 6.0, 3.0  # cost of a censoring mark without, and of a censoring without its mark


@dataclass(frozen=True)
class Censoring:
    """For the gap before each step of a course (k,): `price[k]` lists the cost of 0, 1, … censorings; `nominal` is
    the number at risk after the step at an even rate, `pull` the cost of its squared distance (0: no cost)."""

    price: tuple[Prices, ...]
    nominal: Steps
    pull: Steps


def censoring_of(plateaus: Plateaus, printed: Printed, time: Steps) -> Censoring:
    """Prices for the gaps before each of `time`: Poisson about a rate that is constant between rows of the table.

    Many patients without a table are different: hardly any gap shows its censorings, so that the likeliest number in
    every single gap is none, and together far too few. There the gaps are free and the number at risk is pulled
    towards an even rate under which the drops amount to the printed deaths.
    """
    none = np.zeros(len(time))
    if printed.ticks is not None:
        return Censoring(_mark_prices(printed.ticks, time), none, none)
    knots, mass = _mass(plateaus, printed)
    start = np.concatenate([[0.0], time[:-1]])
    before, after = np.interp(start, knots, mass), np.interp(time, knots, mass)
    rows = _rows(printed, plateaus)
    at_risk = (
        np.interp(start, [time for time, _ in rows], [count for _, count in rows])
        if len(rows) > 1
        else printed.n * np.exp(-before) * _level_at(plateaus, start)
    )
    expected = np.maximum((after - before) * at_risk, 0.0) + NEVER_CERTAIN
    if len(rows) > 1 or printed.events is None or printed.n <= MANY:
        return Censoring(_poisson_prices(expected, printed.n), none, none)
    nominal = printed.n * np.exp(-after) * _level_at(plateaus, time)
    pull = PULL / max(len(time), 1) / (2 * DISPERSION * (np.cumsum(expected) + 1))
    return Censoring(_poisson_prices(expected, printed.n, free=True), nominal, pull)


def _rows(printed: Printed, plateaus: Plateaus) -> list[tuple[float, int]]:
    return [(0.0, printed.n), *((t, n) for t, n in printed.at_risk or () if 0 < t <= plateaus.last_seen)]


def _level_at(plateaus: Plateaus, time: Steps) -> Steps:
    place = np.maximum(np.searchsorted(plateaus.first, time, side="right") - 1, 0)
    return np.asarray(np.maximum(plateaus.level[place], 1e-9))


def _mass(plateaus: Plateaus, printed: Printed) -> tuple[Steps, Steps]:
    """Cumulative hazard of being censored at knots of time: from rows, what they lose beyond the curve's fall."""
    time, count = (np.array(column, float) for column in zip(*_rows(printed, plateaus)))
    dying = np.maximum(-np.diff(np.log(_level_at(plateaus, time))), 0)
    leaving = -np.diff(np.log(np.maximum(count, 0.5)))
    hazard = np.maximum(np.maximum(leaving - dying, 0), AT_LEAST / np.maximum(count[:-1], 1))
    end = plateaus.last_seen
    if time[-1] < end:
        rate = float((hazard / np.diff(time)).mean()) if len(hazard) else _rate_without_table(plateaus, printed)
        time, hazard = np.append(time, end), np.append(hazard, rate * (end - time[-1]))
    return time, np.concatenate([[0.0], np.cumsum(hazard)])


def _rate_without_table(plateaus: Plateaus, printed: Printed) -> float:
    """The constant rate of censoring under which the curve's drops amount to the printed number of deaths."""
    end = plateaus.last_seen
    if printed.events is None:
        return 0.5 / end
    falling = np.maximum(-np.diff(plateaus.level), 0)
    low, high = 1e-4 / end, 8 / end
    for _ in range(20):
        middle = 0.5 * (low + high)
        deaths = printed.n * float((falling * np.exp(-middle * plateaus.drop_time)).sum())
        low, high = (middle, high) if deaths > printed.events else (low, middle)
    return low


def _poisson_prices(expected: Steps, n: int, free: bool = False) -> tuple[Prices, ...]:
    """Minus the log Poisson probability from its mode; `free`: only what keeps censorings from clumping."""
    longest = np.minimum(np.ceil(np.maximum(expected + 4 * np.sqrt(expected), 3)), n).astype(int)
    if n <= MANY:
        longest = np.maximum(longest, LONG_LIST)
    count = np.arange(int(longest.max(initial=0)) + 1)
    price = np.broadcast_to([lgamma(c + 1) for c in count.tolist()], (len(expected), len(count)))
    if not free:
        price = price + expected[:, None] - count * np.log(expected)[:, None]
        price = price - price.min(1, keepdims=True) - LONG_RUN * count
        price = np.minimum.accumulate(price, axis=1) + LONG_RUN * count
    return tuple(row[: most + 1] for row, most in zip(price, longest.tolist()))


def _mark_prices(ticks: tuple[float, ...], time: Steps) -> tuple[Prices, ...]:
    edges = np.searchsorted(np.sort(ticks), np.concatenate([[0.0], time]), side="left")
    surplus = [np.arange(seen + 2) - seen for seen in np.diff(edges).tolist()]
    return tuple(np.where(off < 0, -MISSED_MARK * off, INVENTED_MARK * off) for off in surplus)
