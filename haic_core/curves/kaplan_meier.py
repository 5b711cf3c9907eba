"""The only door to lifelines: Kaplan-Meier, median and restricted mean of patient-level records.

Records are pairs (months, event): 1 for an event, 0 for censored. lifelines is imported on first use, it is slow; a
curve that is kept is read without it, and without numpy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, fsum, log, sqrt

Records = Sequence[tuple[float, int]]
FEWEST_LEFT = 10  # below, a share of those left is a share of too few
SURVIVAL_DECIMALS = 12
NORMAL_975 = 1.959963984540054
HALF = 0.5 + 1e-9  # one half counts as reached, whatever the floating point says: lifelines can give 0.5000000000000001


@dataclass(frozen=True)
class KaplanMeier:
    """Step function: `survival` holds from each of `time` (months, 0 first) to the next; `at_risk` just before."""

    time: tuple[float, ...]
    survival: tuple[float, ...]
    at_risk: tuple[int, ...]
    events: tuple[int, ...]


@dataclass(frozen=True)
class RestrictedMean:
    """Area under the curve to `horizon_months`, and its Greenwood standard error, both in months."""

    months: float
    standard_error: float
    horizon_months: float


def kaplan_meier(records: Records) -> KaplanMeier:
    """The Kaplan-Meier estimate from lifelines' table of events, to twelve digits. Raises ValueError when there are no
    records. A whole KaplanMeierFitter makes the same table, and limits and medians that are not read here."""
    from lifelines.utils import survival_table_from_events

    if not len(records):
        raise ValueError("A Kaplan-Meier curve needs at least one record.")
    times, happened = zip(*records)
    table = survival_table_from_events(times, happened)
    at_risk, events = table["at_risk"].to_numpy(float), table["observed"].to_numpy(float)
    survival = ((at_risk - events) / at_risk).cumprod()  # lifelines sums logarithms, which hang on the processor
    return KaplanMeier(
        time=tuple(float(t) for t in table.index),
        survival=tuple(round(float(s), SURVIVAL_DECIMALS) for s in survival),
        at_risk=tuple(int(n) for n in table["at_risk"]),
        events=tuple(int(d) for d in table["observed"]),
    )


def median(curve: KaplanMeier) -> float | None:
    """First time (months) at which survival is at or below one half, with tolerance; None when not reached."""
    return next((t for t, s in zip(curve.time, curve.survival) if s <= HALF), None)


def sampling_limits(curve: KaplanMeier) -> tuple[tuple[float, float], ...]:
    """Pointwise 95 % limits of each step: Greenwood's variance on the log(-log) scale, R's ``conf.type="log-log"``.

    Before the first event both are 1; where everybody has died no limit is known and the last ones stay.
    """
    found: list[tuple[float, float]] = []
    variance, last = 0.0, (1.0, 1.0)
    for at_risk, events, survival in zip(curve.at_risk, curve.events, curve.survival):
        if events and at_risk > events:
            variance += events / (at_risk * (at_risk - events))
            spread = NORMAL_975 * variance**0.5 / abs(log(survival))
            last = (survival ** exp(spread), survival ** exp(-spread))
        found.append(last)
    return tuple(found)


def survival_at(curve: KaplanMeier, months: float) -> float | None:
    """Survival just after `months`; None past the last follow-up, where the curve says nothing."""
    if not 0 <= months <= curve.time[-1]:
        return None
    return curve.survival[bisect_right(curve.time, months) - 1]


def at_risk_after(curve: KaplanMeier, months: float) -> int:
    """Patients known to be alive and followed past `months`."""
    later = bisect_right(curve.time, months)
    return curve.at_risk[later] if later < len(curve.at_risk) else 0


def conditional_survival(curve: KaplanMeier, alive_at_months: float, further_months: float) -> float | None:
    """S(t + s) / S(t): the share of those alive at t who live s more. None where fewer than FEWEST_LEFT are followed
    past t, or where t + s lies past the last follow-up."""
    alive, later = survival_at(curve, alive_at_months), survival_at(curve, alive_at_months + further_months)
    if not alive or later is None or at_risk_after(curve, alive_at_months) < FEWEST_LEFT:
        return None
    return later / alive


def landmark(curve: KaplanMeier, records: Records, months: float) -> KaplanMeier | None:
    """The curve of those followed past `months`, which is its time zero in everything but the axis: 1 up to there,
    months on the axis as before. None where fewer than FEWEST_LEFT are left."""
    left = [(time, event) for time, event in records if time > months]
    if len(left) < FEWEST_LEFT or at_risk_after(curve, months) != len(left):
        return None
    return kaplan_meier(left)


def restricted_mean(curve: KaplanMeier, horizon_months: float) -> RestrictedMean | None:
    """Restricted mean survival time as an exact step integral; None past the last follow-up.

    The variance is Greenwood's: the sum over event times of (area still to come)^2 d / (n (n - d)).
    """
    if not 0 < horizon_months <= curve.time[-1]:
        return None
    inside = bisect_left(curve.time, horizon_months)
    ends = (*curve.time[:inside], horizon_months)
    areas = [(end - start) * survival for (start, end), survival in zip(pairwise(ends), curve.survival)]
    terms = []
    for at_risk, events, place in zip(curve.at_risk, curve.events, range(inside)):
        left = at_risk - events
        to_come = fsum(areas[place:])  # the step after an event belongs to what is still to come
        terms.append(to_come**2 * events / (at_risk * left) if left > 0 else 0.0)
    return RestrictedMean(fsum(areas), sqrt(fsum(terms)), float(horizon_months))
