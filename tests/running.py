"""The product running as its users run it: one server for all tests of a run, and fresh ones where a test asks."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "case",
    "options",
    "compare",
    "evidence",
    "survival",
    "cohort",
    "meeting",
    "board",
    "library",
    "paper",
    "methods",
)
TITLES = {name: name.capitalize() for name in PAGES} | {"paper": "Add a paper", "cohort": "Your cohort"}
LONGEST_START_S, LONGEST_END_S = 120, 10


def slug(page: str) -> str:
    """A page's address below the server's; the case form is the front door."""
    return "" if page == "case" else page


@dataclass(frozen=True)
class Server:
    """A running `streamlit run app.py` with the port its pages answer at and the home folder it was given, empty."""

    port: int
    pid: int
    home: Path

    def page(self, name: str = "case", case: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{slug(name)}" + (f"?case={case}" if case else "")

    def answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def stop(self) -> None:
        """Asks it to end, and ends it where it does not. One that has ended leaves its number to somebody else's
        process."""
        if not self.answers():
            return
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
            waited = time.monotonic() + LONGEST_END_S
            while self.answers() and time.monotonic() < waited:
                time.sleep(0.05)
            if self.answers():
                os.kill(self.pid, signal.SIGKILL)


def started(home: Path, under: Sequence[str] = (), **more: str) -> Server:
    """Streamlit's own command in the repository. It takes the next free port by itself and says which, so that
    nobody can take the port between a look and a start. under: a command that watches it. more: what else stands in
    its environment."""
    known = {key: value for key, value in os.environ.items() if not key.startswith(("STREAMLIT_", "HAIC_"))}
    home.mkdir(exist_ok=True)
    said = home.with_name(f"{home.name}.log")
    with said.open("wb") as heard:
        process = subprocess.Popen(
            [*under, sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"],
            cwd=ROOT,
            env=known | {"HOME": str(home), **more},
            stdin=subprocess.DEVNULL,
            stdout=heard,
            stderr=subprocess.STDOUT,
        )
    try:
        waited = time.monotonic() + LONGEST_START_S
        while process.poll() is None and time.monotonic() < waited:
            if found := re.search(rb"URL: http://127\.0\.0\.1:(\d+)", said.read_bytes()):
                return Server(int(found[1]), process.pid, home)
            time.sleep(0.05)
    except BaseException:
        process.kill()
        raise
    process.kill()
    raise RuntimeError(f"the server did not start: {said.read_text('utf-8', 'replace')[-500:]}")


@contextmanager
def served(home: Path, under: Sequence[str] = (), **more: str) -> Iterator[Server]:
    """A server of its own that nobody has visited yet."""
    server = started(home, under, **more)
    try:
        yield server
    finally:
        server.stop()


def shared(run: Path) -> Server:
    """The one server of a run. The process that asks first starts it, the others wait for its address."""
    home, note = run / "home", run / "server.json"
    try:
        home.mkdir()
    except FileExistsError:
        waited = time.monotonic() + LONGEST_START_S
        while not note.exists() and time.monotonic() < waited:
            time.sleep(0.05)
    else:
        told: dict[str, object] = {}
        try:
            server = started(home)
            told = {"port": server.port, "pid": server.pid}
        finally:
            unfinished = note.with_suffix(".unfinished")
            unfinished.write_text(json.dumps(told), "ascii")
            unfinished.replace(note)
    found = _noted(run)
    if found is None:
        raise RuntimeError("the server of this run did not start; the first test that asked for it says why")
    return found


def end_of(run: Path) -> None:
    """Stops the run's server, if any test asked for it, and clears its folder."""
    if server := _noted(run):
        server.stop()
    rmtree(run, ignore_errors=True)


def _noted(run: Path) -> Server | None:
    note = run / "server.json"
    told = json.loads(note.read_text("ascii")) if note.exists() else {}
    return Server(told["port"], told["pid"], run / "home") if told else None
