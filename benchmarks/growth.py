"""Whether a server grows: a thousand changes in one session, and hundreds of sessions that come and go, beside hello
world.

    python -m benchmarks.growth [changes] [--page case] [--sessions 400]

Memory is read from Linux after collecting garbage and handing back what is free; Python takes it by the megabyte, so that
single steps mean nothing: what counts is the median step of the second half, and how many blocks of memory Python still
holds. What a server reads once is there by then, and so are the up to 128 closed sessions that Streamlit holds for two
minutes in case a browser comes back. Prints Markdown tables; ends with 1 where something grows by more than hello world
and a margin.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.changes import CHANGES, HELLO, Change
from benchmarks.load import SETTLE_S
from benchmarks.repaint import FLOOR, ROOT, hello
from benchmarks.sessions import Session

sys.path.insert(0, str(ROOT / "tests"))

from running import Server, served  # noqa: E402

CHANGED, SESSIONS = 1000, 400
PAGES = ("case", "case undo", "survival", "board decision", "library")
READ_AFTER = (0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SHOWN, STEPS = (0, 1, 2, -1), 5
"""Which of the readings the table shows, and how many steps the second half has."""
MARGIN_KB, MARGIN_BLOCKS, LONGEST_COLLECTION_S = (
    {"change": 1.0, "session": 10.0},
    {"change": 5.0, "session": 100.0},
    30.0,
)
# Read by Python itself as it starts, before the server is there.
GIVES_BACK = """
import ctypes, gc, os, signal, sys

def give_back(*_):
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    done = os.environ["GAVE_BACK"]
    with open(done + ".unfinished", "w") as told:
        told.write(str(sys.getallocatedblocks()))
    os.replace(done + ".unfinished", done)

signal.signal(signal.SIGUSR1, give_back)
"""


@dataclass(frozen=True)
class Reading:
    """A server's memory after so many changes or sessions: what is its own alone and all that is resident, in kB, and how
    many blocks of it Python holds."""

    after: int
    own_kb: int
    resident_kb: int
    blocks: int


@contextmanager
def running(page: str, folder: Path) -> Iterator[Server]:
    """Hello world or the product, each able to collect its garbage when it is told to."""
    more = prepared(folder)
    with hello(folder, **more) if page == FLOOR else served(folder / "home", **more) as server:
        yield server


def prepared(folder: Path) -> dict[str, str]:
    """The environment of a process that collects its garbage when it is told to."""
    (folder / "sitecustomize.py").write_text(GIVES_BACK, "utf-8")
    return {"PYTHONPATH": str(folder), "GAVE_BACK": str(_gave_back(folder))}


def _gave_back(folder: Path) -> Path:
    return folder / "gave_back"


def reading(server: Server, folder: Path, after: int) -> Reading:
    """The memory that is left once everything free has been given back."""
    done, until = _gave_back(folder), time.monotonic() + LONGEST_COLLECTION_S
    done.unlink(missing_ok=True)
    os.kill(server.pid, signal.SIGUSR1)
    while not done.exists():
        if time.monotonic() > until:
            raise RuntimeError("the server did not collect its garbage")
        time.sleep(0.02)
    own_kb, resident_kb = memory_kb(server.pid)
    return Reading(after, own_kb, resident_kb, int(done.read_text("ascii")))


def memory_kb(pid: int) -> tuple[int, int]:
    """The memory of a process as it stands: what is its own alone, and all that is resident."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    held = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines)}
    return held["Private_Clean"] + held["Private_Dirty"], held["Rss"]


def grown(found: Sequence[Reading]) -> tuple[float, float]:
    """What each change or session of the second half added: kB of the server's own memory and blocks, the median step."""
    steps = list(pairwise(found[-STEPS - 1 :]))
    kb = [(then.own_kb - first.own_kb) / (then.after - first.after) for first, then in steps]
    blocks = [(then.blocks - first.blocks) / (then.after - first.after) for first, then in steps]
    return statistics.median(kb), statistics.median(blocks)


async def changing(server: Server, folder: Path, change: Change, most: int) -> list[Reading]:
    """One person who changes the same thing over and over."""
    await asyncio.sleep(SETTLE_S)
    person, found = await Session.opened(server.port, change, 0), []
    for number in range(1, most + 1):
        await person.changed()
        if number in _read_after(most):
            found.append(await asyncio.to_thread(reading, server, folder, number))
    await person.close()
    return found


async def visiting(server: Server, folder: Path, change: Change, most: int) -> list[Reading]:
    """People who come, change something and go."""
    await asyncio.sleep(SETTLE_S)
    found = []
    for number in range(1, most + 1):
        person = await Session.opened(server.port, change, number)
        await person.changed()
        await person.close()
        if number in _read_after(most):
            found.append(await asyncio.to_thread(reading, server, folder, number))
    return found


def _read_after(most: int) -> list[int]:
    return [round(share * most) for share in READ_AFTER]


def measured(what: str, pages: Sequence[str], most: int) -> Mapping[str, list[Reading]]:
    """The memory of hello world and of each page, every one on a server of its own. what: change or session."""
    found = {}
    for page in (FLOOR, *pages):
        with tempfile.TemporaryDirectory() as name, running(page, Path(name)) as server:
            change, work = HELLO if page == FLOOR else CHANGES[page], changing if what == "change" else visiting
            found[page] = asyncio.run(work(server, Path(name), change, most))
    return found


def table(what: str, found: Mapping[str, Sequence[Reading]]) -> Iterator[str]:
    """Own and resident memory, page by page; and what each change or session of the second half adds."""
    steps = "".join(f" after {found[FLOOR][place].after} |" for place in SHOWN)
    yield f"| page, MB own (resident) |{steps} kB a {what} | blocks a {what} |\n|---|{'---|' * len(SHOWN)}---|---|\n"
    for page, readings in found.items():
        shown = [readings[place] for place in SHOWN]
        cells = "".join(f" {one.own_kb / 1000:.1f} ({one.resident_kb / 1000:.1f}) |" for one in shown)
        kb, blocks = grown(readings)
        yield f"| {page} |{cells} {kb:.2f} | {blocks:.1f} |\n"


def grows(what: str, found: Mapping[str, Sequence[Reading]]) -> list[str]:
    """The pages that grow on, beyond hello world and a margin."""
    margins = MARGIN_KB[what], MARGIN_BLOCKS[what]
    most = [max(one, 0) + margin for one, margin in zip(grown(found[FLOOR]), margins, strict=True)]
    return [
        page
        for page, readings in found.items()
        if page != FLOOR and any(one > limit for one, limit in zip(grown(readings), most, strict=True))
    ]


def main() -> int:
    """Measure, print, and answer whether anything grows."""
    asked = argparse.ArgumentParser(description="Memory of a server over many changes and many sessions.")
    asked.add_argument("changes", nargs="?", type=int, default=CHANGED)
    asked.add_argument("--sessions", type=int, default=SESSIONS)
    asked.add_argument("--page", action="append", choices=list(CHANGES))
    given, worse = asked.parse_args(), []
    for what, most, pages in (
        ("change", given.changes, given.page or PAGES),
        ("session", given.sessions, given.page or PAGES[:1]),
    ):
        if most:
            found = measured(what, pages, most)
            sys.stdout.writelines(table(what, found))
            sys.stdout.flush()
            worse += [f"{page} grows with every {what}" for page in grows(what, found)]
    sys.stderr.writelines(f"{one}\n" for one in worse)
    return int(bool(worse))


if __name__ == "__main__":
    sys.exit(main())
