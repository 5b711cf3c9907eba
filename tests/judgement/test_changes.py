"""What would open an option and what would close it, for patients of every kind: each change leads where it says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from laws import examples
from patients import patients
from random_patients import HEALTHY, random_patients
from worked import books, option_of

from haic_core.case.fact_kinds import ChoiceFact, NumberFact, Value, YesNoFact, is_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.judgement.changes import Flip, worth_trying
from haic_core.judgement.known import known_facts
from haic_core.judgement.options import Option
from haic_core.judgement.reading import verdict_of
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Modality, Verdict

LAW = examples(20, 1000)
GATED = tuple(modality for modality in Modality if modality is not Modality.SYSTEMIC)
BOOKS = books()
RANK = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.CAUTION: 2, Verdict.MEETS: 3}


def option(modality: Modality, patient: Patient) -> Option:
    return option_of(BOOKS[modality], patient)


@LAW
@given(patients(), st.sampled_from(GATED))
def test_each_change_leads_to_the_verdict_it_names(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    for flip in found.flips:
        assert flip.before == patient.get(flip.fact) and flip.after != flip.before
        assert option(modality, patient.with_fact(flip.fact, flip.after)).verdict is flip.verdict
        assert (RANK[flip.verdict] > RANK[found.verdict]) is flip.opens
    named = [(flip.fact, flip.opens) for flip in found.flips]
    assert len(set(named)) == len(named)


@LAW
@given(patients(), st.sampled_from(GATED))
def test_what_opens_stands_before_what_closes(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    assert found.flips == (*found.opens, *found.closes)
    reached = [RANK[flip.verdict] for flip in found.opens]
    assert reached == sorted(reached, reverse=True)


@LAW
@given(patients(), st.sampled_from(GATED))
def test_nothing_that_cannot_change_is_offered_as_a_change(patient: Patient, modality: Modality) -> None:
    assert not [flip for flip in option(modality, patient).flips if flip.before is not None and FACTS[flip.fact].fixed]


def _can_come(flip: Flip) -> bool:
    """Whether recovery, waiting, treatment or new information could bring a change; written apart from the core."""
    fact = FACTS[flip.fact]
    if flip.before is None:
        return True
    if fact.fixed:
        return False
    if isinstance(fact, YesNoFact):
        return fact.recovers_to is flip.after
    if isinstance(fact, ChoiceFact):
        return (flip.before, flip.after) in fact.recovers
    assert is_number(flip.before) and is_number(flip.after)
    return fact.recovers == ("up" if flip.after > flip.before else "down")


@LAW
@given(patients(), st.sampled_from(GATED))
def test_an_option_opens_only_by_what_can_come(patient: Patient, modality: Modality) -> None:
    assert [flip for flip in option(modality, patient).opens if not _can_come(flip)] == []


@LAW
@given(patients(), st.sampled_from(GATED))
def test_a_fact_not_recorded_opens_an_option_only_into_one_that_can_be_said(
    patient: Patient, modality: Modality
) -> None:
    for flip in option(modality, patient).flips:
        if flip.before is None:
            assert flip.opens and flip.verdict in (Verdict.MEETS, Verdict.CAUTION)


@LAW
@given(patients(), st.sampled_from(GATED))
def test_every_number_named_is_one_that_a_laboratory_prints(patient: Patient, modality: Modality) -> None:
    for flip in option(modality, patient).flips:
        fact = FACTS[flip.fact]
        if isinstance(fact, NumberFact):
            assert is_number(flip.after) and fact.within(flip.after)
            assert (exact(flip.after) / exact(fact.step)).denominator == 1


PAST = (
    "age_years", "prior_taxane", "prior_oxaliplatin", "prior_tace_failure", "prior_liver_resection_or_ablation",
    "prior_hepatic_arterial_chemotherapy", "prior_liver_radiotherapy", "prior_radioembolisation", "primary",
    "hormone_receptor", "her2", "progressed_on_capecitabine",
)  # fmt: skip


@each("code", PAST)
def test_the_past_is_fixed(code: str) -> None:
    assert FACTS[code].fixed


NEVER_BETTER: dict[str, Value] = {
    "prior_lines": 3, "lung_shunt_percent": 25, "life_expectancy_months": 2, "lobes": "bilobar", "hypervascular": False,
    "pregnant": True, "brain_metastases": True,
}  # fmt: skip
"""Facts that are not fixed and yet come no better by waiting: told as recorded, never as what would open."""


@each("code", NEVER_BETTER)
@each("modality", GATED)
def test_no_treatment_makes_fewer_prior_lines_a_lower_shunt_or_another_lobe(code: str, modality: Modality) -> None:
    patient = Patient({**HEALTHY, code: NEVER_BETTER[code]})
    assert code not in [flip.fact for flip in option(modality, patient).opens]


# Patients whom no sensible board would tell to get worse


ABSURD: dict[str, dict[str, Value]] = {
    "solitary, controlled and resectable": {
        "lesion_count": 1, "morphology": "solitary", "lobes": "unilobar", "completely_resectable": True,
        "progressive_on_systemic": False,
    },
    "untreated, no line so far": {"prior_lines": 0, "progressive_on_systemic": False, "prior_taxane": False},
    "few and small": {"lesion_count": 2, "largest_lesion_cm": 1.5, "liver_involvement_percent": 2},
    "progressing outside the liver": {"extrahepatic_disease": "progressive"},
    "little of it recorded": {},
}  # fmt: skip
WORSE: dict[str, tuple[Value, ...]] = {
    "progressive_on_systemic": (True,), "completely_resectable": (False,), "surgical_risk": ("high",),
    "extrahepatic_disease": ("progressive",), "ascites": (True,), "prior_tace_failure": (True,),
    "prior_taxane": (True,), "safe_needle_path": (False,), "portal_vein_thrombosis": (True,),
}  # fmt: skip
UP_IS_WORSE = ("ecog", "prior_lines", "lesion_count", "largest_lesion_cm", "bilirubin_mg_dl", "inr", "creatinine_mg_dl")


@each("name", ABSURD)
@each("modality", GATED)
def test_no_woman_is_told_that_getting_worse_would_open_an_option(name: str, modality: Modality) -> None:
    recorded: Mapping[str, Value] = {**HEALTHY, **ABSURD[name]} if ABSURD[name] else {"primary": "breast", "ecog": 1}
    for flip in option(modality, Patient(recorded)).opens:
        if flip.before is not None:
            assert flip.after not in WORSE.get(flip.fact, ()), flip
            if flip.fact in UP_IS_WORSE:
                assert is_number(flip.after) and is_number(flip.before) and flip.after < flip.before


def test_progressive_disease_outside_the_liver_may_become_stable_and_does_not_vanish() -> None:
    told = {
        flip.after
        for modality in GATED
        for flip in option(modality, Patient({**HEALTHY, "extrahepatic_disease": "progressive"})).opens
        if flip.fact == "extrahepatic_disease"
    }
    assert told <= {"stable"}


# Nothing is left unsaid: what is pruned is tried here, value by value


def _reads_better(before: Sequence[int], after: Sequence[int]) -> bool:
    """Whether a line reads better: to fall out of one list so that another decides is no opening."""
    return any(now > then for then, now in zip(before, after, strict=True))


def _tried(patient: Patient, modality: Modality, code: str) -> Iterator[tuple[Value, bool, Verdict]]:
    """Every value worth trying, whether it can come and reads better on some line, and the verdict judged anew."""
    book = BOOKS[modality]
    lines = _lines(patient, modality)
    for after, better in worth_trying(book, code, patient.get(code), patient.facts):
        supposed = patient.with_fact(code, after)
        facts = known_facts(supposed.facts, book.scores)
        comes = better and (code not in patient or _reads_better(lines, _lines(supposed, modality)))
        yield after, comes, verdict_of(book, book.findings(facts))


def _lines(patient: Patient, modality: Modality) -> list[int]:
    facts = known_facts(patient.facts, BOOKS[modality].scores)
    return [line.judged(facts) for line in BOOKS[modality].lines]


def _somebody(count: int) -> Iterator[Patient]:
    """Random patients, and the woman of the case table with a few facts not recorded or as in one of them."""
    chance = random.Random(7)
    for other in random_patients(count, 7):
        yield other
        facts = {code: value for code, value in HEALTHY.items() if chance.random() > 0.03}
        yield Patient(facts | {code: value for code, value in other.facts.items() if chance.random() < 0.03})


def test_no_change_that_would_open_or_close_is_left_unsaid(request: pytest.FixtureRequest) -> None:
    for patient in _somebody(400 if request.config.getoption("deep") else 8):
        for modality in GATED:
            found = option(modality, patient)
            rank = RANK[found.verdict]
            told = {(flip.fact, flip.opens): (flip.after, flip.verdict) for flip in found.flips}
            for code in (code for code in BOOKS[modality].asked if code not in ULN_OF.values()):
                tried = list(_tried(patient, modality, code))
                least = rank if code in patient else max(rank, RANK[Verdict.UNKNOWN])
                opening = [(after, verdict) for after, comes, verdict in tried if comes and RANK[verdict] > least]
                best = max(opening, key=lambda one: RANK[one[1]], default=None)
                assert told.get((code, True)) == best, (modality, code, dict(patient.facts))
                closing = [(after, verdict) for after, _, verdict in tried if RANK[verdict] < rank]
                worst = closing[0] if closing and code in patient else None
                assert told.get((code, False)) == worst, (modality, code, dict(patient.facts))
