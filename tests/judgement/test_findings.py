"""Each criterion of each document at its bound, just past it, and where nothing was recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import TypedDict, Unpack

import pytest
from each import Law, each
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from worked import library

from haic_core.case.fact_kinds import NumberFact, Value
from haic_core.case.facts import FACTS, JUDGED, NUMBERS, ULN_OF
from haic_core.case.patient import read_patient
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.span import AtLeast, AtMost, Between, IsNot, LessThan, MoreThan
from haic_core.judgement.findings import Facts, any_one, every, judge, judge_condition
from haic_core.judgement.known import Interval
from haic_core.words.vocabulary import Finding, Relation

MET, NOT_MET, NOT_RECORDED = Finding.MET, Finding.NOT_MET, Finding.NOT_RECORDED
LIMITS = {"U/L": (Decimal(35), Decimal("41.5")), "mg/dL": (Decimal("1.2"), Decimal("0.1"), Decimal("1.1"))}

# What each verb answers (below its bound, at it, above it), written down apart from the code that judges.
ANSWERS = {
    Relation.AT_MOST: (MET, MET, NOT_MET),
    Relation.LESS_THAN: (MET, NOT_MET, NOT_MET),
    Relation.AT_LEAST: (NOT_MET, MET, MET),
    Relation.MORE_THAN: (NOT_MET, NOT_MET, MET),
}


def _named(condition: Condition) -> str:
    times = " x upper limit" if condition.times_uln else ""
    return f"{condition.fact} {condition.span.relation.value} {condition.span.bound}{times}"


LINES = [(source, rule) for source in library().judging for rule in (*source.criterion, *source.limit)]
NAMED = list(
    {
        f"{source.key} {rule.modality.value}: {_named(condition)}": condition
        for source, rule in LINES
        for condition in rule.conditions
    }.items()
)


def _each(wanted: Callable[[Condition], bool]) -> Callable[[Law], Law]:
    """Tried on every such condition of every document, under its name."""
    chosen = [(name, condition) for name, condition in NAMED if wanted(condition)]
    return each("condition", [one for _, one in chosen], ids=[name for name, _ in chosen])


EACH_NUMBER = _each(lambda one: isinstance(JUDGED[one.fact], NumberFact))
EACH_WORD = _each(lambda one: not isinstance(JUDGED[one.fact], NumberFact))
EACH_MULTIPLE = _each(lambda one: one.times_uln)
RULES = [
    pytest.param(rule, id=f"{source.key} {rule.modality.value} {number}: {'/'.join(rule.facts)}")
    for number, (source, rule) in enumerate(LINES, 1)
]


def _number(fact: NumberFact, value: Decimal) -> float:
    return int(value) if fact.whole else float(value)


def _known(fact: NumberFact, value: Decimal, limit: Decimal | None) -> Facts:
    number = _number(fact, value)
    # A derived fact is never typed; it is known as an interval, here of one value.
    if fact.code not in FACTS:
        return {fact.code: Interval(number, number)}
    facts = {fact.code: number} | ({} if limit is None else {fact.uln_fact: float(limit)})
    return read_patient(facts, "boundary test").facts


@EACH_NUMBER
def test_a_number_is_judged_at_its_bound_and_just_past_it(condition: Condition) -> None:
    fact, span = JUDGED[condition.fact], condition.span
    assert isinstance(fact, NumberFact)
    assert isinstance(span, AtMost | AtLeast | LessThan | MoreThan | Between)
    edges = (
        list(zip(span.bound, (ANSWERS[Relation.AT_LEAST], ANSWERS[Relation.AT_MOST]), strict=True))
        if isinstance(span, Between)
        else [(span.bound, ANSWERS[span.relation])]
    )
    judged = 0
    for limit in LIMITS[fact.unit] if condition.times_uln else (None,):
        for bound, answers in edges:
            at = Decimal(repr(bound)) * (limit or 1)
            step = Decimal(1) if fact.whole else Decimal("0.001")
            for value, expected in zip((at - step, at, at + step), answers, strict=True):
                if Decimal(repr(fact.low)) <= value <= Decimal(repr(fact.high)):
                    assert judge_condition(condition, _known(fact, value, limit)) is expected, (value, limit)
                    judged += 1
    assert judged >= 2, "the bound must have a value on each side of it that a case can hold"


@EACH_WORD
def test_a_word_is_judged_by_the_words_that_the_document_names(condition: Condition) -> None:
    fact, span = FACTS[condition.fact], condition.span
    assert not isinstance(fact, NumberFact)
    named = span.bound if isinstance(span.bound, tuple) else (span.bound,)
    for value in fact.answers:
        # HER2-low is negative wherever the words of the document know two values only.
        told = "negative" if value == "low" and "low" not in named else value
        inside = (told in named) != isinstance(span, IsNot)
        known = read_patient({fact.code: value}, "boundary test").facts
        assert judge_condition(condition, known) is (MET if inside else NOT_MET), value


@each("rule", RULES)
def test_a_criterion_whose_facts_are_not_recorded_is_not_recorded(rule: Criterion) -> None:
    assert judge(rule, {}) is NOT_RECORDED
    others = {
        code: fact.answers[0]
        for code, fact in FACTS.items()
        if code not in rule.facts and not isinstance(fact, NumberFact)
    }
    assert judge(rule, others) is NOT_RECORDED


@EACH_MULTIPLE
def test_a_multiple_needs_both_the_value_and_that_laboratorys_upper_limit(condition: Condition) -> None:
    fact = NUMBERS[condition.fact]
    assert judge_condition(condition, {fact.code: 0.0}) is NOT_RECORDED
    assert judge_condition(condition, {fact.uln_fact: 1.0}) is NOT_RECORDED
    assert judge_condition(condition, {fact.code: 0.0, fact.uln_fact: 1.0}) is not NOT_RECORDED


class Verb(TypedDict, total=False):
    """One verb and its bound."""

    at_most: float
    at_least: float
    less_than: float


def _multiple(**verb: Unpack[Verb]) -> Condition:
    return Condition(fact="bilirubin_mg_dl", times_uln=True, **verb)


@each(("value", "limit", "times"), [(1.8, 1.2, 1.5), (0.3, 0.1, 3.0), (0.7, 0.1, 7.0), (3.3, 1.1, 3.0)])
def test_a_value_that_is_exactly_the_printed_multiple_is_met_from_both_sides(
    value: float, limit: float, times: float
) -> None:
    patient = {"bilirubin_mg_dl": value, "bilirubin_uln_mg_dl": limit}
    assert judge_condition(_multiple(at_most=times), patient) is MET
    assert judge_condition(_multiple(at_least=times), patient) is MET
    assert judge_condition(_multiple(less_than=times), patient) is NOT_MET


@given(st.integers(1, 999), st.integers(1, 99), st.integers(1, 99))
def test_the_exact_multiple_is_met_whatever_the_laboratorys_limit(thousandths: int, tenths: int, limit: int) -> None:
    times, upper = Decimal(tenths) / 10, Decimal(limit) / 10
    value = times * upper
    patient = {"bilirubin_mg_dl": float(value), "bilirubin_uln_mg_dl": float(upper)}
    past = {**patient, "bilirubin_mg_dl": float(value + Decimal(thousandths) / 1000)}
    assert judge_condition(_multiple(at_most=float(times)), patient) is MET
    assert judge_condition(_multiple(at_most=float(times)), past) is NOT_MET


def test_and_over_findings_concludes_nothing_from_what_was_not_recorded() -> None:
    for pair in product(Finding, repeat=2):
        unmet, open_ = NOT_MET in pair, NOT_RECORDED in pair
        assert every(pair) is (NOT_MET if unmet else NOT_RECORDED if open_ else MET)
        met = MET in pair
        assert any_one(pair) is (MET if met else NOT_RECORDED if open_ else NOT_MET)


def test_an_empty_list_is_not_recorded_and_never_met() -> None:
    assert every([]) is NOT_RECORDED
    assert any_one([]) is NOT_RECORDED


def test_any_of_several_is_met_by_one_and_unmet_only_when_all_are_recorded() -> None:
    rule = Criterion.model_validate_json(
        '{"modality": "haic", "role": "entry", "locator": "Table 1", "any_of": ['
        '{"fact": "ecog", "at_most": 1}, {"fact": "karnofsky", "at_least": 80}]}'
    )
    assert rule.relation is Relation.ANY_OF and rule.facts == ("ecog", "karnofsky")
    assert judge(rule, {"ecog": 1}) is MET
    assert judge(rule, {"ecog": 2}) is NOT_RECORDED
    assert judge(rule, {"ecog": 2, "karnofsky": 80}) is MET
    assert judge(rule, {"ecog": 2, "karnofsky": 70}) is NOT_MET


INTERVALS = [
    ({"at_most": 7}, (5, 7), MET), ({"at_most": 7}, (5, 8), NOT_RECORDED), ({"at_most": 7}, (8, 9), NOT_MET),
    ({"less_than": 7}, (5, 6), MET), ({"less_than": 7}, (5, 7), NOT_RECORDED), ({"less_than": 7}, (7, 9), NOT_MET),
    ({"at_least": 7}, (7, 9), MET), ({"at_least": 7}, (6, 9), NOT_RECORDED), ({"at_least": 7}, (5, 6), NOT_MET),
    ({"more_than": 7}, (8, 9), MET), ({"more_than": 7}, (7, 9), NOT_RECORDED), ({"more_than": 7}, (5, 7), NOT_MET),
    ({"between": [7, 9]}, (7, 9), MET), ({"between": [7, 9]}, (6, 7), NOT_RECORDED),
    ({"between": [7, 9]}, (5, 15), NOT_RECORDED), ({"between": [7, 9]}, (10, 15), NOT_MET),
    ({"between": [7, 9]}, (5, 6), NOT_MET),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "points", "finding"), INTERVALS)
def test_an_interval_meets_a_bound_whole_or_misses_it_whole_and_else_says_nothing(
    verb: dict[str, int | list[int]], points: tuple[int, int], finding: Finding
) -> None:
    condition = Condition.model_validate({"fact": "child_pugh_points", **verb})
    assert judge_condition(condition, {"child_pugh_points": Interval(*points)}) is finding


HER2 = [
    ({"is": "negative"}, "low", MET), ({"is": "positive"}, "low", NOT_MET), ({"is_not": "positive"}, "low", MET),
    ({"is": "low"}, "low", MET), ({"one_of": ["negative", "low"]}, "low", MET), ({"is_not": "low"}, "low", NOT_MET),
    ({"is": "low"}, "negative", NOT_MET), ({"is_not": "negative"}, "low", NOT_MET),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "value", "finding"), HER2)
def test_her2_low_is_negative_unless_the_document_itself_speaks_of_low(
    verb: dict[str, str | list[str]], value: Value, finding: Finding
) -> None:
    assert judge_condition(Condition.model_validate({"fact": "her2", **verb}), {"her2": value}) is finding


REFUSED = {
    "two verbs": {"fact": "ecog", "at_most": 2, "at_least": 1},
    "no verb": {"fact": "ecog"},
    "an unknown fact": {"fact": "bilirubine", "at_most": 2},
    "a number against yes or no": {"fact": "ascites", "at_most": 1},
    "a word against a number": {"fact": "ecog", "is": "two"},
    "a word that is no choice": {"fact": "lobes", "is": "both"},
    "yes or no against a choice": {"fact": "lobes", "is": True},
    "a text against yes or no": {"fact": "ascites", "is": "no"},
    "a multiple of no upper limit": {"fact": "platelets_e9_l", "at_least": 2, "times_uln": True},
    "bounds the wrong way round": {"fact": "ecog", "between": [2, 1]},
    "an unknown verb": {"fact": "ecog", "at_mots": 2},
    "an endless bound": {"fact": "ecog", "at_most": float("inf")},
    "a text for a number": {"fact": "ecog", "at_most": "2"},
}


@each("condition", REFUSED.values(), ids=REFUSED.keys())
def test_a_criterion_that_cannot_be_judged_is_not_read(condition: dict[str, bool | float | list[int] | str]) -> None:
    with pytest.raises(ValidationError):
        Criterion.model_validate_json(
            json.dumps({"modality": "haic", "role": "entry", "locator": "Table 1", **condition})
        )


def test_a_criterion_asks_for_one_fact_or_for_any_of_at_least_two() -> None:
    place = '"modality": "haic", "role": "entry", "locator": "Table 1"'
    one = '{"fact": "ecog", "at_most": 2}'
    for text in (f"{{{place}}}", f'{{{place}, "any_of": [{one}]}}', f'{{{place}, "any_of": []}}'):
        with pytest.raises(ValidationError):
            Criterion.model_validate_json(text)


@each("verb", [{"one_of": ["none", "stable"]}, {"is": "none"}, {"is_not": "progressive"}])
def test_every_verb_for_words_can_be_written_beside_the_locator(verb: dict[str, list[str] | str]) -> None:
    text = json.dumps(
        {"modality": "haic", "role": "entry", "locator": "Table 1", "fact": "extrahepatic_disease", **verb}
    )
    assert judge(Criterion.model_validate_json(text), {"extrahepatic_disease": "none"}) is MET


def test_between_can_be_written_beside_the_locator_and_holds_both_its_bounds() -> None:
    rule = Criterion.model_validate_json(
        '{"modality": "haic", "role": "entry", "locator": "Table 1", "fact": "age_years", "between": [18, 75]}'
    )
    found = [judge(rule, {"age_years": age}) for age in (18, 75, 76)]
    assert found == [MET, MET, NOT_MET]


def test_every_upper_limit_is_a_fact_with_the_unit_of_its_value() -> None:
    assert all(NUMBERS[limit].unit == NUMBERS[code].unit for code, limit in ULN_OF.items())
