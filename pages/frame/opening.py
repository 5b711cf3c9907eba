"""How every page begins: style, the case in one line, the safety line; and a refused address stops here."""

from html import escape

import streamlit as st

from haic_core.case.file import STARTING
from haic_core.chart.palette import Palette, palette
from haic_core.judgement.assessment import Assessment
from haic_core.screen.agenda import place_chip
from haic_core.screen.html import strip_label, theme_variables, unbroken
from haic_core.screen.literal import literal
from haic_core.screen.options import verdict_strip
from haic_core.wording.beginning import GO_TO_CASE, nothing_yet
from haic_core.wording.judgement import patient_line
from haic_core.wording.phrases import INTENDED_USE

from . import in_hand, judged, late, tab, view
from .hand_over import hand_over
from .rooms import ensure_navigation, room
from .shared import library
from .styles import sheet


def theme() -> Palette:
    """The palette of the theme this browser shows."""
    return palette(st.context.theme.type)


def begin_page(title: str, about: str, projected: bool = False) -> Assessment:
    """Draws the page's head and answers the assessment of the case in hand. projected: large type, one screen."""
    ensure_navigation()
    sheets = ("board.css", *(["projector.css"] if projected else []), "narrow.css", "print.css")
    rules = "".join(map(sheet, sheets))
    st.html(f"<style>{theme_variables(theme())}{rules}</style>")
    st.html(f'<p class="hb-use" role="note">{escape(INTENDED_USE)}</p>')
    view.begin(title)
    tab.keep(title, projected)
    sentence = in_hand.refused()
    if sentence:
        st.error(literal(sentence))
        st.button("Start with an empty case", on_click=in_hand.take, args=(STARTING,), type="primary")
        tab.tell()
        st.stop()
    case = in_hand.case()
    found = judged.assessed(case.patient)
    if projected:
        # The board's own title holds the case.
        st.html(f'<div class="hb-top hb-hidden"><h1>{escape(title)}</h1></div>')
        late.tell()
        return found
    label = strip_label(case.label)
    verdicts = "" if in_hand.item().hides_verdicts else verdict_strip(found.options, library())
    st.html(
        f'<div class="hb-strip-case"><span>{label}{unbroken(patient_line(dict(case.patient.facts)))}</span>'
        f"{place_chip(in_hand.agenda())}{verdicts}</div>"
        f'<div class="hb-top"><h1>{escape(title)}</h1><p class="hb-lead">{escape(about)}</p></div>'
    )
    tab.tell()
    hand_over()
    if told := nothing_yet(title, case.patient.facts):
        with st.container(key="nothing-yet", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="hb-small">{escape(told)}</p>', width="content")
            st.page_link(room("Case"), label=GO_TO_CASE)
    return found


def wait_for_the_board() -> None:
    """On a page that tells verdicts: while they are hidden, only the way to show them."""
    if in_hand.item().hides_verdicts:
        st.info("Verdicts are hidden until the board has spoken.")
        st.button("Board has spoken", on_click=in_hand.speak, type="primary")
        st.stop()
