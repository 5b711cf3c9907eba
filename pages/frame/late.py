"""What was entered just before a page was read anew, and may not have been kept: told once, on the board too."""

import streamlit as st

from haic_core.screen.literal import literal
from haic_core.wording.meeting import late_sentence

_LATE = "tab_late"


def hear(told: object) -> None:
    """Takes what the browser says of the field; nothing where nothing was on its way."""
    if sentence := late_sentence(told):
        st.session_state[_LATE] = sentence


def tell() -> None:
    """The sentence, until somebody has seen it."""
    if sentence := st.session_state.get(_LATE):
        with st.container(horizontal=True, vertical_alignment="center", key="tab-late"):
            st.warning(literal(sentence))
            st.button("Understood", key="late:seen", on_click=st.session_state.pop, args=(_LATE,))
