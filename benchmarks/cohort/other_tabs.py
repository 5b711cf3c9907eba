"""Whether other tabs are answered while a registry is counted: a fact of the case beside hello world, idle and then.

    python -m benchmarks.cohort.other_tabs [rows]

One server, two tabs in one Chromium: one opens a file of DuckDB by its connection line and has it counted over and
over, the other changes a fact of the case, from the key that commits it to the first frame that shows it. Streamlit's
smallest app, on a server of its own, is timed in turn with it, so both share what the machine has left. Two dates make
the time in this registry, which takes longest. Prints a Markdown table; the ratios count.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cohort.registry_scale import MADE
from benchmarks.repaint import TIMED, hello

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser import PROJECTOR, chromium  # noqa: E402
from running import served  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page, ViewportSize

ROWS, CHANGES, LONGEST_MS = 10_000_000, 20, 120_000
COUNTING = "Stop"
MAPPED = {
    "begins": "treated", "ends": "last_seen", "event": "status", "dead": ["Dead"], "alive": ["Alive"], "group": "arm"
}  # fmt: skip
MADE_OF_DATES = """
    CREATE TABLE patients AS SELECT DATE '2001-01-01' + (record % 3650)::INTEGER AS treated,
    DATE '2001-01-01' + (record % 3650)::INTEGER + days AS last_seen, status, arm FROM ({made}) WHERE days IS NOT NULL
"""


def made(rows: int, folder: Path) -> Path:
    """A registry of two dates in a file of DuckDB."""
    import duckdb

    path = folder / "registry.duckdb"
    with duckdb.connect(str(path)) as engine:
        engine.execute(MADE_OF_DATES.format(made=MADE.format(rows=rows)))
    return path


def connected(page: Page, port: int, registry: Path) -> None:
    """The registry in hand on the page Your cohort."""
    page.goto(f"http://127.0.0.1:{port}/cohort")
    page.get_by_text("A database", exact=True).click()
    page.get_by_label("Connection line", exact=True).fill(f"duckdb://{registry}?table=patients&timeout=3600")
    page.get_by_role("button", name="Connect", exact=True).click()
    page.get_by_role("button", name="Forget this registry").wait_for(timeout=LONGEST_MS)
    content = json.dumps(MAPPED).encode()
    mapping: FilePayload = {"name": "mapping.json", "mimeType": "application/json", "buffer": content}
    page.locator("input[type=file]").first.set_input_files(mapping)


def begun(page: Page) -> None:
    """A count has begun."""
    page.get_by_role("button", name=COUNTING, exact=True).wait_for(timeout=LONGEST_MS)


def is_counting(page: Page) -> bool:
    """Whether the page shows a count under way."""
    return page.get_by_role("button", name=COUNTING, exact=True).count() > 0


def timed(page: Page, label: str, shown: str, value: int) -> float:
    """Milliseconds from a typed number to the frame that shows it."""
    field = page.get_by_label(label, exact=True).element_handle()
    took = float(page.evaluate(TIMED, [field, shown, value]))
    page.wait_for_timeout(250)
    return took


def both(plain: Page, form: Page, index: int) -> tuple[float, float]:
    """Hello world and a fact of the case, in turn."""
    value = 20 + index % 7
    return timed(plain, "Number", "shown: \\d+", value), timed(form, "Age (years)", ".hb-strip-case", value + 20)


def table(idle: list[tuple[float, float]], counting: list[tuple[float, float]]) -> str:
    """What changes, in milliseconds and to hello world in the same minutes."""
    lines = ["| while | hello world, ms | a fact of the case, ms | ratio |", "| --- | ---: | ---: | ---: |"]
    for name, found in (("nothing is counted", idle), ("a registry is counted", counting)):
        floor, ours = (statistics.median(one[place] for one in found) for place in (0, 1))
        lines.append(f"| {name} ({len(found)} changes) | {floor:.0f} | {ours:.0f} | {ours / floor:.2f} |")
    return "\n".join(lines)


def main(rows: int) -> None:
    """Idle first, then while a registry is counted."""
    title, content = read_examples()[1]
    window: ViewportSize = {"width": PROJECTOR[0], "height": PROJECTOR[1]}
    with tempfile.TemporaryDirectory(prefix="other-tabs-") as name:
        folder = Path(name)
        registry = made(rows, folder)
        with served(folder / "home") as ours, hello(folder) as other, chromium() as browser:
            plain, form, cohort = (browser.new_page(viewport=window) for _ in range(3))
            plain.goto(f"http://127.0.0.1:{other.port}")
            plain.wait_for_selector("text=shown: 18")
            form.goto(ours.page("case", to_address(case_from(content, title))))
            form.wait_for_selector(".hb-strip-case")
            idle = [both(plain, form, index) for index in range(CHANGES + 2)][2:]
            connected(cohort, ours.port, registry)
            begun(cohort)
            counting: list[tuple[float, float]] = []
            while len(counting) < CHANGES:
                if not is_counting(cohort):
                    cohort.get_by_role("button", name="Forget this registry").click()
                    connected(cohort, ours.port, registry)
                    begun(cohort)
                took = both(plain, form, len(counting))
                if is_counting(cohort):
                    counting.append(took)
    print(table(idle, counting))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
