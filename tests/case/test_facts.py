"""What each kind of fact allows: a number within its range, one of the words, yes or no."""

from __future__ import annotations

from fractions import Fraction

import pytest
from each import each

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact, as_number, is_number, spoken
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF, unit_of
from haic_core.words.refusal import Refusal

SIZE = NumberFact("size_cm", "Size", "Liver", "Longest diameter.", 0.1, 30, 0.1, "cm")
COUNT = NumberFact("count", "Count", "Liver", "Counted.", 1, 200, 1, "lesions", whole=True)
LOBES = ChoiceFact("lobes", "Lobes", "Liver", "Lobes with metastases.", ("unilobar", "bilobar"))
ASCITES = YesNoFact("ascites", "Ascites", "Liver", "Clinical or on imaging.")


@each(
    ("fact", "allowed"),
    [
        (SIZE, "a number from 0.1 to 30 cm"),
        (COUNT, "a whole number from 1 to 200 lesions"),
        (LOBES, "one of unilobar, bilobar"),
        (ASCITES, "true or false"),
    ],
)
def test_each_fact_says_what_it_allows(fact: Fact, allowed: str) -> None:
    assert fact.allowed == allowed


@each(
    ("fact", "value"),
    [(SIZE, 0.1), (SIZE, 30), (SIZE, 4.25), (COUNT, 1), (COUNT, 200), (LOBES, "bilobar"), (ASCITES, False)],
)
def test_a_value_at_the_end_of_the_range_or_of_the_list_is_read_as_it_is(fact: Fact, value: Value) -> None:
    read = fact.read(value, "case.json")
    assert read == value and type(read) is type(value)


def test_a_whole_number_written_with_a_point_is_read_as_whole() -> None:
    read = COUNT.read(3.0, "case.json")
    assert read == 3 and type(read) is int


@each(
    ("fact", "value"),
    [
        (SIZE, 0.09),
        (SIZE, 30.1),
        (SIZE, float("nan")),
        (SIZE, float("inf")),
        (SIZE, 10**400),
        (SIZE, "4"),
        (SIZE, True),
        (COUNT, 0),
        (COUNT, 201),
        (COUNT, 2.5),
        (COUNT, True),
        (LOBES, "both"),
        (LOBES, True),
        (LOBES, 1),
        (LOBES, ["bilobar"]),
        (ASCITES, 1),
        (ASCITES, 0),
        (ASCITES, "yes"),
    ],
)
def test_what_is_out_of_range_out_of_the_list_or_of_another_kind_is_refused(fact: Fact, value: object) -> None:
    with pytest.raises(Refusal, match=f"^case.json: {fact.code} must be {fact.allowed}, but .* was found"):
        fact.read(value, "case.json")


def test_a_mistyped_word_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(Refusal, match=r"but 'unilober' was found\. Did you mean 'unilobar'\?"):
        LOBES.read("unilober", "case.json")


def test_true_and_false_are_not_numbers() -> None:
    assert not is_number(True) and not is_number(False) and not is_number("1")
    assert is_number(1) and is_number(0.5)
    assert as_number(1.8) == Fraction(9, 5)
    for value in (True, False, "1"):
        with pytest.raises(TypeError, match="is not a number"):
            as_number(value)


def test_an_exact_number_is_typed_as_a_case_file_holds_it() -> None:
    assert SIZE.typed(Fraction(5, 2)) == 2.5 and type(SIZE.typed(Fraction(3))) is int
    assert type(COUNT.typed(Fraction(3))) is int
    assert [SIZE.within(Fraction(end)) for end in ("0.0999", "0.1", "30", "30.001")] == [False, True, True, False]


def test_only_numbers_have_a_unit_and_an_upper_limit_of_normal() -> None:
    assert unit_of("platelets_e9_l") == "10^9/L" and unit_of("ascites") == unit_of("lobes") == unit_of("inr") == ""
    assert set(NUMBERS) == {code for code, fact in FACTS.items() if isinstance(fact, NumberFact)}
    assert set(ULN_OF) | set(ULN_OF.values()) <= set(NUMBERS)


@each(
    ("value", "said"),
    [(True, "yes"), (False, "no"), ("bone_only_stable", "bone only, stable"), (3.0, "3"), (2.5, "2.5")],
)
def test_a_value_is_read_aloud(value: Value, said: str) -> None:
    assert spoken(value) == said
