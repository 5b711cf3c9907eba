"""Names of the files that are saved, made from labels: plain, short, never a path, and each name once."""

from __future__ import annotations

import re
import unicodedata

from haic_core.case.meeting import Agenda
from haic_core.words.identifiers import identifying

LONGEST_STEM = 40
# Names that Windows keeps for devices, whatever follows the dot.
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def slug(label: str, instead: str = "case") -> str:
    """A label as part of a file name: plain letters, digits and hyphens; ``instead`` where nothing is left, and where
    it looks like something that identifies a person."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_STEM].strip("-")
    return instead if not stem or identifying(label) or _RESERVED.fullmatch(stem) else stem


def case_file_name(agenda: Agenda, place: int) -> str:
    """The name of one case's file: 'case-7.json'; 'case-7-2.json' for the second case of that name on the agenda."""
    stems = [slug(item.case.label) for item in agenda.items]
    return f"{_numbered(stems)[place]}.json"


def meeting_file_name(agenda: Agenda) -> str:
    """The name of the meeting's file: 'meeting-tuesday-board.json', or 'meeting.json' for one without a label."""
    stem = slug(agenda.label, "")
    return f"meeting-{stem}.json" if stem else "meeting.json"


def _numbered(stems: list[str]) -> list[str]:
    """Each name once: the first keeps it, later ones get the next number that makes a name nobody has."""
    given: list[str] = []
    for stem in stems:
        name, count = stem, 1
        while name in given or (count > 1 and name in stems):
            count += 1
            name = f"{stem}-{count}"
        given.append(name)
    return given
