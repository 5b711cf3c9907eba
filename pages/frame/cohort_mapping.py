"""The mapping of a registry, field by field: what was guessed, on what it rests, and a click to change it."""

from collections.abc import Sequence

import streamlit as st

from haic_core.cohort.guess.part import Part
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.mapping_file import raw_of, read_mapping, write_mapping
from haic_core.screen.cohort.guesses import questions
from haic_core.screen.literal import literal
from haic_core.wording.registry import (
    ALL_RIGHT,
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
from .cohort_facts import fact_fields, where_field
from .cohort_fields import choice_row, codes, column_row, group_names, together_field, word_row

_TIMES = "cohort:mapping_times"


def mapping_fields(columns: Sequence[str]) -> Settled | None:
    """Draws the mapping and answers it, once it is whole."""
    settled, refused = settled_or_refused()
    asked = draft.asked()
    with st.expander(literal(mapping_said(draft.raw())), expanded=draft.is_open(settled is None or bool(asked))):
        if asked:
            _ask(asked, settled is not None)
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


def _ask(asked: Sequence[Part], is_whole: bool) -> None:
    """What is doubtful, and one click where all of it is right."""
    st.html(questions(asked))
    st.button(ALL_RIGHT, on_click=draft.seen, type="primary", disabled=not is_whole)


def mapping_files(settled: Settled | None) -> None:
    """The mapping as a small file without data, out and in."""
    left, right = st.columns([1, 3], gap="medium", vertical_alignment="bottom")
    left.download_button(
        SAVE_MAPPING,
        write_mapping(settled) if settled else "",
        MAPPING_NAME,
        "application/json",
        on_click="ignore",
        disabled=settled is None,
    )
    right.file_uploader(MAPPING_FILE, type="json", key=_field(), on_change=_open)


def _open() -> None:
    given = st.session_state.get(_field())
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    if given:
        hand.accept()
        try:
            draft.draw_anew(raw_of(read_mapping(given.getvalue(), given.name)))
            draft.seen()
        except Refusal as refusal:
            hand.refuse(refusal)


def settled_or_refused() -> tuple[Settled | None, Sequence[str]]:
    """The mapping, or why there is none yet."""
    try:
        return draft.settled("The mapping"), ()
    except Refusal as refusal:
        return None, refusal.sentences


def _field() -> str:
    return f"{_TIMES}:{st.session_state.get(_TIMES, 0)}"
