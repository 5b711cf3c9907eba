"""The agenda of a meeting: its order, its label, what comes to it and leaves it. Every change can be taken back."""

from dataclasses import replace

import streamlit as st

from haic_core.case.file import STARTING, read_label
from haic_core.case.meeting import opened
from haic_core.case.meeting_file import Meeting, read_meeting, together
from haic_core.words.refusal import Refusal

from . import in_hand
from .uploads import handed_in

_REFUSED, _TIMES = "meeting_refused", "meeting_files_refused"


def order_bar() -> None:
    """Moves the case in hand up and down the agenda, takes it off, and takes any change back."""
    agenda = in_hand.agenda()
    last = len(agenda.items) - 1
    with st.container(horizontal=True, gap="xsmall", key="order_bar"):
        st.button("Earlier", on_click=_move, args=(-1,), shortcut="Alt+Up", disabled=agenda.at == 0)
        st.button("Later", on_click=_move, args=(1,), shortcut="Alt+Down", disabled=agenda.at == last)
        st.button("Take off the agenda", on_click=_take_off, disabled=agenda.is_untouched)
        st.space("stretch")
        st.button("Undo", on_click=in_hand.undo, disabled=not in_hand.can_undo())
        st.button("Redo", on_click=in_hand.redo, disabled=not in_hand.can_redo())


def add_empty() -> None:
    """One more case of which nothing is recorded but the primary, in hand at once."""
    _add(Meeting("", (STARTING,)))


def add_files() -> None:
    """The cases of uploaded files at the end of the agenda; or the sentence why none."""
    given = handed_in(file_field())
    st.session_state.pop(_REFUSED, None)
    if given:
        try:
            files = together([read_meeting(content, name) for content, name in given])
            was_empty = in_hand.agenda().is_untouched
            _add(files)
            in_hand.has_saved(None if was_empty else files.cases)
        except Refusal as refused:
            _refuse(refused)
            st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def file_field() -> str:
    """The key of the field for files: another one for each agenda and after each refusal, so that it is empty again."""
    return f"{in_hand.generation()}:add:{st.session_state.get(_TIMES, 0)}"


def relabel() -> None:
    """Takes over the meeting's label, or keeps the sentence why not."""
    typed = st.session_state[f"{in_hand.generation()}:meeting_label"]
    st.session_state.pop(_REFUSED, None)
    try:
        label = read_label(typed, "The label field", "Tuesday board")
        in_hand.keep_agenda(replace(in_hand.agenda(), label=label))
    except Refusal as refused:
        _refuse(refused)


def start_anew() -> None:
    """An agenda of nobody; undo brings the former one back."""
    here = in_hand.agenda()
    in_hand.bring(opened([STARTING], first_number=here.next_number))


def refusal() -> str | None:
    """The sentence about the last file, case or label that was not taken over."""
    return st.session_state.get(_REFUSED)


def _add(files: Meeting) -> None:
    here = in_hand.agenda()
    in_hand.bring(replace(here.added(files.cases), label=here.label or files.label))


def _move(steps: int) -> None:
    in_hand.bring(in_hand.agenda().moved(steps))


def _take_off() -> None:
    in_hand.bring(in_hand.agenda().without_current())


def _refuse(refused: Refusal) -> None:
    st.session_state[_REFUSED] = " ".join(refused.sentences)
