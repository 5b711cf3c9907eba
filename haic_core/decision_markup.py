"""A board's decision as a sheet, and the words that its form shows."""

from __future__ import annotations

from html import escape

from .decision import BoardRole, Choice, Decision
from .library import Library
from .vocabulary import Modality
from .wording import joined

CHOICE_WORDS = {Choice.NONE: "none of them", Choice.DEFERRED: "put off"}
ROLE_WORDS = {role: role.value.replace("_", " ") for role in BoardRole} | {
    BoardRole.PATIENTS_ADVOCATE: "patient’s advocate"}


def choice_words(choice: Choice, library: Library) -> str:
    """A choice as the form and the sheet name it."""
    return CHOICE_WORDS.get(choice) or library.entry(Modality(choice.value)).short


def decision_sheet(decision: Decision, library: Library) -> str:
    """What was decided, line by line; what was not said is left out."""
    if not decision:
        return '<p class="hb-b-note">Nothing is decided yet.</p>'
    said = [
        ("Considered", joined(library.entry(option).short for option in decision.considered)),
        ("Decided", choice_words(decision.choice, library) if decision.choice else ""),
        ("Conditions", "; ".join(decision.conditions)),
        ("Dissent", "; ".join(f"{ROLE_WORDS[one.role]}: {one.said}" for one in decision.dissent)),
        ("Patient’s preference", decision.preference),
        ("Published criteria left because", decision.leaves_criteria_because),
        ("Trial considered", decision.trial), ("Decided on", decision.decided_on),
    ]
    rows = "".join(f"<div><dt>{title}</dt><dd>{escape(text)}</dd></div>" for title, text in said if text)
    return f'<dl class="hb-b-sheet">{rows}</dl>'
