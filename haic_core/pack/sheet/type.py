"""Letters, headings and tables of the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import font_path

FACE, FACE_BOLD = "HaicBoard", "HaicBoard-Bold"
TEXT_PT, HEAD_PT, LABEL_PT = 7.5, 9.5, 17.0
WIDTH = 523.0  # of A4 between the margins
# Of a table's style: what, from which cell (column, row) to which, and how.
Command = tuple[str, tuple[int, int], tuple[int, int], *tuple[str | float | Color, ...]]


@cache
def load_faces() -> None:
    """Makes DejaVu Sans known to reportlab, once."""
    pdfmetrics.registerFont(TTFont(FACE, font_path()))
    pdfmetrics.registerFont(TTFont(FACE_BOLD, font_path(bold=True)))
    pdfmetrics.registerFontFamily(FACE, normal=FACE, bold=FACE_BOLD, italic=FACE, boldItalic=FACE_BOLD)


class Measured(Canvas):
    """A canvas on which nothing is drawn: it takes the room of things and is never kept."""

    def save(self) -> None:
        """Nothing was drawn."""


class Words(Paragraph):
    """A paragraph that is broken into lines once, however often its room is asked for."""

    _broken_for = -1.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The room it takes."""
        # reportlab forgets the lines of what it could not split
        if width != self._broken_for or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._broken_for = width
        return self.width, self.height

    def draw(self) -> None:
        """Draws, but not where only room is measured."""
        if not isinstance(self.canv, Measured):
            super().draw()


class Ruled(Table):
    """A table that is not drawn where only room is measured."""

    def draw(self) -> None:
        """Draws, but not where only room is measured."""
        if not isinstance(self.canv, Measured):
            super().draw()


def words(markup: str, size: float = TEXT_PT, colour: str = LIGHT.text, above: float = 0) -> Words:
    """A paragraph of reportlab's own small markup."""
    style = ParagraphStyle(
        "said",
        fontName=FACE,
        fontSize=size,
        leading=size * 1.32,
        textColor=HexColor(colour),
        spaceBefore=above,
        splitLongWords=1,
    )
    return Words(markup, style)


def heading(text: str) -> Words:
    """A section's heading."""
    return words(f"<b>{escape(text)}</b>", HEAD_PT, LIGHT.accent, above=9)


def coloured(text: str, colour: str) -> str:
    """Bold words in one colour, as markup."""
    return f'<font color="{colour}"><b>{escape(text)}</b></font>'


class Cells:
    """The tables of one sheet, and their cells: what stands in the next attempt as well is not broken into lines
    again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, float, float], Words] = {}

    def rows(
        self, lines: Sequence[Sequence[str]], widths: Sequence[float], edges: Sequence[str] = (), size: float = TEXT_PT
    ) -> Ruled:
        """A ruled table of markup cells; edges: a colour per row at its left side."""
        cells = [[self._cell(cell, size, width) for cell, width in zip(line, widths, strict=True)] for line in lines]
        table = Ruled(cells, colWidths=list(widths), splitByRow=1)
        style: list[Command] = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LIGHT.line)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ]
        style += [("LINEBEFORE", (0, row), (0, row), 2, HexColor(colour)) for row, colour in enumerate(edges) if colour]
        table.setStyle(style)
        return table

    def _cell(self, markup: str, size: float, width: float) -> Words:
        asked = (markup, size, width)
        if asked not in self._kept:
            self._kept[asked] = words(markup, size)
        return self._kept[asked]
