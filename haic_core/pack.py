"""The board pack: slides, sheet, figures, tables, case file and manifest of one case, built in memory.

The programs that write slides and sheets are loaded when a pack is asked for, not before.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from .archive import timeless, zipped
from .case_file import Case, write_case
from .library import Library
from .pack_content import PackContent, content_of
from .pack_tables import pack_tables
from .refusal import Refusal, shown
from .wording import INTENDED_USE

MANIFEST = "manifest.json"
_WHAT = {".pptx": "slides, native and editable", ".pdf": "sheet of one or two pages", ".svg": "chart, vector",
         ".png": "chart, picture", ".csv": "table", ".json": "the case file"}


def pack_zip(case: Case, library: Library) -> bytes:
    """The whole pack as one archive: what a download button gives. The same case and data give the same bytes."""
    return zipped(pack_files(case, library))


def pack_files(case: Case, library: Library) -> dict[str, bytes]:
    """Every file of the pack by its name in the folder; the manifest stands last and names all others."""
    from .sheet import sheet
    from .slides import slides

    content = content_of(case, library)
    stem = f"haic-board-{slug(case.label)}"
    files = {f"{stem}.pptx": timeless(slides(content)), f"{stem}.pdf": sheet(content), **_pictures(content),
             **{f"tables/{name}": table for name, table in pack_tables(content).items()},
             "case.json": write_case(case).encode()}
    return {**files, MANIFEST: _manifest(content, files)}


def write_pack(files: Mapping[str, bytes], folder: Path) -> None:
    """Writes a pack as a folder, whole or not at all; raises Refusal where the folder holds anything else.

    The folder is made beside its place and moved there. A pack written earlier and not changed since is replaced.
    """
    place = folder.absolute()
    _refuse_unless_free(place, folder)
    try:
        made = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as error:
        raise Refusal(f"The folder {shown(str(folder))} cannot be made ({error.strerror}).") from None
    try:
        made.chmod(0o755)
        for name, content in files.items():
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_bytes(content)
        if place.exists():
            shutil.rmtree(place)
        made.rename(place)
    except OSError as error:
        raise Refusal(f"The pack could not be written to {shown(str(folder))} ({error.strerror}).") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def slug(label: str) -> str:
    """A label as part of a file name: plain letters, digits and hyphens; 'case' where nothing is left."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "case"


def manifest_of(files: Mapping[str, bytes]) -> dict:
    """The manifest of a pack's files as a mapping."""
    return dict(json.loads(files[MANIFEST]))


def _pictures(content: PackContent) -> dict[str, bytes]:
    from .pack_content import notes
    from .pack_content.words import survival_headline
    from .pictures import BALANCE_HEIGHT, SIZE, PngPaper, SvgPaper, draw_balance, draw_survival

    files = {}
    for chart in content.charts:
        vector = SvgPaper(*SIZE, survival_headline(chart), " ".join(notes.survival_notes(chart)))
        picture = PngPaper(*SIZE)
        draw_survival(vector, chart)
        draw_survival(picture, chart)
        files |= {f"figures/{chart.stem}.svg": vector.bytes(), f"figures/{chart.stem}.png": picture.bytes()}
    if content.balances:
        told = " ".join(notes.balance_notes(content.balances))
        vector, picture = SvgPaper(SIZE[0], BALANCE_HEIGHT, "Response and harms", told), PngPaper(SIZE[0], BALANCE_HEIGHT)
        draw_balance(vector, content.balances)
        draw_balance(picture, content.balances)
        files |= {"figures/response-and-harms.svg": vector.bytes(), "figures/response-and-harms.png": picture.bytes()}
    return files


def _manifest(content: PackContent, files: Mapping[str, bytes]) -> bytes:
    versions = content.versions
    whole = {
        "product": "HAIC Board", "product_version": versions.product, "rules_version": versions.rules,
        "data_version": versions.data, "input_sha256": versions.input_sha256, "intended_use": INTENDED_USE,
        "files": [{"name": name, "what": _WHAT[Path(name).suffix], "bytes": len(held), "sha256": _hash(held)}
                  for name, held in files.items()],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_unless_free(place: Path, folder: Path) -> None:
    if not place.parent.is_dir():
        raise Refusal(f"The folder {shown(str(folder))} cannot be made: {shown(str(folder.parent))} is not a folder.")
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Refusal(f"{shown(str(folder))} is not a folder; name a new or an empty one for the pack.")
    if place.is_dir() and any(place.iterdir()) and not _is_untouched_pack(place):
        raise Refusal(f"The folder {shown(str(folder))} holds other files; name a new or an empty one for the pack.")


def _is_untouched_pack(place: Path) -> bool:
    """Whether a folder holds exactly the files of a pack, each as it was written."""
    try:
        listed = {one["name"]: one["sha256"] for one in json.loads((place / MANIFEST).read_bytes())["files"]}
        found = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
        found.pop(MANIFEST)
        return found.keys() == listed.keys() and all(_hash(path.read_bytes()) == listed[name]
                                                     for name, path in found.items())
    except (OSError, ValueError, KeyError, TypeError):
        return False
