"""Words about the board in one file."""

from __future__ import annotations

ONE_FILE = "The board in one file"
ABOUT_ONE_FILE = (
    "One HTML file with the same pages, data and rules. It is opened from disk, needs no installation and no network, "
    "and keeps nothing once its tab is closed."
)
SAVE_ONE_FILE = "Save the board as one file"
BUILD_ONE_FILE = "Built by `python -m haic_core board-file --out board.html`, which fetches what it needs once."
