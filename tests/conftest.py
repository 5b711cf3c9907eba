"""What all tests share: one library, one server, one browser, and examples that are the same on every machine."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import worked
from browser import BROWSERS, LIGHTER, THRIFTY, chromium
from each import tries
from hypothesis import HealthCheck, settings
from running import Server, end_of, shared
from sharing import compile_once, next_for, place, share, turned

from haic_core.evidence.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer
    from xdist.scheduler import LoadFileScheduling

settings.register_profile(
    "quick",
    max_examples=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# Other examples every night; what fails is printed with the line that repeats it.
settings.register_profile("deep", settings.get_profile("quick"), max_examples=2000, derandomize=False, database=None)

HERE = Path(__file__).parent
RUN = pytest.StashKey[Path]()
"""The folder of this run, with the home of its one server."""
TRIED = pytest.StashKey[int]()
"""On how many cases the tests of this run try their laws."""


class Node(Protocol):
    """A worker of the run, as pytest-xdist hands it over."""

    workerinput: dict[str, object]
    workeroutput: dict[str, int]
    config: pytest.Config


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="full counts of random examples, and what is marked deep")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("deep" if config.getoption("deep") else "quick")
    gc.disable()
    given = getattr(config, "workerinput", None)
    config.stash[RUN] = Path(given["run"] if given else tempfile.mkdtemp(prefix="haic-board-"))
    if not given:
        compile_once(config.cache.mkdir("bytecode") if hasattr(config, "cache") else config.stash[RUN] / "bytecode")
    elif [(config.rootpath / one).resolve() for one in config.args] == [HERE]:
        config.args = turned(HERE, int(given["workerid"].removeprefix("gw")), given["workercount"])


def pytest_collection_finish() -> None:
    """What is read by now stays: to look through all of it again and again took a tenth of a run."""
    gc.enable()
    gc.set_threshold(100_000, 20, 100)
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Node) -> None:
    node.workerinput["run"] = str(node.config.stash[RUN])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever began the run ends its server, whatever became of the tests."""
    if not hasattr(config, "workerinput"):
        end_of(config.stash[RUN])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without --deep what is marked so stays out; what takes longest comes first."""
    if not config.getoption("deep"):
        left = [item for item in items if item.get_closest_marker("deep")]
        items[:] = [item for item in items if item not in left]
        config.hook.pytest_deselected(items=left)
    items.sort(key=place)
    config.stash[TRIED] = sum(tries(item.function) for item in items if isinstance(item, pytest.Function))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told["tried"] = session.config.stash.get(TRIED, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Node) -> None:
    node.config.stash[TRIED] = max(getattr(node, "workeroutput", {}).get("tried", 0), node.config.stash.get(TRIED, 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """A law that is tried on many is one test; how many there were is told beside it."""
    terminalreporter.write_line(f"{config.stash.get(TRIED, 0):,} cases tried")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    from xdist.scheduler import LoadFileScheduling

    shares = LoadFileScheduling(config, log)
    shares._split_scope = share
    hand_out = shares._assign_work_unit

    def assign(worker: object) -> None:
        chosen = next_for(shares.nodes.index(worker), len(shares.nodes), shares.workqueue)
        shares.workqueue.move_to_end(chosen, last=False)
        hand_out(worker)

    shares._assign_work_unit = assign
    return shares


@pytest.fixture(scope="session")
def library() -> Library:
    """The repository's own data."""
    return worked.library()


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Server:
    return shared(request.config.stash[RUN])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium(LIGHTER + BROWSERS, THRIFTY) as started:
        yield started
