"""The board on a hospital's server, for real: sign-in, two processes behind nginx, one of them killed in a meeting."""

from __future__ import annotations

import json
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import TYPE_CHECKING

import hospital
import pytest
from hospital import Hospital

from haic_core.case.address import to_address
from haic_core.case.file import Case, case_from
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [
    pytest.mark.deep,
    pytest.mark.browser,
    pytest.mark.skipif(bool(hospital.why_none()), reason=hospital.why_none()),
]
LONGEST_MS = 60_000
MARKER = "zwiebelturm quagga"
EXAMPLES = [case_from(content, title) for title, content in read_examples()]
MARKED = Case(EXAMPLES[0].patient, MARKER)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hospital]:
    with hospital.opened(tmp_path_factory.mktemp("hospital")) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that trusts the certificate of this day, as a hospital's trusts its own."""
    context = browser.new_context(ignore_https_errors=True, accept_downloads=True)
    yield context
    context.close()


def at_the_door(context: BrowserContext, server: Hospital, address: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{server.address}/{address}")
    page.get_by_role("button", name="Sign in").wait_for(timeout=LONGEST_MS)
    return page


def signed_in(context: BrowserContext, server: Hospital) -> Page:
    """Through the door by way of the provider's own page."""
    page = at_the_door(context, server)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").wait_for(timeout=LONGEST_MS)
    page.locator("input[name=sub]").fill("anna")
    page.locator("button").first.click()
    page.locator(".hb-use").wait_for(timeout=LONGEST_MS)
    return page


def answer(server: Hospital, path: str, **headers: str) -> tuple[int, dict[str, list[str]]]:
    """The status and the headers of one request, without following where it leads."""
    context = ssl._create_unverified_context()
    request = urllib.request.Request(f"{server.address}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, context=context) as got:
            told, status = got.headers, got.status
    except urllib.error.HTTPError as refused:
        told, status = refused.headers, refused.code
    return status, {name.lower(): told.get_all(name) or [] for name in told}


def test_who_has_not_signed_in_sees_the_door_and_nothing_behind_it(visitor: BrowserContext, server: Hospital) -> None:
    for address in ("", "options", "library", f"options?case={to_address(MARKED)}"):
        page = at_the_door(visitor, server, address)
        assert page.locator(".hb-use, .hb-strip-case, .hb-card").count() == 0
        page.close()


def test_a_visitor_signs_in_uploads_downloads_reloads_and_signs_out(visitor: BrowserContext, server: Hospital) -> None:
    page = signed_in(visitor, server)
    page.goto(f"{server.address}/meeting")
    page.locator("input[type=file]").first.wait_for(state="attached", timeout=LONGEST_MS)
    case = json.dumps({"schema": 1, "label": "Handed in here", "facts": {"primary": "breast"}}).encode()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "case.json", "mimeType": "application/json", "buffer": case}
    )
    page.locator(".hb-strip-case", has_text="Handed in here").wait_for(timeout=LONGEST_MS)
    with page.expect_download(timeout=LONGEST_MS) as coming:
        page.get_by_role("button", name=re.compile("^Save")).first.click()
    assert b"Handed in here" in coming.value.path().read_bytes()
    page.reload()
    page.locator(".hb-strip-case", has_text="Handed in here").wait_for(timeout=LONGEST_MS)
    page.goto(f"{server.address}/out")
    page.wait_for_url("**/oauth2/end_session?**", timeout=LONGEST_MS)  # of the provider too
    page.goto(server.address)
    page.get_by_role("button", name="Sign in").wait_for(timeout=LONGEST_MS)


def test_each_visitor_stays_with_one_process_and_a_meeting_outlives_the_other_one(
    browser: Browser, server: Hospital
) -> None:
    """One process is killed: whoever sat there finds the meeting again in the tab, without signing in anew; and no file
    that any program of the server wrote names the patient."""
    contexts = [browser.new_context(ignore_https_errors=True) for _ in range(4)]
    try:
        pages = [signed_in(context, server) for context in contexts]
        routes = [
            [cookie["value"] for cookie in context.cookies() if cookie["name"] == "board_route"] for context in contexts
        ]
        assert len({route for (route,) in routes}) == 4
        for page in pages:
            page.goto(f"{server.address}/options?case={to_address(MARKED)}")
            page.locator(".hb-strip-case", has_text=MARKER).wait_for(timeout=LONGEST_MS)
            page.wait_for_timeout(500)
        next(iter(server.processes.values())).kill()
        for page in pages:
            page.wait_for_timeout(1500)
            page.goto(f"{server.address}/options")
            page.locator(".hb-strip-case", has_text=MARKER).wait_for(timeout=LONGEST_MS)
    finally:
        for context in contexts:
            context.close()
    written = server.all_that_was_written()
    assert "GET /options" in written, "the front writes which pages were asked for"
    assert "case=" not in written and MARKER not in written and to_address(MARKED)[:40] not in written


def test_every_answer_forbids_frames_and_other_hosts_and_the_front_adds_its_own(server: Hospital) -> None:
    status, told = answer(server, "/")
    assert status == 200
    assert told["strict-transport-security"] == ["max-age=31536000"]
    assert "frame-ancestors 'none'" in told["content-security-policy"][0] and len(told["content-security-policy"]) == 1
    (route,) = [cookie for cookie in told["set-cookie"] if cookie.startswith("board_route=")]
    assert re.fullmatch(r"board_route=[0-9a-f]{32}; Path=/; Secure; HttpOnly; SameSite=Lax", route)
    assert "nginx/" not in told["server"][0]


def test_a_route_that_was_made_up_is_replaced_and_a_good_one_kept(server: Hospital) -> None:
    made_up = answer(server, "/", Cookie="board_route=x")[1].get("set-cookie", [])
    assert any(cookie.startswith("board_route=") for cookie in made_up)
    kept = answer(server, "/", Cookie=f"board_route={'a' * 32}")[1].get("set-cookie", [])
    assert not any(cookie.startswith("board_route=") for cookie in kept)


def test_what_the_server_counts_about_itself_is_for_nobody_outside(server: Hospital) -> None:
    assert answer(server, "/_stcore/metrics")[0] == 404
    assert answer(server, "/_stcore/health")[0] == 200


def test_texts_come_packed(server: Hospital) -> None:
    assert answer(server, "/_stcore/host-config", **{"Accept-Encoding": "gzip"})[0] == 200
    page = urllib.request.Request(f"{server.address}/", headers={})
    with urllib.request.urlopen(page, context=ssl._create_unverified_context()) as got:
        script = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', got.read().decode())
    assert script
    assert answer(server, f"/{script[1]}", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == ["gzip"]
