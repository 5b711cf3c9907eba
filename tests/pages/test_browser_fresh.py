"""A site's server that nobody has visited yet, from its first visit to its death in the middle of a meeting.

The site's own documents are strangers in every free text, as are a case, its decision, a refused file: they do nothing
but stand there as text. Nobody outside is asked, and no picture, link or script of theirs comes to be."""

from __future__ import annotations

import json
import os
import signal
import time
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import LONGEST_SETTLE_MS, LONGEST_WAIT_MS, PHONE, PROJECTOR, Visit, first_visit
from hospital import free_ports
from invented import FACTS, FOLDER
from meetings import EXAMPLES, MEETING, SESSION, kept, leave_the_board, present, stands, take_up, until_strip
from PIL import Image, ImageChops
from running import PAGES, Server, served
from strangers import NASTY, nasty

from haic_core.evidence.writing import write_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

HOSTILE = f"{NASTY} www.evil.example :smile: $a$ `b`"
LABEL = "![x](//evil.example/x)<b>:red[x]"
SHOWN = ("options", "evidence", "library")
"""Pages on which the site's documents are told."""
EVERY = (*(name for name in PAGES[1:] if name != "board"), "board")
"""The board comes last: no bar leads on from it."""
REFUSED = "![k](//evil.example/k)"
CASE = {
    "schema": 1,
    "label": LABEL,
    "facts": FACTS,
    "decision": {
        "choice": "haic", "considered": ["haic"], "conditions": [HOSTILE], "preference": HOSTILE, "trial": HOSTILE,
        "leaves_criteria_because": HOSTILE, "dissent": [{"role": "nursing", "said": HOSTILE}],
    },
}  # fmt: skip
# What a stranger might have made of the page.
MADE = """() => [...document.querySelectorAll('[src*="evil"], [href*="evil"], [title=evil], [style*="evil"], .katex')]
    .map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site whose own documents are strangers in every free text."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sources").mkdir()
    for name in ("arden", "birch"):
        raw = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
        told = {"worked_patient": raw.pop("worked_patient", [])}
        (folder / "sources" / f"{name}.toml").write_text(write_source(nasty(raw) | told), "utf-8")
    return folder


@pytest.fixture(scope="module")
def fresh(site: Path) -> Iterator[Server]:
    """At a port where no other server of this machine looks for a free one while this one is down."""
    [port] = free_ports(1)
    with served(site / "home", STREAMLIT_SERVER_PORT=str(port), HAIC_DATA=str(site)) as server:
        yield server


@pytest.fixture(scope="module")
def asked() -> list[tuple[int, Route]]:
    """Each time that the script that draws is asked for, and how wide the window was then; a test answers."""
    return []


@pytest.fixture(scope="module")
def first(browser: Browser, fresh: Server, asked: list[tuple[int, Route]]) -> Iterator[Visit]:
    """The first tab of this server, in a browser that has read nothing yet: on a phone, then in a wide window. The
    tests below are its way, in order."""

    def ask(route: Route) -> None:
        size = visit.page.viewport_size
        asked.append((size["width"] if size else 0, route))
        if len(asked) > 2:
            route.continue_()

    with first_visit(browser, fresh) as visit:
        visit.page.route("**/plotly.js*", ask)
        visit.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        visit.page.goto(fresh.page("survival"))
        visit.page.wait_for_selector(".hb-phone img", timeout=LONGEST_SETTLE_MS)
        visit.settle()
        visit.page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
        visit.page.wait_for_selector(".hb-sketch", timeout=LONGEST_SETTLE_MS)
        yield visit


def has_its_frame(visit: Visit, title: str) -> bool:
    visit.page.locator('[data-testid="stTopNavLink"]').nth(len(PAGES) - 1).wait_for()
    assert visit.page.locator('[data-testid="stTopNavLink"]').count() == len(PAGES)
    assert visit.page.get_by_text("Not a medical device").count() == 1
    assert visit.page.get_by_role("dialog").count() == 0
    assert visit.outside == [] and visit.complaints == []
    return visit.page.title().startswith(title)


def test_a_fresh_server_whose_first_visit_is_a_deep_link_has_its_frame_and_asks_nobody(first: Visit) -> None:
    assert has_its_frame(first, "Survival")


def test_before_the_script_that_draws_has_been_read_the_curves_stand_there_as_it_will_draw_them(
    first: Visit, asked: list[tuple[int, Route]]
) -> None:
    """A phone has a drawing of its own and is not asked to read it. In a wide window the first answer is lost
    on the way; another end of the axis asks anew, and what stands there until then is the same picture."""
    assert [width for width, _ in asked] == [PROJECTOR[0]]
    with first.page.expect_event("requestfailed"):
        asked[0][1].abort()
    assert first.page.locator(".js-plotly-plot").count() == 0 and "could not" not in first.page.inner_text("main")
    first.page.evaluate(LETTERS)  # what was sketched without them stays a little aside
    field = first.page.get_by_label("Axis up to (months)", exact=True)
    field.fill("12")
    field.press("Tab")
    first.page.wait_for_selector('.hb-sketch .xtick >> text="9"')
    sketched = picture(first)
    while len(asked) < 2:
        first.page.wait_for_timeout(20)
    asked[1][1].continue_()
    first.page.wait_for_selector(".hb-live.js-plotly-plot .js-line", timeout=LONGEST_SETTLE_MS)
    first.settle()
    assert len(asked) == 2 and first.page.locator(".hb-sketch").count() == 0
    assert most_apart(sketched, picture(first)) < SEEN
    assert [said for said in first.complaints if "plotly" not in said] == []
    first.complaints.clear()


LETTERS = "Promise.all([...document.fonts].map(face => face.load())).then(() => 0)"
"""All letters of the page are there, also those that nothing has asked for yet."""
SEEN = 64
"""How far a pixel may differ, of 255: plotly leaves out corners of a line that lie closer than a fifth of a pixel."""


def picture(visit: Visit) -> Image.Image:
    visit.page.evaluate(LETTERS)
    return Image.open(BytesIO(visit.page.locator(".hb-live").screenshot())).convert("RGB")


def most_apart(one: Image.Image, other: Image.Image) -> int:
    assert one.size == other.size
    apart = ImageChops.difference(one, other).convert("L").histogram()
    return max(value for value, pixels in enumerate(apart) if pixels)


def test_the_first_answer_given_on_a_fresh_server_is_kept(first: Visit) -> None:
    first.go("options")
    assert len(first.verdicts()) == 6
    first.go("survival")
    assert first.page.get_by_label("Axis up to (months)", exact=True).input_value() == "12"


def read(visit: Visit) -> str:
    """What stands on the page, without the joints that nobody sees; choices and tabs that are folded as well."""
    return str(visit.page.evaluate("() => document.body.textContent")).replace("\N{WORD JOINER}", "")


def test_strangers_texts_stand_as_text_on_every_page_and_nobody_outside_is_asked(
    first: Visit, request: pytest.FixtureRequest
) -> None:
    first.go("case")
    first.hand_in("![f](evil)<b>:smile:.json", json.dumps(CASE | {REFUSED: 1}))
    first.page.locator("[data-testid='stAlertContentError']").wait_for(timeout=LONGEST_WAIT_MS)
    [refusal] = [sentence.replace("\N{WORD JOINER}", "") for sentence in first.sentences()]
    assert refusal.startswith("![f](evil)<b>:smile:.json: ") and f"there is no key '{REFUSED}'" in refusal
    first.hand_in("case.json", json.dumps(CASE))
    until_strip(first, LABEL)
    assert LABEL in read(first) and HOSTILE in read(first)
    for name in EVERY if request.config.getoption("deep") else SHOWN:
        first.go(name)
        assert LABEL in read(first), name
        assert NASTY in read(first) or name not in SHOWN, name
        assert first.page.evaluate(MADE) == [], name
    if name == "board":
        leave_the_board(first)
    assert first.outside == [] and first.complaints == []


def test_a_meeting_survives_a_killed_server_without_a_key(
    first: Visit, fresh: Server, site: Path, tmp_path: Path
) -> None:
    first.go("meeting")
    if first.page.get_by_role("button", name="Take off the agenda").is_enabled():
        first.press("Take off the agenda")  # what the test before has left there
    take_up(first)
    present(first)
    session = first.page.evaluate(SESSION)
    os.kill(fresh.pid, signal.SIGKILL)
    while fresh.answers():
        time.sleep(0.02)
    with served(tmp_path / "second", STREAMLIT_SERVER_PORT=str(fresh.port), HAIC_DATA=str(site)) as second:
        assert second.port == fresh.port
        # The tab asks again after up to half a minute, and the new server has read nothing yet.
        again = f"before => ({SESSION})() !== before"
        first.page.wait_for_function(again, arg=session, timeout=2 * LONGEST_SETTLE_MS)
        assert stands(first)
        assert [item.case for item in kept(first).items] == [item.case for item in MEETING.items]
        first.page.keyboard.press("ArrowDown")
        until_strip(first, EXAMPLES[2].label)


@pytest.mark.deep
def test_a_fresh_server_in_the_dark_has_its_frame_on_its_first_page(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "home") as server, first_visit(browser, server, "dark") as visit:
        visit.open("options")
        assert has_its_frame(visit, "Options") and len(visit.verdicts()) == 6
