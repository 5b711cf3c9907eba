"""The facts a case may hold, in clinical order: code, label, unit, range, definition; and those derived from them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from haic_core.case.fact_kinds import Fact, NumberFact
from haic_core.case.laboratory_facts import LABORATORY_FACTS, LABS
from haic_core.case.liver_facts import FACTS_OF_THE_LIVER, LIVER, PROCEDURE
from haic_core.case.patient_facts import DISEASE, FACTS_OF_THE_PATIENT, PATIENT, PRIMARIES, TREATMENT
from haic_core.words.vocabulary import KnownFrom

__all__ = ["DERIVED", "FACTS", "JUDGED", "LABS", "NUMBERS", "PRIMARIES", "SECTIONS", "ULN_OF", "unit_of"]

SECTIONS = (PATIENT, DISEASE, TREATMENT, LIVER, PROCEDURE, LABS)
_ALL: tuple[Fact, ...] = (*FACTS_OF_THE_PATIENT, *FACTS_OF_THE_LIVER, *LABORATORY_FACTS)

FACTS: Mapping[str, Fact] = MappingProxyType({fact.code: fact for fact in _ALL})
NUMBERS: Mapping[str, NumberFact] = MappingProxyType({fact.code: fact for fact in _ALL if isinstance(fact, NumberFact)})
ULN_OF: Mapping[str, str] = MappingProxyType({code: fact.uln_fact for code, fact in NUMBERS.items() if fact.uln_fact})

DERIVED: Mapping[str, Fact] = MappingProxyType(
    {
        fact.code: fact
        for fact in (
            NumberFact("child_pugh_points", "Child-Pugh points", LABS,
                       "From bilirubin, albumin, INR, ascites and encephalopathy; what is missing spans its points.",
                       5, 15, whole=True, known_from=KnownFrom.BLOOD),
        )
    }
)  # fmt: skip
"""What is never typed but worked out from recorded facts."""

JUDGED: Mapping[str, Fact] = MappingProxyType({**FACTS, **DERIVED})
"""Every fact that a criterion may ask for."""


def unit_of(code: str) -> str:
    """The unit of a fact that is a number; nothing for a choice, yes or no, or a number without one."""
    fact = JUDGED.get(code)
    return fact.unit if isinstance(fact, NumberFact) else ""
