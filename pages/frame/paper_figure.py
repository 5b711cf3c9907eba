"""A digitised curve beside the curve of the draft: its points under the reconstruction, and how well it fits."""

import streamlit as st

from haic_core.intake.paper.figure import DigitisedFigure, Handed, read_figure, taken_over
from haic_core.intake.paper.places import Path
from haic_core.intake.paper.summary import printed_median, size_of_curve
from haic_core.intake.paper.typed import whole_or_none
from haic_core.screen import paper as html
from haic_core.screen.plotly.digitised import digitised_chart
from haic_core.wording.paper import FIGURE, FIGURE_ABOUT, figure_alt
from haic_core.words.refusal import Refusal

from . import paper_in_hand as hand
from .downloads import csv_buttons
from .opening import theme
from .plot import plot
from .uploads import SMALL_MB


def digitised_curve(path: Path) -> None:
    """The files of a figure and the answer to them; nothing of them is kept."""
    st.header(FIGURE, anchor=False)
    st.html(html.quiet(FIGURE_ABOUT))
    points, table = st.columns(2, gap="medium")
    curve = points.file_uploader("Points of the curve", type=None, key="paper:figure:curve", max_upload_size=SMALL_MB)
    at_risk = table.file_uploader("Numbers at risk", type=None, key="paper:figure:at_risk", max_upload_size=SMALL_MB)
    size, deaths, arm = st.columns(3, gap="small")
    n = size.text_input("Patients in the figure", size_of_curve(hand.raw(), path), key=hand.key("figure", path, "n"))
    events = deaths.text_input("Events, where printed", key=hand.key("figure", path, "events"))
    named = arm.text_input("Data set, of several in a file", key="paper:figure:arm")
    if curve is None:
        return
    rows = Handed(at_risk.getvalue(), at_risk.name) if at_risk else None
    try:
        found = read_figure(
            Handed(curve.getvalue(), curve.name), rows, whole_or_none(n), whole_or_none(events), named or None
        )
    except Refusal as refused:
        st.html(html.refused_list(refused.sentences))
        return
    alt = figure_alt(found.answer.n, found.answer.events, len(found.points))
    plot(digitised_chart(found, theme()), alt, "paper:figure:chart", may_zoom=True)
    st.html(html.figure_answer(found, printed_median(hand.raw(), path)))
    with st.container(horizontal=True):
        st.button("Take over deaths and follow-up", on_click=_take_over, args=(path, found), key="paper:figure:take")
        csv_buttons("Records, CSV", found.answer.as_csv, "records.csv")


def _take_over(path: Path, found: DigitisedFigure) -> None:
    hand.redraw(hand.draft().changed(taken_over(hand.raw(), path, found)))
