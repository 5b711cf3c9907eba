"""Content as one word that an address or a browser's store can hold: version, checksum, compressed bytes."""

from __future__ import annotations

import base64
import binascii
import zlib

VERSION = "1"


def packed(content: bytes) -> str:
    """The content as one word of letters, digits, dots, hyphens and underscores; the same content, the same word."""
    text = base64.urlsafe_b64encode(zlib.compress(content, 9)).decode().rstrip("=")
    return f"{VERSION}.{zlib.crc32(content):08x}.{text}"


def unpacked(word: str, longest: int, largest_bytes: int) -> bytes | None:
    """The content of such a word; None where it was cut, changed, made by another version, or is too long.

    longest: of the word. largest_bytes: of the content; a word that holds more is not unpacked any further.
    """
    parts = word.split(".") if len(word) <= longest else []
    if len(parts) != 3 or parts[0] != VERSION:
        return None
    try:
        text = base64.b64decode(parts[2] + "=" * (-len(parts[2]) % 4), altchars=b"-_", validate=True)
        unpack = zlib.decompressobj()
        content = unpack.decompress(text, largest_bytes)
    except (binascii.Error, ValueError, zlib.error):
        return None
    whole = unpack.eof and not unpack.unconsumed_tail and f"{zlib.crc32(content):08x}" == parts[1]
    return content if whole else None
