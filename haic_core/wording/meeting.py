"""What is said of a meeting: what is open in its cases, what was decided, and what became of it in this tab."""

from __future__ import annotations

from haic_core.case.decision import Decision
from haic_core.case.meeting import Agenda, title
from haic_core.case.saved import Saved
from haic_core.evidence.library import Library
from haic_core.judgement.open_questions import OpenQuestions
from haic_core.wording.decision import choice_words
from haic_core.wording.phrases import counted

COPIED = (
    "This tab began as a copy of another one. Both hold the same meeting and go their own ways from here: "
    "go on in one of them only."
)
NOT_KEPT = (
    "This browser keeps nothing for this tab, or no more: a reload would lose the meeting. Save it as a file in time."
)
_LONGEST_ENTERED = 200
BACK_TO_IT = "Back to what was in this tab"
SILENT = "verdicts wait until the board has spoken"
NO_LABEL = "no label"


def late_sentence(told: object) -> str:
    """Said after a page was read anew before what was entered last had been kept; empty where nothing was. told: what
    the browser says of the field, a stranger's."""
    if not isinstance(told, dict):
        return ""
    field, said = (" ".join(str(told.get(part) or "").split())[:_LONGEST_ENTERED] for part in ("field", "said"))
    if not field and not said:
        return ""
    named = f"{field}: {said}" if field and said else field or said
    return (
        f"“{named}” was entered just before this page was read anew and may not have been kept. Look at that field and "
        "enter it again where it is missing."
    )


def waiting_sentence(kept: Agenda) -> str:
    """Said where an address took the place of what the tab had kept."""
    if len(kept.items) == 1:
        held = f"the case “{kept.current.case.label}”" if kept.current.case.label else "a case"
    else:
        named = f" “{kept.label}”" if kept.label else ""
        held = f"a meeting{named} of {counted(len(kept.items), 'case')}"
    return f"The address names another case, which is shown. This tab held {held}; it is kept until the tab is closed."


def case_title(agenda: Agenda, place: int) -> str:
    """A case as its row on the agenda names it: '2 · case 7'."""
    return f"{place + 1} · {agenda.items[place].case.label or NO_LABEL}"


def turn_words(agenda: Agenda, place: int, library: Library) -> str:
    """A case on the board's own list: '2 of 5 · case 7', with what was decided once something was."""
    choice = agenda.items[place].case.decision.choice
    return title(agenda, place) + (f" · {choice_words(choice, library)}" if choice else "")


def open_words(found: OpenQuestions) -> str:
    """'4 of 6 verdicts open, 12 facts to ask'; or that every verdict is settled."""
    verdicts = f"{found.verdicts} of {found.of} verdicts open" if found.verdicts else "every verdict settled"
    return f"{verdicts}, {counted(found.facts, 'fact')} to ask" if found.facts else verdicts


def decided_words(decision: Decision, library: Library) -> str:
    """'HAIC, 2026-11-20'; or that nothing, or not yet everything, is decided."""
    if not decision:
        return "not decided"
    if decision.choice is None:
        return "begun, no choice yet"
    day = f", {decision.decided_on}" if decision.decided_on else ""
    return choice_words(decision.choice, library) + day


def saved_sentence(agenda: Agenda, saved: Saved) -> str:
    """What of the meeting would be lost with the tab."""
    unsaved = saved.unsaved(agenda)
    if saved.holds(agenda):
        return "Everything on this agenda stands in a file, or nothing was entered."
    if not unsaved:
        return "Each case stands in a file; their order, or the meeting’s label, in none."
    if len(unsaved) == len(agenda.items) == 1:
        return "What was entered stands in no file."
    stand = "stands" if len(unsaved) == 1 else "stand"
    return f"{counted(len(unsaved), 'case')} of {len(agenda.items)} {stand} in no file as entered."
