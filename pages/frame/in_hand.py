"""The cases in hand: in the session, with the way back through their changes. What outlives it is kept by the tab."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import streamlit as st

from haic_core.case.address import addressed
from haic_core.case.file import Case
from haic_core.case.history import History
from haic_core.case.meeting import Agenda, Item
from haic_core.case.saved import Saved
from haic_core.words.refusal import Refusal

from .anew import draw_anew, number

_HISTORY, _SAVED, _REFUSED, _GENERATION = "history", "saved", "address_refused", "form_generation"


def history() -> History:
    """The meeting of this session with its way back; on the first run, the case in the address."""
    if _HISTORY not in st.session_state:
        st.session_state[_HISTORY], st.session_state[_SAVED] = History(), Saved()
        try:
            named = addressed(st.query_params)
            st.session_state[_HISTORY], st.session_state[_SAVED] = History(named), Saved().with_meeting(named)
        except Refusal as refusal:
            st.session_state[_REFUSED] = str(refusal)
    return cast(History, st.session_state[_HISTORY])


def agenda() -> Agenda:
    """The cases of this session."""
    return history().now


def item() -> Item:
    """The case in hand with its state in the meeting."""
    return agenda().current


def case() -> Case:
    """The case in hand."""
    return item().case


def refused() -> str | None:
    """The sentence about an address that could not be read, until the user starts afresh."""
    return st.session_state.get(_REFUSED) if history() else None


def saved() -> Saved:
    """What of the meeting stands in a file."""
    agenda()
    return cast(Saved, st.session_state[_SAVED])


def has_saved(cases: Sequence[Case] | None = None) -> None:
    """These cases stand in files now; without any, the whole meeting does, with its label and order."""
    st.session_state[_SAVED] = saved().with_meeting(agenda()) if cases is None else saved().with_cases(cases)


def take(new: Case, in_a_file: bool = False) -> None:
    """Replaces the case in hand. in_a_file: it comes from one, so that leaving loses nothing."""
    bring(agenda().replaced(new))
    if in_a_file:
        has_saved([new] if agenda().is_meeting else None)


def bring(new: Agenda) -> None:
    """Another agenda, or another case of it, in hand; the form's fields are drawn anew from it."""
    _draw_anew(history().changed(new))


def resume(new: History, known: Saved) -> None:
    """A meeting that was kept elsewhere. What is shown already is not drawn anew."""
    here, st.session_state[_SAVED] = agenda(), known
    _draw_anew(new, is_shown=(here.content, here.at) == (new.now.content, new.now.at))


def keep_agenda(new: Agenda) -> None:
    """Another state of the meeting; the case in hand and its fields stay."""
    st.session_state[_HISTORY] = history().changed(new)


def keep_item(new: Item) -> None:
    """Another state of the case in hand; the screen already shows it."""
    keep_agenda(agenda().with_current(new))


def keep(new: Case) -> None:
    """The case in hand with another content."""
    keep_item(replace(item(), case=new))


def speak() -> None:
    """The board has spoken: verdicts show."""
    keep_item(replace(item(), hides_verdicts=False))


def can_undo() -> bool:
    """Whether a change can be taken back."""
    return bool(history().before)


def undo() -> None:
    """Takes the last change back, whatever of the meeting it changed."""
    _draw_anew(history().undone())


def can_redo() -> bool:
    """Whether a change that was taken back can be made again."""
    return bool(history().after)


def redo() -> None:
    """Makes the change again that was taken back last."""
    _draw_anew(history().redone())


def generation() -> int:
    """Another one for each replaced case; part of every field's key."""
    return number(_GENERATION)


def _draw_anew(history: History, is_shown: bool = False) -> None:
    st.session_state.update({_HISTORY: history, _REFUSED: None})
    if not is_shown:
        draw_anew(_GENERATION)
