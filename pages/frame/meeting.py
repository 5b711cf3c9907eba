"""The meeting on the board: opening one, and the bar of the board's screens.

Every control is a button: Streamlit hears no shortcut while a field or a switch has the focus.
"""

from dataclasses import replace

import streamlit as st

from haic_core.case.meeting import Screen, opened
from haic_core.case.meeting_file import Meeting
from haic_core.chart.palette import DARK
from haic_core.screen.literal import literal, ours
from haic_core.wording.meeting import turn_words

from . import in_hand, tab
from .opening import theme
from .refused_forms import are_waiting
from .rooms import room
from .shared import library


def meet(files: Meeting) -> None:
    """Opens a meeting from files; its first case is in hand. Raises Refusal for too many."""
    here = in_hand.agenda()
    in_hand.bring(opened(files.cases, here.current.hides_verdicts, files.label, here.next_number))
    in_hand.has_saved()


def bar() -> None:
    """Draws the bar. Left and right step, digits lead to a screen, up and down turn to another case."""
    item, order = in_hand.item(), list(Screen)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="board_bar"):
        first, last = item.screen is order[0], item.screen is order[-1]
        st.button("Back", on_click=_step, args=(-1,), shortcut="Left", disabled=first, key="screen_before")
        for number, screen in enumerate(order, 1):
            st.button(
                ours(screen.value.capitalize()),
                on_click=_show,
                args=(screen,),
                shortcut=str(number),
                type="primary" if screen is item.screen else "tertiary",
                key=f"screen:{screen}",
            )
        st.button("Next", on_click=_step, args=(1,), shortcut="Right", disabled=last, key="screen_after")
        st.space("stretch")
        if item.hides_verdicts:
            st.button("Board has spoken", on_click=in_hand.speak, type="primary")
        else:
            st.button("Discuss first", on_click=_discuss_first, help="Hides every verdict until the board has spoken.")
        _cases()
        other = "Light" if theme() is DARK else "Dark"
        st.button(
            other,
            on_click=tab.turn_light,
            args=(other,),
            type="tertiary",
            key="light",
            disabled=are_waiting(),
            help="For the room: every page in the other colours. The meeting stays as it is.",
        )
        st.page_link(room("Compare"), label="What if")
        st.page_link(room("Options"), label="Leave")


def _cases() -> None:
    """The cases of the meeting, where there are several: the one before, the list, the next."""
    agenda = in_hand.agenda()
    last = len(agenda.items) - 1
    if last:
        st.button(
            "Previous case",
            on_click=_turn,
            args=(agenda.at - 1,),
            shortcut="Up",
            disabled=agenda.at == 0,
            key="case_before",
        )
        with st.popover(f"Case {agenda.at + 1} of {last + 1}", key=f"{in_hand.generation()}:cases"):
            for place in range(last + 1):
                words = literal(turn_words(agenda, place, library()))
                st.button(words, on_click=_turn, args=(place,), width="stretch", key=f"case:{place}")
            st.page_link(room("Meeting"), label="The whole agenda")
        st.button(
            "Next case",
            on_click=_turn,
            args=(agenda.at + 1,),
            shortcut="Down",
            disabled=agenda.at == last,
            key="case_after",
        )


def _step(steps: int) -> None:
    in_hand.keep_item(in_hand.item().stepped(steps))


def _show(screen: Screen) -> None:
    in_hand.keep_item(replace(in_hand.item(), screen=screen))


def _discuss_first() -> None:
    in_hand.keep_agenda(in_hand.agenda().discussed_first())


def _turn(place: int) -> None:
    in_hand.bring(in_hand.agenda().turned_to(place))
