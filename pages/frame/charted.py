"""Survival charts on a page: live on a screen, and drawn anew for a narrow window and for paper."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.chart.survival import on_one_axis as all_on_one_axis
from haic_core.curves.curve_export import curves_csv
from haic_core.curves.published import PublishedCurve
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.curve_choice import clocks, mixed_clocks
from haic_core.pack.pictures import survival_phone_svg, survival_png, survival_svg
from haic_core.screen.curves import (
    chart_key,
    chart_notes,
    from_landmark,
    not_compared,
    small_charts_key,
    small_pictures,
)
from haic_core.screen.html import paper_picture, phone_picture, picture
from haic_core.screen.literal import literal
from haic_core.screen.plotly.multiples import multiples_figure
from haic_core.screen.plotly.survival import survival_figure
from haic_core.words.vocabulary import Endpoint

from .downloads import csv_buttons
from .opening import theme
from .plot import plot
from .shared import curves, library


def on_one_axis(
    keys: list[str], endpoint: Endpoint, landmark: int, horizon: int, assessment: Assessment
) -> list[PublishedCurve]:
    """Some published curves with notes, key and files, counted from a landmark and drawn to a horizon, both in months;
    what cannot be drawn says so. Returns the curves from where their studies count."""
    whole, refused = curves(keys, endpoint)
    picked, off = from_landmark(whole, landmark, library())
    if mixed_clocks(picked):
        told = literal("; ".join(clocks(picked)))
        st.warning(f"Different clocks on one chart: {told}. Times cannot be compared directly.")
    if picked:
        chart = survival_chart(picked, library(), theme(), horizon)
        plain = partial(survival_chart, picked, library(), longest_months=horizon)
        st.html(chart_notes(chart, assessment, library()))
        large_chart(chart, plain())
        st.html(chart_key(chart))
        with st.container(horizontal=True, gap="small"):
            chart_buttons(chart.stem, plain)
            csv_buttons("CSV", lambda: curves_csv(whole), f"{chart.stem}.csv")
    elif not off:
        st.info("Choose a series to see its curve.")
    for sentence in [*off, *refused]:
        st.warning(literal(sentence))
    return whole


def chart_buttons(stem: str, drawn: Callable[[], SurvivalChart]) -> None:
    """The chart as files. drawn: draws it again when one is asked for, so that nobody holds it until then."""
    svg, png = f"{stem}.svg", f"{stem}.png"
    st.download_button("SVG", lambda: survival_svg(drawn()), svg, "image/svg+xml", key="save:SVG", on_click="ignore")
    st.download_button("PNG", lambda: survival_png(drawn()), png, "image/png", key="save:PNG", on_click="ignore")


def large_chart(chart: SurvivalChart, plain: SurvivalChart) -> None:
    """Some curves on one axis. plain: the same in the light theme, for paper."""
    plot(survival_figure(chart), chart.alt_text, "survival_chart", at_once=True)
    st.html(phone_picture(survival_phone_svg(chart), chart.alt_text))
    st.html(paper_picture(survival_svg(plain), chart.alt_text))


def beside_each_other(keys: list[str], endpoint: Endpoint, assessment: Assessment) -> None:
    """The closest curve of each option in a small chart of its own."""
    firsts, refused = curves(keys, endpoint)
    if firsts:
        _small_charts(firsts, assessment)
    for sentence in refused:
        st.warning(literal(sentence))


def _small_charts(firsts: Sequence[PublishedCurve], assessment: Assessment) -> None:
    charts = [survival_chart([curve], library(), theme()) for curve in firsts]
    plains = [survival_chart([curve], library()) for curve in firsts]
    words = " ".join(chart.alt_text for chart in charts)
    st.html(not_compared())
    plot(multiples_figure(charts, assessment.failing), words, "survival_multiples")
    for place, drawn in (("phone", all_on_one_axis(charts)), ("paper", all_on_one_axis(plains))):
        pictures = [picture(survival_phone_svg(chart), chart.alt_text) for chart in drawn]
        st.html(small_pictures(drawn, pictures, assessment.failing, place))
    st.html(small_charts_key(charts))
