"""What of this repository goes into the one file: the core, the pages, the data. The same bytes from the same tree."""

from __future__ import annotations

import ast
import io
import json
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from haic_core.evidence.audit import trusted
from haic_core.evidence.library import DATA, read_library
from haic_core.onefile.stage.answered import answers
from haic_core.onefile.stage.missing import NOT_HERE
from haic_core.onefile.stage.waking import ANSWERS, MISSING
from haic_core.words.files import files_in, read_file

ROOT = Path(__file__).resolve().parents[2]
# Folder by folder with the endings that are read of it; folders of folders come with `**`.
CARRIED = (
    ("haic_core/**", ".py"),
    ("pages/**", ".py"),
    ("pages/frame", ".css"),
    ("pages/frame", ".js"),
    ("data/**", ".toml"),
    ("data", ".json"),
    ("data/curves", ".json"),
    ("data/examples", ".json"),
    ("docs", ".md"),
    ("docs/tables", ".md"),
)
NOT_CARRIED = ("data/second_reading",)
BUILDS = ("build", "bundle", "compiled")  # what builds the file is not in it
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def carried_files(missing: Collection[str] | None = None) -> list[Path]:
    """Every file that goes in, in order. missing: the modules that do not, where they have been looked for already."""
    found = {path for place, ending in CARRIED for folder in _folders(place) for path in files_in(folder, ending)}
    left_out = modules_not_here() if missing is None else missing
    return sorted(path for path in found if _goes_in(path) and module_name(path) not in left_out)


def modules_not_here() -> dict[str, str]:
    """The modules of the core that begin with a library that the file does not carry, each with that library."""
    found = {f"haic_core.onefile.{name}": "node" for name in BUILDS}
    for folder in _folders("haic_core/**"):
        for path in files_in(folder, ".py"):
            text = read_file(path)
            if any(library.encode() in text for library in NOT_HERE):  # to look closely takes ten times as long
                for library in _begins_with(ast.parse(text)):
                    if library in NOT_HERE:
                        found[module_name(path)] = library
    return dict(sorted(found.items()))


def module_name(path: Path) -> str:
    """The name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def archive(files: dict[str, bytes]) -> bytes:
    """A zip with these files, its bytes decided by them alone. Not compressed: the whole is, later."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as whole:
        for name in sorted(files):
            whole.writestr(zipfile.ZipInfo(name, _LONG_AGO), files[name])
    return held.getvalue()


def bundle() -> dict[str, bytes]:
    """The files of this repository by their names in it."""
    missing = modules_not_here()
    files = {path.relative_to(ROOT).as_posix(): read_file(path) for path in carried_files(missing)}
    beforehand = {MISSING: missing, ANSWERS: answers(trusted(read_library((DATA,))))}
    return files | {name: json.dumps(one, sort_keys=True).encode() for name, one in beforehand.items()}


def _goes_in(path: Path) -> bool:
    return not path.relative_to(ROOT).as_posix().startswith(NOT_CARRIED)


def _folders(place: str) -> Iterator[Path]:
    top = ROOT / place.removesuffix("/**")
    yield top
    if place.endswith("/**"):
        for path in files_in(top, ""):
            if path.is_dir() and not path.name.startswith((".", "__")):
                yield from _folders(f"{path.relative_to(ROOT).as_posix()}/**")


def _begins_with(tree: ast.Module) -> Iterator[str]:
    """The packages a module imports as soon as it is imported."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
