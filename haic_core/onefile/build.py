"""Puts the one file together: shell, first page, packages, core and data. The same tree and parts give the same
bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from haic_core.onefile.bundle import ROOT, archive, bundle
from haic_core.onefile.compiled import compiled
from haic_core.onefile.parts import Part, files_of, packages, pinned
from haic_core.words.files import is_there, read_file, read_words, write_file
from haic_core.words.refusal import Refusal

LETTERS = "@fontsource-variable/source-sans-3"
KEPT_DOCUMENTS = "data/.kept/documents"
SHELL = Path(__file__).with_name("shell")
LARGEST_BYTES = 20_000_000
PYTHON_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
# What Python's own library holds and no page ever asks for.
UNUSED_LIBRARY = (
    "pydoc",
    "doctest",
    "pdb",
    "turtle",
    "unittest/",
    "lib2to3/",
    "ensurepip/",
    "idlelib/",
    "tkinter/",
    "venv/",
)
UNUSED_ENDINGS = (".pyi", "RECORD", "METADATA", "WHEEL", ".json", "py.typed")
# No connection, no form, no frame; scripts are the ones in the file and what they make of it.
POLICY = (
    "default-src 'none'; script-src {scripts} blob: 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)
_WAKE_S = 120
_NO_LATEST_DAY = re.compile(r' max="\d{4}-\d\d-\d\d"')  # the day of the build is in no byte of the file
_FIRST = """
import json, sys
sys.path[:0] = [{board!r}, *{wheels!r}]
from haic_core.onefile.stage.waking import awake
board = awake({board!r})
light, dark = (json.loads(board.heard(json.dumps({{"what": "theme", "value": one}}))) for one in ("light", "dark"))
print(json.dumps([light["html"], dark["html"], light["links"]]))
"""


@dataclass(frozen=True, slots=True)
class Built:
    """The file, and how many bytes of it each part takes."""

    html: bytes
    sizes: Mapping[str, int]


def board_file(folder: Path | None = None) -> Built:
    """The whole board as one HTML file. folder: where the pinned packages lie; else they are fetched once and kept."""
    held, board = packages(folder), bundle()
    (light, dark, links), documents = _first_page(board, held)
    board[KEPT_DOCUMENTS] = documents
    python = files_of(held["pyodide"])
    inside = {name: python[name] for name in PYTHON_FILES}
    inside["python_stdlib.zip"] = archive(_used(files_of(python["python_stdlib.zip"])))
    inside["pyodide-lock.json"] = json.dumps({**json.loads(python["pyodide-lock.json"]), "packages": {}}).encode()
    inside["packages.zip"] = archive(_site_packages(held))
    inside["board.zip"] = archive(board)
    own = {name: python[name] for name in (*PYTHON_FILES, "pyodide-lock.json", "package.json")}
    inside |= compiled(own, SHELL / "compile.mjs", inside)
    parts = {name: b64encode(gzip.compress(content, 9, mtime=0)).decode() for name, content in inside.items()}
    libraries = _script(files_of(held["idiomorph"])["dist/idiomorph.min.js"]) + ";\n"
    libraries += _script(files_of(held["plotly.js-basic-dist-min"])["plotly-basic.min.js"])
    shell = read_words(SHELL / "shell.js")
    html = _filled(
        read_words(SHELL / "board.html"),
        {
            "policy": POLICY.format(scripts=f"{_allowed(libraries)} {_allowed(shell)}"),
            "icon": b64encode(read_file(ROOT / "pages" / "frame" / "icon.png")).decode(),
            "css": _letters(files_of(held[LETTERS])) + _in_one_line(read_words(SHELL / "shell.css")),
            "links": links,
            "light": light,
            "dark": dark,
            "carried": _carried(held),
            "parts": "\n".join(_held(name, text) for name, text in parts.items()),
            "worker": read_words(SHELL / "python.js"),
            "libraries": libraries,
            "shell": shell,
        },
    ).encode("utf-8")
    if len(html) > LARGEST_BYTES:
        raise Refusal(f"The file would hold {len(html):,} bytes, but {LARGEST_BYTES:,} are the most it may.")
    known = {name: len(text) for name, text in parts.items()} | {"plotly and idiomorph": len(libraries)}
    return Built(html, known | {"shell and first page": len(html) - sum(known.values())})


def write_board_file(out: Path, folder: Path | None = None) -> dict[str, object]:
    """Writes the file; answers its size, part by part, and its hash."""
    built = board_file(folder)
    write_file(out, built.html)
    return {
        "file": out.name,
        "bytes": len(built.html),
        "sha256": hashlib.sha256(built.html).hexdigest(),
        "parts": built.sizes,
    }


def _first_page(board: dict[str, bytes], held: Mapping[str, bytes]) -> tuple[list[str], bytes]:
    """The page that is there before Python is, in both themes, and the row of pages: drawn now by the file's code. And
    the documents as that code keeps them once they are read."""
    with tempfile.TemporaryDirectory() as place:
        for name, content in board.items():
            write_file(Path(place) / name, content)
        wheels = []
        for part in pinned():
            if part.name in ("markdown-it-py", "mdurl"):
                write_file(Path(place) / part.file, held[part.name])
                wheels.append(str(Path(place) / part.file))
        script = _FIRST.format(board=place, wheels=wheels)
        settings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
        settings.pop("HAIC_DATA", None)
        drawn = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=False, timeout=_WAKE_S, cwd=place, env=settings
        )
        if drawn.returncode:
            raise Refusal(f"The first page could not be drawn ({drawn.stderr.decode().strip().splitlines()[-1]}).")
        found = [_NO_LATEST_DAY.sub("", html) for html in json.loads(drawn.stdout)]
        return found, read_file(Path(place) / KEPT_DOCUMENTS, LARGEST_BYTES)


def _letters(package: Mapping[str, bytes]) -> str:
    """The face of the installed board under its name there, upright, with the alphabets that papers are written in."""
    told = []
    for rule in re.findall(r"@font-face \{.*?\}", package["index.css"].decode("utf-8"), re.DOTALL):
        (file,) = re.findall(r"url\(\./(files/source-sans-3-(?:latin|latin-ext|greek)-wght-normal\.woff2)\)", rule) or [
            ""
        ]
        if file:
            held = f"url(data:font/woff2;base64,{b64encode(package[file]).decode()})"
            told.append(rule.replace(f"url(./{file})", held).replace("Source Sans 3 Variable", "Source Sans"))
    return _in_one_line("".join(told))


def _site_packages(held: Mapping[str, bytes]) -> dict[str, bytes]:
    """The Python packages as they lie when installed, without what only tools read."""
    files: dict[str, bytes] = {}
    for part in pinned():
        if part.registry == "pypi":
            files |= files_of(held[part.name])
    return {name: content for name, content in files.items() if not name.endswith(UNUSED_ENDINGS)}


def _used(library: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in library.items() if not name.startswith(UNUSED_LIBRARY)}


def _carried(held: Mapping[str, bytes]) -> str:
    """Every package with its licence, and the licences' texts where a package brings them."""
    rows = "".join(
        f"<li>{escape(part.name)} {escape(part.version)} ({escape(part.registry)}), {escape(part.licence)}: "
        f"{escape(part.why)}.{_licence(part, held)}</li>"
        for part in pinned()
    )
    at = ROOT / "LICENSE"
    own = f"<details><summary>Licence</summary><pre>{escape(read_words(at))}</pre></details>" if is_there(at) else ""
    return f"<ul>{rows}<li>HAIC Board, MIT.{own}</li></ul>"


def _licence(part: Part, held: Mapping[str, bytes]) -> str:
    texts = [
        content.decode("utf-8", "replace")
        for name, content in sorted(files_of(held[part.name]).items())
        if re.search(r"(^|/)LICEN[CS]E[^/]*$", name)
    ]
    return "".join(f"<details><summary>Licence</summary><pre>{escape(text)}</pre></details>" for text in texts)


def _held(name: str, text: str) -> str:
    return f'<script type="text/plain" data-part="{name}">{text}</script>'


def _script(content: bytes) -> str:
    return content.decode("utf-8").replace("</script", r"<\/script").replace("\r", "")


def _allowed(script: str) -> str:
    """The policy's word for exactly this script."""
    return f"'sha256-{b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode()}'"


def _in_one_line(css: str) -> str:
    return " ".join(css.split())


def _filled(template: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda found: values[found[1]], template)
