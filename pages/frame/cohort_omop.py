"""How a cohort is made of OMOP tables: each choice on the screen, changed by a click, kept in the mapping."""

from collections.abc import Mapping, Sequence
from typing import cast, get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from haic_core.cohort.choices import MOST_DAYS, Choices, Clock, FollowUp
from haic_core.cohort.engines.counting import flowing
from haic_core.cohort.engines.line import Line
from haic_core.cohort.engines.omop import Flow
from haic_core.cohort.engines.registry import Registry
from haic_core.cohort.engines.running import Running
from haic_core.cohort.mapping import Mapping as Settled
from haic_core.screen.cohort.rows import steps_table
from haic_core.screen.literal import literal
from haic_core.wording.omop import (
    CHOICES,
    DAYS_BEFORE,
    DISEASE,
    FLOW,
    LEAD,
    SWITCHES,
    TREATMENT,
    WORDS,
    choices_said,
    flow_said,
    open_said,
)
from haic_core.words.refusal import Refusal

from . import cohort_draft as draft
from .cohort_concepts import choices, concept_field, search_field, take
from .cohort_count import wait_for
from .cohort_fields import word_row
from .cohort_mapping import mapping_files, settled_or_refused
from .shared import library

_FLOW, _DAYS = "cohort:flow", "days_before_diagnosis"
_WAYS = {"clock": get_args(Clock), "follow_up": get_args(FollowUp)}
_USUAL = Choices.model_fields


def omop_fields(registry: Registry) -> Settled | None:
    """Draws the choices and answers the mapping that follows of them, once they are whole."""
    settled, refused = settled_or_refused()
    with st.expander(literal(choices_said(choices(), settled is not None)), expanded=draft.is_open(settled is None)):
        st.caption(LEAD)
        if settled is None:
            st.info(literal(open_said(choices(), refused)))
        search_field(registry)
        concept_field(DISEASE, "disease", cast(Sequence[object], choices().get("disease", ())))
        _treatments()
        _decided()
        word_row("site")
        mapping_files(settled)
        if settled and registry.line:
            _flow(registry.line, settled)
    return settled


def _treatments() -> None:
    """The product's options by name, and what else a mapping names, two beside each other."""
    held = cast(Mapping[str, Sequence[object]], choices().get("treatments", {}))
    names = list(dict.fromkeys([*(entry.short for entry in library().modalities), *held]))
    places: list[DeltaGenerator] = []
    for _ in names[::2]:
        places += st.columns(2, gap="medium")
    for name, place in zip(names, places, strict=False):
        with place:
            concept_field(TREATMENT.format(name), name, held.get(name, ()))


def _decided() -> None:
    """What is decided between a few ways, yes or no, or in days."""
    for place, (key, ways) in zip(st.columns(2, gap="medium"), _WAYS.items(), strict=True):
        field = draft.key("omop", key)
        at = ways.index(_held(key))
        place.radio(CHOICES[key], ways, at, format_func=WORDS.__getitem__, key=field, on_change=take, args=(key,))
    for key, label in SWITCHES.items():
        st.checkbox(label, bool(_held(key)), key=draft.key("omop", key), on_change=take, args=(key,))
    days = cast(int, _held(_DAYS))
    st.number_input(DAYS_BEFORE, 0, MOST_DAYS, days, key=draft.key("omop", _DAYS), on_change=take, args=(_DAYS,))


def _held(key: str) -> object:
    return choices().get(key, _USUAL[key].default)


def _flow(line: Line, settled: Settled) -> None:
    """How many patients each choice takes in, counted when it is asked."""
    st.button(FLOW, key=draft.key("flow"), on_click=_begin_flow, args=(line, settled))
    asked, run = cast(tuple[Settled | None, Running[Flow] | None], st.session_state.get(_FLOW, (None, None)))
    if run is None or asked != settled:
        return
    if not run.progress.is_over:
        wait_for(run, "flow")
        return
    try:
        if found := run.result():
            st.html(steps_table(flow_said(found)))
    except Refusal as refusal:
        st.error(literal(" ".join(refusal.sentences)))


def _begin_flow(line: Line, settled: Settled) -> None:
    st.session_state[_FLOW] = (settled, flowing(line, settled))
