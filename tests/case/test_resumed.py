"""A tab that is read anew: its meeting goes on where it was, unless the address names somebody else."""

from __future__ import annotations

from dataclasses import replace

from each import each
from refused import sentence_of
from screens import EXAMPLES

from haic_core.case.address import address_parts, addressed, to_address
from haic_core.case.decision import read_decision
from haic_core.case.file import STARTING, Case
from haic_core.case.history import History
from haic_core.case.kept import Kept, resumed
from haic_core.case.meeting import Agenda, Screen, opened
from haic_core.case.saved import Saved

CASES = list(EXAMPLES.values())
DECIDED = CASES[1].with_decision(read_decision({"choice": "deferred"}, "The form"))
KEPT = opened([CASES[0], DECIDED]).turned_to(1)


def at(case: Case) -> History:
    """A session as it begins when its address names a case."""
    return History(addressed({"case": to_address(case)}))


def aged(history: History, years: int) -> History:
    """Somebody was quicker than the tab's store and typed an age."""
    item = history.now.current
    case = item.case.with_patient(item.case.patient.with_fact("age_years", years))
    return history.changed(history.now.with_current(replace(item, case=case)))


def test_a_meeting_goes_on_at_the_case_that_was_in_hand_with_its_decision() -> None:
    assert resumed(KEPT, at(DECIDED)) == History(KEPT)
    assert resumed(KEPT, History(addressed({}))) == History(KEPT)


def test_an_address_of_another_case_of_the_meeting_turns_to_it() -> None:
    assert resumed(KEPT, at(CASES[0])) == History(KEPT.turned_to(0))


def test_an_address_of_somebody_else_displaces_the_meeting() -> None:
    assert resumed(KEPT, at(CASES[2])) is None


def test_of_two_equal_cases_the_one_that_was_in_hand_goes_on() -> None:
    twice = opened([CASES[0], CASES[0]]).turned_to(1)
    assert resumed(twice, at(CASES[0])) == History(twice)


def test_only_the_server_was_away_then_the_meeting_goes_on_whatever_the_address_says() -> None:
    assert resumed(KEPT, at(CASES[2]), alive=True) == History(KEPT)


def test_a_case_with_a_question_goes_on_with_it() -> None:
    asked = opened([CASES[0], replace(DECIDED, question="HAIC?")]).turned_to(1)
    assert resumed(asked, at(DECIDED)) == History(asked)
    back = resumed(asked, aged(at(DECIDED), 33))
    assert back is not None and back.now.current.case.question == "HAIC?"
    assert back.now.current.case.decision == DECIDED.decision


def test_what_was_typed_before_the_meeting_came_back_is_a_change_of_its_case() -> None:
    back = resumed(KEPT, aged(at(DECIDED), 33))
    assert back is not None
    assert back.now.current.case.patient.get("age_years") == 33
    assert back.now.current.case.decision == DECIDED.decision
    assert back.undone().now == KEPT


def test_a_new_patient_begun_before_the_meeting_came_back_does_not_become_one_of_it() -> None:
    assert resumed(KEPT, aged(History(Agenda()), 33)) is None


def test_only_what_would_be_lost_waits_for_an_answer() -> None:
    assert Kept(KEPT, Saved().with_meeting(KEPT)).is_worth_asking, "a meeting"
    assert Kept(opened([DECIDED]), Saved()).is_worth_asking, "a case that stands in no file"
    assert not Kept(opened([DECIDED]), Saved().with_cases([DECIDED])).is_worth_asking
    assert not Kept(Agenda(), Saved()).is_worth_asking


# The address.


@each("screen", Screen)
def test_an_address_opens_the_board_where_it_stood(screen: Screen) -> None:
    agenda = opened([CASES[0]], hides_verdicts=True)
    shown = agenda.with_current(agenda.current.stepped(list(Screen).index(screen)))
    assert addressed(address_parts(shown, projected=True)) == shown


def test_an_address_of_nobody_is_bare() -> None:
    assert address_parts(Agenda(), projected=True) == {"case": "", "screen": "", "discuss": ""}
    assert address_parts(opened([CASES[0]]), projected=False)["screen"] == ""


def test_no_address_tells_a_decision() -> None:
    assert address_parts(opened([DECIDED]), True) == address_parts(opened([CASES[1]]), True)


@each("screen", ["", "moon", "PATIENT", "<b>"])
def test_an_unknown_screen_is_the_first_one(screen: str) -> None:
    assert addressed({"screen": screen}).current.screen is Screen.PATIENT


def test_a_broken_case_is_refused_whatever_else_the_address_says() -> None:
    assert sentence_of(addressed, {"case": "1.x", "screen": "why"}).startswith("The case in the address is cut off")


def test_an_address_of_the_empty_case_is_the_empty_case() -> None:
    assert addressed({"case": to_address(STARTING)}).is_untouched
