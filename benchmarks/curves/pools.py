"""Real patient-level survival data from public packages, for the benchmarks.

lifelines is always there; scikit-survival and SurvSet when installed (requirements-bench.txt); R's survival data when
HAIC_R_DATA names the folder that benchmarks/curves/r_data.R fills. A pool is one disease or one stratum of it; `source` says
which pools share patients, so that nothing tuned on one is ever tested on the other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

FEWEST_PATIENTS, FEWEST_EVENTS = 30, 20
R_DATA = "HAIC_R_DATA"


@dataclass(frozen=True)
class Pool:
    """Times (n,) above zero in any unit, events (n,) bool; `endpoint` is OS, or PFS for recurrence."""

    name: str
    source: str
    endpoint: str
    time: np.ndarray
    event: np.ndarray


@cache
def pools() -> tuple[Pool, ...]:
    """Every pool that this machine can read, in a fixed order; a cohort met in two packages is read once."""
    found: dict[str, Pool] = {}
    for name, source, endpoint, time, event in (*_lifelines(), *_survset(), *_r_survival()):
        time, event = np.asarray(time, float), np.asarray(event).astype(float) > 0.5
        known = np.isfinite(time) & (time > 0)
        if known.sum() >= FEWEST_PATIENTS and event[known].sum() >= FEWEST_EVENTS:
            found.setdefault(name, Pool(name, source, endpoint, time[known], event[known]))
    return tuple(found.values())


Row = tuple[str, str, str, pd.Series, pd.Series]


def _strata(
    name: str, source: str, table: pd.DataFrame, time: str, event: str, by: str | None = None, endpoint: str = "OS"
) -> Iterator[Row]:
    yield name, source, endpoint, table[time], table[event]
    for value, rows in table.groupby(by, observed=True) if by else ():
        yield f"{name}, {by} {value}", source, endpoint, rows[time], rows[event]


def _lifelines() -> Iterator[Row]:
    from lifelines import datasets

    yield from _strata("lung", "lung", datasets.load_lung(), "time", "status", "ph.ecog")
    yield from _strata("lung", "lung", datasets.load_lung(), "time", "status", "sex")
    yield from _strata("larynx", "larynx", datasets.load_larynx(), "time", "death")
    yield from _strata("lymphoma", "lymphoma", datasets.load_lymphoma(), "Time", "Censor")
    breast = datasets.load_gbsg2()
    for name, rows in (
        ("breast", breast),
        ("breast, > 3 nodes", breast[breast.pnodes > 3]),
        ("breast, > 9 nodes", breast[breast.pnodes > 9]),
    ):
        yield from _strata(name, "breast, adjuvant", rows, "time", "cens", endpoint="PFS")


def _survset() -> Iterator[Row]:
    try:
        from SurvSet.data import SurvLoader
    except ImportError:
        return
    load = SurvLoader().load_dataset
    for name, source, by in (
        ("e1684", "e1684", None),
        ("prostate", "prostate", "fac_stage"),
        ("LeukSurv", "leukaemia, north-west England", None),
        ("d.oropha.rec", "oropharynx", None),
        ("glioma", "glioma", None),
        ("mgus", "mgus", None),
        ("Aids2", "aids", None),
        ("veteran", "veteran", "fac_celltype"),
        ("ova", "ovary, Dutch", "fac_figo"),
        ("MCLcleaned", "mantle cell", None),
        ("DLBCL", "DLBCL", None),
        ("dataOvarian1", "ovary, arrays", None),
        ("AML_Bull", "AML", None),
        ("hepatoCellular", "liver", None),
        ("pbc", "pbc", None),
    ):
        yield from _strata(name, source, load(ds_name=name)["df"], "time", "event", by)
    yield from _strata("follic", "follicular", load(ds_name="follic")["df"], "time", "event", "fac_clinstg", "PFS")
    support = load(ds_name="support2")["df"]
    for group in ("Lung Cancer", "Colon Cancer"):
        yield from _strata(
            f"support2, {group}", f"support2, {group}", support[support.fac_dzgroup == group], "time", "event"
        )


def _r_survival() -> Iterator[Row]:
    folder = Path(os.environ.get(R_DATA, "nowhere"))
    for name, endpoint in (
        ("colon_death", "OS"),
        ("colon_recurrence", "PFS"),
        ("mgus2", "OS"),
        ("myeloma", "OS"),
        ("rotterdam_death", "OS"),
        ("rotterdam_recurrence", "PFS"),
        ("ovarian", "OS"),
    ):
        if (folder / f"{name}.csv").exists():
            table = pd.read_csv(folder / f"{name}.csv")
            yield from _strata(name, name.split("_")[0], table, "time", "event", endpoint=endpoint)
