"""A pack's charts as pictures: one drawing on any paper, here SVG and PNG (the sheet lends its own)."""

from haic_core.pack.pictures.balance_plot import BALANCE_HEIGHT, draw_balance
from haic_core.pack.pictures.paper import SIZE, Paper
from haic_core.pack.pictures.png import PngPaper
from haic_core.pack.pictures.survival_plot import Frame, draw_survival
from haic_core.pack.pictures.svg import SvgPaper

__all__ = ["BALANCE_HEIGHT", "SIZE", "Frame", "Paper", "PngPaper", "SvgPaper", "draw_balance", "draw_survival"]
