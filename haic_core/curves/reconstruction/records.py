"""One set of patient-level records for the whole ensemble: its middle curve, every printed figure exact."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction import fitting
from haic_core.curves.reconstruction.axes import Events, Patients, Times
from haic_core.curves.reconstruction.checks import failures, landmarks_as_meant, reproduced
from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.ensemble import Ensemble
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.portable import SAME, order_of, weighted_mean
from haic_core.curves.reconstruction.summary import Summary

FIRST_TRIED, MOST_TRIED = 15, 45
MOST_MOVED, MOVES_TRIED, STARTS, PLACES, LARGEST_MOVED = 4, 12, 240, 24, 100
MOST_CENSORED, MANY = 30, 2000


@dataclass(frozen=True)
class Records:
    """`time` (n,) months ascending, `event` (n,) bool, and the reading of the interval they were built for."""

    time: Patients
    event: Events
    ci_type: str | None


@dataclass(frozen=True)
class Aim:
    """What the records are to meet: the printed figures, those the ensemble holds, its mean curve on `grid` months."""

    printed: Summary
    used: Summary
    grid: Times
    mean: Times


@dataclass(frozen=True)
class Trial:
    """Records tried, the simulated patients they came from, and what they cost: 1 and more when a figure is missed."""

    cost: float
    records: Records | None
    member: Cohorts
    ci_type: str | None


def most_central(found: Ensemble, printed: Summary, grid: Times) -> Records | None:
    """Records nearest (mean absolute distance on `grid`, months) to the ensemble's mean among those that give back
    the most printed figures; None when the ensemble is empty."""
    if not len(found.weight):
        return None
    curves = found.survival_at(grid)
    aim = Aim(printed, found.used, grid, weighted_mean(found.weight, curves))
    tried: list[Trial] = []
    first_tried = FIRST_TRIED if printed.n <= MANY else 3
    for place, row in enumerate(order_of(np.abs(curves - aim.mean).mean(axis=1))[:MOST_TRIED]):
        if place >= first_tried and min(trial.cost for trial in tried) < 1:
            break
        member = _enlarged(found.members.rows([row]), printed)
        for candidate in (member, on_the_mean(member, aim.grid, aim.mean)):
            tried.append(_trial(candidate, aim, found.ci_types[row]))
    if min(trial.cost for trial in tried) >= 1:
        tried += [_trial(trial.member, aim, trial.ci_type, clear=False) for trial in tried[: 2 * FIRST_TRIED]]
    tried.sort(key=lambda trial: trial.cost)
    if 1 <= tried[0].cost < 10 and printed.landmarks and printed.n <= LARGEST_MOVED:
        return meeting_landmarks(tried[: max(1, STARTS // printed.n)], aim).records
    return tried[0].records


def meeting_landmarks(starts: list[Trial], aim: Aim) -> Trial:
    """A landmark between two steps of a curve can be met by moving someone's censoring: from each start in turn, up
    to MOST_MOVED single moves, each the one that serves the printed figures best."""
    best = starts[0]
    for trial in starts:
        for _ in range(MOST_MOVED):
            after = _best_move(trial, aim)
            if after.cost >= trial.cost:
                break
            trial = after
            if trial.cost < 1:
                return trial
        best = min(best, trial, key=lambda one: one.cost)
    return best


def _best_move(trial: Trial, aim: Aim) -> Trial:
    moves = _single_moves(trial.member)
    moved, possible = fitting.stretched(moves, aim.used, trial.ci_type)
    miss = sum(
        np.maximum(np.abs(moved.survival_at(np.log(months)) - share) - 0.005, 0)
        for months, share in landmarks_as_meant(aim.printed)
    )
    nearest = order_of(np.where(possible, miss, np.inf))[:MOVES_TRIED]
    return min((_trial(moves.rows([row]), aim, trial.ci_type) for row in nearest), key=lambda one: one.cost)


def _single_moves(member: Cohorts) -> Cohorts:
    """Every way of moving one censored patient (never the first or last) to just before one of PLACES patients."""
    n = member.event.shape[1]
    log_times, events = [member.log_time[0]], [member.event[0]]
    places = np.unique(np.linspace(1, n - 2, PLACES).astype(int))
    censored = np.flatnonzero(~member.event[0, 1:-1]) + 1
    for index in censored[:: max(1, len(censored) // MOST_CENSORED)]:
        log_time, event = np.delete(member.log_time[0], index), np.delete(member.event[0], index)
        for place in places[places != index]:
            log_times.append(np.insert(log_time, place, (log_time[place - 1] + log_time[place]) / 2))
            events.append(np.insert(event, place, False))
    return Cohorts.of(np.array(log_times), np.array(events))


def _trial(member: Cohorts, aim: Aim, ci_type: str | None, clear: bool = True) -> Trial:
    """Records from one simulated cohort; `clear` of one half unless only exactly one half meets a printed landmark."""
    records = _exactly(clear_of_one_half(member) if clear else member, aim.used, ci_type)
    if records is None:
        return Trial(np.inf, None, member, ci_type)
    estimate = Estimate.of(records.time, records.event)
    ambiguous = {"clear": 0.0, "found": 0.3, "missed": 10.0}[estimate.at_one_half()]
    off = float(np.abs(estimate.survival_at(aim.grid) - aim.mean).mean())
    cost = failures(reproduced(estimate, aim.printed, ci_type)) + ambiguous + off
    return Trial(round(cost, SAME), records, member, ci_type)


def _enlarged(member: Cohorts, printed: Summary) -> Cohorts:
    """Give a simulated cohort that stands for a larger one the printed number of patients and deaths."""
    few, n = member.log_time.shape[1], printed.n
    if few == n:
        return member
    centre = (np.arange(n) + 0.5) / n * few - 0.5
    log_time = np.interp(centre, np.arange(few), member.log_time[0])
    dead = np.concatenate([[0], np.cumsum(member.event[0])])
    share = np.interp((np.arange(n) + 1) / n * few, np.arange(few + 1), dead)
    deaths = printed.events if printed.events is not None else round(share[-1] * n / few)
    so_far = np.round(share / share[-1] * deaths).astype(int)
    return Cohorts.of(log_time[None], np.diff(so_far, prepend=0)[None] > 0)


def on_the_mean(member: Cohorts, grid: Times, mean: Times) -> Cohorts:
    """Move each event to where the mean curve crosses the middle of its step; the order of patients is kept."""
    event = np.flatnonzero(member.event[0])
    after = member.survival[0, event]
    middle = (np.concatenate([[1.0], after[:-1]]) + after) / 2
    falling = np.minimum.accumulate(mean) - np.arange(len(mean)) * 1e-9
    inside = middle > falling[-1]
    wanted = np.log(np.maximum(np.interp(-middle, -falling, grid), 1e-3))
    old = member.log_time[0, event]
    wanted = np.where(inside, wanted, old + (wanted[inside][-1] - old[inside][-1] if inside.any() else 0.0))
    wanted = np.maximum.accumulate(wanted + np.arange(len(wanted)) * 1e-7)
    offset = np.interp(member.log_time[0], old, wanted - old)
    return member.with_times(np.maximum.accumulate(member.log_time + offset, axis=1))


def _exactly(member: Cohorts, used: Summary, ci_type: str | None) -> Records | None:
    """Stretch to every figure and round the times; None when the stretch is impossible."""
    moved, possible = fitting.stretched(member, used, ci_type)
    if not possible[0]:
        return None
    time = in_months(moved.log_time[0], used)
    return Records(time, moved.event[0], ci_type)


def in_months(log_time: Patients, used: Summary) -> Patients:
    """Rounded times (n,) ascending, the printed median and ends of follow-up put in to the last decimal."""
    finest = 10.0**-used.in_unit.decimals
    time: Patients = np.maximum(np.round(np.exp(log_time), used.in_unit.decimals), finest)
    if used.median is not None:  # printed to more decimals than we round to
        time[np.abs(time - used.median) <= finest / 2] = used.median
    if used.max_follow_up is not None:
        time[time >= time[-1]] = used.max_follow_up
    if used.min_follow_up:
        time[time <= time[0]] = used.min_follow_up
    return time


def clear_of_one_half(member: Cohorts) -> Cohorts:
    """Survival of exactly one half is read as 0.5000000000000001 by some software, which then misses the median.

    Someone censored after the median is moved to just before it; without such a patient the next event is.
    """
    on_half = np.flatnonzero(member.event[0] & (np.abs(member.survival[0] - 0.5) < 1e-7))
    if not len(on_half):
        return member
    at, last = int(on_half[0]), member.event.shape[1] - 1
    log_time, event = member.log_time[0].copy(), member.event[0].copy()
    later = np.flatnonzero(~event[at + 1 : last]) + at + 1
    if len(later):
        before = log_time[at - 1] if at else log_time[0] - 0.1
        new = (max(before, log_time[at] - 0.05) + log_time[at]) / 2
        log_time = np.insert(np.delete(log_time, later[0]), at, new)
        event = np.insert(np.delete(event, later[0]), at, False)
        return Cohorts.of(log_time[None], event[None])
    following = np.flatnonzero(event[at + 1 :]) + at + 1
    if not len(following):
        return member
    tied = slice(at, following[0] + 1)
    survival, variance = member.survival[0].copy(), member.variance[0].copy()
    log_time[tied], survival[tied], variance[tied] = log_time[at], survival[following[0]], variance[following[0]]
    return Cohorts(log_time[None], member.event, survival[None], variance[None])
