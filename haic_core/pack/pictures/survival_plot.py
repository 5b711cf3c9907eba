"""A survival chart on any paper: inferred soft, printed hard, at risk, censored and events under the ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from haic_core.chart.corners import Point
from haic_core.chart.drawn import ROWS, Drawn
from haic_core.chart.palette import Palette
from haic_core.chart.spread import spread
from haic_core.chart.survival import SurvivalChart
from haic_core.pack.lettering import fitting, width_pt, wrapped
from haic_core.pack.pictures.paper import SIZE, Paper, Spot
from haic_core.wording.curves import EVENTS_SO_FAR
from haic_core.wording.phrases import INTENDED_USE

NAMES, ROW, TEXT, SMALL = 190.0, 31.0, 22.0, 20.0
INNER, OUTER, DIAMOND = 0.2, 0.09, 12.0
ENDS = 300.0
CELL, LEAST = 58.0, 17.0  # half of the widest cell, "~763 (~45)"; letters of a name over two lines
_DOT = (4.0, 4.0)

Place = Callable[[Point], Spot]


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a chart. alone: a picture of its own, with headline, rows of numbers and the intended use.
    bare: only curves, names and numbers at risk, for a screen that says the rest itself. narrow: for a phone, where no
    name has room beside the plot and each stands above its numbers at risk."""

    width: float
    height: float
    alone: bool
    bare: bool = False
    narrow: bool = False

    @property
    def left(self) -> float:
        return 40.0 if self.alone else 0.0

    @property
    def right(self) -> float:
        return self.width - self.left

    @property
    def names(self) -> float:
        """Room for the names left of the axis."""
        return 92.0 if self.narrow else 270.0 if self.bare else NAMES

    @property
    def top(self) -> float:
        return 130.0 if self.alone else 14.0 if self.bare else 78.0

    @property
    def named_at_ends(self) -> bool:
        """Whether there is room for names at the ends of lines; elsewhere the rows of numbers name them."""
        return (self.alone or self.bare) and not self.narrow

    def rows(self, curves: int) -> tuple[str, ...]:
        """The rows of numbers of each curve: all three of up to two, as on a slide; of more, who is at risk."""
        return ROWS if self.alone and curves < 3 else ROWS[:1]

    def plot(self, curves: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the plot's inside."""
        each = len(self.rows(curves)) + (self.narrow or not self.bare)
        below = 54 + ROW * (each * curves + self.bare)
        return (
            self.left + self.names,
            self.top,
            self.right - (ENDS if self.named_at_ends else 20),
            self.height - below - (70 if self.alone else 14),
        )


ALONE = Frame(*SIZE, alone=True)
BOARD = Frame(1240, 455, alone=False, bare=True)
"""For a window of 1280 x 720; a picture grows with its window."""
PHONE = Frame(560, 620, alone=False, bare=True, narrow=True)
"""For a window of 320 to 640, where it is made smaller by a half at most."""


def draw_survival(paper: Paper, chart: SurvivalChart, frame: Frame = ALONE) -> None:
    """Draws on a paper at least as large as the frame."""
    left, top, right, bottom = frame.plot(len(chart.lines))

    def place(point: Point) -> Spot:
        month, survival = point
        return left + (right - left) * month / chart.end_months, bottom - (bottom - top) * survival

    _axes(paper, chart, place, frame)
    for curve in chart.lines:
        _band(paper, curve, place)
    for curve in reversed(chart.lines):
        _lines(paper, curve, place)
    for curve in reversed(chart.lines):
        _printed(paper, chart.theme, curve, place)
    if frame.named_at_ends:
        _end_names(paper, chart, place, (top, bottom), right)
    if frame.bare:
        (_risk_below_names if frame.narrow else _risk_and_events)(paper, chart, place, bottom + 54)
        return
    _risk(paper, chart, place, bottom + 54, frame)
    if frame.alone:
        paper.text((frame.left, frame.height - 20), INTENDED_USE, SMALL, chart.theme.muted)
    size, y = (32.0, 50.0) if frame.alone else (24.0, 24.0)
    room = frame.right - frame.left
    paper.text((frame.left, y), fitting(chart.titles, room, size, 1, bold=True), size, chart.theme.text, True)
    paper.text((frame.left, y + size * 1.2), fitting(chart.clock_wordings, room, TEXT, 1), TEXT, chart.theme.muted)


def _axes(paper: Paper, chart: SurvivalChart, place: Place, frame: Frame) -> None:
    for percent in (0, 25, 50, 75, 100):
        start, end = place((0, percent / 100)), place((chart.end_months, percent / 100))
        paper.line([start, end], chart.theme.muted if percent == 0 else chart.theme.line, 1.5)
        paper.text((start[0] - 12, start[1] + 8), f"{percent} %", TEXT, chart.theme.text, align="right")
    for tick in chart.ticks:
        x, y = place((tick, 0))
        paper.line([(x, y), (x, y + 8)], chart.theme.muted, 1.5)
        paper.text((x, y + 34), f"{tick:g}", TEXT, chart.theme.text, align="centre")
    x, align = (place((0, 0))[0] - CELL, "right") if frame.bare and not frame.narrow else (frame.left, "left")
    paper.text((x, place((0, 0))[1] + 34), "Months", TEXT, chart.theme.muted, align=align)


def _band(paper: Paper, curve: Drawn, place: Place) -> None:
    """The range of reconstructions, and around it the same with the sampling interval, each as one closed area."""
    pairs = ((curve.outer_low, curve.outer_high, OUTER), (curve.band_low, curve.band_high, INNER))
    for low, high, opacity in pairs:
        if high:
            paper.area([place(point) for point in (*high, *reversed(low))], curve.colour, opacity)


def _lines(paper: Paper, curve: Drawn, place: Place) -> None:
    for points, dash in ((curve.firm, [part * curve.stroke for part in curve.dash]), (curve.frail, _DOT)):
        if points:
            paper.line([place(point) for point in points], curve.colour, curve.stroke, dash)


def _printed(paper: Paper, theme: Palette, curve: Drawn, place: Place) -> None:
    """Diamonds with a light rim, and whiskers where an interval of the time is printed."""
    for mark in curve.printed:
        if mark.whisker:
            ends = [place(end) for end in mark.whisker]
            paper.line(ends, curve.colour, 3)
            for x, y in ends[:1] if mark.goes_on else ends:
                paper.line([(x, y - 8), (x, y + 8)], curve.colour, 3)
        x, y = place((mark.months, mark.survival))
        for size, colour in ((DIAMOND + 3, theme.surface), (DIAMOND, curve.colour)):
            paper.area([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], colour)


def _end_names(paper: Paper, chart: SurvivalChart, place: Place, inside: tuple[float, float], right: float) -> None:
    """Beside each line's end its document with n, under it the printed median, joined to it by a thin line."""
    top, bottom = inside
    ends = [place(drawn.end) for drawn in chart.lines]
    told = [_at_the_end(drawn) for drawn in chart.lines]
    tall = max(len(name) + len(figures) - 1 for name, figures in told)
    gap = (1.25 + 1.1 * tall) * TEXT
    heights = spread([-y for _, y in ends], gap, -bottom + TEXT * tall, -top - SMALL / 2)
    for drawn, end, height, (name, figures) in zip(chart.lines, ends, heights, told, strict=True):
        x, y = right + 26, -height
        paper.line([end, (x - 6, y)], drawn.colour, 1.5)
        for line in name:
            paper.text((x, y), line, SMALL, drawn.colour, True)
            y += 1.1 * TEXT
        for line in figures:
            paper.text((x, y), line, SMALL, drawn.colour)
            y += 1.1 * TEXT


def _at_the_end(drawn: Drawn) -> tuple[list[str], list[str]]:
    """The name over one line or two, and the figures under it, which tell n where the name has no room for it."""
    room = (ENDS - 30) / 1.06
    name = fitting(drawn.end_names, room, SMALL, 1, bold=True)
    rests = [fitting(drawn.median_rests_on, room, SMALL, 1)] if drawn.median_rests_on else []
    if name in drawn.end_names[:2]:
        return [name], [drawn.median, *rests]
    whole = f"n = {drawn.n}, {drawn.median}"
    short = fitting((drawn.document, drawn.short), room, SMALL, 2, bold=True)
    told = fitting((whole, whole.removesuffix(" months")), room, SMALL, 1)
    return wrapped(short, room, SMALL, bold=True), [told, *rests]


def _risk_and_events(paper: Paper, chart: SurvivalChart, place: Place, top: float) -> None:
    """One row a curve: at risk, and in brackets the events so far. A long name stands over two lines of its row."""
    theme, y = chart.theme, top + ROW
    left = place((0, 0))[0]
    apart = place((chart.tick_months, 0))[0] - left - SMALL / 2
    widest = max((width_pt(cell, SMALL) for curve in chart.lines for cell in _risk_cells(curve)), default=0.0)
    small = SMALL if widest * 1.06 < apart else LEAST
    paper.text((left, y), chart.at_risk_words, SMALL, theme.muted)
    for curve in chart.lines:
        y += ROW
        room = left - CELL
        name = fitting((curve.short,), room, SMALL, 1, bold=True)
        size = SMALL if name == curve.short else LEAST
        lines = wrapped(fitting((curve.short,), room, size, 2, bold=True), room, size, bold=True)
        for step, line in enumerate(lines):
            shift = LEAST * (step - (len(lines) - 1) / 2)
            paper.text((left - CELL, y + shift), line, size, curve.colour, True, "right")
        shade = theme.muted if curve.counts_are_guessed else theme.text
        for tick, cell in zip(chart.ticks, _risk_cells(curve), strict=True):
            if cell:
                paper.text((place((tick, 0))[0], y), cell, small, shade, align="centre")


def _risk_cells(curve: Drawn) -> list[str]:
    """'26 (14)': at risk and the events so far, nothing where nothing is known."""
    pairs = zip(curve.told_counts[0], curve.told_counts[2], strict=True)
    return [f"{still} ({died})" if still else "" for still, died in pairs]


def _risk_below_names(paper: Paper, chart: SurvivalChart, place: Place, top: float) -> None:
    """Per curve its name with n and the printed median over the whole width, under it who is at risk."""
    theme, y = chart.theme, top + ROW
    paper.text((0, y), chart.at_risk_words.replace(EVENTS_SO_FAR, ""), SMALL, theme.muted)
    for curve in chart.lines:
        y += ROW
        with_n = curve.end_names[:2]
        medians = (*(f"{curve.median}, {left}" for left in curve.median_rests_on), curve.median)
        told = [f"{name}, {words}" for words in (*medians, curve.median.removesuffix(" months")) for name in with_n]
        room = place((chart.end_months, 0))[0]
        paper.text((0, y), fitting((*told, *curve.end_names), room, SMALL, 1, bold=True), SMALL, curve.colour, True)
        y += ROW
        shade = theme.muted if curve.counts_are_guessed else theme.text
        for tick, still in zip(chart.ticks, curve.told_counts[0], strict=True):
            if still:
                paper.text((place((tick, 0))[0], y), still, SMALL, shade, align="centre")


def _risk(paper: Paper, chart: SurvivalChart, place: Place, top: float, frame: Frame) -> None:
    """Per curve its name with how it was made, then the three rows under the ticks."""
    y = top
    for curve in chart.lines:
        y += ROW
        room = frame.right - frame.left
        paper.text((frame.left, y), fitting(curve.with_making, room, SMALL, 1, bold=True), SMALL, curve.colour, True)
        for name, cells in zip(frame.rows(len(chart.lines)), curve.told_counts, strict=False):
            y += ROW
            shade = chart.theme.text if name == ROWS[0] and not curve.counts_are_guessed else chart.theme.muted
            paper.text((frame.left + 20, y), name, SMALL, chart.theme.muted)
            for tick, cell in zip(chart.ticks, cells, strict=True):
                if cell:
                    paper.text((place((tick, 0))[0], y), cell, SMALL, shade, align="centre")
