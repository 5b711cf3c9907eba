"""Judging one criterion for one patient, three-valued: what is not recorded is never met and never unmet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from haic_core.case.fact_kinds import NumberFact, Value, as_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Finding


class Judged(Protocol):
    """Whoever can be judged: says what is recorded of a fact, None where nothing is."""

    def get(self, code: str) -> Value | Fraction | None: ...


@dataclass(frozen=True, slots=True)
class Supposed:
    """A patient as if one fact had another value, also one between two decimals that no case file could hold."""

    patient: Patient
    fact: str
    value: Value | Fraction

    def get(self, code: str) -> Value | Fraction | None:
        """The supposed value of the one fact, the recorded value of any other."""
        return self.value if code == self.fact else self.patient.get(code)


def every(findings: Iterable[Finding]) -> Finding:
    """Kleene's and: one unmet decides, then one unrecorded, else all are met (an empty list is not recorded)."""
    found = list(findings)
    if Finding.NOT_MET in found:
        return Finding.NOT_MET
    return Finding.NOT_RECORDED if Finding.NOT_RECORDED in found or not found else Finding.MET


def any_one(findings: Iterable[Finding]) -> Finding:
    """Kleene's or: one met decides, then one unrecorded, else none is met."""
    found = list(findings)
    if Finding.MET in found:
        return Finding.MET
    return Finding.NOT_RECORDED if Finding.NOT_RECORDED in found or not found else Finding.NOT_MET


def judge(criterion: Criterion, patient: Judged) -> Finding:
    """What a criterion says of a patient."""
    return any_one(judge_condition(condition, patient) for condition in criterion.conditions)


def judge_condition(condition: Condition, patient: Judged) -> Finding:
    """What one condition says; a multiple of the upper limit needs both the value and that limit."""
    value = compared_value(condition, patient)
    if value is None:
        return Finding.NOT_RECORDED
    return Finding.MET if condition.span.holds(value) else Finding.NOT_MET


def compared_value(condition: Condition, patient: Judged) -> Value | Fraction | None:
    """The value set against the bound: as recorded, or the exact multiple of the upper limit of normal."""
    value = patient.get(condition.fact)
    if value is None or not condition.times_uln:
        return value
    limit = patient.get(ULN_OF[condition.fact])
    return None if limit is None else as_number(value) / as_number(limit)


def probes(condition: Condition, patient: Patient) -> tuple[Value, ...]:
    """Values of the fact on both sides of the bound, nearest first, all within the fact's range.

    For multiples of an upper limit that is not recorded there is no value to name: an empty tuple.
    """
    fact = FACTS[condition.fact]
    if not isinstance(fact, NumberFact):
        return fact.answers
    scale = Fraction(1)
    if condition.times_uln:
        limit = patient.get(ULN_OF[condition.fact])
        if limit is None:
            return ()
        scale = as_number(limit)
    around = [edge * scale + shift * exact(fact.step) for edge in condition.span.edges for shift in (0, 1, -1)]
    return tuple(dict.fromkeys(fact.typed(number) for number in around if fact.within(number)))
