"""Response and serious harms of a cohort as shares of a hundred patients, so that both can be drawn at one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.evidence.response import SeriousHarm, response_of, serious_harms
from haic_core.judgement.matching import Match
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Endpoint, Modality, Statistic

UNSAID = "not printed"


@dataclass(frozen=True, slots=True)
class Part:
    """One share of patients: the word for it, per cent, and as printed (count of n, or per cent)."""

    word: str
    percent: float
    count: int | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Benefit:
    """One cohort's printed response and harms; either may be empty. basis: response criteria and place."""

    match: Match
    response: tuple[Part, ...]
    basis: tuple[str, ...]
    harms: tuple[SeriousHarm, ...]


def benefit_of(match: Match) -> Benefit:
    """The whole cohort's best response by category, else its response rate, and its grade 3 harms with a share."""
    harms = tuple(harm for harm in serious_harms(match.cohort) if harm.share is not None and harm.per is None)
    printed = response_of(match.cohort)
    if printed is None:
        return Benefit(match, *_rate(match), harms)
    parts = tuple(_part(part.value, count, percent, printed.n) for part, count, percent in printed.counts)
    return Benefit(match, parts, _said(printed.criteria, printed.term, printed.locator), harms)


def _part(word: str, count: float | None, percent: float | None, n: int | None) -> Part:
    share = 100 * count / n if count is not None and n else percent
    return Part(word, share or 0.0, None if count is None else int(count), n)


def _rate(match: Match) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """The response rate where no categories are printed."""
    for row in match.cohort.outcome:
        counted = row.statistic in (Statistic.COUNT, Statistic.PERCENT)
        if row.endpoint is Endpoint.ORR and row.group is None and counted:
            count = row.value if row.statistic is Statistic.COUNT else None
            percent = row.percent if row.statistic is Statistic.COUNT else row.value
            part = _part("responded", count, percent, row.n or match.cohort.n)
            return (part,), _said(row.criteria, row.term, row.locator)
    return (), ()


def _said(*words: str | None) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def closest_benefit(evidence: Sequence[Match], modality: Modality) -> Benefit | None:
    """Of one option the most direct cohort that prints both response and serious harms, else response, else harms."""
    found = [benefit_of(match) for match in evidence if match.cohort.modality is modality]
    both = (one for one in found if one.response and one.harms)
    either = sorted((one for one in found if one.response or one.harms), key=lambda one: not one.response)
    return next(both, either[0] if either else None)


def dots(percents: Sequence[float]) -> tuple[int, ...]:
    """Whole dots out of a hundred for shares that together make at most all: rounded so that none is lost.

    The largest remainders are rounded up; a share above zero keeps at least one dot.
    """
    shares = [exact(float(percent)) for percent in percents]
    total = min(round(sum(shares, Fraction(0))), 100)
    whole = [max(int(share), 1 if share > 0 else 0) for share in shares]
    order = sorted(range(len(shares)), key=lambda place: int(shares[place]) - shares[place])
    for place in order:
        if sum(whole) < total:
            whole[place] += 1
    while sum(whole) > 100:
        whole[whole.index(max(whole))] -= 1
    return tuple(whole)
