"""A case as one address parameter, so that a page can be opened on it; read as strictly as a file, never kept."""

from __future__ import annotations

import base64
import binascii
import json
import zlib

from haic_core.case.decision import UNDECIDED
from haic_core.case.file import LARGEST_BYTES, Case, read_case
from haic_core.words.refusal import Refusal

LONGEST_ADDRESS = 6000


def to_address(case: Case) -> str:
    """The case as one address parameter: version, checksum, compressed content.

    A decision stays out: addresses are kept by browsers and servers, and its sentences belong to the board.
    """
    content = json.dumps(case.with_decision(UNDECIDED).as_mapping(), separators=(",", ":"), ensure_ascii=False).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    return f"1.{zlib.crc32(content):08x}.{packed}"


def from_address(text: str) -> Case:
    """The case of an address parameter; raises Refusal where it was cut, changed or made by another version."""
    place = "The case in the address"
    broken = Refusal(f"{place} is cut off or changed and was not read; open the case file instead.")
    if len(text) > LONGEST_ADDRESS:
        raise broken
    parts = text.split(".")
    if len(parts) != 3 or parts[0] != "1":
        raise broken
    try:
        packed = base64.b64decode(parts[2] + "=" * (-len(parts[2]) % 4), altchars=b"-_", validate=True)
        unpack = zlib.decompressobj()
        content = unpack.decompress(packed, LARGEST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise broken from None
    if unpack.unconsumed_tail or not unpack.eof or f"{zlib.crc32(content):08x}" != parts[1]:
        raise broken
    case = read_case(content, place)
    if case.decision:
        raise Refusal(f"{place} carries a decision; a decision is read from a case file only.")
    return case
