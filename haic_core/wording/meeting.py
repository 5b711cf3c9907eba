"""What is said of a meeting: what is open in its cases, what was decided, and what became of it in this tab."""

from __future__ import annotations

from haic_core.case.meeting import Agenda
from haic_core.wording.phrases import counted

COPIED = (
    "This tab began as a copy of another one. Both hold the same meeting and go their own ways from here: "
    "go on in one of them only."
)
NOT_KEPT = (
    "This browser keeps nothing for this tab, or no more: a reload would lose the meeting. Save it as a file in time."
)
BACK_TO_IT = "Back to what was in this tab"


def waiting_sentence(kept: Agenda) -> str:
    """Said where an address took the place of what the tab had kept."""
    if len(kept.items) == 1:
        held = f"the case “{kept.current.case.label}”" if kept.current.case.label else "a case"
    else:
        named = f" “{kept.label}”" if kept.label else ""
        held = f"a meeting{named} of {counted(len(kept.items), 'case')}"
    return f"The address names another case, which is shown. This tab held {held}; it is kept until the tab is closed."
