"""A cohort's response and its serious harms beside each other at one scale, never netted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.evidence.library import Library
from haic_core.evidence.response import Response, SeriousHarm, response_of, serious_harms
from haic_core.judgement.matching import Match
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint, Modality, Verdict

MOST_COHORTS = 3
MOST_HARMS = 3


@dataclass(frozen=True, slots=True)
class Balance:
    """One matched cohort: what it prints of response and of grade 3 or higher events. name: option and document."""

    match: Match
    name: str
    response: Response | None
    harms: tuple[SeriousHarm, ...]

    @property
    def label(self) -> str:
        """The name with the number of patients, where it is printed."""
        n = self.match.cohort.n
        return f"{self.name} (n = {n})" if n else self.name

    @property
    def names(self) -> tuple[str, str]:
        """The label, and the name alone for where room is short."""
        return self.label, self.name

    @property
    def segments(self) -> tuple[tuple[Endpoint, float], ...]:
        """The parts of the response bar in per cent of the evaluated patients."""
        if self.response is None:
            return ()
        n = self.response.n
        return tuple(
            (part, 100 * count / n if count is not None and n else percent or 0.0)
            for part, count, percent in self.response.counts
        )

    @property
    def shown_harms(self) -> tuple[SeriousHarm, ...]:
        """The most frequent ones, as many as a slide holds; the rest is counted and stands in the table."""
        return self.harms[:MOST_HARMS]

    @property
    def response_words(self) -> str:
        """'CR 2, PR 9, SD 14, PD 17 of 42', as printed."""
        if self.response is None:
            return "no response categories printed"
        told = [
            f"{part.value} {plain(count)}" if count is not None else f"{part.value} {plain(percent or 0)} %"
            for part, count, percent in self.response.counts
        ]
        counted = any(count is not None for _, count, _ in self.response.counts)
        return ", ".join(told) + (f" of {self.response.n}" if counted and self.response.n else "")

    @property
    def harm_words(self) -> str:
        """What stands where no serious harm can be shown; empty where one can."""
        if self.harms:
            return ""
        printed = bool(self.match.cohort.harm)
        return "no grade 3 or higher event printed" if printed else "harms not printed where this was read"


def harm_name(harm: SeriousHarm) -> str:
    """'Abdominal pain, grade 3'; a grade that the term itself tells is not said twice."""
    return harm.term if harm.grade in harm.term.lower() else f"{harm.term}, grade {harm.grade}"


def harm_amount(harm: SeriousHarm) -> str:
    """'5 of 42', as printed."""
    if harm.count is None:
        return f"{plain(harm.percent or 0)} %"
    of = " events" if harm.per == "events" else f" of {harm.n}" if harm.n else ""
    return f"{harm.count}{of}"


def balances(matches: Sequence[Match], standing: Sequence[Modality], library: Library) -> tuple[Balance, ...]:
    """The first matched cohorts of the options that still stand that print a response or a serious harm."""
    found = []
    for match in matches:
        if match.entry is Verdict.FAILS or match.cohort.modality not in standing:
            continue
        response, harms = response_of(match.cohort), serious_harms(match.cohort)
        if response or harms:
            name = f"{library.entry(match.cohort.modality).short} · {match.source.short}"
            found.append(Balance(match, name, response, harms))
    return tuple(found[:MOST_COHORTS])
