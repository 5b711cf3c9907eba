"""Writes the locks anew after a change of requirements*.txt: every package with its version and its files' hashes.

    python locks/renew.py            what is locked stays as it is, what was asked for anew comes in
    python locks/renew.py --upgrade  the newest of everything that requirements*.txt leaves open

Needs uv on the path. One lock serves Linux, macOS and Windows on every Python the product runs on.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "locks"
OLDEST = "3.11"
# Without pip's settings of the machine that renews: a lock names no index and no folder.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_FIND", "UV_INDEX"))}


def compiled(wanted: Path, known: list[Path], more: list[str]) -> str:
    """The lock of one list of requirements; what a known lock holds keeps that version."""
    constraints = [part for path in known if path.exists() for part in ("--constraint", str(path))]
    with TemporaryDirectory() as folder:
        out = Path(folder) / "lock.txt"
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST, "--generate-hashes"]
        shape = ["--no-header", "--annotation-style", "line", "--no-emit-index-url"]
        subprocess.run(
            [*command, *shape, *constraints, *more, "--output-file", str(out), str(wanted)],
            cwd=ROOT,
            env=PLAIN,
            check=True,
        )
        return re.sub(r"-c \S+, |, -c \S+|-r \S*/", "", out.read_text("utf-8")).replace("-r ", "")


def packages(lock: str) -> dict[str, str]:
    """Each package's block of a lock: its pin, its hashes, and who asked for it."""
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    found: dict[str, str] = {}
    for block in blocks:
        name = block.split("==")[0]
        found[name] = found.get(name, "") + block
    return found


def renew(more: list[str]) -> None:
    """Product, what its tests need beyond it, and what both are installed with."""
    product, tests, build = LOCKS / "product.txt", LOCKS / "tests.txt", LOCKS / "build.txt"
    kept = [] if "--upgrade" in more else [product, tests]
    product.write_text(told("product", compiled(ROOT / "requirements.txt", kept, more)), "utf-8")
    everything = packages(compiled(ROOT / "requirements-dev.txt", [product, *kept], more))
    beyond = [block for name, block in everything.items() if name not in packages(product.read_text("utf-8"))]
    tests.write_text(told("tests", "-r product.txt\n" + "".join(beyond)), "utf-8")
    build.write_text(told("build", compiled(LOCKS / "build.in", [build] if kept else [], more)), "utf-8")


def told(what: str, lock: str) -> str:
    """A lock with the line that says where it comes from."""
    return f"# {what.capitalize()}: made by locks/renew.py out of requirements*.txt and build.in.\n{lock}"


if __name__ == "__main__":
    renew(sys.argv[1:])
