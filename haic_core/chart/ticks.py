"""Where an axis of months is marked: one rule for every chart, table of numbers at risk and CSV."""

from __future__ import annotations

STEPS_MONTHS = (3, 6, 12, 24, 36, 60, 120)
MOST_INTERVALS = 8  # as many columns of numbers as a slide holds at 18 points


def tick_step(end_months: float) -> int:
    """Months between two ticks: the shortest step that gives at most ``MOST_INTERVALS`` up to the axis's end."""
    return next((step for step in STEPS_MONTHS if end_months / step <= MOST_INTERVALS), STEPS_MONTHS[-1])


def ticks(end_months: float) -> tuple[float, ...]:
    """Every tick from zero to the axis's end, which need not be one of them."""
    step = tick_step(end_months)
    return tuple(float(step * index) for index in range(int(end_months // step) + 1))
