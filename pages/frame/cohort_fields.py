"""The fields of a mapping: which column is what, what its codes mean, and what no column says."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.cohort.mapping import Unit
from haic_core.screen.cohort.rows import bounded, reason
from haic_core.wording.cohort import DATE_ORDERS, HINTS, LABELS, NO_COLUMN

from . import cohort_draft as draft
from . import cohort_in_hand as hand

_CHOICES: Mapping[str, Sequence[str]] = MappingProxyType(
    {"unit": get_args(Unit), "dates": tuple(DATE_ORDERS), "decimal": (".", ",")}
)


def column_row(columns: Sequence[str], *parts: str) -> None:
    """The columns of some parts beside each other."""
    for place, part in zip(st.columns(len(parts), gap="medium"), parts, strict=True):
        _column(place, part, columns)


def _column(place: DeltaGenerator, part: str, columns: Sequence[str]) -> None:
    """The column of one part, and on what the guess rests."""
    chosen = draft.raw().get(part)
    place.selectbox(
        LABELS[part],
        columns,
        index=columns.index(chosen) if chosen in columns else None,
        format_func=bounded,
        placeholder=NO_COLUMN,
        key=draft.key(part),
        on_change=draft.take,
        args=(part, draft.key(part)),
    )
    place.html(reason(draft.why(part)))


def codes() -> None:
    """Which values of the event's column mean what."""
    column = draft.column("event")
    there = hand.values(column)
    for place, part in zip(st.columns(3, gap="medium"), ("dead", "alive", "competing"), strict=True):
        chosen = draft.listed(part)
        place.multiselect(
            LABELS[part],
            list(dict.fromkeys([*chosen, *there])),
            chosen,
            format_func=bounded,
            placeholder="choose" if there else "type a value",
            accept_new_options=True,
            key=draft.key(part, column),
            on_change=draft.take,
            args=(part, draft.key(part, column)),
        )
        place.html(reason(draft.why(part)))


def choice_row(columns: Sequence[str]) -> None:
    """Unit, order of dates, decimal sign; and the record number."""
    *places, last = st.columns(4, gap="medium")
    for place, (part, choices) in zip(places, _CHOICES.items(), strict=True):
        chosen = draft.raw().get(part)
        place.selectbox(
            LABELS[part],
            choices,
            index=choices.index(str(chosen)) if chosen in choices else None,
            format_func=lambda one: DATE_ORDERS.get(one, one),
            placeholder="as it stands",
            key=draft.key(part),
            on_change=draft.take,
            args=(part, draft.key(part)),
        )
        place.html(reason(draft.why(part)))
    _column(last, "patient", columns)


def word_row() -> None:
    """What no column says: the event, time zero, the site."""
    for place, part in zip(st.columns(3, gap="medium"), HINTS, strict=True):
        place.text_input(
            LABELS[part],
            draft.column(part),
            max_chars=120,
            placeholder=HINTS[part],
            key=draft.key(part),
            on_change=draft.take,
            args=(part, draft.key(part)),
        )
