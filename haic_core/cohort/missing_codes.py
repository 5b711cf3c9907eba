"""A time such as 999 that stands far beyond all others: as likely a code for a missing one as the longest follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.cohort.counts import Arm
from haic_core.words.refusal import shown

_CODES = (99.0, 888.0, 999.0, 8888.0, 9999.0, 99999.0)
_BEYOND = 2


def may_be_missing(arms: Sequence[Arm], column: str | None) -> tuple[str, ...]:
    """What is said where the longest time is such a code and at least twice the next one."""
    times = sorted({cell.time for arm in arms for cell in arm.cells}, reverse=True)
    if column is None or len(times) < 2 or times[0] not in _CODES or times[0] < _BEYOND * times[1]:
        return ()
    rows = sum(cell.leaving for arm in arms for cell in arm.cells if cell.time == times[0])
    told = f"{times[0]:g} stands in {rows:,} row{'' if rows == 1 else 's'} of {shown(column)}"
    return (f"{told}, and the next longest time is {times[1]:g}: is it a code for a time that is missing?",)
