"""Native tables on a slide: rows measured before they are drawn, spread over as many slides as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.table import _Cell

from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import LINE_HEIGHT, wrapped
from haic_core.pack.slides.deck import TEXT_PT, Box, Run, describe, fill, pt

PAD_X, PAD_Y = 6.0, 5.0
_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid


@dataclass(frozen=True, slots=True)
class Cell:
    """Runs of one paragraph. edge: a coloured bar at the left side of the cell, or ''."""

    runs: tuple[Run, ...]
    edge: str = ""
    align: str = "left"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def mostly_bold(self) -> bool:
        return max(self.runs, key=lambda run: len(run.text)).bold

    @property
    def pad_left(self) -> float:
        return PAD_X + 5 if self.edge else PAD_X


@dataclass(frozen=True, slots=True)
class Column:
    """A column's title and width in points."""

    title: str
    width: float


Row = Sequence[Cell]


def plain(text: str, colour: str = LIGHT.text, bold: bool = False) -> Cell:
    """A cell of one run."""
    return Cell((Run(text, colour, bold),))


def row_height(row: Row, columns: Sequence[Column], pad: float = PAD_Y) -> float:
    """The height a row's tallest cell takes, in points."""
    lines = max(
        len(wrapped(cell.text, column.width - cell.pad_left - PAD_X, TEXT_PT, cell.mostly_bold))
        for cell, column in zip(row, columns, strict=True)
    )
    return lines * TEXT_PT * LINE_HEIGHT + 2 * pad


def spread(rows: Sequence[Row], columns: Sequence[Column], room: float) -> list[list[Row]]:
    """Rows over slides: each slide's share, with its header, fits the room."""
    pages: list[list[Row]] = []
    used = room
    for row in rows:
        height = row_height(row, columns)
        if not pages or used + height > room:
            pages.append([])
            used = row_height([plain(column.title, bold=True) for column in columns], columns)
        pages[-1].append(row)
        used += height
    return pages


def add_table(
    slide: Slide,
    box: Box,
    columns: Sequence[Column],
    rows: Sequence[Row],
    words: str,
    header: bool = True,
    fixed_row: float | Sequence[float] | None = None,
    least_row: float = 0,
) -> float:
    """Draws a table at the top of a box and returns its height in points.

    words: the table's alternative text. fixed_row: one height for all rows, or one for each, for tables that
    stand beside a chart.
    least_row: rows under the header are at least so high.
    """
    titles = [[plain(column.title, LIGHT.muted, True) for column in columns]] if header else []
    whole = [*titles, *rows]
    heights = _heights(whole, columns, fixed_row, len(titles), least_row)
    frame = slide.shapes.add_table(len(whole), len(columns), *Box(box.left, box.top, box.width, sum(heights)).emu)
    describe(frame, words)
    table = frame.table
    table._tbl.get_or_add_tblPr().find("{*}tableStyleId").text = _PLAIN_STYLE
    table.first_row, table.horz_banding = header, False
    for index, column in enumerate(columns):
        table.columns[index].width = pt(column.width)
    for number, (row, height) in enumerate(zip(whole, heights, strict=True)):
        made = table.rows[number]
        made.height = pt(height)
        ruled = not (fixed_row and number < len(whole) - 1)
        for place, cell in zip(made.cells, row, strict=True):
            _draw(place, cell, ruled, tight=fixed_row is not None)
    return sum(heights)


def _heights(
    rows: Sequence[Row], columns: Sequence[Column], fixed: float | Sequence[float] | None, titles: int, least: float
) -> list[float]:
    """One height a row, in points."""
    if isinstance(fixed, (int, float)):
        return [fixed] * len(rows)
    if fixed is not None:
        return list(fixed)
    return [max(row_height(row, columns), least if at >= titles else 0) for at, row in enumerate(rows)]


def _draw(drawn: _Cell, cell: Cell, ruled: bool, tight: bool) -> None:
    drawn.margin_left, drawn.margin_right = pt(0 if tight else cell.pad_left), pt(0 if tight else PAD_X)
    drawn.margin_top = drawn.margin_bottom = pt(0 if tight else PAD_Y - 1)
    drawn.vertical_anchor = MSO_ANCHOR.MIDDLE
    drawn.text_frame.word_wrap = True
    fill(drawn.text_frame.paragraphs[0], cell.runs, TEXT_PT, cell.align)
    edges = [("L", 4.5, cell.edge)] if cell.edge else []
    edges += [("B", 0.75, LIGHT.line)] if ruled else []
    properties = drawn._tc.get_or_add_tcPr()
    for index, (side, width, colour) in enumerate(edges):
        properties.insert(
            index,
            parse_xml(
                f'<a:ln{side} {nsdecls("a")} w="{round(width * 12700)}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>'
                f'<a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill><a:prstDash val="solid"/></a:ln{side}>'
            ),
        )
