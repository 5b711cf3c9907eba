"""Case: three ways in, side by side, and beside all of them where the six options stand."""

import streamlit as st

from haic_core.case.doubts import doubts
from haic_core.case.file import write_case
from haic_core.case.file_names import case_file_name
from haic_core.screen.ask_next import ask_next_list, doubt_list
from haic_core.screen.board.decision import decision_sheet
from haic_core.screen.literal import literal, ours
from haic_core.screen.standings import HIDDEN, standings
from haic_core.wording.decision import since_the_decision
from haic_core.wording.intake import ASK_ME, DATED_LIKE_TODAY, FORM, REDO, UNDO, WAY_IN, WAYS, in_meeting_said
from pages.frame import begin_page, in_hand, intake, replacing
from pages.frame.asking import ask_me
from pages.frame.form import form
from pages.frame.named import label_and_question
from pages.frame.opening import theme
from pages.frame.pasted import paste
from pages.frame.reading import WAY
from pages.frame.rooms import room
from pages.frame.shared import library
from pages.frame.styles import case_style
from pages.frame.tour import tour

assessment = begin_page(
    "Case",
    "Everything may stay “not recorded”: nothing is concluded from what is not known. "
    "Never enter a name, a date of birth or a record number.",
)
case_style()
tour()
replacing.ask_to_replace()
if refusal := intake.refusal():
    with st.container(key="case-refused"):
        st.error(literal(refusal))

ways, beside = st.columns([3, 1], gap="large")
with ways:
    with st.container(key="case-ways", horizontal=True, vertical_alignment="center"):
        way = st.radio(WAY_IN, WAYS, horizontal=True, key=WAY, label_visibility="collapsed", persist_state="session")
        if in_hand.agenda().is_meeting:
            told = in_meeting_said(in_hand.agenda().at + 1, len(in_hand.agenda().items))
            st.page_link(room("Meeting"), label=ours(told))
    if way == FORM:
        form(assessment)
    elif way == ASK_ME:
        ask_me(assessment)
    else:
        paste()
        if intake.opens_beside_the_text(way):
            intake.draw_file_field()

shown = not in_hand.item().hides_verdicts
with beside, st.container(key="case-beside"):
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.html("<h2>Where it stands</h2>")
        st.button(UNDO, on_click=in_hand.undo, disabled=not in_hand.can_undo(), icon=":material/undo:")
        st.button(REDO, on_click=in_hand.redo, disabled=not in_hand.can_redo(), icon=":material/redo:")
    st.html(standings(assessment, library(), theme()) if shown else HIDDEN)
    if asked_back := doubts(in_hand.case().patient.facts):
        st.html(doubt_list(asked_back))
    if way != ASK_ME:
        st.html(f'<div class="hb-quiet">{ask_next_list(assessment)}</div>')
    if decision := in_hand.case().decision:
        since = since_the_decision(decision, assessment, library()) if shown else ""
        st.html(f'<div class="hb-quiet"><h2>Decision</h2>{decision_sheet(decision, library(), since)}</div>')

with st.container(key="case-file"):
    with st.container():
        label_and_question()
        with st.container(horizontal=True, gap="xsmall"):
            name = case_file_name(in_hand.agenda(), in_hand.agenda().at)
            written = write_case(in_hand.case())
            st.download_button(
                "Save the case file",
                written,
                name,
                "application/json",
                on_click=in_hand.has_saved,
                args=([in_hand.case()],),
                key="save:case",
            )
            st.button("Clear all facts", on_click=replacing.clear)
    if not intake.opens_beside_the_text(way):
        intake.draw_file_field()
    with st.container(gap="xxsmall", key="case-examples"):
        st.html(f'<p class="hb-small">Worked examples <span class="hb-muted">{DATED_LIKE_TODAY}</span></p>')
        for name, example in intake.examples():
            st.button(
                ours(name),
                on_click=replacing.offer_case,
                args=(example,),
                type="tertiary",
                width="stretch",
                icon=":material/arrow_forward:",
            )
