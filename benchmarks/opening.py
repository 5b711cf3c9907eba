"""How soon a new person sees the first page and the first curve, against a hello-world app's page in the same run.

    python -m benchmarks.opening [visits]

Each visit is that of a browser that has read nothing yet, the pages in turn on servers that have been visited before:
from the address to the first frame that shows the page's own content. Prints medians in milliseconds and their ratio.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.repaint import FLOOR, PATIENT, ROOT, hello

sys.path.insert(0, str(ROOT / "tests"))

from browser import LONGEST_WAIT_MS, PROJECTOR, chromium  # noqa: E402
from running import served  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEEN = {
    FLOOR: "[...document.querySelectorAll('p')].some(one => one.innerText === 'shown: 18')",
    "the first page": "document.querySelector('.hb-stand')?.innerText",
    "the first curve": "document.querySelector('.scatterlayer .js-line, .hb-sketch')",
    "a curve to point at": "document.querySelector('.scatterlayer .js-line')",
}
"""What is seen on each page once it is there. The first curve is a picture until the script that draws has been read."""


def opened_ms(browser: Browser, address: str, seen: str) -> float:
    """One visit of a browser that has read nothing yet: the milliseconds to the frame that shows what is looked for."""
    context = browser.new_context(viewport={"width": PROJECTOR[0], "height": PROJECTOR[1]})
    try:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.wait_for_function(seen, timeout=LONGEST_WAIT_MS)
        return float(page.evaluate("() => new Promise(seen => requestAnimationFrame(() => seen(performance.now())))"))
    finally:
        context.close()


def measured(visits: int) -> Mapping[str, float]:
    """The median of each page, the first visit left out."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as ours, hello(Path(folder)) as other:
        addresses = {
            FLOOR: f"http://127.0.0.1:{other.port}",
            "the first page": ours.page("case", PATIENT),
            "the first curve": ours.page("survival", PATIENT),
            "a curve to point at": ours.page("survival", PATIENT),
        }
        found: dict[str, list[float]] = {name: [] for name in addresses}
        with chromium() as browser:
            for visit in range(visits + 1):
                for name, address in addresses.items():
                    took = opened_ms(browser, address, SEEN[name])
                    if visit:
                        found[name].append(took)
    return {name: statistics.median(times) for name, times in found.items()}


def main(visits: int) -> None:
    """Measure in turn and print the ratios."""
    found = measured(visits)
    sys.stdout.write("| what is opened | median ms | against hello world |\n|---|---|---|\n")
    for name, middle in found.items():
        sys.stdout.write(f"| {name} | {middle:.0f} | {middle / found[FLOOR]:.2f} |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
