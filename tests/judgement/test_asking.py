"""One question at a time: what is asked, what is put off, and the way back."""

from __future__ import annotations

from functools import cache

from haic_core.case.fact_kinds import Value
from haic_core.case.patient import Patient
from haic_core.evidence.library import Library, read_library
from haic_core.judgement.asking import Asking
from haic_core.judgement.assessment import Assessment, assess
from haic_core.words.vocabulary import Standing

ORDER = ("age_years", "ecog", "pregnant")


@cache
def library() -> Library:
    return read_library()


def test_the_first_question_is_the_fact_most_options_wait_for() -> None:
    assert Asking().question(ORDER) == "age_years" and Asking().question(()) == ""


def test_what_is_not_known_is_put_off_and_asked_again_only_when_a_person_wants_it() -> None:
    asking = Asking().not_known("age_years")
    assert asking.question(ORDER) == "ecog" and asking.put_off(ORDER) == ("age_years",)
    assert asking.once_more().question(ORDER) == "age_years" and asking.once_more().put_off(ORDER) == ()


def test_all_put_off_leaves_no_question() -> None:
    asking = Asking().not_known("age_years").not_known("ecog").not_known("pregnant")
    assert asking.question(ORDER) == ""


def test_back_brings_the_last_answer_again_and_the_one_before_after_it() -> None:
    asking = Asking().answered("age_years").not_known("ecog")
    assert asking.back().question(("pregnant",)) == "ecog"
    assert asking.back().put_off(ORDER) == ()
    assert asking.back().back().question(("pregnant",)) == "age_years"
    assert asking.back().back().back() == asking.back().back()


def test_an_answer_to_a_question_brought_back_leads_on() -> None:
    asking = Asking().answered("age_years").back().answered("age_years")
    assert asking.asked == ("age_years",) and asking.question(("ecog",)) == "ecog"


def test_an_answer_takes_a_fact_from_what_was_put_off() -> None:
    assert Asking().not_known("ecog").answered("ecog") == Asking(("ecog",))


# The first useful picture.

ANSWERS: dict[str, Value] = {
    "age_years": 58, "ecog": 1, "active_infection": False, "pregnant": False, "histology_confirmed": True,
    "contrast_allergy": False, "platelets_e9_l": 188, "bilirubin_mg_dl": 0.8, "inr": 1.0,
}  # fmt: skip


def after(answers: dict[str, Value], count: int) -> Assessment:
    """The picture after so many answers, each to the question that is asked then."""
    facts: dict[str, Value] = {"primary": "breast"}
    asking = Asking()
    for _ in range(count):
        code = asking.question(assess(Patient(facts), library()).ask_next)
        facts, asking = {**facts, code: answers[code]}, asking.answered(code)
    return assess(Patient(facts), library())


def test_of_nobody_too_little_is_known_of_every_option_but_systemic_therapy() -> None:
    assert [option.standing for option in after(ANSWERS, 0).options] == [Standing.TOO_LITTLE] * 5 + [None]


def test_after_six_answers_every_option_can_be_said_to_stand_somehow() -> None:
    assert Standing.TOO_LITTLE not in [option.standing for option in after(ANSWERS, 6).options]


def test_an_ill_patient_is_known_to_meet_no_catheter_list_after_six_answers() -> None:
    """Grade 4 lies outside every list for an intervention."""
    ill = ANSWERS | {"ecog": 4, "active_infection": True}
    read = after(ill, 2)
    assert read.undecided < after(ANSWERS, 2).undecided
