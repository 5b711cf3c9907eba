"""A pack's charts as pictures: one drawing on any paper, here SVG and PNG (the sheet lends its own)."""

from haic_core.pack.pictures.paper import SIZE, Paper
from haic_core.pack.pictures.survival_plot import Frame, draw_survival
from haic_core.pack.pictures.whole import (
    balance_png,
    balance_svg,
    survival_board_svg,
    survival_phone_svg,
    survival_png,
    survival_svg,
)

__all__ = [
    "SIZE",
    "Frame",
    "Paper",
    "balance_png",
    "balance_svg",
    "draw_survival",
    "survival_board_svg",
    "survival_phone_svg",
    "survival_png",
    "survival_svg",
]
