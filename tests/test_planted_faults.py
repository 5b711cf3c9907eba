"""The table of planted faults stays true: each still has the text that it replaces, and tests that exist."""

from __future__ import annotations

import pytest
from each import each

from benchmarks.planted_faults import ROOT, Fault, faults, main


@each("fault", faults(), ids=lambda fault: fault.name)
def test_a_fault_can_still_be_planted(fault: Fault) -> None:
    assert (ROOT / fault.file).read_text(encoding="utf-8").count(fault.before) == 1
    assert fault.after != fault.before
    assert [test for test in fault.tests if not (ROOT / test).exists()] == [] and fault.tests


def test_there_are_as_many_as_once_lived_through_the_suite() -> None:
    assert len(faults()) >= 46 and len({fault.name for fault in faults()}) == len(faults())


@pytest.mark.deep
def test_every_planted_fault_is_noticed() -> None:
    assert main([]) == 0
