"""A cohort's figures from counts against R's on the rows: writes docs/tables/cohort_golden.md.

    python -m benchmarks.cohort.agreement

R's numbers stand in tests/golden/r_cohort.json (benchmarks/cohort/golden/make_golden.R computes them; this needs no R).
What differs by definition is declared in DECLARED, with why; tests/cohort/test_cohort_against_r.py allows that and nothing
else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import log10
from pathlib import Path
from typing import Any

from benchmarks.cohort.golden.figures import Cohort, Figure

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "r_cohort.json"
TABLE = ROOT / "docs" / "tables" / "cohort_golden.md"
ENOUGH, ALL = 10, 15  # digits that have to be equal, and those that R's numbers are written with
HEADLINES = (
    "median",
    "low limit of the median",
    "high limit of the median",
    "restricted mean",
    "standard error of the restricted mean",
    "log-rank chi2",
    "log-rank p",
    "hazard ratio",
    "p of the hazard ratio",
    "proportional hazards chi2",
    "proportional hazards p",
    "Cochran's Q",
    "I2",
)


@dataclass(frozen=True)
class Declared:
    """We define the figure ``what`` otherwise than R does; of: cohort and group, empty for all where R says nothing."""

    what: str
    of: tuple[tuple[str, str], ...]
    why: str


PLATEAU = (
    "R: the middle of the plateau where the curve lies at exactly one half. Ours: the first time at which half have had "
    "the event, here as everywhere."
)
FLAT = "R gives no limit before the first event. Ours stands at 1, where the curve is, so that a band can be drawn."
DECLARED = (
    Declared("median", (("veteran", "2"), ("no_event_in_one", "3"), ("channing", "Male")), PLATEAU),
    Declared("low limit", (), FLAT),
    Declared("high limit", (), FLAT),
)


@dataclass(frozen=True)
class Compared:
    """One figure of one cohort by R and by us."""

    cohort: str
    figure: Figure
    by_r: float | None
    ours: float | None

    @property
    def digits(self) -> float:
        """How many digits are equal, 15 at most; both absent is equal, one absent is not."""
        if self.by_r is None or self.ours is None:
            return ALL if self.by_r is self.ours else 0
        apart = abs(self.by_r - self.ours) / (abs(self.by_r) or 1.0)
        return min(ALL, max(0.0, -log10(apart))) if apart else ALL

    @property
    def agrees(self) -> bool:
        """Whether ten digits are equal."""
        return self.digits >= ENOUGH

    @property
    def declared(self) -> Declared | None:
        """The declaration that covers it."""
        what, group, _ = self.figure
        named = [one for one in DECLARED if one.what == what]
        flat = self.by_r is None and self.ours == 1
        return next((one for one in named if ((self.cohort, group) in one.of if one.of else flat)), None)


@cache
def cohorts() -> dict[str, Cohort]:
    """The golden cohorts by name."""
    return {name: Cohort(raw) for name, raw in _golden()["cohorts"].items()}


@cache
def comparisons() -> tuple[Compared, ...]:
    """Every figure that R was asked for, of every cohort."""
    return tuple(
        Compared(name, figure, by_r, cohort.ours(figure))
        for name, cohort in cohorts().items()
        for figure, by_r in cohort.by_r.items()
    )


def table() -> str:
    """The whole document, Markdown."""
    compared, versions = comparisons(), _golden()["versions"]
    equal = [one for one in compared if one.declared is None]
    worst = min(equal, key=lambda one: one.digits)
    return "\n".join(
        [
            "# A cohort from counts, against R on the rows",
            "",
            f"{len(compared):,} figures of R {versions['R']} (survival {versions['survival']}, cmprsk "
            f"{versions['cmprsk']}) on the rows of public data sets, and ours from the counts by group and time alone "
            f"(`haic_core/cohort/estimates`). {len(equal):,} are equal to at least {worst.digits:.1f} digits (the worst is "
            f"{_name(worst.figure)} of {worst.cohort}); the other {len(compared) - len(equal)} differ by definition and are "
            "declared below.",
            "",
            "Hazard ratios are Cox's with ties by Breslow. The test of proportional hazards is the score test of Grambsch "
            "and Therneau over 1 - S(t), R's `cox.zph`. The log-rank test with delayed entry is held against the score "
            "test of the exact partial likelihood, because `survdiff` takes no entries. The variance of a cumulative "
            "incidence is Aalen's, as `cmprsk` has it; `survfit` gives another (infinitesimal jackknife) for the same curve.",
            "",
            "## Cohorts",
            "",
            "| cohort | patients | left out | groups | cells | what it tries |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_cohort(name, cohort) for name, cohort in cohorts().items()),
            "",
            "## Figures, the worst of each",
            "",
            "| figure | figures | digits equal, the fewest | of | R | ours |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_worst(what, equal) for what in dict.fromkeys(one.figure[0] for one in equal)),
            "",
            "## What differs, and why",
            "",
            "| figure | how often | for example | R | ours | why |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_difference(one, compared) for one in DECLARED),
            "",
            "## Headlines, one by one",
            "",
            "| cohort | figure | R | ours | digits equal |",
            "| --- | --- | --- | --- | --- |",
            *(_row(one) for one in compared if one.figure[0] in HEADLINES),
            "",
            "Made by `python -m benchmarks.cohort.agreement`; R's part by `benchmarks/cohort/golden/make_golden.R`.",
            "",
        ]
    )


@cache
def _golden() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLDEN.read_text("utf-8"))
    return found


def _cohort(name: str, cohort: Cohort) -> str:
    cells = sum(len(arm.cells) for arms in cohort.sites for arm in arms)
    return f"| {name} | {cohort.n:,} | {cohort.left_out} | {len(cohort.arms)} | {cells:,} | {cohort.note} |"


def _worst(what: str, equal: list[Compared]) -> str:
    mine = [one for one in equal if one.figure[0] == what]
    worst = min(mine, key=lambda one: one.digits)
    return (
        f"| {what} | {len(mine)} | {worst.digits:.1f} | {_place(worst)} | {_shown(worst.by_r)} | {_shown(worst.ours)} |"
    )


def _difference(declared: Declared, compared: tuple[Compared, ...]) -> str:
    mine = [one for one in compared if one.declared is declared]
    first = mine[0]
    shown = f"{_place(first)} | {_shown(first.by_r)} | {_shown(first.ours)}"
    return f"| {declared.what} | {len(mine)} | {shown} | {declared.why} |"


def _row(one: Compared) -> str:
    digits = "declared" if one.declared else f"{one.digits:.1f}"
    return f"| {one.cohort} | {_name(one.figure)} | {_shown(one.by_r)} | {_shown(one.ours)} | {digits} |"


def _place(one: Compared) -> str:
    _, group, at = one.figure
    return ", ".join(filter(None, [one.cohort, group and f"group {group}", at and f"at {at}"]))


def _name(figure: Figure) -> str:
    what, group, at = figure
    return ", ".join(filter(None, [what, group and f"group {group}", at and f"at {at}"]))


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.10g}"


if __name__ == "__main__":
    TABLE.write_text(table(), "utf-8")
