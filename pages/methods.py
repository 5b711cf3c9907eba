"""Methods: how verdicts and curves are made, how accurate they are, what the tool is not for."""

import streamlit as st

from haic_core import __version__
from haic_core.evidence.library import read_measurements, read_methods
from haic_core.judgement.rules_version import rules_version
from haic_core.onefile.build import board_file
from haic_core.onefile.parts import at_hand
from haic_core.screen.glossary import glossary_list
from haic_core.screen.html import note
from haic_core.screen.literal import ours
from haic_core.screen.verdict_picture import verdict_picture
from haic_core.wording.one_file import ABOUT_ONE_FILE, BUILD_ONE_FILE, ONE_FILE, SAVE_ONE_FILE
from pages.frame import begin_page
from pages.frame.shared import audited, library

begin_page("Methods", "How the tool comes to what it shows, and where it stops.")
before, after = read_methods()
st.markdown(ours(before))
st.html(verdict_picture())
st.markdown(ours(after))
st.header("Words", anchor="words")
st.html(glossary_list())
st.header("Measurements", anchor=False)
for title, table in read_measurements().items():
    with st.expander(ours(title)):
        st.markdown(ours(table))
report = audited()
st.header("This installation", anchor=False)
st.markdown(
    ours(
        f"Product {__version__} · rules {rules_version(library())} · data {library().version} · "
        f"{len(library().sources)} documents · {report.figures} figures · {report.disputes} declared disputes · "
        f"{len(report.undeclared)} undeclared inconsistencies."
    )
)
st.header(ONE_FILE, anchor=False)
st.html(note(ABOUT_ONE_FILE))
if at_hand():
    st.download_button(
        SAVE_ONE_FILE, lambda: board_file().html, "haic-board.html", "text/html", key="save:one_file", on_click="ignore"
    )
else:
    st.markdown(ours(BUILD_ONE_FILE))
