"""Cox's hazard ratios of groups from counts, ties by Breslow, within strata or without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.risk_sets import NORMAL_975, Numbers, RiskSets, risk_sets, spread_of
from haic_core.cohort.estimates.tails import both_tails

MOST_ROUNDS, ENOUGH = 100, 1e-12


@dataclass(frozen=True, slots=True)
class HazardRatio:
    """The hazard of a group against another's with 95 % limits and Wald's p; log and its standard error beside it.

    None throughout where the counts hold no finite ratio: one of the two had no event while the other was at risk.
    """

    group: str
    against: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    log: float | None = None
    standard_error: float | None = None


@dataclass(frozen=True)
class Fit:
    """Log hazard ratios of the groups that can be told apart from the reference, which stands first with 0.

    strata: the risk sets, one row a group of ``groups``, 0 where a stratum has none of it.
    """

    groups: tuple[str, ...]
    log: Numbers
    strata: tuple[RiskSets, ...]

    def shares(self, sets: RiskSets) -> Numbers:
        """At each time the expected share of each group in an event."""
        weight = sets.at_risk * np.exp(self.log)[:, None]
        found: Numbers = weight / weight.sum(axis=0)
        return found

    def information(self) -> Numbers:
        """Of the log hazard ratios, without the reference."""
        found = sum((spread_of(self.shares(sets), sets.events.sum(axis=0)) for sets in self.strata), np.zeros((1, 1)))
        return found[1:, 1:]

    def score(self) -> Numbers:
        """Events seen less events expected, without the reference."""
        found = np.zeros(len(self.groups))
        for sets in self.strata:
            found += sets.events.sum(axis=1) - self.shares(sets) @ sets.events.sum(axis=0)
        return found[1:]


def breslow_cox(arms: Sequence[Arm], reference: str) -> tuple[HazardRatio, ...]:
    """The hazard ratio of each other group against the reference. Raises ValueError where no arm is the reference."""
    return stratified_cox([arms], reference)


def stratified_cox(strata: Sequence[Sequence[Arm]], reference: str) -> tuple[HazardRatio, ...]:
    """One hazard ratio a group with a baseline hazard of its own in each stratum (a site)."""
    fit = fitted(strata, reference)
    groups = [group for group in _named(strata) if group != reference]
    if len(fit.groups) < 2:
        return tuple(HazardRatio(group, reference) for group in groups)
    errors = np.sqrt(np.diag(np.linalg.inv(fit.information())))
    found = {
        group: _ratio(group, reference, float(log), float(error))
        for group, log, error in zip(fit.groups[1:], fit.log[1:], errors)
    }
    return tuple(found.get(group, HazardRatio(group, reference)) for group in groups)


def fitted(strata: Sequence[Sequence[Arm]], reference: str) -> Fit:
    """The largest partial likelihood, by Newton. Raises ValueError where no arm is the reference."""
    named = _named(strata)
    if reference not in named:
        raise ValueError(f"No group is called {reference!r}.")
    groups = (reference, *(group for group in named if group != reference))
    groups = _told_apart(groups, [_side_by_side(groups, arms) for arms in strata])
    kept = tuple(_side_by_side(groups, arms) for arms in strata)
    fit = Fit(groups, np.zeros(len(groups)), tuple(sets for sets in kept if len(sets.time)))
    if len(groups) < 2:
        return fit
    for _ in range(MOST_ROUNDS):
        step = np.linalg.solve(fit.information(), fit.score())
        longest = float(np.abs(step).max())
        step = step / max(longest, 1.0)
        fit = Fit(groups, fit.log + np.concatenate([[0.0], step]), fit.strata)
        if longest < ENOUGH:
            break
    return fit


def _named(strata: Sequence[Sequence[Arm]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(arm.group for arms in strata for arm in arms))


def _side_by_side(groups: Sequence[str], arms: Sequence[Arm]) -> RiskSets:
    """The risk sets of a stratum with a row for each of some groups, over the times at which one of these has an
    event."""
    there = {arm.group: arm for arm in arms}
    return risk_sets([there.get(group, Arm(group, ())) for group in groups])


def _told_apart(groups: tuple[str, ...], strata: Sequence[RiskSets]) -> tuple[str, ...]:
    """The groups whose ratio to the first is finite: by some chain each had an event while the other was at risk.

    It is the condition under which the likelihood has its maximum; all other groups lie infinitely far from these and
    say nothing about them.
    """
    beaten = np.eye(len(groups), dtype=int)
    for sets in strata:
        beaten |= ((sets.events > 0).astype(int) @ (sets.at_risk > 0).astype(int).T > 0).astype(int)
    for _ in groups:
        beaten = (beaten @ beaten > 0).astype(int)
    return tuple(group for place, group in enumerate(groups) if beaten[0, place] and beaten[place, 0])


def _ratio(group: str, against: str, log: float, error: float) -> HazardRatio:
    low, high = log - NORMAL_975 * error, log + NORMAL_975 * error
    p = both_tails(log / error)
    value, least, most = (float(np.exp(one)) for one in (log, low, high))
    return HazardRatio(group, against, value, least, most, p, log, error)
