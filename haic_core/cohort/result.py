"""What a site's own counts come to: the groups that may be drawn, in months, and what may be said between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.arms import landmark as from_landmark
from haic_core.cohort.estimates.arms import together
from haic_core.cohort.estimates.compared import LogRank, log_rank
from haic_core.cohort.estimates.competing import Incidence, aalen_johansen
from haic_core.cohort.estimates.cox import HazardRatio, breslow_cox
from haic_core.cohort.estimates.proportional import Proportional, proportional
from haic_core.cohort.estimates.restricted_mean import Difference, RestrictedMean, difference, restricted_mean
from haic_core.cohort.estimates.survival import Estimate, estimated
from haic_core.cohort.months import in_months, months

FEWEST_PATIENTS = 10
MOST_GROUPS = 4
ALL = "all"
"""What patients are called that stand in no group."""


@dataclass(frozen=True)
class Result:
    """Groups of a site's own patients, every time in months.

    drawn: the groups of ten patients or more; too_few: the others, of which no curve is made. begins: the landmark
    they count from, 0 where it is time zero; gone: how many had left before it. alike: which facts of the case in hand
    they share with it, empty where all are meant. site, endpoint and clock as the mapping words them, empty where it
    does not. step: the months to which a counts file coarsened its times, 0 where nothing was.
    """

    drawn: tuple[Estimate, ...]
    too_few: tuple[Arm, ...]
    begins: float = 0.0
    gone: int = 0
    alike: str = ""
    site: str = ""
    endpoint: str = ""
    clock: str = ""
    step: float = 0.0

    @property
    def n(self) -> int:
        """How many patients are drawn."""
        return sum(one.arm.n for one in self.drawn)

    @property
    def events(self) -> int:
        """How many events are drawn."""
        return sum(one.arm.events for one in self.drawn)

    @property
    def arms(self) -> tuple[Arm, ...]:
        """The counts of what is drawn."""
        return tuple(one.arm for one in self.drawn)

    @property
    def enters_late(self) -> bool:
        """Whether some came under observation after time zero."""
        return any(arm.entered for arm in self.arms)

    @property
    def has_competing(self) -> bool:
        """Whether an event of another kind is mapped, and happened."""
        return any(cell.competing for arm in self.arms for cell in arm.cells)

    @property
    def furthest(self) -> float:
        """The month to which every group is followed."""
        return min((one.time[-1] for one in self.drawn), default=0.0)

    @cached_property
    def incidences(self) -> tuple[tuple[Incidence, Incidence], ...]:
        """Group by group the cumulative incidence of the event and of the other kind."""
        return tuple(aalen_johansen(arm) for arm in self.arms)

    @cached_property
    def log_rank(self) -> LogRank | None:
        """The test of no difference between the groups drawn; None where there is nothing to compare."""
        return log_rank(self.arms) if len(self.drawn) > 1 else None

    def hazard_ratios(self, reference: str) -> tuple[HazardRatio, ...]:
        """Of each other group against one of them."""
        return breslow_cox(self.arms, reference) if len(self.drawn) > 1 else ()

    def proportional(self, reference: str) -> Proportional | None:
        """Whether one hazard ratio holds at all times."""
        return proportional(self.arms, reference) if len(self.drawn) > 1 else None

    def restricted(self, horizon: float) -> tuple[RestrictedMean | None, ...]:
        """The restricted mean of each group up to a month."""
        return tuple(restricted_mean(one, horizon, self.begins) for one in self.drawn)

    def differences(self, reference: str, horizon: float) -> tuple[tuple[str, Difference], ...]:
        """Of each other group's restricted mean less one's."""
        means = {one.arm.group: mean for one, mean in zip(self.drawn, self.restricted(horizon), strict=True) if mean}
        if reference not in means:
            return ()
        return tuple((name, difference(mean, means[reference])) for name, mean in means.items() if name != reference)


def result_of(
    arms: Sequence[Arm],
    unit: str,
    begins: float = 0.0,
    chosen: Collection[str] | None = None,
    apart: bool = True,
    alike: str = "",
    words: tuple[str, str, str] = ("", "", ""),
    step: float = 0.0,
) -> Result:
    """The result of a registry's counts.

    unit: of their times. begins: a landmark in that unit. chosen: the groups meant, all where None. apart: group by
    group, else all in one. words: site, endpoint and clock. The largest ``MOST_GROUPS`` are drawn.
    """
    meant = [arm for arm in arms if chosen is None or arm.group in chosen]
    own = meant if apart else [together(meant, ALL)] if meant else []
    turned = [in_months(arm, unit) for arm in own]
    start = months(begins, unit)
    left = [from_landmark(arm, start) for arm in turned] if start else turned
    enough = [arm for arm in left if arm.n >= FEWEST_PATIENTS]
    gone = sum(arm.n for arm in turned) - sum(arm.n for arm in left)
    few = tuple(arm for arm in left if arm.n < FEWEST_PATIENTS)
    site, endpoint, clock = words
    return Result(
        tuple(estimated(arm) for arm in enough), few, start, gone, alike, site, endpoint, clock, months(step, unit)
    )


def largest(arms: Sequence[Arm], most: int = MOST_GROUPS) -> list[str]:
    """The names of the largest groups, in the order of the registry."""
    kept = sorted(arms, key=lambda arm: -arm.n)[:most]
    return [arm.group for arm in arms if arm in kept]
