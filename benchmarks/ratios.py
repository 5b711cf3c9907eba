"""Every ratio to hello world in one run, held against the last ones that were kept.

    python -m benchmarks.ratios [--keep]

Repaints, first pages, the processor time of a change on every page, each beside Streamlit's own smallest app on the same
machine at the same time, and the memory of a session on a few pages. Prints a Markdown table; ends with 1 and names what grew by half or more since
`docs/tables/speed_ratios.csv` was kept. `--keep` writes that file.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks import each_page, opening, repaint
from benchmarks.changes import CHANGES
from benchmarks.load import loaded
from benchmarks.repaint import FLOOR, ROOT

sys.path.insert(0, str(ROOT / "tests"))

from running import served  # noqa: E402

KEPT = ROOT / "docs" / "tables" / "speed_ratios.csv"
GROWN_BY, CHANGED, VISITS, SESSIONS, SETTLE_S = 1.5, 12, 5, 8, 4.0
OPENED = ("case", "survival", "reading")
"""The changes whose sessions are weighed."""


def grown(kept: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """What grew by half or more, and what was measured before and is not any more."""
    return [
        f"{name}: {before:.2f} before, {found[name]:.2f} now" if name in found else f"{name}: not measured any more"
        for name, before in kept.items()
        if found.get(name, GROWN_BY * before + 1) >= GROWN_BY * before
    ]


def read(text: str) -> dict[str, float]:
    """The kept ratios by name."""
    return {row["what"]: float(row["ratio"]) for row in csv.DictReader(io.StringIO(text))}


def written(found: Mapping[str, float]) -> str:
    """The ratios as they are kept."""
    return "what,ratio\n" + "".join(f"{name},{ratio:.2f}\n" for name, ratio in found.items())


def measured() -> dict[str, float]:
    """Every ratio of this run."""
    found = {f"repaint of {name}": took for name, took in _against_floor(repaint.measured(CHANGED)).items()}
    found |= {f"opening of {name}": took for name, took in _against_floor(opening.measured(VISITS)).items()}
    each = {name: one.cpu_each for name, one in each_page.measured(list(CHANGES), CHANGED).items()}
    found |= {f"processor time of {name}": took for name, took in _against_floor(each).items()}
    return found | {f"MB of a session on {page}": _memory_mb(page) for page in OPENED}


def _against_floor(found: Mapping[str, float]) -> dict[str, float]:
    return {name: took / found[FLOOR] for name, took in found.items() if name != FLOOR}


def _memory_mb(page: str) -> float:
    """What a further session on a page adds to its server."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "home") as server:
        return asyncio.run(loaded(server, page, CHANGES[page], SESSIONS, 0, SETTLE_S)).memory_mb


def main() -> int:
    """Measure, print, and keep or compare."""
    asked = argparse.ArgumentParser(description="Ratios to hello world, held against the last ones.")
    asked.add_argument("--keep", action="store_true")
    keep, found = asked.parse_args().keep, measured()
    sys.stdout.write("| what | against hello world |\n|---|---|\n")
    sys.stdout.writelines(f"| {name} | {ratio:.2f} |\n" for name, ratio in found.items())
    if keep:
        KEPT.write_text(written(found), "utf-8")
        return 0
    worse = grown(read(KEPT.read_text("utf-8")), found)
    sys.stderr.writelines(f"{one}\n" for one in worse)
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
