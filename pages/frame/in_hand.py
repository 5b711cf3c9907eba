"""The cases in hand: in the session, the current one mirrored in the address so that it survives a reload; nowhere
else. A decision stays out of the address: it lives in the session and in the file that is saved."""

from dataclasses import replace

import streamlit as st

from haic_core.case.address import from_address, to_address
from haic_core.case.decision import UNDECIDED
from haic_core.case.file import STARTING, Case
from haic_core.case.history import History
from haic_core.case.meeting import Agenda, Item, opened
from haic_core.words.refusal import Refusal

_HISTORY, _REFUSED, _GENERATION = "history", "address_refused", "form_generation"


def _history() -> History:
    """The meeting of this session with its way back; on the first run, the case in the address."""
    if _HISTORY not in st.session_state:
        st.session_state[_HISTORY] = History()
        given = st.query_params.get("case")
        if given:
            try:
                st.session_state[_HISTORY] = History(opened([from_address(given)]))
            except Refusal as refusal:
                st.session_state[_REFUSED] = str(refusal)
    kept: History = st.session_state[_HISTORY]
    return kept


def agenda() -> Agenda:
    """The cases of this session."""
    return _history().now


def item() -> Item:
    """The case in hand with its state in the meeting."""
    return agenda().current


def case() -> Case:
    """The case in hand."""
    return item().case


def refused() -> str | None:
    """The sentence about an address that could not be read, until the user starts afresh."""
    case()
    return st.session_state.get(_REFUSED)


def take(new: Case) -> None:
    """Replaces the case in hand."""
    here = item()
    bring(agenda().with_current(Item(new, hides_verdicts=here.hides_verdicts, number=here.number)))


def bring(new: Agenda) -> None:
    """Another agenda, or another case of it, in hand; the form's fields are drawn anew from it."""
    _draw_anew(_history().changed(new))


def keep_agenda(new: Agenda) -> None:
    """Another state of the meeting; the case in hand and its fields stay."""
    st.session_state[_HISTORY] = _history().changed(new)


def can_undo() -> bool:
    """Whether a change can be taken back."""
    return bool(_history().before)


def undo() -> None:
    """Takes the last change back, whatever of the meeting it changed."""
    _draw_anew(_history().undone())


def can_redo() -> bool:
    """Whether a change that was taken back can be made again."""
    return bool(_history().after)


def redo() -> None:
    """Makes the change again that was taken back last."""
    _draw_anew(_history().redone())


def _draw_anew(history: History) -> None:
    st.session_state[_HISTORY] = history
    st.session_state.pop(_REFUSED, None)
    st.session_state[_GENERATION] = generation() + 1


def keep_item(new: Item) -> None:
    """Another state of the case in hand; the screen already shows it."""
    keep_agenda(agenda().with_current(new))


def keep(new: Case) -> None:
    """The case in hand with another content."""
    keep_item(replace(item(), case=new))


def speak() -> None:
    """The board has spoken: verdicts show."""
    keep_item(replace(item(), hides_verdicts=False))


def generation() -> int:
    """Counts replaced cases; part of every field's key."""
    counted: int = st.session_state.get(_GENERATION, 0)
    return counted


def mirror() -> None:
    """Writes the case into the address; an untouched form leaves the address bare."""
    held = case()
    if held.with_decision(UNDECIDED) == STARTING:
        st.query_params.pop("case", None)
    elif st.query_params.get("case") != (address := to_address(held)):
        st.query_params["case"] = address
