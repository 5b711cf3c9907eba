"""What was handed in and is gone through now. It belongs to one case of the meeting and goes with it: nothing read of
one patient is ever offered to another."""

import streamlit as st

from haic_core.intake.review import Review
from haic_core.wording.intake import PASTE

from . import in_hand

WAY = "case:way"


def review() -> Review | None:
    """What was read for the case in hand."""
    held: Review | None = st.session_state.get(_place())
    return held


def look_at(new: Review) -> None:
    """Another thing to go through; its place is beside the pasted text."""
    st.session_state[_place()] = new
    st.session_state[WAY] = PASTE


def done() -> None:
    """The text and what was read of it go; what was taken over stays."""
    st.session_state.pop(_place(), None)
    st.session_state[text_field()] = ""


def text_field() -> str:
    """The key of the field for a pasted text: one for each case."""
    return f"case:pasted:{in_hand.item().number}"


def _place() -> str:
    return f"case:review:{in_hand.item().number}"
