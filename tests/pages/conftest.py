"""A page that stays open for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import PROJECTOR, Visit, staying
from layout import themed
from running import TITLES, Server, slug

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def stays(browser: Browser, server: Server) -> Iterator[Visit]:
    """One tab for all that is asked of standing pages."""
    with staying(browser, server) as tab:
        yield tab


@pytest.fixture(scope="module")
def standing(stays: Visit, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page that `layout.standing_on` names, with the second example in hand; the board on its first screen. Opening
    a page costs more than asking it, and five times more than going there from another one; whoever asks sets window,
    theme and screen anew and changes nothing of the case. Once anything has failed, the page is opened by its
    address."""
    stays.page.set_viewport_size({"width": PROJECTOR[0], "height": PROJECTOR[1]})
    if stays.page.url == "about:blank" or request.session.testsfailed:
        title, content = read_examples()[1]
        stays.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        stays.open(request.param, to_address(case_from(content, title)))
    else:
        themed(stays, "light")
        if not stays.page.url.partition("?")[0].endswith(f"/{slug(request.param)}"):
            gone_to(stays, request.param)
        if request.param == "board":
            with stays.answered():
                stays.page.keyboard.press("1")
    yield stays
    assert stays.outside == [] and stays.complaints == []


def gone_to(tab: Visit, name: str) -> None:
    """From page to page as a person goes. No bar leads on from the board, only its way out."""
    if tab.page.locator(".hb-b-title").count():
        tab.page.get_by_role("link", name="Leave").click()
        tab.page.locator(".hb-top h1", has_text=TITLES["options"]).wait_for()
        tab.settle()
    tab.go(name)
