"""The browser's tab: its own store keeps the meeting over a reload and a new server, its address holds the case in
hand, and it asks before it is left with something unsaved. The server keeps nothing.

A session that begins is told by the tab what it had kept, once; every later change is only sent to it.
"""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex
from typing import TypeVar

import streamlit as st

from haic_core.case.address import address_parts
from haic_core.case.history import History
from haic_core.case.kept import Kept, from_kept, resumed, to_kept
from haic_core.case.way_back import along, from_way, to_way
from haic_core.screen.literal import literal
from haic_core.wording.meeting import BACK_TO_IT, COPIED, NOT_KEPT, waiting_sentence
from haic_core.words.refusal import Refusal

from . import in_hand, late, view
from .refused_forms import are_waiting
from .rooms import paths

_SCRIPT = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("entered.js", "tab.js"))
_TAB = st.components.v2.component("tab", js=_SCRIPT)
_KEY, _SESSION, _HEARD, _ASIDE, _NOTE, _WORD = "tab", "tab_session", "tab_heard", "tab_aside", "tab_note", "tab_word"
_LIGHT = "tab_light"
_Read = TypeVar("_Read")


def keep(page: str, projected: bool) -> None:
    """Hands the meeting and the address to the tab. Drawn on every page; nothing of it is seen."""
    here, refused = Kept(in_hand.agenda(), in_hand.saved()), in_hand.refused()
    aside: Kept | None = st.session_state.get(_ASIDE)
    data = {
        "session": st.session_state.setdefault(_SESSION, token_hex(8)),
        "heard": st.session_state.get(_HEARD, False),
        "page": page,
        "word": "" if here.agenda.is_untouched else _word(here),
        "aside": to_kept(aside.agenda, aside.saved) if aside else "",
        "address": None if refused else address_parts(here.agenda, projected) | view.address(page),
        "light": st.session_state.pop(_LIGHT, None),
        "unsaved": not here.saved.holds(here.agenda) or are_waiting(),
    }
    _TAB(key=_KEY, data=data, on_told_change=_hear)


def turn_light(theme: str) -> None:
    """Has the browser show every page in the other theme. Streamlit reads a theme when a page is read, so the tab reads
    this one anew and brings the meeting back as after any reload, with the way back through its changes."""
    st.session_state[_LIGHT] = {"theme": theme, "paths": paths(), "way": to_way(in_hand.history())}


def tell() -> None:
    """What became of the tab's meeting, where there is something to say of it."""
    late.tell()
    if sentence := st.session_state.get(_NOTE):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(literal(sentence))
            st.button("Understood", on_click=st.session_state.pop, args=(_NOTE,))
    if aside := st.session_state.get(_ASIDE):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(literal(waiting_sentence(aside.agenda)))
            st.button(BACK_TO_IT, on_click=_change_places)


def _hear() -> None:
    """Takes over what the tab had kept; what cannot be read is told, what an address displaced waits."""
    told = st.session_state[_KEY].told
    if not isinstance(told, dict) or told.get("again"):
        return
    if told.get("full"):
        st.session_state[_NOTE] = NOT_KEPT
        return
    st.session_state[_HEARD] = True
    late.hear(told.get("late"))
    if told.get("copied"):
        st.session_state[_NOTE] = COPIED
    aside, kept = _read(told.get("aside"), from_kept), _read(told.get("word"), from_kept)
    back = kept and _taken_up(kept, told.get("way"), alive=bool(told.get("alive")))
    waiting = kept if kept and not back and kept.is_worth_asking else aside
    if waiting:
        st.session_state[_ASIDE] = waiting


def _taken_up(kept: Kept, way: object, alive: bool) -> bool:
    """Whether the kept meeting goes on. way: back through its changes, where the page was read anew for the theme.
    alive: the tab itself was never left, only the server was."""
    back = None if in_hand.refused() else resumed(kept.agenda, in_hand.history(), alive)
    if back:
        led = _read(way, from_way)
        in_hand.resume(along(led, back) if led else back, kept.saved)
    return back is not None


def _read(word: object, how: Callable[[object], _Read]) -> _Read | None:
    if not word:
        return None
    try:
        return how(word)
    except Refusal as refusal:
        st.session_state[_NOTE] = " ".join(refusal.sentences)
        return None


def _change_places() -> None:
    """Back to what waits; what is in hand waits in its place where it would be lost."""
    here, waiting = Kept(in_hand.agenda(), in_hand.saved()), st.session_state.pop(_ASIDE)
    in_hand.resume(History(waiting.agenda), waiting.saved)
    if here.is_worth_asking and not here.agenda.is_untouched:
        st.session_state[_ASIDE] = here


def _word(here: Kept) -> str:
    """What the tab keeps; made anew only where something changed."""
    last: tuple[Kept, str] | None = st.session_state.get(_WORD)
    if last is None or last[0] != here:
        last = here, to_kept(here.agenda, here.saved)
        st.session_state[_WORD] = last
    return last[1]
