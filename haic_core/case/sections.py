"""The sections of the form: how much of each is recorded, and which fact is not asked as long as another stands so."""

from __future__ import annotations

from collections.abc import Mapping

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, SECTIONS
from haic_core.case.file import STARTING, Case
from haic_core.case.patient import Patient

_ASKED_WHERE: Mapping[str, tuple[str, Value]] = {"portal_vein_extent": ("portal_vein_thrombosis", True)}
"""A fact that only means something where another has a certain value."""


def recorded_in(patient: Patient) -> dict[str, tuple[int, int]]:
    """Of each section, how many facts are recorded and how many there are."""
    own = {section: [code for code, fact in FACTS.items() if fact.section == section] for section in SECTIONS}
    return {section: (sum(patient.knows(code) for code in codes), len(codes)) for section, codes in own.items()}


def waits_for(code: str, patient: Patient) -> tuple[str, Value] | None:
    """The fact and the value without which this one is not asked; None where it is. What is recorded stays open, so
    that it can be taken back."""
    condition = _ASKED_WHERE.get(code)
    if condition is None or patient.knows(code) or patient.get(condition[0]) == condition[1]:
        return None
    return condition


def is_untouched(case: Case) -> bool:
    """Whether nothing would be lost if another case took its place."""
    return dict(case.patient.facts) in ({}, dict(STARTING.patient.facts)) and case.bare() == case
