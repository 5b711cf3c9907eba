"""The mapping of a registry, field by field: what was guessed, on what it rests, and a click to change it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.cohort.mapping import Mapping as Settled
from haic_core.cohort.mapping import Unit
from haic_core.cohort.mapping_file import write_mapping
from haic_core.screen.cohort.rows import bounded, reason
from haic_core.screen.literal import literal, ours
from haic_core.wording.cohort import (
    ASK_FIRST,
    DATE_ORDERS,
    HINTS,
    LABELS,
    MAPPING_FILE,
    MAPPING_NAME,
    NO_COLUMN,
    SAVE_MAPPING,
    mapping_said,
)

from . import cohort_in_hand as hand

_DECIMALS = (".", ",")
_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType(
    {"unit": get_args(Unit), "dates": tuple(DATE_ORDERS), "decimal": _DECIMALS}
)
_TIMES = "cohort:mapping_times"


def mapping_fields(columns: Sequence[str]) -> Settled | None:
    """Draws the mapping and answers it, once it is whole."""
    settled, missing = hand.mapping()
    asked = hand.guess().asked
    with st.expander(literal(mapping_said(hand.draft())), expanded=settled is None or bool(asked)):
        if asked:
            st.warning(ASK_FIRST + ": " + literal(" ".join(asked)))
        for sentence in missing:
            st.error(literal(sentence))
        _column_row(columns, "time", "event", "group")
        _column_row(columns, "begins", "ends", "entry")
        _codes()
        _choice_row(columns)
        _word_row()
        _facts(columns)
        _files(settled)
    return settled


def _column_row(columns: Sequence[str], *parts: str) -> None:
    for place, part in zip(st.columns(len(parts), gap="medium"), parts, strict=True):
        _column(place, part, columns)


def _column(place: DeltaGenerator, part: str, columns: Sequence[str]) -> None:
    """The column of one part, and on what the guess rests."""
    chosen = hand.draft().get(part)
    place.selectbox(
        LABELS[part],
        columns,
        index=columns.index(chosen) if chosen in columns else None,
        format_func=bounded,
        placeholder=NO_COLUMN,
        key=hand.key(part),
        on_change=hand.take,
        args=(part, hand.key(part)),
    )
    place.html(reason(hand.guess().why.get(part, "")))


def _codes() -> None:
    """Which values of the event's column mean what."""
    column = str(hand.draft().get("event", ""))
    there = hand.values(column)
    for place, part in zip(st.columns(3, gap="medium"), ("dead", "alive", "competing"), strict=True):
        chosen = [str(one) for one in hand.listed(part)]
        place.multiselect(
            LABELS[part],
            list(dict.fromkeys([*chosen, *there])),
            chosen,
            format_func=bounded,
            placeholder="choose" if there else "type a value",
            accept_new_options=True,
            key=hand.key(part, column),
            on_change=hand.take,
            args=(part, hand.key(part, column)),
        )
        place.html(reason(hand.guess().why.get(part, "")))


def _choice_row(columns: Sequence[str]) -> None:
    """Unit, order of dates, decimal sign; and the record number."""
    *places, last = st.columns(4, gap="medium")
    for place, (part, choices) in zip(places, _CHOICES.items(), strict=True):
        chosen = hand.draft().get(part)
        place.selectbox(
            LABELS[part],
            choices,
            index=choices.index(str(chosen)) if chosen in choices else None,
            format_func=lambda one: DATE_ORDERS.get(one, one),
            placeholder="as it stands",
            key=hand.key(part),
            on_change=hand.take,
            args=(part, hand.key(part)),
        )
        place.html(reason(hand.guess().why.get(part, "")))
    _column(last, "patient", columns)


def _word_row() -> None:
    """What no column says: the event, time zero, the site."""
    for place, part in zip(st.columns(3, gap="medium"), HINTS, strict=True):
        place.text_input(
            LABELS[part],
            str(hand.draft().get(part, "")),
            max_chars=120,
            placeholder=HINTS[part],
            key=hand.key(part),
            on_change=hand.take,
            args=(part, hand.key(part)),
        )


def _files(settled: Settled | None) -> None:
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
        hand.open_mapping(given.getvalue(), given.name)


def _field() -> str:
    return f"{_TIMES}:{st.session_state.get(_TIMES, 0)}"
