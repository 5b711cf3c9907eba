"""Survival charts on a page: live on a screen, and drawn anew for a narrow window and for paper."""

from collections.abc import Sequence

import streamlit as st

from haic_core.chart.survival import SurvivalChart, on_one_axis, survival_chart
from haic_core.curves.published import PublishedCurve
from haic_core.judgement.assessment import Assessment
from haic_core.pack.pictures import survival_phone_svg, survival_svg
from haic_core.screen.curves import small_charts_key, small_pictures
from haic_core.screen.html import paper_picture, phone_picture, picture
from haic_core.screen.plotly.multiples import multiples_figure
from haic_core.screen.plotly.survival import survival_figure

from .opening import theme
from .shared import library

_CONFIG = {"displayModeBar": False}


def large_chart(chart: SurvivalChart, plain: SurvivalChart) -> None:
    """Some curves on one axis. plain: the same in the light theme, for paper."""
    st.plotly_chart(survival_figure(chart), theme=None, alt=chart.alt_text, key="survival_chart", config=_CONFIG)
    st.html(phone_picture(survival_phone_svg(chart), chart.alt_text))
    st.html(paper_picture(survival_svg(plain), chart.alt_text))


def small_charts(firsts: Sequence[PublishedCurve], assessment: Assessment) -> None:
    """The closest curve of each option, beside each other on one axis and never overlaid."""
    charts = [survival_chart([curve], library(), theme()) for curve in firsts]
    plains = [survival_chart([curve], library()) for curve in firsts]
    st.plotly_chart(
        multiples_figure(charts, assessment.failing),
        theme=None,
        alt=" ".join(chart.alt_text for chart in charts),
        key="survival_multiples",
        config=_CONFIG,
    )
    for place, drawn in (("phone", on_one_axis(charts)), ("paper", on_one_axis(plains))):
        pictures = [picture(survival_phone_svg(chart), chart.alt_text) for chart in drawn]
        st.html(small_pictures(drawn, pictures, assessment.failing, place))
    st.html(small_charts_key(charts))
