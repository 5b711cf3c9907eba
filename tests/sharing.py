"""How the tests of a run are shared out among its workers: what is done together, and what comes first."""

from __future__ import annotations

import pytest

# Files that read the same packs: one worker builds each pack once.
OF_ONE_PACK = "tests/pack/test_pack_"
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


def share(test: str) -> str:
    """What is done together with a test: its file, but every test that drives a browser goes to whoever is free, and
    all packs to one worker."""
    if test.startswith(FIRST[0]):
        return test
    return OF_ONE_PACK if test.startswith(OF_ONE_PACK) else test.split("::", 1)[0]


def place(item: pytest.Item) -> int:
    """The place of a test in the order of a run."""
    return next((at for at, start in enumerate(FIRST) if item.nodeid.startswith(start)), len(FIRST))
