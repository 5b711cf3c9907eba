"""Judging one criterion for one patient, three-valued: what is not recorded is never met and never unmet."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from haic_core.case.facts import FACTS, ULN_OF, Fact, Value
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Condition, Criterion, holds
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Finding, Relation


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


def judge(criterion: Criterion, patient: Patient) -> Finding:
    """What a criterion says of a patient."""
    return any_one(judge_condition(condition, patient) for condition in criterion.conditions)


def judge_condition(condition: Condition, patient: Patient) -> Finding:
    """What one condition says; a multiple of the upper limit needs both the value and that limit."""
    value = compared_value(condition, patient)
    if value is None:
        return Finding.NOT_RECORDED
    return Finding.MET if holds(condition, value) else Finding.NOT_MET


def compared_value(condition: Condition, patient: Patient) -> Value | Fraction | None:
    """The value set against the bound: as recorded, or the exact multiple of the upper limit of normal."""
    value = patient.get(condition.fact)
    if value is None or not condition.times_uln:
        return value
    limit = patient.get(ULN_OF[condition.fact])
    return None if limit is None else exact(value) / exact(limit)


def probes(condition: Condition, patient: Patient) -> tuple[Value, ...]:
    """Values of the fact on both sides of the bound, nearest first, all within the fact's range.

    For multiples of an upper limit that is not recorded there is no value to name: an empty tuple.
    """
    fact = FACTS[condition.fact]
    if fact.kind == "yes_no":
        return (True, False)
    if fact.kind == "choice":
        return fact.choices
    scale = Fraction(1)
    if condition.times_uln:
        limit = patient.get(ULN_OF[condition.fact])
        if limit is None:
            return ()
        scale = exact(limit)
    bounds = condition.bound if condition.relation is Relation.BETWEEN else (condition.bound,)
    around = [exact(bound) * scale + shift * exact(fact.step) for bound in bounds for shift in (0, 1, -1)]
    return tuple(
        dict.fromkeys(_as_value(fact, number) for number in around if exact(fact.low) <= number <= exact(fact.high))
    )


def _as_value(fact: Fact, number: Fraction) -> Value:
    if fact.kind == "whole":
        return int(number)
    value = float(round(number, 6))
    return int(value) if value.is_integer() else value
