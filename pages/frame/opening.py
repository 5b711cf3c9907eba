"""How every page begins: style, the case in one line, the safety line; and a refused address stops here."""

from html import escape
from pathlib import Path

import streamlit as st

from haic_core.assessment import Assessment, assess
from haic_core.case_file import STARTING
from haic_core.markup import theme_variables, verdict_strip
from haic_core.palette import Palette, palette
from haic_core.wording import INTENDED_USE, patient_line

from . import held
from .loaded import library
from .rooms import ensure_navigation

_STYLE = Path(__file__).with_name("board.css")


def theme() -> Palette:
    """The palette of the theme this browser shows."""
    return palette(st.context.theme.type)


def begin_page(title: str, about: str) -> Assessment:
    """Draws the page's head and answers the assessment of the case in hand."""
    ensure_navigation()
    st.html(f"<style>{theme_variables(theme())}{_STYLE.read_text(encoding='utf-8')}</style>")
    st.html(f'<p class="hb-use" role="note">{escape(INTENDED_USE)}</p>')
    sentence = held.refused()
    if sentence:
        st.error(sentence)
        st.button("Start with an empty case", on_click=held.take, args=(STARTING,), type="primary")
        st.stop()
    held.mirror()
    case = held.case()
    found = assess(case.patient, library())
    label = f"<b>{escape(case.label)}</b> · " if case.label else ""
    st.html(f'<div class="hb-strip-case"><span>{label}{escape(patient_line(dict(case.patient.facts)))}</span>'
            f"{verdict_strip(found.options, library())}</div>"
            f'<div class="hb-top"><h1>{escape(title)}</h1><p class="hb-lead">{escape(about)}</p></div>')
    return found
