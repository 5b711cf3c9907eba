"""Evidence: six options in one table, each with its closest published series; and where the documents disagree."""

import streamlit as st

from haic_core.chart.evidence_table import option_rows
from haic_core.evidence.agreement import about
from haic_core.evidence.context import context_of
from haic_core.evidence.series import randomised
from haic_core.evidence.spheres import by_spheres
from haic_core.screen.context import context_block, randomised_block, spheres_block
from haic_core.screen.evidence_table import conflicts, disputes_of, evidence_table
from haic_core.screen.literal import literal
from haic_core.wording.evidence import library_read_sentence
from haic_core.words.vocabulary import Modality
from pages.frame import begin_page, view
from pages.frame.opening import theme, wait_for_the_board
from pages.frame.shared import library

assessment = begin_page(
    "Evidence",
    "Six options in their fixed order, each with its closest series; a row opens to the others. "
    f"{library_read_sentence(library())}",
)
wait_for_the_board()
names = {None: "All options"} | {entry.modality: entry.short for entry in library().modalities}
option, search, only = st.columns([6, 2, 1.6], gap="medium", vertical_alignment="bottom")
chosen = option.radio(
    "Option",
    list(names),
    list(names).index(view.asked("option", Modality, None)),
    horizontal=True,
    format_func=lambda each: literal(names[each]),
    key="evidence_option",
    persist_state="session",
)
wanted = search.text_input("Search series", placeholder="author, year, word", key="evidence_search")
full_text = only.toggle("Full texts only", key="evidence_full_text")
patient, sources = assessment.patient, library().sources
rows = [row for row in option_rows(assessment, library(), wanted, full_text) if chosen in (None, row.modality)]


def table_and_trials() -> None:
    """In a function, because what a page holds by name stays in memory as long as its session. What was randomised
    stands before the series of its option; before all six the table is the answer."""
    trials = randomised_block(randomised(sources, chosen, patient.primary), patient.primary, chosen is None)
    table = evidence_table(rows, library(), theme(), view.opened())
    for block in (table, trials) if chosen is None else (trials, table):
        if block:
            st.html(block)


table_and_trials()
disagree, disputes = st.columns([3, 2], gap="large")
with disagree:
    st.header("Where documents conflict", anchor=False)
    st.html(conflicts(*about(assessment.questions, patient.facts)))
with disputes:
    st.header("Disputes within a document", anchor=False)
    st.html(disputes_of(rows, library()))

context = context_of(sources, library().eras, chosen, patient.primary, dict(patient.facts))
spheres = by_spheres(sources, patient.primary) if chosen is Modality.Y90 else ()
for block in (spheres_block(spheres), context_block(context, chosen is None)):
    if block:
        st.html(block)
