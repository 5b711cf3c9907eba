"""Fields that are drawn anew: under other names, so that each shows what is in hand and not what was typed before.

The names come again after a while, and what was kept under them is dropped then: Streamlit remembers every field that a
session ever drew, so that a session in which names never came again would grow with every undo.
"""

import streamlit as st

_IN_TURN = 8


def number(counter: str) -> int:
    """The number that the names of the fields bear now."""
    return int(st.session_state.get(counter, 0))


def draw_anew(counter: str, before: str = "") -> None:
    """Other names for the fields, which are called by what stands before their number."""
    st.session_state[counter] = turn = (number(counter) + 1) % _IN_TURN
    for name in [name for name in st.session_state if str(name).startswith(f"{before}{turn}:")]:
        del st.session_state[name]
