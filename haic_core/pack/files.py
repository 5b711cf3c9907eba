"""The board pack: slides, sheet, figures, tables, case file and manifest of one case, built in memory.

The programs that write slides and sheets are loaded when a pack is asked for, not before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from haic_core.case.file import Case, write_case
from haic_core.case.file_names import slug
from haic_core.chart.own import OwnChart
from haic_core.evidence.library import Library
from haic_core.pack.archive import timeless, zipped
from haic_core.pack.content import PackContent, content_of
from haic_core.pack.folder import MANIFEST
from haic_core.pack.tables import pack_tables
from haic_core.wording.phrases import INTENDED_USE

_WHAT = {
    ".pptx": "slides, native and editable",
    ".pdf": "sheet of one or two pages",
    ".svg": "chart, vector",
    ".png": "chart, picture",
    ".csv": "table",
    ".json": "the case file",
}


def pack_zip(case: Case, library: Library, today: date | None = None, own: OwnChart | None = None) -> bytes:
    """The whole pack as one archive: what a download button gives. The same case, data and day give the same bytes.

    today: the day to which the ages of facts are counted; without one it follows from the case.
    own: the site's own cohort, where one is to stand in it.
    """
    return zipped(pack_files(case, library, today, own))


def pack_files(
    case: Case, library: Library, today: date | None = None, own: OwnChart | None = None
) -> dict[str, bytes]:
    """Every file of the pack by its name in the folder; the manifest stands last and names all others."""
    from haic_core.pack.sheet import sheet
    from haic_core.pack.slides import slides

    content = content_of(case, library, today, own)
    stem = f"haic-board-{slug(case.label)}"
    files = {
        f"{stem}.pptx": timeless(slides(content)),
        f"{stem}.pdf": sheet(content),
        **_pictures(content),
        **{f"tables/{name}": table for name, table in pack_tables(content).items()},
        "case.json": write_case(case).encode(),
    }
    return {**files, MANIFEST: _manifest(content, files)}


def manifest_of(files: Mapping[str, bytes]) -> dict[str, object]:
    """The manifest of a pack's files as a mapping."""
    return dict(json.loads(files[MANIFEST]))


def _pictures(content: PackContent) -> dict[str, bytes]:
    from haic_core.pack.pictures import balance_png, balance_svg, survival_png, survival_svg

    files: dict[str, bytes] = {}
    for chart in (*content.charts, *([content.own] if content.own else ())):
        files |= {f"figures/{chart.stem}.svg": survival_svg(chart), f"figures/{chart.stem}.png": survival_png(chart)}
    for number, page in enumerate(content.balance_pages, 1):
        stem = f"figures/response-and-harms{f'-{number}' if number > 1 else ''}"
        files |= {f"{stem}.svg": balance_svg(page), f"{stem}.png": balance_png(page)}
    return files


def _manifest(content: PackContent, files: Mapping[str, bytes]) -> bytes:
    versions = content.versions
    whole = {
        "product": "HAIC Board",
        "product_version": versions.product,
        "rules_version": versions.rules,
        "data_version": versions.data,
        "library_read_until": content.library.read_until,
        "input_sha256": versions.input_sha256,
        "judged_on": content.judged_on or None,
        "intended_use": INTENDED_USE,
        "files": [
            {"name": name, "what": _WHAT[Path(name).suffix], "bytes": len(held), "sha256": _hash(held)}
            for name, held in files.items()
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
