"""How near the curves of two groups come when reconstructed together.

    python -m benchmarks.curves.groups [cohorts] [--write]

Cohorts of 24-80 patients with two real groups (sex and ECOG in lung cancer, stage in lymphoma, nodes, grade and
tumour size in breast cancer, with SurvSet also prostate, ovary, melanoma, lung and follicular lymphoma); medians,
intervals (half SPSS, a quarter each log and log-log) and the log-rank p are given, deaths per group are not.
"""

from __future__ import annotations

import sys
import time as clock
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from benchmarks.curves.reconstruction import GRID_POINTS, TABLES
from haic_core.curves.reconstruction import Reconstruction, Summary, reconstruct, reconstruct_groups
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.joining import log_rank_p

Columns = tuple[np.ndarray, np.ndarray, np.ndarray]
Report = tuple[Summary, list[Summary], float, list[Estimate]]  # overall, by group, printed p, and the true curves


def pools() -> dict[str, Columns]:
    """(time, event, group 0/1) of the cancer data of lifelines."""
    from lifelines import datasets

    lung, lymphoma, breast = datasets.load_lung(), datasets.load_lymphoma(), datasets.load_gbsg2()
    lung = lung[lung["ph.ecog"].notna()]
    found = {
        "lung, sex": (lung.time, lung.status, lung.sex == 2),
        "lung, ECOG": (lung.time, lung.status, lung["ph.ecog"] > 0),
        "lymphoma, stage": (lymphoma.Time, lymphoma.Censor, lymphoma.Stage_group == 2),
        "breast, nodes": (breast.time, breast.cens, breast.pnodes > 5),
        "breast, grade": (breast.time, breast.cens, breast.tgrade == "III"),
        "breast, size": (breast.time, breast.cens, breast.tsize > 30),
    }
    found |= dict(_survset())
    return {
        name: (np.asarray(t, float), np.asarray(e).astype(bool), np.asarray(g).astype(bool))
        for name, (t, e, g) in found.items()
    }


def _survset() -> Iterator[tuple[str, Columns]]:
    try:
        from SurvSet.data import SurvLoader
    except ImportError:
        return
    for name, column in (
        ("prostate", "fac_stage"),
        ("ova", "fac_figo"),
        ("e1684", "fac_trt"),
        ("veteran", "fac_prior"),
        ("follic", "fac_clinstg"),
        ("d.oropha.rec", "fac_treatm"),
    ):
        table = SurvLoader().load_dataset(ds_name=name)["df"]
        table = table[table.time > 0]
        yield f"{name}, {column}", (table.time, table.event, table[column] == table[column].mode()[0])


def reported(columns: Columns, rng: np.random.Generator) -> Report | None:
    """One cohort as printed: overall summary, two group summaries, p, and the true curves; None when unfit."""
    time, event, group = columns
    chosen = rng.choice(len(time), int(rng.integers(24, min(80, len(time) // 2) + 1)), replace=False)
    time, event, group = time[chosen], event[chosen], group[chosen]
    parts = [group >= 0, ~group, group]
    if min(part.sum() for part in parts) < 7 or event.mean() < 0.5:
        return None
    middle = Estimate.of(time, event).median()
    if middle is None:
        return None
    time = time / middle * rng.uniform(6, 30)
    truths = [Estimate.of(time[part], event[part]) for part in parts]
    ci_type = rng.choice(["spss", "spss", "log", "log-log"])
    printed: list[dict[str, object]] = []
    for part, truth in zip(parts, truths):
        median = truth.median()
        low, high = truth.interval(ci_type) if median else (None, None)
        if median is None or low is None or low <= 0 or high is None:
            return None
        limits = [round(low, 1), round(high, 1)]
        printed.append({"n": int(part.sum()), "median": round(median, 1), "ci": limits, "ci_type": ci_type})
    summaries = [Summary.from_mapping(one) for one in printed]
    whole = Summary.from_mapping(
        {
            "n": len(time),
            "events": int(event.sum()),
            "median": summaries[0].median,
            "ci": printed[0]["ci"],
            "ci_type": ci_type,
            "max_follow_up": round(float(time.max()), 1),
            "min_follow_up": round(float(time.min()), 1),
        }
    )
    p = log_rank_p(time[~group], event[~group], time[group], event[group])
    return whole, summaries[1:], float(f"{p:.2g}"), truths


def compared(curve: Reconstruction, truth: Estimate, end: float) -> dict[str, float]:
    """Mean absolute error and coverage of the pointwise band from 0 to `end` months."""
    grid = (np.arange(GRID_POINTS) + 0.5) / GRID_POINTS * end
    step = np.searchsorted(curve.time, grid, side="right") - 1
    ours, low, high = (np.array(side)[step] for side in (curve.survival, curve.band_low, curve.band_high))
    true = truth.survival_at(grid)
    inside = (low - 1e-9 <= true) & (true <= high + 1e-9)
    mean = np.interp(grid, curve.outline.time, curve.outline.mean)
    return {
        "error": np.abs(ours - true).mean(),
        "mean": np.abs(mean - true).mean(),
        "covered": inside.mean(),
        "width": (high - low).mean(),
    }


def main(words: list[str]) -> None:
    """Print one row per curve and way, and keep the table when asked."""
    count = next((int(word) for word in words if word.isdigit()), 60)
    rng, rows, sources = np.random.default_rng(3), defaultdict(list), list(pools().values())
    done = alone = 0
    seconds = []
    while done < count:
        cohort = reported(sources[rng.integers(len(sources))], rng)
        if cohort is None:
            continue
        whole, groups, p, truths = cohort
        start = clock.perf_counter()
        joint = reconstruct_groups(whole, groups, p, "=")
        seconds.append(clock.perf_counter() - start)
        alone += any("No joint solution" in note for note in joint[0].notes)
        for name, curve, printed, truth in zip(
            ("overall", "group", "group"), (joint[0], *joint[1]), (whole, *groups), truths
        ):
            own = reconstruct(printed)
            end = min(curve.time[-1], own.time[-1], float(truth.time[-1]))
            rows[f"{name}, together"].append(compared(curve, truth, end))
            rows[f"{name}, alone"].append(compared(own, truth, end))
        done += 1
    lines = [
        f"{count} cohorts from {len(sources)} groupings, {alone} without a joint solution, "
        f"{np.mean(seconds):.2f} s each",
        "",
        "| curve | records | ensemble mean | points covered | band width |",
        "|---|---|---|---|---|",
    ]
    for name, found in sorted(rows.items()):
        error, mean, covered, width = (np.mean([row[key] for row in found]) for key in found[0])
        lines.append(f"| {name} | {error:.2%} | {mean:.2%} | {covered:.1%} | {width:.3f} |")
    print("\n".join(lines))
    if "--write" in words:
        (TABLES / "groups.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
