"""Options: six columns that a clinician reads in ten seconds, and the whole ledger beneath them."""

import streamlit as st

from haic_core.markup import ledger_table, option_cards
from haic_core.vocabulary import Modality
from pages.frame import begin_page
from pages.frame.loaded import library
from pages.frame.opening import theme

assessment = begin_page("Options", "What the published criteria say of each option for this patient. Options that do "
                                   "not meet them stay on the page, with the line that decides.")
st.html(option_cards(assessment.options, library(), theme()))

st.header("Ledger", anchor=False)
names = {entry.modality: entry.short for entry in library().modalities}
chosen = st.radio("Option", list(Modality), list(Modality).index(Modality.HAIC), horizontal=True,
                  format_func=names.__getitem__, key="ledger_option", persist_state="session",
                  label_visibility="collapsed")
st.html(ledger_table(assessment.option(chosen), library()))
