"""The packages the one file carries: pinned by hash, fetched once by their registries' own clients, then kept."""

from __future__ import annotations

import gzip
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from haic_core.words.files import is_there, read_file, write_file
from haic_core.words.reading import read_toml
from haic_core.words.record import Record
from haic_core.words.refusal import Refusal

LOCK = Path(__file__).with_name("parts.toml")
KEPT = Path.home() / ".cache" / "haic-board" / "parts"
LARGEST_BYTES = 50_000_000
_LONGEST_S = 600


class Part(Record):
    """One package as the lock names it."""

    registry: Literal["npm", "pypi"]
    name: str
    version: str
    file: str
    sha256: str
    licence: str
    why: str


class Lock(Record):
    """The whole lock."""

    part: Annotated[tuple[Part, ...], Field(strict=False)]


def pinned() -> tuple[Part, ...]:
    """Every package of the lock."""
    return Lock.model_validate(read_toml(read_file(LOCK), LOCK.name)).part


def at_hand() -> bool:
    """Whether the file can be built here without fetching anything: its packages are kept, and Node is there."""
    return is_there(LOCK) and shutil.which("node") is not None and all(is_there(KEPT / part.file) for part in pinned())


def packages(folder: Path | None) -> dict[str, bytes]:
    """Each pinned package by its name, from a folder, from what is kept, or from its registry; raises Refusal, naming
    the package, where it cannot be had or is not the pinned one."""
    return {part.name: _checked(part, _found(part, folder)) for part in pinned()}


def files_of(package: bytes) -> dict[str, bytes]:
    """What lies in an npm package or a wheel, by name."""
    if package[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(package)) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if not name.endswith("/")}
    with tarfile.TarFile(fileobj=io.BytesIO(gzip.decompress(package))) as held:
        found = {one.name.removeprefix("package/"): held.extractfile(one) for one in held.getmembers() if one.isfile()}
        return {name: file.read() for name, file in found.items() if file}


def _found(part: Part, folder: Path | None) -> bytes:
    at = (folder or KEPT) / part.file
    if is_there(at):
        return read_file(at, LARGEST_BYTES)
    if folder:
        raise Refusal(
            f"{at.name}: the folder of parts does not hold it; {part.name} {part.version} is needed.",
            place=at.name,
            allowed=f"{part.name} {part.version}",
        )
    content = _fetched(part)
    write_file(at, _checked(part, content))
    return content


def _checked(part: Part, content: bytes) -> bytes:
    found = hashlib.sha256(content).hexdigest()
    if found != part.sha256:
        raise Refusal(
            f"{part.file}: this is not the pinned {part.name} {part.version}; its hash is {found[:12]}…, "
            f"but {part.sha256[:12]}… is pinned.",
            place=part.file,
            found=found,
            allowed=part.sha256,
        )
    return content


def _fetched(part: Part) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = _npm(part, folder) if part.registry == "npm" else _pip(part, folder)
        try:
            subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=_LONGEST_S)
        except (OSError, subprocess.SubprocessError):
            raise Refusal(
                f"{part.file}: {part.name} {part.version} could not be fetched by {Path(command[0]).stem}; "
                "a folder that holds it can be named with --parts.",
                place=part.file,
                allowed=f"{part.name} {part.version}",
            ) from None
        return read_file(Path(folder) / part.file, LARGEST_BYTES)


def _npm(part: Part, folder: str) -> list[str]:
    return [
        shutil.which("npm") or "npm",
        "pack",
        "--silent",
        "--pack-destination",
        folder,
        f"{part.name}@{part.version}",
    ]


def _pip(part: Part, folder: str) -> list[str]:
    """For the browser's own Python, whatever runs here."""
    build = part.file.removesuffix(".whl").split("-")
    compiled = (
        [] if build[-1] == "any" else ["--platform", build[-1], "--implementation", "cp", "--python-version", "3.14"]
    )
    how = ["--no-deps", "--only-binary=:all:", "--disable-pip-version-check", *compiled, "-d", folder]
    return [sys.executable, "-m", "pip", "download", *how, f"{part.name}=={part.version}"]
