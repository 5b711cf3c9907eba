"""Meeting files: the cases of one meeting in their order, each with its decision, in one file.

A case file is read wherever a meeting file is, as a meeting of one case without a label.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.case.file import LARGEST_BYTES, SCHEMA, STARTING, Case, case_from, is_meeting, read_case, read_label
from haic_core.case.meeting import MOST_CASES, Agenda
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Faults, Refusal, misfit, shown, unknown_key

KEYS = ("schema", "meeting", "cases")
LARGEST_MEETING_BYTES = MOST_CASES * LARGEST_BYTES
MEETING_FILE = FileKind(
    "a case or meeting file",
    "a JSON object with 'schema' and 'facts', or with 'schema', 'meeting' and 'cases'",
    LARGEST_MEETING_BYTES,
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting file holds: its label, never a name, and its cases in their order."""

    label: str
    cases: tuple[Case, ...]

    @property
    def is_one_case(self) -> bool:
        """Whether it is no more than a case file."""
        return not self.label and len(self.cases) == 1


def read_meeting(content: bytes | str, place: str) -> Meeting:
    """A meeting from the bytes of a meeting file or of a case file; raises Refusal with all its faults."""
    raw = read_json(content, place, MEETING_FILE)
    if is_meeting(raw):
        return meeting_from(raw, place)
    return Meeting("", (read_case(content, place),))


def meeting_from(raw: object, place: str) -> Meeting:
    """A meeting from parsed JSON; raises Refusal."""
    if not isinstance(raw, dict):
        raise misfit(place, MEETING_FILE.form, raw)
    faults = Faults()
    for key in raw:
        if key not in KEYS:
            faults.add(unknown_key(place, key, KEYS))
    schema = raw.get("schema")
    if isinstance(schema, bool) or schema != SCHEMA:
        faults.add(misfit(f"{place}: schema", str(SCHEMA), schema))
    label = faults.read("", read_label, raw.get("meeting"), f"{place}: meeting", "Tuesday board")
    cases = faults.read((), _cases, raw.get("cases"), place)
    faults.tell()
    return Meeting(label, cases)


def write_meeting(agenda: Agenda) -> str:
    """The meeting file as text; the same meeting gives the same text."""
    return json.dumps(meeting_mapping(agenda), indent=2, ensure_ascii=False) + "\n"


def meeting_mapping(agenda: Agenda) -> dict[str, object]:
    """The meeting file's own content; which case is in hand, and on which screen, is not of it."""
    cases = [item.case.as_mapping() for item in agenda.items]
    return {"schema": SCHEMA, "meeting": agenda.label, "cases": cases}


def together(meetings: Sequence[Meeting]) -> Meeting:
    """Several files opened at once as one meeting: all their cases; the first label there is."""
    label = next((meeting.label for meeting in meetings if meeting.label), "")
    return Meeting(label, tuple(case for meeting in meetings for case in meeting.cases))


def _cases(raw: object, place: str) -> tuple[Case, ...]:
    if not isinstance(raw, list) or not 0 < len(raw) <= MOST_CASES:
        found = raw if not isinstance(raw, list) else f"{len(raw)} cases"
        raise misfit(f"{place}: cases", f"a list of 1 to {MOST_CASES} cases", found)
    faults = Faults()
    cases = tuple(faults.read(STARTING, _case, one, f"{place}: case {count}") for count, one in enumerate(raw, 1))
    faults.tell()
    return cases


def _case(raw: object, place: str) -> Case:
    size = len(json.dumps(raw, ensure_ascii=False).encode("utf-8", "replace"))
    if size > LARGEST_BYTES:
        raise Refusal(
            f"{place}: it holds {size:,} bytes, but a case has at most {LARGEST_BYTES:,}.",
            place=place,
            found=f"{size:,} bytes",
            allowed=f"at most {LARGEST_BYTES:,} bytes",
        )
    if not isinstance(raw, dict) or is_meeting(raw):
        found = "a meeting" if is_meeting(raw) else shown(raw)
        raise Refusal(f"{place} must be a case, but {found} was found.", place=place, found=found, allowed="a case")
    return case_from(raw, place)
