"""What carries a decision away: the case file, the board pack, and its text for a hospital's record."""

from functools import partial

import streamlit as st

from haic_core.case.file import write_case
from haic_core.case.file_names import case_file_name, slug
from haic_core.judgement.assessment import Assessment
from haic_core.pack.files import pack_zip
from haic_core.pack.record import record_text
from haic_core.wording.decision import COPY_AS_TEXT, IN_THIS_TAB, SAVE_AS_TEXT, SAVING_WAITS

from . import cohort_shown, in_hand, judged
from .shared import library


def take_away(assessment: Assessment, waits: bool, hidden: bool) -> None:
    """Two downloads, the text, and that nothing is stored here. waits: something on the form is refused, so nothing is
    given; hidden: the text would tell the verdicts."""
    here = in_hand.agenda()
    with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
        st.download_button(
            "Save the case file with the decision",
            write_case(in_hand.case()),
            case_file_name(here, here.at),
            "application/json",
            on_click=in_hand.has_saved,
            args=([here.current.case],),
            type="primary",
            disabled=waits,
            key="save:case",
        )
        st.download_button(
            "Board pack: slides, sheet, tables",
            partial(pack_zip, in_hand.case(), library(), judged.today(), cohort_shown.chart()),
            f"haic-board-{slug(in_hand.case().label)}.zip",
            "application/zip",
            on_click="ignore",
            disabled=waits,
            key="save:pack",
        )
        with st.popover(COPY_AS_TEXT, disabled=waits or hidden):
            _text("" if waits or hidden else record_text(in_hand.case(), assessment, judged.ages(), library()))
        st.html(f'<p class="hb-b-note">{SAVING_WAITS if waits else IN_THIS_TAB}</p>')


def _text(text: str) -> None:
    """In a box that has a button of its own to copy it, and as a file."""
    name = f"haic-board-{slug(in_hand.case().label)}.txt"
    st.download_button(SAVE_AS_TEXT, text, name, "text/plain", key="save:text", on_click="ignore")
    st.code(text, language=None, wrap_lines=True, height=380)
