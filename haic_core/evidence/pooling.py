"""Pooled shares by random effects on the logit scale, to the digits of R's metafor.

Response, disease control and serious harms only. Survival is never pooled: clocks and selection differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.response import serious_harms
from haic_core.evidence.series import Series, each_patient_once, listed_series, of_option
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Modality, Particle, Statistic

# Two studies say less about each other than their summary would pretend.
FEWEST = 3
QUESTIONS = {
    "response": "Objective response (CR + PR)",
    "control": "Disease control (CR + PR + SD)",
    "harm": "Most frequent grade 3+ event (at least this share had one)",
}


@dataclass(frozen=True, slots=True)
class StudyShare:
    """One study's x of n with its exact (Clopper-Pearson) 95 % interval, as fractions.

    derived: the count was worked out from a printed percentage. spheres: of a radioembolisation.
    """

    key: str
    name: str
    x: int
    n: int
    low: float
    high: float
    derived: bool
    measure: str
    spheres: Particle | None = None

    @property
    def share(self) -> float:
        return self.x / self.n


@dataclass(frozen=True, slots=True)
class Pooled:
    """All studies of one option on one question, and their summary where there are at least three.

    Fractions. The interval is Hartung-Knapp; the prediction interval is where a new study's share is expected.
    i2: share of variation beyond chance, per cent.
    """

    modality: Modality
    question: str
    studies: tuple[StudyShare, ...]
    share: float | None
    low: float | None
    high: float | None
    predicted_low: float | None
    predicted_high: float | None
    tau2: float | None
    i2: float | None


def pool_all(sources: Sequence[Source], primary: str = "breast") -> tuple[Pooled, ...]:
    """Each option and question with at least two studies; first-hand, tiers A and B, no patient counted twice."""
    kept = each_patient_once(listed_series(sources, primary=primary))
    found = (_pooled(modality, question, of_option(kept, modality)) for modality in Modality for question in QUESTIONS)
    return tuple(one for one in found if len(one.studies) > 1)


def _pooled(modality: Modality, question: str, listed: Sequence[Series]) -> Pooled:
    studies = tuple(study for series in listed if (study := _study(question, series)))
    empty = Pooled(modality, question, studies, None, None, None, None, None, None, None)
    return summarise(empty) if len(studies) >= FEWEST else empty


def summarise(pooled: Pooled) -> Pooled:
    """The same with its random-effects summary (Paule-Mandel between-study variance, Hartung-Knapp interval)."""
    from scipy.special import stdtrit  # what scipy.stats would call, in a tenth of its loading time

    # Half a patient added to each side keeps studies with none or all on the logit scale.
    logits = [math.log((one.x + 0.5) / (one.n - one.x + 0.5)) for one in pooled.studies]
    variances = [1 / (one.x + 0.5) + 1 / (one.n - one.x + 0.5) for one in pooled.studies]
    count = len(logits)
    tau2 = _between(logits, variances)
    mean, weight, spread = _weighted(logits, variances, tau2)
    # The Hartung-Knapp error may come out below the plain one when studies happen to agree; the larger is kept.
    error = math.sqrt(max(spread / (count - 1), 1.0) / weight)
    reach = float(stdtrit(count - 1, 0.975)) * error
    ahead = float(stdtrit(count - 2, 0.975)) * math.sqrt(tau2 + error**2)
    by_chance = _weighted(logits, variances, 0.0)[2]
    return Pooled(
        pooled.modality,
        pooled.question,
        pooled.studies,
        _share(mean),
        _share(mean - reach),
        _share(mean + reach),
        _share(mean - ahead),
        _share(mean + ahead),
        tau2,
        max(100 * (1 - (count - 1) / by_chance), 0.0) if by_chance else 0.0,
    )


def _between(logits: Sequence[float], variances: Sequence[float]) -> float:
    """The variance between studies that leaves them as far apart as chance would have it (Paule and Mandel).

    The spread of the studies falls as that variance grows; where it is at most its degrees of freedom to begin with,
    the variance is nought.
    """
    from scipy.optimize import brentq

    def too_far(tau2: float) -> float:
        return _weighted(logits, variances, tau2)[2] - (len(logits) - 1)

    if too_far(0.0) <= 0:
        return 0.0
    most = 1.0
    while too_far(most) > 0:
        most *= 2
    return float(brentq(too_far, 0.0, most, xtol=1e-14, rtol=1e-14))


def _weighted(logits: Sequence[float], variances: Sequence[float], tau2: float) -> tuple[float, float, float]:
    """The mean of the studies, the sum of their weights, and their weighted squared distance from that mean."""
    weights = [1 / (variance + tau2) for variance in variances]
    whole = math.fsum(weights)
    mean = math.fsum(weight * logit for weight, logit in zip(weights, logits, strict=True)) / whole
    far = math.fsum(weight * (logit - mean) ** 2 for weight, logit in zip(weights, logits, strict=True))
    return mean, whole, far


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _study(question: str, series: Series) -> StudyShare | None:
    found = next(_counts(question, series.cohort), None)
    if found is None:
        return None
    x, n, derived, measure = found
    low, high = _exact_interval(x, n)
    return StudyShare(series.key, series.short, x, n, low, high, derived, measure, series.cohort.spheres)


def _counts(question: str, cohort: Cohort) -> Iterator[tuple[int, int, bool, str]]:
    """x, n, whether derived, and how it was measured; the first is the best available."""
    if question == "harm":
        yield from (
            (harm.count, harm.n, False, f"{harm.term}, grade {harm.grade}")
            for harm in serious_harms(cohort)
            if harm.count is not None and harm.n and harm.per is None
        )
        return
    whole = Endpoint.ORR if question == "response" else Endpoint.DCR
    parts = (Endpoint.CR, Endpoint.PR) if question == "response" else (Endpoint.CR, Endpoint.PR, Endpoint.SD)
    own = [outcome for outcome in cohort.outcome if outcome.group is None]
    for term in dict.fromkeys(outcome.term for outcome in own if outcome.endpoint in (whole, *parts)):
        rows = [outcome for outcome in own if outcome.term == term]
        counts = {row.endpoint: row for row in rows if row.statistic is Statistic.COUNT}
        n = next((row.n for row in rows if row.n and row.endpoint in (whole, *parts)), cohort.n)
        measure = next((row.criteria for row in rows if row.criteria), None) or "criteria not stated"
        if not n:
            continue
        if whole in counts:
            yield int(counts[whole].value), n, False, measure
        elif parts[1] in counts and all(part in counts or part is Endpoint.CR for part in parts):
            yield int(sum(counts[part].value for part in parts if part in counts)), n, False, measure
        for row in rows:
            if row.endpoint is whole and row.statistic is Statistic.PERCENT:
                yield round(row.value * n / 100), n, True, measure


def _exact_interval(x: int, n: int) -> tuple[float, float]:
    from scipy.special import betaincinv

    low = float(betaincinv(x, n - x + 1, 0.025)) if x else 0.0
    high = float(betaincinv(x + 1, n - x, 0.975)) if x < n else 1.0
    return low, high
