"""Who takes which tests of a run: browsers are begun by half of the workers, and nothing is left over."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from sharing import ONE_TAB, next_for

WAITING = [ONE_TAB, "tests/pages/test_browser.py::test_a_walk", "tests/pack/test_pack_", "tests/case/test_file.py"]


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
def test_half_of_the_workers_drive_browsers_and_every_test_is_taken(workers: int) -> None:
    waiting, driving, taken = OrderedDict.fromkeys(WAITING), set[int](), list[str]()
    while waiting:
        for worker in range(workers):
            if waiting:
                one = next_for(worker, workers, waiting)
                del waiting[one]
                taken.append(one)
                driving |= {worker} if one in WAITING[:2] else set()
    assert sorted(taken) == sorted(WAITING)
    assert driving == set(range(max(workers // 2, 1)))
