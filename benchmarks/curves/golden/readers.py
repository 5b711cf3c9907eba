"""One golden cohort read four ways: by R, by our two estimates, and by lifelines alone.

A reader turns the raw times and events of a cohort of tests/golden/r_survival.json into figures, named by what they
are and where they stand, so that two readers can be compared figure by figure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time

from haic_core.curves import kaplan_meier as survival
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.joining import log_rank_p

Cohort = Mapping[str, Any]  # one cohort of the golden file
Figures = dict[tuple[str, str], float | None]  # (what, at which time, side or row): value
INTEGRATED_UP_TO = 7  # patients; lifelines integrates the steps numerically, a second or two a cohort


def of_r(cohort: Cohort) -> Figures:
    """Every figure R gave for one cohort."""
    found: Figures = {("median", ""): cohort["median"]}
    for kind, limits in cohort["median_ci"].items():
        found |= {(f"{kind} limits of the median", side): value for side, value in zip(("lower", "upper"), limits)}
    for t, s, n in zip(*cohort["at"].values()):
        found |= {("survival", str(t)): s, ("number at risk", str(t)): n}
    for column, values in (cohort["curve"] or {}).items():
        found |= {(f"whole curve, {column}", str(row)): value for row, value in enumerate(values)}
    for area in cohort["restricted_mean"]:
        found |= {
            ("restricted mean", str(area["horizon"])): area["mean"],
            ("standard error of the restricted mean", str(area["horizon"])): area["se"],
        }
    found |= {
        (f"{what.replace('_', ' ')} past the last record", ""): cohort["past_the_end"][what]
        for what in ("survival", "restricted_mean")
    }
    for part in cohort["conditional"]:
        found["conditional survival", _ahead(part)] = part["survival"]
    if cohort["log_rank"]:
        found["log-rank p", ""] = cohort["log_rank"]["p"]
    return found


def of_records(cohort: Cohort) -> Figures:
    """The same by `haic_core.survival`, which draws every curve."""
    curve = survival.kaplan_meier(list(zip(cohort["time"], cohort["event"])))
    areas = {str(one["horizon"]): survival.restricted_mean(curve, one["horizon"]) for one in cohort["restricted_mean"]}
    past = cohort["past_the_end"]["time"]
    area_past = survival.restricted_mean(curve, past)
    found: Figures = {
        ("median", ""): survival.median(curve),
        ("survival past the last record", ""): survival.survival_at(curve, past),
        ("restricted mean past the last record", ""): None if area_past is None else area_past.months,
    }
    for t in cohort["at"]["time"]:
        found["survival", str(t)] = survival.survival_at(curve, t)
        found["number at risk", str(t)] = curve.at_risk[int(np.searchsorted(curve.time, t))]
    columns = {"time": curve.time, "at_risk": curve.at_risk, "events": curve.events, "survival": curve.survival}
    found |= _whole(cohort, {name: column[1:] for name, column in columns.items()})  # ours begins with (0, 1)
    for horizon, area in areas.items():
        assert area is not None, "R's horizons lie within the follow-up"
        found["restricted mean", horizon] = area.months
        found["standard error of the restricted mean", horizon] = area.standard_error
    found |= _conditional(cohort, lambda t: survival.survival_at(curve, t))
    return found


def of_reconstruction(cohort: Cohort) -> Figures:
    """The same by the estimate that reconstruction works with."""
    time, event, group = (np.asarray(column) for column in _columns(cohort))
    estimate = Estimate.of(time.astype(float), event.astype(bool))
    past = cohort["past_the_end"]["time"]
    found: Figures = {
        ("median", ""): estimate.median(),
        ("survival past the last record", ""): float(estimate.survival_at(past)),
        ("restricted mean past the last record", ""): estimate.restricted_mean(past),
    }
    for kind in ("log", "log-log", "spss"):
        limits = zip(("lower", "upper"), estimate.interval(kind))
        found |= {(f"{kind} limits of the median", side): value for side, value in limits}
    for t in cohort["at"]["time"]:
        found["survival", str(t)] = float(estimate.survival_at(t))
        found["number at risk", str(t)] = int(estimate.at_risk[np.searchsorted(estimate.time, t)])
    found |= _whole(cohort, vars(estimate))
    for area in cohort["restricted_mean"]:
        found["restricted mean", str(area["horizon"])] = estimate.restricted_mean(area["horizon"])
    found |= _conditional(cohort, estimate.survival_at)
    if cohort["log_rank"]:
        sides = [column for one in (1, 2) for column in (time[group == one], event[group == one].astype(bool))]
        found["log-rank p", ""] = log_rank_p(*sides)
    return found


def of_lifelines(cohort: Cohort) -> Figures:
    """What lifelines itself says where we do not take its word, and its default interval."""
    fitted = KaplanMeierFitter().fit(cohort["time"], cohort["event"])
    limits = median_survival_times(fitted.confidence_interval_).to_numpy()[0]
    found: Figures = {("median", ""): _finite(fitted.median_survival_time_)}
    found |= {("log-log limits of the median", side): _finite(v) for side, v in zip(("lower", "upper"), limits)}
    if cohort["log_rank"]:
        time, event, group = (np.asarray(column) for column in _columns(cohort))
        of_group = [column[group == one] for column in (time, event) for one in (1, 2)]
        found["log-rank p", ""] = logrank_test(*of_group).p_value
    if len(cohort["time"]) > INTEGRATED_UP_TO:
        return found
    horizon = cohort["restricted_mean"][0]["horizon"]
    _, variance = restricted_mean_survival_time(fitted, horizon, return_variance=True)
    return found | {("standard error of the restricted mean", str(horizon)): math.sqrt(variance)}


READERS: dict[str, Callable[[Cohort], Figures]] = {
    "curve of records": of_records,
    "reconstruction": of_reconstruction,
    "lifelines alone": of_lifelines,
}


def _columns(cohort: Cohort) -> tuple[list[float], list[int], list[int]]:
    return cohort["time"], cohort["event"], cohort["group"]


def _whole(cohort: Cohort, columns: Mapping[str, Any]) -> Figures:
    return {
        (f"whole curve, {name}", str(row)): float(value)
        for name in cohort["curve"] or ()
        for row, value in enumerate(columns[name])
    }


def _conditional(cohort: Cohort, at: Callable[[float], Any]) -> Figures:
    return {
        ("conditional survival", _ahead(part)): float(at(part["start"] + part["further"]) / at(part["start"]))
        for part in cohort["conditional"]
    }


def _ahead(part: Mapping[str, Any]) -> str:
    return f"{part['further']} more after {part['start']}"


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
