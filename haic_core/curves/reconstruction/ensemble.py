"""The ensemble: of thousands of simulated cohorts, those nearest to the printed figures are kept and stretched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from haic_core.curves.reconstruction import fitting
from haic_core.curves.reconstruction.axes import RowCurves, RowDraws, RowEvents, RowNumbers, Times
from haic_core.curves.reconstruction.cohorts import Cohorts, draw
from haic_core.curves.reconstruction.prior import shape
from haic_core.curves.reconstruction.rounding import half_unit
from haic_core.curves.reconstruction.summary import Summary

SEED = 20261122
MOST_SIMULATED_PATIENTS = 300  # beyond, one simulated patient stands for several
ACCEPTED, KEPT, FEWEST = 400, 250, 20
CHUNK_ROWS = 2000
MOST_DRAWN = 4  # of which cohorts are kept, some 5 MB each
Readings = tuple[str | None, ...]  # how an interval may have been computed, or was read member by member


@dataclass(frozen=True)
class Ensemble:
    """`members` (rows, n) in log months, `weight` (rows,) summing to 1, `ci_types` (rows,) the reading of the CI,
    `used` the figures every member reproduces, `dropped` the names of those that had to be let go."""

    members: Cohorts
    weight: RowNumbers
    ci_types: Readings
    used: Summary
    dropped: tuple[str, ...]

    def survival_at(self, months: Times) -> RowCurves:
        """Survival (rows, len(months)) of every member."""
        log_months = np.log(np.maximum(months, 1e-12))
        padded = np.concatenate([np.ones((len(self.weight), 1)), self.members.survival], axis=1)
        rows = [s[np.searchsorted(t, log_months, side="right")] for t, s in zip(self.members.log_time, padded)]
        return np.array(rows)


def ensemble(printed: Summary, accepted: int = ACCEPTED, kept: int = KEPT) -> Ensemble:
    """Simulate, accept, stretch; let figures go (landmarks, smallest follow-up, CI, last follow-up, deaths) one
    after the other while fewer than FEWEST cohorts can hold them all."""
    used, dropped = printed, list[str]()
    letting_go: list[tuple[str, Callable[[Summary], Summary]]] = [
        ("landmarks", lambda figures: replace(figures, landmarks=(), spreads=())),
        ("min_follow_up", lambda figures: replace(figures, min_follow_up=None)),
        ("ci", lambda figures: replace(figures, ci=None)),
        ("events", lambda figures: replace(figures, events=None)),
        ("max_follow_up", lambda figures: replace(figures, max_follow_up=None)),
    ]
    while True:
        found = _accepted(used, accepted, kept)
        if len(found.weight) >= FEWEST or not letting_go:
            return replace(found, dropped=tuple(dropped))
        field, without = letting_go.pop(0)
        smaller = without(used)
        if smaller == used or (smaller.median is None and not smaller.landmarks):
            continue
        used = smaller
        dropped.append(field)


def readings(printed: Summary) -> Readings:
    """How the printed interval may have been computed: one type when it is known or symmetric, else both others."""
    if printed.ci is None:
        return (None,)
    if printed.median is None:
        return (printed.ci_type,) if printed.ci_type in ("log", "log-log") else ("log", "log-log")
    if printed.ci_type is not None:
        return (printed.ci_type,)
    low, high = printed.ci
    if high is None:
        return "log", "log-log"
    if low <= 0:  # no event time is 0: a limit below zero, cut off
        return ("spss",)
    slack = half_unit(low) + half_unit(high) + 2 * half_unit(printed.median)
    symmetric = abs((high - printed.median) - (printed.median - low)) <= slack + 1e-9
    return ("spss",) if symmetric else ("log", "log-log")


def _accepted(printed: Summary, accepted: int, kept: int) -> Ensemble:
    types = readings(printed)
    pools = _nearest(printed, types, accepted)
    parts: list[tuple[Cohorts, RowNumbers, Readings]] = []
    for ci_type, (cohorts, gap) in zip(types, pools):
        moved, possible = fitting.stretched(cohorts, printed, ci_type)
        chosen = np.flatnonzero(possible)[: kept // len(types)]
        parts.append((moved.rows(chosen), gap[chosen], (ci_type,) * len(chosen)))
    members = Cohorts.stacked([part[0] for part in parts])
    gap = np.concatenate([part[1] for part in parts])
    middle = max(float(np.median(gap)), 1e-9) if len(gap) else 1.0
    weight = np.exp(-gap / (2 * middle))
    types_kept = tuple(ci_type for part in parts for ci_type in part[2])
    return Ensemble(members, weight / max(weight.sum(), 1e-300), types_kept, printed, ())


def _nearest(printed: Summary, types: Readings, accepted: int) -> list[tuple[Cohorts, RowNumbers]]:
    """For every reading of the interval, the `accepted` cohorts nearest to the printed figures, nearest first."""
    n = min(printed.n, MOST_SIMULATED_PATIENTS)
    rows = int(np.clip(900_000 // n, 4000, 20_000))
    best: list[list[tuple[Cohorts, RowNumbers]]] = [[] for _ in types]
    for log_time, event in _drawn(printed.endpoint, n, rows, *_deaths(printed, n)):
        cohorts = Cohorts.of(log_time.astype(float), event, stands_for=printed.n / n)
        cohorts, possible = fitting.anchored(cohorts, printed)
        cohorts = cohorts.rows(possible)
        for pool, ci_type in zip(best, types):
            gap = fitting.distance(cohorts, printed, ci_type)
            order = np.argsort(gap, kind="stable")[:accepted]
            order = order[np.isfinite(gap[order])]
            pool.append((cohorts.rows(order), gap[order]))
    return [_merged(pool, accepted) for pool in best]


def _merged(pool: list[tuple[Cohorts, RowNumbers]], accepted: int) -> tuple[Cohorts, RowNumbers]:
    gap = np.concatenate([part[1] for part in pool])
    order = np.argsort(gap, kind="stable")[:accepted]
    return Cohorts.stacked([part[0] for part in pool]).rows(order), gap[order]


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(endpoint: str, n: int, rows: int, fewest: int, most: int | None) -> tuple[tuple[RowDraws, RowEvents], ...]:
    """The simulated cohorts, part by part. They hang on few of the printed figures, so that those who change another
    one, or let it go, draw none anew."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    parts = []
    for start in range(0, rows, CHUNK_ROWS):
        count = min(CHUNK_ROWS, rows - start)
        deaths = np.full(count, fewest) if most is None else rng.integers(fewest, most + 1, count)
        parts.append(draw(rng, shape(endpoint), n, deaths))
    for kept in (array for part in parts for array in part):
        kept.setflags(write=False)  # they are read by all who ask
    return tuple(parts)


def _deaths(printed: Summary, n: int) -> tuple[int, int | None]:
    """Deaths of a simulated cohort: as printed, or the fewest and the most that are plausible when not printed."""
    if printed.events is not None:
        return max(1, round(printed.events * n / printed.n)), None
    if printed.median is not None:
        return int(np.ceil(0.55 * n)), n
    fewest = max(1, int(0.6 * n * (1 - printed.landmarks[-1][1])))
    return fewest, n if printed.median_reached else max(fewest, int(0.75 * n))
