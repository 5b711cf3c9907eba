"""Each document's own patients get the verdict that its own lines give them, read without any other document."""

from __future__ import annotations

from pathlib import Path

import pytest
from each import each
from invented import arden, birch, cedar
from worked import changed, facts_of, library, patient_of, source_paths, sources, worked_patients

from haic_core.evidence.criterion import Criterion
from haic_core.evidence.reader import read_source
from haic_core.evidence.source import Source, WorkedPatient
from haic_core.judgement.alone import verdict_alone
from haic_core.words.vocabulary import Design, Extent, Modality, Role, Tier, Verdict

ALL = (*sources(), arden(), birch(), cedar())
SOURCES = each("source", ALL, ids=lambda source: source.key)
IN = {Verdict.MEETS, Verdict.CAUTION}
# Who says whom not to treat, and who says who was treated; a review says both.
OF_LIMITS = {Design.GUIDELINE_OR_LABEL}
OF_BOTH = {Design.NARRATIVE_REVIEW, Design.POOLED_REVIEW}


def shown(source: Source, modality: Modality) -> set[Verdict]:
    return {worked.verdict for worked in source.worked_patient if worked.modality is modality}


def asked(lines: tuple[Criterion, ...]) -> set[str]:
    """The facts that decide, whatever only warns."""
    return {code for line in lines if line.role is not Role.CAUTION for code in line.facts}


@each("path", source_paths(), ids=lambda path: path.stem)
def test_the_strict_reader_takes_every_document(path: Path) -> None:
    assert read_source(path).key == path.stem


INVENTED = [(source, one) for source in (arden(), birch(), cedar()) for one in source.worked_patient]
NAMED = [
    pytest.param(source, worked, id=f"{source.key}: {worked.name}")
    for source, worked in (*worked_patients(), *INVENTED)
]


@each(("source", "worked"), NAMED)
def test_each_worked_patient_gets_the_verdict_her_document_names(source: Source, worked: WorkedPatient) -> None:
    facts = patient_of(source, worked).facts
    assert verdict_alone(source, worked.modality, facts, library().derived) is worked.verdict


@SOURCES
def test_every_option_a_document_has_lines_for_has_a_patient_who_shows_it(source: Source) -> None:
    if source.tier is not Tier.C:
        assert {line.modality for line in (*source.criterion, *source.limit)} <= {
            worked.modality for worked in source.worked_patient
        }


@SOURCES
def test_each_list_whole_or_in_part_shows_someone_in_and_someone_out(source: Source) -> None:
    for one in () if source.tier is Tier.C else source.list_:
        facts = asked(source.criteria_for(one.modality))
        # What only warns lets nobody in, and a list of nothing but the primary leaves nobody of this board out.
        assert shown(source, one.modality) & IN or not facts, f"{source.key}: nobody meets {one.modality.value}"
        if facts - {"primary"}:
            assert Verdict.FAILS in shown(source, one.modality), f"{source.key}: nobody fails {one.modality.value}"


@SOURCES
def test_each_document_with_absolute_limits_shows_someone_whom_they_stop(source: Source) -> None:
    for modality in () if source.tier is Tier.C else Modality:
        if asked(source.limits_for(modality)):
            assert Verdict.FAILS in shown(source, modality), f"{source.key}: nobody is stopped, {modality.value}"


@SOURCES
def test_who_entered_and_whom_not_to_treat_are_held_apart_by_design(source: Source) -> None:
    design = source.study.design
    assert not source.limit or design in OF_LIMITS | OF_BOTH, "a study's exclusion is no contraindication at large"
    assert not source.criterion or design not in OF_LIMITS, "a label does not say who was treated"
    assert all(line.role in (Role.CONTRAINDICATION, Role.CAUTION) for line in source.limit)


def test_what_a_procedure_needs_by_its_nature_is_limits_and_nothing_else() -> None:
    nature = library().conventions
    assert nature.limit and not nature.criterion and not nature.list_


WHOLE = {
    ("breclim2_nct04079049", "resection"), ("nct00019604_rfa_liver", "ablation"), ("hsiao", "haic"),
    ("herlev_haic_nct01387295", "haic"), ("aarts2020", "y90"), ("nct01290536_therasphere_mets", "y90"),
}  # fmt: skip


def test_six_lists_are_whole_and_for_breast_cancer_or_metastases_of_any_origin() -> None:
    """So decided beforehand: everything else is an abstract, one sentence, or printed for another disease."""
    whole = {
        (source.key, one.modality.value) for source in sources() for one in source.list_ if one.extent is Extent.WHOLE
    }
    assert whole == WHOLE


@SOURCES
def test_worked_patients_are_told_apart_by_name_and_need_at_least_one_line(source: Source) -> None:
    names = [worked.name for worked in source.worked_patient]
    assert len(set(names)) == len(names)
    assert not names or source.criterion or source.limit


def test_every_option_but_systemic_has_a_list_somewhere() -> None:
    listed = {one.modality for source in sources() if source.tier is not Tier.C for one in source.list_}
    assert listed >= set(Modality) - {Modality.SYSTEMIC}


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
