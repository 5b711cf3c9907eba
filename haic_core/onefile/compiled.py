"""Code for source: what the file's Python will import is compiled by that very Python when the file is built."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from haic_core.words.files import read_file, write_file
from haic_core.words.refusal import Refusal

LARGEST_BYTES = 50_000_000
_LONGEST_S = 300
_DOCSTRINGS_KEPT, _DOCSTRINGS_LEFT_OUT = 0, 2


@dataclass(frozen=True, slots=True)
class Job:
    """One archive: where it lies once unpacked, in which folders scripts stay as they are, of which modules the source
    stays as well, because something reads it."""

    archive: str
    place: str
    optimise: int
    scripts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


JOBS = (
    Job("python_stdlib.zip", "/lib/python314.zip", _DOCSTRINGS_LEFT_OUT),
    Job("packages.zip", "/lib/python3.14/site-packages", _DOCSTRINGS_KEPT),
    # The form of a new paper shows what stands under the fields of a record.
    Job("board.zip", "/board", _DOCSTRINGS_KEPT, ("pages",), ("haic_core/evidence/", "haic_core/words/record")),
)


def compiled(python: Mapping[str, bytes], script: Path, archives: Mapping[str, bytes]) -> dict[str, bytes]:
    """The archives of the jobs with code for source; raises Refusal where there is no Node to run that Python."""
    node = shutil.which("node")
    if node is None:
        raise Refusal(
            "Node is needed to build the file: it runs the browser's Python once, so that no browser has to compile; "
            "npm brings it along.",
            allowed="a machine with Node",
        )
    with tempfile.TemporaryDirectory() as folder:
        own, packed = Path(folder) / "python", Path(folder) / "archives"
        for name, content in python.items():
            write_file(own / name, content)
        for name, content in archives.items():
            write_file(packed / name, content)
        jobs = json.dumps([asdict(job) for job in JOBS])
        ran = subprocess.run(
            [node, str(script), f"{own}/", str(packed), jobs], capture_output=True, check=False, timeout=_LONGEST_S
        )
        if ran.returncode:
            said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
            fault = next((line for line in said if "Error" in line), "no reason given")[:200]
            raise Refusal(f"The file's Python could not compile its modules ({fault}).")
        return {job.archive: read_file(packed / job.archive, LARGEST_BYTES) for job in JOBS}
