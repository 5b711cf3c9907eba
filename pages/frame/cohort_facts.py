"""Which columns hold facts of the case, and which rows count: for patients like the one in hand."""

from collections.abc import Mapping, Sequence
from typing import cast

import streamlit as st

from haic_core.case.facts import FACTS
from haic_core.cohort.alike import asked_of, words_of
from haic_core.cohort.mapping_file import MOST_FACTS
from haic_core.screen.cohort.rows import bounded
from haic_core.wording.cohort import FACT_TO_MAP, FACTS_MAPPED, LABELS, NO_COLUMN

from . import cohort_in_hand as hand


def fact_fields(columns: Sequence[str]) -> None:
    """Up to six facts, each with its column and, where it is no number, what its values are called there."""
    mapped = cast(Mapping[str, str], hand.draft().get("facts", {}))
    codes = st.multiselect(
        FACTS_MAPPED,
        list(asked_of()),
        list(mapped),
        max_selections=MOST_FACTS,
        format_func=lambda code: FACTS[code].label,
        placeholder=FACT_TO_MAP,
        key=hand.key("facts"),
        on_change=_choose,
        args=(hand.key("facts"),),
    )
    for code in codes:
        first, *rest = st.columns([1.4, *([1] * max(len(words_of(code)), 1))], gap="medium")
        column = mapped.get(code)
        first.selectbox(
            FACTS[code].label,
            columns,
            index=columns.index(column) if column in columns else None,
            format_func=bounded,
            placeholder=NO_COLUMN,
            key=hand.key("fact", code),
            on_change=_set_column,
            args=(code, hand.key("fact", code)),
        )
