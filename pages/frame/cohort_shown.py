"""A site's own result as the Board and the pack show it: in this session alone, and where it is of patients like the
case in hand, for that case alone."""

from typing import cast

import streamlit as st

from haic_core.chart.own import OwnChart, own_chart
from haic_core.chart.palette import LIGHT, Palette
from haic_core.cohort.result import Result
from haic_core.wording.registry import OFF_BOARD, ON_BOARD, TO_BOARD
from haic_core.words.vocabulary import Endpoint

from . import in_hand
from .shared import curves, library

Shown = tuple[Result, tuple[str, ...], Endpoint]


def shown() -> Shown | None:
    """What is shown beside the case in hand: its own, else what is meant for every case."""
    return cast(Shown | None, st.session_state.get(_place(True)) or st.session_state.get(_place(False)))


def chart(theme: Palette = LIGHT) -> OwnChart | None:
    """The chart of what is shown."""
    held = shown()
    if held is None:
        return None
    result, keys, measures = held
    below, _ = curves(list(keys), measures)
    return own_chart(result, below, library(), theme, measures=measures)


def offer(result: Result, keys: tuple[str, ...], measures: Endpoint) -> None:
    """The way to the Board, and back."""
    place, held = _place(bool(result.alike)), (result, keys, measures)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(TO_BOARD, on_click=_put, args=(place, held), type="primary", disabled=_is_shown(held))
        if shown():
            st.button(OFF_BOARD, on_click=take_off)
            st.html(f'<p class="hb-small">{ON_BOARD}</p>')


def take_off() -> None:
    """Nothing of the site's own is shown beside the case in hand."""
    for alike in (True, False):
        st.session_state.pop(_place(alike), None)


def _put(place: str, held: Shown) -> None:
    take_off()
    st.session_state[place] = held


def _is_shown(held: Shown) -> bool:
    return shown() == held


def _place(alike: bool) -> str:
    return f"cohort:board:{in_hand.item().number}" if alike else "cohort:board"
