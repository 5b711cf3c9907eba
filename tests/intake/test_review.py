"""What was read, held against the case in hand: nothing recorded is overwritten, nothing doubtful taken, unasked."""

from __future__ import annotations

from datetime import date

from each import each

from haic_core.case.fact_kinds import NumberFact
from haic_core.case.facts import FACTS
from haic_core.case.file import Case
from haic_core.case.patient import Patient
from haic_core.intake.handed_in import together
from haic_core.intake.proposal import PassedOver, Proposal, Proposed, Question
from haic_core.intake.review import Held, Review, Standing, answered, taken

NOVEMBER, OLDER = date(2026, 11, 20), date(2026, 10, 1)
PLATELETS = Proposal("platelets_e9_l", 188, "188 G/L", "“platelets 188 G/L”", NOVEMBER)
ECOG = Proposal("ecog", 1, "1", "“ECOG 1”")
BILIRUBIN = Proposal("bilirubin_mg_dl", 24, "24", "“bilirubin 24”", NOVEMBER, "24 µmol/L would be 1.4 mg/dL.")
KARNOFSKY = Question("karnofsky", (70, 80), "70-80", "“Karnofsky 70-80 %”", "which?", NOVEMBER)
LETTER = Review("The letter", Proposed((PLATELETS, ECOG, BILIRUBIN), (KARNOFSKY,), (PassedOver("her mother", "why"),)))


def case(**facts: float | str | bool) -> Case:
    return Case(Patient(facts))


def standings(of: Case, review: Review = LETTER) -> dict[str, Standing]:
    return {one.proposal.fact: one.standing for one in review.held(of)}


def test_of_an_empty_case_all_is_new_but_what_is_doubtful() -> None:
    assert standings(case()) == {
        "ecog": Standing.NEW,
        "platelets_e9_l": Standing.NEW,
        "bilirubin_mg_dl": Standing.DOUBTFUL,
    }
    assert LETTER.beyond_doubt(case()) == (ECOG, PLATELETS)
    assert [one.proposal for one in LETTER.to_settle(case())] == [BILIRUBIN]


def test_all_that_is_beyond_doubt_is_recorded_at_once_with_its_days_and_nothing_else() -> None:
    after = taken(case(age_years=58), LETTER.beyond_doubt(case(age_years=58)))
    assert after.patient == Patient({"age_years": 58, "ecog": 1, "platelets_e9_l": 188})
    assert dict(after.recorded_on) == {"platelets_e9_l": "2026-11-20"}
    assert LETTER.beyond_doubt(after) == () and standings(after)["ecog"] is Standing.RECORDED


def test_a_different_value_stays_until_a_person_takes_the_other_and_both_are_shown() -> None:
    held = Case(Patient({"platelets_e9_l": 142}), "", {"platelets_e9_l": "2026-10-01"})
    [one] = [one for one in LETTER.to_settle(held) if one.proposal == PLATELETS]
    assert one == Held(PLATELETS, Standing.DIFFERENT, 142, "2026-10-01")
    assert PLATELETS not in LETTER.beyond_doubt(held)
    after = taken(held, [PLATELETS])
    assert after.patient.get("platelets_e9_l") == 188 and dict(after.recorded_on) == {"platelets_e9_l": "2026-11-20"}


def test_no_recorded_value_of_any_fact_is_ever_overwritten_by_taking_all_that_is_beyond_doubt() -> None:
    for code, fact in FACTS.items():
        ends = (fact.low, fact.high) if isinstance(fact, NumberFact) else fact.answers[:2]
        recorded, other = (fact.read(value, "the test") for value in ends)
        held, read = case(**{code: recorded}), Review("A list", Proposed((Proposal(code, other, "", "row 1"),)))
        assert taken(held, read.beyond_doubt(held)) == held, code
        assert [one.proposal.value for one in read.to_settle(held)] == [other], code
        assert taken(held, [one.proposal for one in read.to_settle(held)]).patient.get(code) == other


def test_a_value_without_a_day_takes_the_former_day_with_it() -> None:
    held = Case(Patient({"ecog": 2}), "", {"ecog": "2026-10-01"})
    assert dict(taken(held, [ECOG]).recorded_on) == {}


def test_what_is_kept_as_it_is_is_asked_no_more() -> None:
    kept = LETTER.without("platelets_e9_l").without("karnofsky")
    assert [one.proposal for one in kept.to_settle(case(platelets_e9_l=142))] == [BILIRUBIN]
    assert kept.questions(case()) == () and LETTER.questions(case()) == (KARNOFSKY,)


def test_the_same_value_with_a_later_day_is_dated_anew_and_with_an_older_one_stays() -> None:
    for day, moves in (("2026-10-01", True), ("2026-11-20", False), ("2026-11-25", False)):
        held = Case(Patient({"platelets_e9_l": 188}), "", {"platelets_e9_l": day})
        assert standings(held)["platelets_e9_l"] is Standing.RECORDED
        assert (PLATELETS in LETTER.beyond_doubt(held)) is moves, day
    assert PLATELETS in LETTER.beyond_doubt(case(platelets_e9_l=188))


def test_a_question_is_answered_with_its_day_and_then_asked_no_more() -> None:
    after = taken(case(), [answered(KARNOFSKY, 80)])
    assert after.patient == Patient({"karnofsky": 80}) and dict(after.recorded_on) == {"karnofsky": "2026-11-20"}
    assert LETTER.without("karnofsky").questions(after) == ()


def test_a_question_stays_open_whatever_is_recorded() -> None:
    """Where one of two values is recorded, the letter's other one would vanish else."""
    assert LETTER.questions(case(karnofsky=90)) == (KARNOFSKY,)
    assert LETTER.questions(case(karnofsky=80)) == (KARNOFSKY,)


@each(
    ("fact", "recorded", "read", "standing"),
    [
        ("bilirubin_mg_dl", 1.4, 1.403509, Standing.RECORDED),
        ("bilirubin_mg_dl", 1.403509, 1.4, Standing.RECORDED),
        ("creatinine_mg_dl", 0.9, 0.904977, Standing.RECORDED),
        ("creatinine_mg_dl", 0.9, 0.96, Standing.DIFFERENT),
        ("platelets_e9_l", 95, 95.4, Standing.DIFFERENT),
        ("largest_lesion_cm", 5, 4.8, Standing.DIFFERENT),
    ],
)
def test_a_value_read_again_that_is_the_same_within_its_digits_is_no_conflict(
    fact: str, recorded: float, read: float, standing: Standing
) -> None:
    again = Review("A letter", Proposed((Proposal(fact, read, "", "", NOVEMBER),)))
    held = case(**{fact: recorded})
    assert standings(held, again) == {fact: standing}
    assert taken(held, again.beyond_doubt(held)).patient == held.patient


def test_what_contradicts_the_case_or_another_proposal_is_asked_back() -> None:
    """ECOG 0 and Karnofsky 40 differ by more than one grade."""
    well, ill = Proposal("ecog", 0, "0", "ECOG 0"), Proposal("karnofsky", 40, "40", "Karnofsky 40")
    both = Review("A letter", Proposed((well, ill)))
    assert standings(case(), both) == {"ecog": Standing.NEW, "karnofsky": Standing.DOUBTFUL}
    assert standings(case(ecog=0), both)["karnofsky"] is Standing.DOUBTFUL
    alone = Review("A letter", Proposed((ill,)))
    assert standings(case(), alone) == {"karnofsky": Standing.NEW}
    [held] = alone.to_settle(case(ecog=0))
    assert "contradict each other" in held.doubt


def test_a_contradiction_that_was_there_before_is_no_reason_to_ask_for_another_fact() -> None:
    torn = case(ecog=0, karnofsky=40)
    assert standings(torn, Review("A letter", Proposed((PLATELETS,)))) == {"platelets_e9_l": Standing.NEW}


def test_proposals_stand_in_clinical_order() -> None:
    assert [one.proposal.fact for one in LETTER.held(case())] == ["ecog", "platelets_e9_l", "bilirubin_mg_dl"]


# Several things at once.


def test_two_files_that_agree_are_one_proposal_of_the_later_day() -> None:
    older = Proposal("platelets_e9_l", 188, "188 /nL", "row 3", OLDER)
    assert together([Proposed((older,)), Proposed((PLATELETS,))]).read == (PLATELETS,)


def test_what_one_asks_and_another_reads_is_one_question_with_all_answers() -> None:
    doubtful = Proposal("karnofsky", 90, "90", "row 2", None, "sure?")
    both = together([Proposed((doubtful,), (KARNOFSKY,)), Proposed((), (KARNOFSKY,))])
    assert both.read == () and [one.answers for one in both.questions] == [(70, 80, 90)]


def test_two_files_that_differ_are_asked_about() -> None:
    older = Proposal("platelets_e9_l", 142, "142 /nL", "row 3", OLDER)
    both = together([Proposed((older, ECOG)), Proposed((PLATELETS,), (), (PassedOver("a", "b"),), ("said",))])
    assert both.read == (ECOG,) and both.say == ("said",) and both.passed_over == (PassedOver("a", "b"),)
    [question] = both.questions
    assert question.fact == "platelets_e9_l" and question.answers == (142, 188) and question.on is None
    assert question.sentence == "Read as 142 ×10⁹/L on 2026-10-01 and 188 ×10⁹/L on 2026-11-20; which holds?"
