"""The case form: one section at a time, each telling how much of it is recorded; a search shows any fact."""

import streamlit as st

from haic_core.case.fact_search import found_facts
from haic_core.case.facts import SECTIONS
from haic_core.case.sections import recorded_in
from haic_core.judgement.ask_next import on_the_form
from haic_core.judgement.assessment import Assessment
from haic_core.screen.literal import ours
from haic_core.screen.proposals import meanings
from haic_core.wording.cost import RARELY_NEEDED
from haic_core.wording.intake import FIND, NOBODY_FOUND, SECTION, count_said

from . import in_hand
from .dates import section_day, single_days
from .field import field

_SECTION, _SEARCH = "case:section", "case:search"


def form(assessment: Assessment) -> None:
    """Draws the sections, the search and the fields of the section chosen or the facts found."""
    counts = recorded_in(in_hand.case().patient)
    with st.container(key="case-sections"):
        section = st.radio(
            SECTION,
            SECTIONS,
            captions=[ours(count_said(*counts[one])) for one in SECTIONS],
            horizontal=True,
            width="stretch",
            key=_SECTION,
            label_visibility="collapsed",
            persist_state="session",
            on_change=_leave_search,
        )
    with st.container(horizontal=True, vertical_alignment="bottom", key="case-head"):
        searched = st.text_input(FIND, key=_SEARCH, type="search", autocomplete="off", width=320)
        if not searched:
            section_day(section)
    if searched:
        _found(searched)
    else:
        _section(section, assessment)


def _found(searched: str) -> None:
    facts = found_facts(searched)
    with st.container(key="case-fields"):
        for fact in facts:
            field(fact)
    if not facts:
        st.html(f'<p class="hb-small">{NOBODY_FOUND}</p>')


def _section(section: str, assessment: Assessment) -> None:
    asked, rarely = on_the_form(section, in_hand.case().patient, assessment.options)
    with st.container(key="case-fields"):
        for fact in asked:
            field(fact)
    if rarely:
        more = st.expander(f"{RARELY_NEEDED} ({len(rarely)})", key=f"case:rarely:{section}", on_change="rerun")
        if more.open:
            with more, st.container(key="case-fields-rare"):
                for fact in rarely:
                    field(fact)
    single_days(section)
    st.html(meanings(asked))


def _leave_search() -> None:
    """Another section was chosen: what was searched is done with."""
    st.session_state[_SEARCH] = ""
