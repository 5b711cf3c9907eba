"""A board's decision as a sheet."""

from __future__ import annotations

from html import escape

from haic_core.case.decision import Decision
from haic_core.evidence.library import Library
from haic_core.wording.decision import decision_lines


def decision_sheet(decision: Decision, library: Library, since: str = "") -> str:
    """What was decided, line by line; what was not said is left out. since: what is to be said of it today."""
    if not decision:
        return '<p class="hb-b-note">Nothing is decided yet.</p>'
    rows = "".join(
        f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>"
        for title, text in decision_lines(decision, library)
    )
    return f'<dl class="hb-b-sheet">{rows}</dl>{decision_note(since)}'


def decision_note(since: str) -> str:
    """Under which rules a decision was taken and which verdicts differ today, as a quiet sentence."""
    return f'<p class="hb-b-note">{escape(since)}</p>' if since else ""
