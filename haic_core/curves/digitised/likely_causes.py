"""What points look like that are no survival curve, and the likeliest reason: one sentence each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from haic_core.curves.digitised.axes import Lines, Points
from haic_core.words.refusal import Refusal

NEAR = 0.06  # fractions: how near to 0 or to 1 a curve begins
LOW = 0.15  # fractions: where the share that has died begins at most
EARLY = 0.04  # of the longest time: how near to nought
RUN = 0.25  # of the span: what the points of one arm, in the order of the file, cover at least
APART = 0.03  # fractions: how far two arms are apart where their points are told from one curve's
WHOLE, HUNDRED = 1.05, 20.0  # the largest fraction, and the least highest value of a curve in percent


def refuse_swapped(x: Points, y: Points, name: str) -> None:
    """Raises Refusal where the second column begins at 0 and the first at 1 or 100 there, and not the other way."""
    if _begins_high(x, y) or not _begins_high(y, x):
        return
    by_time = x[np.lexsort((-x, y))]
    half = len(by_time) // 2
    if by_time[half:].mean() < by_time[:half].mean():
        raise Refusal(
            f"{name}: the columns are swapped: the first falls from {by_time[0]:g} as the second rises from "
            f"{y.min():g} to {y.max():g}; times come first, survival second, or a heading names them.",
            place=name, found="survival,time", allowed="time,survival",
        )  # fmt: skip


def _begins_high(time: Points, survival: Points) -> bool:
    """Whether the highest survival, 1 or 100, stands at nought or nearly so."""
    unit = 100.0 if survival.max() >= HUNDRED else 1.0
    early = np.abs(time) <= EARLY * max(float(time.max()), 1e-12)
    return bool(early.any() and abs(survival[early].max() / unit - 1) <= NEAR)


def refuse_one_minus(x: Points, y: Points, lines: Lines, name: str) -> None:
    """Raises Refusal where the points begin at 0 and rise: the share that has died."""
    order = np.lexsort((y, x))
    by_time = y[order]
    unit = 100.0 if y.max() >= HUNDRED else 1.0
    fall = (np.maximum.accumulate(by_time) - by_time).max()
    rises = by_time[-1] > by_time[0] and fall <= max(0.5 * (by_time[-1] - by_time[0]), 0.02)
    if by_time[0] <= LOW * unit and rises and by_time.max() > 0:
        raise Refusal(
            f"{name}, row {lines[order[0]]}: survival starts at {by_time[0]:.3g}: is this 1 - S? It rises to "
            f"{by_time.max():.3g}, and a Kaplan-Meier curve of survival only falls.",
            place=f"{name}, row {lines[order[0]]}", found=f"{by_time[0]:.3g}", allowed="1 at the start",
        )  # fmt: skip


def refuse_mixed(x: Points, y: Points, lines: Lines, name: str) -> None:
    """Raises Refusal where some rows are percent and some fractions: of a curve in percent, values up to 1 before far
    larger ones, or falling on from a hundredth of the one before."""
    order = np.lexsort((-y, x))
    y, lines = y[order], lines[order]
    small = (y <= WHOLE) & (y > 0)
    if not small.any() or small.all():
        return
    row, large = int(np.argmax(small)), np.flatnonzero(y > HUNDRED)
    if len(large) and (row < large[0] or (row > large[-1] and _falls_on(y, small))):
        raise Refusal(
            f"{name}, row {lines[row]}: {y[row]:g} stands where other rows go up to {y.max():g}; fractions and percent "
            f"are mixed in the column of survival.",
            place=f"{name}, row {lines[row]}", found=f"{y[row]:g}", allowed="percent, or fractions, throughout",
        )  # fmt: skip


def _falls_on(y: Points, small: npt.NDArray[np.bool_]) -> bool:
    """Whether the values up to 1 at the end look like the hundredths of those before."""
    first = int(np.argmax(small))
    tail, above = y[first:], float(y[first - 1]) if first else 0.0
    return bool(
        len(set(tail.tolist())) > 1
        and (np.diff(tail) <= 0).all()
        and 0.5 * above <= 100 * float(tail[0]) <= above + 5
        and (tail > 0).all()
    )


def refuse_two_arms(x: Points, y: Points, lines: Lines, name: str) -> None:
    """Raises Refusal where the times begin anew within the file and both stretches cannot be one curve."""
    span = float(x.max() - x.min())
    starts = [0, *(np.flatnonzero(np.diff(x) < -RUN * span) + 1).tolist()]
    if not 2 <= len(starts) <= 12:
        return
    runs = [slice(start, end) for start, end in zip(starts, [*starts[1:], len(x)])]
    if any(run.stop - run.start < 3 or np.ptp(x[run]) < RUN * span for run in runs):
        return
    order = np.lexsort((-y, x))
    near = np.searchsorted(x[order], x[order] - 0.01 * span, side="right") - 1
    rise = y[order] - np.minimum.accumulate(y[order])[np.maximum(near, 0)]
    if rise.max() > APART:
        raise Refusal(
            f"{name}, row {lines[starts[1]]}: the times begin anew and survival is up to {rise.max():.2g} higher than "
            f"above: are {len(starts)} arms in one file? One curve to a file, or a column with their names.",
            place=f"{name}, row {lines[starts[1]]}", found=f"{len(starts)} curves", allowed="one curve",
        )  # fmt: skip
