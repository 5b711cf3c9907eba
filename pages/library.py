"""Library: every document with each figure and its place, the gap map, the pooled shares, downloads."""

import streamlit as st

from haic_core.evidence.certainty import certainty
from haic_core.evidence.figure_export import data_dictionary, figures_csv, figures_json
from haic_core.evidence.figures import figures_of_series
from haic_core.evidence.pooling import QUESTIONS
from haic_core.evidence.series import series_of
from haic_core.screen import library as documents_html
from haic_core.screen.gap_map import gap_table
from haic_core.screen.html import note
from haic_core.screen.literal import literal
from haic_core.screen.plotly.forest import forest_figure, forest_text
from haic_core.screen.pooling import pooled_table
from haic_core.words.vocabulary import Modality, Tier
from pages.frame import begin_page
from pages.frame.downloads import csv_buttons, json_button
from pages.frame.opening import theme
from pages.frame.plot import plot
from pages.frame.shared import gaps, library, pooled

begin_page(
    "Library",
    "Where every number comes from: document, section, table. What a document contradicts itself on "
    "is declared, never repaired.",
)
for sentence in library().left_out:
    st.error(f"Left out: {literal(sentence)}")
for sentence in library().to_add:
    st.warning(f"To add: {literal(sentence)}")
names = {entry.modality: entry.short for entry in library().modalities}
titles = {source.key: f"{source.short}: {source.citation.title}" for source in library().sources}
# A link from a figure names its document.
asked = st.query_params.get("document")
first = "One document" if asked in titles else "Documents"
documents, one, gap_tab, pooled_tab, downloads = st.tabs(
    ["Documents", "One document", "Gap map", "Pooled shares", "Downloads"], default=first
)

with documents:
    left, middle, right = st.columns(3)
    options = left.multiselect(
        "Options",
        list(Modality),
        format_func=names.__getitem__,
        key="library_options",
        placeholder="all options",
        persist_state="session",
    )
    tiers = middle.multiselect(
        "Tiers",
        list(Tier),
        key="library_tiers",
        placeholder="all tiers",
        format_func=documents_html.TIER_WORDS.__getitem__,
        persist_state="session",
    )
    order = right.selectbox("Sort by", documents_html.ORDERS, key="library_order", persist_state="session")
    st.html(documents_html.overview(documents_html.chosen(library(), options, tiers, order), library()))

with one:
    key = st.selectbox(
        "Document",
        list(titles),
        list(titles).index(asked) if asked in titles else 0,
        format_func=titles.__getitem__,
        key="document",
        persist_state="session",
    )
    source = library().source(key)
    st.html(documents_html.document_head(source))
    figures, criteria, regimens, disputes, trust = st.tabs(["Figures", "Criteria", "Regimens", "Disputes", "Certainty"])
    for series in series_of(source):
        figures.header(literal(f"{series.cohort.label}{f' (n = {series.n})' if series.n else ''}"), anchor=False)
        figures.html(documents_html.figure_table(figures_of_series(series)))
    criteria.html(documents_html.criteria_list(source, library()))
    regimens.html(documents_html.regimen_tables(source.regimen))
    disputes.html(documents_html.disputes_of(source))
    trust.html(documents_html.certainty_table(certainty(source, library().eras)))

with gap_tab:
    st.html(
        note(
            "Patients who certainly belong to the subgroup by what the documents print; patients who "
            "stand in two publications count once. None: no study in this library."
        )
    )
    st.html(gap_table(gaps(), library()))

with pooled_tab:
    st.html(note("Response, disease control and harms only. Survival is never pooled: clocks and selection differ."))
    for summary in pooled():
        st.header(f"{literal(names[summary.modality])}: {QUESTIONS[summary.question]}", anchor=False)
        chart, table = st.columns([3, 2], gap="large")
        with chart:
            key = f"forest:{summary.modality}:{summary.question}"
            plot(forest_figure(summary, library(), theme()), forest_text(summary), key)
        table.html(pooled_table(summary))

with downloads:
    csv_buttons("All figures, CSV", lambda: figures_csv(library().sources), "figures.csv")
    json_button("All figures, JSON", lambda: figures_json(library().sources), "figures.json")
    csv_buttons("Data dictionary, CSV", data_dictionary, "data_dictionary.csv")
