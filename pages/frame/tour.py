"""The first-run tour: a quiet box on an empty case, put away for the session by its button or by the next case."""

import streamlit as st

from haic_core.screen.tour import tour_steps
from haic_core.wording.beginning import TOUR_OVER

from . import in_hand

_OVER, _SHOWN = "tour_over", "tour_shown"


def tour() -> None:
    """Stays while the case it was shown on is filled in, so that no field moves under the hand."""
    state = st.session_state
    if in_hand.agenda().is_untouched:
        state[_SHOWN] = in_hand.generation()
    elif state.get(_SHOWN) != in_hand.generation():
        state.pop(_SHOWN, None)
    if state.get(_OVER) or _SHOWN not in state:
        return
    with st.container(key="tour"):
        st.html(tour_steps())
        st.button(TOUR_OVER, on_click=state.update, args=({_OVER: True},), type="tertiary")
