"""Evidence: the matched cohorts with this patient drawn on them, and where the documents disagree."""

import streamlit as st

from haic_core.evidence.context import context_of
from haic_core.evidence.series import randomised
from haic_core.evidence.spheres import by_spheres
from haic_core.screen.context import context_block, randomised_block, spheres_block
from haic_core.screen.evidence import dispute_list, match_card, question_table
from haic_core.screen.html import note
from haic_core.wording.evidence import library_read_sentence
from haic_core.words.vocabulary import Modality
from pages.frame import begin_page
from pages.frame.opening import theme, wait_for_the_board
from pages.frame.shared import library

CARDS = 6

assessment = begin_page(
    "Evidence",
    "Published cohorts: of the options that read best first, then those whose list she meets and that print most of "
    "what is recorded of her. Survival is never ranked across studies.",
)
st.html(note(library_read_sentence(library())))
wait_for_the_board()
names = {None: "All options"} | {entry.modality: entry.short for entry in library().modalities}
chosen = st.radio(
    "Option",
    [None, *Modality],
    horizontal=True,
    format_func=names.__getitem__,
    key="evidence_option",
    persist_state="session",
    label_visibility="collapsed",
)
patient, sources = assessment.patient, library().sources
randomised_here = randomised_block(randomised(sources, chosen, patient.primary), patient.primary, chosen is None)
if randomised_here:
    st.html(randomised_here)
shown = [match for match in assessment.evidence if chosen in (None, match.modality)]
if not shown:
    st.info("No study in this library for this option and primary tumour.")
for match in shown[:CARDS]:
    st.html(match_card(match, library(), theme()))
if shown[CARDS:]:
    with st.expander(f"{len(shown) - CARDS} less direct cohorts"):
        for match in shown[CARDS:]:
            st.html(match_card(match, library(), theme()))
context = context_of(sources, library().eras, chosen, patient.primary, dict(patient.facts))
spheres = by_spheres(sources, patient.primary) if chosen is Modality.Y90 else ()
for block in (spheres_block(spheres), context_block(context)):
    if block:
        st.html(block)

st.header("What the documents say of each factor", anchor=False)
st.html(question_table(assessment.questions))

st.header("Disputes within a document", anchor=False)
keys = list(dict.fromkeys(match.source.key for match in shown))
st.html(dispute_list([(library().source(key), dispute) for key in keys for dispute in library().source(key).dispute]))
