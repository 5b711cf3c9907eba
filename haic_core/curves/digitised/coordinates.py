"""What comes in: points read off a Kaplan-Meier figure, and what the paper prints beside it."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.curves.digitised.axes import Points
from haic_core.words.refusal import Refusal

MOST_PATIENTS = 20_000


@dataclass(frozen=True)
class Coordinates:
    """Points on one curve by time: `time` (k,) in the figure's unit, `survival` (k,) as fractions.

    `notes` says in sentences what reading changed: percent, duplicates, a start that was added (`has_added_start`).
    """

    time: Points
    survival: Points
    notes: tuple[str, ...] = ()
    has_added_start: bool = False

    @property
    def span(self) -> float:
        return float(self.time[-1] - self.time[0])


@dataclass(frozen=True)
class Printed:
    """What stands beside the figure: `n` patients, `at_risk` as (time, count) with times rising, the total number of
    `events`, and the times of `ticks` (censoring marks); None where it is not printed."""

    n: int
    at_risk: tuple[tuple[float, int], ...] | None = None
    events: int | None = None
    ticks: tuple[float, ...] | None = None

    @classmethod
    def of(
        cls,
        n: int | None,
        at_risk: tuple[tuple[float, int], ...] | None = None,
        events: int | None = None,
        ticks: tuple[float, ...] | None = None,
        name: str = "the figure",
    ) -> Printed:
        """Checked against each other; n is the number at risk at 0 where it is not given. Raises Refusal."""
        at_start = next((count for time, count in at_risk or () if time == 0), None)
        if n is None and at_start is None:
            raise Refusal(f"{name}: neither n nor the number at risk at time 0 is given; one of them is needed.")
        total = at_start if n is None else n
        assert total is not None
        if not 1 <= total <= MOST_PATIENTS:
            raise Refusal(f"{name}: n is {total}; 1 to {MOST_PATIENTS:,} patients are possible.")
        if at_start is not None and at_start != total:
            raise Refusal(f"{name}: n is {total}, but {at_start} are at risk at time 0; the two have to agree.")
        for time, count in at_risk or ():
            if count > total:
                raise Refusal(f"{name}: {count} are at risk at {time:g}, but n is {total}; it cannot be more.")
        if events is not None and not 0 <= events <= total:
            raise Refusal(f"{name}: {events} events among {total} patients; 0 to {total} are possible.")
        most = total - (events or 0)
        if ticks is not None and len(ticks) > most:
            raise Refusal(
                f"{name}: {len(ticks)} censoring marks, but at most {most} of {total} patients can be censored."
            )
        return cls(total, at_risk, events, ticks)
