"""How the tests of a run are shared out among its workers: what is done together, and what comes first."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

# Files that read the same packs: one worker builds each pack once.
OF_ONE_PACK = "tests/pack/test_pack_"
# Files whose tests follow each other on a server of their own.
OF_ONE_SERVER = "tests/pages/test_browser_fresh.py"
# What takes longest comes first, so that no worker is left with it at the end. Only the time depends on this list.
FIRST = (
    "tests/pages/test_browser",
    OF_ONE_PACK,
    "tests/pack/",
    "tests/test_command_line.py",
    "tests/pages/",
    "tests/curves/test_benchmarks.py",
    "tests/judgement/",
    "tests/curves/",
    "tests/case/",
)

STANDING = re.compile(r"[\[-](on \w+)[\]-]")
"""The page that a test asks while it stands open, in the test's name."""
ONE_TAB = "pages that stand open"
"""What is asked of standing pages is asked in one tab that goes from page to page."""

DRIVEN = (FIRST[0], ONE_TAB, "tests/onefile/test_built_file.py")
"""What drives a browser."""


def share(test: str) -> str:
    """What is done together with a test: its file, but every test that drives a browser goes to whoever is free, all
    that is asked of standing pages to one worker, and all packs to one."""
    if test.startswith(FIRST[0]) and not test.startswith(OF_ONE_SERVER):
        return ONE_TAB if STANDING.search(test) else test
    return OF_ONE_PACK if test.startswith(OF_ONE_PACK) else test.split("::", 1)[0]


def next_for(worker: int, workers: int, waiting: Iterable[str]) -> str:
    """What a worker takes next of what waits: half of the workers drive browsers as long as there is one to drive, the
    others only once nothing else waits. To begin a browser and have it read all scripts is four seconds' computing."""
    drives, rest = worker < max(workers // 2, 1), list(waiting)
    return next((one for one in rest if one.startswith(DRIVEN) == drives), rest[0])


def place(item: pytest.Item) -> tuple[int, str, str]:
    """The place of a test in the order of a run, whatever order its worker found it in. Standing pages come first, page
    by page."""
    page, file = STANDING.search(item.nodeid), item.nodeid.split("::", 1)[0]
    at = next((at for at, start in enumerate(FIRST) if item.nodeid.startswith(start)), len(FIRST))
    return at, page[1] if page and at == 0 else "one by one", file


def turned(folder: Path, worker: int, workers: int) -> list[str]:
    """All test files, begun by each worker at another one: what one has made ready to run the others then read, and
    nobody makes ready what somebody else is at."""
    files = [path.as_posix() for path in sorted(folder.rglob("test_*.py"))]
    start = len(files) * worker // max(workers, 1)
    return files[start:] + files[:start]


def compile_once(folder: Path) -> None:
    """Has every process of the run read what one of them has compiled, where Python was told to keep nothing beside
    the sources: workers, servers and commands would else compile the same files thirty times."""
    if sys.dont_write_bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(folder)
        sys.dont_write_bytecode = False
