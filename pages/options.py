"""Options: six columns that a clinician reads in ten seconds, and the whole ledger beneath them."""

import streamlit as st

from haic_core.screen.freshness import limit_list
from haic_core.screen.html import note
from haic_core.screen.literal import literal
from haic_core.screen.options import ledger_table, option_cards
from haic_core.screen.sensitivity import sensitivity_strips
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.freshness import waiting_sentence
from haic_core.words.vocabulary import Modality
from pages.frame import begin_page, judged, view
from pages.frame.opening import theme, wait_for_the_board
from pages.frame.shared import library

assessment = begin_page(
    "Options",
    "What the published criteria say of each option for this patient. Options that do "
    "not meet them stay on the page, with the line that decides.",
)
wait_for_the_board()
waits = {modality: waiting_sentence(wait) for modality, wait in judged.waits(assessment).items()}
st.html(option_cards(assessment.options, waits, library(), theme()))
st.html(note(library_read_sentence(library())))

st.header("One option in full", anchor=False)
names = {entry.modality: entry.short for entry in library().modalities}
options = list(Modality)
chosen = st.radio(
    "Option",
    options,
    options.index(view.asked("option", options, Modality.HAIC)),
    horizontal=True,
    format_func=lambda option: literal(names[option]),
    key="ledger_option",
    persist_state="session",
    label_visibility="collapsed",
)
ledger, reach, dates = st.tabs(["Ledger", "How far the verdict holds", "How old facts may be"])
option = assessment.option(chosen)
ledger.html(ledger_table(option, library()))
reach.html(sensitivity_strips(judged.sensitivity(assessment, chosen), option.verdict, option.standing))
dates.html(limit_list(library().freshness))
