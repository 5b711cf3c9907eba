"""A survival chart as a piece of the sheet: the pictures' own drawing on a PDF canvas."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from haic_core.chart.survival import SurvivalChart
from haic_core.pack.pictures import Frame, draw_survival
from haic_core.pack.sheet.type import FACE, FACE_BOLD

POINTS_A_UNIT = 0.345  # small letters of the drawing become 7 pt
Spot = tuple[float, float]


class ChartPiece(Flowable):
    """One chart in a box of width x height points."""

    def __init__(self, chart: SurvivalChart, width: float, height: float) -> None:
        super().__init__()
        self._chart, self.width, self.height = chart, width, height

    def wrap(self, *_: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws on the canvas that reportlab has set."""
        frame = Frame(self.width / POINTS_A_UNIT, self.height / POINTS_A_UNIT, alone=False)
        draw_survival(_CanvasPaper(self.canv, self.height), self._chart, frame)


class _CanvasPaper:
    """A Paper whose units are turned into points, upside down as PDF has it."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self._canvas, self._height = canvas, height

    def line(self, spots: Sequence[Spot], colour: str, width: float, dash: Sequence[float] = ()) -> None:
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width * POINTS_A_UNIT)
        self._canvas.setLineJoin(1)
        self._canvas.setDash([part * POINTS_A_UNIT for part in dash])
        self._canvas.drawPath(self._path(spots), stroke=1, fill=0)

    def area(self, spots: Sequence[Spot], colour: str, opacity: float = 1.0) -> None:
        self._canvas.setFillColor(HexColor(colour), alpha=opacity)
        path = self._path(spots)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.setFillAlpha(1)

    def text(self, spot: Spot, words: str, size: float, colour: str, bold: bool = False, align: str = "left") -> None:
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.setFont(FACE_BOLD if bold else FACE, size * POINTS_A_UNIT)
        draw = {
            "left": self._canvas.drawString,
            "centre": self._canvas.drawCentredString,
            "right": self._canvas.drawRightString,
        }[align]
        draw(*self._spot(spot), words)

    def _spot(self, spot: Spot) -> Spot:
        return spot[0] * POINTS_A_UNIT, self._height - spot[1] * POINTS_A_UNIT

    def _path(self, spots: Sequence[Spot]) -> PDFPathObject:
        path = self._canvas.beginPath()
        path.moveTo(*self._spot(spots[0]))
        for spot in spots[1:]:
            path.lineTo(*self._spot(spot))
        return path
