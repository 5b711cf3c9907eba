"""The fields of the second version: which facts are changed and to what; and two charts side by side."""

from collections.abc import Sequence

import streamlit as st

from haic_core.case.fact_kinds import Fact, NumberFact, Value, spoken
from haic_core.case.facts import FACTS
from haic_core.chart.survival import survival_chart
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.changes import Flip
from haic_core.judgement.what_if import telling_changes
from haic_core.screen.compare import flip_label
from haic_core.screen.curves import clock_note
from haic_core.screen.literal import literal, ours
from haic_core.screen.plotly.survival import survival_figure
from haic_core.words.vocabulary import Endpoint

from . import in_hand
from .opening import theme
from .plot import plot
from .shared import curves, library

_ACROSS = 4


def changed_facts(recorded: Assessment) -> dict[str, Value | None]:
    """Draws the fields and answers the values of the second version."""
    offered = telling_changes(recorded.options)
    if offered:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html('<p class="hb-small">Single changes that turn an option:</p>', width="content")
            for flip in offered:
                st.button(ours(flip_label(flip)), on_click=_try, args=(flip,), key=f"try:{flip.fact}")
    chosen = st.multiselect(
        "Facts to change",
        list(FACTS),
        format_func=lambda code: FACTS[code].label,
        placeholder="choose a fact",
        key=_key("facts"),
        persist_state="session",
    )
    values: dict[str, Value | None] = {}
    for start in range(0, len(chosen), _ACROSS):
        for column, code in zip(st.columns(_ACROSS), chosen[start : start + _ACROSS], strict=False):
            with column:
                values[code] = _field(FACTS[code])
    return values


def _field(fact: Fact) -> Value | None:
    recorded, key = in_hand.case().patient.get(fact.code), _key(fact.code)
    if key not in st.session_state:
        st.session_state[key] = recorded
    if isinstance(fact, NumberFact):
        kind = int if fact.whole else float
        if st.session_state[key] is not None:
            st.session_state[key] = kind(st.session_state[key])
        typed: float | None = st.number_input(
            f"{fact.label} ({fact.unit})" if fact.unit else fact.label,
            kind(fact.low),
            kind(fact.high),
            None,
            kind(fact.step),
            format="%d" if fact.whole else "%g",
            key=key,
            placeholder="not recorded",
            persist_state="session",
        )
        return typed
    answers: list[Value | None] = [None, *fact.answers]
    chosen: Value | None = st.selectbox(
        fact.label,
        answers,
        key=key,
        persist_state="session",
        format_func=lambda value: "not recorded" if value is None else spoken(value),
    )
    return chosen


def _try(flip: Flip) -> None:
    """Adds one change to the second version."""
    chosen = st.session_state.get(_key("facts"), [])
    st.session_state[_key("facts")] = [*(code for code in chosen if code != flip.fact), flip.fact]
    st.session_state[_key(flip.fact)] = flip.after


def _key(name: str) -> str:
    return f"{in_hand.generation()}:what_if:{name}"


def two_charts(before: Sequence[str], after: Sequence[str]) -> None:
    """The curves shown first in each version."""
    for column, name, keys in zip(st.columns(2, gap="large"), ("As recorded", "What if"), (before, after), strict=True):
        picked, refused = curves(list(keys), Endpoint.OS)
        column.header(ours(name), anchor=False)
        for sentence in refused:
            column.warning(literal(sentence))
        if picked:
            chart = survival_chart(picked, library(), theme())
            column.html(clock_note(chart))
            with column:
                plot(survival_figure(chart), chart.alt_text, f"chart:{name}", at_once=True)
