"""Case: enter or open a patient; see what is still missing and what to ask next."""

import streamlit as st

from haic_core.case.doubts import doubts
from haic_core.case.facts import LABS, SECTIONS
from haic_core.case.file import LONGEST_LABEL, STARTING, write_case
from haic_core.case.units import SYSTEMS
from haic_core.judgement.ask_next import on_the_form
from haic_core.screen.ask_next import ask_next_list, doubt_list, meter
from haic_core.screen.board.decision import decision_sheet
from haic_core.screen.literal import literal, ours
from haic_core.wording.cost import RARELY_NEEDED
from haic_core.wording.decision import since_the_decision
from pages.frame import begin_page, in_hand, intake
from pages.frame.dates import section_head, single_days
from pages.frame.form import fields
from pages.frame.shared import library

assessment = begin_page(
    "Case",
    "Everything may stay “not recorded”: nothing is concluded from what is not known. "
    "Never enter a name, a date of birth or a record number.",
)
form, side = st.columns([3, 1], gap="large")

with form:
    system = next(iter(SYSTEMS))
    for section in SECTIONS:
        section_head(section)
        if section == LABS:
            system = st.radio("Units", list(SYSTEMS), horizontal=True, key="unit_system", persist_state="session")
        asked, rarely = on_the_form(section, in_hand.case().patient, assessment.options)
        fields(asked, system)
        if rarely:
            with st.expander(RARELY_NEEDED):
                fields(rarely, system)
        single_days(section)

with side:
    if asked_back := doubts(in_hand.case().patient.facts):
        st.html(doubt_list(asked_back))
    st.header("Ask next", anchor=False)
    st.html(meter(assessment))
    st.html(ask_next_list(assessment))

    if in_hand.case().decision:
        st.header("Decision", anchor=False)
        shown = not in_hand.item().hides_verdicts
        since = since_the_decision(in_hand.case().decision, assessment, library()) if shown else ""
        st.html(decision_sheet(in_hand.case().decision, library(), since))

    st.header("Worked examples", anchor=False)
    for name, example in intake.examples():
        st.button(ours(name), on_click=in_hand.take, args=(example, True), width="stretch")

    st.header("Case file", anchor=False)
    st.text_input(
        "Label (never a name)",
        in_hand.case().label,
        max_chars=LONGEST_LABEL,
        placeholder="case 7",
        key=f"{in_hand.generation()}:label",
        on_change=intake.relabel,
    )
    st.file_uploader(
        "Open case files; several make a meeting",
        type=None,
        accept_multiple_files=True,
        key=intake.file_field(),
        on_change=intake.open_files,
    )
    if refusal := intake.refusal():
        st.error(literal(refusal))
    st.download_button(
        "Save the case file",
        write_case(in_hand.case()),
        "case.json",
        "application/json",
        on_click="ignore",
        width="stretch",
    )
    st.button("Clear all facts", on_click=in_hand.take, args=(STARTING,), width="stretch")
