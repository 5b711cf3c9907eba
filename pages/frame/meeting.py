"""The meeting: its cases, and the bar of the board's screens: back and on, the screens, the switch, the cases."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from haic_core.agenda import Screen, opened, title
from haic_core.case_file import Case

from . import held
from .rooms import room


def meet(cases: Sequence[Case]) -> None:
    """Opens a meeting of several cases; the first is in hand. Raises Refusal for too many."""
    held.bring(opened(cases, held.item().discuss_first))


def bar() -> None:
    """Draws the bar. Arrow keys step, digits lead to a screen; every state is the case's own."""
    item, order = held.item(), list(Screen)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="board_bar"):
        st.button("Back", on_click=_step, args=(-1,), shortcut="Left", disabled=item.screen is order[0])
        for number, screen in enumerate(order, 1):
            st.button(screen.value.capitalize(), on_click=_show, args=(screen,), shortcut=str(number),
                      type="primary" if screen is item.screen else "tertiary", key=f"screen:{screen}")
        st.button("Next", on_click=_step, args=(1,), shortcut="Right", disabled=item.screen is order[-1])
        st.space("stretch")
        key = f"{held.generation()}:discuss_first"
        st.toggle("Discuss first", item.discuss_first, key=key, on_change=_switch, args=(key,),
                  help="Hides every verdict until the board has spoken.")
        if item.hides_verdicts:
            st.button("The board has spoken", on_click=held.speak, type="primary")
        _cases()
        st.page_link(room("Compare"), label="What if", icon=":material/compare_arrows:")
        st.page_link(room("Options"), label="Leave", icon=":material/close_fullscreen:")


def _step(steps: int) -> None:
    held.keep_item(held.item().stepped(steps))


def _show(screen: Screen) -> None:
    held.keep_item(replace(held.item(), screen=screen))


def _switch(key: str) -> None:
    held.keep_item(held.item().discussing_first(st.session_state[key]))


def _cases() -> None:
    """The list of the meeting's cases, where there are several."""
    agenda, key = held.agenda(), f"{held.generation()}:case_in_hand"
    if len(agenda.items) > 1:
        st.selectbox("Case", range(len(agenda.items)), agenda.at, format_func=lambda place: title(agenda, place),
                     key=key, on_change=_turn, args=(key,), label_visibility="collapsed", width=320)


def _turn(key: str) -> None:
    held.bring(held.agenda().turned_to(st.session_state[key]))
