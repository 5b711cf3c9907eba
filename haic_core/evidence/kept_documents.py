"""The documents of the library kept as JSON, so that they are ready without their TOML being parsed again.

One file beside the data, one line a document: the hash of its TOML, the hash of its JSON, and the JSON. A line counts
only for a file with that very content and is validated as strictly as the TOML; where the folder cannot be written, or
the file is damaged, the TOML is read as if nothing had been kept. Nothing about a patient is ever in it.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from haic_core.words.files import read_file, write_file
from haic_core.words.refusal import Refusal

_SHORTEST_LINE = 3
_LARGEST_BYTES = 200_000_000


class KeptDocuments:
    """What is kept in one file, and what is new or no longer needed since it was read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = _read(path)
        self._used: dict[str, str] = {}

    def json_of(self, content: bytes) -> str | None:
        """The JSON of a document with this content, where it is kept."""
        key = _hash(content)
        text = self._kept.get(key)
        if text is not None:
            self._used[key] = text
        return text

    def add(self, content: bytes, text: str) -> None:
        """Keeps the JSON of a document with this content."""
        self._used[_hash(content)] = text

    def save(self) -> None:
        """Writes what is needed now, whole or not at all; silently nothing where the folder cannot be written."""
        if self._used.keys() == self._kept.keys():
            return
        lines = (f"{key}\t{_hash(text.encode())}\t{text}\n" for key, text in sorted(self._used.items()))
        with suppress(Refusal):
            write_file(self._path, "".join(lines).encode("utf-8"))


def _read(path: Path) -> dict[str, str]:
    try:
        lines = read_file(path, _LARGEST_BYTES).decode("utf-8").splitlines()
    except (Refusal, UnicodeDecodeError):
        return {}
    kept = {}
    for line in lines:
        parts = line.split("\t", 2)
        # A truncated or altered line is no line.
        if len(parts) == _SHORTEST_LINE and _hash(parts[2].encode()) == parts[1]:
            kept[parts[0]] = parts[2]
    return kept


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
