"""A board's decision as a sheet, and the words that its form shows."""

from __future__ import annotations

from html import escape

from haic_core.case.decision import Decision
from haic_core.decision_words import ROLE_WORDS, choice_words, decision_lines
from haic_core.evidence.library import Library

__all__ = ["ROLE_WORDS", "choice_words", "decision_sheet"]


def decision_sheet(decision: Decision, library: Library) -> str:
    """What was decided, line by line; what was not said is left out."""
    if not decision:
        return '<p class="hb-b-note">Nothing is decided yet.</p>'
    rows = "".join(f"<div><dt>{escape(title)}</dt><dd>{escape(text)}</dd></div>"
                   for title, text in decision_lines(decision, library))
    return f'<dl class="hb-b-sheet">{rows}</dl>'
