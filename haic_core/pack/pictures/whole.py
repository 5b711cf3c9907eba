"""A chart's record as a whole file: SVG with its words, or PNG."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.chart.balance import Balance
from haic_core.chart.survival import SurvivalChart
from haic_core.pack.notes import balance_notes, survival_notes
from haic_core.pack.pictures.balance_plot import BALANCE_HEIGHT, draw_balance
from haic_core.pack.pictures.paper import SIZE
from haic_core.pack.pictures.png import PngPaper
from haic_core.pack.pictures.survival_plot import BOARD, PHONE, draw_survival
from haic_core.pack.pictures.svg import SvgPaper


def survival_svg(chart: SurvivalChart) -> bytes:
    """Curves as SVG; its description tells the chart in words and every printed figure with its place."""
    paper = SvgPaper(*SIZE, chart.headline, " ".join([chart.alt_text, *survival_notes(chart)]))
    draw_survival(paper, chart)
    return paper.bytes()


def survival_board_svg(chart: SurvivalChart) -> bytes:
    """Curves as the board's picture: on the chart's own theme, without what the screen says itself."""
    paper = SvgPaper(BOARD.width, BOARD.height, chart.headline, chart.alt_text, chart.theme.surface)
    draw_survival(paper, chart, BOARD)
    return paper.bytes()


def survival_phone_svg(chart: SurvivalChart) -> bytes:
    """Curves for a narrow window: letters that can be read there, names above their numbers at risk."""
    paper = SvgPaper(PHONE.width, PHONE.height, chart.headline, chart.alt_text, chart.theme.surface)
    draw_survival(paper, chart, PHONE)
    return paper.bytes()


def survival_png(chart: SurvivalChart) -> bytes:
    """Curves as PNG."""
    paper = PngPaper(*SIZE)
    draw_survival(paper, chart)
    return paper.bytes()


def balance_svg(balances: Sequence[Balance]) -> bytes:
    """Response and harms as SVG; its description holds every figure with its place."""
    paper = SvgPaper(SIZE[0], BALANCE_HEIGHT, "Response and harms", " ".join(balance_notes(balances)))
    draw_balance(paper, balances)
    return paper.bytes()


def balance_png(balances: Sequence[Balance]) -> bytes:
    """Response and harms as PNG."""
    paper = PngPaper(SIZE[0], BALANCE_HEIGHT)
    draw_balance(paper, balances)
    return paper.bytes()
