"""The search held to the printed number of deaths."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from haic_core.digitised.course import Course
from haic_core.digitised.search import Way, cheapest_way

MOST_TRIES = 6
FIRST_BOUNTY, LARGEST_BOUNTY = 0.4, 40.0


def way_of(course: Course, n: int, events: int | None) -> Way:
    """The cheapest way with `events` deaths, or as near to it as the curve allows.

    A bounty on every death (a Lagrange multiplier) is raised or lowered until the count is met: deaths never fall as
    the bounty rises, so a bracket closes on it. Counts that are jumped over are met by changing from one way to the
    other where both have the same number at risk.
    """
    way = cheapest_way(course, n, may_die_last=events is not None)
    if events is None:
        return way
    way = _settled(course, way, n, events)
    if way.events == events:
        return way
    best, bounty = way, FIRST_BOUNTY if way.events < events else -FIRST_BOUNTY
    near, beyond, bounty_near, bounty_beyond = way, None, 0.0, 0.0
    for _ in range(MOST_TRIES):
        way = _settled(course, cheapest_way(course, n, bounty, may_die_last=True), n, events)
        if abs(way.events - events) < abs(best.events - events):
            best = way
        if best.events == events or abs(bounty) > LARGEST_BOUNTY:
            break
        if (way.events < events) == (near.events < events):
            near, bounty_near = way, bounty
        else:
            beyond, bounty_beyond = way, bounty
        if beyond is None:
            bounty *= 3.0
            continue
        changed = _changing(course, near, beyond, n, events)
        if changed is not None:
            return changed
        share = (near.events - events) / (near.events - beyond.events)
        bounty = bounty_near + min(max(share, 0.15), 0.85) * (bounty_beyond - bounty_near)
    return best


def _settled(course: Course, way: Way, n: int, events: int) -> Way:
    """Where the curve falls to nought, deaths then and censorings just before are the same to the eye: exchanged, one
    death left at least, as far as the printed deaths ask for it."""
    died = np.flatnonzero(way.deaths)
    if not len(died) or (died[-1] and course.beside[died[-1] - 1]):
        return way
    last, censored, deaths = int(died[-1]), way.censored.copy(), way.deaths.copy()
    if censored[:last + 1].sum() + deaths.sum() < n:
        return way
    moved = max(min(way.events - events, int(deaths[last]) - 1), -int(censored[last]))
    censored[last] += moved
    deaths[last] -= moved
    return replace(way, censored=censored, deaths=deaths)


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
            joined = replace(end, censored=_spliced(start.censored, end.censored, k + 1),
                             deaths=_spliced(start.deaths, end.deaths, k + 1),
                             swapped=_spliced(start.swapped, end.swapped, k + 1))
            found.append((misfit(course, joined, n), k, joined))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _spliced(start: np.ndarray, end: np.ndarray, place: int) -> np.ndarray:
    return np.concatenate([start[:place], end[place:]])


def survival_along(course: Course, way: Way, n: int) -> np.ndarray:
    """Survival of the way's whole numbers after every step of the course (k,)."""
    before = n - np.cumsum(way.censored) - np.concatenate([[0], np.cumsum(way.deaths)[:-1]])
    return np.cumprod(1.0 - way.deaths / np.maximum(before, 1))


def misfit(course: Course, way: Way, n: int) -> float:
    """Squared distance of the way's survival to the levels, in units of their scatter, halved."""
    return float((course.weight * (course.level - survival_along(course, way, n)) ** 2).sum())
