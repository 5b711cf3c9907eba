"""A live chart that keeps its place: drawn once and from then on only changed. Streamlit's own takes every change for
another chart, shows nothing for a moment, and has the new one drawn twice."""

from collections.abc import Callable, Mapping
from json import dumps
from pathlib import Path

import streamlit as st

from haic_core import __version__
from haic_core.wording.curves import NOT_DRAWN

SCRIPT = "/plotly.js"
"""Where the server has the script that draws."""
_CHART = st.components.v2.component(
    "chart",
    html='<div class="hb-live"></div>',
    js=Path(__file__).with_name("plot.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)
_DRAWN = "plot_drawn"


def plot(
    figure: Mapping[str, object], words: str, key: str, first: Callable[[], bytes] | None = None, may_zoom: bool = False
) -> None:
    """Has plotly draw a figure. words: for who does not see it. first: the same as an SVG, which stands in its place
    while a browser reads the script that draws. may_zoom: with plotly's own buttons."""
    told = {
        "figure": figure,
        "words": words,
        "script": f".{SCRIPT}?{__version__}",
        "failed": NOT_DRAWN,
        "buttons": may_zoom,
    }
    if first and not st.session_state.get(_DRAWN):
        told["waiting"] = first().decode("utf-8")
    st.session_state[_DRAWN] = True
    _CHART(key=key, data=dumps(told).encode("utf-8"))
