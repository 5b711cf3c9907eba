"""Meeting: the agenda of a board, its order, and its one file."""

import streamlit as st

from haic_core.case.file import LONGEST_LABEL, write_case
from haic_core.case.file_names import case_file_name, meeting_file_name
from haic_core.case.meeting_file import write_meeting
from haic_core.screen.agenda import agenda_head, agenda_row
from haic_core.screen.html import note
from haic_core.screen.literal import literal
from haic_core.wording.decision import SAVING_WAITS
from haic_core.wording.meeting import case_title, saved_sentence
from pages.frame import agenda, begin_page, in_hand, judged
from pages.frame.refused_forms import are_waiting
from pages.frame.rooms import room
from pages.frame.shared import library
from pages.frame.uploads import SMALL_MB

begin_page(
    "Meeting",
    "The cases of one board in their order. They stay in this tab alone until it is closed; a file carries them away.",
)
here, saved = in_hand.agenda(), in_hand.saved()
rows, files = st.columns([3, 1], gap="large")

with rows:
    agenda.order_bar()
    with st.container(key="agenda_rows"):
        st.html(agenda_head())
        unsaved = saved.unsaved(here)
        for place, item in enumerate(here.items):
            with st.container(key=f"agenda_row_{place}"):
                title, said = st.columns([2, 3], vertical_alignment="center")
                title.button(
                    literal(case_title(here, place)),
                    on_click=in_hand.bring,
                    args=(here.turned_to(place),),
                    type="primary" if place == here.at else "tertiary",
                    key=f"agenda:{place}",
                    width="stretch",
                )
                still = judged.still_open(item.case.patient)
                said.html(agenda_row(here, place, still, place in unsaved, library()))
    with st.container(horizontal=True):
        st.page_link(room("Case"), label="Enter the case in hand", icon=":material/clinical_notes:")
        st.page_link(room("Board"), label="Present the case in hand", icon=":material/co_present:")

with files:
    st.header("Add", anchor=False)
    st.button("Add an empty case", on_click=agenda.add_empty, width="stretch")
    st.file_uploader(
        "Add case or meeting files",
        type=None,
        accept_multiple_files=True,
        key=agenda.file_field(),
        on_change=agenda.add_files,
        max_upload_size=SMALL_MB,
    )
    st.header("Save", anchor=False)
    st.text_input(
        "Label of the meeting (never a name)",
        here.label,
        max_chars=LONGEST_LABEL,
        placeholder="Tuesday board",
        key=f"{in_hand.generation()}:meeting_label",
        on_change=agenda.relabel,
    )
    if refusal := agenda.refusal():
        st.error(literal(refusal))
    st.html(note(SAVING_WAITS if (waits := are_waiting()) else saved_sentence(here, saved)))
    st.download_button(
        "Save the meeting",
        write_meeting(here),
        meeting_file_name(here),
        "application/json",
        on_click=in_hand.has_saved,
        type="primary",
        disabled=waits,
        width="stretch",
        key="save:meeting",
    )
    st.download_button(
        "Save the case in hand",
        write_case(here.current.case),
        case_file_name(here, here.at),
        "application/json",
        on_click=in_hand.has_saved,
        args=([here.current.case],),
        disabled=waits,
        width="stretch",
        key="save:case",
    )
    st.button("Start an empty meeting", on_click=agenda.start_anew, width="stretch")
