"""The decision's form: a refused field stays as typed, every other field is taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from haic_core.case.decision import UNDECIDED, Decision, read_decision
from haic_core.case.decision_form import Filled, fill

NAME = "Frau Meier asked"
IDENTIFYING = "which looks like a person's name."
BEFORE = read_decision(
    {
        "considered": ["haic", "y90"],
        "choice": "haic",
        "preference": "stays at home",
        "dissent": [{"role": "nursing", "said": "too soon"}],
    },
    "The form",
)


def form(**changed: object) -> dict[str, object]:
    return {**BEFORE.as_mapping(), **changed}


def test_a_form_without_a_fault_is_the_decision() -> None:
    assert fill(form(trial="none open"), UNDECIDED) == Filled(read_decision(form(trial="none open"), "x"))


def test_a_refused_sentence_is_held_and_the_others_are_taken() -> None:
    filled = fill(form(preference=NAME, trial="none open"), BEFORE)
    assert dict(filled.typed) == {"preference": NAME}
    assert filled.refused["preference"].startswith("must not hold anything that identifies a person, but 'Frau Meier")
    assert (filled.decision.preference, filled.decision.trial) == ("stays at home", "none open")


def test_a_step_due_before_the_decision_is_held_and_the_day_of_the_decision_is_taken() -> None:
    filled = fill(form(decided_on="2026-11-20", due="2026-11-19"), BEFORE)
    assert dict(filled.typed) == {"due": "2026-11-19"}
    assert filled.refused["due"].startswith("must be the day of the decision, 2026-11-20, or a later one, but ")
    assert (filled.decision.decided_on, filled.decision.due) == ("2026-11-20", "")


def test_a_later_day_of_the_decision_asks_for_a_later_step_and_keeps_no_day_before_it() -> None:
    before = fill(form(decided_on="2026-11-18", due="2026-11-19"), UNDECIDED).decision
    filled = fill({**before.as_mapping(), "decided_on": "2026-11-20", "trial": "none open"}, before)
    assert dict(filled.typed) == {"due": "2026-11-19"} and set(filled.refused) == {"due"}
    assert (filled.decision.decided_on, filled.decision.due, filled.decision.trial) == ("2026-11-20", "", "none open")
    early = fill({**before.as_mapping(), "due": "2026-11-01"}, before)
    assert (early.decision.due, early.typed["due"]) == ("2026-11-19", "2026-11-01")


def test_a_refused_condition_says_which_and_none_of_them_is_taken() -> None:
    filled = fill(form(conditions=["if the shunt is small", "call 0151 2345678"]), BEFORE)
    assert filled.refused["conditions"].startswith("must not hold anything that identifies a person, but 'call 0151")
    assert filled.typed["conditions"] == ["if the shunt is small", "call 0151 2345678"]
    assert filled.decision.conditions == ()


def test_a_refused_voice_is_held_with_its_role_and_the_voice_stays() -> None:
    voices = [{"role": "nursing", "said": NAME}, {"role": "hepatology", "said": "waits"}]
    filled = fill(form(dissent=voices), BEFORE)
    assert list(filled.refused) == ["said:nursing"] and filled.typed == {"said:nursing": NAME}
    assert [(one.role, one.said) for one in filled.decision.dissent] == [
        ("nursing", "too soon"),
        ("hepatology", "waits"),
    ]


def test_a_choice_that_is_no_longer_considered_is_told_at_the_choice_and_nothing_is_taken() -> None:
    filled = fill(form(considered=["y90"]), BEFORE)
    assert filled.refused == {"choice": "'haic' is not among the options considered: y90."}
    assert filled.typed == {"choice": "haic"} and filled.decision == BEFORE


def test_several_faults_are_each_told_at_their_own_field() -> None:
    filled = fill(form(preference=NAME, trial="x@y.org", decided_on="tomorrow"), BEFORE)
    assert sorted(filled.refused) == ["decided_on", "preference", "trial"]
    assert filled.decision == BEFORE


def voice(role: str, said: str) -> dict[str, str]:
    return {"role": role, "said": said}


def role_of(one: dict[str, str]) -> str:
    return one["role"]


TEXTS = st.one_of(st.text(max_size=30), st.sampled_from([NAME, "x@y.org", "none open", "0151 2345678", "a\nb"]))
VOICES = st.builds(voice, st.sampled_from(["nursing", "hepatology"]), TEXTS)
DISSENT = st.lists(VOICES, max_size=2, unique_by=role_of)


@given(
    st.fixed_dictionaries(
        {
            "preference": TEXTS,
            "trial": TEXTS,
            "leaves_criteria_because": TEXTS,
            "conditions": st.lists(TEXTS, max_size=3),
            "dissent": DISSENT,
            "considered": st.lists(st.sampled_from(["haic", "y90"]), unique=True),
            "choice": st.sampled_from([None, "haic", "deferred"]),
        }
    )
)
def test_whatever_is_typed_the_decision_stands_and_what_is_refused_is_still_there(raw: dict[str, object]) -> None:
    filled = fill(raw, BEFORE)
    assert isinstance(filled.decision, Decision) and list(filled.refused) == list(filled.typed)
    assert read_decision(filled.decision.as_mapping(), "again") == filled.decision
