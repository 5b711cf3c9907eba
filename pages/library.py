"""Library: every document with each figure and its place, its criteria, regimens and contradictions."""

import streamlit as st

from haic_core.figures import figures_of
from haic_core.library_markup import (
    criteria_list,
    disputes_of,
    document_head,
    figure_table,
    overview,
    regimen_tables,
)
from haic_core.tables import figures_csv
from pages.frame import begin_page
from pages.frame.loaded import library

begin_page("Library", "Where every number comes from: document, section, table. What a document contradicts itself on "
                      "is declared, never repaired.")
for sentence in library().left_out:
    st.error(f"Left out: {sentence}")
st.html(overview(library()))
st.download_button("All figures as CSV", lambda: figures_csv(library().sources), "figures.csv", "text/csv",
                   on_click="ignore")

titles = {source.key: f"{source.short} ({source.key})" for source in library().sources}
key = st.selectbox("Document", list(titles), format_func=titles.__getitem__, key="document", persist_state="session")
source = library().source(key)
st.html(document_head(source))
figures, criteria, regimens, disputes = st.tabs(["Figures", "Criteria", "Regimens", "Disputes"])
with figures:
    for cohort in source.cohort:
        st.subheader(f"{cohort.label}{f' (n = {cohort.n})' if cohort.n else ''}", anchor=False)
        st.html(figure_table([one for one in figures_of(source) if one.cohort == f"{source.key}/{cohort.id}"]))
criteria.html(criteria_list(source, library()))
regimens.html(regimen_tables(source.regimen) or "<p>None printed.</p>")
disputes.html(disputes_of(source))
