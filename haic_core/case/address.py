"""A case as one address parameter, so that a page can be opened on it; read as strictly as a file, never kept."""

from __future__ import annotations

import json

from haic_core.case.decision import UNDECIDED
from haic_core.case.file import LARGEST_BYTES, Case, read_case
from haic_core.case.packing import packed, unpacked
from haic_core.words.refusal import Refusal

LONGEST_ADDRESS = 6000


def to_address(case: Case) -> str:
    """The case as one address parameter: version, checksum, compressed content.

    A decision stays out: addresses are kept by browsers and servers, and its sentences belong to the board.
    """
    content = case.with_decision(UNDECIDED).as_mapping()
    return packed(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode())


def from_address(text: str) -> Case:
    """The case of an address parameter; raises Refusal where it was cut, changed or made by another version."""
    place = "The case in the address"
    content = unpacked(text, LONGEST_ADDRESS, LARGEST_BYTES)
    if content is None:
        raise Refusal(f"{place} is cut off or changed and was not read; open the case file instead.")
    case = read_case(content, place)
    if case.decision:
        raise Refusal(f"{place} carries a decision; a decision is read from a case file only.")
    return case
