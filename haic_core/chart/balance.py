"""A cohort's response and its serious harms beside each other at one scale, never netted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.library import Library
from haic_core.evidence.response import PARTS, Response, SeriousHarm, response_of, serious_harms
from haic_core.judgement.matching import Match
from haic_core.wording.evidence import NO_HARM, NO_RESPONSE, NO_SERIOUS_HARM, RESPONSE_SHORT, none_serious
from haic_core.words.decimals import plain
from haic_core.words.vocabulary import Endpoint, Modality

MOST_HARMS = 3
LEAST_UNPLACED = 0.5  # per cent; less is rounding


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as printed, in words: '5' and ' of 42', '3' and ' events', '12 %' and ''."""

    number: str
    of: str = ""

    @property
    def words(self) -> str:
        """'5 of 42'."""
        return f"{self.number}{self.of}"


@dataclass(frozen=True, slots=True)
class ResponsePart:
    """One category of the response bar. share_percent: of the evaluated patients, as wide as it is drawn.

    count, percent: what is printed of the two.
    """

    category: Endpoint
    share_percent: float
    amount: Amount
    count: float | None
    percent: float | None

    @property
    def short(self) -> str:
        """'CR'; 'responded' for a rate without categories."""
        return RESPONSE_SHORT[self.category]


@dataclass(frozen=True, slots=True)
class HarmBar:
    """One serious harm. share_percent: the bar's length, None where no share can be said (a count of events)."""

    harm: SeriousHarm
    share_percent: float | None
    amount: Amount

    @property
    def name(self) -> str:
        """'Abdominal pain, grade 3'; a grade that the term itself tells is not said twice."""
        told = self.harm.grade in self.harm.term.lower()
        return self.harm.term if told else f"{self.harm.term}, grade {self.harm.grade}"

    @property
    def names(self) -> tuple[str, str]:
        """The name, and the term alone for where room is short."""
        return self.name, self.harm.term

    @property
    def is_in_patients(self) -> bool:
        """Whether it can be drawn as some of a hundred patients."""
        return self.harm.per is None and self.share_percent is not None


@dataclass(frozen=True, slots=True)
class Balance:
    """One cohort: what it prints of response and of grade 3 or higher events. name: option and document.

    response_missing, harm_missing: what stands where nothing is printed, '' where something is.
    """

    match: Match
    name: str
    response: Response | None
    parts: tuple[ResponsePart, ...]
    harms: tuple[HarmBar, ...]
    response_missing: str
    harm_missing: str

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
    def basis(self) -> tuple[str, ...]:
        """Criteria of response, the paper's own term, and the place, as far as there are any."""
        if self.response is None:
            return ()
        return tuple(word for word in (self.response.criteria, self.response.term, self.response.locator) if word)

    @property
    def shares(self) -> dict[Endpoint, float]:
        """Category to share; absent where it is not printed."""
        return {part.category: part.share_percent for part in self.parts}

    @property
    def unplaced_percent(self) -> float:
        """Of the evaluated patients those whom no printed category places; a rate of response places everyone."""
        rest = 100 - sum(self.shares.values())
        return rest if self.parts and Endpoint.ORR not in self.shares and rest > LEAST_UNPLACED else 0.0

    @property
    def shown_harms(self) -> tuple[HarmBar, ...]:
        """The most frequent ones, as many as a slide holds; the rest is counted and stands in the table."""
        return self.harms[:MOST_HARMS]

    @property
    def patient_harms(self) -> tuple[HarmBar, ...]:
        """Those counted in patients, all of them."""
        return tuple(bar for bar in self.harms if bar.is_in_patients)

    @property
    def response_words(self) -> str:
        """'CR 2, PR 9, SD 14, PD 17 of 42', as printed."""
        if not self.parts:
            return self.response_missing
        told = ", ".join(f"{part.short} {part.amount.number}" for part in self.parts)
        return told + next((part.amount.of for part in self.parts if part.amount.of), "")

    @property
    def harm_words(self) -> str:
        """'Nausea, grade 3: 4 of 40; 2 more', as printed."""
        rest = len(self.harms) - len(self.shown_harms)
        told = [*(f"{bar.name}: {bar.amount.words}" for bar in self.shown_harms), *([f"{rest} more"] if rest else [])]
        return "; ".join(told) or self.harm_missing

    @property
    def places(self) -> tuple[str, ...]:
        """Where its response and the harms shown are printed, each place once."""
        own = [self.response.locator] if self.response else []
        return tuple(dict.fromkeys([*own, *(bar.harm.locator for bar in self.shown_harms)]))


def balance_of(match: Match, library: Library) -> Balance:
    """What one matched cohort prints of response and serious harms."""
    cohort = match.cohort
    response, harms = response_of(cohort), serious_harms(cohort)
    return Balance(
        match,
        f"{library.entry(match.modality).short} · {match.source.short}",
        response,
        () if response is None else tuple(_part(response, *row) for row in response.counts),
        tuple(HarmBar(harm, harm.share, _harm_amount(harm)) for harm in harms),
        "" if response else NO_RESPONSE,
        "" if harms else _no_harm(cohort),
    )


def _no_harm(cohort: Cohort) -> str:
    """What is said where no serious harm can be shown: a printed zero is not the same as no count."""
    zeros = [
        harm.term
        for harm in cohort.harm
        if not harm.repeats and any(graded.serious and graded.count == 0 for graded in harm.grades)
    ]
    if zeros:
        return none_serious(zeros[0])
    return NO_SERIOUS_HARM if cohort.harm else NO_HARM


def _part(response: Response, category: Endpoint, count: float | None, percent: float | None) -> ResponsePart:
    n = response.n
    share = 100 * count / n if count is not None and n else percent or 0.0
    if count is None:
        return ResponsePart(category, share, Amount(f"{plain(percent or 0)} %"), count, percent)
    return ResponsePart(category, share, Amount(plain(count), f" of {n}" if n else ""), count, percent)


def _harm_amount(harm: SeriousHarm) -> Amount:
    """In patients, or in what the paper counts instead: '2 of 146 sessions', '3 events'."""
    if harm.count is None:
        return Amount(f"{plain(harm.percent or 0)} %", f" of {harm.per}" if harm.per else "")
    if harm.per == "events":
        return Amount(str(harm.count), " events")
    counted = f" {harm.per}" if harm.per else ""
    return Amount(str(harm.count), f" of {harm.n}{counted}" if harm.n else counted)


def balances(matches: Sequence[Match], shown: Sequence[Modality], library: Library) -> tuple[Balance, ...]:
    """Of each of these options the one cohort that every screen, slide and sheet shows; none where nothing is
    printed."""
    found = (closest_balance(matches, modality, library) for modality in shown)
    return tuple(one for one in found if one is not None)


def closest_balance(matches: Sequence[Match], modality: Modality, library: Library) -> Balance | None:
    """Of one option the most direct cohort that prints response and harms counted in patients; else response; else
    harms."""
    found = [balance_of(match, library) for match in matches if match.modality is modality]
    both = (one for one in found if one.parts and one.patient_harms)
    either = sorted((one for one in found if one.parts or one.patient_harms), key=lambda one: not one.parts)
    return next(both, either[0] if either else None)


def shown_categories(shown: Sequence[Balance]) -> tuple[Endpoint, ...]:
    """The categories that a key explains: the four, and the rate of response where one stands alone."""
    rate = any(Endpoint.ORR in one.shares for one in shown)
    return (*PARTS, Endpoint.ORR) if rate else PARTS
