"""A server that nobody has visited yet, from its first visit to its death in the middle of a meeting."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import LONGEST_SETTLE_MS, Visit, first_visit
from hospital import free_ports
from meetings import EXAMPLES, MEETING, SESSION, kept, meet, stands, until_strip
from PIL import Image, ImageChops
from running import PAGES, Server, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """At a port where no other server of this machine looks for a free one while this one is down."""
    [port] = free_ports(1)
    with served(tmp_path_factory.mktemp("fresh") / "home", STREAMLIT_SERVER_PORT=str(port)) as server:
        yield server


@pytest.fixture(scope="module")
def first(browser: Browser, fresh: Server) -> Iterator[Visit]:
    """The first tab of this server, in a browser that has read nothing yet. The tests below are its way, in order."""
    with first_visit(browser, fresh) as visit:
        visit.open("survival")
        yield visit


def has_its_frame(visit: Visit, title: str) -> bool:
    assert visit.page.locator('[data-testid="stTopNavLink"]').count() == len(PAGES)
    assert visit.page.get_by_text("Not a medical device").count() == 1
    assert visit.page.get_by_role("dialog").count() == 0
    assert visit.outside == [] and visit.complaints == []
    return visit.page.title().startswith(title)


def test_a_fresh_server_whose_first_visit_is_a_deep_link_has_its_frame_and_asks_nobody(first: Visit) -> None:
    assert has_its_frame(first, "Survival")
    assert first.page.locator(".js-plotly-plot").count() == 1


def test_before_the_script_that_draws_has_been_read_the_curves_stand_there_as_it_will_draw_them(
    browser: Browser, fresh: Server
) -> None:
    """A phone has a drawing of its own and is not asked to read it. In a wide window the first answer is lost
    on the way; another end of the axis asks anew, and what stands there until then is the same picture."""
    asked: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route)
        if len(asked) < 2:
            route.abort()

    with first_visit(browser, fresh) as visit:
        visit.page.route("**/plotly.js*", answer)
        wide = visit.page.viewport_size
        visit.page.set_viewport_size({"width": 390, "height": 844})
        visit.page.goto(fresh.page("survival"))
        visit.page.wait_for_selector(".hb-phone img")
        visit.settle()
        assert asked == []
        visit.page.set_viewport_size(wide or {"width": 1600, "height": 900})
        visit.page.wait_for_selector(".hb-sketch")
        assert visit.page.locator(".js-plotly-plot").count() == 0 and "could not" not in visit.page.inner_text("main")
        visit.page.evaluate(LETTERS)  # what was sketched without them stays a little aside
        field = visit.page.get_by_label("Axis up to (months)", exact=True)
        field.fill("12")
        field.press("Tab")
        visit.page.wait_for_selector('.hb-sketch .xtick >> text="9"')
        sketched = picture(visit)
        while len(asked) < 2:
            visit.page.wait_for_timeout(20)
        asked[1].continue_()
        visit.page.wait_for_selector(".hb-live.js-plotly-plot .js-line", timeout=LONGEST_SETTLE_MS)
        visit.settle()
        assert len(asked) == 2 and visit.page.locator(".hb-sketch").count() == 0
        assert most_apart(sketched, picture(visit)) < SEEN


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
    horizon = first.page.get_by_label("Axis up to (months)", exact=True)
    first.type("Axis up to (months)", "36")
    first.settle()
    assert horizon.input_value() == "36"
    first.go("options")
    assert len(first.verdicts()) == 6
    first.go("survival")
    assert horizon.input_value() == "36"


def test_a_meeting_survives_a_killed_server_without_a_key(first: Visit, fresh: Server, tmp_path: Path) -> None:
    meet(first)
    session = first.page.evaluate(SESSION)
    os.kill(fresh.pid, signal.SIGKILL)
    while fresh.answers():
        time.sleep(0.02)
    with served(tmp_path / "second", STREAMLIT_SERVER_PORT=str(fresh.port)) as second:
        assert second.port == fresh.port
        first.page.wait_for_function(f"before => ({SESSION})() !== before", arg=session, timeout=LONGEST_SETTLE_MS)
        assert stands(first)
        assert [item.case for item in kept(first).items] == [item.case for item in MEETING.items]
        with first.answered():
            first.page.keyboard.press("ArrowDown")
        until_strip(first, EXAMPLES[2].label)


@pytest.mark.deep
def test_a_fresh_server_in_the_dark_has_its_frame_on_its_first_page(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "home") as server, first_visit(browser, server, "dark") as visit:
        visit.open("options")
        assert has_its_frame(visit, "Options") and len(visit.verdicts()) == 6
