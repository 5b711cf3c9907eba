"""The survival curve of a published cohort: its printed points, and what is inferred between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from haic_core.curves import kept
from haic_core.curves.kaplan_meier import KaplanMeier, kaplan_meier, landmark, survival_at
from haic_core.curves.plan import CurveChoice, CurvePlan, curve_choices, plan_of, printed_median
from haic_core.curves.reconstruction import Reconstruction, Summary
from haic_core.evidence.cohort import Group
from haic_core.evidence.outcome import Clock, CurveBasis, Outcome
from haic_core.evidence.series import OnSeries
from haic_core.evidence.source import Dispute, Source
from haic_core.words.files import files_in, remove_file
from haic_core.words.refusal import Refusal, nearest, shown
from haic_core.words.vocabulary import Endpoint, Statistic


@dataclass(frozen=True, slots=True)
class PrintedPoint:
    """A figure that stands in the paper: time in months, survival 0-1, the interval along time or survival.

    statistic: the median, or survival at a time."""

    statistic: Statistic
    time_months: float
    survival: float
    time_low_months: float | None
    time_high_months: float | None
    locator: str

    @property
    def is_median(self) -> bool:
        return self.statistic is Statistic.MEDIAN

    @property
    def what(self) -> str:
        """'median' or '12 months', as tables and labels name it."""
        return "median" if self.is_median else f"{self.time_months:g} months"


@dataclass(frozen=True, slots=True)
class PublishedCurve(OnSeries):
    """One cohort's (or group's) curve with everything its passport tells. estimate: the Kaplan-Meier curve that
    lifelines makes of the reconstructed records. alive_at_months: the landmark from which it counts, if any; then
    it has neither band nor printed points, for both belong to the whole cohort."""

    group: Group | None
    basis: CurveBasis
    endpoint: Endpoint
    time_zero: Clock | None
    plan: CurvePlan
    reconstruction: Reconstruction
    estimate: KaplanMeier
    printed: tuple[PrintedPoint, ...]
    dispute: Dispute | None
    alive_at_months: float | None = None

    @property
    def key(self) -> str:
        return self.series.place(self.group.id if self.group else None)

    @property
    def clock(self) -> str | None:
        """Time zero in the document's words."""
        return self.time_zero.zero if self.time_zero else None

    @property
    def summary(self) -> Summary:
        return self.plan.own

    @property
    def n(self) -> int:
        return self.summary.n if self.alive_at_months is None else self.estimate.at_risk[0]

    def from_landmark(self, months: float) -> PublishedCurve | None:
        """The curve of those followed past a landmark; None where fewer than ten are."""
        left = landmark(self.estimate, self.reconstruction.records, months)
        return None if left is None else replace(self, estimate=left, printed=(), alive_at_months=months)

    def at(self, months: float) -> tuple[float, float, float] | None:
        """Survival with its band at a time; None past the last follow-up, where nothing is known."""
        survival = survival_at(self.estimate, months)
        if survival is None:
            return None
        step = bisect_right(self.reconstruction.time, months) - 1
        return survival, self.reconstruction.band_low[step], self.reconstruction.band_high[step]


def find_curve(sources: Sequence[Source], key: str, endpoint: str = "OS", group: str | None = None) -> PublishedCurve:
    """The curve of cohort ``source/cohort``; raises Refusal naming what there is instead."""
    choices = curve_choices(sources)
    keys = list(dict.fromkeys(choice.series.key for choice in choices))
    if key not in keys:
        raise Refusal(f"There is no curve for a cohort {shown(key)}; there is {', '.join(keys)}.{nearest(key, keys)}")
    own = [choice for choice in choices if choice.series.key == key]
    for choice in own:
        if choice.basis.endpoint.value == endpoint and choice.basis.group == group:
            return draw(choice)
    have = ", ".join(
        f"{basis.endpoint.value}{f' of group {basis.group}' if basis.group else ''}"
        for basis in (choice.basis for choice in own)
    )
    asked = f"{endpoint} of group {group}" if group else endpoint
    raise Refusal(f"The cohort {key} has no curve for {asked}; it has {have}.")


def draw(choice: CurveChoice) -> PublishedCurve:
    """One published curve: as stored in data/curves while its inputs are the same, else reconstructed now.

    Raises Refusal where the printed figures cannot be true together and nothing declares which to leave out.
    """
    plan, basis, own = plan_of(choice), choice.basis, choice.outcomes
    dispute = next((known for known in choice.source.dispute if known.id == basis.dispute), None)
    made, estimate = _made(plan)
    return PublishedCurve(
        choice.series,
        choice.group,
        basis,
        Endpoint(basis.endpoint),
        choice.time_zero,
        plan,
        made,
        estimate,
        tuple(_printed(printed_median(own), basis, own)),
        dispute,
    )


@dataclass(frozen=True, slots=True)
class Keeping:
    """What keep-curves did, as names of files in order: `kept` all that stand there now, `written` those built anew,
    `removed` those of curves that are no longer there; `damaged` says of each file that was spoiled how."""

    kept: tuple[str, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    damaged: tuple[str, ...]


def keep_curves(sources: Sequence[Source]) -> Keeping:
    """Keeps every curve of some sources in data/curves, building those anew whose figures or method have changed or
    whose file is damaged; files of curves that are no longer there are removed."""
    names, written, damaged = list[str](), list[str](), list[str]()
    for choice in curve_choices(sources):
        plan = plan_of(choice)
        wanted = kept.fingerprint(plan)
        known, fault = _stored(plan, wanted)
        damaged += [fault] if fault else []
        names.append(kept.file_name(plan.name))
        if known is None:
            made = plan.drawn()
            written.append(kept.write(plan.name, wanted, made, kaplan_meier(made.records)).name)
    removed = [path for path in files_in(kept.FOLDER, ".json") if path.name not in names]
    for path in removed:
        remove_file(path)
    return Keeping(tuple(names), tuple(written), tuple(path.name for path in removed), tuple(damaged))


def _stored(plan: CurvePlan, wanted: str) -> tuple[kept.KeptCurve | None, str]:
    """The kept curve, if its file is whole and of today; and what is wrong with a damaged file."""
    try:
        return kept.read(plan.name, wanted), ""
    except Refusal as refusal:
        return None, str(refusal)


@lru_cache(maxsize=256)
def _made(plan: CurvePlan) -> tuple[Reconstruction, KaplanMeier]:
    known, fault = _stored(plan, kept.fingerprint(plan))
    if known is not None:
        return known.reconstruction, known.estimate
    made = plan.drawn()
    if fault:
        made = replace(made, notes=(*made.notes, fault))
    return made, kaplan_meier(made.records)


def _printed(median: Outcome | None, basis: CurveBasis, own: Sequence[Outcome]) -> Iterator[PrintedPoint]:
    if median is not None:
        low, high = median.ci if median.ci and "ci" not in basis.leave_out else (None, None)
        yield PrintedPoint(Statistic.MEDIAN, median.value, 0.5, low, high, median.locator)
    for outcome in own:
        if outcome.statistic is Statistic.SURVIVAL_PERCENT and outcome.at_months is not None:
            yield PrintedPoint(outcome.statistic, outcome.at_months, outcome.value / 100, None, None, outcome.locator)
