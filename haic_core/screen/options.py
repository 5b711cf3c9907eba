"""The six options as HTML: cards of four lines, and the six verdicts in one line; every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library, ModalityEntry
from haic_core.judgement.options import Option
from haic_core.screen.html import abbreviated, standing_glyph, unbroken
from haic_core.screen.ledger import ledger_table
from haic_core.wording.option import (
    entry_parts,
    judging_names,
    next_parts,
    safety_parts,
    verdict_said,
    verdict_short,
    why_nothing_against,
)
from haic_core.words.vocabulary import Modality

__all__ = ["ledger_table", "option_cards", "verdict_strip"]


def option_cards(options: Sequence[Option], waits: Mapping[Modality, str], library: Library, theme: Palette) -> str:
    """The six options side by side, in their fixed order. waits: why a verdict is provisional, an empty sentence where
    it is not."""
    names = judging_names(library)
    cards = "".join(
        _card(option, library.entry(option.modality), waits[option.modality], names, theme) for option in options
    )
    return f'<div class="hb-six">{cards}</div>'


def _card(option: Option, entry: ModalityEntry, wait: str, names: Mapping[str, str], theme: Palette) -> str:
    """The verdict in words and sign, then its safety, its entry and what comes next."""
    provisional = '<span class="hb-chip">provisional</span>' if wait else ""
    waiting = f'<p class="hb-small hb-muted">{escape(wait)}</p>' if wait else ""
    lines = (
        ("Safety", f"hb-is-{option.safety.reading.value}", safety_parts(option, names)),
        ("Entry", f"hb-is-{option.entry.reading.value}", [*entry_parts(option, names), *why_nothing_against(option)]),
        ("Next", "hb-is-next", next_parts(option)),
    )
    four = "".join(_line(name, kind, parts) for name, kind, parts in lines)
    return (
        f'<section class="hb-card hb-{option.verdict.value}" '
        f'style="--modality:{colour_of(entry, theme)}">'
        f'<h2>{abbreviated(entry.short)}</h2><p class="hb-about">{escape(entry.about)}</p>'
        f'<p class="hb-said"><span class="hb-glyph" aria-hidden="true">{standing_glyph(option)}</span>'
        f'<span class="hb-verdict">{escape(verdict_said(option))}</span>{provisional}</p>'
        f'<dl class="hb-four">{four}</dl>{waiting}</section>'
    )


def _line(name: str, kind: str, parts: Iterable[str]) -> str:
    told = "".join(f"<dd>{_headed(part)}</dd>" for part in parts)
    return f'<div class="{kind}"><dt>{name}</dt>{told}</div>'


def _headed(part: str) -> str:
    """'stopped: ascites' with its first word set apart, so that the eye finds it."""
    head, colon, rest = part.partition(": ")
    return f"<b>{escape(head)}{colon.strip()}</b> {unbroken(rest)}" if colon else unbroken(part)


def verdict_strip(options: Sequence[Option], library: Library) -> str:
    """The six verdicts in one line, for the head of every page."""
    items = "".join(
        f'<li class="hb-{option.verdict.value}"><span aria-hidden="true">{standing_glyph(option)}</span> '
        f'{escape(library.entry(option.modality).short)}<span class="hb-hidden">: '
        f"{escape(verdict_short(option))}</span></li>"
        for option in options
    )
    return f'<ul class="hb-six-small">{items}</ul>'
