"""The product as a person meets it: a real Chromium, and what the tests read off the screen."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from running import PAGES, TITLES, Server, slug
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Error,
        FilePayload,
        Page,
        Playwright,
        Request,
        ViewportSize,
        WebSocket,
    )

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The same engine without a browser around it: it starts in half the time, and no bars of its own are drawn unseen.
LIGHTER = ("chromium-headless-shell",)
# No script of a test runs long enough to repay being compiled a second time; more room spares collecting.
THRIFTY = ("--js-flags=--no-opt --no-maglev --min-semi-space-size=32 --max-semi-space-size=64",)
FLAGS = [
    "--font-render-hinting=none",  # without a browser around it, the engine would else round widths of letters
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PROJECTOR, LAPTOP, PHONE = (1600, 900), (1280, 720), (390, 844)
# On a page below the front door Streamlit asks beside that page before it asks at the root; the answer is 404.
PROBES = ("_stcore/health", "_stcore/host-config")
OFFERED = re.compile(r"Download Button source error|/media/\w+\.json\)$")
# A wait ends with what it waits for; a machine at which others work too needs four times what one at rest does.
LONGEST_WAIT_MS = LONGEST_SETTLE_MS = 120_000
# Whether the page stands: its heading or its refusal is there, the server is not at work, no letter is on its way, no
# chart in sight waits for its script and nothing for its field, and in five looks one after another nothing has
# changed. Asked anew, it looks anew.
STANDS = """asked => {
  if (window.changes === undefined) {
    window.changes = 0;
    new MutationObserver(found => { window.changes += found.length; })
      .observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  }
  if (window.asked !== asked) [window.asked, window.quiet, window.seen] = [asked, 0, -1];
  const stands = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && document.fonts.status === 'loaded' && !document.querySelector('[data-stale=true], [data-testid=stSkeleton]')
    && ![...document.querySelectorAll('.hb-live:not(.js-plotly-plot)')].some(chart => chart.checkVisibility())
    && [...document.querySelectorAll('.hb-top h1, [data-testid=stAlertContentError]')]
      .some(one => one.checkVisibility());
  window.quiet = stands && window.changes === window.seen ? window.quiet + 1 : 0;
  window.seen = window.changes;
  return window.quiet > 3;
}"""
LOOK_MS = 30
_ROOMS: dict[Browser, BrowserContext] = {}
"""Where each browser of this process keeps what it has read of the product's scripts."""
_TABS: dict[Browser, Page] = {}
"""The tab of each browser of this process, between two visits."""
_STANDING: set[Page] = set()
"""Tabs that stay open beside all visits."""


def browser_path(playwright: Playwright, names: tuple[str, ...] = BROWSERS) -> str:
    """A Chromium on this machine; the test is skipped where there is none."""
    found, own = installed(names), playwright.chromium.executable_path
    if not found and not Path(own).exists():
        pytest.skip(f"no Chromium here: none of {', '.join(names)}, and playwright has not installed its own")
    return found or own


def installed(names: tuple[str, ...] = BROWSERS) -> str | None:
    """A Chromium of this machine's own; None where playwright's is the only one."""
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def chromium(names: tuple[str, ...] = BROWSERS, more: tuple[str, ...] = ()) -> Iterator[Browser]:
    """A headless Chromium that asks nobody for anything but the page. more: what else it is started with."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(playwright, names), args=[*FLAGS, *more])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visit:
    """One tab with everything it asked for and everything it complained about."""

    page: Page
    server: Server
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    answers: int = 0
    """Messages that the server has sent to this tab."""
    questions: int = 0
    """How often this tab has asked for a run of the script."""
    begun: int = 0
    """How many of these questions were asked before the last run began."""
    answered_up_to: int = 0
    """How many of them a run answers of which the page knows."""
    settled: int = 0
    """How often it was waited until the page stood."""

    @property
    def outside(self) -> list[str]:
        """Requests to any host but this server; what the page holds itself (data:, blob:) leaves no machine."""
        own = {f"127.0.0.1:{self.server.port}", f"localhost:{self.server.port}"}
        return [
            url
            for url in self.asked
            if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc not in own
        ]

    def hear(self, said: ConsoleMessage) -> None:
        """Keeps what the browser complains of, but for Streamlit's own probing beside a page and of each file that is
        offered: a case that changes meanwhile offers another one."""
        url = said.location.get("url", "")
        probed = [f"{self.server.page(name)}/{probe}" for name in PAGES[1:] for probe in PROBES]
        probing = "404" in said.text and (url in probed or bool(OFFERED.search(f"{said.text} ({url})")))
        if said.type == "error" and not probing:
            self.complaints.append(f"{said.text} ({url})")

    def open(self, name: str = "case", case: str = "") -> None:
        self.page.goto(self.server.page(name, case))
        self.settle()

    def go(self, name: str) -> None:
        """To another page as a person goes there: through the navigation bar."""
        self.page.locator(f'[data-testid="stTopNavLink"][href$="/{slug(name)}"]').first.click()
        self.page.locator(".hb-top h1", has_text=TITLES[name]).wait_for(timeout=LONGEST_WAIT_MS)
        self.settle()

    def settle(self) -> None:
        """Until the page stands: its heading or its refusal is there, the server has nothing more to say, and no grey
        placeholder still waits for its field. The page looks at itself; to ask it again and again costs more. While the
        server has not begun to answer what it asked, it does not stand."""
        while True:
            self.settled += 1
            self.page.wait_for_function(STANDS, arg=self.settled, polling=LOOK_MS, timeout=LONGEST_SETTLE_MS)
            if self.answered_up_to == self.questions:
                return
            self.hear_out()

    def hear_out(self) -> None:
        """Until the server has begun to answer all that the tab has asked."""
        until = time.monotonic() + LONGEST_WAIT_MS / 1000
        while self.answered_up_to < self.questions:
            assert time.monotonic() < until, "the server does not answer"
            self.page.wait_for_timeout(40)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Until the server has said something to what is done here, and the page stands again. A busy server takes its
        time; where the tab has asked nothing for two seconds, there was nothing to ask."""
        before = self.questions, self.answers
        yield
        for _ in range(50):
            if (self.questions, self.answers) != before:
                break
            self.page.wait_for_timeout(40)
        self.hear_out()
        self.settle()

    def hear_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def hear_socket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url.replace("ws://", "http://"))
        socket.on("framesent", self.hear_question)
        socket.on("framereceived", self.hear_answer)
        socket.on("close", self.hear_end)

    def hear_question(self, said: bytes | str) -> None:
        """One more message of the tab."""
        if isinstance(said, bytes) and BackMsg.FromString(said).HasField("rerun_script"):
            self.questions += 1

    def hear_answer(self, said: bytes | str) -> None:
        """One more message of the server. A run begins with a new session; that it runs is said after that."""
        self.answers += 1
        if isinstance(said, bytes) and ForwardMsg.FromString(said).HasField("new_session"):
            self.begun = self.questions
        else:
            self.answered_up_to = self.begun

    def hear_end(self, _: object) -> None:
        """Nobody answers any more what was asked here."""
        self.begun = self.answered_up_to = self.questions

    def hear_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def type(self, label: str, text: str) -> None:
        """A number by keyboard, left with the tabulator as a person does."""
        typed = self.page.get_by_role("textbox", name=label, exact=True)
        field = typed.or_(self.page.get_by_role("spinbutton", name=label, exact=True))
        with self.answered():
            field.fill(text)
            field.press("Tab")

    def choose(self, label: str, answer: str) -> None:
        """One answer among a few, by mouse."""
        with self.answered():
            self.page.get_by_role("radiogroup", name=label, exact=True).get_by_text(answer, exact=True).click()

    def section(self, name: str) -> None:
        """One section of the case form."""
        with self.answered():
            self.page.get_by_role("radiogroup", name="Section").get_by_text(name, exact=True).click()

    def way(self, name: str) -> None:
        """One of the ways in on the case page."""
        with self.answered():
            self.page.get_by_role("radiogroup", name="Way in").get_by_text(name, exact=True).click()

    def pick(self, label: str, typed: str) -> None:
        """One entry of a longer list, by keyboard."""
        box = self.page.get_by_role("combobox", name=label)
        box.click()
        box.fill(typed)
        with self.answered():
            box.press("Enter")

    def press(self, name: str) -> None:
        with self.answered():
            self.page.get_by_role("button", name=name, exact=True).click()

    def hand_in(self, name: str, content: str) -> None:
        """A file from the disk into the case page's field. The server's first answer says only where to send it."""
        file: FilePayload = {"name": name, "mimeType": "application/json", "buffer": content.encode()}
        with self.page.expect_response(lambda said: said.request.method == "PUT"):
            self.page.locator("input[type=file]").set_input_files(file)
        with self.answered():
            pass

    def sentences(self) -> list[str]:
        """What the page refuses, in its own words."""
        return self.page.locator("[data-testid='stAlertContentError']").all_inner_texts()

    def verdicts(self) -> dict[str, str]:
        """Option by option, the words on its card."""
        return {
            card.locator("h2, h3").inner_text(): " ".join(
                card.locator(".hb-said > :is(.hb-glyph, .hb-verdict)").all_inner_texts()
            )
            for card in self.page.locator(".hb-card").all()
        }

    def strip(self) -> str:
        """The case in one line, as it stands at the head of every page."""
        return self.page.locator(".hb-strip-case > span").inner_text()


@contextmanager
def visiting(
    browser: Browser, server: Server, size: tuple[int, int] = PROJECTOR, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Visit]:
    """The one tab of a browser as a new person finds it: nothing stored, no way back, one window size, one theme.

    What the browser has read of the product's own scripts it keeps from visit to visit; that is two thirds of a visit's
    computing. Where a visit breaks off the tab is closed, and the next one opens another."""
    page = _TABS.pop(browser, None) or _room(browser).new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    try:
        with _watched(page, server) as visit:
            yield visit
        _forget(page)
    except BaseException:
        page.close()
        _ROOMS.pop(browser, None)
        raise
    _TABS[browser] = page


@contextmanager
def staying(browser: Browser, server: Server) -> Iterator[Visit]:
    """A tab that stays open beside the visits; it has read the scripts where they have."""
    page = _room(browser).new_page()
    _STANDING.add(page)
    with _watched(page, server) as visit:
        yield visit
    _STANDING.remove(page)
    page.close()


@contextmanager
def first_visit(browser: Browser, server: Server, scheme: Literal["light", "dark"] = "light") -> Iterator[Visit]:
    """A tab of a browser that has read nothing yet, not even the scripts."""
    context = _context(browser, scheme)
    try:
        with _watched(context.new_page(), server) as visit:
            yield visit
    finally:
        context.close()


def _room(browser: Browser) -> BrowserContext:
    return _ROOMS.get(browser) or _ROOMS.setdefault(browser, _context(browser))


def _context(browser: Browser, scheme: Literal["light", "dark"] = "light") -> BrowserContext:
    viewport: ViewportSize = {"width": PROJECTOR[0], "height": PROJECTOR[1]}
    return browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", locale="en-GB")


@contextmanager
def _watched(page: Page, server: Server) -> Iterator[Visit]:
    """A visit that hears what its tab asks for and complains of, as long as it lasts."""
    visit = Visit(page, server)
    page.set_default_timeout(LONGEST_WAIT_MS)
    page.on("request", visit.hear_request)
    page.on("websocket", visit.hear_socket)
    page.on("console", visit.hear)
    page.on("pageerror", visit.hear_error)
    yield visit
    page.remove_listener("request", visit.hear_request)
    page.remove_listener("websocket", visit.hear_socket)
    page.remove_listener("console", visit.hear)
    page.remove_listener("pageerror", visit.hear_error)


def _forget(page: Page) -> None:
    """The tab as it was before anybody came."""
    if {*page.context.pages} - _STANDING != {page}:
        raise RuntimeError("a visit left a second tab open")
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Page.resetNavigationHistory")
    session.detach()
