"""Thousands at risk: the cheapest censorings are those a table of every run would give, in bounded time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from math import lgamma, log
from typing import NamedTuple

import numpy as np
import pytest
from each import each
from figures import COHORT, corners, csv

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


# One command after another in one process whose memory is held: what each said, its seconds of the processor, and the
# first lines of its answer.
COMMANDS = """
import io, json, resource, sys, time
from contextlib import redirect_stderr, redirect_stdout
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[1]),) * 2)
from haic_core.__main__ import main
for asked in json.loads(sys.argv[2]):
    out, err, before = io.TextIOWrapper(io.BytesIO()), io.StringIO(), time.process_time()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["digitised", *asked])
    out.flush()
    first = out.buffer.getvalue().decode().splitlines()[:3]
    print(json.dumps([code, err.getvalue(), time.process_time() - before, first]), flush=True)
"""
OUT_OF_ALL_MEASURE = {
    "0,1\n1e308,0.5\n": "curve.csv, row 2: '1e308' is too large for a time.",
    "0,1\nNaN,0.5\n": "curve.csv, row 2: 'NaN' stands where a time should",
    "0,1\n1e-300,0.5\n": "curve.csv: the last time is 1e-300; a follow-up of at least 1e-06 is needed.",
    "0,1\n" * 1_000_000: "100,000 are the most that is read",
}


class Told(NamedTuple):
    """What a command ended with, what it said beside its answer, its seconds, and the first lines of its answer."""

    code: int
    said: str
    seconds: float
    first: list[str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Two points of twenty thousand patients, what is out of all measure, a whole cohort, and a pipe: one process for
    all, held to a thousand million bytes, and ended where it waits."""
    folder = tmp_path_factory.mktemp("figures")
    curves = ["0,1\n0.2089,0.9871\n", *OUT_OF_ALL_MEASURE, csv(corners(COHORT)).decode()]
    for place, curve in enumerate(curves):
        (folder / str(place)).mkdir()
        (folder / str(place) / "curve.csv").write_text(curve)
    os.mkfifo(folder / "pipe.csv")
    files = [str(folder / str(place) / "curve.csv") for place in range(len(curves))]
    asked = [[files[0], "--n", "20000", "--events", "10"], *([file, "--n", "20000"] for file in files[1:-1])]
    asked += [[files[-1], "--n", "20"], [str(folder / "pipe.csv"), "--n", "20"]]
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, str(BYTES), json.dumps(asked)],
        cwd=DATA.parent,
        capture_output=True,
        check=True,
        timeout=4 * SECONDS * (len(curves) + 2),  # of the clock, not of the processor
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    )
    return [Told(*json.loads(line)) for line in done.stdout.decode().splitlines()]


def test_two_points_of_twenty_thousand_patients_take_little_time_and_memory(told: list[Told]) -> None:
    assert told[0].code == 0 and told[0].seconds < SECONDS
    assert "The curve could not be had with 10 events; the records hold 25" in told[0].said


@pytest.mark.parametrize(
    ("place", "sentence"),
    list(enumerate(OUT_OF_ALL_MEASURE.values(), 1)),
    ids=["huge", "no number", "tiny", "a million"],
)
def test_what_is_out_of_all_measure_is_refused_in_a_sentence(told: list[Told], place: int, sentence: str) -> None:
    code, said, seconds, _ = told[place]
    assert (code, said.count("\n")) == (2, 1) and sentence in said and seconds < SECONDS


def test_a_process_of_its_own_says_what_the_command_says_here(told: list[Told]) -> None:
    assert told[-2].code == 0
    assert told[-2].first == ["time,event", "1.0,1", "2.5,1"]


def test_a_pipe_is_no_file_and_nobody_waits_for_it(told: list[Told]) -> None:
    assert told[-1][:2] == (2, "pipe.csv: this is no file; a file is needed.\n")
