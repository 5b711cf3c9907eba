"""The few figures a paper prints about one cohort and one endpoint, as a record."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from haic_core.curves.reconstruction.units import UNITS, Unit

Z95 = 1.959963984540054
Interval = tuple[float, float | None]  # of a median; the upper limit None when not reached


@dataclass(frozen=True)
class Spread:
    """How sure a landmark is, as printed: the standard error of survival `at` a time, or its limits."""

    at: float
    share: float
    se: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class PrintedFigures:
    """Figures as printed; times in `unit`, survival between 0 and 1.

    `median` is None both when the paper prints no median and when it was not reached;
    `median_reached` is False only in the second case. `ci` holds the limits of the median at `ci_level` per cent, the
    upper one None when not reached. `ci_type` names how the limits were computed, None when not known. `endpoint` is
    the shape it is drawn with, OS or PFS; `called` what the paper calls it, None where that is the same.
    `median_follow_up` is compared and not drawn from: papers count it in several ways.
    """

    n: int
    events: int | None = None
    median: float | None = None
    median_reached: bool = True
    ci: Interval | None = None
    ci_type: str | None = None
    min_follow_up: float | None = None
    max_follow_up: float | None = None
    landmarks: tuple[tuple[float, float], ...] = ()
    unit: str = "months"
    endpoint: str = "OS"
    ci_level: float = 95.0
    spreads: tuple[Spread, ...] = ()
    median_follow_up: float | None = None
    called: str | None = None

    @property
    def in_unit(self) -> Unit:
        return UNITS[self.unit]

    @property
    def z(self) -> float:
        """The normal deviate that the limits of the median lie at."""
        return Z95 if self.ci_level == 95 else NormalDist().inv_cdf(0.5 + self.ci_level / 200)
