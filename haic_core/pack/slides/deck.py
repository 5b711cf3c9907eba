"""An empty 16:9 deck and its slides: title, kicker, intended use at the foot, speaker notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, Slides
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu

from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import LINE_HEIGHT, fitting, wrapped
from haic_core.pack.slides.native import certain, colour_of_hex, letters, next_paragraph
from haic_core.wording.phrases import INTENDED_USE

# All measures in points; a slide is 960 x 540.
WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT = 36.0, 924.0
BODY_TOP, BODY_BOTTOM = 100.0, 476.0
TEXT_PT, TITLE_PT = 18.0, 28.0
_LABEL_PT = (44.0, 36.0, 28.0)
_ASKED_PT = (28.0, 24.0, 20.0, TEXT_PT)
FONT = "Arial"
# Files carry no time of making: the same case gives the same bytes.
DATED = datetime(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one colour (hex) and weight."""

    text: str
    colour: str = LIGHT.text
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        return pt(self.left), pt(self.top), pt(self.width), pt(self.height)


BODY_WIDTH = RIGHT - LEFT
BODY = Box(LEFT, BODY_TOP, BODY_WIDTH, BODY_BOTTOM - BODY_TOP)


def pt(points: float) -> Emu:
    """Points as the file's own unit."""
    return Emu(round(points * 12700))


def rgb(colour: str) -> RGBColor:
    """A hex colour as the file's own."""
    return colour_of_hex(colour.removeprefix("#"))


class Deck:
    """Slides in the making; ``bytes`` gives the file. label: the case's, at the head of every slide; read_until: up to
    when the library was read, at its foot behind the intended use."""

    def __init__(self, label: str, read_until: str) -> None:
        self._file = Presentation()
        self._label, self._foot = label, f"{INTENDED_USE} {read_until}"
        self._file.slide_width, self._file.slide_height = pt(WIDTH), pt(HEIGHT)
        self._drop_unused()
        core = self._file.core_properties
        core.author = core.last_modified_by = "HAIC Board"
        core.title, core.subject, core.comments = "HAIC Board pack", INTENDED_USE, ""
        core.created = core.modified = DATED

    def slide(self, kicker: str, titles: Sequence[str], notes: Sequence[str]) -> Slide:
        """A new slide with its frame; the first of several titles that fits one line is taken."""
        slide = self._blank(Box(LEFT, 44, RIGHT - LEFT, 42), titles, TITLE_PT, 1, notes)
        add_text(slide, Box(LEFT, 20, 420, 24), [[Run(kicker, LIGHT.accent, True)]])
        label = fitting((self._label,), 440, TEXT_PT, 1)
        add_text(slide, Box(RIGHT - 450, 20, 450, 24), [[Run(label, LIGHT.muted)]], align="right")
        add_text(slide, Box(LEFT, 486, 820, 44), [[Run(self._foot, LIGHT.muted)]])
        add_text(slide, Box(RIGHT - 60, 486, 60, 44), [[Run(str(len(self._file.slides)), LIGHT.muted)]], align="right")
        return slide

    def opening(self, about: str, question: str, versions: str, notes: Sequence[str]) -> Slide:
        """The first slide: the case's label, what the pack is, what the board is asked, and the intended use in large
        letters."""
        large = next((one for one in _LABEL_PT if _lines(self._label, BODY_WIDTH, one) <= 2), _LABEL_PT[-1])
        lines, top = min(_lines(self._label, BODY_WIDTH, large), 2), 84.0
        slide = self._blank(Box(LEFT, top, RIGHT - LEFT, 54.0 * lines), (self._label,), large, 2, notes)
        add_text(slide, Box(LEFT, 44, RIGHT - LEFT, 26), [[Run("HAIC Board", LIGHT.accent, True)]], 20)
        add_text(slide, Box(LEFT, top + 54 * lines + 10, RIGHT - LEFT, 34), [[Run(about, LIGHT.muted)]], 24)
        asked = Box(LEFT, top + 54 * lines + 54, RIGHT - LEFT, 316 - 54 * lines - top)
        size = next((one for one in _ASKED_PT if _height(question, asked.width, one) <= asked.height), _ASKED_PT[-1])
        if question:
            most = max(1, int(asked.height / (size * LINE_HEIGHT)))
            told = fitting((question,), asked.width, size, most, bold=True)
            add_text(slide, asked, [[Run(told, LIGHT.text, True)]], size)
        add_text(slide, Box(LEFT, 380, RIGHT - LEFT, 96), [[Run(self._foot)]], 24)
        add_text(slide, Box(LEFT, 486, RIGHT - LEFT, 24), [[Run(versions, LIGHT.muted)]])
        return slide

    def _blank(self, box: Box, titles: Sequence[str], size_pt: float, lines: int, notes: Sequence[str]) -> Slide:
        slide = certain(self._file.slides, Slides).add_slide(self._file.slide_layouts[0])
        title = certain(slide.shapes.title, Shape)
        title.left, title.top, title.width, title.height = box.emu
        words = fitting(titles, box.width, size_pt, lines, bold=True)
        write(title.text_frame, [[Run(words, LIGHT.text, True)]], size_pt)
        certain(slide.notes_slide.notes_text_frame, TextFrame).text = "\n".join(notes)
        return slide

    def bytes(self) -> bytes:
        """The file; its archive still carries the time of writing."""
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _drop_unused(self) -> None:
        """Leaves the title layout at this width and typeface; no printer settings, thumbnail or program name."""
        layouts = self._file.slide_layouts
        for layout in [one for one in layouts if one.name != "Title Only"]:
            layouts.remove(layout)
        master = self._file.slide_master
        for shape in [*master.shapes, *layouts[0].shapes]:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = Emu(round(shape.left * 4 / 3)), Emu(round(shape.width * 4 / 3))
        theme = master.part.part_related_by(RT.THEME)
        theme._blob = theme.blob.replace(b'latin typeface="Calibri"', f'latin typeface="{FONT}"'.encode())
        for owner, kind in (
            (self._file.part, RT.PRINTER_SETTINGS),
            (self._file.part.package, RT.THUMBNAIL),
            (self._file.part.package, RT.EXTENDED_PROPERTIES),
        ):
            for key, link in list(owner._rels.items()):
                if link.reltype == kind:
                    owner._rels.pop(key)


def _lines(text: str, width: float, size_pt: float) -> int:
    return len(wrapped(text, width, size_pt, bold=True))


def _height(text: str, width: float, size_pt: float) -> float:
    return size_pt * LINE_HEIGHT * _lines(text, width, size_pt)


def write(
    frame: TextFrame,
    lines: Sequence[Sequence[Run]],
    size_pt: float = TEXT_PT,
    align: str = "left",
    middle: bool = False,
) -> None:
    """Fills a text frame without margins, one paragraph a line."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else next_paragraph(frame)
        fill(paragraph, line, size_pt, align)


def fill(paragraph: _Paragraph, runs: Sequence[Run], size_pt: float, align: str = "left") -> None:
    """Fills one paragraph with runs."""
    paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}[align]
    for run in runs:
        made = paragraph.add_run()
        made.text = run.text
        made._r.insert(0, letters(size_pt, run.bold, run.colour.removeprefix("#")))


def add_text(
    slide: Slide,
    box: Box,
    lines: Sequence[Sequence[Run]],
    size_pt: float = TEXT_PT,
    align: str = "left",
    middle: bool = False,
) -> None:
    """A text box without margins."""
    write(slide.shapes.add_textbox(*box.emu).text_frame, lines, size_pt, align, middle)


def describe(shape: BaseShape, words: str) -> None:
    """The shape in words, for readers who do not see it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)
