"""Our curves against R's survival package, figure by figure: writes docs/tables/agreement_with_r.md.

    python -m benchmarks.curves.agreement_with_r

R's numbers stand in tests/golden/r_survival.json (benchmarks/curves/golden/make_golden.R computes them; this needs no R).
What differs by definition is declared in DECLARED, with why; tests/curves/test_against_r.py allows that and nothing else.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

from benchmarks.curves.golden.readers import READERS, Cohort, of_r

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "r_survival.json"
TABLE = ROOT / "docs" / "tables" / "agreement_with_r.md"
RELATIVE = 1e-10  # R's numbers are written with 15 digits
SHOWN = 3  # cohorts of a difference that the table names


@dataclass(frozen=True)
class Declared:
    """`reader` defines the figure `what` otherwise than R does in these cohorts; an empty tuple means all."""

    reader: str
    what: str
    cohorts: tuple[str, ...]
    why: str


ON_ONE_HALF = ("one_half_exactly", "one_half_of_fourteen")
FIRST = "R: the middle of the plateau when the curve lies at exactly one half. Ours: the first time half have died."
SILENT = (
    "R, asked with extend = TRUE, holds the last value; without, it answers nothing. Ours answers nothing: "
    "nobody was followed there, even where the last patient died."
)
DECLARED = (
    Declared("curve of records", "median", ON_ONE_HALF, FIRST),
    Declared("reconstruction", "median", ON_ONE_HALF, FIRST),
    Declared("curve of records", "survival past the last record", (), SILENT),
    Declared("curve of records", "restricted mean past the last record", (), SILENT),
    Declared("reconstruction", "restricted mean past the last record", (), SILENT),
    Declared(
        "lifelines alone",
        "median",
        (*ON_ONE_HALF, "one_half_to_the_end"),
        "lifelines sums logarithms: one half comes out as 0.5000000000000001 and the median as the next event, or "
        "as never reached. Ours reads the same curve with a tolerance.",
    ),
    Declared(
        "lifelines alone",
        "standard error of the restricted mean",
        (),
        "The root of the variance lifelines returns is the spread of single patients’ times, not the error of "
        "their mean. Ours is Greenwood’s sum, as R’s.",
    ),
)
NOT_OFFERED: dict[str, set[str]] = {
    "curve of records": {
        "log-rank p",
        *(f"{kind} limits of the median" for kind in ("plain", "log", "log-log", "spss")),
    },
    "reconstruction": {"plain limits of the median", "standard error of the restricted mean"},
}


def cohorts() -> dict[str, Cohort]:
    """The golden cohorts by name."""
    found: dict[str, Cohort] = json.loads(GOLDEN.read_text("utf-8"))["cohorts"]
    return found


def same(one: float | None, other: float | None) -> bool:
    """Equal to ten digits, or both absent."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=RELATIVE)


@dataclass(frozen=True)
class Compared:
    """One figure of one cohort by R and by one reader; `at` is a time, a side or a row of the curve."""

    reader: str
    cohort: str
    what: str
    at: str
    by_r: float | None
    by_reader: float | None

    @property
    def declared(self) -> Declared | None:
        """The declaration that covers it, if there is one."""
        return next(
            (
                one
                for one in DECLARED
                if (one.reader, one.what) == (self.reader, self.what)
                and (not one.cohorts or self.cohort in one.cohorts)
            ),
            None,
        )

    @property
    def agrees(self) -> bool:
        return same(self.by_r, self.by_reader)


def comparisons() -> list[Compared]:
    """Every figure of every cohort by every reader. Raises KeyError for a figure R was not asked for."""
    return [
        Compared(reader, name, what, at, printed[what, at], value)
        for name, cohort in cohorts().items()
        for printed in [of_r(cohort)]
        for reader, figures in READERS.items()
        for (what, at), value in figures(cohort).items()
    ]


def table(compared: list[Compared]) -> str:
    """The whole document, Markdown."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    versions, names = (
        golden["versions"],
        ", ".join(f"{name} ({len(cohort['time'])})" for name, cohort in golden["cohorts"].items()),
    )
    asked = dict.fromkeys((what, reader) for what in dict.fromkeys(one.what for one in compared) for reader in READERS)
    return "\n".join(
        [
            "# Agreement with R",
            "",
            f"Figures of R {versions['R']} with its package survival {versions['survival']} against ours, to ten digits. "
            "`curve of records` is `haic_core/curves/kaplan_meier.py`, which draws every curve; `reconstruction` is "
            "`haic_core/curves/reconstruction/estimate.py`; `lifelines alone` is the library without our reading of it.",
            "",
            f"Cohorts (patients): {names}.",
            "",
            "## What was compared",
            "",
            "| figure | by | figures | equal | declared otherwise |",
            "| --- | --- | --- | --- | --- |",
            *filter(None, (_counted(what, reader, compared) for what, reader in asked)),
            "",
            "## What differs, and why",
            "",
            "| figure | by | R → here | why |",
            "| --- | --- | --- | --- |",
            *(_difference(one, compared) for one in DECLARED),
            "",
            "## What was not compared",
            "",
            *(f"* {reader} does not offer: {', '.join(sorted(missing))}." for reader, missing in NOT_OFFERED.items()),
            "* R has no SPSS interval: its numbers come from SPSS’s formula applied to survfit’s columns, in "
            "`benchmarks/curves/golden/make_golden.R`.",
            "",
            "Made by `python -m benchmarks.curves.agreement_with_r`; `tests/curves/test_against_r.py` allows these differences and no "
            "others.",
            "",
        ]
    )


def _counted(what: str, reader: str, compared: list[Compared]) -> str:
    mine = [one for one in compared if (one.what, one.reader) == (what, reader)]
    equal = sum(one.agrees for one in mine)
    return f"| {what} | {reader} | {len(mine)} | {equal} | {len(mine) - equal} |" if mine else ""


def _difference(one: Declared, compared: list[Compared]) -> str:
    mine = [found for found in compared if found.declared == one]
    shown = [f"{found.cohort} {_shown(found.by_r)} → {_shown(found.by_reader)}" for found in mine[:SHOWN]]
    more = [f"and {len(mine) - SHOWN} more cohorts"] if len(mine) > SHOWN else []
    return f"| {one.what} | {one.reader} | {'; '.join(shown + more)} | {one.why} |"


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:.4g}"


if __name__ == "__main__":
    TABLE.write_text(table(comparisons()), "utf-8")
