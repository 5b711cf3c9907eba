"""Add a paper: from a paper on the desk to its file, field by field, checked by the library's own reader."""

import streamlit as st

from haic_core.intake.paper.checks import checks
from haic_core.intake.paper.draft import read_draft
from haic_core.intake.paper.readable import readable
from haic_core.intake.paper.sections import chosen, entries, faults_of
from haic_core.intake.paper.summary import figure_ids
from haic_core.wording.paper import LEAD
from pages.frame import begin_page
from pages.frame import paper_in_hand as hand
from pages.frame.paper_entry import beside, entry, entry_list, section_bar
from pages.frame.shared import library

begin_page("Add a paper", LEAD)


@st.fragment
def workbench() -> None:
    """A fragment: what is typed here leaves the rest of the page alone."""
    raw = hand.raw()
    reading, read = read_draft(raw, hand.draft().file_name), readable(raw)
    found = checks(raw, read, library())
    section_bar(reading.faults)
    listed = entries(hand.section(), raw, hand.cohort(), reading.faults)
    opened = chosen(listed, hand.open_path())
    left, middle, right = st.columns([1.15, 2.5, 1.35], gap="large")
    with left:
        entry_list(listed, opened)
    with middle:
        if opened:
            offered = (figure_ids(read), [one.key for one in found if one.key])
            entry(opened, faults_of(opened.path, reading.faults), offered)
    with right:
        beside(reading, found, read is not None)


workbench()
