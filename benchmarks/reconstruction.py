"""How near reconstructed curves come to real ones: run by hand, prints a Markdown table.

    python -m benchmarks.reconstruction [cohorts]

Cohorts of 16-80 patients are drawn without replacement from the patient-level cancer data that ships with lifelines,
reduced to what a paper would print (rounded as papers do), reconstructed, and compared with their own Kaplan-Meier
curve over the whole follow-up. Three intervals out of four types: half SPSS, a quarter each log and log-log.
"""

from __future__ import annotations

import sys
import time as clock
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from haic_core.reconstruction import Summary, reconstruct
from haic_core.reconstruction.cohorts import Z95
from haic_core.reconstruction.estimate import Estimate
from haic_core.refusal import Refusal

GRID_POINTS = 400
SCENARIOS = ("median only", "n, deaths, median, range", "+ CI", "+ CI, type unknown", "+ CI, 1/3/5 y", "CI only")


@dataclass(frozen=True)
class Cohort:
    """A sample of a real pool, times in months; `printed` holds every figure a full report would give."""

    pool: str
    truth: Estimate
    printed: dict


def pools() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """(time, event) of the cancer data sets of lifelines and of their larger strata."""
    from lifelines import datasets

    lung, larynx, lymphoma = datasets.load_lung(), datasets.load_larynx(), datasets.load_lymphoma()
    breast = datasets.load_gbsg2()
    found = {"larynx": (larynx.time, larynx.death), "lymphoma": (lymphoma.Time, lymphoma.Censor)}
    for name, rows in (("lung", lung), *((f"lung sex {s}", g) for s, g in lung.groupby("sex")),
                       *((f"lung ECOG {s:.0f}", g) for s, g in lung.groupby("ph.ecog"))):
        found[name] = (rows.time, rows.status)
    for name, rows in (("breast", breast), *((f"breast grade {s}", g) for s, g in breast.groupby("tgrade")),
                       ("breast, > 3 nodes", breast[breast.pnodes > 3]), ("breast, > 9 nodes", breast[breast.pnodes > 9]),
                       ("breast, tumour > 35 mm", breast[breast.tsize > 35])):
        found[name] = (rows.time, rows.cens)
    columns = {name: (np.asarray(t, float), np.asarray(e).astype(bool)) for name, (t, e) in found.items()}
    return {name: pair for name, pair in columns.items() if len(pair[0]) >= 40}


def cohorts(count: int, seed: int = 1) -> list[Cohort]:
    """Cohorts with at least half the patients dead and the median reached, in turn from every pool that gives one."""
    rng, found = np.random.default_rng(seed), []
    sources = list(pools().items())
    while len(found) < count:
        pool, (time, event) = sources[rng.integers(len(sources))]
        n = int(rng.integers(16, min(80, int(0.8 * len(time))) + 1))
        chosen = rng.choice(len(time), n, replace=False)
        cohort = _reported(pool, time[chosen], event[chosen], rng)
        if cohort is not None:
            found.append(cohort)
    return found


def _reported(pool: str, time: np.ndarray, event: np.ndarray, rng: np.random.Generator) -> Cohort | None:
    median = Estimate.of(time, event).median()
    if event.mean() < 0.5 or median is None or median <= 0:
        return None
    time = time / median * rng.uniform(6, 30)
    truth = Estimate.of(time, event)
    ci_type = rng.choice(["spss", "spss", "log", "log-log"])
    low, high = truth.interval(ci_type)
    if low is None:
        return None
    last = round(float(truth.time[-1]), 1)
    years = [m for m in (12.0, 36.0, 60.0) if m <= last]
    printed = {
        "n": len(time), "events": int(event.sum()), "median": round(truth.median(), 1), "ci_type": ci_type,
        "ci": [round(max(low, 0), 1), None if high is None else round(high, 1)],
        "min_follow_up": round(float(truth.time[0]), 1), "max_follow_up": last,
        "landmarks": [[m, round(float(truth.survival_at(m)), 2)] for m in years],
    }
    return Cohort(pool, truth, printed)


def shown(printed: dict, scenario: str) -> dict:
    """The part of a full report that a scenario lets through."""
    keys = {"median only": ("n", "median"), "CI only": ("n", "median", "ci", "ci_type")}.get(
        scenario, ("n", "events", "median", "min_follow_up", "max_follow_up"))
    if "+ CI" in scenario:
        keys += ("ci",) if "unknown" in scenario else ("ci", "ci_type")
    if "1/3/5 y" in scenario:
        keys += ("landmarks",)
    return {key: printed[key] for key in keys}


def measured(cohort: Cohort, scenario: str) -> dict[str, float]:
    """Error and coverage over the follow-up both curves share, seconds, and whether every figure came back."""
    summary = Summary.from_mapping(shown(cohort.printed, scenario), name=cohort.pool)
    start = clock.perf_counter()
    curve = reconstruct(summary)
    seconds = clock.perf_counter() - start
    end = min(curve.time[-1], float(cohort.truth.time[-1]))
    grid = (np.arange(GRID_POINTS) + 0.5) / GRID_POINTS * end
    true = cohort.truth.survival_at(grid)
    step = np.searchsorted(curve.time, grid, side="right") - 1
    ours, low, high = (np.array(side)[step] for side in (curve.survival, curve.band_low, curve.band_high))
    outline = curve.outline
    soft = [np.interp(grid, outline.time, side) for side in (outline.mean, outline.whole_low, outline.whole_high)]
    inside = (low - 1e-9 <= true) & (true <= high + 1e-9)
    whole = (soft[1] - 1e-9 <= true) & (true <= soft[2] + 1e-9)
    rows = {row.figure: row.ok for row in curve.reproduces}
    return {
        "records": np.abs(ours - true).mean(), "mean": np.abs(soft[0] - true).mean(), "covered": inside.mean(),
        "width": (high - low).mean(), "whole": float(whole.all()), "seconds": seconds,
        "exact": float(all(ok for name, ok in rows.items() if not name.startswith(("ci", "survival")))),
        "ci": float(all(ok for name, ok in rows.items() if name.startswith("ci"))),
        "landmarks": np.mean([ok for name, ok in rows.items() if name.startswith("survival")] or [1.0]),
        **naive(summary, grid, true),
    }


def naive(summary: Summary, grid: np.ndarray, true: np.ndarray) -> dict[str, float]:
    """The usual shortcut: an exponential through the median, with a log-log band as if nobody were censored."""
    curve = np.exp(-np.log(2) * grid / summary.median)
    spread = Z95 * np.sqrt((1 - curve) / (summary.n * curve)) / -np.log(curve)
    low, high = curve ** np.exp(spread), curve ** np.exp(-spread)
    return {"naive": np.abs(curve - true).mean(), "naive_covered": ((low <= true) & (true <= high)).mean()}


def main(count: int) -> None:
    """Print one row per scenario."""
    drawn = cohorts(count)
    print(f"{count} cohorts from {len({c.pool for c in drawn})} pools\n")
    print("| printed | exponential | records | ensemble mean | points covered (exponential) | band width "
          "| whole curve | counts, median, range | CI | landmarks | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for scenario in SCENARIOS:
        found = defaultdict(list)
        for cohort in drawn:
            try:
                for key, value in measured(cohort, scenario).items():
                    found[key].append(value)
            except Refusal as refusal:
                found["refused"].append(str(refusal))
        v = {key: np.mean(values) for key, values in found.items() if key != "refused"}
        print(f"| {scenario} | {v['naive']:.2%} | {v['records']:.2%} | {v['mean']:.2%} | {v['covered']:.1%} "
              f"({v['naive_covered']:.1%}) | {v['width']:.3f} | {v['whole']:.0%} | {v['exact']:.1%} | {v['ci']:.1%} "
              f"| {v['landmarks']:.1%} | {v['seconds']:.2f} |")
        for sentence in found["refused"]:
            print(f"refused: {sentence}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 120)
