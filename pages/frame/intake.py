"""How a case comes in: an uploaded file or a worked example. A refused file changes nothing."""

from dataclasses import replace

import streamlit as st

from haic_core.case.file import Case, case_from
from haic_core.case.meeting_file import read_meeting, together
from haic_core.evidence.library import read_examples
from haic_core.words.refusal import Refusal

from . import in_hand
from .meeting import meet

_REFUSED, _TIMES = "file_refused", "files_refused"


def open_files() -> None:
    """Takes over one uploaded case file, or several as a meeting; or keeps the sentence why none."""
    given = st.session_state.get(file_field())
    st.session_state.pop(_REFUSED, None)
    if not given:
        return
    try:
        opened = together([read_meeting(file.getvalue(), file.name) for file in given])
        if opened.is_one_case:
            in_hand.take(opened.cases[0], in_a_file=True)
        else:
            meet(opened)
    except Refusal as refused:
        st.session_state[_REFUSED] = " ".join(refused.sentences)
        # The field keeps what it was given: an empty one, else the refused file would be read again with the next.
        st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def file_field() -> str:
    """The key of the field for files: another one for each case in hand and after each refusal."""
    return f"{in_hand.generation()}:file:{st.session_state.get(_TIMES, 0)}"


def relabel() -> None:
    """Takes over the typed label, or keeps the sentence why not."""
    typed = st.session_state[f"{in_hand.generation()}:label"]
    st.session_state.pop(_REFUSED, None)
    try:
        label = case_from({"schema": 1, "label": typed}, "The label field").label
        in_hand.keep(replace(in_hand.case(), label=label))
    except Refusal as refused:
        st.session_state[_REFUSED] = str(refused)


def refusal() -> str | None:
    """The sentence about the last file or label that was not taken over."""
    return st.session_state.get(_REFUSED)


@st.cache_data(show_spinner=False)
def _examples() -> list[tuple[str, dict[str, object]]]:
    return read_examples()


def examples() -> list[tuple[str, Case]]:
    """The worked example cases with their titles."""
    return [(title, case_from(content, title)) for title, content in _examples()]
