"""How a case comes in: an uploaded file or a worked example. A refused file changes nothing."""

import streamlit as st

from haic_core.case_file import Case, case_from, read_case
from haic_core.library import read_examples
from haic_core.refusal import Refusal

from . import held

_REFUSED = "file_refused"


def open_file() -> None:
    """Takes over the uploaded case file, or keeps the sentence why not."""
    given = st.session_state.get(f"{held.generation()}:file")
    st.session_state.pop(_REFUSED, None)
    if given is None:
        return
    try:
        held.take(read_case(given.getvalue(), given.name))
    except Refusal as refused:
        st.session_state[_REFUSED] = str(refused)


def relabel() -> None:
    """Takes over the typed label, or keeps the sentence why not."""
    typed = st.session_state[f"{held.generation()}:label"]
    st.session_state.pop(_REFUSED, None)
    try:
        held.relabel(case_from({"schema": 1, "label": typed}, "The label field").label)
    except Refusal as refused:
        st.session_state[_REFUSED] = str(refused)


def refusal() -> str | None:
    """The sentence about the last file or label that was not taken over."""
    return st.session_state.get(_REFUSED)


@st.cache_data(show_spinner=False)
def _examples() -> list[tuple[str, dict]]:
    return read_examples()


def examples() -> list[tuple[str, Case]]:
    """The worked example cases with their titles."""
    return [(title, case_from(content, title)) for title, content in _examples()]
