"""Laws that hold whatever the library prints: of facts recorded later, of documents' order, of milder limits."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from both_rules import Rule, by_core, by_second_rule
from random_patients import (
    doubled_library,
    one_limit_more_lenient,
    one_more_recorded,
    random_patients,
    reversed_library,
)

from haic_core.evidence.library import Library

# By day of the core, which the second rule is held against on 300 patients; by night of the second rule as well.
BOTH = pytest.mark.parametrize("rule", [by_core, pytest.param(by_second_rule, marks=pytest.mark.deep)])


@pytest.fixture(scope="module")
def count(request: pytest.FixtureRequest) -> int:
    """How many patients a law is tried on."""
    return 2000 if request.config.getoption("deep") else 30


@BOTH
def test_a_recorded_failure_is_never_undone_by_one_more_fact(rule: Rule, library: Library, count: int) -> None:
    chance = random.Random(1)
    for patient in random_patients(count, 1):
        more = one_more_recorded(chance, patient)
        before, after = rule(patient, library), rule(more, library)
        undone = [option for option in before if before[option].verdict == "fails" != after[option].verdict]
        assert undone == [], f"{set(more.facts.items()) - set(patient.facts.items())} of {dict(patient.facts)}"


@BOTH
def test_what_was_not_recorded_is_never_absent(rule: Rule, library: Library, count: int) -> None:
    for patient in random_patients(count, 2):
        for option, answer in rule(patient, library).items():
            if option != "systemic" and answer.open:
                assert answer.verdict in ("fails", "unknown"), f"{option} of {dict(patient.facts)}"


@BOTH
def test_the_order_of_documents_changes_nothing(rule: Rule, library: Library, count: int) -> None:
    turned = reversed_library(library)
    for patient in random_patients(count, 3):
        assert rule(patient, turned) == rule(patient, library), dict(patient.facts)


@BOTH
def test_a_document_that_stands_twice_changes_nothing(rule: Rule, library: Library, count: int) -> None:
    doubled = doubled_library(random.Random(4), library)
    for patient in random_patients(count, 4):
        once, twice = rule(patient, library), rule(patient, doubled)
        for option in once:
            lists = {key: finding for key, finding in twice[option].lists.items() if key in once[option].lists}
            assert replace(twice[option], lists=lists) == once[option], f"{option} of {dict(patient.facts)}"


@BOTH
def test_a_more_lenient_limit_takes_nothing_from_anybody(rule: Rule, library: Library, count: int) -> None:
    chance = random.Random(5)
    patients = list(random_patients(count, 5))
    for _ in range(max(5, count // 40)):
        milder, old, new = one_limit_more_lenient(chance, library)
        for patient in chance.sample(patients, 10):
            before, after = rule(patient, library), rule(patient, milder)
            for option in before:
                taken = (before[option].verdict, after[option].verdict)
                told = f"{option}: {old.conditions} to {new.conditions} of {dict(patient.facts)}"
                assert taken[1] != "fails" or taken[0] == "fails", told
                assert taken[0] != "meets" or taken[1] == "meets", told
