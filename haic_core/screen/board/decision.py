"""A board's decision as a sheet, and the six verdicts that stand beside its form."""

from __future__ import annotations

from html import escape

from haic_core.case.decision import Decision
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.options import Option
from haic_core.screen.board.screens import HIDDEN
from haic_core.screen.html import option_badge
from haic_core.wording.decision import NOTHING_DECIDED, decision_lines


def decision_sheet(decision: Decision, library: Library, since: str = "") -> str:
    """What was decided, line by line; what was not said is left out. since: what is to be said of it today."""
    if not decision:
        return f'<p class="hb-b-note">{NOTHING_DECIDED}</p>'
    rows = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>"
        for title, text in decision_lines(decision, library)
    )
    return f'<dl class="hb-b-sheet">{rows}</dl>{decision_note(since)}'


def decision_on_paper(decision: Decision, library: Library) -> str:
    """The sheet where the screen shows a form, which is not printed."""
    return f'<div class="hb-paper">{decision_sheet(decision, library)}</div>'


def decision_note(since: str) -> str:
    """Under which rules a decision was taken and which verdicts differ today, as a quiet sentence."""
    return f'<p class="hb-b-note">{escape(since)}</p>' if since else ""


def decision_chips(assessment: Assessment, library: Library, theme: Palette, hidden: bool) -> str:
    """The six options in their fixed order, each with its verdict; while those are hidden, the options alone."""
    chips = "".join(_chip(option, library, theme, hidden) for option in assessment.options)
    told = f'<p class="hb-b-note">{HIDDEN}.</p>' if hidden else ""
    return f'<ul class="hb-b-chips">{chips}</ul>{told}'


def _chip(option: Option, library: Library, theme: Palette, hidden: bool) -> str:
    entry = library.entry(option.modality)
    badge = "" if hidden else option_badge(option)
    return f'<li style="--modality:{colour_of(entry, theme)}"><b>{escape(entry.short)}</b>{badge}</li>'
