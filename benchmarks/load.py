"""How many people one server carries: N sessions, each changing one input every three seconds, beside hello world.

    python -m benchmarks.load [sessions ...] [--page case] [--page all] [--seconds 30]

Both servers run in turn with the same sessions in Streamlit's own protocol, without a browser: what is measured is the
time from the change to the end of its run, the processor time that the server spends on a change, what fails, and the
memory a session costs. Prints a Markdown table; the ratios and the processor time count, the rest is this machine's
today.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.changes import CHANGES, HELLO, Change
from benchmarks.repaint import hello
from benchmarks.sessions import Session

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from running import Server, served, slug  # noqa: E402

EVERY_S, SESSIONS, SECONDS, SETTLE_S = 3.0, (25, 50, 200), 30, 12.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """What one server did for one number of sessions. Times in milliseconds of the clock, CPU of the processor."""

    what: str
    sessions: int
    times: list[float] = field(default_factory=list)
    errors: int = 0
    cpu_ms: float = 0
    memory_mb: float = 0
    messages: float = 0

    def quantile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else float("nan")

    @property
    def cpu_each(self) -> float:
        return self.cpu_ms / max(len(self.times), 1)


def cpu_ms(pid: int) -> float:
    """Processor time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


async def loaded(
    server: Server, what: str, change: Change, sessions: int, seconds: float, settle: float = SETTLE_S
) -> Load:
    """Opens the sessions one after another, warms each up with a change, and measures what comes then."""
    found, people = Load(what, sessions), [await Session.opened(server.port, change, 0)]
    # What a server reads once is read by then, also what a page reads with its first change; what grows from here on
    # are the sessions.
    await people[0].changed()
    await asyncio.sleep(settle)
    before = memory_mb(server.pid)
    for number in range(1, sessions):
        people.append(await Session.opened(server.port, change, number))
        await people[-1].changed()
    found.memory_mb = (memory_mb(server.pid) - before) / max(sessions - 1, 1)
    cpu, started = cpu_ms(server.pid), time.monotonic()
    await asyncio.gather(*(_work(person, found, started + seconds, index) for index, person in enumerate(people)))
    found.cpu_ms = cpu_ms(server.pid) - cpu
    found.messages = statistics.fmean(person.messages for person in people)
    for person in people:
        await person.close()
    return found


async def _work(person: Session, found: Load, until: float, index: int) -> None:
    """One person's half minute: a change every three seconds, begun somewhere in the first three."""
    due = time.monotonic() + EVERY_S * (index + 0.5) / found.sessions
    while due < until:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        try:
            found.times.append(await person.changed() * 1000)
        except (OSError, RuntimeError, TimeoutError):
            found.errors += 1
            return
        due = max(due + EVERY_S, time.monotonic())


HEAD = (
    "| sessions | page | p50 ms | p95 ms | CPU ms a change | errors | MB a session | messages a change |"
    " p95 : hello | CPU : hello |\n|---|---|---|---|---|---|---|---|---|---|\n"
)


def row(one: Load, floor: Load) -> str:
    """One line of the table: what a server did, and its ratios to hello's of the same number of sessions."""
    return (
        f"| {one.sessions} | {one.what} | {one.quantile(0.5):.0f} | {one.quantile(0.95):.0f} | {one.cpu_each:.1f} "
        f"| {one.errors} | {one.memory_mb:.2f} | {one.messages:.0f} "
        f"| {one.quantile(0.95) / floor.quantile(0.95):.2f} | {one.cpu_each / floor.cpu_each:.2f} |\n"
    )


def measured(sessions: list[int], pages: list[str], seconds: float) -> Iterator[str]:
    """Both servers in turn, with every number of sessions; line by line as it is known."""
    yield HEAD
    with tempfile.TemporaryDirectory() as folder:
        for number in sessions:
            with hello(Path(folder)) as other:
                floor = asyncio.run(loaded(other, "hello world", HELLO, number, seconds))
            yield row(floor, floor)
            for page in pages:
                with served(Path(folder) / f"{page}{number}") as server:
                    yield row(asyncio.run(loaded(server, page, CHANGES[page], number, seconds)), floor)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Sessions on one server beside hello world.")
    asked.add_argument("sessions", nargs="*", type=int, default=list(SESSIONS))
    asked.add_argument("--page", action="append", choices=[*CHANGES, "all"])
    asked.add_argument("--seconds", type=float, default=SECONDS)
    given = asked.parse_args()
    pages = list(CHANGES) if "all" in (given.page or ()) else given.page or ["case"]
    for line in measured(given.sessions, pages, given.seconds):
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
