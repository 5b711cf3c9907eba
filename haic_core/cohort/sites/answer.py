"""What the command line gives for joined sites: the answer of one cohort, and by site, and how far these differ."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.cohort.estimates.answer import groups_answer, log_rank_answer
from haic_core.cohort.estimates.compared import log_rank
from haic_core.cohort.estimates.cox import HazardRatio
from haic_core.cohort.sites.counts_file import CountsFile
from haic_core.cohort.sites.joined import Joined, joined

ENGINE = "counts files"
STATISTIC = "Cochran's Q on the sites' log hazard ratios (Cox, ties by Breslow); I2 = 1 - df/Q, not below 0"


def joined_answer(
    files: Sequence[CountsFile], at: Sequence[float] = (), horizons: Sequence[float] = (), reference: str | None = None
) -> dict[str, object]:
    """What ``registry --join`` prints. Raises Refusal as ``joined`` does."""
    found = joined(files, reference)
    return {
        "n": sum(arm.n for arm in found.arms),
        "events": sum(arm.events for arm in found.arms),
        "left_out": 0,
        "listed": [],
        "groups": groups_answer(found.arms, at, horizons),
        "log_rank": log_rank_answer(found.log_rank),
        "engine": ENGINE,
        "sql": "",
        "stratified_by": "site",
        "endpoint": files[0].endpoint,
        "clock": files[0].clock,
        "unit": files[0].unit,
        "sites": [_site(file, ratios, at, horizons) for file, ratios in zip(found.files, found.by_site)],
        "heterogeneity": _heterogeneity(found),
        "notes": list(found.notes),
    }


def _site(
    file: CountsFile, ratios: Sequence[HazardRatio], at: Sequence[float], horizons: Sequence[float]
) -> dict[str, object]:
    return {
        "site": file.site,
        "n": file.n,
        "events": file.events,
        "k": file.k,
        "step": file.step,
        "groups": groups_answer(file.arms, at, horizons),
        "log_rank": log_rank_answer(log_rank(file.arms)),
        "hazard_ratios": [_ratio(ratio) for ratio in ratios],
    }


def _heterogeneity(found: Joined) -> dict[str, object]:
    differing = {one.group: one for one in found.differing}
    groups = []
    for ratio in found.ratios:
        one = differing.get(ratio.group)
        told = None if one is None else {"sites": one.sites, "q": one.q, "df": one.df, "p": one.p, "i2": one.i2}
        groups.append({**_ratio(ratio), "between_sites": told})
    return {
        "statistic": STATISTIC,
        "reference": found.reference,
        "hazard_ratios": groups,
        "curves_between_sites": log_rank_answer(found.between),
    }


def _ratio(ratio: HazardRatio) -> dict[str, object]:
    ci = None if ratio.value is None else [ratio.low, ratio.high]
    return {"group": ratio.group, "against": ratio.against, "value": ratio.value, "ci": ci, "p": ratio.p}
