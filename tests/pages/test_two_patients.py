"""Two people at one server, each with a patient of her own: whatever they do in whatever order, nothing is mixed up."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest
from case_form import field as fact_field
from case_form import press, shown
from screens import in_address, opened
from streamlit.testing.v1 import AppTest

from haic_core.case.fact_kinds import Value
from haic_core.case.file import STARTING
from haic_core.case.patient import Patient

TYPED = {"age_years": range(40, 80), "platelets_e9_l": range(100, 300), "alt_u_l": range(20, 90)}
LETTER = "I present a {}-year-old woman with liver metastases of breast cancer. ECOG 1. Platelets {} G/L."


@dataclass
class Person:
    """One session, what its case must hold, and the steps that lead back."""

    at: AppTest
    facts: dict[str, Value] = field(default_factory=lambda: dict(STARTING.patient.facts))
    before: list[dict[str, Value]] = field(default_factory=list)

    def changed(self, **facts: Value) -> None:
        if self.facts | facts != self.facts:
            self.before.append(self.facts)
            self.facts = self.facts | facts

    def types(self, chance: random.Random) -> None:
        shown(self.at, "Way in").set_value("Form").run()
        code = chance.choice(list(TYPED))
        value = chance.choice(TYPED[code])
        fact_field(self.at, code).set_value(str(value)).run()
        self.changed(**{code: value})

    def answers(self, chance: random.Random) -> None:
        shown(self.at, "Way in").set_value("Form").run()
        value = chance.random() < 0.5
        fact_field(self.at, "ascites").set_value(value).run()
        self.changed(ascites=value)

    def pastes(self, chance: random.Random) -> None:
        age, platelets = chance.choice(TYPED["age_years"]), chance.choice(TYPED["platelets_e9_l"])
        shown(self.at, "Way in").set_value("Paste or open").run()
        self.at.text_area[0].set_value(LETTER.format(age, platelets)).run()
        read = {"age_years": age, "ecog": 1, "platelets_e9_l": platelets}
        new = {code: value for code, value in read.items() if code not in self.facts}
        takes = [button for button in self.at.button if button.label.startswith(("Take all", "Take it"))]
        assert bool(takes) == bool(new)
        if takes:
            takes[0].click().run()
            self.changed(**new)

    def takes_back(self, _: random.Random) -> None:
        if self.before:
            press(self.at, "Undo")
            self.facts = self.before.pop()

    def holds(self) -> bool:
        case = in_address(self.at)
        return (case.patient if case else STARTING.patient) == Patient(self.facts)


def interleaved(seed: int, steps: int) -> None:
    """Two people take turns as chance has it; after each step both cases are what they must be."""
    chance = random.Random(seed)
    people = [Person(opened()), Person(opened())]
    for step in range(steps):
        one = chance.choice(people)
        act = chance.choice([one.types, one.answers, one.pastes, one.takes_back])
        act(chance)
        assert all(person.holds() for person in people), (seed, step, act.__name__)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_people_with_two_patients_never_see_each_others_facts(seed: int) -> None:
    interleaved(seed, 6)


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_interleavings_of_two_people_mix_nothing_up(seed: int) -> None:
    interleaved(seed, 8)
