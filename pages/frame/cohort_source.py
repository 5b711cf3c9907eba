"""How a registry comes in: a file, a connection line, or counts files of several hospitals."""

import streamlit as st

from haic_core.cohort.engines.registry import opened_file, opened_line
from haic_core.screen.html import note
from haic_core.screen.literal import literal, ours
from haic_core.wording.registry import (
    CONNECT,
    DATABASE,
    EMPTY,
    FILE,
    FILE_FIELD,
    FILE_HELP,
    FORGET,
    HOSPITALS,
    LINE_FIELD,
    LINE_FORM,
    LINE_HELP,
)

from . import cohort_in_hand as hand
from .cohort_count import wait_for
from .uploads import REGISTRY_MB, handed_in

_WAY, _TIMES, _LINE = "cohort:way", "cohort:times", "cohort:line"


def way_in() -> bool:
    """The ways in, or what is in hand. Answers whether several hospitals' counts are meant."""
    if run := hand.opening():
        wait_for(run, "opening")
        return False
    held = hand.registry()
    if held:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{literal(held.name)}**", width="content")
            st.button(FORGET, on_click=hand.forget)
        for sentence in held.notes:
            st.caption(literal(sentence))
        return False
    way = st.radio("From", ours([FILE, DATABASE, HOSPITALS]), horizontal=True, key=_WAY, label_visibility="collapsed")
    if way == HOSPITALS:
        return True
    if way == FILE:
        st.file_uploader(FILE_FIELD, help=FILE_HELP, key=_field(), on_change=_take_file, max_upload_size=REGISTRY_MB)
    else:
        _line_field()
    for sentence in hand.refused():
        st.error(literal(sentence))
    st.html(note(EMPTY))
    return False


def _line_field() -> None:
    """As a password field: what is typed there is never shown."""
    with st.form("cohort:connect", border=False):
        st.text_input(LINE_FIELD, type="password", key=_LINE, placeholder=LINE_FORM, help=LINE_HELP, autocomplete="off")
        st.form_submit_button(CONNECT, on_click=_connect)
    st.caption(LINE_FORM)


def _take_file() -> None:
    given = handed_in(_field())
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    if given:
        ((content, name),) = given
        hand.hold(lambda: opened_file(content, name))


def _connect() -> None:
    line = st.session_state.pop(_LINE, "")
    if line:
        hand.hold(lambda: opened_line(line))


def _field() -> str:
    return f"cohort:file:{st.session_state.get(_TIMES, 0)}"
