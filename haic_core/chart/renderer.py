"""What every renderer is given and gives back."""

from __future__ import annotations

from typing import Protocol, TypeVar

Chart_contra = TypeVar("Chart_contra", contravariant=True)
Made_co = TypeVar("Made_co", covariant=True)


class Renderer(Protocol[Chart_contra, Made_co]):
    """One way of showing a chart: a plotly dictionary, HTML, a slide, a drawing, rows of a table.

    It is given the finished record and nothing else that could tell another number, and gives back what it made.
    Ticks, numbers at risk, shades, names, shares and amounts are taken from the record as they stand; what a renderer
    may decide is room: which of a record's wordings fits, and how many of its rows.
    """

    def __call__(self, chart: Chart_contra, /) -> Made_co:
        """Shows the chart."""
