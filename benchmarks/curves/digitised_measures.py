"""How far records are from the truth behind the figure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.curves.digitising import step
from benchmarks.curves.patient_level import Patients

Records = Sequence[tuple[float, int]]  # months, and 1 for an event or 0
TWO_PIXELS = 0.16  # months on an axis of 48 months and 600 pixels


def curve(time: np.ndarray, event: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct death times and Kaplan-Meier survival from each on."""
    times, dead = np.unique(time[event], return_counts=True)
    at_risk = len(time) - np.searchsorted(np.sort(time), times, side="left")
    return times, np.cumprod(1 - dead / at_risk)


def compare(truth: Patients, records: Records) -> dict[str, float]:
    """Errors of one cohort: `dS` mean |S - S| over the follow-up; `max` largest |dS| that two pixels of time do not
    explain; `rmst` relative; `median` months (nan unless both are reached); `deaths` of the total; `exact` total;
    `drops` share of drops (deaths closer than four pixels are one) with the exact number of deaths within two pixels;
    `at_risk` mean error each six months."""
    time = np.array([t for t, _ in records], float)
    event = np.array([e for _, e in records]).astype(bool)
    true, ours, end = curve(truth.time, truth.event), curve(time, event), truth.last
    grid = np.unique(np.clip(np.concatenate([true[0], ours[0], [0, end]]), 0, end))
    middle, width = (grid[1:] + grid[:-1]) / 2, np.diff(grid)
    s_true, s_ours = step(*true, middle), step(*ours, middle)
    outside = np.maximum(s_ours - step(*true, middle - TWO_PIXELS), step(*true, middle + TWO_PIXELS) - s_ours)
    medians = [times[levels <= 0.5 + 1e-9] for times, levels in (true, ours)]
    each_six = np.arange(6, end, 6.0)
    off = [abs(int((truth.time >= t - 1e-9).sum()) - int((time >= t - 1e-9).sum())) for t in each_six]
    return {
        "dS": float((width * np.abs(s_true - s_ours)).sum() / end),
        "max": max(float(outside.max()), 0.0),
        "rmst": abs(float((width * (s_true - s_ours)).sum())) / float((width * s_true).sum()),
        "median": abs(medians[0][0] - medians[1][0]) if all(map(len, medians)) else float("nan"),
        "deaths": abs(int(event.sum()) - truth.deaths),
        "exact": float(event.sum() == truth.deaths),
        "drops": _drops(truth.time[truth.event], np.sort(time[event])),
        "at_risk": float(np.mean(off)) if off else 0.0,
    }


def _drops(true: np.ndarray, ours: np.ndarray) -> float:
    true = np.sort(true)
    groups = np.split(true, np.flatnonzero(np.diff(true) > 2 * TWO_PIXELS) + 1)
    found = [
        np.searchsorted(ours, g[-1] + TWO_PIXELS, "right") - np.searchsorted(ours, g[0] - TWO_PIXELS, "left")
        for g in groups
    ]
    return float(np.mean([count == len(g) for count, g in zip(found, groups)]))


def log_hazard_ratio(records_a: Records, records_b: Records) -> float:
    """Cox log hazard ratio of b against a by Newton's method, ties by Efron, kept within ±4."""
    time = np.array([t for t, _ in records_a] + [t for t, _ in records_b])
    event = np.array([e for _, e in records_a] + [e for _, e in records_b]).astype(bool)
    arm = np.repeat([0.0, 1.0], [len(records_a), len(records_b)])
    beta = 0.0
    for _ in range(25):
        risk, score, information = np.exp(beta * arm), 0.0, 0.0
        for t in np.unique(time[event]):
            at, dead = time >= t, (time == t) & event
            d = int(dead.sum())
            for i in range(d):
                total = risk[at].sum() - i / d * risk[dead].sum()
                mean = ((risk * arm)[at].sum() - i / d * (risk * arm)[dead].sum()) / total
                information += mean * (1 - mean)
                # the covariate is 0 or 1: its variance among those at risk is mean (1 - mean)
                score -= mean
            score += arm[dead].sum()
        move = score / max(information, 1e-9)
        beta = float(np.clip(beta + np.clip(move, -1, 1), -4, 4))
        if abs(move) < 1e-7:
            break
    return beta
