"""From a printed summary to a curve: ensemble, records, band, and what was and was not given back."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from haic_core.curves.reconstruction.axes import Times
from haic_core.curves.reconstruction.bands import band
from haic_core.curves.reconstruction.checks import failures, reproduced
from haic_core.curves.reconstruction.constructed import constructed
from haic_core.curves.reconstruction.ensemble import Ensemble, ensemble, readings
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.notes import notes
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.curves.reconstruction.portable import weighted_mean
from haic_core.curves.reconstruction.records import Records, most_central
from haic_core.curves.reconstruction.summary import Summary
from haic_core.curves.reconstruction.units import Unit

MOST_TICKS = 9
FEW_AT_RISK = 10
GRID_POINTS = 240


def reconstruct(summary: Summary) -> Reconstruction:
    """The curve a printed summary stands for, with a pointwise 95 % band for the study's own Kaplan-Meier curve.

    Simulated cohorts drawn from the shape of real oncology curves are kept when near the printed figures and
    stretched in time until they hold them. Deterministic. Never raises for a Summary made by `from_mapping`.
    """
    printed = possible_figures(summary)
    if printed.events == 0:
        return assembled(summary, constructed(printed), None)
    found = ensemble(printed)
    horizon = _horizon(printed, found)
    grid = np.linspace(0, horizon, GRID_POINTS + 1)[1:]
    records = most_central(found, printed, grid)
    if records is None or failures(reproduced(Estimate.of(records.time, records.event), printed, None)) >= 100:
        records = replace(constructed(printed), ci_type=readings(printed)[0])
    if printed.max_follow_up is None and printed.events is None:
        records = _cut(records, horizon)
    if printed.max_follow_up is None:
        records = _reaching(records, printed)
    return assembled(summary, records, found)


def possible_figures(summary: Summary) -> Summary:
    """Leave out a smallest follow-up that cannot be the smallest of all times (survivors' follow-up, mostly)."""
    if summary.min_follow_up is None or summary.n <= 2:
        return summary
    first = summary.median if summary.median is not None else summary.max_follow_up
    if first is not None and summary.min_follow_up >= first:
        return replace(summary, min_follow_up=None)
    return summary


def _horizon(printed: Summary, found: Ensemble) -> float:
    """Last follow-up in months; when it is not printed, the last time about which the figures say something."""
    if printed.max_follow_up is not None:
        return printed.max_follow_up
    if printed.events is not None and len(found.weight):
        last = found.members.log_time[:, -1]
        order = np.argsort(last, kind="stable")
        middle = order[np.searchsorted(np.cumsum(found.weight[order]), 0.5)]
        return float(np.exp(last[middle]))
    told = [months for months, _ in printed.landmarks]
    if printed.ci is not None and printed.ci[1] is not None:
        told.append(printed.ci[1])
    if printed.median is not None:
        told.append(2 * printed.median)
    return float(max(told))


def _cut(records: Records, horizon: float) -> Records:
    beyond = records.time > horizon
    return replace(records, time=np.where(beyond, horizon, records.time), event=records.event & ~beyond)


def _reaching(records: Records, printed: Summary) -> Records:
    """Somebody was followed as long as the last printed survival above zero; who is left then is censored later."""
    told = max((months for months, survival in printed.landmarks if survival > 0), default=0.0)
    last = int(np.argmax(records.time))
    if records.time[last] >= told or records.event[last]:
        return records
    time = records.time.copy()
    time[last] = told
    return replace(records, time=time)


def assembled(summary: Summary, records: Records, found: Ensemble | None, widened: float = 1.0) -> Reconstruction:
    """Put the answer together; without an ensemble (no event at all) the curve is certain and the band closes on it."""
    estimate = Estimate.of(records.time, records.event)
    last = float(estimate.time[-1])
    starts_at_zero = estimate.time[0] <= 0
    time = estimate.time if starts_at_zero else np.concatenate([[0.0], estimate.time])
    survival = estimate.as_lifelines()
    survival = survival if starts_at_zero else np.concatenate([[1.0], survival])
    drawn = found if found is not None and len(found.weight) else None
    low, high = survival, survival
    if drawn is not None:
        middle = np.concatenate([(time[:-1] + time[1:]) / 2, [last]])
        limits = band(drawn, time, middle, last, widened)
        low, high = np.minimum(limits.low, survival), np.maximum(limits.high, survival)
    elif found is not None:
        low, high = np.where(time > 0, 0.0, 1.0), np.ones(len(time))
    found_rows = reproduced(estimate, summary, records.ci_type or _nearest_reading(estimate, summary))
    rows = tuple(replace(row, ours=_rounded(row.ours)) for row in found_rows)
    ticks = _ticks(last, summary.in_unit)
    return Reconstruction(
        kind=_kind(summary),
        endpoint=summary.called or summary.endpoint,
        time=_floats(time),
        survival=_floats(survival),
        band_low=_floats(np.floor(np.round(low * 1e4, 6)) / 1e4),
        band_high=_floats(np.minimum(np.ceil(np.round(high * 1e4, 6)) / 1e4, 1.0)),
        records=tuple((float(t), int(e)) for t, e in zip(records.time, records.event)),
        at_risk=tuple((t, int((records.time >= t).sum())) for t in ticks),
        events=tuple((t, int((records.event & (records.time < t)).sum())) for t in ticks),
        censored=tuple((t, int((~records.event & (records.time < t)).sum())) for t in ticks),
        median=estimate.median(),
        rmst={f"{at:g}": _rounded(estimate.restricted_mean(at)) for at in summary.in_unit.horizons},
        reproduces=rows,
        notes=notes(summary, rows, records, found, last),
        dashed_from=_few_at_risk_from(estimate),
        outline=_outline(drawn, estimate, summary.in_unit, widened),
        unit=summary.unit,
    )


def _nearest_reading(estimate: Estimate, summary: Summary) -> str | None:
    """How a printed interval that the curve was not drawn to meet is compared with it: the kindest reading."""
    read = [one for one in readings(summary) if one is not None]
    return min(read, key=lambda one: failures(reproduced(estimate, summary, one)), default=None)


def _outline(found: Ensemble | None, estimate: Estimate, unit: Unit, widened: float) -> Outline:
    last = float(estimate.time[-1])
    grid = np.linspace(0, last, GRID_POINTS // 2 + 1)
    if found is None:
        flat = estimate.survival_at(grid)
        return Outline(_floats(np.round(grid, unit.decimals)), *(_floats(flat),) * 5)
    limits = band(found, grid, grid, last, widened)
    mean = weighted_mean(found.weight, found.survival_at(grid))
    sides = (mean, limits.low, limits.high, limits.whole_low, limits.whole_high)
    return Outline(_floats(np.round(grid, unit.decimals)), *(_floats(np.round(side, 4)) for side in sides))


def _kind(summary: Summary) -> str:
    more = (summary.events, summary.ci, summary.min_follow_up, summary.max_follow_up)
    anchored = any(figure is not None for figure in more) or bool(summary.landmarks)
    return "anchored" if anchored else "median_only"


def _ticks(last: float, unit: Unit) -> tuple[float, ...]:
    step = next((step for step in unit.ticks if last / step < MOST_TICKS), unit.ticks[-1])
    return tuple(float(i * step) for i in range(math.floor(last / step + 1e-9) + 1))


def _few_at_risk_from(estimate: Estimate) -> float | None:
    if estimate.at_risk[0] < FEW_AT_RISK:
        return 0.0
    left = estimate.at_risk - estimate.events - estimate.censored
    few = np.flatnonzero(left < FEW_AT_RISK)
    return float(estimate.time[few[0]]) if few[0] < len(left) - 1 else None


def _floats(values: Times) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
