"""Response and serious harms of up to three cohorts: a table as printed, and beside each row its bar, all one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.slide import Slide
from pptx.util import Pt

from haic_core.chart.balance import Balance, harm_amount, harm_name
from haic_core.chart.palette import LIGHT
from haic_core.evidence.response import PARTS
from haic_core.pack.lettering import fitting
from haic_core.pack.slides.deck import BODY_BOTTOM, LEFT, RIGHT, TEXT_PT, Box, Run, add_text, describe, rgb
from haic_core.pack.slides.grid import Cell, Column, add_table, plain
from haic_core.pack.slides.plot_area import place_plot

NAME_PT, PRINTED_PT = 360.0, 276.0
HEAD_PT, AXIS_PT, TALLEST_ROW_PT = 28.0, 26.0, 34.0
HARM = "grade 3 or higher"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row: its name, what is printed, and the shares (per cent) of its bar, the harm last."""

    name: Cell
    printed: str
    shares: tuple[float, ...]


def bar_rows(balances: Sequence[Balance]) -> list[BarRow]:
    """Every cohort's response, then its most frequent serious harms."""
    rows = []
    for one in balances:
        shares = dict(one.segments)
        rows.append(
            BarRow(
                plain(fitting(one.names, NAME_PT - 8, TEXT_PT, 1, True), bold=True),
                one.response_words,
                (*(shares.get(part, 0.0) for part in PARTS), 0.0),
            )
        )
        for harm in one.shown_harms:
            rows.append(
                BarRow(
                    plain("    " + fitting((harm_name(harm), harm.term), NAME_PT - 28, TEXT_PT, 1)),
                    harm_amount(harm),
                    (0.0, 0.0, 0.0, 0.0, harm.share or 0.0),
                )
            )
        if one.harm_words:
            rows.append(BarRow(plain("    grade 3 or higher"), one.harm_words, (0.0,) * 5))
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
    _add_key(slide, Box(left - 80, top, RIGHT - left + 80, HEAD_PT))
    _add_bars(slide, rows, Box(left, top + HEAD_PT, RIGHT - left + 12, height * len(rows) + AXIS_PT), words)


def _add_key(slide: Slide, box: Box) -> None:
    named = [*zip((part.value for part in PARTS), LIGHT.response, strict=True), ("harm", LIGHT.harm)]
    add_text(
        slide,
        box,
        [[run for name, colour in named for run in (Run("  ■ ", colour), Run(name, LIGHT.muted))]],
        align="right",
    )


def _add_bars(slide: Slide, rows: Sequence[BarRow], box: Box, words: str) -> None:
    data = CategoryChartData(number_format="0.0")
    upwards = rows[::-1]  # the first category stands at the bottom
    data.categories = [f"{index} {row.name.text.strip()}" for index, row in zip(range(len(rows), 0, -1), upwards)]
    for index, name in enumerate([*(part.value for part in PARTS), HARM]):
        data.add_series(name, [round(row.shares[index], 2) for row in upwards])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box.emu, data)
    describe(frame, words)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(TEXT_PT)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    for made, colour in zip(chart.plots[0].series, (*LIGHT.response, LIGHT.harm), strict=True):
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = rgb(colour)
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
