"""What the verdicts may and may not conclude, for every option and for patients of every kind."""

from __future__ import annotations

import random

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject
from invented import document, known_ground
from laws import examples
from patients import FACT_VALUES, patients
from worked import book_of, books, option_of

from haic_core.case.facts import FACTS
from haic_core.case.patient import NOBODY, Patient
from haic_core.judgement.ask_next import ask_next
from haic_core.judgement.findings import OPEN, UNMET
from haic_core.judgement.known import TOLD_BY, known_facts
from haic_core.judgement.options import Option
from haic_core.judgement.reading import read_option, supposed_facts, verdict_of
from haic_core.words.vocabulary import (
    EntryReading,
    Finding,
    KnownFrom,
    Modality,
    Role,
    SafetyReading,
    Standing,
    Verdict,
)

OPTIONS = pytest.mark.parametrize("modality", list(Modality), ids=lambda modality: modality.value)
LAW = examples(20, 1000)
GATED = tuple(modality for modality in Modality if modality is not Modality.SYSTEMIC)
BOOKS = books()


def option(modality: Modality, patient: Patient) -> Option:
    return option_of(BOOKS[modality], patient)


# The table of safety and entry


TABLE = {
    (SafetyReading.STOPPED, None): {Verdict.FAILS},
    (None, EntryReading.NONE): {Verdict.UNKNOWN},
    (None, EntryReading.OUTSIDE): {Verdict.FAILS},
    (None, EntryReading.OPEN): {Verdict.UNKNOWN},
    (SafetyReading.OPEN, EntryReading.ADMITTED): {Verdict.UNKNOWN},
    (SafetyReading.OPEN, EntryReading.PARTLY): {Verdict.UNKNOWN},
    (SafetyReading.CLEAR, EntryReading.PARTLY): {Verdict.CAUTION},
    (SafetyReading.CLEAR, EntryReading.ADMITTED): {Verdict.MEETS, Verdict.CAUTION},
}
"""None stands for any safety, or any entry; the first row that fits."""


@LAW
@given(patients(), st.sampled_from(GATED))
def test_the_verdict_is_the_one_in_the_table_of_safety_and_entry(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    read = found.safety.reading, found.entry.reading
    allowed = next(allowed for row, allowed in TABLE.items() if all(x in (None, y) for x, y in zip(row, read)))
    if found.entry.reading is EntryReading.OUTSIDE and not patient.knows("primary") and not found.safety.stopped:
        allowed = {Verdict.UNKNOWN}
    assert found.verdict in allowed
    assert (found.standing is None) == (found.verdict is not Verdict.UNKNOWN)


@LAW
@given(patients(), st.sampled_from(GATED))
def test_who_is_admitted_meets_unless_a_caution_a_dispute_or_a_fact_beyond_all_is_recorded(
    patient: Patient, modality: Modality
) -> None:
    found = option(modality, patient)
    if (found.safety.reading, found.entry.reading) == (SafetyReading.CLEAR, EntryReading.ADMITTED):
        warned = any(row.criterion.role is Role.CAUTION and row.finding is Finding.NOT_MET for row in found.ledger)
        doubted = warned or found.safety.disputed or found.safety.beyond_all
        assert found.verdict is (Verdict.CAUTION if doubted else Verdict.MEETS)


@OPTIONS
def test_an_empty_case_is_unknown_for_every_option_but_carrying_on(modality: Modality) -> None:
    found = option(modality, NOBODY)
    systemic = modality is Modality.SYSTEMIC
    assert found.verdict is (Verdict.MEETS if systemic else Verdict.UNKNOWN)
    assert found.standing is (None if systemic else Standing.TOO_LITTLE)


@each("modality", GATED)
def test_an_option_no_document_speaks_of_is_unknown_and_never_met(modality: Modality) -> None:
    well = known_ground(completely_resectable=True, safe_needle_path=True)
    found = option_of(book_of(modality, []), well)
    assert (found.safety.reading, found.entry.reading) == (SafetyReading.CLEAR, EntryReading.NONE)
    assert found.verdict is Verdict.UNKNOWN


@LAW
@given(patients())
def test_carrying_on_is_never_closed_and_never_waits(patient: Patient) -> None:
    found = option(Modality.SYSTEMIC, patient)
    assert found.verdict in (Verdict.MEETS, Verdict.CAUTION)
    assert (found.standing, found.missing, found.flips) == (None, (), ())


# What is told of a patient


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_a_fact_that_is_not_known_never_appears_as_met_or_unmet(patient: Patient, modality: Modality) -> None:
    facts = known_facts(patient.facts, BOOKS[modality].scores)
    for row in option(modality, patient).ledger:
        known = [all(code in facts for code in condition.facts) for condition in row.criterion.conditions]
        if row.finding is Finding.MET:
            assert any(known)
        if row.finding is Finding.NOT_MET:
            assert all(known)
        own = {code: patient.facts[code] for code in row.criterion.facts if code in patient}
        # Where none of its own is recorded, the one it is read from is told: the INR for a prothrombin ratio.
        read_from = [TOLD_BY.get(code, "") for code in row.criterion.facts if code in facts]
        told = own or {code: patient.facts[code] for code in read_from if code in patient}
        assert dict(row.recorded) == told
        assert not row.not_yet or row.finding is Finding.NOT_MET


@LAW
@given(patients(), st.sampled_from(list(Modality)), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(patient: Patient, modality: Modality, shuffle: random.Random) -> None:
    listed = list(patient.facts.items())
    shuffle.shuffle(listed)
    turned, found = option(modality, Patient(dict(listed))), option(modality, patient)
    assert turned.ledger == found.ledger
    assert (turned.verdict, turned.safety, turned.entry, turned.missing, turned.flips) == (
        (found.verdict, found.safety, found.entry, found.missing, found.flips)
    )


@LAW
@given(patients(), st.sampled_from(GATED))
def test_missing_names_facts_that_are_not_recorded_each_once_and_only_while_the_option_can_open(
    patient: Patient, modality: Modality
) -> None:
    found = option(modality, patient)
    assert len(set(found.missing)) == len(found.missing)
    # Child-Pugh points stand for themselves where all that they are worked out from is recorded.
    assert not [code for code in found.missing if code in patient]
    if found.verdict is Verdict.FAILS:
        assert found.missing == ()
    if found.verdict in (Verdict.MEETS, Verdict.CAUTION):
        assert found.missing == () and found.safety.open == ()


@LAW
@given(patients(), st.sampled_from(GATED))
def test_what_its_safety_waits_for_is_missing_first(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    if found.verdict is Verdict.UNKNOWN:
        assert found.missing[: len(found.safety.open)] == found.safety.open


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_a_verdict_can_name_the_rows_behind_it(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    told = {row.finding for row in found.deciding if not row.not_yet}
    if found.verdict is Verdict.MEETS:
        assert found.deciding == ()
    elif found.verdict is Verdict.UNKNOWN:
        assert told <= {Finding.NOT_RECORDED}
    else:
        assert told <= {Finding.NOT_MET}


@LAW
@given(patients())
def test_what_is_asked_next_is_what_undecided_options_wait_for_the_most_waited_for_first(patient: Patient) -> None:
    options = [option(modality, patient) for modality in Modality]
    waiting = [set(one.missing) & set(FACTS) for one in options if one.verdict is Verdict.UNKNOWN]
    asked = ask_next(options)
    assert set(asked) == set().union(*waiting) and len(set(asked)) == len(asked)
    cost = list(KnownFrom)
    order = [(-sum(code in one for one in waiting), cost.index(FACTS[code].known_from)) for code in asked]
    assert order == sorted(order)


# The fast path: a supposed change exchanges only what depends on it


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_the_quick_verdict_is_the_one_of_the_whole_reading(patient: Patient, modality: Modality) -> None:
    book = BOOKS[modality]
    facts = known_facts(patient.facts, book.scores)
    findings = book.findings(facts)
    assert verdict_of(book, findings) is read_option(book, findings, facts).verdict


@examples(30, 2000)
@given(patients(), st.sampled_from(list(Modality)), st.data())
def test_findings_after_a_change_are_those_of_the_changed_patient(
    patient: Patient, modality: Modality, data: DataObject
) -> None:
    book = BOOKS[modality]
    facts = known_facts(patient.facts, book.scores)
    findings = book.findings(facts)
    for code in data.draw(st.lists(st.sampled_from(list(FACTS)), min_size=1, max_size=8, unique=True)):
        value = data.draw(FACT_VALUES[code])
        changed = supposed_facts(book, facts, patient.facts, code, value)
        assert changed == known_facts(patient.with_fact(code, value).facts, book.scores), code
        assert book.findings_with(findings, changed, code) == book.findings(changed), code


@each(
    ("recorded", "code", "value"),
    [
        ({"inr": 2.9, "pt_times_control": 1.6}, "pt_times_control", 1.5),
        ({"lung_dose_gy": 40, "prior_radioembolisation": False}, "lung_dose_cumulative_gy", 20),
        ({"weeks_since_systemic": 6}, "weeks_since_chemotherapy", 2),
    ],
)
def test_a_supposed_value_that_another_fact_overrules_is_read_as_if_it_were_recorded(
    recorded: dict[str, float | bool], code: str, value: float
) -> None:
    patient, book = Patient(recorded), BOOKS[Modality.Y90]
    facts = known_facts(patient.facts, book.scores)
    supposed = supposed_facts(book, facts, patient.facts, code, value)
    assert supposed == known_facts(patient.with_fact(code, value).facts, book.scores)


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_each_finding_of_the_book_is_that_of_its_line(patient: Patient, modality: Modality) -> None:
    book = BOOKS[modality]
    facts = known_facts(patient.facts, book.scores)
    findings = book.findings(facts)
    for at, line in enumerate(book.lines):
        told = {(findings.unmet >> seat & 1, findings.open >> seat & 1) for seat in book.seats.of_line[at]}
        assert told == {(int(line.judged(facts) == UNMET), int(line.judged(facts) == OPEN))}


def test_a_document_of_context_only_decides_nothing() -> None:
    lines = [{"modality": "haic", "fact": "ecog", "at_most": 2}]
    limit = [{"modality": "haic", "fact": "ascites", "is": False}]
    context = document("context", lines, limit, tier="C")
    found = option_of(book_of(Modality.HAIC, [context]), known_ground(ascites=True))
    assert (found.verdict, found.entry.reading, found.entry.lists) == (Verdict.UNKNOWN, EntryReading.NONE, ())
    assert {row.source for row in found.ledger} == {"conventions"}
