"""What a change costs the server on every page, beside hello world, in one run.

    python -m benchmarks.each_page [changes] [--page case]

One person changes something on each page in turn, in Streamlit's own protocol, without a browser; hello world is changed
in between, so that whatever else the machine does meets both. Prints processor time a change as a Markdown table; the
ratio is what counts. Ends with 1 where a page costs more than it may.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.changes import CHANGES, HELLO, Change
from benchmarks.load import SETTLE_S, Load, cpu_ms
from benchmarks.repaint import FLOOR, ROOT, hello
from benchmarks.sessions import Session

sys.path.insert(0, str(ROOT / "tests"))

from running import Server, served  # noqa: E402

TIMES, WARM_UP, BETWEEN, PAUSE_S, MOST = 24, 4, 6, 0.1, 1.5


async def _changed(person: Session, server: Server, times: int, found: Load) -> None:
    """Some changes of one person, one after another, with the breath that any person takes."""
    before = cpu_ms(server.pid)
    for _ in range(times):
        found.times.append(await person.changed() * 1000)
        await asyncio.sleep(PAUSE_S)
    found.cpu_ms += cpu_ms(server.pid) - before
    found.messages = person.messages


async def beside(ours: Server, other: Server, changes: Mapping[str, Change], times: int) -> Mapping[str, Load]:
    """Every page, and hello world in between, each warmed up before."""
    floor, found = Load(FLOOR, 1), {}
    plain = await Session.opened(other.port, HELLO, 0)
    await _changed(plain, other, WARM_UP, Load(FLOOR, 1))
    for name, change in changes.items():
        person, found[name] = await Session.opened(ours.port, change, 0), Load(name, 1)
        await _changed(person, ours, WARM_UP, Load(name, 1))
        await _changed(person, ours, times, found[name])
        await person.close()
        await _changed(plain, other, BETWEEN, floor)
    await plain.close()
    return {FLOOR: floor, **found}


def measured(pages: Sequence[str], times: int, settle: float = SETTLE_S) -> Mapping[str, Load]:
    """The processor time of every page's change, hello world's first."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "home") as ours, hello(Path(folder)) as other:

        async def settled() -> Mapping[str, Load]:
            await asyncio.sleep(settle)
            return await beside(ours, other, {page: CHANGES[page] for page in pages}, times)

        return asyncio.run(settled())


def table(found: Mapping[str, Load]) -> Iterator[str]:
    """The table, line by line."""
    yield "| page | CPU ms a change | messages a change | against hello world |\n|---|---|---|---|\n"
    for name, one in found.items():
        yield f"| {name} | {one.cpu_each:.1f} | {one.messages:.0f} | {one.cpu_each / found[FLOOR].cpu_each:.2f} |\n"


def main() -> int:
    """Measure, print, and answer whether a page costs too much."""
    asked = argparse.ArgumentParser(description="Processor time of a change on every page beside hello world.")
    asked.add_argument("changes", nargs="?", type=int, default=TIMES)
    asked.add_argument("--page", action="append", choices=list(CHANGES))
    given = asked.parse_args()
    found = measured(given.page or list(CHANGES), given.changes)
    sys.stdout.writelines(table(found))
    return int(any(one.cpu_each > MOST * found[FLOOR].cpu_each for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())
