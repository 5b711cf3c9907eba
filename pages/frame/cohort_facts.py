"""Which columns hold facts of the case, what their values are called there, and which rows count."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from haic_core.case.facts import FACTS
from haic_core.cohort.guess.facts import answers_of
from haic_core.cohort.mapping_file import MOST_FACTS
from haic_core.screen.cohort.guesses import under_field
from haic_core.screen.cohort.rows import bounded
from haic_core.screen.literal import ours
from haic_core.wording.registry import CHOOSE, FACTS_MAPPED, LABELS, NO_COLUMN, ONLY_VALUES, answer_said

from . import cohort_draft as draft
from . import cohort_in_hand as hand


def fact_fields(columns: Sequence[str]) -> None:
    """Up to six facts, each with its column and, where it is no number, what stands there for each answer."""
    codes = st.multiselect(
        FACTS_MAPPED,
        list(FACTS),
        list(_columns()),
        max_selections=MOST_FACTS,
        format_func=lambda code: FACTS[code].label,
        placeholder=CHOOSE,
        key=draft.key("facts"),
        on_change=_keep_chosen,
    )
    for code in codes:
        _fact(code, columns)


def where_field(columns: Sequence[str]) -> None:
    """Rows that count, by the values of one column; a mapping from a file may name more, which stay."""
    known = cast(Mapping[str, Sequence[str]], draft.raw().get("where", {}))
    first = next(iter(known), None)
    left, right = st.columns([1, 2], gap="medium")
    column = left.selectbox(
        LABELS["where"],
        columns,
        index=columns.index(first) if first in columns else None,
        format_func=bounded,
        placeholder=NO_COLUMN,
        key=draft.key("where"),
        on_change=draft.change,
        args=("where", None),
    )
    if column:
        there = list(dict.fromkeys([*known.get(column, ()), *hand.values(column)]))
        field = draft.key("where_values", column)
        right.multiselect(
            ONLY_VALUES,
            there,
            list(known.get(column, ())),
            format_func=bounded,
            placeholder=CHOOSE,
            accept_new_options=True,
            key=field,
            on_change=_keep_where,
            args=(column, field),
        )


def _fact(code: str, columns: Sequence[str]) -> None:
    answers, column = answers_of(code), _columns().get(code)
    first, *rest = st.columns(max(len(answers) + 1, 3), gap="medium")
    first.selectbox(
        FACTS[code].label,
        columns,
        index=columns.index(column) if column in columns else None,
        format_func=bounded,
        placeholder=NO_COLUMN,
        key=draft.key("fact", code),
        on_change=_set_column,
        args=(code, draft.key("fact", code)),
    )
    first.html(under_field(draft.guessed(f"facts: {code}"), column))
    words = _values().get(code, {})
    there = list(dict.fromkeys([*words, *hand.values(column or "")]))
    for place, answer in zip(rest, answers if column else (), strict=False):
        field = draft.key("answer", code, answer, column)
        place.multiselect(
            ours(answer_said(answer)),
            there,
            [value for value, word in words.items() if word == answer],
            format_func=bounded,
            placeholder=CHOOSE,
            key=field,
            on_change=_set_answer,
            args=(code, answer, field),
        )


def _columns() -> dict[str, str]:
    return draft.named("facts")


def _values() -> dict[str, dict[str, str]]:
    return dict(cast(Mapping[str, dict[str, str]], draft.raw().get("values", {})))


def _keep_chosen() -> None:
    codes = st.session_state[draft.key("facts")]
    draft.change("facts", {code: column for code, column in _columns().items() if code in codes})
    draft.change("values", {code: words for code, words in _values().items() if code in codes})


def _set_column(code: str, field: str) -> None:
    rest = {known: column for known, column in _columns().items() if known != code}
    column = st.session_state[field]
    draft.change("facts", {**rest, code: column} if column else rest)
    draft.change("values", {known: words for known, words in _values().items() if known != code})


def _set_answer(code: str, answer: str, field: str) -> None:
    chosen = dict.fromkeys(st.session_state[field], answer)
    kept = {value: word for value, word in _values().get(code, {}).items() if word != answer and value not in chosen}
    words = kept | chosen
    rest = {known: held for known, held in _values().items() if known != code}
    draft.change("values", {**rest, code: words} if words else rest)


def _keep_where(column: str, field: str) -> None:
    chosen = st.session_state[field]
    draft.change("where", {column: chosen} if chosen else None)
