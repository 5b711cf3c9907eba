"""How far a verdict holds: over which values of one fact, all others as recorded, an option reads the same.

A verdict can change only where a criterion prints a bound. Between two neighbouring bounds every value is judged
alike, so one value of each piece says all of it: the answer is exact, nothing is sampled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil, floor

from haic_core.case.fact_kinds import Fact, NumberFact, Value, as_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Condition
from haic_core.evidence.derivation import PointScore
from haic_core.judgement.known import edges, known_facts
from haic_core.judgement.reading import supposed_facts, verdict_of
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring values that read alike, from low to high; an end may belong to the next stretch."""

    low: Fraction
    high: Fraction
    low_included: bool
    high_included: bool
    verdict: Verdict

    def holds(self, value: Value | Fraction) -> bool:
        """Whether a value lies on this stretch."""
        number = as_number(value)
        above = number > self.low or (self.low_included and number == self.low)
        return above and (number < self.high or (self.high_included and number == self.high))


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One fact of one option: stretches of a number in order, or the verdict of every answer of a choice."""

    fact: str
    recorded: Value | None
    verdict: Verdict
    stretches: tuple[Stretch, ...] = ()
    answers: tuple[tuple[Value, Verdict], ...] = ()

    @property
    def decides(self) -> bool:
        """Whether this fact alone could lead to another verdict."""
        return (
            len({one.verdict for one in self.stretches} | {verdict for _, verdict in self.answers} | {self.verdict}) > 1
        )

    @property
    def margin(self) -> float:
        """How far the recorded number lies from the next verdict, as a share of itself; infinite where nothing
        near changes it, or where nothing is recorded."""
        if not self.stretches or self.recorded is None:
            return float("inf")
        here = as_number(self.recorded)
        ends = [
            abs(end - here) for one in self.stretches if one.verdict is not self.verdict for end in (one.low, one.high)
        ]
        return float(min(ends) / max(abs(here), Fraction(1, 10))) if ends else float("inf")


def sensitivities(book: RuleBook, patient: Patient) -> tuple[Sensitivity, ...]:
    """Every fact that the option's lines ask for, in clinical order."""
    recorded = dict(patient.facts)
    facts = known_facts(recorded, book.scores)
    findings = book.findings(facts)
    now = verdict_of(book, findings)

    def verdict(code: str, value: Value | Fraction) -> Verdict:
        changed = supposed_facts(book, facts, recorded, code, value)
        return verdict_of(book, book.findings_with(findings, changed, code))

    return tuple(
        _of_fact(FACTS[code], conditions, patient, book.scores, now, partial(verdict, code))
        for code, conditions in book.asked.items()
    )


def _of_fact(
    fact: Fact,
    conditions: Sequence[Condition],
    patient: Patient,
    scores: tuple[PointScore, ...],
    now: Verdict,
    verdict: Callable[[Value | Fraction], Verdict],
) -> Sensitivity:
    recorded = patient.get(fact.code)
    if not isinstance(fact, NumberFact):
        return Sensitivity(fact.code, recorded, now, answers=tuple((one, verdict(one)) for one in fact.answers))
    cuts = {cut for cut in breakpoints(fact.code, conditions, patient, scores) if fact.within(cut)}
    pieces = _whole_pieces(fact, cuts) if fact.whole else _pieces(fact, cuts)
    judged = (Stretch(*piece, verdict(_inside(fact, piece[0], piece[1]))) for piece in pieces)
    return Sensitivity(fact.code, recorded, now, stretches=_merged(judged))


def breakpoints(
    code: str, conditions: Iterable[Condition], patient: Patient, scores: tuple[PointScore, ...]
) -> set[Fraction]:
    """Values of a number at which some condition may change its mind: its edges, and for an upper limit of normal the
    recorded value divided by the bounds."""
    cuts: set[Fraction] = set()
    for condition in conditions:
        cuts.update(edges(code, condition, patient.facts, scores))
        if condition.times_uln and ULN_OF[condition.fact] == code:
            value = patient.get(condition.fact)
            if value is not None:
                cuts |= {as_number(value) / bound for bound in condition.span.edges if bound}
    return cuts


_Piece = tuple[Fraction, Fraction, bool, bool]


def _pieces(fact: NumberFact, cuts: set[Fraction]) -> list[_Piece]:
    """Every cut as a point of its own, and the open gaps between them."""
    points = sorted(cuts | {exact(fact.low), exact(fact.high)})
    pieces: list[_Piece] = [(points[0], points[0], True, True)]
    for before, after in pairwise(points):
        pieces += [(before, after, False, False), (after, after, True, True)]
    return pieces


def _whole_pieces(fact: NumberFact, cuts: set[Fraction]) -> list[_Piece]:
    """The whole numbers next to every cut, and the runs of whole numbers between them."""
    points = sorted({whole for cut in cuts for whole in (floor(cut), ceil(cut))} | {int(fact.low), int(fact.high)})
    pieces: list[_Piece] = [(Fraction(points[0]), Fraction(points[0]), True, True)]
    for before, after in pairwise(points):
        if after - before > 1:
            pieces.append((Fraction(before + 1), Fraction(after - 1), True, True))
        pieces.append((Fraction(after), Fraction(after), True, True))
    return pieces


def _inside(fact: NumberFact, low: Fraction, high: Fraction) -> Value | Fraction:
    return int(low) if fact.whole else (low + high) / 2


def _merged(pieces: Iterable[Stretch]) -> tuple[Stretch, ...]:
    merged: list[Stretch] = []
    for piece in pieces:
        if merged and merged[-1].verdict is piece.verdict:
            before = merged.pop()
            piece = Stretch(before.low, piece.high, before.low_included, piece.high_included, piece.verdict)
        merged.append(piece)
    return tuple(merged)
