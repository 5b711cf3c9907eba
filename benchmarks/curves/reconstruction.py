"""How near reconstructed curves come to real ones.

    python -m benchmarks.curves.reconstruction [cohorts] [--short] [--write]

Cohorts of 16-80 patients are drawn without replacement from real patient-level data (benchmarks/curves/pools.py), every source
as often, reduced to what a paper would print (rounded as papers do), reconstructed, and compared with their own
Kaplan-Meier curve over the whole follow-up. Intervals: half SPSS, a quarter each log and log-log. "PFS at scans" is the
same recurrence data with every event found at the next scan. --short: few cohorts of lifelines' data, for CI.
--write keeps the tables in docs/tables.
"""

from __future__ import annotations

import csv
import sys
import time as clock
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.curves.pools import Pool, pools
from haic_core.curves.reconstruction import Summary, reconstruct
from haic_core.curves.reconstruction.bands import whole_curve_added
from haic_core.curves.reconstruction.printed import Z95
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.words.refusal import Refusal

GRID_POINTS = 400
LONGEST_MONTHS = 1000
SCANS_MONTHS = (1.5, 2.0, 3.0)
TABLES = Path(__file__).parents[2] / "docs" / "tables"
SCENARIOS = ("median only", "n, deaths, median, range", "+ CI", "+ CI, type unknown", "+ CI, 1/3/5 y", "CI only")
KINDS = ("OS", "PFS", "PFS at scans")


Printed = dict[str, Any]  # a summary as it comes out of JSON


@dataclass(frozen=True)
class Cohort:
    """A sample of a real pool, times in months; `printed` holds every figure a full report would give."""

    source: str
    truth: Estimate
    printed: Printed


def cohorts(count: int, kind: str, known: tuple[Pool, ...], seed: int = 1) -> list[Cohort]:
    """Cohorts with at least half the patients dead and the median reached; every source is as likely as any other."""
    rng = np.random.default_rng(seed)
    found: list[Cohort] = []
    fitting = [pool for pool in known if pool.endpoint == kind[:3].strip()]
    sources = sorted({pool.source for pool in fitting})
    while len(found) < count:
        source = sources[rng.integers(len(sources))]
        own = [pool for pool in fitting if pool.source == source]
        pool = own[rng.integers(len(own))]
        n = int(rng.integers(16, min(80, int(0.8 * len(pool.time))) + 1))
        chosen = rng.choice(len(pool.time), n, replace=False)
        time, event = pool.time[chosen], pool.event[chosen]
        cohort = _reported(source, *(_at_scans(time, event, rng) if kind == KINDS[2] else (time, event)), rng)
        if cohort is not None and cohort.printed["max_follow_up"] < LONGEST_MONTHS:
            found.append(cohort)
    return found


def _at_scans(time: np.ndarray, event: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The same patients, every event found at the next scan; time in months for a median of 4 to 14."""
    median = Estimate.of(time, event).median() or float(np.median(time))
    months, gap = time / median * rng.uniform(4, 14), rng.choice(SCANS_MONTHS)
    found = np.ceil(months / gap) * gap + rng.normal(0, 0.1, len(months))
    return np.maximum(np.where(event, found, months), 0.1), event


def _reported(source: str, time: np.ndarray, event: np.ndarray, rng: np.random.Generator) -> Cohort | None:
    median = Estimate.of(time, event).median()
    if event.mean() < 0.5 or median is None or median <= 0:
        return None
    time = time / median * rng.uniform(6, 30)
    truth = Estimate.of(time, event)
    ci_type = rng.choice(["spss", "spss", "log", "log-log"])
    low, high = truth.interval(ci_type)
    half = truth.median()
    if low is None or half is None:
        return None
    last = round(float(truth.time[-1]), 1)
    years = [m for m in (12.0, 36.0, 60.0) if m <= last]
    printed = {
        "n": len(time),
        "events": int(event.sum()),
        "median": round(half, 1),
        "ci_type": ci_type,
        "ci": [round(max(low, 0), 1), None if high is None else round(high, 1)],
        "min_follow_up": round(float(truth.time[0]), 1),
        "max_follow_up": last,
        "landmarks": [[m, round(float(truth.survival_at(m)), 2)] for m in years],
    }
    return Cohort(source, truth, printed)


def shown(printed: Printed, scenario: str) -> Printed:
    """The part of a full report that a scenario lets through."""
    keys = {"median only": ("n", "median"), "CI only": ("n", "median", "ci", "ci_type")}.get(
        scenario, ("n", "events", "median", "min_follow_up", "max_follow_up")
    )
    if "+ CI" in scenario:
        keys += ("ci",) if "unknown" in scenario else ("ci", "ci_type")
    if "1/3/5 y" in scenario:
        keys += ("landmarks",)
    return {key: printed[key] for key in keys}


def measured(cohort: Cohort, scenario: str, endpoint: str) -> dict[str, float]:
    """Error and coverage over the follow-up both curves share, seconds, and whether every figure came back."""
    summary = Summary.from_mapping({**shown(cohort.printed, scenario), "endpoint": endpoint}, name=cohort.source)
    start = clock.perf_counter()
    curve = reconstruct(summary)
    seconds = clock.perf_counter() - start
    end = min(curve.time[-1], float(cohort.truth.time[-1]))
    grid = (np.arange(GRID_POINTS) + 0.5) / GRID_POINTS * end
    true = cohort.truth.survival_at(grid)
    step = np.searchsorted(curve.time, grid, side="right") - 1
    ours, low, high = (np.array(side)[step] for side in (curve.survival, curve.band_low, curve.band_high))
    outline = curve.outline
    mean = np.interp(grid, outline.time, outline.mean)
    inside = (low - 1e-9 <= true) & (true <= high + 1e-9)
    rows = {row.figure: row.ok for row in curve.reproduces}
    return {
        "records": np.abs(ours - true).mean(),
        "mean": np.abs(mean - true).mean(),
        "covered": inside.mean(),
        "width": (high - low).mean(),
        "needs": beyond(low, high, true, summary.n),
        "whole": float((np.maximum(low - true, true - high) <= whole_curve_added(summary) + 1e-9).all()),
        "whole_width": (
            np.minimum(high + whole_curve_added(summary), 1) - np.maximum(low - whole_curve_added(summary), 0)
        ).mean(),
        "seconds": seconds,
        "exact": float(all(ok for name, ok in rows.items() if not name.startswith(("ci", "survival")))),
        "ci": float(all(ok for name, ok in rows.items() if name.startswith("ci"))),
        "landmarks": float(np.mean([ok for name, ok in rows.items() if name.startswith("survival")] or [True])),
        **naive(summary, grid, true),
    }


def beyond(low: np.ndarray, high: np.ndarray, true: np.ndarray, n: int) -> float:
    """How far the true curve leaves the pointwise band at its worst, times the root of n (conformal score)."""
    return float(np.maximum(np.maximum(true - high, low - true), 0).max() * np.sqrt(n))


def naive(summary: Summary, grid: np.ndarray, true: np.ndarray) -> dict[str, float]:
    """The usual shortcut: an exponential through the median, with a log-log band as if nobody were censored."""
    curve = np.exp(-np.log(2) * grid / summary.median)
    spread = Z95 * np.sqrt((1 - curve) / (summary.n * curve)) / -np.log(curve)
    low, high = curve ** np.exp(spread), curve ** np.exp(-spread)
    return {"naive": np.abs(curve - true).mean(), "naive_covered": ((low <= true) & (true <= high)).mean()}


def held_out_coverage(sources: list[str], needs: np.ndarray) -> float:
    """Share of whole curves held when what is added for each source is taken from the other sources alone."""
    owner, held = np.array(sources), []
    for source in set(sources):
        others = needs[owner != source]
        if len(others):
            held += list(needs[owner == source] <= np.quantile(others, 0.95))
    return float(np.mean(held)) if held else float("nan")


HEAD = (
    "kind",
    "printed",
    "exponential",
    "records",
    "ensemble mean",
    "points covered",
    "exponential covered",
    "band width",
    "whole curve",
    "its width",
    "whole curve, held out",
    "added for 95 %",
    "counts, median, range exact",
    "CI",
    "landmarks",
    "seconds",
)


def table(kind: str, count: int, known: tuple[Pool, ...]) -> list[list[str]]:
    """One row per scenario."""
    drawn, rows = cohorts(count, kind, known), []
    endpoint = kind[:3].strip()
    for scenario in SCENARIOS:
        found, sources = defaultdict(list), []
        for cohort in drawn:
            try:
                for key, value in measured(cohort, scenario, endpoint).items():
                    found[key].append(value)
                sources.append(cohort.source)
            except Refusal as refusal:
                print(f"refused: {refusal}", file=sys.stderr)
        v = {key: float(np.mean(values)) for key, values in found.items()}
        needs = np.array(found["needs"])
        rows.append(
            [
                kind,
                scenario,
                f"{v['naive']:.2%}",
                f"{v['records']:.2%}",
                f"{v['mean']:.2%}",
                f"{v['covered']:.1%}",
                f"{v['naive_covered']:.1%}",
                f"{v['width']:.3f}",
                f"{v['whole']:.0%}",
                f"{v['whole_width']:.3f}",
                f"{held_out_coverage(sources, needs):.0%}",
                f"{np.quantile(needs, 0.95):.2f}",
                f"{v['exact']:.1%}",
                f"{v['ci']:.1%}",
                f"{v['landmarks']:.1%}",
                f"{v['seconds']:.2f}",
            ]
        )
    return rows


def main(words: list[str]) -> None:
    """Print the tables, and keep them when asked."""
    short = "--short" in words
    count = next((int(word) for word in words if word.isdigit()), 12 if short else 200)
    known = tuple(pool for pool in pools() if not short or pool.source in ("lung", "larynx", "lymphoma"))
    rows = [row for kind in (KINDS[:1] if short else KINDS) for row in table(kind, count, known)]
    sources = sorted({pool.source for pool in known})
    told = f"{count} cohorts a kind from {len(sources)} sources ({', '.join(sources)})."
    lines = [
        told,
        "",
        "| " + " | ".join(HEAD) + " |",
        "|" + "---|" * len(HEAD),
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    print("\n".join(lines))
    if "--write" in words:
        TABLES.mkdir(parents=True, exist_ok=True)
        (TABLES / "reconstruction.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
        with (TABLES / "reconstruction.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])


if __name__ == "__main__":
    main(sys.argv[1:])
