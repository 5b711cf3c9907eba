"""How soon the Case and Survival pages show a change, against a hello-world app's own change in the same run.

    python -m benchmarks.repaint [changes]

Both are driven in one Chromium in turn: from the key that commits a number to the first frame that shows its effect.
Prints medians in milliseconds and their ratio; the ratio is what counts, the times are this machine's today.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser import PROJECTOR, chromium, visiting  # noqa: E402
from running import LONGEST_START_S, Server, served  # noqa: E402

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

TITLE, EXAMPLE = read_examples()[1]
PATIENT = to_address(case_from(EXAMPLE, TITLE))
HELLO = textwrap.dedent("""
    import streamlit as st
    number = st.number_input("Number", 1, 120, 18)
    st.write(f"shown: {number}")
""")
TIMED = """
([field, shown, value]) => new Promise(done => {
  const read = () => shown.startsWith('.') ? [...document.querySelectorAll(shown)].map(one => one.textContent).join()
                                           : document.body.innerText.match(new RegExp(shown))?.[0] ?? '';
  const before = read();
  field.focus();
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, String(value));
  field.dispatchEvent(new Event('input', {bubbles: true}));
  const start = performance.now();
  field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true}));
  field.dispatchEvent(new KeyboardEvent('keypress', {key: 'Enter', code: 'Enter', charCode: 13, bubbles: true}));
  const look = () => read() && read() !== before ? done(performance.now() - start)
                   : performance.now() - start > 10000 ? done(-1) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})
"""


@contextmanager
def hello(home: Path, app: str = HELLO, **more: str) -> Iterator[Server]:
    """Streamlit's smallest app, as it comes; or another small one. more: what else stands in its environment."""
    (home / "hello.py").write_text(app, encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(home / "hello.py"),
            "--server.port",
            str(port),
            "--server.headless",
            "true",
            "--server.address",
            "127.0.0.1",
            "--browser.gatherUsageStats",
            "false",
        ],
        cwd=home,
        env=os.environ | more,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server, until = Server(port, process.pid, home), time.monotonic() + LONGEST_START_S
    try:
        while not server.answers():
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("Streamlit's own smallest app did not start.")
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


FLOOR = "hello world"


def measured(changes: int) -> Mapping[str, float]:
    """Median milliseconds of each change, both servers in turn."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as ours,
        hello(Path(folder)) as other,
        chromium() as browser,
        visiting(browser, ours, PROJECTOR, "light") as board,
    ):
        board.open("survival", PATIENT)
        plain = browser.new_page(viewport={"width": PROJECTOR[0], "height": PROJECTOR[1]})
        plain.goto(f"http://127.0.0.1:{other.port}")
        plain.wait_for_selector("text=shown: 18")
        form = browser.new_page(viewport={"width": PROJECTOR[0], "height": PROJECTOR[1]})
        form.goto(ours.page("case", PATIENT))
        form.wait_for_selector(".hb-strip-case")
        found: dict[str, list[float]] = {
            FLOOR: [],
            "a fact of the case": [],
            "a number beside the curves": [],
            "the curves": [],
        }
        for index in range(changes + 2):  # the first two warm up
            value = 20 + index % 7
            for name, page, label, shown, typed in (
                (FLOOR, plain, "Number", "shown: \\d+", value),
                ("a fact of the case", form, "Age (years)", ".hb-strip-case", value + 20),
                ("a number beside the curves", board.page, "Another month", "Survival at \\d+ months", value),
                ("the curves", board.page, "Axis up to (months)", ".xtick text", 24 + 12 * (index % 4)),
            ):
                field = page.get_by_label(label, exact=True).element_handle()
                took = page.evaluate(TIMED, [field, shown, typed])
                page.wait_for_timeout(250)
                if took < 0:
                    raise SystemExit(f"A change of {name} to {typed} was not seen within ten seconds.")
                if index > 1:
                    found[name].append(took)
    return {name: statistics.median(times) for name, times in found.items()}


def main(changes: int) -> None:
    """Measure both in turn and print the ratio."""
    found = measured(changes)
    sys.stdout.write("| what changes | median ms | against hello world |\n|---|---|---|\n")
    for name, middle in found.items():
        sys.stdout.write(f"| {name} | {middle:.0f} | {middle / found[FLOOR]:.2f} |\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
