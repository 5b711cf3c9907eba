"""What it costs that every cell of a counts file holds k patients: writes docs/tables/cohort_coarsening.md.

    python -m benchmarks.cohort.coarsening

Cohorts as large and as long as METABRIC, made with seeds; each figure from the coarsened counts is held against the same
figure from the days.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

import numpy as np

from benchmarks.cohort.invented import DAYS_A_MONTH, SIX_GROUPS, TWO_GROUPS, Make, counted, invented
from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.cox import breslow_cox
from haic_core.cohort.estimates.restricted_mean import restricted_mean
from haic_core.cohort.estimates.survival import estimated
from haic_core.cohort.sites.coarsening import coarsened

TABLE = Path(__file__).resolve().parents[2] / "docs" / "tables" / "cohort_coarsening.md"
PATIENTS, COHORTS = 1980, 40
KS, STEPS = (3, 5, 10), (1.0, 3.0)
TIMES, HORIZON = (12.0, 24.0, 36.0, 60.0, 120.0), 60.0
SUPPRESSED = (("day", 1 / DAYS_A_MONTH), ("month", 1.0), ("quarter", 3.0), ("year", 12.0))
MAKES = (("two groups, 75 and 25 %", TWO_GROUPS), ("six groups, 35 to 5 %", SIX_GROUPS))


@dataclass
class Errors:
    """Of coarsened counts against days, over all cohorts and groups of one setting."""

    survival: list[float] = field(default_factory=list)
    in_errors: list[float] = field(default_factory=list)  # of survival, in its own standard errors
    median: list[float] = field(default_factory=list)
    mean: list[float] = field(default_factory=list)
    ratio: list[float] = field(default_factory=list)  # of the hazard ratio, in percent
    ratio_in_errors: list[float] = field(default_factory=list)
    cells: list[int] = field(default_factory=list)
    widest: list[float] = field(default_factory=list)

    def add(self, days: tuple[Arm, ...], k: int, step: float) -> None:
        """One more cohort."""
        coarse = coarsened(days, k, step)
        self.widest.append(coarse.widest)
        self.cells.append(sum(len(arm.cells) for arm in coarse.arms))
        for exact, rough in zip(days, coarse.arms):
            self._curves(exact, rough)
        first = days[0].group
        for right, found in zip(breslow_cox(days, first), breslow_cox(coarse.arms, first)):
            assert right.log is not None and found.log is not None and right.standard_error
            self.ratio.append(100 * (np.exp(found.log - right.log) - 1))
            self.ratio_in_errors.append((found.log - right.log) / right.standard_error)

    def _curves(self, exact: Arm, rough: Arm) -> None:
        right, found = estimated(exact), estimated(rough)
        for time in TIMES:
            there, here = right.survival_at(time), found.survival_at(time)
            if there and here:
                error = there[0] * right.spread[np.searchsorted(right.time, time, side="right") - 1] ** 0.5
                self.survival.append(100 * (here[0] - there[0]))
                self.in_errors.append((here[0] - there[0]) / error)
        if right.median and found.median:
            self.median.append(found.median - right.median)
        means = restricted_mean(right, HORIZON), restricted_mean(found, HORIZON)
        if means[0] and means[1]:
            self.mean.append(means[1].value - means[0].value)


def table() -> str:
    """The whole document, Markdown."""
    return "\n".join(
        [
            "# What coarsening costs",
            "",
            f"Invented cohorts of {PATIENTS:,} patients followed for up to 27 years, as METABRIC has them. A cell is all of "
            "a group who leave, dead or alive, in one step of time.",
            "",
            "## Cells below 5 left out, instead of joined",
            "",
            "One cohort, two groups. What suppression alone would delete:",
            "",
            "| cells by | cells | below 5 | patients in these | of all |",
            "| --- | --- | --- | --- | --- |",
            *(_suppressed(name, step) for name, step in SUPPRESSED),
            "",
            "By day nothing is left at all, by year the tails of the curves are cut. So steps are joined until each cell "
            "holds k, and nobody is lost.",
            "",
            "## Steps joined until each cell holds k",
            "",
            f"{COHORTS} cohorts a row. Mean error and the largest of all; survival at 1, 2, 3, 5 and 10 years in points of "
            "percent, median and restricted mean (5 years) in months, hazard ratio in percent of itself. In brackets the "
            "largest error in standard errors of the figure itself.",
            "",
            "| groups | k | step, months | cells | widest, months | survival | median | restricted mean | hazard ratio |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            *(_row(name, make, k, step) for name, make in MAKES for k in KS for step in STEPS),
            "",
            "On average nothing is shifted: a cell stands at the middle of its steps. A single figure can be off where a wide "
            "cell lies across it; the largest errors are those of the smallest groups (a twentieth of the patients), whose "
            "own medians are uncertain by years. A file of such a registry has steps of a month: wider ones cost more and "
            "guard no better, because k is held either way.",
            "",
            "Made by `python -m benchmarks.cohort.coarsening`.",
            "",
        ]
    )


def _suppressed(name: str, step: float) -> str:
    counts: Counter[tuple[str, int]] = Counter()
    for arm in counted(invented(TWO_GROUPS, PATIENTS, seed=0)):
        for cell in arm.cells:
            counts[arm.group, ceil(cell.time / step - 1e-9)] += cell.leaving
    small = [count for count in counts.values() if count < 5]
    return f"| {name} | {len(counts):,} | {len(small):,} | {sum(small):,} | {sum(small) / PATIENTS:.1%} |"


def _row(name: str, make: Make, k: int, step: float) -> str:
    errors = Errors()
    for seed in range(COHORTS):
        errors.add(counted(invented(make, PATIENTS, seed)), k, step)
    figures = (
        f"{_error(errors.survival)} ({_largest(errors.in_errors):.1f})",
        _error(errors.median),
        _error(errors.mean),
        f"{_error(errors.ratio)} ({_largest(errors.ratio_in_errors):.1f})",
    )
    size = f"{np.mean(errors.cells):.0f} | {np.median(errors.widest):.0f}"
    return f"| {name} | {k} | {step:g} | {size} | {' | '.join(figures)} |"


def _error(found: list[float]) -> str:
    return f"{np.mean(found):+.2f}, {_largest(found):.2f}"


def _largest(found: list[float]) -> float:
    return float(np.abs(found).max())


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
