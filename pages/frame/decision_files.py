"""The files that carry a decision away: the case file, and the board pack."""

from functools import partial

import streamlit as st

from haic_core.case.file import write_case
from haic_core.case.file_names import case_file_name, slug
from haic_core.pack.files import pack_zip
from haic_core.wording.decision import IN_THIS_TAB, SAVING_WAITS

from . import in_hand, judged
from .shared import library


def take_away(waits: bool) -> None:
    """Two downloads, and that nothing is stored here. waits: something on the form is refused, so neither is given."""
    here = in_hand.agenda()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Save the case file with the decision",
            write_case(in_hand.case()),
            case_file_name(here, here.at),
            "application/json",
            on_click=in_hand.has_saved,
            args=([here.current.case],),
            type="primary",
            disabled=waits,
        )
        st.download_button(
            "Board pack: slides, sheet, tables",
            partial(pack_zip, in_hand.case(), library(), judged.today()),
            f"haic-board-{slug(in_hand.case().label)}.zip",
            "application/zip",
            on_click="ignore",
            disabled=waits,
        )
        st.html(f'<p class="hb-b-note">{SAVING_WAITS if waits else IN_THIS_TAB}</p>')
