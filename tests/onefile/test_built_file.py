"""The one file as a person opens it: from disk, in Chromium and in Firefox, with the network watched."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import FLAGS, installed
from firefox import firefox
from one_file import drawn
from random_patients import random_patients
from running import PAGES
from screens import EXAMPLES

from haic_core.answers import assessment_answer
from haic_core.case.address import to_address
from haic_core.case.file import Case
from haic_core.evidence.audit import trusted
from haic_core.evidence.library import DATA, read_library
from haic_core.judgement.assessment import assess
from haic_core.onefile.build import LARGEST_BYTES, board_file
from haic_core.onefile.parts import packages
from haic_core.words.refusal import Refusal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.deep, pytest.mark.browser]

AWAKE, AGE = "html[data-awake]", "Age (years)"
LONGEST_MS, PATIENTS = 180_000, 500
MARKER = "quetzal-7731"
# A door for the tests alone into the file's own Python, in a copy of the file.
DOOR = (
    ("const python = await", "const python = self.python = await"),
    ('what === "file" ?', 'what === "python" ? self.python.runPython(given) : what === "file" ?'),
)
JUDGES = """
import json
from haic_core.answers import assessment_answer
from haic_core.case.file import case_from
from haic_core.evidence.audit import trusted
from haic_core.evidence.library import DATA, read_library
from haic_core.judgement.assessment import assess
library = trusted(read_library((DATA,)))
def judged(content):
    case = case_from(content, "case")
    return assessment_answer(case, assess(case.patient, library), library)
json.dumps([judged(one) for one in json.loads(CASES)])
"""
DRAWS = """
import json, sys
from haic_core.onefile.stage import stand_in
board = sys.modules["streamlit"]
session = board.stage.session
from haic_core.onefile.stage.run import Board
whole = Board.__new__(Board)
whole.session, whole.stage, whole.streamlit = session, board.stage, board
found = []
for case, page in json.loads(CASES):
    session.state.clear(), session.open.clear(), session.fields.clear()
    session.query.clear()
    session.query["case"] = case
    session.place, session.theme = page, "light"
    found.append(json.loads(whole.draw())["html"])
json.dumps(found)
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, built once; skipped with the reason where its parts cannot be had."""
    if not shutil.which("node"):
        pytest.skip("no Node here to build the file")
    try:
        packages(None)
    except Refusal as refusal:
        pytest.skip(str(refusal))
    path = tmp_path_factory.mktemp("one file") / "board.html"
    path.write_bytes(board_file().html)
    return path


@contextmanager
def opened(browser: Browser, address: str, awake: bool = True, **how: Any) -> Iterator[tuple[Page, list[str]]]:
    """A new window on the file, and everything it asked for; it complains of nothing."""
    context = browser.new_context(**how)
    page, asked, complaints = context.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.goto(address)
    if awake:
        page.wait_for_selector(AWAKE, timeout=LONGEST_MS)
    yield page, asked
    context.close()
    assert complaints == []


def go(page: Page, place: str) -> None:
    page.evaluate(f"go({json.dumps(place)})")
    page.wait_for_selector(f'html[data-place="{place}"]', timeout=LONGEST_MS)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A plain web server of a folder: its address, and what it was asked for."""
    hits: list[str] = []

    class Heard(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            hits.append(self.path)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Heard, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", hits
    finally:
        server.shutdown()


def outside(asked: list[str]) -> list[str]:
    return [url for url in asked if not url.startswith(("file:", "blob:", "data:"))]


def test_the_form_is_there_before_python_and_what_is_typed_meanwhile_is_taken(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri(), awake=False) as (page, _):
        page.get_by_label(AGE).fill("61")
        page.get_by_label("ECOG performance status").fill("1")
        assert not page.locator(AWAKE).count()
        page.get_by_label("ECOG performance status").press("Enter")
        page.wait_for_selector(AWAKE, timeout=LONGEST_MS)
        assert "61 years" in page.locator(".hb-strip-case").inner_text()
        assert "ECOG 1" in page.locator(".hb-strip-case").inner_text()


def test_it_asks_nobody_for_anything_and_its_policy_lets_nobody_ask(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri()) as (page, asked):
        for place in PAGES[1:]:
            go(page, place)
        assert outside(asked) == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', file.read_text("utf-8"))
    assert policy
    for rule in ("default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"):
        assert rule in policy[1]
    assert "unsafe-eval'" not in policy[1].replace("wasm-unsafe-eval'", "")
    with served(file.parent) as (address, hits):
        context = browser.new_context()
        page = context.new_page()
        page.goto(file.as_uri())
        assert page.evaluate(f"fetch('{address}').then(() => false, () => true)")
        image = f"new Promise(done => {{ const one = new Image(); one.onerror = done; one.src = '{address}'; }})"
        page.evaluate(image)
        assert hits == []
        context.close()


def test_a_patient_is_found_nowhere_once_the_tab_is_closed(browser: Browser, file: Path, tmp_path: Path) -> None:
    context = browser.browser_type.launch_persistent_context(str(tmp_path), executable_path=installed(), args=FLAGS)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(AWAKE, timeout=LONGEST_MS)
    page.get_by_label("Label (never a name)").fill(MARKER)
    page.get_by_label("Label (never a name)").press("Enter")
    page.locator(".hb-strip-case", has_text=MARKER).wait_for(timeout=LONGEST_MS)
    kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie.length, location.href]")
    assert kept == [0, 0, 0, file.as_uri()]
    page.close(run_before_unload=False)
    context.close()
    holding = [one for one in tmp_path.rglob("*") if one.is_file() and MARKER.encode() in one.read_bytes()]
    assert holding == []


@contextmanager
def with_a_door(browser: Browser, file: Path) -> Iterator[Page]:
    """A copy of the file whose Python the test may ask."""
    text = file.read_text("utf-8")
    for old, new in DOOR:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    copy = file.with_name("with a door.html")
    copy.write_text(text, "utf-8")
    with opened(browser, copy.as_uri()) as (page, _):
        yield page


def answered(page: Page, script: str, cases: object) -> Any:
    given = f"CASES = {json.dumps(json.dumps(cases))}\n{script}"
    return json.loads(page.evaluate("given => ask('python', given)", given))


def test_random_patients_are_judged_as_in_the_app(browser: Browser, file: Path) -> None:
    library = trusted(read_library((DATA,)))
    cases = [Case(patient, "") for patient in random_patients(PATIENTS, 16)]
    with with_a_door(browser, file) as page:
        for start in range(0, PATIENTS, 50):
            some = cases[start : start + 50]
            there = answered(page, JUDGES, [case.as_mapping() for case in some])
            here = [assessment_answer(case, assess(case.patient, library), library) for case in some]
            assert there == json.loads(json.dumps(here))


def test_every_page_of_every_example_is_the_same_in_the_browsers_python(browser: Browser, file: Path) -> None:
    asked = [(to_address(case), "" if name == "case" else name) for case in EXAMPLES.values() for name in PAGES]
    here = drawn([(case, place or "case", ()) for case, place in asked])
    with with_a_door(browser, file) as page:
        there = answered(page, DRAWS, asked)
    for (_, place), mine, theirs in zip(asked, here, there, strict=True):
        assert theirs == mine.html, place


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(browser: Browser, file: Path, scheme: Any) -> None:
    rules = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed").AXE_SCRIPT
    with opened(browser, file.as_uri(), color_scheme=scheme) as (page, _):
        page.locator(".st-key-case-examples button").first.click()
        page.wait_for_timeout(500)
        page.evaluate(rules)
        for place in ("", *PAGES[1:]):
            go(page, place)
            page.wait_for_timeout(300)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(all => all.violations)")
            assert [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]] == [], place


def test_on_a_phone_no_page_is_wider_than_the_window(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri(), viewport={"width": 390, "height": 844}) as (page, _):
        for place in ("", *PAGES[1:]):
            if place != "board":
                go(page, place)
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, place


def test_a_board_walks_by_the_keyboard_alone(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri()) as (page, _):
        page.get_by_label(AGE).focus()
        page.keyboard.type("58")
        page.keyboard.press("Tab")
        page.locator(".hb-strip-case", has_text="58 years").wait_for(timeout=LONGEST_MS)
        assert page.evaluate("document.activeElement.id") == "w-0:ecog"
        go(page, "board")
        page.keyboard.press("2")
        page.locator(".hb-b-title", has_text="Six options").wait_for(timeout=LONGEST_MS)
        page.keyboard.press("ArrowRight")
        page.locator(".hb-b-title", has_text="Why").wait_for(timeout=LONGEST_MS)


def test_an_answer_by_one_key_and_enter_answers_one_question(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri()) as (page, _):
        page.get_by_text("Ask me", exact=True).click()
        answer = page.locator('input[data-field="case:answer"]')
        answer.press_sequentially("58")
        answer.press("Enter")
        page.locator(".hb-question h2", has_text="ECOG").wait_for(timeout=LONGEST_MS)
        answer.press_sequentially("1", delay=200)
        answer.press("Enter")
        page.locator(".hb-strip-case", has_text="ECOG 1").wait_for(timeout=LONGEST_MS)
        page.wait_for_timeout(500)
        assert not page.locator(".hb-asked").count()


def test_on_paper_there_are_the_cards_and_no_controls(browser: Browser, file: Path) -> None:
    with opened(browser, file.as_uri()) as (page, _):
        go(page, "options")
        page.emulate_media(media="print")
        assert page.locator(".hb-card").count() == 6
        for control in ("header", "nav", ".stRadio", "[role=tablist]", "#carried"):
            assert not page.locator(control).first.is_visible(), control


def test_the_case_file_goes_out_and_comes_in_again(browser: Browser, file: Path, tmp_path: Path) -> None:
    with opened(browser, file.as_uri(), accept_downloads=True) as (page, _):
        page.locator(".st-key-case-examples button").first.click()
        line = page.locator(".hb-strip-case", has_text="Solitary late recurrence")
        line.wait_for(timeout=LONGEST_MS)
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save the case file").click()
        saved.value.save_as(tmp_path / "case.json")
        page.get_by_role("button", name="Clear all facts").click()
        page.get_by_role("button", name="Replace").click()
        line.wait_for(state="detached", timeout=LONGEST_MS)
        page.locator("input[type=file]").set_input_files(tmp_path / "case.json")
        line.wait_for(timeout=LONGEST_MS)


def test_where_webassembly_is_forbidden_a_sentence_says_so(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    context.add_init_script("delete window.WebAssembly")
    page = context.new_page()
    page.goto(file.as_uri())
    said = page.locator("#waking[data-refused] p")
    said.wait_for()
    assert said.inner_text().startswith("This browser does not run the board: WebAssembly is switched off.")
    context.close()


def test_a_web_server_may_give_it_out_as_well(browser: Browser, file: Path) -> None:
    with served(file.parent) as (address, hits), opened(browser, f"{address}board.html") as (page, _):
        assert page.locator(".hb-strip-case").inner_text() == "breast primary"
        assert hits == ["/board.html"]


def test_firefox_runs_it_from_disk(file: Path, tmp_path: Path) -> None:
    with firefox(tmp_path) as window:
        window.send("browsingContext.navigate", context=window.context, url=file.as_uri(), wait="complete")
        window.wait("document.documentElement.dataset.awake === 'yes'")
        window.evaluate("document.querySelector('.st-key-case-examples button').click()")
        window.wait("document.querySelector('.hb-strip-case').textContent.includes('Solitary late recurrence')")
        window.evaluate("go('options')")
        window.wait("document.querySelectorAll('.hb-card').length === 6")
        window.evaluate("go('survival')")
        window.wait("Boolean(document.querySelector('[data-plot] .main-svg'))")
        assert outside(window.asked) == []
        assert window.complaints == []


def test_the_same_tree_gives_the_same_bytes_and_no_more_than_it_may(file: Path) -> None:
    assert board_file().html == file.read_bytes()
    assert file.stat().st_size <= LARGEST_BYTES
