"""Two rules, written apart from one description, say the same of random patients: verdict, safety, entry, standing."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from both_rules import by_core, by_second_rule
from each import each
from random_patients import random_patients

from haic_core.evidence.library import Library


def disagreement(library: Library, count: int, seed: int) -> str:
    """The first random patient of whom the rules differ: her facts, the option and what each says; '' if none."""
    for patient in random_patients(count, seed):
        core, second = by_core(patient, library), by_second_rule(patient, library)
        for option in second:
            ours, theirs = asdict(core[option]), asdict(second[option])
            differing = {field: (ours[field], theirs[field]) for field in ours if ours[field] != theirs[field]}
            if differing:
                return f"{option}: core and second rule differ in {differing}\nof {dict(patient.facts)}"
    return ""


@each("seed", range(2))
def test_both_rules_say_the_same_of_seventy_five_random_patients(library: Library, seed: int) -> None:
    assert disagreement(library, 75, seed) == ""


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 200))
def test_both_rules_say_the_same_of_a_thousand_more(library: Library, seed: int) -> None:
    assert disagreement(library, 1000, seed) == ""
