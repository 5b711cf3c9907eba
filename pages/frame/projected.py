"""The two screens of the board that need more than one piece: survival with its option, response beside harms."""

import streamlit as st

from haic_core.judgement.assessment import Assessment
from haic_core.judgement.benefit import closest_benefit
from haic_core.judgement.curve_choice import choices_of, curves_of, first_option, options_drawn
from haic_core.screen.board.dots import dots_column, dots_note
from haic_core.screen.curves import clock_note
from haic_core.screen.plotly.board import board_survival
from haic_core.screen.plotly.survival import figure_text
from haic_core.wording.curves import curve_label
from haic_core.words.vocabulary import Endpoint, Modality

from . import held
from .loaded import curves, library
from .opening import theme

_HORIZON = 60


def survival_screen(assessment: Assessment, hidden: bool) -> None:
    """The closest cohorts of one option, at most four; while verdicts are hidden the first option in the order."""
    choices = choices_of(library().sources, Endpoint.OS)
    key = f"{held.generation()}:board_option:{hidden}"
    chosen = st.session_state.get(key) or first_option(choices, assessment.evidence, hidden)
    with st.container(horizontal=True, gap="xsmall", key="board_options"):
        for modality in options_drawn(choices):
            st.button(
                library().entry(modality).short,
                on_click=_choose,
                args=(key, modality),
                key=f"drawn:{modality}",
                type="primary" if modality is chosen else "tertiary",
            )
    picked, refused = curves(curves_of(chosen, choices, assessment.evidence, hidden), Endpoint.OS)
    labels = [curve_label(curve, library()) for curve in picked]
    for sentence in refused:
        st.warning(sentence)
    if picked:
        st.html(clock_note(picked))
        st.plotly_chart(
            board_survival(picked, labels, library(), theme(), _HORIZON),
            theme=None,
            alt=figure_text(picked, labels),
            key="board_survival",
            config={"displayModeBar": False},
        )


def _choose(key: str, modality: Modality) -> None:
    st.session_state[key] = modality


def harms_screen(assessment: Assessment) -> None:
    """A hundred dots of response beside a hundred of each serious harm, option by option in the fixed order."""
    found = {modality: closest_benefit(assessment.evidence, modality) for modality in Modality}
    told = [benefit for benefit in found.values() if benefit]
    silent = [library().entry(modality).short for modality, benefit in found.items() if not benefit]
    st.html(
        f'<div class="hb-b-hundreds">{"".join(dots_column(one, library(), theme()) for one in told)}</div>'
        f'<p class="hb-b-note">{dots_note(silent)}</p>'
    )
