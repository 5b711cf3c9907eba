"""A board's decision as a sheet, and the six verdicts that stand beside its form."""

from __future__ import annotations

from html import escape

from haic_core.case.decision import MOST_DISSENT, Decision
from haic_core.chart.palette import Palette, colour_of
from haic_core.evidence.library import Library
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.options import Option
from haic_core.screen.board.screens import HIDDEN
from haic_core.screen.html import option_badge
from haic_core.wording.decision import FEW_VOICES, NOTHING_DECIDED, decision_lines

_ROWS = 2
# How wide the list of voices is beside so many of them, in widths of one.
_LIST_WIDTH = {2: 1.0, 3: 1.2, 4: 1.3, 5: 1.4}


def decision_sheet(decision: Decision, library: Library, since: str = "") -> str:
    """What was decided, line by line; what was not said is left out. since: what is to be said of it today."""
    if not decision:
        return f'<p class="hb-b-note">{NOTHING_DECIDED}</p>'
    rows = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>"
        for title, text in decision_lines(decision, library)
    )
    return f'<dl class="hb-b-sheet">{rows}</dl>{decision_note(since)}'


def dissent_widths(voices: int) -> tuple[float, ...]:
    """The columns of the form's last rows: the list of who did not agree, then what they said. More than two voices
    stand in two rows, as many as a case may have; what a form has beyond those in a third."""
    across = FEW_VOICES if voices <= FEW_VOICES else min(max(-(-voices // _ROWS), 3), MOST_DISSENT // _ROWS)
    return (_LIST_WIDTH[across], *[1.0] * across)


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
