"""A case as one address parameter, so that a page can be opened on it; read as strictly as a file, never kept.

Beside it an address says where a board stands: its screen, and whether verdicts wait until it has spoken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from haic_core.case.file import LARGEST_BYTES, STARTING, Case, read_case
from haic_core.case.meeting import Agenda, Screen, opened
from haic_core.case.packing import packed, unpacked
from haic_core.words.refusal import Refusal

LONGEST_ADDRESS = 6000


def to_address(case: Case) -> str:
    """The case as one address parameter: version, checksum, compressed content.

    Question and decision stay out: addresses are kept by browsers and servers, and sentences belong to the board.
    """
    content = case.bare().as_mapping()
    return packed(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode())


def from_address(text: str) -> Case:
    """The case of an address parameter; raises Refusal where it was cut, changed or made by another version."""
    place = "The case in the address"
    content = unpacked(text, LONGEST_ADDRESS, LARGEST_BYTES)
    if content is None:
        raise Refusal(f"{place} is cut off or changed and was not read; open the case file instead.")
    case = read_case(content, place)
    for what, carried in (("decision", case.decision), ("question", case.question)):
        if carried:
            raise Refusal(f"{place} carries a {what}; a {what} is read from a case file only.")
    return case


def address_parts(agenda: Agenda, projected: bool) -> dict[str, str]:
    """What an address says of the case in hand, part by part; an empty part is left out of it. projected: on the board,
    the only page that has screens."""
    item = agenda.current
    return {
        "case": "" if item.case.bare() == STARTING else to_address(item.case),
        "screen": item.screen.value if projected and item.screen is not Screen.PATIENT else "",
        "discuss": "first" if item.hides_verdicts else "",
    }


def addressed(parts: Mapping[str, str]) -> Agenda:
    """The agenda that an address opens, nobody or its one case; raises Refusal. An unknown screen is the first one."""
    given, screen = parts.get("case"), parts.get("screen", "")
    agenda = opened([from_address(given)]) if given else Agenda()
    shown = Screen(screen) if screen in list(Screen) else Screen.PATIENT
    return agenda.with_current(replace(agenda.current, screen=shown, hides_verdicts=parts.get("discuss") == "first"))
