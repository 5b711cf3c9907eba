"""The median follow-up, in the two ways that papers count it."""

from __future__ import annotations

import numpy as np

from haic_core.curves.kaplan_meier import HALF
from haic_core.curves.reconstruction.axes import TimeCounts, Times


def median_follow_up(time: Times, at_risk: TimeCounts, events: TimeCounts, censored: TimeCounts) -> tuple[float, ...]:
    """The median of all observed times and, where it is reached, that of the reverse Kaplan-Meier curve, in which
    being censored is the event (those who die at a time have left just before)."""
    observed = float(np.median(np.repeat(time, events + censored)))
    still = np.cumprod(1.0 - censored / np.maximum(at_risk - events, 1))
    reached = np.flatnonzero(still <= HALF)
    return (observed, float(time[reached[0]])) if len(reached) else (observed,)
