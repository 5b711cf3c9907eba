"""What was typed into fields and not taken over: it stays as it was typed, with its sentence and its answers."""

from collections.abc import Callable, Iterable
from html import escape

import streamlit as st

from haic_core.case.fact_kinds import Fact, Value
from haic_core.intake.typed import AskedBack
from haic_core.screen.literal import literal

from . import in_hand
from .dates import forget_days


def asked_back() -> dict[str, AskedBack]:
    """What was typed into the fields of this case and not taken over, by fact."""
    kept: dict[str, AskedBack] = st.session_state.setdefault(f"{in_hand.generation()}:asked_back", {})
    return kept


def notes() -> dict[str, str]:
    """How the last number with a unit of its own was read, by fact."""
    kept: dict[str, str] = st.session_state.setdefault(f"{in_hand.generation()}:notes", {})
    return kept


def follow_the_case(codes: Iterable[str]) -> None:
    """These facts were recorded elsewhere: what their fields asked back is settled, and days show what is recorded."""
    for code in codes:
        asked_back().pop(code, None)
    forget_days()


def question(fact: Fact, then: Callable[[Fact, Value], None]) -> None:
    """Why a typed number was not taken over, with a button for each value it may stand for."""
    kept = asked_back().get(fact.code)
    if kept:
        st.html(f'<p class="hb-asked" role="alert">{escape(kept.sentence)}</p>')
        with st.container(horizontal=True, gap="xsmall"):
            for label, value in kept.answers:
                st.button(literal(label), on_click=then, args=(fact, value), key=f"answer:{fact.code}:{label}")
