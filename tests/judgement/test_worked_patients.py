"""Each document's own patients get the verdict that the document alone gives them."""

from __future__ import annotations

from pathlib import Path

import pytest
from worked import book_of, changed, facts_of, patient_of, source_paths, sources, worked_patients

from haic_core.evidence.reader import read_source
from haic_core.evidence.source import Source, WorkedPatient
from haic_core.judgement.options import judge_option
from haic_core.words.vocabulary import Modality, Role, Tier, Verdict

SOURCES = pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)


@pytest.mark.parametrize("path", source_paths(), ids=lambda path: path.stem)
def test_the_strict_reader_takes_every_document(path: Path) -> None:
    assert read_source(path).key == path.stem


@pytest.mark.parametrize(
    ("source", "worked"),
    [pytest.param(source, worked, id=f"{source.key}: {worked.name}") for source, worked in worked_patients()],
)
def test_each_worked_patient_gets_the_verdict_her_document_names(source: Source, worked: WorkedPatient) -> None:
    found = judge_option(book_of(worked.modality, [source]), patient_of(source, worked))
    assert found.verdict is worked.verdict, [(row.criterion.facts, row.finding.value) for row in found.deciding]


@SOURCES
def test_every_option_a_document_gives_limits_for_has_a_patient_who_shows_it(source: Source) -> None:
    if source.tier is Tier.C:
        return
    limits = {rule.modality for rule in source.criterion}
    assert limits <= {worked.modality for worked in source.worked_patient}


@SOURCES
def test_each_document_with_a_whole_list_shows_someone_in_and_someone_out(source: Source) -> None:
    for modality in Modality:
        if source.gives_entry_list(modality):
            shown = {worked.verdict for worked in source.worked_patient if worked.modality is modality}
            assert shown & {Verdict.MEETS, Verdict.CAUTION}, f"{source.key}: nobody meets {modality.value}"
            assert Verdict.FAILS in shown, f"{source.key}: nobody fails {modality.value}"


@SOURCES
def test_worked_patients_are_told_apart_by_name_and_need_at_least_one_criterion(source: Source) -> None:
    names = [worked.name for worked in source.worked_patient]
    assert len(set(names)) == len(names)
    assert not names or source.criterion


def test_every_option_but_systemic_has_an_entry_criterion_somewhere() -> None:
    having = {
        rule.modality
        for source in sources()
        if source.tier is not Tier.C
        for rule in source.criterion
        if rule.role is Role.ENTRY
    }
    assert having >= set(Modality) - {Modality.SYSTEMIC}


def test_a_worked_patient_keeps_what_she_is_based_on_and_loses_what_she_is_without() -> None:
    source = changed("hsiao", _some_patients)
    assert facts_of(source, source.worked_patient[1]) == {"age_years": 60}
    for broken in source.worked_patient[2:]:
        with pytest.raises(ValueError, match=r"no worked patient|rest on each other|goes without"):
            facts_of(source, broken)


def _some_patients(raw: dict[str, object]) -> None:
    raw["worked_patient"] = [
        {"name": "first", "modality": "haic", "verdict": "meets", "facts": {"ecog": 1, "age_years": 50}},
        {
            "name": "second",
            "modality": "haic",
            "verdict": "meets",
            "based_on": "first",
            "without": ["ecog"],
            "facts": {"age_years": 60},
        },
        {"name": "lost", "modality": "haic", "verdict": "meets", "based_on": "nobody"},
        {"name": "round", "modality": "haic", "verdict": "meets", "based_on": "round"},
        {"name": "bare", "modality": "haic", "verdict": "meets", "based_on": "first", "without": ["her2"]},
    ]
