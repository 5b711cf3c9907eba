"""A chart as PNG: drawn twice as large, then halved, so that edges are smooth. The only door to Pillow."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import font_path
from haic_core.pack.pictures.paper import Spot, dashes

LARGER = 2
_ANCHOR = {"left": "ls", "centre": "ms", "right": "rs"}


class PngPaper:
    """One picture in the making."""

    def __init__(self, width: float, height: float) -> None:
        self._image = Image.new("RGB", (round(width * LARGER), round(height * LARGER)), LIGHT.surface)
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def line(self, spots: Sequence[Spot], colour: str, width: float, dash: Sequence[float] = ()) -> None:
        """See Paper."""
        for piece in dashes(spots, dash):
            self._draw.line(_larger(piece), fill=colour, width=max(1, round(width * LARGER)), joint="curve")

    def area(self, spots: Sequence[Spot], colour: str, opacity: float = 1.0) -> None:
        """See Paper."""
        self._draw.polygon(_larger(spots), fill=f"{colour}{round(255 * opacity):02X}")

    def text(self, spot: Spot, words: str, size: float, colour: str, bold: bool = False, align: str = "left") -> None:
        """See Paper."""
        self._draw.text(
            (spot[0] * LARGER, spot[1] * LARGER), words, fill=colour, font=_font(size, bold), anchor=_ANCHOR[align]
        )

    def bytes(self) -> bytes:
        """The picture's file, without a time and with its maker's name."""
        from PIL.PngImagePlugin import PngInfo

        out, told = io.BytesIO(), PngInfo()
        told.add_text("Software", "HAIC Board")
        self._image.reduce(LARGER).save(out, "PNG", pnginfo=told, compress_level=6)
        return out.getvalue()


@lru_cache(maxsize=16)
def _font(size: float, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_path(bold), round(size * LARGER), layout_engine=ImageFont.Layout.BASIC)


def _larger(spots: Sequence[Spot]) -> list[Spot]:
    return [(x * LARGER, y * LARGER) for x, y in spots]
