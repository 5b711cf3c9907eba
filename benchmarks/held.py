"""What a server holds for one more person, page by page: sessions that stay open, each after a change of its own.

    python -m benchmarks.held [sessions] [--page case]

Every page has a server of its own. What it reads once is read by the first sessions; what comes then are the sessions.
Memory is the server's own, read after its garbage has been collected and what is free has been given back. Prints a
Markdown table; ends with 1 where a page holds more than it may.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.changes import CHANGES, HELLO, Change
from benchmarks.growth import Reading, memory_kb, reading, running
from benchmarks.load import SETTLE_S
from benchmarks.repaint import FLOOR
from benchmarks.sessions import Session

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from running import Server  # noqa: E402

SESSIONS, FIRST, ROUNDS, MOST_MB = 40, 6, 4, 0.3
# Where something lies in hand that is as large itself: the largest paper of the library, a registry with its counts.
MORE_MB = {"paper": 0.45, "cohort": 0.75, "cohort count": 0.75, "cohort restricted mean": 0.75}
STILL_BLOCKS, LOOKS_AGAIN_S, LONGEST_S = 2000, 3.0, 120.0


@dataclass(frozen=True)
class Round:
    """Some further sessions: how many, and what the server's own memory grew by, before its garbage was collected and
    after; and by how many blocks."""

    sessions: int
    uncollected_kb: int
    kb: int
    blocks: int


@dataclass(frozen=True)
class Held:
    """What every further session added, in MB, and how many blocks of memory Python holds for it."""

    page: str
    rounds: tuple[Round, ...]

    @property
    def sessions(self) -> int:
        return sum(one.sessions for one in self.rounds)

    @property
    def mb(self) -> float:
        return sum(one.kb for one in self.rounds) / 1000 / self.sessions

    @property
    def uncollected_mb(self) -> float:
        return statistics.median(one.uncollected_kb / 1000 / one.sessions for one in self.rounds)

    @property
    def blocks(self) -> float:
        return sum(one.blocks for one in self.rounds) / self.sessions


async def held(server: Server, folder: Path, page: str, change: Change, sessions: int) -> Held:
    """Sessions that are opened, led to their place, changed once and left open."""
    people = [await _person(server, change, number) for number in range(FIRST)]
    before, rounds = await _settled(server, folder), []
    for share in range(ROUNDS):
        more = sessions * (share + 1) // ROUNDS - sessions * share // ROUNDS
        people += [await _person(server, change, len(people) + number) for number in range(more)]
        uncollected_kb = memory_kb(server.pid)[0] - before.own_kb
        now = await asyncio.to_thread(reading, server, folder, len(people))
        rounds.append(Round(more, uncollected_kb, now.own_kb - before.own_kb, now.blocks - before.blocks))
        before = now
    for person in people:
        await person.close()
    return Held(page, tuple(rounds))


async def _person(server: Server, change: Change, number: int) -> Session:
    person = await Session.opened(server.port, change, number)
    await person.changed()
    return person


async def _settled(server: Server, folder: Path) -> Reading:
    """The memory once the server reads nothing more by itself, as it does after its first visitor."""
    await asyncio.sleep(SETTLE_S)
    until, last = time.monotonic() + LONGEST_S, await asyncio.to_thread(reading, server, folder, FIRST)
    while time.monotonic() < until:
        await asyncio.sleep(LOOKS_AGAIN_S)
        now = await asyncio.to_thread(reading, server, folder, FIRST)
        if abs(now.blocks - last.blocks) < STILL_BLOCKS:
            return now
        last = now
    raise RuntimeError("the server did not come to rest")


def measured(pages: Sequence[str], sessions: int) -> Iterator[Held]:
    """Hello world and each page, as each is known."""
    for page in (FLOOR, *pages):
        with tempfile.TemporaryDirectory() as name, running(page, Path(name)) as server:
            change = HELLO if page == FLOOR else CHANGES[page]
            yield asyncio.run(held(server, Path(name), page, change, sessions))


HEAD = "| page | MB a session | MB before garbage is collected | blocks a session |\n|---|---|---|---|\n"


def row(one: Held) -> str:
    """One line of the table."""
    return f"| {one.page} | {one.mb:.2f} | {one.uncollected_mb:.2f} | {one.blocks:.0f} |\n"


def main() -> int:
    """Measure, print, and answer whether a page holds too much."""
    asked = argparse.ArgumentParser(description="What a server holds for one more open session, page by page.")
    asked.add_argument("sessions", nargs="?", type=int, default=SESSIONS)
    asked.add_argument("--page", action="append", choices=list(CHANGES))
    given, worse = asked.parse_args(), False
    sys.stdout.write(HEAD)
    for one in measured(given.page or list(CHANGES), given.sessions):
        sys.stdout.write(row(one))
        sys.stdout.flush()
        worse = worse or one.mb > MORE_MB.get(one.page, MOST_MB)
    return int(worse)


if __name__ == "__main__":
    sys.exit(main())
