"""The benchmark of memory: it reads what a process holds, and tells a server that grows from one that is warm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import Server

from benchmarks.growth import Reading, grown_kb, grows, prepared, reading, table

FLAT = [Reading(500, 60_000, 74_000), Reading(1000, 60_100, 74_100)]
WARM = [Reading(250, 150_000, 250_000), Reading(500, 166_000, 266_000), Reading(1000, 166_500, 266_500)]
GROWING = [Reading(500, 166_000, 266_000), Reading(1000, 169_000, 269_000)]


def test_only_the_second_half_of_a_run_is_judged() -> None:
    assert grown_kb(WARM) == 1.0
    assert grown_kb(GROWING) == 6.0


def test_a_page_that_grows_on_beyond_hello_world_is_named() -> None:
    assert grows("change", {"hello world": FLAT, "case": WARM, "library": GROWING}) == ["library"]


def test_the_table_says_what_is_a_page_s_own_and_what_is_resident() -> None:
    lines = list(table("change", {"hello world": FLAT, "library": GROWING}))
    assert lines[0].splitlines()[0] == (
        "| page, MB own (resident) | after 500 | after 1000 | kB a change, second half |"
    )
    assert lines[2] == "| library | 166.0 (266.0) | 169.0 (269.0) | 6.00 |\n"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from Linux")
def test_memory_is_read_after_the_garbage_is_collected(tmp_path: Path) -> None:
    held = "a = [bytes(2000) for _ in range(10_000)]; a.append(a); a = None; print('ready', flush=True); input()"
    process = subprocess.Popen(
        [sys.executable, "-c", f"import gc; gc.disable(); {held}"],
        env=os.environ | prepared(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin and process.stdout
    with process.stdin, process.stdout:
        process.stdout.readline()
        found = reading(Server(0, process.pid, tmp_path), tmp_path, 1)
    process.wait(10)
    assert found.own_kb < found.resident_kb < 20_000
