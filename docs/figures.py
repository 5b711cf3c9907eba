"""Draws the figures of docs/reconstruction.md from real data and from the kept tables. `python docs/figures.py`"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import matplotlib  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

from benchmarks.curves.pools import pools  # noqa: E402
from benchmarks.curves.reconstruction import Cohort, cohorts, shown  # noqa: E402
from haic_core.curves.reconstruction import Reconstruction, Summary, reconstruct  # noqa: E402

PICTURES, TABLES = HERE / "pictures", HERE / "tables"
OURS, TRUE, NAIVE = "#0072b2", "#1b2733", "#b4532a"
SCENARIOS = ("n, deaths, median, range", "+ CI", "+ CI, 1/3/5 y")
ALWAYS_HERE = ("lung", "larynx", "lymphoma")


def step(axes: Axes, cohort: Cohort, curve: Reconstruction) -> None:
    """The truth hard, ours soft with its band, the exponential dotted."""
    truth = cohort.truth
    last = min(float(truth.time[-1]), 60.0)
    axes.fill_between(curve.time, curve.band_low, curve.band_high, step="post", color=OURS, alpha=0.16, lw=0)
    axes.step(curve.time, curve.survival, where="post", color=OURS, lw=2, label="reconstructed, 95 % band")
    axes.step([0, *truth.time], [1, *truth.survival], where="post", color=TRUE, lw=1.4, label="the study's own curve")
    grid = np.linspace(0, last, 200)
    axes.plot(grid, 0.5 ** (grid / cohort.printed["median"]), ":", color=NAIVE, lw=1.6, label="exponential")
    axes.plot(cohort.printed["median"], 0.5, "D", color=OURS, mec="white", ms=7)
    axes.set(xlim=(0, last), ylim=(0, 1.02), xlabel="months")
    axes.spines[["top", "right"]].set_visible(False)


def drawn(cohort: Cohort, scenario: str) -> Reconstruction:
    return reconstruct(Summary.from_mapping(shown(cohort.printed, scenario), name=cohort.source))


def known_cohorts(count: int) -> list[Cohort]:
    """Cohorts of the data that ships with lifelines, so that anyone draws the same figures."""
    return cohorts(count, "OS", tuple(pool for pool in pools() if pool.source in ALWAYS_HERE), seed=2)


def example(path: Path) -> None:
    """One real cohort, more and more of it printed."""
    cohort = next(one for one in known_cohorts(20) if one.source == "lung" and 36 <= one.printed["n"] <= 48)
    figure = Figure(figsize=(11, 3.4), layout="constrained")
    for axes, scenario in zip(figure.subplots(1, 3, sharey=True), SCENARIOS, strict=True):
        step(axes, cohort, drawn(cohort, scenario))
        axes.set_title(scenario, fontsize=10, loc="left")
        if "1/3/5" in scenario:
            printed = [pair for pair in cohort.printed["landmarks"] if pair[0] <= 60]
            axes.plot(*zip(*printed, strict=True), "D", color=OURS, mec="white", ms=7)
    figure.axes[0].set_ylabel("survival")
    figure.axes[0].legend(frameon=False, fontsize=8)
    save(figure, path)


def failures(path: Path) -> None:
    """The three cohorts of sixty that come out worst with the interval printed."""
    found = []
    for cohort in known_cohorts(60):
        curve = drawn(cohort, "+ CI")
        grid = np.linspace(0, min(curve.time[-1], float(cohort.truth.time[-1])), 300)
        ours = np.array(curve.survival)[np.searchsorted(curve.time, grid, side="right") - 1]
        found.append((float(np.abs(ours - cohort.truth.survival_at(grid)).mean()), cohort, curve))
    figure = Figure(figsize=(11, 3.4), layout="constrained")
    worst = sorted(found, key=lambda one: -one[0])[:3]
    for axes, (error, cohort, curve) in zip(figure.subplots(1, 3, sharey=True), worst, strict=True):
        step(axes, cohort, curve)
        axes.set_title(f"{cohort.source}, n = {cohort.printed['n']}: {error:.1%} off", fontsize=10, loc="left")
    figure.axes[0].set_ylabel("survival")
    save(figure, path)


def accuracy(path: Path) -> None:
    """Mean error by what is printed, ours against the exponential, from the kept table."""
    rows = list(csv.DictReader((TABLES / "reconstruction.csv").read_text(encoding="utf-8").splitlines()))
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    figure = Figure(figsize=(11, 3.2), layout="constrained")
    for axes, kind in zip(figure.subplots(1, len(kinds), sharey=True, sharex=True), kinds, strict=True):
        own = [row for row in rows if row["kind"] == kind][::-1]
        for column, colour, name in (("exponential", NAIVE, "exponential"), ("records", OURS, "reconstructed")):
            axes.plot(
                [float(row[column].rstrip("%")) for row in own],
                [row["printed"] for row in own],
                "o",
                color=colour,
                label=name,
            )
        axes.set(title=kind, xlabel="mean error of survival, points of %", xlim=(0, 10))
        axes.grid(axis="x", color="#dde3e8")
        axes.spines[["top", "right", "left"]].set_visible(False)
    figure.axes[0].legend(frameon=False, fontsize=8)
    save(figure, path)


def digitised(path: Path) -> None:
    """Mean distance from the true curve by what was digitised, three methods, on a logarithmic axis."""
    rows = [
        row
        for row in csv.DictReader((TABLES / "digitised.csv").read_text(encoding="utf-8").splitlines())
        if row["table"] == "accuracy" and row["measure"] == "dS"
    ]
    scenarios = list(dict.fromkeys(row["scenario"] for row in rows))[::-1]
    figure = Figure(figsize=(11, 4.6), layout="constrained")
    axes = figure.subplots()
    for method, colour in (("ours", OURS), ("Guyot as published", NAIVE), ("IPDfromKM", TRUE)):
        own = {row["scenario"]: float(row["value"]) for row in rows if row["method"] == method}
        axes.semilogx([own[one] for one in scenarios], scenarios, "o", color=colour, label=method)
    axes.set(xlabel="mean distance of survival from the true curve")
    axes.grid(axis="x", which="both", color="#eef1f4")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.legend(frameon=False, fontsize=9)
    save(figure, path)


def save(figure: Figure, path: Path) -> None:
    """The same figure gives the same bytes."""
    with matplotlib.rc_context({"svg.hashsalt": "haic-board", "svg.fonttype": "path"}):
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": "HAIC Board"})


if __name__ == "__main__":
    for draw_it in (example, accuracy, failures, digitised):
        target = PICTURES / f"reconstruction-{draw_it.__name__}.svg"
        draw_it(target)
        sys.stdout.write(f"{target.name}: {target.stat().st_size // 1024} kB\n")
