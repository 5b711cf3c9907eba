"""Charts as plain as they are. Streamlit has plotly read every figure through its own classes at every change, which
takes longer than all the rest of it, and gives it a template for kinds of charts that ours are not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import plotly.tools

SCRIPT = Path(plotly.tools.__file__).parent / "package_data" / "plotly.min.js"
"""What draws in a browser, of the version installed."""


def _as_it_is(figure: Mapping[str, object], validate_figure: bool) -> Mapping[str, object]:
    """A figure of ours; whether plotly takes it is asked in the tests."""
    return figure


def send_as_they_are() -> None:
    """From now on every figure of this process goes to the browser as it was made."""
    plotly.tools.return_figure_from_figure_or_data = _as_it_is
