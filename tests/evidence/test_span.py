"""Each verb of a criterion at its bound, just past it on both sides, and against values of another kind."""

from __future__ import annotations

from fractions import Fraction

import pytest
from each import each

from haic_core.case.fact_kinds import ChoiceFact
from haic_core.case.facts import FACTS
from haic_core.evidence.span import (
    AtLeast,
    AtMost,
    Between,
    Is,
    IsNot,
    LessThan,
    MoreThan,
    NumberSpan,
    OneOf,
    Span,
    WordSpan,
    WrittenSpan,
    check_span,
)

LIMITS = [AtMost(1.5), AtLeast(1.5), LessThan(1.5), MoreThan(1.5), Between((1.5, 3.0))]
WORDS: list[WordSpan] = [OneOf(("none", "stable")), Is("none"), IsNot("none"), Is(True), IsNot(True)]


@pytest.mark.parametrize(
    ("span", "below", "at", "above"),
    [
        (AtMost(1.5), True, True, False),
        (LessThan(1.5), True, False, False),
        (AtLeast(1.5), False, True, True),
        (MoreThan(1.5), False, False, True),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_limit_is_read_as_printed_at_its_bound_and_a_thousandth_to_either_side(
    span: NumberSpan, below: bool, at: bool, above: bool
) -> None:
    assert [span.holds(value) for value in (1.499, 1.5, 1.501)] == [below, at, above]
    assert span.edges == (Fraction(3, 2),)


def test_between_holds_both_its_ends_and_nothing_past_them() -> None:
    span = Between((18, 75))
    assert [span.holds(age) for age in (17, 18, 40, 75, 76)] == [False, True, True, True, False]
    assert span.edges == (Fraction(18), Fraction(75))


def test_a_multiple_is_compared_as_the_fraction_that_it_is() -> None:
    # 0.3 / 0.1 is 2.9999999999999996 in binary floats and three on paper.
    third = Fraction("0.3") / Fraction("0.1")
    assert AtLeast(3).holds(third) and AtMost(3).holds(third) and not MoreThan(3).holds(third)
    assert not AtMost(0.333333).holds(Fraction(1, 3)) and AtMost(0.333334).holds(Fraction(1, 3))


def test_one_of_holds_the_words_it_names_and_no_other() -> None:
    span, fact = OneOf(("none", "stable")), FACTS["extrahepatic_disease"]
    assert isinstance(fact, ChoiceFact)
    told = {word: span.holds(word) for word in fact.answers}
    assert told == {"none": True, "bone_only_stable": False, "stable": True, "progressive": False}


@each(("named", "other"), [("bilobar", "unilobar"), (True, False), (False, True)])
def test_is_and_is_not_part_the_answers_between_them(named: bool | str, other: bool | str) -> None:
    assert [Is(named).holds(named), Is(named).holds(other)] == [True, False]
    assert [IsNot(named).holds(named), IsNot(named).holds(other)] == [False, True]


@each("span", LIMITS, ids=repr)
@each("value", [True, False, "2", "none"])
def test_a_word_or_a_yes_is_never_compared_with_a_limit(span: NumberSpan, value: bool | str) -> None:
    with pytest.raises(TypeError, match="is not a number"):
        span.holds(value)


@each("span", WORDS, ids=repr)
@each("value", [1, 0, 1.0, Fraction(1)])
def test_a_count_of_one_is_not_a_yes(span: WordSpan, value: float | Fraction) -> None:
    with pytest.raises(TypeError, match="neither a word nor yes or no"):
        span.holds(value)


def test_words_have_no_edge_to_probe() -> None:
    assert [span.edges for span in WORDS] == [()] * len(WORDS)


@each(
    ("written", "span"),
    [
        ('{"at_most": 2}', AtMost(2)),
        ('{"at_least": 80}', AtLeast(80)),
        ('{"less_than": 3}', LessThan(3)),
        ('{"more_than": 0}', MoreThan(0)),
        ('{"between": [18, 75]}', Between((18, 75))),
        ('{"one_of": ["none", "stable"]}', OneOf(("none", "stable"))),
        ('{"is": false}', Is(False)),
        ('{"is_not": "progressive"}', IsNot("progressive")),
    ],
)
def test_each_verb_of_a_file_becomes_its_own_record(written: str, span: Span) -> None:
    assert WrittenSpan.model_validate_json(written).span == span


@each(
    ("code", "span", "sentence"),
    [
        ("ascites", AtMost(1), "at_most does not fit ascites, which is true or false"),
        ("ecog", Is(True), "is does not fit ecog, which is a whole number from 0 to 4"),
        ("ascites", IsNot("no"), "ascites is compared with true or false, not with 'no'"),
        ("lobes", Is("unilober"), "'unilober' is not one of unilobar, bilobar. Did you mean 'unilobar'?"),
        ("lobes", OneOf(("bilobar", "both")), "'both' is not one of unilobar, bilobar."),
        ("lobes", Is(True), "True is not one of unilobar, bilobar."),
    ],
)
def test_a_span_that_does_not_fit_its_fact_is_refused_in_words(code: str, span: Span, sentence: str) -> None:
    with pytest.raises(ValueError, match=r"fit|compared|not one of") as refused:
        check_span(FACTS[code], span)
    assert str(refused.value) == sentence
