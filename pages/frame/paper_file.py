"""How a draft comes in and goes out: an empty one, a file that is opened, the file that is saved."""

import streamlit as st

from haic_core.intake.paper.draft import Draft, opened
from haic_core.intake.paper.sections import sections
from haic_core.screen.paper import figures_only, said_of_file
from haic_core.wording.paper import opened_said
from haic_core.words.refusal import Refusal

from . import paper_in_hand as hand
from .uploads import SMALL_MB, handed_in

_SAID, _REFUSED = "paper_said", "paper_refused"


def save() -> None:
    """The draft as its file, finished or not, the way back, and what opening the last file did."""
    draft = hand.draft()
    st.download_button(
        "Save the file",
        lambda: draft.text,
        draft.file_name,
        "application/toml",
        on_click="ignore",
        type="primary",
        width="stretch",
        key="paper:save",
    )
    with st.container(horizontal=True, gap="small"):
        st.button("Undo", on_click=hand.undo, disabled=not draft.before, key="paper:undo")
        st.button("Redo", on_click=hand.redo, disabled=not draft.after, key="paper:redo")
        st.button("Empty draft", on_click=_begin, key="paper:begin")
    if told := said_of_file(st.session_state.get(_SAID, ""), st.session_state.get(_REFUSED, "")):
        st.html(told)


def open_one() -> None:
    """The field for a file."""
    st.header("A file", anchor=False)
    st.file_uploader("Open a source file", type=None, key=hand.key("file"), on_change=_open, max_upload_size=SMALL_MB)
    st.html(figures_only())


def _begin() -> None:
    """An empty draft; the one before can be taken back."""
    st.session_state.pop(_SAID, None)
    st.session_state.pop(_REFUSED, None)
    _take(Draft())


def _open() -> None:
    """Takes over a source file as the draft; a refused one changes nothing."""
    given = handed_in(hand.key("file"))
    st.session_state.pop(_SAID, None)
    st.session_state.pop(_REFUSED, None)
    if not given:
        return
    ((content, name),) = given
    try:
        found = opened(content, name)
        _take(found.draft)
        st.session_state[_SAID] = opened_said(name, found.comments, found.unmarked)
    except Refusal as refused:
        st.session_state[_REFUSED] = " ".join(refused.sentences)
        hand.redraw(hand.draft())  # The field keeps what it was given: an empty one.


def _take(draft: Draft) -> None:
    hand.redraw(hand.draft().changed(draft.raw))
    hand.show_cohort(0)
    hand.show(sections()[0])
