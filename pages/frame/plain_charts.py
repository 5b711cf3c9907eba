"""What the server does once for the charts of all pages: they go as plain as they are, and the script that draws the
curves goes with the page of whoever opens them by their address, not after its first answer."""

from pathlib import Path

import streamlit as st

from haic_core.screen.plotly.plain import send_as_they_are
from haic_core.words.files import files_in

CURVES = "/survival"
_SCRIPTS = [path.name for path in files_in(Path(st.__file__).parent / "static" / "static" / "js", ".js")]
DRAWN_BY = ", ".join(f"<./static/js/{name}>; rel=modulepreload" for name in _SCRIPTS if name.startswith("PlotlyChart."))
send_as_they_are()
