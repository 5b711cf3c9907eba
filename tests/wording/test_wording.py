"""Every sentence a person reads: complete, plain, and never deciding for the board."""

from __future__ import annotations

import re
from enum import Enum

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from patients import patients
from worked import book_of, books, fully_met, library, option_of, sources

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.figures import all_figures
from haic_core.judgement.assessment import assess
from haic_core.judgement.changes import Flip
from haic_core.wording import deciding, evidence, judgement, option, phrases
from haic_core.words.vocabulary import Design, DocumentKind, Finding, Modality, Role, Verdict

SOURCES = tuple(sources())
BY_KEY = {source.key: source for source in library().judging}
AARTS_BOOK = book_of(Modality.Y90, [BY_KEY["aarts2020"]])
NAMES = option.judging_names(library())
BOOKS = books()
UNSAID = re.compile(r"recommended|eligible for treatment|your patient will", re.IGNORECASE)


def reads_well(sentence: str) -> None:
    """One line, no doubled or dangling space, no code word, nothing of Python's, nothing that decides."""
    assert sentence.strip() == sentence
    assert "  " not in sentence
    assert "\n" not in sentence
    assert not re.search(r"[a-z]_[a-z]|\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|[{}<>\[\]]", sentence), sentence
    assert not UNSAID.search(sentence)


def rule(**given_parts: object) -> Criterion:
    condition = Condition.model_validate(given_parts)
    return Criterion(modality=Modality.HAIC, role=Role.ENTRY, locator="Table 1", condition=condition)


@each(
    ("condition", "words"),
    [
        ({"fact": "platelets_e9_l", "at_least": 100}, "Platelets at least 100 ×10⁹/L"),
        ({"fact": "bilirubin_mg_dl", "at_most": 1.5, "times_uln": True}, "Bilirubin at most 1.5 × upper limit"),
        ({"fact": "lesion_count", "less_than": 5}, "Number of liver metastases less than 5 lesions"),
        ({"fact": "prior_lines", "at_least": 1}, "Prior systemic lines at least 1 line"),
        ({"fact": "age_years", "between": (18, 75)}, "Age from 18 to 75 years"),
        (
            {"fact": "extrahepatic_disease", "one_of": ("none", "bone_only_stable")},
            "Extrahepatic disease: none or bone only, stable",
        ),
        ({"fact": "ascites", "is": False}, "Ascites: absent"),
        ({"fact": "morphology", "is_not": "diffuse_small_nodular"}, "Morphology: not diffuse small nodular"),
    ],
)
def test_what_a_criterion_asks_is_said_with_its_unit(condition: dict[str, object], words: str) -> None:
    assert judgement.requirement(rule(**condition)) == words


@examples(30, 1000)
@given(patients(), st.sampled_from(list(Modality)))
def test_every_ledger_line_stands_alone_with_paper_place_and_finding(patient: Patient, modality: Modality) -> None:
    for row in option_of(BOOKS[modality], patient).ledger:
        sentence = judgement.ledger_sentence(row, BY_KEY[row.source])
        reads_well(sentence)
        assert sentence.startswith(BY_KEY[row.source].short)
        assert row.criterion.locator in sentence
        assert sentence.endswith(f"– {judgement.finding_said(row)}.")
        assert ("not recorded" in sentence) == (row.finding is Finding.NOT_RECORDED)


@examples(30, 1000)
@given(patients(), st.sampled_from(list(Modality)))
def test_the_four_lines_of_an_option_and_each_change_are_sentences(patient: Patient, modality: Modality) -> None:
    found = option_of(BOOKS[modality], patient)
    four = (
        option.verdict_line(found),
        option.safety_line(found, NAMES),
        option.entry_line(found, NAMES),
        option.next_line(found),
    )
    for line in (*four, deciding.why_sentence(found, NAMES)):
        reads_well(line)
        assert line.endswith(".")
    for flip in found.flips:
        reads_well(judgement.flip_sentence(flip))
        reads_well(option.opening(flip) if flip.opens else option.closing(flip))


@examples(30, 1000)
@given(patients(), st.sampled_from(list(Modality)))
def test_every_line_against_an_option_names_who_asks_and_every_dispute_both_sides(
    patient: Patient, modality: Modality
) -> None:
    found = option_of(BOOKS[modality], patient)
    disputed = deciding.disputed_lines(found, NAMES)
    for line in (*deciding.against_lines(found, NAMES), *disputed):
        reads_well(line.asks)
        reads_well(line.has)
        assert line.keys and line.places and len(line.keys) == len(line.names)
    assert all(line.asks.startswith("not by ") for line in disputed)
    assert all("; allowed by " in line.asks or line.asks.endswith("; no other document limits it") for line in disputed)


@examples(25, 1000)
@given(patients())
def test_the_patient_in_one_line_and_her_cohorts_are_plain_words(patient: Patient) -> None:
    reads_well(judgement.patient_line(dict(patient.facts)))
    for match in assess(patient, library()).evidence:
        reads_well(judgement.match_sentence(match))


def test_the_patient_in_one_line_counts_in_singular_and_plural() -> None:
    facts: dict[str, Value] = {"age_years": 54, "primary": "breast", "prior_lines": 1, "lesion_count": 2}
    assert judgement.patient_line(facts) == "54 years, breast primary, 1 prior line, 2 liver lesions"
    assert judgement.patient_line({"lesion_count": 1, "prior_lines": 0}) == "0 prior lines, 1 liver lesion"
    assert judgement.patient_line({}) == "No facts recorded."


def test_what_is_missing_of_a_multiple_is_named() -> None:
    patient = fully_met(BY_KEY["aarts2020"], Modality.Y90).with_fact("alt_uln_u_l", None)
    rows = option_of(AARTS_BOOK, patient).ledger
    row = next(row for row in rows if "alt_u_l" in row.criterion.facts)
    assert judgement.recorded_value(row) == "ALT, upper limit not recorded"
    bare = next(row for row in option_of(AARTS_BOOK, NOBODY).ledger if "alt_u_l" in row.criterion.facts)
    assert judgement.recorded_value(bare) == "not recorded"


def test_a_multiple_is_told_with_its_upper_limit() -> None:
    patient = Patient({"alt_u_l": 60, "alt_uln_u_l": 35})
    row = next(row for row in option_of(AARTS_BOOK, patient).ledger if "alt_u_l" in row.criterion.facts)
    assert judgement.recorded_value(row) == "60 U/L; upper limit 35 U/L"
    assert row.value == pytest.approx(60 / 35)


def test_a_flip_says_from_where_to_where() -> None:
    told = judgement.flip_sentence(Flip("platelets_e9_l", 82, 100, Verdict.MEETS, True))
    assert "82 ×10⁹/L → 100 ×10⁹/L" in told and judgement.VERDICT_SHORT[Verdict.MEETS] in told
    assert "not recorded → yes" in judgement.flip_sentence(Flip("ascites", None, True, Verdict.FAILS, False))


def test_a_figure_is_told_as_it_is_printed() -> None:
    by_id = {figure.id: figure for figure in all_figures(SOURCES)}
    assert evidence.figure_value(by_id["hsiao/haic:OS:median"]) == "19.3 months (14.7 to 23.8)"
    assert evidence.figure_value(by_id["hsiao/haic:PR:count"]).startswith("18 of 42")
    for figure in by_id.values():
        assert "None" not in evidence.figure_value(figure)


@each(
    ("p", "relation", "words"),
    [
        (0.016, "=", "p = 0.016"),
        (0.001, "<", "p < 0.001"),
        (0.0001, "<", "p < 0.0001"),
        (None, "=", ""),
        (0.05, ">", "p > 0.05"),
        (0.00012, "=", "p = 0.00012"),
        (1e-05, "<", "p < 0.00001"),
        (1.83e-10, "=", "p = 1.83 × 10⁻¹⁰"),
        (2e-07, "=", "p = 2 × 10⁻⁷"),
    ],
)
def test_a_p_value_is_told_with_its_sign(p: float | None, relation: str, words: str) -> None:
    assert evidence.p_value(p, relation) == words


def test_a_list_of_words_is_joined_as_one_says_it() -> None:
    assert [phrases.joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert phrases.joined(["a", "b"], "or") == "a or b"


@each(
    ("words", "codes"),
    [
        (judgement.VERDICT_SHORT, Verdict),
        (judgement.VERDICT_GLYPH, Verdict),
        (judgement.FINDING_WORDS, Finding),
        (judgement.FINDING_GLYPH, Finding),
        (judgement.ROLE_WORDS, Role),
        (evidence.DOCUMENT_WORDS, DocumentKind),
        (evidence.DESIGN_WORDS, Design),
    ],
)
def test_every_code_has_one_word_and_no_two_share_it(words: dict[Enum, str], codes: type[Enum]) -> None:
    assert set(words) == set(codes)
    assert len(set(words.values())) == len(words)
    for word in words.values():
        reads_well(word)


def test_the_intended_use_says_for_whom_and_that_it_decides_nothing() -> None:
    for part in ("health professionals", "Not a medical device", "decides nothing"):
        assert part in phrases.INTENDED_USE
    reads_well(phrases.INTENDED_USE)


def test_a_list_read_in_an_abstract_says_so_where_it_is_called_met() -> None:
    names = judgement.list_names(sources())
    assert all(names[key].endswith(" (abstract only)") for key in ("meloni_2009_rfa", "debdox_70_150_pilot"))
    assert "abstract" not in names["hsiao"]


def test_an_inr_that_stands_for_a_prothrombin_ratio_is_named() -> None:
    rows = option_of(BOOKS[Modality.ABLATION], Patient({"inr": 1.4})).ledger
    told = [judgement.ledger_sentence(row, BY_KEY[row.source]) for row in rows]
    (said,) = [one for one in told if "prothrombin time over control" in one.casefold()]
    assert said.endswith("INR 1.4 – met.")
