"""The agenda of a meeting as pieces of a page: what is open in each case and what was decided."""

from __future__ import annotations

from html import escape

from haic_core.case.meeting import Agenda
from haic_core.evidence.library import Library
from haic_core.judgement.open_questions import OpenQuestions
from haic_core.wording.meeting import SILENT, decided_words, open_words


def agenda_head() -> str:
    """The headings over the rows; read with each row as well, so hidden from screen readers here."""
    titles = "".join(f"<span>{title}</span>" for title in ("Case", "Open", "Decided"))
    return f'<div class="hb-agenda hb-agenda-head" aria-hidden="true">{titles}</div>'


def agenda_row(agenda: Agenda, place: int, found: OpenQuestions, unsaved: bool, library: Library) -> str:
    """What stands beside that button; while a case is discussed first nothing is said of its verdicts."""
    item = agenda.items[place]
    is_open = SILENT if item.hides_verdicts else open_words(found)
    decided = decided_words(item.case.decision, library)
    mark = '<span class="hb-chip">not in a file</span>' if unsaved else ""
    tone = "" if item.case.decision.choice else ' class="hb-muted"'
    return (
        f'<div class="hb-agenda"><span><span class="hb-hidden">Open: </span>{escape(is_open)}</span>'
        f'<span{tone}><span class="hb-hidden">Decided: </span>{escape(decided)}{mark}</span></div>'
    )


def place_chip(agenda: Agenda) -> str:
    """Beside the case on every page, where a meeting has several: which of them it is."""
    if len(agenda.items) == 1:
        return ""
    return f'<small class="hb-chip">Case {agenda.at + 1} of {len(agenda.items)}</small>'
