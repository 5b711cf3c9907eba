"""What the verdicts may and may not conclude, for every option and for patients of every kind."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject
from laws import examples
from patients import FACT_VALUES, NEAR_BOUNDS, patients
from worked import book_of, fully_met, sources

from haic_core.case.fact_kinds import NumberFact, Value, is_number
from haic_core.case.facts import FACTS, NUMBERS
from haic_core.case.patient import NOBODY, Patient
from haic_core.evidence.source import Source
from haic_core.evidence.span import AtLeast, AtMost, LessThan, MoreThan
from haic_core.judgement.ask_next import ask_next
from haic_core.judgement.findings import judge, judge_condition
from haic_core.judgement.options import Option, judge_option
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.vocabulary import Finding, Modality, Role, Tier, Verdict

SOURCES = tuple(sources())
SPEAKING = tuple(source for source in SOURCES if source.tier is not Tier.C)
OPTIONS = pytest.mark.parametrize("modality", list(Modality), ids=lambda modality: modality.value)
LAW = examples(30, 1000)
GATED = tuple(modality for modality in Modality if modality is not Modality.SYSTEMIC)


BOOKS = {modality: book_of(modality, SOURCES) for modality in Modality}


def verdict(modality: Modality, patient: Patient) -> Verdict:
    return BOOKS[modality].verdict(BOOKS[modality].findings(patient))


def option(modality: Modality, patient: Patient) -> Option:
    return judge_option(BOOKS[modality], patient)


def contraindicated(modality: Modality, patient: Patient) -> bool:
    """Whether a recorded fact breaks a contraindication, judged apart from the verdict."""
    return any(
        rule.role is Role.CONTRAINDICATION and judge(rule, patient) is Finding.NOT_MET
        for source in SPEAKING
        for rule in source.criteria_for(modality)
    )


def some_whole_list_is_met(modality: Modality, patient: Patient) -> bool:
    """Whether one document prints a list without gaps and the patient meets all of it."""
    for source in SPEAKING:
        rules = [rule for rule in source.criteria_for(modality) if rule.role is not Role.CAUTION]
        gaps = any(said.blocks for said in source.open_statement if said.modality is modality)
        findings = [(rule.if_recorded, judge(rule, patient)) for rule in rules]
        met = all(finding is Finding.MET or (ours and finding is Finding.NOT_RECORDED) for ours, finding in findings)
        if met and not gaps and any(rule.role is Role.ENTRY for rule in rules):
            return True
    return False


@OPTIONS
def test_an_empty_case_is_unknown_for_every_option_but_carrying_on(modality: Modality) -> None:
    assert verdict(modality, NOBODY) is (Verdict.MEETS if modality is Modality.SYSTEMIC else Verdict.UNKNOWN)


@OPTIONS
def test_an_option_no_document_speaks_of_is_unknown_and_never_met(modality: Modality) -> None:
    assert judge_option(RuleBook.of(modality, []), fully_met(SOURCES[0], Modality.Y90)).verdict is Verdict.UNKNOWN


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_a_fact_not_recorded_never_appears_as_met_or_unmet(patient: Patient, modality: Modality) -> None:
    for row in option(modality, patient).ledger:
        known = [condition for condition in row.criterion.conditions if all(map(patient.knows, condition.facts))]
        if row.finding is Finding.MET:
            assert any(judge_condition(condition, patient) is Finding.MET for condition in known)
        if row.finding is Finding.NOT_MET:
            assert len(known) == len(row.criterion.conditions)
        assert dict(row.recorded) == {code: patient.get(code) for code in row.criterion.facts if patient.knows(code)}


@LAW
@given(patients(), st.sampled_from(GATED))
def test_meets_and_caution_rest_on_one_documents_whole_list(patient: Patient, modality: Modality) -> None:
    reached = verdict(modality, patient)
    if contraindicated(modality, patient):
        assert reached is Verdict.FAILS
    else:
        assert (reached in (Verdict.MEETS, Verdict.CAUTION)) == some_whole_list_is_met(modality, patient)


@LAW
@given(patients())
def test_carrying_on_is_never_closed_by_a_missing_fact(patient: Patient) -> None:
    closed = contraindicated(Modality.SYSTEMIC, patient)
    assert verdict(Modality.SYSTEMIC, patient) in ({Verdict.FAILS} if closed else {Verdict.MEETS, Verdict.CAUTION})


@LAW
@given(patients(), st.sampled_from(list(Modality)), st.data())
def test_a_contraindication_stays_whatever_else_becomes_known(
    patient: Patient, modality: Modality, data: DataObject
) -> None:
    if not contraindicated(modality, patient):
        return
    unknown = [code for code in FACTS if not patient.knows(code)]
    if unknown:
        code = data.draw(st.sampled_from(unknown))
        assert verdict(modality, patient.with_fact(code, data.draw(FACT_VALUES[code]))) is Verdict.FAILS


@LAW
@given(patients(), st.sampled_from(GATED), st.data())
def test_forgetting_a_fact_never_turns_unknown_into_met(patient: Patient, modality: Modality, data: DataObject) -> None:
    if verdict(modality, patient) is Verdict.UNKNOWN and patient.facts:
        code = data.draw(st.sampled_from(list(patient.facts)))
        assert verdict(modality, patient.with_fact(code, None)) is Verdict.UNKNOWN


@LAW
@given(patients(), st.sampled_from(list(Modality)), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(patient: Patient, modality: Modality, shuffle: random.Random) -> None:
    listed = list(patient.facts.items())
    shuffle.shuffle(listed)
    assert option(modality, Patient(dict(listed))) == option(modality, patient)


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_the_quick_verdict_is_the_one_with_the_ledger(patient: Patient, modality: Modality) -> None:
    assert verdict(modality, patient) is option(modality, patient).verdict


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_missing_names_exactly_the_facts_that_unrecorded_criteria_wait_for(
    patient: Patient, modality: Modality
) -> None:
    found = option(modality, patient)
    waiting = {code for row in found.ledger if row.finding is Finding.NOT_RECORDED for code in row.criterion.facts}
    assert set(found.missing) == {code for code in waiting if not patient.knows(code)}
    assert len(set(found.missing)) == len(found.missing)
    assert found.provisional == (bool(found.missing) and found.verdict in (Verdict.MEETS, Verdict.CAUTION))


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_a_verdict_can_name_the_rows_behind_it(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    wanted = {Verdict.FAILS: Finding.NOT_MET, Verdict.CAUTION: Finding.NOT_MET, Verdict.UNKNOWN: Finding.NOT_RECORDED}
    if found.verdict is Verdict.MEETS:
        assert found.deciding == ()
    else:
        assert {row.finding for row in found.deciding} <= {wanted[found.verdict]}
    if found.verdict in (Verdict.FAILS, Verdict.CAUTION):
        assert found.deciding


# What would change the verdict


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_each_flip_leads_to_the_verdict_it_names(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    for flip in found.flips:
        assert flip.before == patient.get(flip.fact) and flip.after != flip.before
        assert flip.verdict is not found.verdict
        assert verdict(modality, patient.with_fact(flip.fact, flip.after)) is flip.verdict
    named = [(flip.fact, flip.verdict) for flip in found.flips]
    assert len(set(named)) == len(named)


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_no_smaller_change_than_a_flip_would_do(patient: Patient, modality: Modality) -> None:
    for flip in option(modality, patient).flips:
        fact = FACTS[flip.fact]
        if not isinstance(fact, NumberFact) or flip.before is None:
            continue
        before, after = flip.before, flip.after
        assert is_number(before) and is_number(after)
        nearer = round(after + (fact.step if after < before else -fact.step), 6)
        if min(before, after) < nearer < max(before, after):
            nearer = int(nearer) if fact.whole else nearer
            assert verdict(modality, patient.with_fact(flip.fact, nearer)) is not flip.verdict


@LAW
@given(patients(), st.sampled_from(list(Modality)))
def test_nothing_that_cannot_change_is_offered_as_a_change(patient: Patient, modality: Modality) -> None:
    assert not [flip for flip in option(modality, patient).flips if flip.before is not None and FACTS[flip.fact].fixed]


def _one_limit_missed() -> Iterator[object]:
    """A patient who meets a whole list but for one number, three steps past its bound, and where the limit lies."""
    for source in SPEAKING:
        for modality in filter(source.gives_entry_list, GATED):
            met = fully_met(source, modality)
            for condition in (rule.condition for rule in source.criteria_for(modality) if rule.condition):
                fact, span = FACTS[condition.fact], condition.span
                if not isinstance(fact, NumberFact) or not isinstance(span, AtMost | LessThan | AtLeast | MoreThan):
                    continue
                if condition.times_uln:
                    continue
                up = isinstance(span, AtMost | LessThan)
                strict = isinstance(span, LessThan | MoreThan)
                step = fact.step if up else -fact.step
                missed = round(span.bound + 3 * step, 6)
                if fact.low <= missed <= fact.high and not fact.fixed:
                    limit = round(span.bound - (step if strict else 0), 6)
                    yield pytest.param(
                        source,
                        modality,
                        met.with_fact(fact.code, missed),
                        fact.code,
                        limit,
                        id=f"{source.key} {modality.value} {fact.code}",
                    )


@pytest.mark.parametrize(("source", "modality", "patient", "code", "limit"), list(_one_limit_missed()))
def test_the_only_number_missed_is_offered_at_the_printed_limit_itself(
    source: Source, modality: Modality, patient: Patient, code: str, limit: float
) -> None:
    found = judge_option(book_of(modality, [source]), patient)
    assert found.verdict is Verdict.FAILS
    assert [flip.after for flip in found.flips if flip.fact == code and flip.verdict is Verdict.MEETS] == [limit]


def _enumerable(patient: Patient) -> list[str]:
    return [code for code in patient if (code not in NUMBERS or NUMBERS[code].whole) and not FACTS[code].fixed]


@examples(30, 1000)
@given(patients(), st.sampled_from(GATED))
def test_no_single_change_of_a_recorded_fact_is_left_unsaid(patient: Patient, modality: Modality) -> None:
    found = option(modality, patient)
    for code in _enumerable(patient):
        fact = FACTS[code]
        every: Sequence[Value] = (
            range(int(fact.low), int(fact.high) + 1) if isinstance(fact, NumberFact) else fact.answers
        )
        reached = {verdict(modality, patient.with_fact(code, value)) for value in every} - {found.verdict}
        assert {flip.verdict for flip in found.flips if flip.fact == code} == reached, code


@LAW
@given(patients(), st.sampled_from(GATED))
def test_a_flip_of_a_fact_not_recorded_names_only_what_would_settle_the_option(
    patient: Patient, modality: Modality
) -> None:
    for flip in option(modality, patient).flips:
        if flip.before is None:
            assert flip.verdict in (Verdict.MEETS, Verdict.CAUTION)


# What to ask next


def _tried(code: str, patient: Patient) -> list[Value]:
    """Values of a fact on every side of every bound; for an upper limit also what makes a small multiple large."""
    fact = FACTS[code]
    if not isinstance(fact, NumberFact):
        return list(fact.answers)
    limit = patient.get(fact.uln_fact) if fact.uln_fact else None
    multiples = [limit * times for times in (1, 6)] if is_number(limit) and limit else []
    bounds = dict.fromkeys((fact.low, fact.high, *NEAR_BOUNDS.get(code, ())))
    return [*bounds, *(value for value in multiples if value <= fact.high)]


def _could_settle(code: str, patient: Patient, undecided: list[Modality]) -> int:
    """How many undecided options some value of this one fact would decide, tried value by value."""
    changed = [patient.with_fact(code, value) for value in _tried(code, patient)]
    return sum(any(verdict(modality, one) is not Verdict.UNKNOWN for one in changed) for modality in undecided)


@examples(12, 300)
@given(patients())
def test_the_first_question_would_settle_at_least_as_many_options_as_any_other(patient: Patient) -> None:
    options = [option(modality, patient) for modality in Modality]
    asked = ask_next(options, BOOKS, patient)
    assert not [code for code in asked if patient.knows(code)]
    assert set(asked) == {code for one in options for code in one.missing}
    if asked:
        undecided = [one.modality for one in options if one.verdict is Verdict.UNKNOWN]
        settled = {code: _could_settle(code, patient, undecided) for code in asked}
        assert settled[asked[0]] == max(settled.values()), settled


def test_an_upper_limit_that_would_settle_two_options_is_asked_before_a_fact_that_settles_one() -> None:
    by_key = {source.key: source for source in SOURCES}
    both = [by_key["hsiao"], by_key["aarts2020"]]
    facts = {**fully_met(both[0], Modality.HAIC).facts, **fully_met(both[1], Modality.Y90).facts, "alt_u_l": 400}
    patient = Patient({code: value for code, value in facts.items() if code not in ("alt_uln_u_l", "karnofsky")})
    books = {modality: book_of(modality, both) for modality in (Modality.HAIC, Modality.Y90)}
    options = [judge_option(book, patient) for book in books.values()]
    assert [one.verdict for one in options] == [Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert ask_next(options, books, patient) == ("alt_uln_u_l", "karnofsky")


def test_a_blocked_list_alone_keeps_an_option_open_but_does_not_keep_a_failed_one_open() -> None:
    review = next(source for source in SOURCES if source.key == "haic_review2025")
    hsiao = next(source for source in SOURCES if source.key == "hsiao")
    assert not review.gives_entry_list(Modality.HAIC) and hsiao.gives_entry_list(Modality.HAIC)
    patient = Patient({**fully_met(hsiao, Modality.HAIC).facts, "completely_resectable": False})
    assert all(
        judge(rule, patient) is Finding.MET for rule in review.criteria_for(Modality.HAIC) if rule.role is Role.ENTRY
    ), "the printed part of the review's list is met"
    too_few = patient.with_fact("platelets_e9_l", 99)
    assert judge_option(book_of(Modality.HAIC, [review]), patient).verdict is Verdict.UNKNOWN
    assert judge_option(book_of(Modality.HAIC, [review, hsiao]), patient).verdict is Verdict.MEETS
    assert judge_option(book_of(Modality.HAIC, [review, hsiao]), too_few).verdict is Verdict.FAILS


def test_a_document_of_context_only_decides_nothing() -> None:
    hsiao = next(source for source in SOURCES if source.key == "hsiao")
    context = hsiao.model_copy(update={"tier": Tier.C})
    found = judge_option(book_of(Modality.HAIC, [context]), fully_met(hsiao, Modality.HAIC))
    assert found.verdict is Verdict.UNKNOWN and found.ledger == ()
