"""How near the records of digitised curves come to the patients behind the figure: prints Markdown tables.

    python -m benchmarks.curves.digitised            all packages of requirements-bench.txt, some minutes
    python -m benchmarks.curves.digitised --short    lifelines only, some seconds; the marks below are tested
    python -m benchmarks.curves.digitised --write    also docs/tables/digitised.md and .csv

Cohorts are drawn from real patient-level data, drawn as a figure of 600 x 400 pixels over 48 months, digitised, and
given back with three amounts of printed information. The truth is each cohort's own Kaplan-Meier curve. Beside ours:
the published inversion of Guyot et al., and IPDfromKM where HAIC_IPDFROMKM names a script that runs it.
"""

from __future__ import annotations

import sys
import time as clock
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.curves.digitised_measures import compare, log_hazard_ratio
from benchmarks.curves.digitising import Digitised, Figure, digitise
from benchmarks.curves.guyot import guyot
from benchmarks.curves.ipdfromkm import ipd_from_km, is_there
from benchmarks.curves.patient_level import Patients, drawn
from haic_core.curves.digitised import Coordinates, Printed, recovered
from haic_core.words.refusal import Refusal

ALL, LIFELINES = ("lifelines", "sksurv", "survset"), ("lifelines",)
TUNED_ON, HELD_OUT = 1, 2026  # seeds: the cohorts that constants were set on by hand, and those of the tables
LEVELS = ("row and deaths", "row", "deaths")
FAR_ENDS, BOTH_ENDS = Figure(scale_error=0.01), Figure(axis_error=0.01)
STRESS = {
    "as above": Figure(),
    "300 x 200 px, jitter 1": Figure(300, 200, 1.0),
    "far ends of axes ±1 %": FAR_ENDS,
    "both ends of axes ±1 %": BOTH_ENDS,
    "300 x 200 px, both ends ±1 %": Figure(300, 200, 1.0, 0.01),
    "300 x 200 px, jitter 2, both ends ±2 %": Figure(300, 200, 2.0, 0.02),
}
COLUMNS = {
    "dS": "mean abs dS",
    "max": "max dS",
    "rmst": "RMST",
    "median": "median, mo",
    "deaths": "deaths off",
    "exact": "deaths exact",
    "drops": "drops exact",
    "at_risk": "at risk off",
    "failed": "failed",
    "ms": "ms",
}
# What the short form has to reach on every run: (scenario, method 'ours') -> measure and its bound.
MARKS = {
    "16-80 trace, row and deaths": {"dS": 0.0006, "deaths": 0.05, "drops": 0.995},
    "16-80 trace, deaths": {"dS": 0.0006, "deaths": 0.15, "drops": 0.99},
    "16-80 clicks, row and deaths": {"dS": 0.0030, "drops": 0.95},
    "100-300 trace, row and deaths": {"dS": 0.0012, "deaths": 0.5},
}


@dataclass(frozen=True)
class Row:
    """Mean measures of one method in one scenario; `ms` is a median."""

    scenario: str
    method: str
    curves: int
    measures: dict[str, float]


Answer = tuple[list[tuple[float, int]] | None, float]


def ours(figures: Sequence[Digitised]) -> list[Answer]:
    """(records, milliseconds) of the product."""
    return [_timed(_recovered, figure) for figure in figures]


def plain_guyot(figures: Sequence[Digitised]) -> list[Answer]:
    """(records, milliseconds) of the published inversion."""
    return [_timed(_guyot, figure) for figure in figures]


def _recovered(figure: Digitised) -> list[tuple[float, int]]:
    order = np.lexsort((-figure.survival, figure.time))
    points = Coordinates(figure.time[order], figure.survival[order])
    return list(recovered(points, Printed.of(figure.n, figure.at_risk, figure.events)).records)


def _guyot(figure: Digitised) -> list[tuple[float, int]]:
    order = np.argsort(figure.time, kind="stable")
    return guyot(figure.time[order], figure.survival[order], figure.at_risk, figure.n, figure.events)


def _timed(method: Callable[[Digitised], list[tuple[float, int]]], figure: Digitised) -> Answer:
    start = clock.perf_counter()
    records: list[tuple[float, int]] | None
    try:
        records = method(figure)
    except Refusal:
        records = None
    return records, 1000 * (clock.perf_counter() - start)


def methods() -> dict[str, Callable[[Sequence[Digitised]], list[Answer]]]:
    """By name; IPDfromKM only where it can be run."""
    return {"ours": ours, "Guyot as published": plain_guyot, **({"IPDfromKM": ipd_from_km} if is_there() else {})}


def scenario(
    name: str, cohorts: list[Patients], mode: str, level: str, figure: Figure = Figure(), seed: int = TUNED_ON
) -> list[Row]:
    """All methods on the same figures."""
    figures = [digitise(p, mode, figure, (6, 12)[i % 2], 1000 * seed + i).told(level) for i, p in enumerate(cohorts)]
    rows = []
    for method, run in methods().items():
        answers = run(figures)
        errors = [compare(p, records) for p, (records, _) in zip(cohorts, answers) if records]
        measures = {key: float(np.nanmean([e[key] for e in errors])) for key in errors[0]}
        measures |= {"failed": len(cohorts) - len(errors), "ms": float(np.nanmedian([ms for _, ms in answers]))}
        rows.append(Row(name, method, len(cohorts), measures))
    return rows


def hazard_ratios(name: str, cohorts: list[Patients], mode: str) -> list[Row]:
    """Two arms from one pool, the second lives U(0.5, 1) as long: error of the Cox log hazard ratio."""
    rng, pairs = np.random.default_rng(7), []
    by_pool: dict[str, list[Patients]] = {}
    for one in cohorts:
        by_pool.setdefault(one.pool, []).append(one)
    for pool in sorted(by_pool):
        for a, b in zip(by_pool[pool][::2], by_pool[pool][1::2]):
            pairs.append((a, Patients(pool, b.time * rng.uniform(0.5, 1), b.event)))
    arms = [arm for pair in pairs for arm in pair]
    figures = [digitise(p, mode, Figure(), 6, 2000 + i).told("row and deaths") for i, p in enumerate(arms)]
    true = [log_hazard_ratio(*(list(zip(p.time, p.event)) for p in pair)) for pair in pairs]
    rows = []
    for method, run in methods().items():
        records = [answer[0] for answer in run(figures)]
        off = np.array(
            [abs(log_hazard_ratio(a, b) - t) for a, b, t in zip(records[::2], records[1::2], true) if a and b]
        )
        rows.append(Row(name, method, len(pairs), {"lnHR": float(off.mean()), "p95": float(np.quantile(off, 0.95))}))
    return rows


def everything(sources: tuple[str, ...], counts: dict[tuple[int, int], int]) -> tuple[list[Row], list[Row], list[Row]]:
    """Accuracy by size, mode and level; stress; hazard ratios."""
    cohorts = {size: drawn(count, *size, sources, HELD_OUT) for size, count in counts.items()}
    main = [
        row
        for (low, high), group in cohorts.items()
        for mode in ("trace", "clicks")
        for level in LEVELS
        for row in scenario(f"{low}-{high} {mode}, {level}", group, mode, level, seed=HELD_OUT)
    ]
    small = cohorts[16, 80]
    stress = [
        row
        for name, figure in STRESS.items()
        for row in scenario(name, small[:80], "trace", "row and deaths", figure, HELD_OUT)
    ]
    pairs = {"16-80 trace": (16, 80, "trace"), "16-80 clicks": (16, 80, "clicks"), "100-300 trace": (100, 300, "trace")}
    ratios = [
        row
        for name, (low, high, mode) in pairs.items()
        for row in hazard_ratios(name, drawn(2 * counts[low, high], low, high, sources, HELD_OUT + 1), mode)
    ]
    return main, stress, ratios


def short() -> list[Row]:
    """The scenarios that carry a mark, on what comes with the product."""
    groups = {"16-80": drawn(24, 16, 80, LIFELINES, TUNED_ON), "100-300": drawn(6, 100, 300, LIFELINES, TUNED_ON)}
    return [
        row
        for name in MARKS
        for row in scenario(name, groups[name.split()[0]], name.split()[1].rstrip(","), name.split(", ")[1])
    ]


def missed(rows: list[Row]) -> list[str]:
    """The marks that ours does not reach, in words; empty when all are met."""
    found = []
    for row in rows:
        for measure, mark in MARKS.get(row.scenario, {}).items() if row.method == "ours" else ():
            value = row.measures[measure]
            if (value < mark) if measure in ("drops", "exact") else (value > mark):
                found.append(f"{row.scenario}: {measure} {value:.4f}, mark {mark}")
    return found


def table(rows: list[Row], first: str = "n, points, printed") -> str:
    """Markdown, methods under each other; the better of ours and the others is left to the reader."""
    keys = [key for key in COLUMNS if key in rows[0].measures] or list(rows[0].measures)
    lines = [
        f"| {first} | curves | method | " + " | ".join(COLUMNS.get(key, key) for key in keys) + " |",
        "|---" * (len(keys) + 3) + "|",
    ]
    for row in rows:
        lines.append(
            f"| {row.scenario} | {row.curves} | {row.method} | "
            + " | ".join(_figure(key, row.measures[key]) for key in keys)
            + " |"
        )
    return "\n".join(lines)


def _figure(key: str, value: float) -> str:
    if key in ("exact", "drops", "rmst"):
        return f"{value:.2%}" if key == "rmst" else f"{value:.1%}"
    if key in ("dS", "max"):
        return f"{value:.4f}"
    return f"{value:.0f}" if key == "failed" else f"{value:.1f}" if key == "ms" else f"{value:.3f}"


def written(main_rows: list[Row], stress: list[Row], ratios: list[Row]) -> str:
    """The page of tables."""
    return (
        "\n\n".join(
            [
                "# Digitised curves: how near the records come",
                "Made by `python -m benchmarks.curves.digitised --write`. Real cohorts, drawn and digitised by the script; truth is "
                "each cohort’s own Kaplan-Meier curve. The constants of the method were set by hand on other cohorts of the same "
                "data sets. A first run on those of these tables showed one fault, since mended (a time axis too long carried "
                "deaths past a table row), and that large cohorts took too long; nothing else was changed for them. Times (median, milliseconds a curve, from points to records) are of one "
                "machine under load and say little beyond their ratio. *Deaths exact*: share of curves whose total is right; "
                "*drops exact*: share of drops with the right number of deaths within two pixels; *max dS*: what two pixels of "
                "time do not explain.",
                table(main_rows),
                "## Stress: 16-80 patients, trace, row and deaths",
                table(stress, "figure"),
                "## Log hazard ratio of two arms, row and deaths",
                table(ratios, "arms"),
            ]
        )
        + "\n"
    )


def main(arguments: list[str]) -> int:
    """Print the tables; 1 when the short form misses a mark."""
    if "--short" in arguments:
        rows = short()
        print(table(rows), *missed(rows), sep="\n")
        return 1 if missed(rows) else 0
    parts = everything(ALL, {(16, 80): 120, (100, 300): 60, (300, 900): 40})
    page = written(*parts)
    print(page)
    if "--write" in arguments:
        folder = Path(__file__).parents[2] / "docs" / "tables"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "digitised.md").write_text(page, "utf-8")
        lines = ["table,scenario,curves,method,measure,value"]
        lines += [
            f'{name},"{row.scenario}",{row.curves},{row.method},{key},{value:.6g}'
            for name, rows in zip(("accuracy", "stress", "hazard ratio"), parts)
            for row in rows
            for key, value in row.measures.items()
        ]
        (folder / "digitised.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
