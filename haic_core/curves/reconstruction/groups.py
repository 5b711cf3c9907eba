"""A cohort and its groups reconstructed together, so that overall and group figures and the p all hold at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from haic_core.curves.reconstruction import fitting
from haic_core.curves.reconstruction.axes import MemberRows, RowCounts, RowKnots, RowMask, RowNumbers
from haic_core.curves.reconstruction.checks import Reproduced
from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.engine import assembled, possible_figures, reconstruct
from haic_core.curves.reconstruction.ensemble import FEWEST, KEPT, SEED, Ensemble, Readings, ensemble, readings
from haic_core.curves.reconstruction.joining import Joined, log_rank_z
from haic_core.curves.reconstruction.joint_records import Task, joint_records, p_between, p_holds
from haic_core.curves.reconstruction.outcome import Reconstruction
from haic_core.curves.reconstruction.portable import order_of
from haic_core.curves.reconstruction.records import clear_of_one_half
from haic_core.curves.reconstruction.summary import Summary
from haic_core.words.refusal import Refusal

MEMBERS, TUPLES, CHUNK, ACCEPTED = 1200, 40_000, 2500, 1200
WIDENED = 1.15  # few independent members; measured under-coverage of joint bands


@dataclass(frozen=True)
class Solution:
    """Joint members that hold overall and group figures, with weights (rows,) and how each interval was read."""

    joined: Joined
    weight: RowNumbers
    ci_type: str | None
    group_ci_types: tuple[Readings, ...]


def reconstruct_groups(
    overall: Summary, groups: Sequence[Summary], p: float | None = None, p_relation: str | None = None
) -> tuple[Reconstruction, tuple[Reconstruction, ...]]:
    """The overall curve and one per group, on the same patients. `p` is the printed two-sided log-rank p between
    two groups, `p_relation` '=' or '<'.

    Every group's ensemble is drawn first; tuples of members are joined, scored on the overall figures and the p,
    and stretched together with the groups' own figures held. When no joint solution is found the curves are
    reconstructed one by one and a note says so. Raises Refusal when the groups cannot make up the cohort.
    """
    task = _checked(overall, tuple(groups), p, p_relation)
    parts = [_members(possible_figures(group)) for group in task.groups]
    for attempt, let_go in _attempts(task):
        solution = _solved(attempt, parts)
        answers = _answers(task, solution, parts, let_go) if solution is not None else None
        if answers is not None:
            surprise = _surprise(task, parts)
            whole = replace(answers[0], notes=(*answers[0].notes, *((surprise,) if surprise else ())))
            return whole, answers[1]
    alone = "No joint solution of overall and group figures was found; each curve stands on its own figures."
    every = [reconstruct(one) for one in (overall, *groups)]
    every = [replace(one, notes=(*one.notes, alone)) for one in every]
    return every[0], tuple(every[1:])


def _checked(overall: Summary, groups: tuple[Summary, ...], p: float | None, relation: str | None) -> Task:
    if len(groups) < 2:
        raise Refusal(f"groups: found {len(groups)}, but a joint reconstruction needs at least two groups.")
    if len({one.unit for one in (overall, *groups)}) > 1:
        raise Refusal("groups: their times are in different units; give all of them in one.")
    total = sum(group.n for group in groups)
    if total != overall.n:
        raise Refusal(f"groups: their n add up to {total}, but the cohort's n is {overall.n}; they must be equal.")
    deaths = [group.events for group in groups if group.events is not None]
    if len(deaths) == len(groups) and overall.events is not None and sum(deaths) != overall.events:
        raise Refusal(f"groups: their events add up to {sum(deaths)}, but the cohort's are {overall.events}.")
    if p is not None and not 0 < p <= 1:
        raise Refusal(f"groups: p is {p:g}, but it must lie above 0 and at most 1.")
    if p is not None and relation not in ("=", "<"):
        raise Refusal(f"groups: p_relation is {relation!r}; allowed are '=' and '<'.")
    if any(one.events == 0 for one in (overall, *groups)):
        raise Refusal("groups: events is 0; a joint reconstruction needs events in the cohort and in every group.")
    return Task(possible_figures(overall), groups, p if len(groups) == 2 else None, relation)


def _attempts(task: Task) -> list[tuple[Task, str | None]]:
    """What to try, and the sentence that owns up to what was let go."""
    tries: list[tuple[Task, str | None]] = [(task, None)]
    if task.overall.ci is not None:
        bare = replace(task, overall=replace(task.overall, ci=None))
        tries.append((bare, "The overall confidence interval does not go with the group figures; it was let go."))
    if task.p is not None:
        tries.append((replace(task, p=None), "The printed p does not go with the other figures; it was let go."))
    return tries


def _members(printed: Summary) -> Ensemble:
    """One group's ensemble, every member stepping clear of one half."""
    found = ensemble(printed, accepted=2 * MEMBERS, kept=MEMBERS)
    if not len(found.weight):
        return found
    cleared = [clear_of_one_half(found.members.rows([row])) for row in range(len(found.weight))]
    cohorts = Cohorts.stacked(cleared)
    log_time, holds = cohorts.log_time.copy(), np.zeros(len(cleared), bool)
    for ci_type in set(found.ci_types):
        rows = np.array([one == ci_type for one in found.ci_types])
        moved, possible = fitting.stretched(cohorts.rows(rows), found.used, ci_type)
        log_time[rows], holds[rows] = moved.log_time, possible
    kept = np.flatnonzero(holds)
    weight = found.weight[kept] / max(found.weight[kept].sum(), 1e-300)
    types = tuple(found.ci_types[row] for row in kept)
    return replace(found, members=cohorts.with_times(log_time).rows(kept), weight=weight, ci_types=types)


def _solved(task: Task, parts: list[Ensemble]) -> Solution | None:
    if any(len(part.weight) < FEWEST for part in parts):
        return None
    rng = np.random.Generator(np.random.PCG64(SEED))
    rows = _tuples(rng, parts, task.overall.events)
    ci_type = readings(task.overall)[-1]  # when unknown, log-log: what most current software prints
    gap = np.concatenate(
        [_gap(task, parts, rows[at : at + CHUNK], ci_type) for at in range(0, len(rows), CHUNK)] or [np.empty(0)]
    )
    order = order_of(gap)[:ACCEPTED]
    order = order[np.isfinite(gap[order])]
    if not len(order):
        return None
    chosen = rows[order]
    joined = Joined.of([part.members.rows(chosen[:, g]) for g, part in enumerate(parts)])
    held = np.concatenate([_held(part, chosen[:, g]) for g, part in enumerate(parts)], axis=1)
    moved, possible = fitting.stretched(joined.union, task.overall, ci_type, held)
    kept = np.flatnonzero(possible)[:KEPT]
    if len(kept) < FEWEST:
        return None
    near = gap[order][kept]
    weight = np.exp(-near / (2 * max(float(np.median(near)), 1e-9)))
    types = tuple(tuple(part.ci_types[row] for row in chosen[kept, g]) for g, part in enumerate(parts))
    return Solution(Joined(moved.rows(kept), joined.group[kept]), weight / weight.sum(), ci_type, types)


def _surprise(task: Task, parts: list[Ensemble]) -> str | None:
    """How often joint reconstructions that ignore the printed p would print one as small; None without a p."""
    if task.p is None:
        return None
    rows = _tuples(np.random.Generator(np.random.PCG64(SEED)), parts, task.overall.events)
    if not len(rows):
        return None
    free, ci_type = replace(task, p=None), readings(task.overall)[-1]
    gap = np.concatenate([_gap(free, parts, rows[at : at + CHUNK], ci_type) for at in range(0, len(rows), CHUNK)])
    near = order_of(gap)[:ACCEPTED]
    near = near[np.isfinite(gap[near])]
    if not len(near):
        return None
    joined = Joined.of([part.members.rows(rows[near, g]) for g, part in enumerate(parts)])
    weight = np.exp(-gap[near] / (2 * max(float(np.median(gap[near])), 1e-9)))
    share = float(weight[np.abs(log_rank_z(joined)) >= two_sided_z(task.p)].sum() / weight.sum())
    told = f"{100 * share:.{0 if share >= 0.02 else 1}f} %"
    return (
        f"How surprising is the printed p ({task.p_relation} {task.p:g})? Of joint reconstructions that ignore it, "
        f"{told} have a log-rank p as small."
    )


def _tuples(rng: np.random.Generator, parts: list[Ensemble], deaths: int | None) -> MemberRows:
    """Rows (any, groups) of members, by weight; the last group's member makes the deaths add up when printed."""
    free = parts if deaths is None else parts[:-1]
    drawn = np.stack([rng.choice(len(part.weight), TUPLES, p=part.weight) for part in free], axis=1)
    if deaths is None:
        return drawn
    dead = [part.members.event.sum(axis=1) for part in parts]
    missing = deaths - sum(dead[g][drawn[:, g]] for g in range(len(free)))
    last = np.full(TUPLES, -1)
    for number in np.unique(missing):
        able = np.flatnonzero(dead[-1] == number)
        if len(able):
            mine = missing == number
            share = parts[-1].weight[able]
            last[mine] = rng.choice(able, mine.sum(), p=share / share.sum())
    return np.column_stack([drawn, last])[last >= 0]


def _gap(task: Task, parts: list[Ensemble], rows: MemberRows, ci_type: str | None) -> RowNumbers:
    joined = Joined.of([part.members.rows(rows[:, g]) for g, part in enumerate(parts)])
    gap = fitting.distance(joined.union, task.overall, ci_type)
    if task.overall.median is not None:
        with np.errstate(invalid="ignore"):
            middle = joined.union.time_at(joined.union.first_at_or_below(0.5))
            gap += ((middle - np.log(task.overall.median)) / 0.03) ** 2
    if task.p is not None:
        wanted = two_sided_z(task.p)
        off = np.abs(log_rank_z(joined)) - wanted
        gap += ((np.minimum(off, 0) if task.p_relation == "<" else off) / 0.15) ** 2
    return np.where(np.isnan(gap), np.inf, gap)


def two_sided_z(p: float) -> float:
    """The size of a standard normal deviate whose two-sided p this is."""
    return -NormalDist().inv_cdf(p / 2)


def _held(part: Ensemble, rows: RowCounts) -> RowKnots:
    types = [part.ci_types[row] for row in rows]
    members = part.members.rows(rows)
    placed: list[tuple[RowMask, RowKnots]] = []
    for ci_type in dict.fromkeys(types):
        mine = np.array([one == ci_type for one in types])
        placed.append((mine, fitting.held_knots(members.rows(mine), part.used, ci_type)))
    held = np.empty((len(rows), placed[0][1].shape[1]))
    for mine, knots in placed:
        held[mine] = knots
    return held


def _answers(
    task: Task, solution: Solution, parts: list[Ensemble], let_go: str | None
) -> tuple[Reconstruction, tuple[Reconstruction, ...]] | None:
    """The curves of a joint solution; None when no set of records holds all its figures."""
    whole = Ensemble(
        solution.joined.union, solution.weight, (solution.ci_type,) * len(solution.weight), task.overall, ()
    )
    groups = [
        replace(part, members=solution.joined.part(g), weight=solution.weight, ci_types=solution.group_ci_types[g])
        for g, part in enumerate(parts)
    ]
    every = joint_records(task, whole, groups)
    if not every:
        return None
    notes = ("Overall and group figures were reconstructed together, on the same patients.",)
    curves = [
        replace(curve, notes=(*curve.notes, *notes, *((let_go,) if let_go else ())))
        for curve in (
            assembled(printed, records, found, WIDENED)
            for printed, records, found in zip((task.overall, *task.groups), every, (whole, *groups))
        )
    ]
    if task.p is not None:
        ours = p_between(every)
        row = Reproduced("log_rank_p", task.p, float(f"{ours:.3g}"), p_holds(ours, task.p, task.p_relation))
        curves[0] = replace(curves[0], reproduces=(*curves[0].reproduces, row))
    return curves[0], tuple(curves[1:])
