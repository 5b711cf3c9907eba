"""A chart as SVG text: real words, a title and a description, the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from haic_core.chart.palette import LIGHT
from haic_core.pack.pictures.paper import Spot

_ANCHOR = {"left": "start", "centre": "middle", "right": "end"}


class SvgPaper:
    """Collects the elements of one picture."""

    def __init__(self, width: float, height: float, title: str, words: str, surface: str = LIGHT.surface) -> None:
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}" role="img" font-family="DejaVu Sans, Verdana, Arial, sans-serif">',
            f"<title>{escape(title)}</title><desc>{escape(words)}</desc>",
            f'<rect width="100%" height="100%" fill="{surface}"/>',
        ]

    def line(self, spots: Sequence[Spot], colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """See Paper."""
        dashed = f' stroke-dasharray="{" ".join(f"{part:g}" for part in dash)}"' if dash else ""
        self._parts.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="{width:g}" '
            f'stroke-linejoin="round"{dashed} points="{_points(spots)}"/>'
        )

    def area(self, spots: Sequence[Spot], colour: str, opacity: float = 1.0) -> None:
        """See Paper."""
        faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        self._parts.append(f'<polygon fill="{colour}"{faint} points="{_points(spots)}"/>')

    def text(self, spot: Spot, words: str, size: float, colour: str, bold: bool = False, align: str = "left") -> None:
        """See Paper."""
        weight = ' font-weight="bold"' if bold else ""
        self._parts.append(
            f'<text x="{spot[0]:.2f}" y="{spot[1]:.2f}" font-size="{size:g}" fill="{colour}" '
            f'text-anchor="{_ANCHOR[align]}"{weight}>{escape(words)}</text>'
        )

    def bytes(self) -> bytes:
        """The picture's file."""
        return ("\n".join([*self._parts, "</svg>"]) + "\n").encode()


def _points(spots: Sequence[Spot]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in spots)
