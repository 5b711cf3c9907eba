"""What a reconstruction answers: a curve with its band, the records behind it, and what they give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from haic_core.curves.reconstruction.checks import Reproduced


@dataclass(frozen=True)
class Outline:
    """The ensemble on an even grid of time, for drawing soft: weighted mean, pointwise 95 % band, and the wider
    band meant to hold the whole curve in about 95 % of cohorts."""

    time: tuple[float, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    whole_low: tuple[float, ...]
    whole_high: tuple[float, ...]


@dataclass(frozen=True)
class Reconstruction:
    """A step function: `survival`, `band_low`, `band_high` hold from each of `time` (in `unit`) to the next.

    `records` are (time, 1 event / 0 censored) and give `survival` exactly. `at_risk`, `events`, `censored` are
    (time, count) at the same ticks: at risk just before the tick, the others cumulative before it, so that the
    three add up to n. `rmst_months` maps a horizon to the area under the curve, None past the last follow-up.
    `dashed_from` is the time from which fewer than ten are at risk. The band is for the study's own Kaplan-Meier
    curve, not for the survival of patients to come.
    """

    kind: str
    endpoint: str
    time: tuple[float, ...]
    survival: tuple[float, ...]
    band_low: tuple[float, ...]
    band_high: tuple[float, ...]
    records: tuple[tuple[float, int], ...]
    at_risk: tuple[tuple[float, int], ...]
    events: tuple[tuple[float, int], ...]
    censored: tuple[tuple[float, int], ...]
    median: float | None
    rmst: Mapping[str, float | None]
    reproduces: tuple[Reproduced, ...]
    notes: tuple[str, ...]
    dashed_from: float | None
    outline: Outline
    unit: str = "months"

    def as_mapping(self) -> dict[str, object]:
        """Plain dict ready for JSON: the keys of the contract and more; no NaN, absent is None."""
        plain = asdict(self)
        plain["rmst"] = dict(self.rmst)
        return {key: _listed(value) for key, value in plain.items()}


def _listed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_listed(inner) for inner in value]
    return value
