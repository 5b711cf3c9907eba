"""A pack as a folder: made whole beside its place and moved there, or not at all."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from haic_core.words.files import LARGEST_BYTES, on_disk, read_file, write_file
from haic_core.words.reading import FileKind, read_json
from haic_core.words.refusal import Refusal, shown

MANIFEST = "manifest.json"
MANIFEST_FILE = FileKind("a manifest", "a JSON object that lists files", LARGEST_BYTES)
LARGEST_PIECE_BYTES = 100_000_000


def free_folder(folder: str) -> Path:
    """The place of a folder that may be written; raises Refusal where it, or its place, holds anything else.

    Free is what does not exist, what is empty, and a pack written earlier and not changed since.
    """
    place = Path(folder).absolute()
    with on_disk(place, "the folder cannot be made"):
        return _free(place)


def _free(place: Path) -> Path:
    said = shown(place.name)
    if not place.parent.is_dir():
        raise Refusal(f"The folder {said} cannot be made: {shown(place.parent.name)} is not a folder.")
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Refusal(f"{said} is not a folder; name a new or an empty one for the pack.")
    if place.is_dir() and any(place.iterdir()) and not _is_untouched_pack(place):
        raise Refusal(f"The folder {said} holds other files; name a new or an empty one for the pack.")
    return place


def write_pack(files: Mapping[str, bytes], folder: str) -> None:
    """Writes a pack's files, the manifest among them, as a folder; raises Refusal and then leaves nothing behind."""
    place = free_folder(folder)
    try:
        beside = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise Refusal(f"The folder {shown(place.name)} cannot be made ({error.strerror}).") from None
    try:
        _write(files, beside / "new")
        if place.exists():
            place.rename(beside / "old")
        (beside / "new").rename(place)
    except OSError as error:
        if (beside / "old").exists():
            (beside / "old").rename(place)
        raise Refusal(f"The pack could not be written to {shown(place.name)} ({error.strerror}).") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        write_file(folder / name, content)


def _is_untouched_pack(place: Path) -> bool:
    """Whether a folder holds exactly the files of a pack, each as it was written."""
    try:
        told: Any = read_json(read_file(place / MANIFEST), MANIFEST, MANIFEST_FILE)
        listed = {one["name"]: one["sha256"] for one in told["files"]}
        found = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
        found.pop(MANIFEST)
        return found.keys() == listed.keys() and all(
            hashlib.sha256(read_file(path, LARGEST_PIECE_BYTES)).hexdigest() == listed[name]
            for name, path in found.items()
        )
    except (OSError, ValueError, KeyError, TypeError):  # a Refusal is a ValueError
        return False
