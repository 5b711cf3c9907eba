"""Forty hospitals with ten million patients joined by their counts: writes docs/tables/cohort_sites.md.

    python -m benchmarks.cohort.many_sites [patients]

Each way runs in a process of its own, so that its memory can be told: sending (each site counts its rows and writes its
file), joining (the files alone), pooling (all rows in one place). Seconds are of the processor.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from benchmarks.cohort.invented import DAYS_A_MONTH, Make, Rows, counted, invented
from haic_core.cohort.sites.answer import joined_answer
from haic_core.cohort.sites.counts_file import read_counts, to_send, write_counts

TABLE = Path(__file__).resolve().parents[2] / "docs" / "tables" / "cohort_sites.md"
SITES, PATIENTS, KS = 40, 10_000_000, (1, 5, 10)
MAKE = Make((0.5, 0.3, 0.2), (1.1, 1.1, 1.1), (40, 32, 52), 6.0, 120.0)
AT = tuple(round(months * DAYS_A_MONTH) for months in (12, 24, 36, 60))


def site(number: int, patients: int) -> Rows:
    """The rows of one site in days; sites differ fifty-fold in size and in the hazard of all their groups."""
    sizes = np.exp(np.random.default_rng(7).uniform(0, np.log(50), SITES))
    worse = float(np.exp(np.random.default_rng(8).normal(0, 0.25, SITES))[number])
    rows = invented(MAKE, max(60, round(patients * float(sizes[number] / sizes.sum()))), seed=number, worse=worse)
    return Rows(np.round(rows.time * DAYS_A_MONTH), rows.event, rows.group)


def send(folder: Path, patients: int) -> dict[str, Any]:
    """Counts every site and writes its files."""
    counting = 0.0
    total, longest = 0, dict.fromkeys(KS, 0)
    for number in range(SITES):
        rows = site(number, patients)
        total += len(rows.time)
        start = time.process_time()
        arms = counted(rows)
        for k in KS:
            said = partial(to_send, site=f"site {number + 1}", endpoint="death of any cause", clock="first treatment")
            text = write_counts(said(arms, unit="days", k=k))
            (folder / f"{k}_{number}.json").write_text(text, "utf-8")
            longest[k] = max(longest[k], len(text))
        counting += time.process_time() - start
    return {"patients": total, "seconds": counting, "bytes": longest}


def join(folder: Path, k: int) -> dict[str, Any]:
    """Joins the files of all sites."""
    start = time.process_time()
    paths = [folder / f"{k}_{number}.json" for number in range(SITES)]
    answer = joined_answer([read_counts(path.read_bytes(), path.name) for path in paths], at=AT, reference="group 1")
    seconds = time.process_time() - start
    groups: Any = answer["groups"]
    differing: Any = answer["heterogeneity"]
    test: Any = answer["log_rank"]
    return {
        "survival": [[share for _, share, *_ in one["survival"]] for one in groups],
        "median": [one["median"] for one in groups],
        "chi2": test["chi2"],
        "log": [float(np.log(one["value"])) for one in differing["hazard_ratios"]],
        "i2": [one["between_sites"]["i2"] for one in differing["hazard_ratios"]],
        "cells": sum(len(json.loads(path.read_bytes())["groups"][0]["cells"]) for path in paths),
        "seconds": seconds,
    }


def pool(patients: int) -> dict[str, Any]:
    """Estimates from all rows in one place."""
    from benchmarks.cohort import pooled_rows  # brings lifelines, which the other ways are not to carry

    rows = [site(number, patients) for number in range(SITES)]
    start = time.process_time()
    curves = [pooled_rows.curve(rows, group, AT) for group in range(len(MAKE.shares))]
    found = {
        "survival": [survival for survival, _ in curves],
        "median": [median for _, median in curves],
        "chi2": pooled_rows.log_rank(rows, len(curves)),
        "log": pooled_rows.log_ratios(rows, len(curves)).tolist(),
    }
    return {**found, "seconds": time.process_time() - start}


def measured(way: Sequence[object]) -> dict[str, Any]:
    """What a way of this module gives in a process of its own, and the most memory that process held, in MB."""
    command = [sys.executable, "-m", "benchmarks.cohort.many_sites", *map(str, way)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(patients: int) -> str:
    """The whole document, Markdown."""
    with TemporaryDirectory() as folder:
        sent = measured(["send", folder, patients])
        joined = {k: measured(["join", folder, k]) for k in KS}
    pooled, idle = measured(["pool", patients]), measured(["idle"])
    return "\n".join(
        [
            "# Forty hospitals, ten million patients, counts only",
            "",
            f"{SITES} invented sites with {sent['patients']:,} patients in three groups, fifty-fold different in size, each "
            "with a baseline hazard of its own. `pooled rows`: all of them in one place, survival by lifelines, the tests "
            "within sites summed event by event. `k = 1` sends days as recorded, the others steps of a day to a month, as "
            "the site is large, joined until each cell holds k.",
            "",
            "| way | seconds of processor | times pooled rows | memory, MB | largest file, kB | cells of the first group |",
            "| --- | --- | --- | --- | --- | --- |",
            f"| pooled rows | {pooled['seconds']:.1f} | 1 | {pooled['memory']:,} | none | none |",
            f"| counting and writing at the sites, all k | {sent['seconds']:.1f} | {sent['seconds'] / pooled['seconds']:.2f} | "
            f"{sent['memory']:,} | {max(sent['bytes'].values()) / 1000:,.0f} | |",
            *(_cost(k, joined[k], sent, pooled) for k in KS),
            "",
            f"A process that has only loaded the modules holds {idle['memory']:,} MB.",
            "",
            "What joined counts give less what pooled rows give, the largest difference of all groups:",
            "",
            "| k | survival at 1, 2, 3, 5 years | median, days | log hazard ratio | log-rank chi2, relative | I2 of the sites |",
            "| --- | --- | --- | --- | --- | --- |",
            *(_differences(k, joined[k], pooled) for k in KS),
            "",
            f"Pooled rows: medians {', '.join(f'{one:g}' for one in pooled['median'])} days, hazard ratios "
            f"{', '.join(f'{np.exp(one):.4f}' for one in pooled['log'])} (made as 1.278 and 0.749), log-rank chi2 "
            f"{pooled['chi2']:.6g}. The hazard ratios are the same at all sites by make, so I2 is chance.",
            "",
            "Made by `python -m benchmarks.cohort.many_sites`.",
            "",
        ]
    )


def _cost(k: int, joined: dict[str, Any], sent: dict[str, Any], pooled: dict[str, Any]) -> str:
    times = f"{joined['seconds']:.1f} | {joined['seconds'] / pooled['seconds']:.3f}"
    size = f"{sent['bytes'][str(k)] / 1000:,.0f} | {joined['cells']:,}"
    return f"| joining {SITES} files, k = {k} | {times} | {joined['memory']:,} | {size} |"


def _differences(k: int, joined: dict[str, Any], pooled: dict[str, Any]) -> str:
    survival, median, log = (np.abs(np.array(joined[key]) - pooled[key]).max() for key in ("survival", "median", "log"))
    chi2 = abs(joined["chi2"] / pooled["chi2"] - 1)
    i2 = ", ".join(f"{one:.0%}" for one in joined["i2"])
    return f"| {k} | {survival:.1e} | {median:.3g} | {log:.1e} | {chi2:.1e} | {i2} |"


def main(given: Sequence[str]) -> None:
    """Writes the table; or, given a way and where to, prints what it finds."""
    ways: dict[str, Callable[[], dict[str, Any]]] = {
        "send": lambda: send(Path(given[1]), int(given[2])),
        "join": lambda: join(Path(given[1]), int(given[2])),
        "pool": lambda: pool(int(given[1])),
        "idle": dict,
    }
    if given and given[0] in ways:
        found = ways[given[0]]()
        print(json.dumps({**found, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000}))
    else:
        TABLE.write_text(table(int(given[0]) if given else PATIENTS), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
