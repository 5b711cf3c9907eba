"""Survival: curves of the published series, printed points hard, everything inferred soft."""

from functools import partial

import streamlit as st

from haic_core.curves.published import PublishedCurve
from haic_core.judgement.curve_choice import MOST_CURVES, choices_of, leading, suggested
from haic_core.screen.curves import LANDMARKS, passports
from haic_core.screen.literal import literal, ours
from haic_core.screen.survival_tables import conditional_table, reading_table, survival_table
from haic_core.wording.curves import comparisons, curve_label, landmark_label
from haic_core.words.vocabulary import Endpoint
from pages.frame import begin_page, view
from pages.frame.charted import beside_each_other, on_one_axis
from pages.frame.opening import theme
from pages.frame.shared import library, settled

assessment = begin_page(
    "Survival",
    "Diamonds are printed in the documents. Lines and bands are inferred from them and "
    "describe each study’s own patients, not this patient’s future.",
)
show, left, middle, _ = st.columns([1.9, 1.1, 2.7, 2.4], gap="medium", vertical_alignment="bottom")
shown = show.radio(
    "Show", ours(view.VIEWS), view.asks_for_all(), horizontal=True, key="survival_view", persist_state="session"
)
drawn = [Endpoint.OS, Endpoint.PFS]
first = drawn.index(view.asked("endpoint", drawn, Endpoint.OS))
endpoint = left.radio("Endpoint", drawn, first, horizontal=True, key="endpoint", persist_state="session")
choices = choices_of(library().sources, endpoint)
if shown == view.VIEWS[1]:
    beside_each_other(leading(choices, assessment.evidence), endpoint, assessment)
    settled("survival")
    st.stop()
names = {key: curve_label(choice, library()) for key, choice in choices.items()}
counted = partial(landmark_label, endpoint=endpoint)
chosen = middle.multiselect(
    f"Series (at most {MOST_CURVES}; the best matched stand first)",
    list(choices),
    view.asked_several("series", choices, MOST_CURVES) or suggested(choices, assessment.evidence, most=3),
    max_selections=MOST_CURVES,
    placeholder="choose a series",
    format_func=names.__getitem__,
    key=f"cohorts:{endpoint}",
    on_change=view.picked_series,
    persist_state="session",
)


@st.fragment
def charted() -> list[PublishedCurve]:
    """A fragment: another month to count from, or another end of the axis, draws the chart alone. Its two fields stand
    in the row of the others, where that is wide enough. Returns the curves from where their studies count."""
    with st.container(key="survival_axis"):
        count_from, right = st.columns([1.3, 1.1], gap="medium", vertical_alignment="bottom")
    landmark = count_from.selectbox(
        "Count from", LANDMARKS, format_func=counted, key="landmark", persist_state="session"
    )
    horizon = right.number_input("Axis up to (months)", 6, 240, 60, 12, key="horizon", persist_state="session")
    return on_one_axis(chosen, endpoint, landmark, horizon, assessment)


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


whole = charted()
if whole:
    st.header("Read the curves", anchor=False)
    st.html(survival_table(whole, library()))
    for sentence in comparisons(whole):
        st.markdown(literal(sentence))
    read_the_curves()
    st.header("Passports", anchor=False)
    st.html(passports(whole, library(), theme()))
settled("survival")
