"""plotly's own script for a browser, of the version installed."""

from pathlib import Path

import plotly

SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
