"""Survival: curves of the published series, printed points hard, everything inferred soft."""

import streamlit as st

from haic_core.chart.survival import survival_chart
from haic_core.curves.curve_export import curves_csv
from haic_core.judgement.curve_choice import MOST_CURVES, choices_of, clocks, leading, mixed_clocks, suggested
from haic_core.pack.pictures import survival_png, survival_svg
from haic_core.screen.curves import LANDMARKS, chart_key, chart_notes, from_landmark, passports
from haic_core.screen.literal import literal, ours
from haic_core.screen.survival_tables import conditional_table, reading_table, survival_table
from haic_core.wording.curves import comparisons, curve_label, landmark_label
from haic_core.words.vocabulary import Endpoint
from pages.frame import begin_page, view
from pages.frame.charted import large_chart, small_charts
from pages.frame.downloads import csv_buttons
from pages.frame.opening import theme
from pages.frame.shared import curves, library, settled

assessment = begin_page(
    "Survival",
    "Diamonds are printed in the documents. Lines and bands are inferred from them and "
    "describe each study’s own patients, not this patient’s future.",
)
show, left, middle, count_from, right = st.columns([1.9, 1.1, 2.7, 1.3, 1.1], gap="medium", vertical_alignment="bottom")
shown = show.radio(
    "Show", ours(view.VIEWS), view.asks_for_all(), horizontal=True, key="survival_view", persist_state="session"
)
drawn = [Endpoint.OS, Endpoint.PFS]
first = drawn.index(view.asked("endpoint", drawn, Endpoint.OS))
endpoint = left.radio("Endpoint", drawn, first, horizontal=True, key="endpoint", persist_state="session")
choices = choices_of(library().sources, endpoint)
if shown == view.VIEWS[1]:
    firsts, refused = curves(leading(choices, assessment.evidence), endpoint)
    if firsts:
        small_charts(firsts, assessment)
    for sentence in refused:
        st.warning(literal(sentence))
    settled("survival")
    st.stop()
chosen = middle.multiselect(
    f"Series (at most {MOST_CURVES}; the best matched stand first)",
    list(choices),
    view.asked_several("series", choices, MOST_CURVES) or suggested(choices, assessment.evidence, most=3),
    max_selections=MOST_CURVES,
    placeholder="choose a series",
    format_func=lambda key: curve_label(choices[key], library()),
    key=f"cohorts:{endpoint}",
    on_change=view.picked_series,
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
    st.html(chart_notes(chart, assessment, library()))
    plain = survival_chart(picked, library(), longest_months=horizon)
    large_chart(chart, plain)
    st.html(chart_key(chart))
    with st.container(horizontal=True, gap="small"):
        st.download_button("SVG", lambda: survival_svg(plain), f"{chart.stem}.svg", "image/svg+xml", on_click="ignore")
        st.download_button("PNG", lambda: survival_png(plain), f"{chart.stem}.png", "image/png", on_click="ignore")
        csv_buttons("CSV", lambda: curves_csv(whole), f"{chart.stem}.csv")
elif not off:
    st.info("Choose a series to see its curve.")
for sentence in [*off, *refused]:
    st.warning(literal(sentence))


@st.fragment
def read_the_curves() -> None:
    """A fragment: another time to read at leaves the chart alone."""
    alone, ahead = st.columns(2, gap="large")
    with alone:
        quick, own = st.columns([2, 1], vertical_alignment="bottom")
        at = quick.segmented_control("Read at (months)", [12, 24, 36], key="read_quick", default=12)
        months = own.number_input("Another month", 1, 120, at or 12, key=f"read_at:{at}")
        st.html(reading_table(whole, months, library()))
    ahead.html(conditional_table(whole, library()))


if whole:
    st.header("Read the curves", anchor=False)
    st.html(survival_table(whole, library()))
    for sentence in comparisons(whole):
        st.markdown(literal(sentence))
    read_the_curves()
    st.header("Passports", anchor=False)
    st.html(passports(whole, library(), theme()))
settled("survival")
