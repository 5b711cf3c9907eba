"""The sentences of the case page: what was read, what is asked, how much is recorded, what would be replaced."""

from __future__ import annotations

from datetime import date

from haic_core.case.fact_kinds import ChoiceFact, Fact, NumberFact, Value, YesNoFact
from haic_core.case.facts import FACTS
from haic_core.case.file import STARTING
from haic_core.case.meeting_file import Meeting
from haic_core.wording.phrases import joined, quantity

FORM, ASK_ME, PASTE = "Form", "Ask me", "Paste or open"
WAYS = (FORM, ASK_ME, PASTE)
WAY_IN = "Way in"
SECTION = "Section"
FIND = "Find a fact by name, abbreviation or code"
NOT_RECORDED = "not recorded"
BACK = "Back"
ANSWER = "Answer"
REPLACE, ADD, KEEP = "Replace", "Add as another case", "Keep what is here"
PASTED, PASTE_FIELD = "The pasted text", "Letter or lab list"
OPEN_FILES = "Open files: cases, a meeting, a FHIR bundle, a lab list, a letter"
READ, ONE_BY_ONE = "Read", "or one by one"
UNDO, REDO, DONE = "Undo", "Redo", "Done"
NOT_KNOWN = "Not known"
LEAVE_OUT = "Leave out"
NOBODY_FOUND = "No fact is called so."
EMPTY_PASTE = "Paste a letter or a lab list here, or open a file: a case, several cases, a FHIR bundle, a lab list."
NOTHING_READ = "Nothing in it could be read as a fact of the case."
DATED_LIKE_TODAY = "dated as if their board met today"


def answer_hint(fact: Fact, by_key: bool) -> str:
    """What may be typed into the one field of a question."""
    if by_key:
        return "press its key, U where it is not known, B for the question before"
    unit = f" in {fact.unit}, or with a unit of its own" if isinstance(fact, NumberFact) and fact.unit else ""
    return f"a number{unit}; U where it is not known, B for the question before; then Enter"


def once_more_said(count: int) -> str:
    """The button that brings back what was not known."""
    return f"Ask again what was not known ({count})"


def before_said(told: str) -> str:
    """What the last answer recorded."""
    return f"Recorded: {told}"


def asked_so_far(count: int) -> str:
    """How many questions were answered."""
    return "First question" if count == 0 else f"Question {count + 1}"


def count_said(recorded: int, facts: int) -> str:
    """'4 of 17'."""
    return f"{recorded} of {facts}"


def open_said(missing: int) -> str:
    """How many facts an option still waits for; nothing where it waits for none."""
    return f"{missing} open" if missing else ""


def in_meeting_said(place: int, cases: int) -> str:
    """Which case of the meeting is in hand: 'Case 2 of 3 of this meeting'."""
    return f"Case {place} of {cases} of this meeting"


def several_facts(count: int) -> str:
    """'1 fact', '22 facts'."""
    return f"{count} fact{'' if count == 1 else 's'}"


def take_said(count: int) -> str:
    """The button that takes over all that is beyond doubt."""
    return "Take it: it is beyond doubt" if count == 1 else f"Take all {count} that are beyond doubt"


def take_value_said(code: str, value: Value) -> str:
    """The button that records the value that was read."""
    return f"Take {amount_said(code, value)}"


def keep_said(code: str, value: Value) -> str:
    """The button that leaves the recorded value as it is."""
    return f"Keep {amount_said(code, value)}"


def read_said(name: str, read: int, asked: int, passed_over: int) -> str:
    """What came of something handed in, counted."""
    told = [f"{several_facts(read)} read"]
    told += [f"{asked} to settle"] if asked else []
    told += [f"{passed_over} passed over"] if passed_over else []
    return f"{name}: {joined(told)}."


def replace_question(label: str, recorded: int, coming: str) -> str:
    """What is asked before another case takes the place of one that holds something."""
    held = f"“{label}”" if label else "the case in hand"
    return f"Replace {held} ({several_facts(recorded)}) by {coming}? Undo brings it back."


def coming_said(coming: Meeting) -> str:
    """What would take the place of the case in hand."""
    if not coming.is_one_case:
        return f"a meeting of {len(coming.cases)} case{'' if len(coming.cases) == 1 else 's'}"
    case = coming.cases[0]
    if case == STARTING:
        return "an empty case"
    return f"“{case.label}”" if case.label else f"a case of {several_facts(len(case.patient.facts))}"


def value_said(code: str, value: Value) -> str:
    """A fact with a value, as a button or a row names it."""
    rounded = round(value, 3) if isinstance(value, float) else value
    return f"{FACTS[code].label} {quantity(code, rounded)}"


def amount_said(code: str, value: Value) -> str:
    """A value alone, with its unit."""
    return quantity(code, round(value, 3) if isinstance(value, float) else value)


def recorded_said(code: str, value: Value, day: str) -> str:
    """What the case holds already: 'recorded: 142 ×10⁹/L, 2026-11-02'."""
    return f"recorded: {amount_said(code, value)}{f', {day}' if day else ''}"


def day_said(day: date | None) -> str:
    """The day in ISO form, as the date fields show it, or nothing."""
    return day.isoformat() if day else ""


def waits_said(code: str, value: Value) -> str:
    """Why a field cannot be filled yet."""
    return f"asked where “{FACTS[code].label}” is {quantity(code, value)}"


def label_said(fact: Fact) -> str:
    """A fact's name with the unit in which its field is read."""
    return f"{fact.label} ({fact.unit})" if isinstance(fact, NumberFact) and fact.unit else fact.label


def allowed_said(fact: Fact) -> str:
    """What a fact may be, in its own unit."""
    if isinstance(fact, NumberFact):
        return f"{fact.low:g} to {fact.high:g}{f' {fact.unit}' if fact.unit else ''}"
    return (
        "yes or no" if isinstance(fact, YesNoFact) else joined((quantity(fact.code, one) for one in fact.answers), "or")
    )


def help_said(fact: Fact) -> str:
    """What a fact means, whose judgement it is, and what is allowed."""
    judged = f" Judged by {fact.judged_by}." if fact.judged_by else ""
    allowed = "" if isinstance(fact, ChoiceFact) else f" Allowed: {allowed_said(fact)}."
    return f"{fact.definition}{judged}{allowed}"


def placeholder_said(fact: NumberFact) -> str:
    """What an empty number field shows."""
    return f"{fact.low:g}–{fact.high:g}"
