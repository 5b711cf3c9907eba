"""What would take the place of a case that holds something is asked about first, once; undo brings back what was
replaced."""

from html import escape

import streamlit as st

from haic_core.case.file import STARTING, Case
from haic_core.case.meeting_file import Meeting
from haic_core.case.sections import is_untouched
from haic_core.screen.literal import literal
from haic_core.wording.intake import ADD, KEEP, REPLACE, coming_said, replace_question
from haic_core.words.refusal import Refusal

from . import in_hand
from .meeting import meet

_COMING, _REFUSED = "case:coming", "case:not_added"


def offer(coming: Meeting) -> None:
    """Takes what was opened in hand at once where nothing would be lost, else asks first."""
    here = in_hand.agenda()
    if is_untouched(here.current.case) and (coming.is_one_case or not here.is_meeting):
        _replace(coming)
    else:
        st.session_state[_COMING] = coming


def offer_case(new: Case) -> None:
    """One case: a worked example, or an empty one."""
    offer(Meeting("", (new,)))


def clear() -> None:
    """An empty case."""
    offer_case(STARTING)


def ask_to_replace() -> None:
    """Draws the question whether another case may take the place of the one in hand, as long as it is not answered."""
    if sentence := st.session_state.pop(_REFUSED, ""):
        st.error(literal(sentence))
    coming: Meeting | None = st.session_state.get(_COMING)
    if not coming:
        return
    case = in_hand.case()
    with st.container(key="case-replace", horizontal=True, vertical_alignment="center"):
        asked = replace_question(case.label, len(case.patient.facts), coming_said(coming))
        st.html(f'<p role="alert">{escape(asked)}</p>')
        st.button(REPLACE, on_click=_replace, args=(coming,), type="primary")
        st.button(ADD, on_click=_add, args=(coming,))
        st.button(KEEP, on_click=_forget)


def _replace(coming: Meeting) -> None:
    """What was asked and read of the case before stays with it: another patient has another number."""
    _forget()
    try:
        if coming.is_one_case:
            in_hand.take(coming.cases[0], in_a_file=True)
        else:
            meet(coming)
    except Refusal as refused:
        st.session_state[_REFUSED] = str(refused)


def _add(coming: Meeting) -> None:
    _forget()
    try:
        in_hand.bring(in_hand.agenda().added(coming.cases))
        in_hand.has_saved(coming.cases)
    except Refusal as refused:
        st.session_state[_REFUSED] = str(refused)


def _forget() -> None:
    st.session_state.pop(_COMING, None)
