"""Survival: curves of the published cohorts, printed points hard, everything inferred soft."""

import streamlit as st

from haic_core.chart.survival import survival_chart
from haic_core.judgement.curve_choice import MOST_CURVES, choices_of, clocks, mixed_clocks, suggested
from haic_core.screen.curves import LANDMARKS, clock_note, era_note, from_landmark, passport
from haic_core.screen.literal import literal
from haic_core.screen.plotly.survival import survival_figure
from haic_core.screen.survival_tables import conditional_table, reading_table, survival_table
from haic_core.wording.curves import comparisons, curve_label, landmark_label
from haic_core.words.vocabulary import Endpoint
from pages.frame import begin_page
from pages.frame.opening import theme
from pages.frame.shared import curves, library, settled

assessment = begin_page(
    "Survival",
    "Diamonds are printed in the papers. Lines and bands are inferred from them and "
    "describe each study’s own patients, not this patient’s future.",
)
left, middle, count_from, right = st.columns([1, 3.4, 1.3, 1], gap="medium", vertical_alignment="bottom")
endpoint = left.radio("Endpoint", [Endpoint.OS, Endpoint.PFS], horizontal=True, key="endpoint", persist_state="session")
choices = choices_of(library().sources, endpoint)
chosen = middle.multiselect(
    f"Cohorts (at most {MOST_CURVES}; the best matched stand first)",
    list(choices),
    suggested(choices, assessment.evidence),
    max_selections=MOST_CURVES,
    placeholder="choose a cohort",
    format_func=lambda key: curve_label(choices[key], library()),
    key=f"cohorts:{endpoint}",
    persist_state="session",
)
landmark = count_from.selectbox(
    "Count from", LANDMARKS, format_func=landmark_label, key="landmark", persist_state="session"
)
horizon = right.number_input("Axis to (months)", 6, 240, 60, 12, key="horizon", persist_state="session")

whole, refused = curves(chosen, endpoint)
picked, off = from_landmark(whole, landmark, library())
if mixed_clocks(picked):
    st.warning(
        f"Different clocks on one chart: {literal('; '.join(clocks(picked)))}. Times cannot be compared directly."
    )
if picked:
    chart = survival_chart(picked, library(), theme(), horizon)
    st.html(clock_note(chart) + era_note(picked, library()))
    st.plotly_chart(
        survival_figure(chart),
        theme=None,
        alt=chart.alt_text,
        key="survival_chart",
        config={"displaylogo": False, "toImageButtonOptions": {"format": "svg", "filename": "survival"}},
    )
elif not off:
    st.info("Choose a cohort to see its curve.")
for sentence in [*off, *refused]:
    st.warning(literal(sentence))


@st.fragment
def read_the_curves() -> None:
    """A fragment: another time to read at leaves the chart alone."""
    alone, ahead = st.columns(2, gap="large")
    with alone:
        months = st.number_input("Read at (months)", 1, 120, 18, key="read_at", persist_state="session")
        st.html(reading_table(whole, months, library()))
    ahead.html(conditional_table(whole, library()))


if whole:
    st.header("Read the curves", anchor=False)
    st.html(survival_table(whole, library()))
    for sentence in comparisons(whole):
        st.markdown(literal(sentence))
    read_the_curves()
    st.header("Passports", anchor=False)
for curve in whole:
    st.html(passport(curve, library(), theme()))
settled("survival")
