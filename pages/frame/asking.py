"""Ask me: one question at a time, in the order in which open options wait for facts; a key or a click each."""

import streamlit as st

from haic_core.case.fact_kinds import Fact, NumberFact, Value, spoken
from haic_core.case.facts import FACTS
from haic_core.intake.answering import Move, by_one_key, read_answer
from haic_core.intake.typed import AskedBack, Taken
from haic_core.judgement.asking import Asking
from haic_core.judgement.assessment import Assessment
from haic_core.screen.ask_next import question_card
from haic_core.screen.literal import ours
from haic_core.wording.intake import ANSWER, BACK, NOT_KNOWN, answer_hint, once_more_said, value_said

from . import in_hand
from .asked_back import asked_back, notes, question
from .dates import section_day
from .field import read, record

_TYPED = "case:answer"


def ask_me(assessment: Assessment) -> None:
    """Draws the question asked now, with its answers."""
    asking = kept()
    code = asking.question(assessment.ask_next)
    patient = in_hand.case().patient
    last = asking.asked[-1] if asking.asked else ""
    before = value_said(last, patient.facts[last]) if last in patient.facts else ""
    st.html(question_card(assessment, code, len(asking.asked), patient.facts.get(code), before))
    if code:
        _answers(FACTS[code])
    with st.container(horizontal=True, gap="xsmall", key="case-moves"):
        if code:
            st.button(NOT_KNOWN, on_click=_move, args=(Move.NOT_KNOWN, code), shortcut=Move.NOT_KNOWN.value)
        st.button(BACK, on_click=_move, args=(Move.BACK, code), shortcut=Move.BACK.value, disabled=not asking.asked)
        if put_off := asking.put_off(assessment.ask_next):
            st.button(ours(once_more_said(len(put_off))), on_click=_keep, args=(asking.once_more(),), type="tertiary")
    if code:
        section_day(FACTS[code].section)


def kept() -> Asking:
    """The questions so far of the case in hand."""
    held: Asking = st.session_state.get(_place(), Asking())
    return held


def _answers(fact: Fact) -> None:
    """A field that keeps the focus from question to question, and a button for each answer that is one key."""
    keyed = by_one_key(fact)
    waiting = asked_back().get(fact.code)
    # One key answers, so that what was no answer must not stand before the next one.
    st.session_state[_TYPED] = waiting.text if waiting and not keyed else ""
    st.text_input(
        f"{ANSWER}: {fact.label}",
        key=_TYPED,
        placeholder=answer_hint(fact, bool(keyed)),
        label_visibility="collapsed",
        autocomplete="off",
        live="50ms" if keyed else False,
        on_change=_typed,
        args=(fact,),
    )
    question(fact, _answer)
    with st.container(horizontal=True, gap="xsmall", key="case-answers"):
        for key, value in keyed.items():
            st.button(
                ours(spoken(value)), on_click=_answer, args=(fact, value), shortcut=key, key=f"ask:{fact.code}:{key}"
            )


def _typed(fact: Fact) -> None:
    found = read_answer(fact, st.session_state[_TYPED], in_hand.case().patient.facts)
    if isinstance(found, Move):
        _move(found, fact.code)
    elif isinstance(fact, NumberFact) and isinstance(found, (Taken, AskedBack)):
        _number(fact)
    elif isinstance(found, AskedBack):
        asked_back()[fact.code] = found
    elif found is not None and not isinstance(found, Taken):
        _answer(fact, found)


def _number(fact: NumberFact) -> None:
    if read(fact, st.session_state[_TYPED]):
        _keep(kept().answered(fact.code))


def _answer(fact: Fact, value: Value) -> None:
    notes().clear()
    record(fact, value)
    _keep(kept().answered(fact.code))


def _move(move: Move, code: str) -> None:
    asked_back().pop(code, None)
    _keep(kept().back() if move is Move.BACK else kept().not_known(code))


def _keep(asking: Asking) -> None:
    st.session_state[_place()] = asking


def _place() -> str:
    return f"case:asking:{in_hand.item().number}"
