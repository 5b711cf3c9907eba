"""The sheet's two pages of A4 with what stands at their foot: measured often, printed once."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, SimpleDocTemplate

from haic_core.chart.palette import LIGHT
from haic_core.pack.sheet.type import FACE, Measured
from haic_core.wording.phrases import INTENDED_USE

MARGIN, MOST_PAGES = 36.0, 2


class TooLong(Exception):
    """A page more was begun than there may be; what would follow need not be laid out."""


def fits(story: Sequence[Flowable], made_from: str) -> bool:
    """Whether the pages there may be hold it; nothing is drawn."""
    try:
        _laid_out(story, made_from, Measured)
    except TooLong:
        return False
    return True


def printed(story: Sequence[Flowable], made_from: str) -> bytes:
    """The PDF; raises TooLong where it takes too many pages. made_from: versions and month, for the foot."""
    return _laid_out(story, made_from, Canvas)


def _laid_out(story: Sequence[Flowable], made_from: str, paper: type[Canvas]) -> bytes:
    out = io.BytesIO()
    pages = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN - 6,
        bottomMargin=MARGIN + 14,
        title="HAIC Board pack",
        author="HAIC Board",
        subject=INTENDED_USE,
        creator="HAIC Board",
        producer="HAIC Board",
        invariant=1,
    )

    def foot(canvas: Canvas, _: SimpleDocTemplate) -> None:
        if canvas.getPageNumber() > MOST_PAGES:
            raise TooLong
        canvas.setFont(FACE, 7)
        canvas.setFillColor(HexColor(LIGHT.muted))
        canvas.drawString(MARGIN + 6, 34, INTENDED_USE)
        canvas.drawString(MARGIN + 6, 23, made_from)
        canvas.drawRightString(A4[0] - MARGIN - 6, 23, f"page {canvas.getPageNumber()}")

    pages.build(list(story), onFirstPage=foot, onLaterPages=foot, canvasmaker=paper)
    return out.getvalue()
