"""Printed against ours: which of the printed figures the reconstructed records give back."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.follow_up import median_follow_up
from haic_core.curves.reconstruction.printed import Interval, Spread
from haic_core.curves.reconstruction.rounding import half_unit, share_slack
from haic_core.curves.reconstruction.spreads import limits_of, standard_error_at
from haic_core.curves.reconstruction.summary import Summary

ROUND_OFF = 1e-6


@dataclass(frozen=True)
class Reproduced:
    """One printed figure beside ours; `ok` when they agree to the printed rounding. None stands for not reached.

    at_months: of survival at a time, that time in the summary's unit; None for every other figure.
    """

    figure: str
    printed: float | None
    ours: float | None
    ok: bool
    at_months: float | None = None


def landmarks_as_meant(printed: Summary) -> tuple[tuple[float, float], ...]:
    """(time, survival) to be met. A landmark at the printed median but still above one half stood before the
    unrounded median, so it is met just before the printed one."""
    if printed.median is None:
        return printed.landmarks
    middle, rounding = printed.median, half_unit(printed.median)
    before = middle - 0.01 * min(middle, printed.in_unit.a_month)
    return tuple(
        (before if share > 0.5 and 0 <= months - middle <= rounding else months, share)
        for months, share in printed.landmarks
    )


def reproduced(records: Estimate, printed: Summary, ci_type: str | None) -> tuple[Reproduced, ...]:
    """Compare every printed figure with the records; `ci_type` is the reading of the interval that was used."""
    rows = [_exact("n", printed.n, int(records.at_risk[0]))]
    if printed.events is not None:
        rows.append(_exact("events", printed.events, int(records.events.sum())))
    if printed.median is not None or not printed.median_reached:
        rows.append(_exact("median", printed.median, records.median()))
    if printed.ci is not None and ci_type is not None:
        rows += _interval(records, printed, printed.ci, ci_type)
    for figure, value, ours in (
        ("min_follow_up", printed.min_follow_up, records.time[0]),
        ("max_follow_up", printed.max_follow_up, records.time[-1]),
    ):
        if value is not None:
            rows.append(
                _exact(figure, value, float(ours))
                if value > 0
                else Reproduced(figure, value, float(ours), float(ours) <= half_unit(value))
            )
    for (named, share), (months, _) in zip(printed.landmarks, landmarks_as_meant(printed)):
        ours = float(records.survival_at(months))
        same = abs(ours - share) <= share_slack(share) + ROUND_OFF
        rows.append(Reproduced(f"survival at {named:g} {printed.unit}", share, ours, same, named))
    for one, (at, _) in zip(printed.spreads, _meant(printed)):
        rows += _spread(records, one, at, printed)
    if printed.median_follow_up is not None:
        rows.append(_follow_up(records, printed.median_follow_up))
    return tuple(rows)


def _meant(printed: Summary) -> list[tuple[float, float]]:
    """Where each spread of a landmark is read: at its landmark, as that is meant."""
    meant = dict(zip(printed.landmarks, landmarks_as_meant(printed)))
    return [meant[one.at, one.share] for one in printed.spreads]


def _spread(records: Estimate, one: Spread, at: float, printed: Summary) -> list[Reproduced]:
    """The standard error of a landmark, or its limits at the level of the summary, beside Greenwood's."""
    where = f"survival at {one.at:g} {printed.unit}"
    share, se = float(records.survival_at(at)), standard_error_at(records.time, records.at_risk, records.events, at)
    if one.se is not None:
        near = abs(se - one.se) <= half_unit(one.se) + ROUND_OFF
        return [Reproduced(f"standard error of {where}", one.se, se, near, one.at)]
    if one.low is None or one.high is None:
        return []
    low, high = one.low, one.high
    ours = min(limits_of(share, se, printed.z), key=lambda two: abs(two[0] - low) + abs(two[1] - high))
    return [
        Reproduced(f"{side} limit of {where}", value, got, abs(got - value) <= share_slack(value) + ROUND_OFF, one.at)
        for side, value, got in (("lower", low, ours[0]), ("upper", high, ours[1]))
    ]


def _follow_up(records: Estimate, printed: float) -> Reproduced:
    """The median follow-up: of all times or by the reverse Kaplan-Meier, whichever the printed one is nearer to."""
    both = median_follow_up(records.time, records.at_risk, records.events, records.censored)
    ours = min(both, key=lambda one: abs(one - printed))
    return Reproduced("median_follow_up", printed, ours, abs(ours - printed) <= half_unit(printed) + ROUND_OFF)


def _exact(figure: str, printed: float | None, ours: float | None) -> Reproduced:
    same = printed is None and ours is None
    if printed is not None and ours is not None:
        same = abs(printed - ours) <= ROUND_OFF
    return Reproduced(figure, printed, ours, bool(same))


def _interval(records: Estimate, printed: Summary, ci: Interval, ci_type: str) -> list[Reproduced]:
    rows, median = [], printed.median
    for figure, value, ours in zip(("ci_low", "ci_high"), ci, records.interval(ci_type, printed.z)):
        if value is None:
            rows.append(Reproduced(figure, None, ours, ours is None))
            continue
        slack = half_unit(value) + ROUND_OFF
        if ci_type == "spss" and median is not None:
            slack += half_unit(median)  # the limits were taken about the unrounded median
        ours = None if ours is None else max(float(ours), 0.0) if value == 0 else float(ours)
        rows.append(Reproduced(figure, value, ours, bool(ours is not None and abs(ours - value) <= slack)))
    return rows


def failures(rows: tuple[Reproduced, ...]) -> float:
    """How badly the figures fail: 100 for n, events, median, last follow-up; 1 for any other; a little for how far."""
    import numpy as np  # a kept curve is read without it

    total = 0.0
    for row in rows:
        if not row.ok and row.figure != "median_follow_up":  # no curve is drawn to meet it
            total += 100.0 if row.figure in ("n", "events", "median", "max_follow_up") else 1.0
            scale = 20.0 if row.at_months is not None else 1.0
            total += 0.5 * float(np.tanh(scale * abs((row.ours or 0.0) - (row.printed or 0.0))))
    return total
