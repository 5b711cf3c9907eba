"""The mapping of a registry, field by field: what was guessed, on what it rests, and a click to change it."""

from collections.abc import Callable, Sequence

import streamlit as st

from haic_core.cohort.files.redcap import read_dictionary
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.mapping_file import raw_of, read_mapping, write_mapping
from haic_core.screen.literal import literal
from haic_core.wording.registry import (
    DICTIONARY_FILE,
    MAPPING_FILE,
    MAPPING_NAME,
    MORE_FIELDS,
    SAVE_MAPPING,
    mapping_said,
    still_missing,
)
from haic_core.words.refusal import Refusal

from . import cohort_draft as draft
from . import cohort_in_hand as hand
from .cohort_doubts import ask
from .cohort_facts import fact_fields, where_field
from .cohort_fields import choice_row, codes, column_row, group_names, together_field, word_row
from .uploads import SMALL_MB, handed_in

_TIMES = "cohort:mapping_times"


def mapping_fields(columns: Sequence[str]) -> Settled | None:
    """Draws the mapping and answers it, once it is whole."""
    settled, refused = settled_or_refused()
    asked = draft.asked()
    with st.expander(literal(mapping_said(draft.raw())), expanded=draft.is_open(settled is None or bool(asked))):
        if asked:
            ask(asked, settled is not None)
        if settled is None:
            st.info(literal(still_missing(draft.raw()) or " ".join(refused)))
        column_row(columns, "time", "event", "group")
        codes()
        if draft.column("group"):
            group_names()
        choice_row()
        with st.expander(MORE_FIELDS):
            column_row(columns, "begins", "ends", "ends_else")
            column_row(columns, "time_else", "entry", "patient")
            together_field()
            where_field(columns)
        fact_fields(columns)
        word_row()
        mapping_files(settled)
        for sentence in hand.refused():
            st.error(literal(sentence))
    return None if asked else settled


def mapping_files(settled: Settled | None) -> None:
    """The mapping as a small file without data, out and in; and what the codes of a raw export are called."""
    left, middle, right = st.columns([1, 2, 2], gap="medium", vertical_alignment="bottom")
    left.download_button(
        SAVE_MAPPING,
        write_mapping(settled) if settled else "",
        MAPPING_NAME,
        "application/json",
        on_click="ignore",
        disabled=settled is None,
        key="save:mapping",
    )
    middle.file_uploader(
        MAPPING_FILE, type="json", key=_field("map"), on_change=_take, args=("map", _open), max_upload_size=SMALL_MB
    )
    registry = hand.registry()
    if registry and registry.columns:
        right.file_uploader(
            DICTIONARY_FILE,
            type="csv",
            key=_field("codes"),
            on_change=_take,
            args=("codes", _explain),
            max_upload_size=SMALL_MB,
        )


def _take(field: str, read: Callable[[bytes, str], None]) -> None:
    """Reads a file that was handed in; what is refused changes nothing. The field is an empty one afterwards."""
    given = handed_in(_field(field))
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    for content, name in given:
        hand.accept()
        try:
            read(content, name)
        except Refusal as refusal:
            hand.refuse(refusal)


def _open(content: bytes, name: str) -> None:
    draft.draw_anew(raw_of(read_mapping(content, name)))
    draft.seen()


def _explain(content: bytes, name: str) -> None:
    """The mapping is guessed anew, with what the dictionary calls the codes."""
    registry = hand.registry()
    if registry:
        draft.begin(registry.guess(read_dictionary(content, name)))


def settled_or_refused() -> tuple[Settled | None, Sequence[str]]:
    """The mapping, or why there is none yet."""
    try:
        return draft.settled("The mapping"), ()
    except Refusal as refusal:
        return None, refusal.sentences


def _field(which: str) -> str:
    return f"{_TIMES}:{which}:{st.session_state.get(_TIMES, 0)}"
