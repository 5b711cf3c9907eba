"""Where the inside of a native chart lies, fixed so that a table beside it can stand exactly on its scale."""

from __future__ import annotations

from pptx.chart.chart import Chart
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from haic_core.pack.slides.deck import Box


def place_plot(chart: Chart, inner: Box, outer: Box) -> None:
    """Fixes the plot's inside (in points from the chart's own corner) within a chart of the outer size."""
    parts = (
        ("x", inner.left / outer.width),
        ("y", inner.top / outer.height),
        ("w", inner.width / outer.width),
        ("h", inner.height / outer.height),
    )
    placed = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in parts)
    area = chart._chartSpace.chart.plotArea
    for old in area.findall("{*}layout"):
        area.remove(old)
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{placed}</c:manualLayout></c:layout>'
        ),
    )
