"""Response and serious harms of a few cohorts on any paper, at one scale, with every number as printed."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.chart.balance import Balance, shown_categories
from haic_core.chart.palette import LIGHT
from haic_core.pack.lettering import fitting
from haic_core.pack.pictures.paper import Paper
from haic_core.pack.words import SCALE_NOTE
from haic_core.wording.evidence import RESPONSE_SHORT, SHARE_NOT_PRINTED
from haic_core.wording.phrases import INTENDED_USE
from haic_core.words.vocabulary import Endpoint

BALANCE_HEIGHT = 900.0
LEFT, BAR_LEFT, RIGHT = 40.0, 1060.0, 1540.0
TOP, ROW, TEXT, SMALL = 150.0, 44.0, 22.0, 20.0
PRINTED = 600.0
_KEY_PART, _KEY_RATE = 76.0, 150.0
STRIPE = 9.0  # from one slanted line to the next


def draw_balance(paper: Paper, balances: Sequence[Balance]) -> None:
    """Draws on a paper of 1600 x ``BALANCE_HEIGHT``."""
    paper.text((LEFT, 50), "Response beside serious harms, as printed", 32, LIGHT.text, True)
    paper.text((LEFT, 90), SCALE_NOTE, TEXT, LIGHT.muted)
    _key(paper, shown_categories(balances), any(one.unplaced_percent for one in balances))
    y = TOP
    for one in balances:
        y = _cohort(paper, one, y + 12)
    for percent in (0, 50, 100):
        x = _across(percent)
        paper.line([(x, TOP), (x, y + 6)], LIGHT.line if percent else LIGHT.muted, 1.5)
        paper.text((x, y + 34), f"{percent} %", SMALL, LIGHT.muted, align="centre")
    paper.text((LEFT, BALANCE_HEIGHT - 20), INTENDED_USE, SMALL, LIGHT.muted)


def _across(percent: float) -> float:
    return BAR_LEFT + (RIGHT - BAR_LEFT) * percent / 100


def _key(paper: Paper, categories: Sequence[Endpoint], unplaced: bool) -> None:
    x = BAR_LEFT - (_KEY_RATE if Endpoint.ORR in categories else 0) - (_KEY_RATE if unplaced else 0)
    if unplaced:
        _hatched(paper, x, x + 16, TOP - 12, 16)
        paper.text((x + 22, TOP - 20), SHARE_NOT_PRINTED, SMALL, LIGHT.muted)
        x += _KEY_RATE
    named = [*((RESPONSE_SHORT[part], LIGHT.response[part]) for part in categories), ("grade 3 or higher", LIGHT.harm)]
    for name, colour in named:
        paper.area([(x, TOP - 36), (x + 16, TOP - 36), (x + 16, TOP - 20), (x, TOP - 20)], colour)
        paper.text((x + 22, TOP - 20), name, SMALL, LIGHT.muted)
        x += _KEY_RATE if name == RESPONSE_SHORT[Endpoint.ORR] else _KEY_PART


def _cohort(paper: Paper, one: Balance, top: float) -> float:
    """The response row and the rows of its harms; returns where the next cohort may begin."""
    y = top + ROW
    paper.text((LEFT, y - 14), fitting(one.names, PRINTED - LEFT - 20, TEXT, 1, bold=True), TEXT, LIGHT.text, True)
    paper.text((PRINTED, y - 14), one.response_words, TEXT, LIGHT.text)
    x = 0.0
    for part in one.parts:
        _bar(paper, x, x + part.share_percent, y, LIGHT.response[part.category])
        x += part.share_percent
    if one.unplaced_percent:
        _hatched(paper, _across(x), _across(100), y)
    for bar in one.shown_harms:
        y += ROW
        name = fitting(bar.names, PRINTED - LEFT - 48, TEXT, 1)
        paper.text((LEFT + 28, y - 14), name, TEXT, LIGHT.text)
        paper.text((PRINTED, y - 14), bar.amount.words, TEXT, LIGHT.text)
        _bar(paper, 0, bar.share_percent or 0.0, y, LIGHT.harm)
    if one.harm_missing:
        y += ROW
        paper.text((LEFT + 28, y - 14), one.harm_missing, TEXT, LIGHT.muted)
    return y


def _bar(paper: Paper, start: float, end: float, bottom: float, colour: str) -> None:
    left, right, top = _across(start), _across(end), bottom - ROW + 12
    if right > left:
        paper.area([(left, top), (right, top), (right, bottom - 8), (left, bottom - 8)], colour)


def _hatched(paper: Paper, left: float, right: float, bottom: float, tall: float = ROW - 20) -> None:
    """What no printed category places: an outline filled with slanted lines, on any paper."""
    top, low = bottom - 8 - tall, bottom - 8
    paper.line([(left, top), (right, top), (right, low), (left, low), (left, top)], LIGHT.muted, 1)
    start = left - tall + STRIPE
    while start < right:
        begin, end = max(start, left), min(start + tall, right)
        paper.line([(begin, low - (begin - start)), (end, low - (end - start))], LIGHT.muted, 1)
        start += STRIPE
