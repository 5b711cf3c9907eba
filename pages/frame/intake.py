"""How a case comes in: a file, a pasted text or a worked example. What is refused changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from haic_core.case.file import Case, case_from, read_label, read_question
from haic_core.case.meeting_file import Meeting, together
from haic_core.evidence.library import read_examples
from haic_core.intake.handed_in import read_handed_in
from haic_core.intake.handed_in import together as join_proposed
from haic_core.intake.proposal import Proposed
from haic_core.intake.review import Review
from haic_core.wording.intake import OPEN_FILES, PASTE, PASTED
from haic_core.words.refusal import Refusal

from . import in_hand, judged, reading
from .replacing import offer
from .uploads import SMALL_MB, handed_in

_REFUSED, _TIMES = "file_refused", "files_refused"


def open_files() -> None:
    """Takes over what was uploaded: cases, or what was read from one file as proposals; or keeps the sentence why
    nothing was."""
    given = handed_in(file_field())
    st.session_state.pop(_REFUSED, None)
    if not given:
        return
    try:
        read = [(name, read_handed_in(content, name, judged.today())) for content, name in given]
        cases = [one for _, one in read if isinstance(one, Meeting)]
        if cases:
            offer(together(cases))
        proposed = {name: one for name, one in read if isinstance(one, Proposed)}
        if proposed:
            reading.look_at(Review(" and ".join(proposed), join_proposed(list(proposed.values()))))
    except Refusal as refused:
        _refuse(refused)
    # The field keeps what it was given: an empty one, else the same file would be read again with the next.
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def read_pasted() -> None:
    """Reads what was pasted: a letter, a lab list, a bundle, a case file as text."""
    text = st.session_state[reading.text_field()]
    st.session_state.pop(_REFUSED, None)
    if not text.strip():
        return
    try:
        found = read_handed_in(text, PASTED, judged.today())
        if isinstance(found, Meeting):
            offer(found)
        else:
            reading.look_at(Review(PASTED, found))
    except Refusal as refused:
        _refuse(refused)


def draw_file_field() -> None:
    """The one field for files, wherever it stands."""
    st.file_uploader(
        OPEN_FILES,
        type=None,
        accept_multiple_files=True,
        key=file_field(),
        on_change=open_files,
        max_upload_size=SMALL_MB,
    )


def opens_beside_the_text(way: str) -> bool:
    """Whether the field for files stands under the one for a text: as long as nothing is gone through."""
    return way == PASTE and not reading.review()


def file_field() -> str:
    """The key of the field for files: another one after each reading."""
    return f"{in_hand.generation()}:file:{st.session_state.get(_TIMES, 0)}"


def relabel() -> None:
    """Takes over the typed label, or keeps the sentence why not."""
    _say(lambda typed: replace(in_hand.case(), label=read_label(typed, "The label field: label")), "label")


def ask_the_board() -> None:
    """Takes over the typed question, or keeps the sentence why not."""
    place = "The question field: question"
    _say(lambda typed: replace(in_hand.case(), question=read_question(typed, place)), "question")


def _say(said: Callable[[str], Case], field: str) -> None:
    st.session_state.pop(_REFUSED, None)
    try:
        in_hand.keep(said(st.session_state[f"{in_hand.generation()}:{field}"]))
    except Refusal as refused:
        _refuse(refused)


def refusal() -> str | None:
    """The sentence about the last file, text, label or question that was not taken over."""
    return st.session_state.get(_REFUSED)


@st.cache_resource(show_spinner=False)
def _examples(today: date) -> list[tuple[str, Case]]:
    return [(title, case_from(content, title)) for title, content in read_examples(today)]


def examples() -> list[tuple[str, Case]]:
    """The worked example cases with their titles, dated as if their board met today."""
    return _examples(judged.today())


def _refuse(refused: Refusal) -> None:
    st.session_state[_REFUSED] = " ".join(refused.sentences)
