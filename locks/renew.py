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
# Each lock: what it is made of, and the lock it builds on.
UPON = {
    "product": ("requirements.txt", ""),
    "registry": ("requirements-registry.txt", "product"),
    "server": ("requirements-server.txt", "registry"),
    "tests": ("requirements-dev.txt", "server"),
    "spark": ("requirements-spark.txt", "registry"),
    "bench": ("requirements-bench.txt", "product"),
}
# Without pip's settings of the machine that renews: a lock names no index and no folder.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_FIND", "UV_INDEX"))}


def compiled(wanted: Path, known: list[Path], more: list[str]) -> str:
    """The lock of one list of requirements; what a known lock holds keeps that version."""
    with TemporaryDirectory() as folder:
        # Without the lines by which a lock names the one it builds on: all of them are given anyway.
        pins = Path(folder) / "pins.txt"
        locked = [path.read_text("utf-8") for path in dict.fromkeys(known) if path.exists()]
        pins.write_text("\n".join(re.sub(r"^-r .*$", "", text, flags=re.MULTILINE) for text in locked), "utf-8")
        constraints = ["--constraint", str(pins)]
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
    """What all is installed with, and one lock upon another: what stands in one is not repeated above it."""
    fresh = "--upgrade" in more
    build = LOCKS / "build.txt"
    build.write_text(told("build", compiled(LOCKS / "build.in", [] if fresh else [build], more)), "utf-8")
    for name, (wanted, _) in UPON.items():
        below = [LOCKS / f"{lower}.txt" for lower in lower_than(name)]
        kept = [] if fresh else [LOCKS / f"{other}.txt" for other in UPON]
        everything = packages(compiled(ROOT / wanted, [*below, *kept], more))
        known = {package for path in below for package in packages(path.read_text("utf-8"))}
        start = f"-r {below[0].name}\n" if below else ""
        own = [block for package, block in everything.items() if package not in known]
        (LOCKS / f"{name}.txt").write_text(told(name, start + "".join(own)), "utf-8")


def lower_than(name: str) -> list[str]:
    """The locks that a lock builds on, the nearest first."""
    lower = UPON[name][1]
    return [lower, *lower_than(lower)] if lower else []


def told(what: str, lock: str) -> str:
    """A lock with the line that says where it comes from."""
    return f"# {what.capitalize()}: made by locks/renew.py out of requirements*.txt and build.in.\n{lock}"


if __name__ == "__main__":
    renew(sys.argv[1:])
