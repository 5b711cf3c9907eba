"""Ours of every figure that R was asked for, from the counts alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from math import isfinite
from typing import Any

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.estimates.arms import together
from haic_core.cohort.estimates.compared import LogRank, stratified_log_rank
from haic_core.cohort.estimates.competing import Incidence, aalen_johansen
from haic_core.cohort.estimates.cox import HazardRatio, breslow_cox, stratified_cox
from haic_core.cohort.estimates.proportional import Proportional, proportional
from haic_core.cohort.estimates.restricted_mean import RestrictedMean, restricted_mean
from haic_core.cohort.estimates.survival import Estimate, estimated
from haic_core.cohort.sites.heterogeneity import Heterogeneity, heterogeneity

Figure = tuple[str, str, str]  # what, group, at


class Cohort:
    """A golden cohort: the counts that R's rows come to, and what R says of the rows."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.note: str = raw["note"]
        self.n: int = raw["n"]
        self.left_out: int = raw["left_out"]
        self.begins = float(raw["landmark"])
        self.by_r: dict[Figure, float | None] = {(what, group, at): value for what, group, at, value in raw["numbers"]}
        self._arms = [(one["site"], _arm(one)) for one in raw["arms"]]

    @cached_property
    def sites(self) -> list[list[Arm]]:
        """The arms site by site; one list where there are no sites."""
        names = dict.fromkeys(site for site, _ in self._arms)
        return [[arm for site, arm in self._arms if site == name] for name in names]

    @cached_property
    def arms(self) -> dict[str, Arm]:
        """Each group over all sites."""
        names = dict.fromkeys(arm.group for _, arm in self._arms)
        return {name: together([arm for _, arm in self._arms if arm.group == name], name) for name in names}

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """The curves."""
        return {name: estimated(arm) for name, arm in self.arms.items()}

    @cached_property
    def log_rank(self) -> LogRank | None:
        """Between the groups, within the sites."""
        return stratified_log_rank(self.sites)

    @cached_property
    def reference(self) -> str:
        """R's: the first group with an event."""
        return next(name for name, arm in sorted(self.arms.items()) if arm.events)

    @cached_property
    def ratios(self) -> dict[str, HazardRatio]:
        """Against the reference, within the sites."""
        return {one.group: one for one in stratified_cox(self.sites, self.reference)}

    @cached_property
    def proportional(self) -> Proportional | None:
        """The test of proportional hazards."""
        return proportional(list(self.arms.values()), self.reference)

    @cached_property
    def differing(self) -> Heterogeneity | None:
        """Of the sites' hazard ratios."""
        both = [arms for arms in self.sites if self.reference in {arm.group for arm in arms}]
        return heterogeneity([one for arms in both for one in breslow_cox(arms, self.reference)])

    @cached_property
    def incidences(self) -> dict[str, tuple[Incidence, Incidence]]:
        """Of the event and of the events of another kind."""
        return {name: aalen_johansen(arm) for name, arm in self.arms.items()}

    def ours(self, figure: Figure) -> float | None:
        """Our value of a figure. Raises KeyError for one that nobody knows."""
        what, group, at = figure
        for table, of in ((OF_A_GROUP, group), (OF_ALL, "")):
            if what in table:
                value = table[what](self, of, float(at) if at else 0.0)
                return value if value is None or isfinite(value) else None
        raise KeyError(what)


def _arm(raw: Mapping[str, Any]) -> Arm:
    cells = tuple(Cell(float(time), events, other, leaving) for time, events, other, leaving in raw["cells"])
    return Arm(raw["group"], cells, tuple((float(entry), count) for entry, count in raw["entered"]))


def _mean(cohort: Cohort, group: str, horizon: float) -> RestrictedMean:
    found = restricted_mean(cohort.estimates[group], horizon, cohort.begins)
    assert found is not None
    return found


def _step(column: str) -> Callable[[Cohort, str, float], float | None]:
    def read(cohort: Cohort, group: str, at: float) -> float | None:
        found = cohort.estimates[group]
        value: float | None = getattr(found, column)[found.time.index(at)]
        return value

    return read


def _incidence(kind: int, variance: bool) -> Callable[[Cohort, str, float], float | None]:
    def read(cohort: Cohort, group: str, at: float) -> float | None:
        found = cohort.incidences[group][kind].at(at)
        return found[variance] if found else None

    return read


def _of(record: str, name: str) -> Callable[[Cohort, str, float], float | None]:
    def read(cohort: Cohort, group: str, at: float) -> float | None:
        found = getattr(cohort, record)
        value: float | None = getattr(found, name) if found else None
        return value

    return read


def _ratio(name: str) -> Callable[[Cohort, str, float], float | None]:
    def read(cohort: Cohort, group: str, at: float) -> float | None:
        value: float | None = getattr(cohort.ratios[group], name)
        return value

    return read


OF_A_GROUP: dict[str, Callable[[Cohort, str, float], float | None]] = {
    "n": lambda cohort, group, _: cohort.arms[group].n,
    "events": lambda cohort, group, _: cohort.arms[group].events,
    "median": lambda cohort, group, _: cohort.estimates[group].median,
    "low limit of the median": lambda cohort, group, _: cohort.estimates[group].median_low,
    "high limit of the median": lambda cohort, group, _: cohort.estimates[group].median_high,
    "survival": _step("survival"),
    "number at risk": _step("at_risk"),
    "Greenwood's sum": _step("spread"),
    "low limit": _step("low"),
    "high limit": _step("high"),
    "restricted mean": lambda cohort, group, at: _mean(cohort, group, at).value,
    "standard error of the restricted mean": lambda cohort, group, at: _mean(cohort, group, at).standard_error,
    "log hazard ratio": _ratio("log"),
    "standard error of the log hazard ratio": _ratio("standard_error"),
    "hazard ratio": _ratio("value"),
    "low limit of the hazard ratio": _ratio("low"),
    "high limit of the hazard ratio": _ratio("high"),
    "p of the hazard ratio": _ratio("p"),
    "incidence of the event": _incidence(0, False),
    "variance of the incidence of the event": _incidence(0, True),
    "incidence of another kind": _incidence(1, False),
    "variance of the incidence of another kind": _incidence(1, True),
    "incidence by survfit of the event": _incidence(0, False),
    "incidence by survfit of another kind": _incidence(1, False),
}
OF_ALL: dict[str, Callable[[Cohort, str, float], float | None]] = {
    "log-rank chi2": _of("log_rank", "chi2"),
    "log-rank df": _of("log_rank", "df"),
    "log-rank p": _of("log_rank", "p"),
    "proportional hazards chi2": _of("proportional", "chi2"),
    "proportional hazards df": _of("proportional", "df"),
    "proportional hazards p": _of("proportional", "p"),
    "Cochran's Q": _of("differing", "q"),
    "Cochran's df": _of("differing", "df"),
    "Cochran's p": _of("differing", "p"),
    "I2": _of("differing", "i2"),
}
