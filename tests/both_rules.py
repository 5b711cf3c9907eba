"""The core's answer in the words of the second rule, so that both can stand side by side."""

from __future__ import annotations

from collections.abc import Callable

from second_rule import Answer, judged

from haic_core.case.patient import Patient
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import readings


def by_core(patient: Patient, library: Library) -> dict[str, Answer]:
    """What the core says of each option."""
    return {
        modality.value: Answer(
            read.verdict.value,
            read.safety.reading.value,
            _codes(read.safety.stopped),
            _codes(read.safety.disputed),
            _codes(read.safety.beyond_all),
            _codes(read.safety.open),
            read.entry.reading.value,
            {one.source: one.finding.value for one in read.entry.lists},
            None if read.standing is None else read.standing.value,
        )
        for modality, read in next(readings([patient], library)).items()
    }


def by_second_rule(patient: Patient, library: Library) -> dict[str, Answer]:
    """What the second rule says of each option."""
    return judged(patient.facts, library)


Rule = Callable[[Patient, Library], dict[str, Answer]]
RULES: tuple[Rule, ...] = (by_core, by_second_rule)


def _codes(codes: tuple[str, ...]) -> frozenset[str]:
    if len(set(codes)) != len(codes):
        raise ValueError(f"a fact is told twice: {', '.join(codes)}")
    return frozenset(codes)
