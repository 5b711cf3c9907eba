"""The corners of what a survival chart draws: step functions cut at the axis, and the bands around a curve."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from haic_core.curves.kaplan_meier import sampling_limits
from haic_core.curves.published import PublishedCurve

Point = tuple[float, float]
"""Months and survival, 0 to 1."""


def steps(time: Sequence[float], values: Sequence[float], end: float) -> tuple[Point, ...]:
    """The corners of a step function up to the end of the axis; empty where less than a line is left."""
    corners: list[Point] = []
    for index, (month, value) in enumerate(zip(time, values, strict=True)):
        if month > end:
            corners.append((end, values[index - 1]))
            break
        if corners:
            corners.append((month, values[index - 1]))
        corners.append((month, value))
    return tuple(corners) if len(corners) > 1 else ()


def landings(corners: Sequence[Point]) -> tuple[Point, ...]:
    """The corners from which a value holds, and the curve's end: what there is to read off at a step."""
    return (*corners[::2], *([] if len(corners) % 2 else corners[-1:]))


def bands(curve: PublishedCurve) -> tuple[tuple[float, ...], ...]:
    """Low and high of the range of reconstructions at its own times, and of the same with the sampling interval.

    The first holds from time zero to the first step of any reconstruction, so it can lie below 1 from the start.
    """
    made, estimate = curve.reconstruction, curve.estimate
    limits = sampling_limits(estimate)
    low, high, outer_low, outer_high = [], [], [], []
    for month, least, most in zip(made.time, made.band_low, made.band_high, strict=True):
        sampled_low, sampled_high = limits[max(bisect_right(estimate.time, month) - 1, 0)]
        low.append(least)
        high.append(most)
        outer_low.append(min(least, sampled_low))
        outer_high.append(max(most, sampled_high))
    return tuple(low), tuple(high), tuple(outer_low), tuple(outer_high)
