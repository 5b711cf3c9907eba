"""The survival curve of a published cohort: its printed points, and what is inferred between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .cohort import Cohort, CurveBasis, Group, Outcome
from .figures import cohort_key
from .reconstruction import Reconstruction, Summary, reconstruct
from .refusal import Refusal, nearest, shown
from .source import Dispute, Source
from .survival import KaplanMeier, kaplan_meier, survival_at
from .vocabulary import Endpoint, Modality, Statistic, Tier


@dataclass(frozen=True, slots=True)
class PrintedPoint:
    """A figure that stands in the paper: time in months, survival 0-1, the interval along time or survival."""

    what: str
    time_months: float
    survival: float
    time_low_months: float | None
    time_high_months: float | None
    locator: str


@dataclass(frozen=True, slots=True)
class PublishedCurve:
    """One cohort's (or group's) curve with everything its passport tells. estimate: the Kaplan-Meier curve that
    lifelines makes of the reconstructed records."""

    source: Source
    cohort: Cohort
    group: Group | None
    basis: CurveBasis
    endpoint: Endpoint
    clock: str | None
    summary: Summary
    reconstruction: Reconstruction
    estimate: KaplanMeier
    printed: tuple[PrintedPoint, ...]
    dispute: Dispute | None

    @property
    def key(self) -> str:
        place = cohort_key(self.source, self.cohort)
        return f"{place}.{self.group.id}" if self.group else place

    @property
    def modality(self) -> Modality:
        return self.cohort.modality

    @property
    def n(self) -> int:
        return self.summary.n

    def at(self, months: float) -> tuple[float, float, float] | None:
        """Survival with its band at a time; None past the last follow-up, where nothing is known."""
        survival = survival_at(self.estimate, months)
        if survival is None:
            return None
        step = bisect_right(self.reconstruction.time, months) - 1
        return survival, self.reconstruction.band_low[step], self.reconstruction.band_high[step]


@dataclass(frozen=True, slots=True)
class CurveChoice:
    """A curve that can be drawn, before it is: what its label and its clock need."""

    source: Source
    cohort: Cohort
    basis: CurveBasis

    @property
    def key(self) -> str:
        place = cohort_key(self.source, self.cohort)
        return f"{place}.{self.basis.group}" if self.basis.group else place

    @property
    def group(self) -> Group | None:
        return self.cohort.find_group(self.basis.group)

    @property
    def n(self) -> int | None:
        return self.cohort.size(self.basis.group)

    @property
    def modality(self) -> Modality:
        return self.cohort.modality

    @property
    def clock(self) -> str | None:
        return self.cohort.clock.get(self.basis.endpoint.value)


def curve_bases(sources: Sequence[Source]) -> Iterator[tuple[Source, Cohort, CurveBasis]]:
    """Every curve that the library can draw, in file order; tier C and quoted series never make one."""
    for source in sources:
        for cohort in source.cohort:
            if source.tier is not Tier.C and not cohort.quoted_from:
                yield from ((source, cohort, basis) for basis in cohort.curve)


def find_curve(sources: Sequence[Source], key: str, endpoint: str = "OS", group: str | None = None) -> PublishedCurve:
    """The curve of cohort ``source/cohort``; raises Refusal naming what there is instead."""
    bases = list(curve_bases(sources))
    keys = list(dict.fromkeys(cohort_key(source, cohort) for source, cohort, _ in bases))
    if key not in keys:
        raise Refusal(f"There is no curve for a cohort {shown(key)}; there is {', '.join(keys)}."
                      f"{nearest(key, keys)}")
    own = [(source, cohort, basis) for source, cohort, basis in bases if cohort_key(source, cohort) == key]
    for source, cohort, basis in own:
        if basis.endpoint.value == endpoint and basis.group == group:
            return draw(source, cohort, basis)
    have = ", ".join(f"{basis.endpoint.value}{f' of group {basis.group}' if basis.group else ''}"
                     for _, _, basis in own)
    asked = f"{endpoint} of group {group}" if group else endpoint
    raise Refusal(f"The cohort {key} has no curve for {asked}; it has {have}.")


def draw(source: Source, cohort: Cohort, basis: CurveBasis) -> PublishedCurve:
    """Gathers the printed figures of one endpoint and group and reconstructs the curve from them.

    Raises Refusal where the printed figures cannot be true together and nothing declares which to leave out.
    """
    own = [outcome for outcome in cohort.outcome
           if outcome.endpoint is basis.endpoint and outcome.group == basis.group and outcome.term is None]
    median = next((outcome for outcome in own if outcome.statistic is Statistic.MEDIAN and outcome.unit == "months"),
                  None)
    landmarks = sorted((outcome.at_months, outcome.value / 100) for outcome in own
                       if outcome.statistic is Statistic.SURVIVAL_PERCENT and outcome.at_months is not None)
    summary = _summary(source, cohort, basis, median, landmarks)
    dispute = next((known for known in source.dispute if known.id == basis.dispute), None)
    made = _reconstruct(summary)
    return PublishedCurve(source, cohort, cohort.find_group(basis.group), basis, Endpoint(basis.endpoint),
                          cohort.clock.get(basis.endpoint.value), summary, made, kaplan_meier(made.records),
                          tuple(_printed(median, basis, own)), dispute)


def _summary(source: Source, cohort: Cohort, basis: CurveBasis, median: Outcome | None,
             landmarks: list[tuple[float, float]]) -> Summary:
    raw: dict = {"n": cohort.size(basis.group), "endpoint": basis.endpoint.value, "landmarks": landmarks}
    if "events" not in basis.leave_out:
        raw["events"] = basis.events
    if median is not None:
        raw["median"] = median.value
        if median.ci and "ci" not in basis.leave_out:
            raw["ci"], raw["ci_type"] = list(median.ci), basis.ci_type
        if median.range and "range" not in basis.leave_out:
            raw["min_follow_up"], raw["max_follow_up"] = median.range
    if basis.max_follow_up_months is not None:
        raw["max_follow_up"] = basis.max_follow_up_months
    given = {key: value for key, value in raw.items() if value is not None}
    place = cohort_key(source, cohort) + (f".{basis.group}" if basis.group else "")
    return Summary.from_mapping(given, f"{place} {basis.endpoint.value}")


@lru_cache(maxsize=256)
def _reconstruct(summary: Summary) -> Reconstruction:
    return reconstruct(summary)


def _printed(median: Outcome | None, basis: CurveBasis, own: Sequence[Outcome]) -> Iterator[PrintedPoint]:
    if median is not None:
        low, high = median.ci if median.ci and "ci" not in basis.leave_out else (None, None)
        yield PrintedPoint("median", median.value, 0.5, low, high, median.locator)
    for outcome in own:
        if outcome.statistic is Statistic.SURVIVAL_PERCENT and outcome.at_months is not None:
            yield PrintedPoint(f"{outcome.at_months:g} months", outcome.at_months, outcome.value / 100, None, None,
                               outcome.locator)
