"""What the slides need of python-pptx, with the types of what it does.

The types it carries stop short: charts and their data have none, a chart's frame is declared to be the chart, and data
of a scatter chart not to fit one. They are narrowed here, once, and held against what comes back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar, runtime_checkable

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.text.text import _Paragraph
from pptx.util import Length, Pt

Kind = TypeVar("Kind")


class Dots(Protocol):
    """One series of a scatter chart in the making."""

    def add_data_point(self, x: float, y: float) -> object:
        """One more point."""


class ScatterNumbers(Protocol):
    """The numbers of a scatter chart, series by series."""

    def add_series(self, name: str) -> Dots:
        """One more series, still without points."""


class BarNumbers(Protocol):
    """The numbers of a bar chart, series by series over the same categories."""

    categories: Iterable[str]

    def add_series(self, name: str, values: Iterable[float]) -> object:
        """One more series, a value for each category."""


@runtime_checkable
class TakesCharts(Protocol):
    """The shapes of a slide, among which a chart may be put."""

    def add_chart(
        self, kind: XL_CHART_TYPE, x: Length, y: Length, cx: Length, cy: Length, numbers: ScatterNumbers | BarNumbers, /
    ) -> object:
        """Adds a chart and gives back its frame."""


class TakesParagraphs(Protocol):
    """A text that can grow."""

    def add_paragraph(self) -> _Paragraph:
        """One more paragraph, at the end."""


scatter_numbers: Callable[[str], ScatterNumbers] = XyChartData
bar_numbers: Callable[[str], BarNumbers] = CategoryChartData
colour_of_hex: Callable[[str], RGBColor] = RGBColor.from_string


def certain(thing: object, kind: type[Kind]) -> Kind:
    """The thing, held to be of its kind. Raises TypeError where python-pptx gives something else, or nothing."""
    if not isinstance(thing, kind):
        raise TypeError(f"python-pptx gave {type(thing).__name__} where {kind.__name__} was expected.")
    return thing


def chart_frame(
    slide: Slide,
    kind: XL_CHART_TYPE,
    place: tuple[Length, Length, Length, Length],
    numbers: ScatterNumbers | BarNumbers,
) -> GraphicFrame:
    """Puts a native chart on a slide; its frame holds the chart and takes the words that describe it."""
    return certain(_taking_charts(slide.shapes).add_chart(kind, *place, numbers), GraphicFrame)


def letters(size_pt: float, bold: bool, colour: str) -> BaseOxmlElement:
    """How a run is set, its first child; to set size, weight and colour (hex) one by one takes five times as long."""
    made = parse_xml(
        f'<a:rPr {nsdecls("a")} sz="{Pt(size_pt).centipoints}" b="{bold:d}"><a:solidFill>'
        f'<a:srgbClr val="{colour_of_hex(colour)}"/></a:solidFill></a:rPr>'
    )
    return certain(made, BaseOxmlElement)


def next_paragraph(text: TakesParagraphs) -> _Paragraph:
    """One more paragraph at the end of a text."""
    return text.add_paragraph()


def _taking_charts(shapes: object) -> TakesCharts:
    if not isinstance(shapes, TakesCharts):
        raise TypeError(f"python-pptx's {type(shapes).__name__} takes no chart.")
    return shapes
