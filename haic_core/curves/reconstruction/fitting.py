"""How near a simulated cohort comes to the printed figures, and the stretch of time that closes what is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from haic_core.curves.reconstruction.axes import RowCounts, RowKnots, RowMask, RowNumbers
from haic_core.curves.reconstruction.checks import landmarks_as_meant
from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.limits import crossings, slope
from haic_core.curves.reconstruction.printed import Interval, Spread
from haic_core.curves.reconstruction.spreads import standard_error_from
from haic_core.curves.reconstruction.summary import Summary
from haic_core.curves.reconstruction.units import Unit

NEARLY_ZERO_MONTHS = 0.02  # in months; a smallest follow-up printed as 0 has no logarithm
Hold = Callable[[RowNumbers, float | RowNumbers], None]  # log months of each cohort, and where they are to lie


def anchored(cohorts: Cohorts, printed: Summary) -> tuple[Cohorts, RowMask]:
    """Shift log times into log months so that the printed median, or failing that the most central landmark, holds.

    Returns the cohorts and a mask (rows,) of those for which that is possible.
    """
    n = cohorts.log_time.shape[1]
    if printed.median is not None:
        index = cohorts.first_at_or_below(0.5)
        possible, at, where = index < n, cohorts.time_at(index), np.log(printed.median)
    else:
        months, share = min((pair for pair in printed.landmarks if 0 < pair[1] < 1), key=lambda p: abs(p[1] - 0.5))
        level, start, following = _step_nearest(cohorts, share)
        start = np.where(np.isfinite(start), start, following - 0.2)
        at = (start + np.where(np.isfinite(following), following, start + 0.2)) / 2
        possible, where = np.abs(level - share) <= 0.03 + 0.5 / n, np.log(months)
        if not printed.median_reached:
            possible &= cohorts.survival[:, -1] > 0.5 + 1e-9
    shift = np.where(possible, where - np.where(possible, at, 0.0), 0.0)
    return cohorts.with_times(cohorts.log_time + shift[:, None]), possible


def distance(cohorts: Cohorts, printed: Summary, ci_type: str | None) -> RowNumbers:
    """Squared distance (rows,) to the printed figures, each on its own scale; infinite when one cannot hold."""
    gap = np.zeros(len(cohorts.log_time))
    if printed.max_follow_up is not None:
        gap += ((cohorts.log_time[:, -1] - np.log(printed.max_follow_up)) / 0.2) ** 2
    if printed.min_follow_up is not None:
        gap += ((cohorts.log_time[:, 0] - _log_smallest(printed.min_follow_up, printed.in_unit)) / 1.5) ** 2
    for months, share in landmarks_as_meant(printed):
        scale = max(0.35 * np.sqrt(share * (1 - share) / printed.n), 0.25 / printed.n)
        gap += ((cohorts.survival_at(np.log(months)) - share) / scale) ** 2
    for one in printed.spreads:
        gap += _spread_distance(cohorts, one, printed.z)
    if ci_type is not None and printed.ci is not None:
        gap += _ci_distance(cohorts, printed, printed.ci, ci_type)
    return np.where(np.isnan(gap), np.inf, gap)


def _spread_distance(cohorts: Cohorts, one: Spread, z: float) -> RowNumbers:
    """How far Greenwood's standard error (relative, it follows from who was censored before) is from the printed."""
    se = one.se
    if se is None:
        if one.low is None or one.high is None:
            return np.zeros(len(cohorts.log_time))
        se = standard_error_from(one.share, one.low, one.high, z)
    if se <= 0 or not 0 < one.share < 1:
        return np.zeros(len(cohorts.log_time))
    relative = cohorts.spread_at(np.log(one.at))
    with np.errstate(divide="ignore"):
        gap: RowNumbers = (np.log(relative * one.share / se) / 0.1) ** 2
    return np.minimum(gap, 1e3)  # told about beside the others, and never alone a reason to refuse a cohort


def _ci_distance(cohorts: Cohorts, printed: Summary, ci: Interval, ci_type: str) -> RowNumbers:
    low, high = ci
    with np.errstate(invalid="ignore", divide="ignore"):
        if ci_type == "spss":
            se = slope(cohorts, cohorts.first_at_or_below(0.5)).se
            return np.asarray((np.log(se / standard_error(printed)) / 0.2) ** 2)
        first, last = crossings(cohorts, ci_type, printed.z)
        gap = ((cohorts.time_at(first) - np.log(low)) / 0.15) ** 2 if low > 0 else np.zeros(len(first))
        if high is None:
            return np.where(last < cohorts.log_time.shape[1], np.inf, gap)
        return np.asarray(gap + ((cohorts.time_at(last) - np.log(high)) / 0.15) ** 2)


def standard_error(printed: Summary) -> float:
    """The standard error of the median, in months, behind a symmetric printed interval. Raises ValueError where the
    median or its interval is not printed."""
    if printed.median is None or printed.ci is None:
        raise ValueError("The standard error of a median follows from the median and its interval; one is missing.")
    low, high = printed.ci
    if high is None:
        return (printed.median - low) / printed.z
    return (high - printed.median if low <= 0 else (high - low) / 2) / printed.z


def stretched(
    cohorts: Cohorts, printed: Summary, ci_type: str | None, held: RowKnots | None = None
) -> tuple[Cohorts, RowMask]:
    """Stretch time, log-linear between knots, so that every printed figure holds exactly.

    `held` (rows, any): log months that must stay where they are. Returns the cohorts in log months and a mask
    (rows,) of those whose order of time survives the stretch.
    """
    source, target = _knots(cohorts, printed, ci_type)
    if held is not None:
        source, target = np.concatenate([source, held], axis=1), np.concatenate([target, held], axis=1)
    moved, possible = _through(cohorts, source, target)
    if not printed.landmarks:
        return moved, possible
    kept = [(t, t) for t in np.moveaxis(target, 1, 0)]
    for months, share in landmarks_as_meant(printed):
        kept.append(_landmark_knot(moved, months, share, printed.in_unit))
    source, target = _side_by_side(kept)
    moved, also = _through(moved, source, target)
    return moved, possible & also


def held_knots(cohorts: Cohorts, printed: Summary, ci_type: str | None) -> RowKnots:
    """The log months (rows, any) on which the printed figures of already stretched cohorts rest."""
    source, _ = _knots(cohorts, printed, ci_type)
    at = [np.full(len(source), np.log(months)) for months, _ in landmarks_as_meant(printed)]
    return np.concatenate([source, *(column[:, None] for column in at)], axis=1)


def _knots(cohorts: Cohorts, printed: Summary, ci_type: str | None) -> tuple[RowKnots, RowKnots]:
    rows = len(cohorts.log_time)
    knots: list[tuple[RowNumbers, RowNumbers]] = []

    def hold(source: RowNumbers, target: float | RowNumbers) -> None:
        knots.append((source, np.broadcast_to(target, rows).astype(float)))

    if printed.min_follow_up is not None:
        hold(cohorts.log_time[:, 0], _log_smallest(printed.min_follow_up, printed.in_unit))
    if printed.max_follow_up is not None:
        hold(cohorts.log_time[:, -1], np.log(printed.max_follow_up))
    if printed.median is not None:
        index = cohorts.first_at_or_below(0.5)
        hold(cohorts.time_at(index), np.log(printed.median))
        if ci_type == "spss":
            _hold_slope(cohorts, printed.median, standard_error(printed), index, hold)
    if printed.ci is not None and ci_type in ("log", "log-log"):
        low, high = printed.ci
        first, last = crossings(cohorts, ci_type, printed.z)
        if low > 0:
            hold(cohorts.time_at(first), np.log(low))
        if high is not None:
            hold(cohorts.time_at(last), np.log(high))
    if not knots:
        hold(cohorts.log_time[:, 0], cohorts.log_time[:, 0])
    return _side_by_side(knots)


def _side_by_side(knots: Sequence[tuple[RowNumbers, RowNumbers]]) -> tuple[RowKnots, RowKnots]:
    """Pairs of columns (rows,), where a knot is and where it goes, as two arrays (rows, knots)."""
    sources, targets = zip(*knots)
    return np.stack(sources, axis=1), np.stack(targets, axis=1)


def _hold_slope(cohorts: Cohorts, median_months: float, se_months: float, index: RowCounts, hold: Hold) -> None:
    """Keep the two neighbours of the median at their relative places, at the distance the printed SE asks for."""
    near = slope(cohorts, index)
    median, before, after = (np.exp(cohorts.time_at(i)) for i in (index, near.before, near.after))
    with np.errstate(invalid="ignore", divide="ignore"):
        grow = se_months * near.width_per_se / (after - before)
        for side, place in ((near.before, before), (near.after, after)):
            hold(cohorts.time_at(side), np.log(median_months + grow * (place - median)))


def _landmark_knot(cohorts: Cohorts, months: float, share: float, unit: Unit) -> tuple[RowNumbers, RowNumbers]:
    """The least shift that makes the step nearest to the printed share the one that holds at the landmark."""
    _, start, following = _step_nearest(cohorts, share)
    clear = min(0.01 * unit.a_month, 0.002 * months)
    source = np.clip(np.log(months), start, following)
    late, early = start > np.log(months - clear), following < np.log(months + clear)
    source = np.where(late, start, np.where(early, following, np.log(months)))
    target = np.where(late, np.log(months - clear), np.where(early, np.log(months + clear), np.log(months)))
    return source, target


def _step_nearest(cohorts: Cohorts, share: float) -> tuple[RowNumbers, RowNumbers, RowNumbers]:
    """Level (rows,) of the step nearest to `share`, its first log time, and that of the next step (inf if none)."""
    levels = np.concatenate([np.ones((len(cohorts.survival), 1)), cohorts.survival], axis=1)
    row = np.arange(len(levels))
    level = levels[row, np.abs(levels - share).argmin(axis=1)]
    start = cohorts.time_at(np.where(level > 1 - 1e-9, -1, cohorts.first_at_or_below(level)))
    following = cohorts.time_at(cohorts.first_at_or_below(level - 2e-9))
    return level, start, following


def _through(cohorts: Cohorts, source: RowKnots, target: RowKnots) -> tuple[Cohorts, RowMask]:
    order = np.argsort(source, axis=1, kind="stable")
    source, target = np.take_along_axis(source, order, 1), np.take_along_axis(target, order, 1)
    with np.errstate(invalid="ignore"):
        apart, moved_apart = np.diff(source, axis=1), np.diff(target, axis=1)
        same = (np.abs(apart) < 1e-9) & (np.abs(moved_apart) < 1e-9)
        possible: RowMask = np.logical_and.reduce(np.isfinite(source) & np.isfinite(target), axis=1)
        possible &= ((apart > 1e-9) & (moved_apart > 1e-9) | same).all(axis=1)
    source, target = np.where(possible[:, None], source, 0.0), np.where(possible[:, None], target, 0.0)
    offset = target - source
    passed = (cohorts.log_time[:, :, None] >= source[:, None, :] - 1e-12).sum(axis=2)
    left, right = np.maximum(passed - 1, 0), np.minimum(passed, source.shape[1] - 1)
    at, near, far = (
        np.take_along_axis(source, left, 1),
        np.take_along_axis(offset, left, 1),
        np.take_along_axis(offset, right, 1),
    )
    width = np.take_along_axis(source, right, 1) - at
    share = np.where(width > 1e-12, (cohorts.log_time - at) / np.where(width > 1e-12, width, 1.0), 0.0)
    return cohorts.with_times(cohorts.log_time + near + (far - near) * share), possible


def _log_smallest(time: float, unit: Unit) -> float:
    return float(np.log(max(time, NEARLY_ZERO_MONTHS * unit.a_month)))
