"""Real patient-level survival data from public packages, and cohorts drawn from them.

lifelines comes with the product; scikit-survival and SurvSet only with requirements-bench.txt. A pool is one data set,
its columns reduced to (time, event); its unit does not matter, every cohort is rescaled to months.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

FEWEST_IN_POOL = 40
SURVSET = (
    "e1684",
    "prostate",
    "cancer",
    "LeukSurv",
    "Melanoma",
    "d.oropha.rec",
    "nki70",
    "stagec",
    "colon",
    "follic",
    "ova",
    "veteran",
    "MCLcleaned",
    "pbc",
    "rott2",
    "DLBCL",
    "dataOvarian1",
    "hepatoCellular",
    "support2",
    "TRACE",
    "Aids2",
    "phpl04K8a",
    "rdata",
    "mgus",
    "DBCD",
    "chop",
)
SKSURV = {
    "veterans_lung_cancer": ("Survival_in_days", "Status"),
    "whas500": ("lenfol", "fstat"),
    "flchain": ("futime", "death"),
    "breast_cancer": ("t.tdm", "e.tdm"),
}


Columns = tuple[np.ndarray, np.ndarray]  # (time, event) of a data set


@dataclass(frozen=True)
class Patients:
    """Records of one cohort: `time` (n,) in months, `event` (n,) true for an event."""

    pool: str
    time: np.ndarray
    event: np.ndarray

    @property
    def n(self) -> int:
        return len(self.time)

    @property
    def deaths(self) -> int:
        return int(self.event.sum())

    @property
    def last(self) -> float:
        return float(self.time.max())


def pools(sources: tuple[str, ...] = ("lifelines",)) -> dict[str, Columns]:
    """(time, event) by pool from the named packages: lifelines, sksurv, survset. Raises ImportError when missing."""
    found: dict[str, Columns] = {}
    for source in sources:
        found |= {"lifelines": _lifelines, "sksurv": _sksurv, "survset": _survset}[source]()
    columns = {name: (np.asarray(t, float), np.asarray(e).astype(bool)) for name, (t, e) in found.items()}
    return {name: (t, e) for name, (t, e) in columns.items() if len(t) >= FEWEST_IN_POOL and t.max() > 0}


def _lifelines() -> dict[str, Columns]:
    from lifelines import datasets

    lung, larynx, lymphoma = datasets.load_lung(), datasets.load_larynx(), datasets.load_lymphoma()
    breast, kidney, mice = datasets.load_gbsg2(), datasets.load_kidney_transplant(), datasets.load_waltons()
    return {
        "lung": (lung.time, lung.status),
        "larynx": (larynx.time, larynx.death),
        "lymphoma": (lymphoma.Time, lymphoma.Censor),
        "breast": (breast.time, breast.cens),
        "kidney transplant": (kidney.time, kidney.death),
        "flies": (mice["T"], mice["E"]),
    }


def _sksurv() -> dict[str, Columns]:
    from sksurv import datasets

    found = {}
    for name, (time, event) in SKSURV.items():
        _, rows = getattr(datasets, f"load_{name}")()
        found[f"sksurv {name}"] = (rows[time], rows[event])
    return found


def _survset() -> dict[str, Columns]:
    from SurvSet.data import SurvLoader

    loader, found = SurvLoader(), {}
    for name in SURVSET:
        rows = loader.load_dataset(name)["df"]
        found[f"survset {name}"] = (rows["time"], rows["event"])
    return found


@lru_cache(maxsize=4)
def _pools(sources: tuple[str, ...]) -> dict[str, Columns]:
    return pools(sources)


def drawn(count: int, fewest: int, most: int, sources: tuple[str, ...], seed: int) -> list[Patients]:
    """`count` cohorts of fewest-most patients, without replacement from pools in turn, last follow-up 30-48 months,
    at least three in ten dead. Times keep their ties; follow-up of nought is half of the pool's shortest."""
    rng = np.random.default_rng(seed)
    large = {name: pair for name, pair in _pools(sources).items() if len(pair[0]) >= 1.2 * fewest}
    names, turn = sorted(large), 0
    found: list[Patients] = []
    while len(found) < count:
        time, event = large[names[turn % len(names)]]
        turn += 1
        n = int(rng.integers(fewest, min(most, int(0.9 * len(time))) + 1))
        chosen = rng.choice(len(time), n, replace=False)
        if event[chosen].mean() >= 0.3 and time[chosen].max() > 0:
            found.append(_in_months(names[(turn - 1) % len(names)], time, event, chosen, rng))
    return found


def _in_months(
    pool: str, time: np.ndarray, event: np.ndarray, chosen: np.ndarray, rng: np.random.Generator
) -> Patients:
    positive = np.maximum(time[chosen], time[time > 0].min() / 2)
    return Patients(pool, positive * (rng.uniform(30, 48) / positive.max()), event[chosen])
