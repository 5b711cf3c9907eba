"""Response and serious harms of up to three cohorts: a table as printed, and beside each row its bar, all one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.slide import Slide
from pptx.util import Pt

from haic_core.chart.balance import Balance, shown_categories
from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import fitting
from haic_core.pack.slides.deck import BODY_BOTTOM, LEFT, RIGHT, TEXT_PT, Box, Run, add_text, describe, rgb
from haic_core.pack.slides.grid import Cell, Column, add_table, plain
from haic_core.pack.slides.native import bar_numbers, chart_frame
from haic_core.pack.slides.plot_area import place_plot
from haic_core.wording.evidence import RESPONSE_SHORT, SHARE_NOT_PRINTED
from haic_core.words.vocabulary import Endpoint

NAME_PT, PRINTED_PT = 306.0, 330.0
HEAD_PT, AXIS_PT, TALLEST_ROW_PT = 28.0, 26.0, 34.0
HARM = "grade 3 or higher"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its name, what is printed, the shares of its response bar (per cent), and that of its harm."""

    name: Cell
    printed: str
    shares: Mapping[Endpoint, float] = field(default_factory=dict)
    harm: float = 0.0
    unplaced: float = 0.0


def bar_rows(balances: Sequence[Balance]) -> list[BarRow]:
    """Every cohort's response, then its most frequent serious harms."""
    rows = []
    for one in balances:
        name = fitting(one.names, NAME_PT - 8, TEXT_PT, 1, True)
        rows.append(BarRow(plain(name, bold=True), one.response_words, one.shares, unplaced=one.unplaced_percent))
        for bar in one.shown_harms:
            told = plain("    " + fitting(bar.names, NAME_PT - 28, TEXT_PT, 1))
            rows.append(BarRow(told, bar.amount.words, harm=bar.share_percent or 0.0))
        if one.harm_missing:
            rows.append(BarRow(plain("    grade 3 or higher"), one.harm_missing))
    return rows


def draw_balance(slide: Slide, balances: Sequence[Balance], top: float, words: str) -> None:
    """Fills a slide's body: table left, bars right, the key of the colours above the bars."""
    rows = bar_rows(balances)
    height = min(TALLEST_ROW_PT, (BODY_BOTTOM - AXIS_PT - top - HEAD_PT) / len(rows))
    columns = [Column("", NAME_PT), Column("", PRINTED_PT)]
    cells = [[row.name, plain(fitting((row.printed,), PRINTED_PT - 8, TEXT_PT, 1))] for row in rows]
    add_table(
        slide, Box(LEFT, top + HEAD_PT, NAME_PT + PRINTED_PT, 0), columns, cells, words, header=False, fixed_row=height
    )
    left = LEFT + NAME_PT + PRINTED_PT
    categories = shown_categories(balances)
    _add_key(slide, categories, any(row.unplaced for row in rows), Box(LEFT, top, RIGHT - LEFT, HEAD_PT))
    _add_bars(slide, rows, categories, Box(left, top + HEAD_PT, RIGHT - left + 12, height * len(rows) + AXIS_PT), words)


def _add_key(slide: Slide, categories: Sequence[Endpoint], unplaced: bool, box: Box) -> None:
    named = [("■", RESPONSE_SHORT[part], LIGHT.response[part]) for part in categories]
    named += [("■", "harm", LIGHT.harm), *([("▨", SHARE_NOT_PRINTED, LIGHT.muted)] if unplaced else [])]
    runs = [run for sign, name, colour in named for run in (Run(f"  {sign} ", colour), Run(name, LIGHT.muted))]
    add_text(slide, box, [runs], align="right")


def _add_bars(slide: Slide, rows: Sequence[BarRow], categories: Sequence[Endpoint], box: Box, words: str) -> None:
    data = bar_numbers("0.0")
    upwards = rows[::-1]  # the first category stands at the bottom
    data.categories = [f"{index} {row.name.text.strip()}" for index, row in zip(range(len(rows), 0, -1), upwards)]
    for part in categories:
        data.add_series(RESPONSE_SHORT[part], [round(row.shares.get(part, 0.0), 2) for row in upwards])
    data.add_series(HARM, [round(row.harm, 2) for row in upwards])
    if any(row.unplaced for row in rows):
        data.add_series(SHARE_NOT_PRINTED, [round(row.unplaced, 2) for row in upwards])
    frame = chart_frame(slide, XL_CHART_TYPE.BAR_STACKED, box.emu, data)
    describe(frame, words)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(TEXT_PT)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    colours = [*(LIGHT.response[part] for part in categories), LIGHT.harm]
    drawn = list(chart.plots[0].series)
    for made, colour in zip(drawn, colours, strict=False):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(colour)
    for unplaced in drawn[len(colours) :]:
        fill = unplaced.format.fill
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(LIGHT.muted), rgb(LIGHT.surface)
    _axes(chart)
    place_plot(chart, Box(2, 0, box.width - 40, box.height - AXIS_PT), box)


def _axes(chart: Chart) -> None:
    names, share = chart.category_axis, chart.value_axis
    names.tick_label_position, names.major_tick_mark = XL_TICK_LABEL_POSITION.NONE, XL_TICK_MARK.NONE
    names.format.line.color.rgb = rgb(LIGHT.muted)
    share.minimum_scale, share.maximum_scale, share.major_unit = 0, 100, 50
    share.major_gridlines.format.line.color.rgb, share.major_gridlines.format.line.width = rgb(LIGHT.line), Pt(0.75)
    share.format.line.fill.background()
    share.major_tick_mark = XL_TICK_MARK.NONE
    share.tick_labels.number_format, share.tick_labels.number_format_is_linked = '0" %"', False
    share.tick_labels.font.size, share.tick_labels.font.color.rgb = Pt(TEXT_PT), rgb(LIGHT.muted)
