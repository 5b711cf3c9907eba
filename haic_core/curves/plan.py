"""What one curve of a published cohort is reconstructed from: its own printed figures, and those it is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.curves.reconstruction import Reconstruction, Summary, reconstruct, reconstruct_groups
from haic_core.evidence.cohort import Cohort
from haic_core.evidence.figures import cohort_key
from haic_core.evidence.outcome import CurveBasis, Outcome
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Statistic


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


def plan_of(source: Source, cohort: Cohort, basis: CurveBasis) -> CurvePlan:
    """Gathers the printed figures of one endpoint and group, with those of the whole and the other groups where the
    document's curves are drawn together (``drawn_with``). Raises Refusal for figures that cannot be true."""
    own = _summary(source, cohort, basis)
    name = curve_name(source, cohort, basis)
    whole = next((one for one in cohort.curve if one.endpoint is basis.endpoint and one.group is None), None)
    group = cohort.find_group(basis.group)
    if whole is None or whole.drawn_with is None or (group is not None and group.split != whole.drawn_with):
        return CurvePlan(name, own)
    parts = [
        one
        for one in cohort.curve
        if one.endpoint is basis.endpoint and one.group is not None and _split(cohort, one) == whole.drawn_with
    ]
    p, p_is = _printed_p(cohort, parts)
    together = tuple(_summary(source, cohort, one) for one in (whole, *parts))
    place = 0 if group is None else 1 + [one.group for one in parts].index(group.id)
    return CurvePlan(name, own, together, place, p, p_is)


def curve_name(source: Source, cohort: Cohort, basis: CurveBasis) -> str:
    """source/cohort[.group] ENDPOINT: how a curve is named in sentences and (with dots) in its stored file."""
    group = f".{basis.group}" if basis.group else ""
    return f"{cohort_key(source, cohort)}{group} {basis.endpoint.value}"


def own_outcomes(cohort: Cohort, basis: CurveBasis) -> list[Outcome]:
    """The printed results of one curve's endpoint and group."""
    return [
        outcome
        for outcome in cohort.outcome
        if outcome.endpoint is basis.endpoint and outcome.group == basis.group and outcome.term is None
    ]


def printed_median(outcomes: Sequence[Outcome]) -> Outcome | None:
    """The median in months among some results."""
    return next((one for one in outcomes if one.statistic is Statistic.MEDIAN and one.unit == "months"), None)


def curve_size(cohort: Cohort, basis: CurveBasis) -> int | None:
    """Patients of a curve: as the basis counts them, else the group's printed size."""
    return basis.n if basis.n is not None else cohort.size(basis.group)


def _split(cohort: Cohort, basis: CurveBasis) -> str | None:
    group = cohort.find_group(basis.group)
    return group.split if group else None


def _printed_p(cohort: Cohort, parts: Sequence[CurveBasis]) -> tuple[float | None, str | None]:
    """The p printed between exactly two groups; a bound other than '<' says too little to be used."""
    if len(parts) != 2:
        return None, None
    first, second = parts
    for outcome in own_outcomes(cohort, first):
        if outcome.p is not None and outcome.versus == second.group and outcome.p_is in ("=", "<"):
            return outcome.p, outcome.p_is
    return None, None


def _summary(source: Source, cohort: Cohort, basis: CurveBasis) -> Summary:
    own = own_outcomes(cohort, basis)
    median = printed_median(own)
    landmarks = sorted(
        (outcome.at_months, outcome.value / 100)
        for outcome in own
        if outcome.statistic is Statistic.SURVIVAL_PERCENT and outcome.at_months is not None
    )
    raw: dict[str, object] = {
        "n": curve_size(cohort, basis),
        "endpoint": Endpoint(basis.endpoint).value,
        "landmarks": landmarks,
    }
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
    return Summary.from_mapping(given, curve_name(source, cohort, basis))
