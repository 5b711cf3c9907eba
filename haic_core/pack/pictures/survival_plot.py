"""A survival chart on any paper: inferred soft, printed hard, at risk, censored and events under the ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from haic_core.chart.corners import Point
from haic_core.chart.palette import LIGHT
from haic_core.chart.survival import ROWS, DrawnCurve, SurvivalChart
from haic_core.pack.lettering import fitting
from haic_core.pack.pictures.paper import SIZE, WIDER, Paper, Spot
from haic_core.wording.phrases import INTENDED_USE

NAMES, ROW, TEXT, SMALL, LINE = 190.0, 31.0, 22.0, 20.0, 4.0
INNER, OUTER, DIAMOND = 0.2, 0.09, 12.0
THIN = 2.5
_DOT = (LINE, LINE)

Place = Callable[[Point], Spot]


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a chart. alone: a picture of its own, with headline, all rows of numbers and the intended use."""

    width: float
    height: float
    alone: bool

    @property
    def left(self) -> float:
        return 40.0 if self.alone else 0.0

    @property
    def right(self) -> float:
        return self.width - self.left

    @property
    def rows(self) -> tuple[str, ...]:
        return ROWS if self.alone else ROWS[:1]

    def plot(self, curves: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the plot's inside."""
        below = 54 + ROW * (len(self.rows) + 1) * curves
        return (
            self.left + NAMES,
            130.0 if self.alone else 78.0,
            self.right - 20,
            self.height - below - (70 if self.alone else 8),
        )


ALONE = Frame(*SIZE, alone=True)


def draw_survival(paper: Paper, chart: SurvivalChart, frame: Frame = ALONE) -> None:
    """Draws on a paper at least as large as the frame."""
    left, top, right, bottom = frame.plot(len(chart.curves))

    def place(point: Point) -> Spot:
        month, survival = point
        return left + (right - left) * month / chart.end_months, bottom - (bottom - top) * survival

    _axes(paper, chart, place, frame)
    for curve in chart.curves:
        _band(paper, curve, place)
    for curve in chart.curves:
        _lines(paper, curve, place)
    for curve in chart.curves:
        _printed(paper, curve, place)
    if frame.alone:
        _labels(paper, chart, right, top)
        paper.text((frame.left, frame.height - 20), INTENDED_USE, SMALL, LIGHT.muted)
    _risk(paper, chart, place, bottom + 54, frame)
    size, y = (32.0, 50.0) if frame.alone else (24.0, 24.0)
    paper.text((frame.left, y), chart.headline, size, LIGHT.text, True)
    room = (frame.right - frame.left) / WIDER
    paper.text((frame.left, y + size * 1.2), fitting(chart.clock_wordings, room, TEXT, 1), TEXT, LIGHT.muted)


def _axes(paper: Paper, chart: SurvivalChart, place: Place, frame: Frame) -> None:
    for percent in (0, 25, 50, 75, 100):
        start, end = place((0, percent / 100)), place((chart.end_months, percent / 100))
        paper.line([start, end], LIGHT.muted if percent == 0 else LIGHT.line, 1.5)
        paper.text((start[0] - 12, start[1] + 8), f"{percent} %", TEXT, LIGHT.text, align="right")
    for tick in chart.ticks:
        x, y = place((tick, 0))
        paper.line([(x, y), (x, y + 8)], LIGHT.muted, 1.5)
        paper.text((x, y + 34), f"{tick:g}", TEXT, LIGHT.text, align="centre")
    paper.text((frame.left, place((0, 0))[1] + 34), "Months", TEXT, LIGHT.muted)


def _band(paper: Paper, curve: DrawnCurve, place: Place) -> None:
    """The range of reconstructions, and around it the same with the sampling interval, each as one closed area."""
    pairs = ((curve.outer_low, curve.outer_high, OUTER), (curve.band_low, curve.band_high, INNER))
    for low, high, opacity in pairs:
        if high:
            paper.area([place(point) for point in (*high, *reversed(low))], curve.colour, opacity)


def _lines(paper: Paper, curve: DrawnCurve, place: Place) -> None:
    width = LINE if curve.leads else THIN
    for points, dash in ((curve.firm, [part * width for part in curve.dash]), (curve.frail, _DOT)):
        if points:
            paper.line([place(point) for point in points], curve.colour, width, dash)


def _printed(paper: Paper, curve: DrawnCurve, place: Place) -> None:
    """Diamonds with a light rim, and whiskers where an interval of the time is printed."""
    for mark in curve.printed:
        if mark.whisker:
            ends = [place(end) for end in mark.whisker]
            paper.line(ends, curve.colour, 3)
            for x, y in ends[:1] if mark.goes_on else ends:
                paper.line([(x, y - 8), (x, y + 8)], curve.colour, 3)
        x, y = place((mark.months, mark.survival))
        for size, colour in ((DIAMOND + 3, LIGHT.surface), (DIAMOND, curve.colour)):
            paper.area([(x - size, y), (x, y - size), (x + size, y), (x, y + size)], colour)


def _labels(paper: Paper, chart: SurvivalChart, right: float, top: float) -> None:
    """The curves' names in their own colours in the empty upper right corner."""
    for index, curve in enumerate(chart.curves):
        words = fitting((curve.name,), (right - 620) / WIDER, TEXT, 1, bold=True)
        paper.text((right, top + 24 + 30 * index), words, TEXT, curve.colour, True, "right")


def _risk(paper: Paper, chart: SurvivalChart, place: Place, top: float, frame: Frame) -> None:
    """Per curve its name with how it was made, then the three rows under the ticks."""
    y = top
    for curve in chart.curves:
        y += ROW
        room = (frame.right - frame.left) / WIDER
        paper.text((frame.left, y), fitting(curve.with_making, room, SMALL, 1, bold=True), SMALL, curve.colour, True)
        for name, cells in zip(frame.rows, curve.told_counts, strict=False):
            y += ROW
            shade = LIGHT.text if name == ROWS[0] and not curve.counts_are_guessed else LIGHT.muted
            paper.text((frame.left + 20, y), name, SMALL, LIGHT.muted)
            for tick, cell in zip(chart.ticks, cells, strict=True):
                if cell:
                    paper.text((place((tick, 0))[0], y), cell, SMALL, shade, align="centre")
