"""Printed against ours: which of the printed figures the reconstructed records give back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.summary import Interval, Summary

ROUND_OFF = 1e-6


@dataclass(frozen=True)
class Reproduced:
    """One printed figure beside ours; `ok` when they agree to the printed rounding. None stands for not reached.

    at_months: of survival at a time, that time; None for every other figure.
    """

    figure: str
    printed: float | None
    ours: float | None
    ok: bool
    at_months: float | None = None


def half_unit(value: float) -> float:
    """Half a unit of the last printed decimal; a whole number is read as printed to one decimal."""
    exponent = Decimal(repr(float(value))).as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), -1)


def landmarks_as_meant(printed: Summary) -> tuple[tuple[float, float], ...]:
    """(months, survival) to be met. A landmark at the printed median but still above one half stood before the
    unrounded median, so it is met just before the printed one."""
    if printed.median is None:
        return printed.landmarks
    middle, rounding = printed.median, half_unit(printed.median)
    before = middle - 0.01 * min(middle, 1.0)
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
        rows += _interval(records, printed.ci, printed.median, ci_type)
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
        slack = max(0.005 if round(share, 2) == share else half_unit(share), 0.0005) + ROUND_OFF
        rows.append(Reproduced(f"survival at {named:g} months", share, ours, abs(ours - share) <= slack, named))
    return tuple(rows)


def _exact(figure: str, printed: float | None, ours: float | None) -> Reproduced:
    same = printed is None and ours is None
    if printed is not None and ours is not None:
        same = abs(printed - ours) <= ROUND_OFF
    return Reproduced(figure, printed, ours, bool(same))


def _interval(records: Estimate, printed: Interval, median: float | None, ci_type: str) -> list[Reproduced]:
    rows = []
    for figure, value, ours in zip(("ci_low", "ci_high"), printed, records.interval(ci_type)):
        if value is None:
            rows.append(Reproduced(figure, None, ours, ours is None or ci_type == "spss"))
            continue
        slack = half_unit(value) + ROUND_OFF
        if ci_type == "spss" and median is not None:
            slack += half_unit(median)  # the limits were taken about the unrounded median
        ours = None if ours is None else max(float(ours), 0.0) if value == 0 else float(ours)
        rows.append(Reproduced(figure, value, ours, bool(ours is not None and abs(ours - value) <= slack)))
    return rows


def failures(rows: tuple[Reproduced, ...]) -> float:
    """How badly the figures fail: 100 for n, events, median, last follow-up; 1 for any other; a little for how far."""
    total = 0.0
    for row in rows:
        if not row.ok:
            total += 100.0 if row.figure in ("n", "events", "median", "max_follow_up") else 1.0
            scale = 20.0 if row.at_months is not None else 1.0
            total += 0.5 * float(np.tanh(scale * abs((row.ours or 0.0) - (row.printed or 0.0))))
    return total
