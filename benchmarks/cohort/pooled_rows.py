"""The rows of all sites in one place, estimated without counts: what joined counts are held against.

Survival and medians come from lifelines. The stratified log-rank test and Cox's ratios are summed here event by event,
each over who of its own site was still there, because lifelines has no stratified log-rank test and no ties by Breslow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from lifelines import KaplanMeierFitter

from benchmarks.cohort.invented import Rows

Numbers = npt.NDArray[np.float64]


def curve(sites: Sequence[Rows], group: int, at: Sequence[float]) -> tuple[list[float], float]:
    """Survival at some times and the median of a group over all sites, by lifelines."""
    mine = [site.of(group) for site in sites]
    time, event = np.concatenate([one.time for one in mine]), np.concatenate([one.event for one in mine])
    fitted = KaplanMeierFitter().fit(time, event)
    survival = fitted.survival_function_["KM_estimate"]
    return [float(one) for one in fitted.predict(list(at))], float(survival.index[survival.to_numpy() <= 0.5][0])


def log_rank(sites: Sequence[Rows], groups: int) -> float:
    """Chi2 of the log-rank test within sites."""
    excess, variance = np.zeros(groups), np.zeros((groups, groups))
    for died, there, ties in _events(sites, groups):
        whole = there.sum(axis=1)
        share = there / whole[:, None]
        excess += np.bincount(died, minlength=groups) - share.sum(axis=0)
        weight = np.where(whole > 1, (whole - ties) / np.maximum(whole - 1, 1), 0.0)
        variance += np.diag((share * weight[:, None]).sum(axis=0)) - (share * weight[:, None]).T @ share
    return float(excess[1:] @ np.linalg.solve(variance[1:, 1:], excess[1:]))


def log_ratios(sites: Sequence[Rows], groups: int) -> Numbers:
    """Cox's log hazard ratios against the first group within sites, ties by Breslow."""
    log = np.zeros(groups)
    for _ in range(12):
        score, information = np.zeros(groups), np.zeros((groups, groups))
        for died, there, _ties in _events(sites, groups):
            weight = there * np.exp(log)
            share = weight / weight.sum(axis=1)[:, None]
            score += np.bincount(died, minlength=groups) - share.sum(axis=0)
            information += np.diag(share.sum(axis=0)) - share.T @ share
        step = np.linalg.solve(information[1:, 1:], score[1:])
        log[1:] += step
        if np.abs(step).max() < 1e-13:
            break
    return log[1:]


def _events(sites: Sequence[Rows], groups: int) -> Iterator[tuple[npt.NDArray[np.int64], Numbers, Numbers]]:
    """Site by site, for each event: whose it was, how many of each group were there, how many events came then."""
    for site in sites:
        time, died = site.time[site.event], site.group[site.event]
        ends = [np.sort(site.of(group).time) for group in range(groups)]
        there = np.stack([len(end) - np.searchsorted(end, time, side="left") for end in ends], axis=1).astype(float)
        ordered = np.sort(time)
        ties = np.searchsorted(ordered, time, side="right") - np.searchsorted(ordered, time, side="left")
        yield died, there, ties.astype(float)
