"""Three steps for somebody who sees an empty case for the first time."""

from __future__ import annotations

from html import escape

from haic_core.wording.beginning import TOUR


def tour_steps() -> str:
    """The steps in their order, side by side where there is room."""
    steps = "".join(f"<li><b>{escape(title)}</b><span>{escape(told)}</span></li>" for title, told in TOUR)
    return f'<ol class="hb-tour">{steps}</ol>'
