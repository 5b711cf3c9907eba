"""The cheapest censorings to each number at risk of thousands, without a table of every run to every number.

Prices are convex: each further censoring costs no less than the one before. So the best number to come from never falls
as the number at risk rises, and between two numbers whose best is known only what lies between their bests is tried.
"""

from __future__ import annotations

import numpy as np

from haic_core.curves.digitised.axes import FrontCosts, FrontCounts, Prices
from haic_core.curves.digitised.censoring import LONG_RUN


def cheapest_runs(cost: FrontCosts, at_risk: FrontCounts, price: Prices) -> tuple[FrontCounts, FrontCosts]:
    """For each of the rising numbers `at_risk` the number to come from by censoring alone, and the cost of it: its own
    `cost` and the price of the run, LONG_RUN a patient beyond the price list."""
    followed = np.flatnonzero(np.isfinite(cost))
    width, last = len(cost), len(followed) - 1
    best, paid = np.full(width + 1, last), np.full(width, np.inf)
    stride = 1 << max(width - 1, 1).bit_length()
    while stride:
        rows = np.arange(0, width, stride) if stride >= width else np.arange(stride, width, 2 * stride)
        from_low = best[rows - stride] if stride < width else np.zeros(len(rows), int)
        above = rows + stride
        to_high = np.where(above < width, best[np.minimum(above, width)], last)
        length = to_high - from_low + 1
        start = np.cumsum(length) - length
        tried = np.arange(int(length.sum())) - np.repeat(start - from_low, length)
        total = cost[followed[tried]] + _run_prices(followed[tried] - np.repeat(rows, length), price)
        paid[rows] = np.minimum.reduceat(total, start)
        first = np.where(total == np.repeat(paid[rows], length), tried, last)
        best[rows] = np.where(np.isfinite(paid[rows]), np.minimum.reduceat(first, start), last)
        stride //= 2
    return at_risk[followed[best[:width]]], paid


def _run_prices(run: FrontCounts, price: Prices) -> FrontCosts:
    longest = len(price) - 1
    listed = price[np.clip(run, 0, longest)] + LONG_RUN * np.maximum(run - longest, 0)
    return np.where(run < 0, np.inf, listed)
