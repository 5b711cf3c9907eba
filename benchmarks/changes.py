"""What a person changes on each page: one record a page, for every benchmark that drives the product without a
browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.case.meeting import opened
from haic_core.case.meeting_file import write_meeting
from haic_core.evidence.library import read_examples

ROOT = Path(__file__).resolve().parents[1]


class Offers(Protocol):
    """A field as it stands on the page: where its state lies, and what it offers."""

    @property
    def place(self) -> str: ...
    @property
    def value(self) -> object: ...
    @property
    def options(self) -> list[str]: ...


@dataclass(frozen=True)
class Handed:
    """A file that is handed in."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Change:
    """What a person changes: the fields of a page whose labels begin so, in turn; without any, the page is opened again.

    A number or a text goes through whole numbers of a range (said: the text around it), a choice through what it
    offers, a button is pressed. way: what is done first on the opened page, label by label: what is chosen or handed
    in, True where a button is pressed.
    """

    page: str
    labels: tuple[str, ...] = ()
    low: int = 0
    high: int = 1000
    query: str = ""
    said: str = "{}"
    way: tuple[tuple[str, object], ...] = ()

    def next(self, field: Offers, number: int) -> object:
        """What the field is changed to the next time."""
        at = self.low + number % (self.high - self.low)
        if field.place == "trigger_value":
            return True
        if field.place == "bool_value":
            return not field.value
        if field.place == "double_value":
            return float(at)
        if field.options:
            chosen = field.options[number % len(field.options)]
            return [chosen] if field.place == "string_array_value" else chosen
        return self.said.format(at)


def _registry() -> bytes:
    """Three hundred invented patients in two arms, as a hospital would export them."""
    rows = [
        f"{number},{2 + number * 37 % 58}.{number % 10},{'Dead' if number % 3 else 'Alive'},{'HAIC' if number % 2 else 'TACE'}"
        for number in range(300)
    ]
    return "\n".join(["id,OS_MONTHS,OS_STATUS,arm", *rows]).encode()


EXAMPLES = [case_from(content, title) for title, content in read_examples()]
# The patient of the second example in hand, as in a meeting.
PATIENT = f"case={to_address(EXAMPLES[1])}"
MEETING = ("Add case or meeting files", Handed("meeting.json", write_meeting(opened(EXAMPLES)).encode()))
PAPER = ("Open a source file", Handed("hsiao.toml", (ROOT / "data" / "sources" / "hsiao.toml").read_bytes()))
REGISTRY = ("Registry", Handed("registry.csv", _registry()))
AXIS = ("Axis up to",)

HELLO = Change("", ("Number",), 20, 100)
CHANGES = {
    "case": Change("", ("Age",), 20, 100, PATIENT),
    "case ask me": Change("", ("Not known", "Back"), query=PATIENT, way=(("Way in", "Ask me"),)),
    "case paste": Change(
        "", ("Letter",), 20, 100, PATIENT, "Age {} years, bilirubin 11 µmol/l, ECOG 1.", (("Way in", "Paste or open"),)
    ),
    "case undo": Change("", ("Undo", "Redo"), query=PATIENT, way=(("Age", "44"), ("Age", "45"))),
    "options": Change("options", ("Option",), query=PATIENT),
    "compare": Change("compare", ("Age",), 20, 100, PATIENT, way=(("Facts to change", ["Age"]),)),
    "evidence": Change("evidence", ("Option",), query=PATIENT),
    "evidence search": Change("evidence", ("Search",), 2010, 2026, PATIENT),
    "survival": Change("survival", AXIS, 24, 240, PATIENT),
    "reading": Change("survival", ("Another month",), 1, 100, PATIENT),
    "survival count from": Change("survival", ("Count from",), query=PATIENT),
    "survival all options": Change("survival", ("Endpoint",), query=PATIENT, way=(("Show", "All options"),)),
    "cohort": Change("cohort", AXIS, 24, 240, PATIENT, way=(REGISTRY,)),
    "cohort restricted mean": Change("cohort", ("Restricted mean",), 1, 24, PATIENT, way=(REGISTRY,)),
    "cohort count": Change("cohort", ("Count from",), 0, 24, PATIENT, way=(REGISTRY,)),
    "meeting": Change("meeting", ("Label",), query=PATIENT, said="Board {}", way=(MEETING,)),
    "meeting order": Change("meeting", ("Earlier", "Later"), query=PATIENT, way=(MEETING,)),
    "board patient": Change("board", ("Patient",), query=PATIENT),
    "board options": Change("board", ("Options",), query=PATIENT),
    "board why": Change("board", ("Why",), query=PATIENT),
    "board evidence": Change("board", ("Evidence",), query=PATIENT),
    "board survival": Change("board", ("Survival",), query=PATIENT),
    "board harms": Change("board", ("Harms",), query=PATIENT),
    "board decision": Change("board", ("Next step",), query=f"{PATIENT}&screen=decision", said="week {}"),
    "library": Change("library", ("Sort by",), query=PATIENT),
    "library document": Change("library", ("Document",), query=PATIENT),
    "paper": Change("paper", ("Year",), 1990, 2026, PATIENT, way=(PAPER,)),
    "methods": Change("methods", query=PATIENT),
}
