"""Slides that hold one table each, as many as its rows need; and a slide of one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.chart.palette import LIGHT
from haic_core.pack.slides.deck import BODY, BODY_TOP, BODY_WIDTH, LEFT, Box, Deck, Run, add_text
from haic_core.pack.slides.grid import Column, Row, add_table, spread


def table_slides(
    deck: Deck,
    kicker: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    notes: Sequence[str],
    header: bool = True,
) -> None:
    """One table over as many slides as it needs; the notes stand on each."""
    pages = spread(rows, columns, BODY.height)
    for number, page in enumerate(pages, 1):
        part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        slide = deck.slide(kicker, (title + part,), notes)
        words = ". ".join("; ".join(cell.text for cell in row) for row in page)
        add_table(slide, BODY, columns, page, words[:900], header=header)


def sentence_slide(deck: Deck, kicker: str, sentence: str) -> None:
    """A slide that says in one sentence that there is nothing to show."""
    slide = deck.slide(kicker, (kicker,), [sentence])
    add_text(slide, Box(LEFT, BODY_TOP + 6, BODY_WIDTH, 60), [[Run(sentence, LIGHT.muted)]])
