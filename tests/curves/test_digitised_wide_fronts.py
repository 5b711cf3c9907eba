"""Thousands at risk: the cheapest censorings are those a table of every run would give, in bounded time and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from math import lgamma, log
from pathlib import Path

import numpy as np
import pytest
from each import each

from haic_core.curves.digitised.censoring import LONG_RUN
from haic_core.curves.digitised.wide_fronts import cheapest_runs
from haic_core.evidence.library import DATA

SECONDS, BYTES = 10, 1_000_000_000


@each("seed", range(40))
def test_the_cheapest_runs_are_those_of_the_whole_table(seed: int) -> None:
    rng = np.random.default_rng(seed)
    width, expected, longest = int(rng.integers(1, 60)), rng.uniform(0.1, 20), int(rng.integers(1, 40))
    cost = np.where(rng.random(width) < 0.4, np.inf, rng.exponential(5, width))
    cost[rng.integers(width)] = 1.0
    run = np.arange(longest)
    price = np.array([lgamma(k + 1) - k * log(expected) for k in run]) - LONG_RUN * run
    price = np.minimum.accumulate(price) + LONG_RUN * run
    source, paid = cheapest_runs(cost, np.arange(100, 100 + width), price)
    runs = np.arange(width)[None, :] - np.arange(width)[:, None]
    listed = price[np.clip(runs, 0, longest - 1)] + LONG_RUN * np.maximum(runs - longest + 1, 0)
    whole = cost[None, :] + np.where(runs < 0, np.inf, listed)
    assert paid == pytest.approx(whole.min(1))
    reached = np.isfinite(paid)
    assert (source[reached] == 100 + whole.argmin(1)[reached]).all()


def _bounded(folder: Path, name: str, *more: str) -> tuple[int, str, float]:
    """Code, the other stream, and seconds of the processor; memory is held to a thousand million bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, "-m", "haic_core", "digitised", str(folder / name), *more],
        cwd=DATA.parent,
        capture_output=True,
        check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES)),
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    return done.returncode, done.stderr.decode(), used


def test_two_points_of_twenty_thousand_patients_take_little_time_and_memory(tmp_path: Path) -> None:
    (tmp_path / "curve.csv").write_text("0,1\n0.2089,0.9871\n")
    code, told, seconds = _bounded(tmp_path, "curve.csv", "--n", "20000", "--events", "10")
    assert code == 0 and seconds < SECONDS
    assert "The curve could not be had with 10 events; the records hold 25" in told


@pytest.mark.parametrize(
    ("curve", "told"),
    [
        ("0,1\n1e308,0.5\n", "curve.csv, row 2: '1e308' is too large for a time."),
        ("0,1\nNaN,0.5\n", "curve.csv, row 2: 'NaN' stands where a time should"),
        ("0,1\n1e-300,0.5\n", "curve.csv: the last time is 1e-300; a follow-up of at least 1e-06 is needed."),
        ("0,1\n" * 1_000_000, "100,000 are the most that is read"),
    ],
)
def test_what_is_out_of_all_measure_is_refused_in_a_sentence(tmp_path: Path, curve: str, told: str) -> None:
    (tmp_path / "curve.csv").write_text(curve)
    code, said, seconds = _bounded(tmp_path, "curve.csv", "--n", "20000")
    assert (code, said.count("\n")) == (2, 1) and told in said and seconds < SECONDS


def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    code, told, _ = _bounded(tmp_path, "pipe.csv", "--n", "20")
    assert (code, told) == (2, "pipe.csv: this is no file; a file is needed.\n")
