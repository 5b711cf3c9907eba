"""What is refused on the decision's form, by case: it stays where it was typed while the board looks at other cases."""

from typing import cast

import streamlit as st

from haic_core.case.decision_form import Filled

from . import in_hand

_HELD = "refused_forms"


def refused_forms() -> dict[int, Filled]:
    """The last form of each case of this session, by the case's number on the agenda."""
    return cast(dict[int, Filled], st.session_state.setdefault(_HELD, {}))


def are_waiting() -> bool:
    """Whether something refused waits on the form of a case that is on the agenda."""
    forms = refused_forms()
    return any(forms[item.number].refused for item in in_hand.agenda().items if item.number in forms)
