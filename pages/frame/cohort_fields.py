"""The fields of a mapping: which column is what, what its codes mean, and what no column says."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.cohort.mapping import Unit
from haic_core.screen.cohort.guesses import under_field
from haic_core.screen.cohort.rows import bounded
from haic_core.screen.literal import literal, ours
from haic_core.wording.registry import DATE_ORDERS, HINTS, LABELS, NO_COLUMN, called_said

from . import cohort_draft as draft
from . import cohort_in_hand as hand

_MOST_NAMED = 6
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
    place.html(under_field(draft.guessed(part), draft.raw().get(part)))


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
        place.html(under_field(draft.guessed(part), draft.raw().get(part)))


def choice_row() -> None:
    """Unit, order of dates, decimal sign."""
    for place, (part, choices) in zip(st.columns(3, gap="medium"), _CHOICES.items(), strict=True):
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
        place.html(under_field(draft.guessed(part), draft.raw().get(part)))


def group_names() -> None:
    """What each group is called on the curve; two may be called the same and are then one."""
    column = draft.column("group")
    there = hand.values(column)[:_MOST_NAMED]
    named = draft.named("group_names")
    for place, value in zip(st.columns(max(len(there), 1), gap="small"), there, strict=False):
        field = draft.key("group_name", column, value)
        place.text_input(
            ours(literal(called_said(value))),
            named.get(value, ""),
            max_chars=60,
            placeholder=bounded(value),
            key=field,
            on_change=_name_group,
            args=(value, field),
        )


def _name_group(value: str, field: str) -> None:
    rest = {known: name for known, name in draft.named("group_names").items() if known != value}
    name = str(st.session_state[field]).strip()
    draft.change("group_names", {**rest, value: name} if name else rest)


def together_field() -> None:
    """Whether several rows of a record number are one patient's visits."""
    st.checkbox(
        LABELS["together"],
        bool(draft.raw().get("together")),
        key=draft.key("together"),
        on_change=draft.take,
        args=("together", draft.key("together")),
    )


def word_row(*parts: str) -> None:
    """What no column says: the event, time zero, the site; or some of it."""
    for place, part in zip(st.columns(3, gap="medium"), parts or HINTS, strict=False):
        place.text_input(
            LABELS[part],
            draft.column(part),
            max_chars=120,
            placeholder=HINTS[part],
            key=draft.key(part),
            on_change=draft.take,
            args=(part, draft.key(part)),
        )
