"""The search held to the printed number of deaths."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from haic_core.curves.digitised.axes import Steps
from haic_core.curves.digitised.censoring import LONG_RUN, MANY
from haic_core.curves.digitised.course import Course
from haic_core.curves.digitised.search import Way, cheapest_way

SURPRISE = 2.0  # log likelihood by which later levels disagree with a way, above which the search is repeated
OFF_BY_ONE = 40.0  # cost of missing the printed deaths, by its square
MOST_TRIES = 5
UNSEEN_END = 4.0  # cost of the last patients dying at the very end, where the figure shows no fall to nought
UNSEEN_FALL = 0.15  # survival from which several may fall to nought at the very end without its being drawn
Entry = TypeVar("Entry", bound=np.generic)
LAST = 4  # no more than so many die unseen at the end
FIRST_BOUNTY, LARGEST_BOUNTY = 0.4, 40.0


def way_of(course: Course, n: int, events: int | None) -> Way:
    """The cheapest way with `events` deaths, or as near to it as the curve allows.

    A bounty on every death (a Lagrange multiplier) is raised or lowered until the count is met: deaths never fall as
    the bounty rises, so a bracket closes on it. Counts that are jumped over are met by changing from one way to the
    other where both have the same number at risk.
    """
    way = seen_again(course, n)
    if events is None:
        return way
    way = _settled(course, way, n, events)
    if way.events == events:
        return way
    tried, bounty = [way, *_dying_last(course, way, n, events)], FIRST_BOUNTY if way.events < events else -FIRST_BOUNTY
    near, beyond, bounty_near, bounty_beyond = way, None, 0.0, 0.0
    search, tries = (seen_again, MOST_TRIES) if n <= MANY else (cheapest_way, MOST_TRIES - 1)  # many take long
    for _ in range(tries):
        way = _settled(course, search(course, n, bounty), n, events)
        tried += [way, *_dying_last(course, way, n, events)]
        if way.events == events or abs(bounty) > LARGEST_BOUNTY:
            break
        if (way.events < events) == (near.events < events):
            near, bounty_near = way, bounty
        else:
            beyond, bounty_beyond = way, bounty
        if beyond is None:
            bounty *= 3.0
            continue
        changing = _changing(course, near, beyond, n, events)
        if changing is not None:
            tried.append(changing)
            break
        share = (near.events - events) / (near.events - beyond.events)
        bounty = bounty_near + min(max(share, 0.15), 0.85) * (bounty_beyond - bounty_near)
    return min(tried, key=lambda way: _cost(course, way, n) + OFF_BY_ONE * (way.events - events) ** 2)


def seen_again(course: Course, n: int, bounty: float = 0.0) -> Way:
    """The cheapest way, chosen with hindsight. A row of the table leaves one way only, picked by the levels so far;
    where the levels after it say that survival stood elsewhere, the search is done once more with that said."""
    first = cheapest_way(course, n, bounty)
    informed = _with_hindsight(course, first, n)
    if informed is None:
        return first
    second = cheapest_way(informed, n, bounty)
    first, second = (replace(way, cost=_cost(course, way, n, bounty)) for way in (first, second))
    return min(first, second, key=lambda way: way.cost)


def _with_hindsight(course: Course, way: Way, n: int) -> Course | None:
    """The course with, at each row, survival as the levels after it have it, the whole numbers there being right;
    None where the way agrees with that anyway."""
    rows = np.flatnonzero(course.row >= 0)
    if not len(rows):
        return None
    survival = np.maximum(survival_along(course, way, n), 1e-9)
    told = np.where(course.row < 0, course.weight, 0.0)
    level, weight = course.level.copy(), course.weight.copy()
    surprise = 0.0
    for row in rows.tolist():
        share = survival[row + 1 :] / survival[row]
        weight[row] = float((told[row + 1 :] * share**2).sum())
        if weight[row] > 0:
            level[row] = float((told[row + 1 :] * share * course.level[row + 1 :]).sum()) / weight[row]
            surprise = max(surprise, weight[row] * (level[row] - survival[row]) ** 2)
    return replace(course, level=level, weight=weight) if surprise > SURPRISE else None


def _cost(course: Course, way: Way, n: int, bounty: float = 0.0) -> float:
    """What a way costs on the course: its misfit and the price of its censorings, less the bounty."""
    paid = sum(
        float(price[min(c, len(price) - 1)]) + LONG_RUN * max(c - len(price) + 1, 0)
        for price, c in zip(course.censoring.price, way.censored.tolist())
    )
    return float(misfit(course, way, n) + paid - bounty * way.events + (UNSEEN_END if way.die_last else 0.0))


def _settled(course: Course, way: Way, n: int, events: int) -> Way:
    """Where the curve falls to nought, deaths then and censorings just before are the same to the eye: exchanged, one
    death left at least, as far as the printed deaths ask for it."""
    died = np.flatnonzero(way.deaths)
    if not len(died) or (died[-1] and course.beside[died[-1] - 1]):
        return way
    last, censored, deaths = int(died[-1]), way.censored.copy(), way.deaths.copy()
    if censored[: last + 1].sum() + deaths.sum() < n:
        return way
    moved = max(min(way.events - events, int(deaths[last]) - 1), -int(censored[last]))
    censored[last] += moved
    deaths[last] -= moved
    return replace(way, censored=censored, deaths=deaths)


def _dying_last(course: Course, way: Way, n: int, events: int) -> list[Way]:
    """The way with all who are left dying at the very end, where that meets the printed deaths and a digitiser may
    have left out the fall; else nothing."""
    if way.left != events - way.events or not 0 < way.left <= LAST:
        return []
    unseen = way.left == 1 or survival_along(course, way, n)[-1] <= UNSEEN_FALL
    return [replace(way, die_last=way.left)] if unseen else []


def _changing(course: Course, one: Way, other: Way, n: int, events: int) -> Way | None:
    """The first way and from some step on the second, or the reverse, that has exactly `events` deaths and stays
    nearest to the levels; None when there is no such step."""
    found = []
    for start, end in ((one, other), (other, one)):
        left_start = n - np.cumsum(start.censored + start.deaths)
        left_end = n - np.cumsum(end.censored + end.deaths)
        total = np.cumsum(start.deaths) + end.events - np.cumsum(end.deaths)
        for k in np.flatnonzero((left_start == left_end) & (total == events))[:-1].tolist():
            if course.beside[k]:
                continue
            joined = replace(
                end,
                censored=_spliced(start.censored, end.censored, k + 1),
                deaths=_spliced(start.deaths, end.deaths, k + 1),
                swapped=_spliced(start.swapped, end.swapped, k + 1),
            )
            found.append((misfit(course, joined, n), k, joined))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _spliced(start: npt.NDArray[Entry], end: npt.NDArray[Entry], place: int) -> npt.NDArray[Entry]:
    return np.concatenate([start[:place], end[place:]])


def survival_along(course: Course, way: Way, n: int) -> Steps:
    """Survival of the way's whole numbers after every step of the course (k,)."""
    before = n - np.cumsum(way.censored) - np.concatenate([[0], np.cumsum(way.deaths)[:-1]])
    return np.cumprod(1.0 - way.deaths / np.maximum(before, 1))


def misfit(course: Course, way: Way, n: int) -> float:
    """Squared distance of the way's survival to the levels, in units of their scatter, halved."""
    return float((course.weight * (course.level - survival_along(course, way, n)) ** 2).sum())
