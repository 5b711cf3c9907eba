"""The two screens of the board that need more than one piece: survival with its option, response beside harms."""

import streamlit as st

from haic_core.chart.balance import closest_balance
from haic_core.chart.survival import survival_chart
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.curve_choice import choices_of, curves_of, first_option, options_drawn
from haic_core.pack.pictures import survival_board_svg, survival_phone_svg
from haic_core.screen.board.dots import dots_column, dots_note, silent_column
from haic_core.screen.cohort.notes import own_key, own_notes
from haic_core.screen.curves import chart_key, chart_notes
from haic_core.screen.html import phone_picture, picture
from haic_core.screen.literal import literal
from haic_core.wording.registry import OWN_ON_BOARD
from haic_core.words.vocabulary import Endpoint, Modality

from . import cohort_shown, view
from .opening import theme
from .shared import curves, library

OWN = "own"


def survival_screen(assessment: Assessment, hidden: bool) -> None:
    """The closest cohorts of one option, at most four; while verdicts are hidden the first option in the order."""
    choices = choices_of(library().sources, Endpoint.OS)
    key, first = view.board_option(), first_option(choices, assessment.evidence, hidden)
    chosen = st.session_state.get(key) or view.asked_of_case("option", options_drawn(choices)) or first
    own = chosen == OWN and cohort_shown.shown() is not None
    if chosen == OWN and not own:
        chosen = first
    with st.container(horizontal=True, gap="xsmall", key="board_options"):
        for modality in options_drawn(choices):
            st.button(
                literal(library().entry(modality).short),
                on_click=_choose,
                args=(key, modality),
                key=f"drawn:{modality}",
                type="primary" if modality is chosen and not own else "tertiary",
            )
        if cohort_shown.shown():
            st.button(
                OWN_ON_BOARD, on_click=_choose, args=(key, OWN), key="drawn:own", type="primary" if own else "tertiary"
            )
    if own:
        _own_survival()
        return
    picked, refused = curves(curves_of(chosen, choices, assessment.evidence, hidden)[:3], Endpoint.OS)
    for sentence in refused:
        st.warning(literal(sentence))
    if picked:
        chart = survival_chart(picked, library(), theme())
        st.html(chart_notes(chart, assessment, library(), brief=True))
        st.html(picture(survival_board_svg(chart), chart.alt_text))
        st.html(phone_picture(survival_phone_svg(chart), chart.alt_text))
        st.html(chart_key(chart))


def _own_survival() -> None:
    """The site's own patients over the published series, as they were put on the Board."""
    chart = cohort_shown.chart(theme())
    if chart:
        st.html(own_notes(chart, brief=True))
        st.html(picture(survival_board_svg(chart), chart.alt_text))
        st.html(phone_picture(survival_phone_svg(chart), chart.alt_text))
        st.html(own_key(chart))


def _choose(key: str, drawn: Modality | str) -> None:
    st.session_state[key] = drawn


def harms_screen(assessment: Assessment) -> None:
    """A hundred dots of response beside a hundred of each serious harm, option by option in the fixed order."""
    found = {modality: closest_balance(assessment.evidence, modality, library()) for modality in Modality}
    columns = "".join(
        dots_column(balance, library(), theme()) if balance else silent_column(modality, library(), theme())
        for modality, balance in found.items()
    )
    st.html(f'<div class="hb-b-hundreds">{columns}</div><p class="hb-b-note">{dots_note()}</p>')
