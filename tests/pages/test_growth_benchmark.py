"""The benchmark of memory: it reads what a process holds, and tells a server that grows from one that is warm."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import Server

from benchmarks.growth import Reading, grown, grows, prepared, reading, table


def readings(*held: tuple[float, int]) -> list[Reading]:
    """Megabytes and blocks after 250 changes, 500, 600 and so on."""
    after = (100, 250, 500, 600, 700, 800, 900, 1000)
    return [
        Reading(at, round(mb * 1000), round(mb * 1000) + 80_000, blocks)
        for at, (mb, blocks) in zip(after, held, strict=True)
    ]


FLAT = readings(*[(60, 400_000)] * 8)
WARM = readings((140, 900_000), (150, 950_000), *[(151, 960_000)] * 3, *[(153, 960_010)] * 3)
GROWING = readings((140, 900_000), (150, 950_000), *[(151 + step / 4, 960_000 + 90 * step) for step in range(6)])
HOARDING = readings(*[(150, 900_000 + 900 * step) for step in range(8)])


def test_a_single_step_is_no_growth_and_many_small_ones_are() -> None:
    assert grown(WARM) == (0, 0)
    assert grown(GROWING) == (2.5, 0.9)


def test_a_page_that_grows_on_beyond_hello_world_is_named_by_its_memory_or_by_what_it_holds() -> None:
    found = {"hello world": FLAT, "case": WARM, "library": GROWING, "paper": HOARDING}
    assert grows("change", found) == ["library", "paper"]


def test_the_table_says_what_is_a_page_s_own_and_what_is_resident() -> None:
    lines = list(table("change", {"hello world": FLAT, "library": GROWING}))
    head = (
        "| page, MB own (resident) | after 100 | after 250 | after 500 | after 1000 | kB a change | blocks a change |"
    )
    assert lines[0].splitlines()[0] == head
    shown = "140.0 (220.0) | 150.0 (230.0) | 151.0 (231.0) | 152.2 (232.2)"
    assert lines[2] == f"| library | {shown} | 2.50 | 0.9 |\n"


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
    assert found.own_kb < found.resident_kb < 20_000 and found.blocks > 1000
