"""A survival slide: a native scatter chart, band and printed points, and under it the numbers at risk at its ticks."""

from __future__ import annotations

from dataclasses import dataclass

from pptx.chart.chart import Chart
from pptx.chart.series import XySeries
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from haic_core.chart.corners import Point
from haic_core.chart.drawn import ROWS, Drawn
from haic_core.chart.palette import LIGHT
from haic_core.chart.spread import spread
from haic_core.chart.survival import SurvivalChart
from haic_core.pack.lettering import fitting, wrapped
from haic_core.pack.slides.deck import BODY_BOTTOM, LEFT, RIGHT, TEXT_PT, Box, Run, add_text, describe, pt, rgb
from haic_core.pack.slides.grid import Cell, Column, add_table, plain
from haic_core.pack.slides.native import chart_frame, scatter_numbers
from haic_core.pack.slides.plot_area import place_plot

NAME_PT = 190.0  # room for the names of the rows, left of the first tick's own column
ROW_PT = 23.0
ENDS_PT = 236.0  # room for the names at the lines' ends, right of the plot
ABOVE_PT = 8.0  # from a chart's upper edge to 100 %
AXIS_PT = 28.0  # room for the tick labels under the plot
CONNECTOR_PT = 20.0
LEAST_LINES = 3  # at a line's end: a name over two lines, or a name, its figures and how it was made
THINNER_PT, BAND_PT, OUTER_PT, WHISKER_PT, DIAMOND_PT = 1.0, 1.25, 0.75, 3.0, 14


@dataclass(frozen=True, slots=True)
class Scale:
    """Where months lie on the slide, in points: the middle of the first tick's column, and a tick's width."""

    zero: float
    tick: float
    end: float

    @staticmethod
    def of(chart: SurvivalChart) -> Scale:
        """The widest scale at which every tick's column and the curve's end stay on the slide."""
        whole = len(chart.ticks) - 1
        room = RIGHT - LEFT - NAME_PT - ENDS_PT
        tick = min(room / (whole + 1), room / (chart.end_months / chart.tick_months + 0.6))
        zero = LEFT + NAME_PT + tick / 2
        return Scale(zero, tick, zero + tick * chart.end_months / chart.tick_months)


def draw_survival(slide: Slide, chart: SurvivalChart, top: float) -> None:
    """Fills a slide's body from ``top`` down with chart, labels and numbers at risk."""
    scale = Scale.of(chart)
    rows = _risk_rows(chart)
    heights = [ROW_PT * _lines_of(row[0]) for row in rows]
    bottom = BODY_BOTTOM - sum(heights)
    box = Box(LEFT, top, RIGHT - LEFT + 12, bottom - top)
    _add_chart(slide, chart, box, scale)
    add_text(slide, Box(LEFT, bottom - AXIS_PT + 3, NAME_PT - 50, ROW_PT), [[Run("Months", LIGHT.muted)]])
    plot = Box(scale.zero, top + ABOVE_PT, scale.end - scale.zero, box.height - ABOVE_PT - AXIS_PT)
    _add_end_names(slide, chart, plot)
    columns = [Column("", NAME_PT), *(Column(f"{tick:g}", scale.tick) for tick in chart.ticks)]
    add_table(
        slide,
        Box(LEFT, bottom, RIGHT - LEFT, 0),
        columns,
        rows,
        f"At risk under each tick. {chart.alt_text}",
        header=False,
        fixed_row=heights,
    )


def _add_end_names(slide: Slide, chart: SurvivalChart, plot: Box) -> None:
    """Beside each line's end its document, n, the printed median and, where there is room, how it was made; joined to
    it by a thin line. Many lines, or long names of rows, leave the plot too low for that: then the names go on beside
    the numbers at risk, whose columns end before them."""
    wanted = ROW_PT * LEAST_LINES * len(chart.lines)
    height = plot.height if plot.height >= wanted else BODY_BOTTOM - plot.top
    most = max(1, int(height // (ROW_PT * len(chart.lines))))
    left = plot.left + plot.width + CONNECTOR_PT
    told = [_at_the_end(curve, most, RIGHT + 12 - left) for curve in chart.lines]
    tall = ROW_PT * max(map(len, told))
    ends = [_on(plot, chart, curve.end) for curve in chart.lines]
    middles = spread([-y for _, y in ends], tall, -plot.top - height + tall / 2, -plot.top - tall / 2)
    for curve, lines, (x, y), middle in zip(chart.lines, told, ends, middles, strict=True):
        joint = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, pt(x), pt(y), pt(left - 4), pt(-middle))
        joint.line.color.rgb, joint.line.width = rgb(curve.colour), Pt(1)
        own = ROW_PT * len(lines)
        add_text(slide, Box(left, -middle - own / 2, RIGHT + 12 - left, own), [[run] for run in lines])


def _on(plot: Box, chart: SurvivalChart, point: Point) -> Point:
    """Where a point of the chart lies on the slide."""
    months, survival = point
    return plot.left + plot.width * months / chart.end_months, plot.top + plot.height * (1 - survival)


def _at_the_end(curve: Drawn, most: int, room: float) -> list[Run]:
    """One curve's name, its figures and how it was made, in at most so many lines; the option stands in the title."""
    made = curve.brief_with_making[-1].removeprefix(f"{curve.short}, ")
    name = fitting((curve.document, curve.short), room, TEXT_PT, 2 if most > 2 else 1, bold=True)
    median = curve.median.removesuffix(" months")
    figures: tuple[str, ...] = (f"n = {curve.n}, {curve.median}", f"n = {curve.n}, {median}", median)
    rests = [fitting(curve.median_rests_on, room, TEXT_PT, 1)] if curve.median_rests_on else []
    if rests and most < LEAST_LINES:  # no line of its own to spare
        figures, rests = (*(f"{median}, {left}" for left in curve.median_rests_on), *figures), []
    making = [] if made == curve.short else wrapped(made, room, TEXT_PT)
    quiet = [fitting(figures, room, TEXT_PT, 1), *rests, *making]
    lines = [Run(line, curve.colour, True) for line in wrapped(name, room, TEXT_PT, bold=True)]
    lines.append(Run(quiet[0], curve.colour))
    whole = [*lines, *(Run(line, curve.colour) for line in quiet[1:])]
    return whole if len(whole) <= most else lines[:most]


def _risk_rows(chart: SurvivalChart) -> list[list[Cell]]:
    """All three rows for up to two curves; for more, who is at risk (the others stand in at_risk.csv)."""
    shown = ROWS if len(chart.lines) < 3 else ROWS[:1]
    rows = []
    for curve in chart.lines:
        for name, told in zip(shown, curve.told_counts, strict=False):
            first = name == ROWS[0]
            title = _row_name(curve, name) if first and len(chart.lines) > 1 else name
            shade = LIGHT.text if first and not curve.counts_are_guessed else LIGHT.muted
            cells = [Cell((Run(count, shade),), "", "centre") for count in told]
            rows.append([plain(title, curve.colour if first else LIGHT.muted, first), *cells])
    return rows


def _row_name(curve: Drawn, name: str) -> str:
    """'Hsiao: at risk', over two lines where the document's name is long."""
    return fitting((f"{curve.short}: {name}", curve.short), NAME_PT - 6, TEXT_PT, 2, bold=True)


def _lines_of(cell: Cell) -> int:
    return len(wrapped(cell.text, NAME_PT - 6, TEXT_PT, cell.mostly_bold))


def _add_chart(slide: Slide, chart: SurvivalChart, box: Box, scale: Scale) -> None:
    series = [one for curve in chart.lines for one in _bands(curve)]
    series += [one for curve in chart.lines for one in _lines(curve)]
    series += [one for curve in chart.lines for one in _printed(curve)]
    longest = max(len(one.points) for one in series)
    data = scatter_numbers("0.000")
    for one in series:
        added = data.add_series(one.name)
        # LibreOffice loses a series that is shorter than a later one: repeat the last point.
        for month, value in [*one.points, *[one.points[-1]] * (longest - len(one.points))]:
            added.add_data_point(round(month, 3), round(value, 4))
    frame = chart_frame(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, box.emu, data)
    describe(frame, chart.alt_text)
    drawn = frame.chart
    drawn.has_legend = drawn.has_title = False
    drawn.font.size, drawn.font.color.rgb = Pt(TEXT_PT), rgb(LIGHT.text)
    for one, made in zip(series, drawn.plots[0].series, strict=True):
        one.dress(made)
    _axes(drawn, chart)
    place_plot(
        drawn, Box(scale.zero - box.left, ABOVE_PT, scale.end - scale.zero, box.height - ABOVE_PT - AXIS_PT), box
    )


@dataclass(frozen=True, slots=True)
class Stroke:
    """One series and its dress. dash: lengths in line widths, or a preset's name."""

    name: str
    points: tuple[Point, ...]
    colour: str
    width_pt: float
    dash: tuple[float, ...] | str = ()
    diamond: bool = False

    def dress(self, made: XySeries) -> None:
        """Gives a drawn series its line or marker."""
        made.marker.style = XL_MARKER_STYLE.DIAMOND if self.diamond else XL_MARKER_STYLE.NONE
        if self.diamond:
            made.marker.size = DIAMOND_PT
            made.marker.format.fill.solid()
            made.marker.format.fill.fore_color.rgb = rgb(self.colour)
            made.marker.format.line.color.rgb = rgb(LIGHT.surface)
            made.format.line.fill.background()
            return
        made.format.line.width, made.format.line.color.rgb = Pt(self.width_pt), rgb(self.colour)
        line = made.format.line._get_or_add_ln()
        if isinstance(self.dash, str):
            line.append(parse_xml(f'<a:prstDash {nsdecls("a")} val="{self.dash}"/>'))
        elif self.dash:
            pairs = zip(self.dash[::2], self.dash[1::2], strict=True)
            parts = "".join(f'<a:ds d="{round(on * 100000)}" sp="{round(off * 100000)}"/>' for on, off in pairs)
            line.append(parse_xml(f"<a:custDash {nsdecls('a')}>{parts}</a:custDash>"))


def _bands(curve: Drawn) -> list[Stroke]:
    inner = (("band low", curve.band_low), ("band high", curve.band_high))
    outer = (("sampling low", curve.outer_low), ("sampling high", curve.outer_high))
    return [
        Stroke(f"{curve.name}, {side}", points, curve.colour, width, dash)
        for pair, width, dash in ((inner, BAND_PT, "sysDot"), (outer, OUTER_PT, "sysDash"))
        for side, points in pair
        if points
    ]


def _lines(curve: Drawn) -> list[Stroke]:
    width = curve.stroke - THINNER_PT
    parts = [
        Stroke(f"{curve.name}, {curve.making}", curve.firm, curve.colour, width, curve.dash),
        Stroke(f"{curve.name}, fewer than ten at risk", curve.frail, curve.colour, width, "sysDot"),
    ]
    return [part for part in parts if part.points]


def _printed(curve: Drawn) -> list[Stroke]:
    """Diamonds, and a whisker where an interval of the time is printed."""
    found = []
    for mark in curve.printed:
        if mark.whisker:
            name = f"{curve.name}, printed interval of the {mark.what}"
            found.append(Stroke(name, mark.whisker, curve.colour, WHISKER_PT))
    points = tuple((mark.months, mark.survival) for mark in curve.printed)
    return [*found, Stroke(f"{curve.name}, printed", points, curve.colour, 0, diamond=True)] if points else found


def _axes(drawn: Chart, chart: SurvivalChart) -> None:
    months, survival = drawn.category_axis, drawn.value_axis
    months.minimum_scale, months.maximum_scale = 0, chart.end_months
    months.major_unit = chart.tick_months
    survival.minimum_scale, survival.maximum_scale, survival.major_unit = 0, 1, 0.25
    survival.tick_labels.number_format, survival.tick_labels.number_format_is_linked = "0 %", False
    months.tick_labels.number_format, months.tick_labels.number_format_is_linked = "0", False
    months.has_major_gridlines, survival.has_major_gridlines = False, True
    survival.major_gridlines.format.line.color.rgb = rgb(LIGHT.line)
    survival.major_gridlines.format.line.width = Pt(0.75)
    months.format.line.color.rgb, survival.format.line.color.rgb = rgb(LIGHT.muted), rgb(LIGHT.surface)
    months.major_tick_mark, survival.major_tick_mark = XL_TICK_MARK.OUTSIDE, XL_TICK_MARK.NONE
    for axis in (months, survival):
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.font.size = Pt(TEXT_PT)
