"""IPDfromKM (R, GPL) run beside ours as a program of its own: files in, files out, nothing of it is here.

HAIC_IPDFROMKM names a script that is called as ``Rscript SCRIPT FOLDER`` and turns every job folder in FOLDER
(coords.csv time,survival; risk.csv time,n where there is a table; meta.json n, events) into out.csv time,event and
ms.csv, or error.txt.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.curves.digitising import Digitised

VARIABLE = "HAIC_IPDFROMKM"


def is_there() -> bool:
    """Whether the script is named and exists."""
    return Path(os.environ.get(VARIABLE, "")).is_file()


def ipd_from_km(figures: Sequence[Digitised]) -> list[tuple[list[tuple[float, int]] | None, float]]:
    """(records or None where it failed, milliseconds) of each figure, in one R process."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = [Path(folder) / f"{i:04d}" for i in range(len(figures))]
        for job, figure in zip(jobs, figures):
            job.mkdir()
            _write(job, figure)
        subprocess.run(["Rscript", os.environ[VARIABLE], folder], check=True, capture_output=True)
        return [_read(job) for job in jobs]


def _write(job: Path, figure: Digitised) -> None:
    order = np.argsort(figure.time, kind="stable")
    points = zip(np.maximum(figure.time, 0)[order].tolist(), figure.survival[order].tolist())
    (job / "coords.csv").write_text("time,survival\n" + "".join(f"{t:.6f},{s:.6f}\n" for t, s in points))
    if figure.at_risk:
        (job / "risk.csv").write_text("time,n\n" + "".join(f"{t},{n}\n" for t, n in figure.at_risk))
    (job / "meta.json").write_text(json.dumps({"n": figure.n, "events": figure.events}))


def _read(job: Path) -> tuple[list[tuple[float, int]] | None, float]:
    if not (job / "out.csv").exists():
        return None, float("nan")
    with (job / "out.csv").open() as file:
        records = [(float(row["time"]), int(float(row["event"]))) for row in csv.DictReader(file)]
    return records, float((job / "ms.csv").read_text().split()[1])
