"""Records of a whole cohort and of its groups at once: the same patients, near the middle of all their ensembles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.curves.reconstruction import fitting
from haic_core.curves.reconstruction.axes import RowNumbers, Times
from haic_core.curves.reconstruction.checks import failures, reproduced
from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.ensemble import Ensemble
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.joining import Joined, log_rank_p
from haic_core.curves.reconstruction.portable import SAME, order_of, weighted_mean
from haic_core.curves.reconstruction.records import Records, in_months, on_the_mean
from haic_core.curves.reconstruction.rounding import half_unit
from haic_core.curves.reconstruction.summary import Summary

FIRST_TRIED, MOST_TRIED = 25, 100
SHARES = (1.0, 0.6, 0.3, 0.0)  # how far a member is moved towards the means; all the way may break the p
GRID = np.linspace(0.01, 1, 80)


@dataclass(frozen=True)
class Task:
    """The printed figures that a joint solution is to meet; `p` None when not given or let go."""

    overall: Summary
    groups: tuple[Summary, ...]
    p: float | None
    p_relation: str | None


@dataclass(frozen=True)
class Middle:
    """An ensemble's weighted mean curve on a grid of months, both (k,)."""

    grid: Times
    mean: Times
    off: RowNumbers

    @classmethod
    def of(cls, found: Ensemble) -> Middle:
        """The mean, and how far each member (rows,) lies from it."""
        grid = np.exp(np.quantile(found.members.log_time, GRID))
        grid = grid[np.diff(grid, prepend=0) > 10.0**-SAME]
        curves = found.survival_at(grid)
        mean = weighted_mean(found.weight, curves)
        return cls(grid, mean, np.abs(curves - mean).mean(axis=1))


def joint_records(task: Task, whole: Ensemble, groups: Sequence[Ensemble]) -> list[Records]:
    """Records of the whole, then of each group: of those tried, what misses least and lies nearest to all the means."""
    middles = [Middle.of(found) for found in (whole, *groups)]
    best: list[Records] = []
    best_cost = np.inf
    for place, row in enumerate(order_of(np.sum([middle.off for middle in middles], axis=0))[:MOST_TRIED]):
        if place >= FIRST_TRIED and best_cost < 1:
            break
        for every in _candidates(task, whole, groups, middles, int(row)):
            cost = round(_cost(task, every, middles), SAME)
            if cost < best_cost:
                best, best_cost = every, cost
    return best


def p_between(every: Sequence[Records]) -> float:
    """The log-rank p between the two groups of [whole, group, group]."""
    _, first, second = every
    return log_rank_p(first.time, first.event, second.time, second.event)


def p_holds(ours: float, printed: float, relation: str | None) -> bool:
    """Whether our p agrees with the printed one ('=' or '<' it), to its rounding."""
    return ours < printed if relation == "<" else abs(ours - printed) <= half_unit(printed)


def _cost(task: Task, every: Sequence[Records], middles: Sequence[Middle]) -> float:
    cost = 0.0
    for printed, records, middle in zip((task.overall, *task.groups), every, middles):
        estimate = Estimate.of(records.time, records.event)
        cost += failures(reproduced(estimate, printed, records.ci_type))
        cost += {"clear": 0.0, "found": 0.3, "missed": 10.0}[estimate.at_one_half()]
        cost += float(np.abs(estimate.survival_at(middle.grid) - middle.mean).mean())
    if task.p is not None:
        cost += not p_holds(p_between(every), task.p, task.p_relation)
    return cost


def _candidates(
    task: Task, whole: Ensemble, groups: Sequence[Ensemble], middles: Sequence[Middle], row: int
) -> Iterator[list[Records]]:
    """A joint member moved towards the group means by each of SHARES, with all figures put back in place."""
    parts, held, types = [], [], [found.ci_types[row] for found in groups]
    holds = np.ones(len(SHARES), bool)
    for found, middle, ci_type in zip(groups, middles[1:], types):
        member = found.members.rows([row])
        target = on_the_mean(member, middle.grid, middle.mean).log_time
        blend = np.array(SHARES)[:, None]
        stack = Cohorts(
            blend * target + (1 - blend) * member.log_time,
            np.repeat(member.event, len(SHARES), 0),
            np.repeat(member.survival, len(SHARES), 0),
            np.repeat(member.variance, len(SHARES), 0),
        )
        moved, possible = fitting.stretched(stack, found.used, ci_type)
        parts.append(moved)
        held.append(fitting.held_knots(moved, found.used, ci_type))
        holds &= possible
    joined = Joined.of(parts)
    union, possible = fitting.stretched(joined.union, task.overall, whole.ci_types[row], np.concatenate(held, axis=1))
    for share in np.flatnonzero(holds & possible):
        yield _records(
            task,
            Joined(union, joined.group),
            [found.used for found in groups],
            (whole.ci_types[row], *types),
            int(share),
        )


def _records(
    task: Task, joined: Joined, used: Sequence[Summary], ci_types: Sequence[str | None], row: int
) -> list[Records]:
    group, event = joined.group[row], joined.union.event[row]
    time = in_months(joined.union.log_time[row], task.overall)
    every = []
    for g, printed in enumerate(used):
        mine = group == g
        time[mine] = in_months(np.log(time[mine]), printed)
        every.append(Records(time[mine], event[mine], ci_types[g + 1]))
    order = np.argsort(time, kind="stable")
    return [Records(time[order], event[order], ci_types[0]), *every]
