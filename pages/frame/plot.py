"""A live chart that keeps its place: drawn once and from then on only changed. Streamlit's own takes every change for
another chart, shows nothing for a moment, and has the new one drawn twice."""

from collections.abc import Mapping
from json import dumps
from pathlib import Path

import streamlit as st

from haic_core import __version__
from haic_core.wording.curves import NOT_DRAWN

from .hand_over import hand_over

SCRIPT = "/plotly.js"
"""Where the server has the script that draws."""
_CHART = st.components.v2.component(
    "chart",
    html='<div class="hb-live" style="position:relative;overflow:hidden"></div>',
    js="\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("sketch.js", "plot.js")),
    isolate_styles=False,
)


def plot(figure: Mapping[str, object], words: str, key: str, at_once: bool = False, may_zoom: bool = False) -> None:
    """Has plotly draw a figure. words: for who does not see it. at_once: a survival chart on one axis, which is shown
    before plotly draws it. may_zoom: with plotly's own buttons. The rest of the page follows."""
    told = {
        "figure": figure,
        "words": words,
        "script": f".{SCRIPT}?{__version__}",
        "failed": NOT_DRAWN,
        "at_once": at_once,
        "buttons": may_zoom,
    }
    _CHART(key=key, data=dumps(told).encode("utf-8"))
    hand_over()
