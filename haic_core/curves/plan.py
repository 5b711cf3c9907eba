"""What one curve of a published cohort is reconstructed from: its own printed figures, and those it is drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haic_core.curves.reconstruction import Reconstruction, Summary, reconstruct, reconstruct_groups
from haic_core.evidence.cohort import Cohort, Group
from haic_core.evidence.outcome import Clock, CurveBasis, Outcome
from haic_core.evidence.series import OnSeries, listed_series
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Statistic


@dataclass(frozen=True, slots=True)
class CurveChoice(OnSeries):
    """A curve that can be drawn, before it is: what its label and its clock need."""

    basis: CurveBasis

    @property
    def key(self) -> str:
        return self.series.place(self.basis.group)

    @property
    def name(self) -> str:
        """source/cohort[.group] ENDPOINT: how a curve is named in sentences and (with dots) in its stored file."""
        return f"{self.key} {self.basis.endpoint.value}"

    @property
    def group(self) -> Group | None:
        return self.cohort.find_group(self.basis.group)

    @property
    def n(self) -> int | None:
        """Patients of the curve: as the basis counts them, else the group's printed size."""
        return self.basis.n if self.basis.n is not None else self.cohort.size(self.basis.group)

    @property
    def time_zero(self) -> Clock | None:
        return self.cohort.clock_of(self.basis.endpoint)

    @property
    def outcomes(self) -> list[Outcome]:
        """The printed results of the curve's endpoint and group."""
        return [
            outcome
            for outcome in self.cohort.outcome
            if outcome.endpoint is self.basis.endpoint and outcome.group == self.basis.group and outcome.term is None
        ]


def curve_choices(sources: Iterable[Source]) -> tuple[CurveChoice, ...]:
    """Every curve that the library can draw, in file order; context and quoted series never make one."""
    return tuple(CurveChoice(series, basis) for series in listed_series(sources) for basis in series.cohort.curve)


@dataclass(frozen=True, slots=True)
class CurvePlan:
    """A curve's own summary, or one place among curves drawn together on the same patients.

    ``together``: the whole cohort's summary, then one per group; empty for a curve drawn alone. ``place``: which of
    ``together`` is meant. ``p``, ``p_is``: the printed log-rank p between the groups, None when not printed.
    """

    name: str
    own: Summary
    together: tuple[Summary, ...] = ()
    place: int = 0
    p: float | None = None
    p_is: str | None = None

    def drawn(self) -> Reconstruction:
        """The reconstruction; Refusal where the printed figures cannot be true together."""
        if not self.together:
            return reconstruct(self.own)
        whole, groups = reconstruct_groups(self.together[0], self.together[1:], self.p, self.p_is)
        return (whole, *groups)[self.place]


def plan_of(choice: CurveChoice) -> CurvePlan:
    """Gathers the printed figures of one endpoint and group, with those of the whole and the other groups where the
    document's curves are drawn together (``drawn_with``). Raises Refusal for figures that cannot be true."""
    cohort, basis = choice.cohort, choice.basis
    own = _summary(choice)
    whole = next((one for one in cohort.curve if one.endpoint is basis.endpoint and one.group is None), None)
    group = choice.group
    if whole is None or whole.drawn_with is None or (group is not None and group.split != whole.drawn_with):
        return CurvePlan(choice.name, own)
    parts = [
        CurveChoice(choice.series, one)
        for one in cohort.curve
        if one.endpoint is basis.endpoint and one.group is not None and _split(cohort, one) == whole.drawn_with
    ]
    p, p_is = _printed_p(parts)
    together = tuple(_summary(one) for one in (CurveChoice(choice.series, whole), *parts))
    place = 0 if group is None else 1 + [one.basis.group for one in parts].index(group.id)
    return CurvePlan(choice.name, own, together, place, p, p_is)


def printed_median(outcomes: Sequence[Outcome]) -> Outcome | None:
    """The median in months among some results."""
    return next((one for one in outcomes if one.statistic is Statistic.MEDIAN and one.unit == "months"), None)


def _split(cohort: Cohort, basis: CurveBasis) -> str | None:
    group = cohort.find_group(basis.group)
    return group.split if group else None


def _printed_p(parts: Sequence[CurveChoice]) -> tuple[float | None, str | None]:
    """The p printed between exactly two groups; a bound other than '<' says too little to be used."""
    if len(parts) != 2:
        return None, None
    first, second = parts
    for outcome in first.outcomes:
        if outcome.p is not None and outcome.versus == second.basis.group and outcome.p_is in ("=", "<"):
            return outcome.p, outcome.p_is
    return None, None


def _summary(choice: CurveChoice) -> Summary:
    basis, own = choice.basis, choice.outcomes
    median = printed_median(own)
    landmarks = sorted(
        (outcome.at_months, outcome.value / 100)
        for outcome in own
        if outcome.statistic is Statistic.SURVIVAL_PERCENT and outcome.at_months is not None
    )
    raw: dict[str, object] = {"n": choice.n, "endpoint": Endpoint(basis.endpoint).value, "landmarks": landmarks}
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
    return Summary.from_mapping(given, choice.name)
