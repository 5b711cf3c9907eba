"""Invented cohorts of a known make, and their counts: what the benchmarks of the cohort wing measure on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from haic_core.cohort.counts import Arm, Cell

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True)
class Make:
    """How a cohort is made: the share of each group, and Weibull's shape and scale (months) of its times to death."""

    shares: tuple[float, ...]
    shapes: tuple[float, ...]
    scales: tuple[float, ...]
    shortest: float = 20.0
    longest: float = 330.0  # follow-up ends evenly between these, in months


# As large and as long as METABRIC, and about as many dead; the times are nobody's.
TWO_GROUPS = Make((0.75, 0.25), (1.35, 0.85), (190, 150))
SIX_GROUPS = Make((0.35, 0.25, 0.15, 0.1, 0.1, 0.05), (1.35, 0.85, 1.1, 1.0, 1.2, 0.95), (190, 150, 120, 170, 100, 210))


@dataclass(frozen=True)
class Rows:
    """Patients, one a place: time, whether the event came, and the number of the group."""

    time: npt.NDArray[np.float64]
    event: npt.NDArray[np.bool_]
    group: npt.NDArray[np.int64]

    def of(self, group: int) -> Rows:
        """One group's patients."""
        mine = self.group == group
        return Rows(self.time[mine], self.event[mine], self.group[mine])


def invented(make: Make, patients: int, seed: int, worse: float = 1.0) -> Rows:
    """A cohort with times in whole days, told in months; worse: how many times the hazard of the make."""
    draw = np.random.default_rng(seed)
    group = draw.choice(len(make.shares), size=patients, p=make.shares)
    shape, scale = np.array(make.shapes)[group], np.array(make.scales)[group]
    death = scale * worse ** (-1 / shape) * draw.weibull(shape)
    end = draw.uniform(make.shortest, make.longest, patients)
    days = np.maximum(np.round(np.minimum(death, end) * DAYS_A_MONTH), 1)
    return Rows(days / DAYS_A_MONTH, death <= end, group)


def counted(rows: Rows, name: str = "group") -> tuple[Arm, ...]:
    """The counts of a cohort by group and day."""
    arms = []
    for group in np.unique(rows.group):
        mine = rows.of(group)
        times, place = np.unique(mine.time, return_inverse=True)
        events, leaving = np.bincount(place, mine.event).astype(int), np.bincount(place)
        cells = map(Cell, times.tolist(), events.tolist(), [0] * len(times), leaving.tolist())
        arms.append(Arm(f"{name} {group + 1}", tuple(cells)))
    return tuple(arms)
