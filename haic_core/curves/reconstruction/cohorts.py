"""Simulated cohorts: drawn from the shape prior with the paper's n and deaths, and read as Kaplan-Meier curves.

Times are natural logarithms, in units of the population's median; a patient's place in the row is the order of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction.axes import RowCounts, RowDraws, RowEvents, RowMask, RowNumbers, RowPatients
from haic_core.curves.reconstruction.portable import exp_single, in_order, log_single, power_single
from haic_core.curves.reconstruction.prior import LEVELS, Shape

SCANNED, VISIT_GAP, VISIT_SLACK = 0.5, (0.12, 0.6), 0.03  # share of cohorts; gap between scans in medians
LATE_ENTRY = (-0.3, 1.2)  # log exponent of a uniform entry; above 0, registries that still recruit


@dataclass(frozen=True)
class Cohorts:
    """`log_time` (rows, n) ascending, `event` (rows, n) bool, `survival` and `variance` (rows, n) after each patient.

    `survival` is the Kaplan-Meier estimate, `variance` Greenwood's sum (relative variance of it).
    """

    log_time: RowPatients
    event: RowEvents
    survival: RowPatients
    variance: RowPatients

    @classmethod
    def of(cls, log_time: RowPatients, event: RowEvents, stands_for: float = 1.0) -> Cohorts:
        """Estimate the curves; `stands_for` is the number of real patients each simulated one stands for."""
        at_risk = np.arange(log_time.shape[1], 0, -1.0)
        with np.errstate(divide="ignore"):
            term = np.where(at_risk > 1, 1.0 / (at_risk * np.maximum(at_risk - 1, 1)), np.inf) / stands_for
        staying: RowPatients = np.where(event, 1.0 - 1.0 / at_risk, 1.0)
        survival = staying.cumprod(axis=1)
        variance = np.cumsum(np.where(event, term, 0.0), axis=1)
        return cls(log_time, event, survival, variance)

    @classmethod
    def stacked(cls, parts: Sequence[Cohorts]) -> Cohorts:
        """The rows of several, of one number of patients, one after the other."""
        return cls(
            np.concatenate([part.log_time for part in parts]),
            np.concatenate([part.event for part in parts]),
            np.concatenate([part.survival for part in parts]),
            np.concatenate([part.variance for part in parts]),
        )

    def rows(self, chosen: RowCounts | RowMask | Sequence[int]) -> Cohorts:
        """The chosen rows (indexes or mask) only."""
        return Cohorts(self.log_time[chosen], self.event[chosen], self.survival[chosen], self.variance[chosen])

    def with_times(self, log_time: RowPatients) -> Cohorts:
        """The same patients in the same order at other times: the estimate depends on the order alone."""
        return Cohorts(log_time, self.event, self.survival, self.variance)

    def time_at(self, index: RowCounts) -> RowNumbers:
        """log time (rows,) of the patient at `index` (rows,); -1 and n give -inf and +inf."""
        n = self.log_time.shape[1]
        found = self.log_time[np.arange(len(index)), np.clip(index, 0, n - 1)]
        return np.where(index < 0, -np.inf, np.where(index >= n, np.inf, found))

    def first_at_or_below(self, level: float | RowNumbers) -> RowCounts:
        """Index (rows,) of the first patient after whom survival is at or below `level`; n when none."""
        before: RowCounts = (self.survival > np.reshape(level, (-1, 1)) + 1e-9).sum(axis=1)
        return before

    def survival_at(self, log_months: float) -> RowNumbers:
        """Survival (rows,) at one time; the last value is kept beyond the end of a row."""
        before = (self.log_time <= log_months).sum(axis=1)
        return self.survival_after(before)

    def spread_at(self, log_time: float) -> RowNumbers:
        """Greenwood's standard error (rows,) of survival at one time, relative to it."""
        before = (self.log_time <= log_time).sum(axis=1)
        found = self.variance[np.arange(len(before)), np.maximum(before - 1, 0)]
        return np.sqrt(np.where(before == 0, 0.0, np.minimum(found, 1e9)))

    def survival_after(self, count: RowCounts) -> RowNumbers:
        """Survival (rows,) once `count` patients have left."""
        found = self.survival[np.arange(len(count)), np.maximum(count - 1, 0)]
        return np.where(count == 0, 1.0, found)


def draw(rng: np.random.Generator, shape: Shape, n: int, deaths: RowCounts) -> tuple[RowDraws, RowEvents]:
    """Draw len(deaths) cohorts of n patients with exactly the given deaths; rows that cannot have them are left out.

    Returns log_time (rows, n) ascending and event (rows, n). Method: a curve from the prior, sometimes with
    frailty or a cured share; censoring by staggered entry with some early drop-out; the follow-up scale is
    chosen so that the d earliest deaths relative to censoring are the ones seen.
    """
    log_death = _log_death_times(rng, shape, len(deaths), n)
    log_end = _log_follow_up(rng, len(deaths), n)
    ratio = log_death - log_end
    ordered = np.concatenate([np.sort(ratio, axis=1), np.full((len(deaths), 1), np.inf, np.float32)], axis=1)
    row = np.arange(len(deaths))
    last_seen = np.where(deaths > 0, ordered[row, deaths - 1], ordered[:, 0] - np.float32(1.4))
    first_unseen = np.minimum(ordered[row, deaths], last_seen + np.float32(np.log(4.0)))
    with np.errstate(invalid="ignore"):
        scale = last_seen + rng.random(len(deaths), np.float32) * (first_unseen - last_seen)
        event = ratio <= last_seen[:, None]
        log_time = np.where(event, log_death, log_end + scale[:, None])
    event &= deaths[:, None] > 0
    possible = np.isfinite(last_seen) & (event.sum(axis=1) == deaths)  # a cured patient cannot be a death
    log_time, event = log_time[possible], event[possible]
    return in_order(log_time, event)


def _log_death_times(rng: np.random.Generator, shape: Shape, rows: int, n: int) -> RowDraws:
    score = np.clip(rng.standard_normal((rows, 3), np.float32), -2.5, 2.5)
    steepness = exp_single(np.float32(0.2) * rng.standard_normal((rows, 1), np.float32))
    level = rng.integers(0, LEVELS, (rows, n), np.uint16)
    log_death = shape.mean[level]
    for k in range(3):
        log_death += score[:, k : k + 1] * shape.components[k][level]
    log_death *= steepness
    frailty = np.where(rng.random((rows, 1)) < 0.5, rng.uniform(0, 0.8, (rows, 1)), 0.0).astype(np.float32)
    log_death += frailty * rng.standard_normal((rows, n), np.float32)
    cured = np.where(rng.random((rows, 1)) < 0.5, rng.uniform(0, 0.45, (rows, 1)), 0.0).astype(np.float32)
    log_death[rng.random((rows, n), np.float32) < cured] = np.inf
    return _at_visits(rng, log_death) if shape.seen_at_visits else log_death


def _at_visits(rng: np.random.Generator, log_event: RowDraws) -> RowDraws:
    """In half of the rows events are found at the next of evenly spaced scans, give or take a few days."""
    rows, n = log_event.shape
    shortest, longest = np.log(VISIT_GAP)
    gap = np.exp(rng.uniform(shortest, longest, (rows, 1))).astype(np.float32)
    found = np.ceil(exp_single(log_event) / gap) * gap * (1 + VISIT_SLACK * rng.standard_normal((rows, n), np.float32))
    scanned = (rng.random((rows, 1)) < SCANNED) & np.isfinite(log_event)
    return np.where(scanned, log_single(np.maximum(found, np.float32(1e-6))), log_event)


def _log_follow_up(rng: np.random.Generator, rows: int, n: int) -> RowDraws:
    """Staggered entry, evenly or mostly late (few patients followed long), and some early drop-out."""
    shortest = rng.uniform(0, 0.9, (rows, 1)).astype(np.float32)
    late = np.exp(rng.uniform(*LATE_ENTRY, (rows, 1))).astype(np.float32)
    follow_up = shortest + (1 - shortest) * power_single(rng.random((rows, n), np.float32), late)
    dropped = rng.random((rows, n), np.float32) < rng.beta(1, 8, (rows, 1)).astype(np.float32)
    follow_up *= np.where(dropped, rng.random((rows, n), np.float32), np.float32(1))
    return log_single(np.maximum(follow_up, np.float32(1e-4)))
