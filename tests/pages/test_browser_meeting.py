"""A meeting in a real Chromium: it survives a reload, a killed server and the back button, and no two tabs mix."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import FLAGS, LONGEST_WAIT_MS, Visit, installed, visiting
from meetings import (
    EXAMPLES,
    MEETING,
    STORED,
    in_address,
    kept,
    leave_the_board,
    meet,
    present,
    stands,
    take_up,
    until_kept,
    until_strip,
)
from running import Server

from haic_core.case.address import to_address
from haic_core.case.decision import read_decision
from haic_core.case.file import STARTING, Case
from haic_core.case.meeting import Screen, opened
from haic_core.case.meeting_file import read_meeting, write_meeting

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, WebSocket

pytestmark = pytest.mark.browser

GROUND, DARK_GROUND = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor", "rgb(16, 22, 28)"


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Visit]:
    with visiting(browser, server) as opened_tab:
        yield opened_tab
        assert opened_tab.outside == [] and opened_tab.complaints == []


def test_a_reload_keeps_three_cases_with_screen_and_decision_and_the_dark_room_on_every_page(tab: Visit) -> None:
    """With the way back through its changes, forth and back. A theme is chosen by reading the page anew."""
    tab.open("meeting")
    take_up(tab)
    tab.press("Add an empty case")
    tab.press("Undo")
    entries = tab.page.evaluate("history.length")
    present(tab)
    assert tab.page.evaluate("history.length") == entries + 1, "no keystroke and no screen is a step of the way back"
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Dark", exact=True).click()
    tab.page.get_by_role("button", name="Light", exact=True).wait_for(timeout=LONGEST_WAIT_MS)
    assert stands(tab)
    assert tab.page.evaluate(GROUND) == DARK_GROUND
    again = kept(tab)
    assert [item.case for item in again.items] == [item.case for item in MEETING.items]
    assert (again.at, again.label, again.current.screen) == (1, "Tuesday board", Screen.HARMS)
    leave_the_board(tab)
    tab.go("meeting")
    tab.press("Redo")
    assert [item.case for item in kept(tab).items] == [*(item.case for item in MEETING.items), STARTING]
    tab.press("Undo")
    assert [item.case for item in kept(tab).items] == [item.case for item in MEETING.items]
    tab.open("methods")
    assert tab.page.evaluate(GROUND) == DARK_GROUND


def test_the_back_button_leads_to_the_page_before_and_never_to_an_earlier_case(tab: Visit) -> None:
    tab.open()
    first = tab.page.evaluate("history.length")
    tab.type("Age (years)", "60")
    until_strip(tab, "60 years")
    assert tab.page.evaluate("history.length") == first
    tab.go("options")
    tab.go("meeting")
    assert tab.page.evaluate("history.length") == first + 2
    for before in ("Options", "Case"):
        tab.page.go_back()
        tab.page.locator(".hb-top h1", has_text=before).wait_for(timeout=LONGEST_WAIT_MS)
        tab.settle()
        assert tab.strip().startswith("60 years") and in_address(tab) == kept(tab).current.case
        assert tab.sentences() == []


def test_a_tab_tells_what_it_could_not_keep_and_asks_before_it_is_left_with_something_unsaved(tab: Visit) -> None:
    """And a change is one question to the server, the first visit too."""
    asked: list[str] = []
    sent: list[int] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda _: sent.append(1))

    def read_anew() -> list[str]:
        asked.clear()
        tab.page.reload()
        tab.settle()
        return list(asked)

    tab.page.on("dialog", leave)
    tab.page.on("websocket", listen)
    tab.open("meeting", to_address(EXAMPLES[0]))
    until_kept(tab, EXAMPLES[0].label)
    assert len(sent) == 1, "one question at the first visit"
    tab.page.evaluate("sessionStorage.setItem('haic-board.meeting', 'rubbish')")
    assert read_anew() == [], "a case that was only opened is no loss"
    told = tab.page.get_by_text("What this tab kept of the meeting is cut off or changed and was not read")
    told.wait_for(timeout=LONGEST_WAIT_MS)
    assert tab.strip().startswith(EXAMPLES[0].label)
    until_kept(tab, EXAMPLES[0].label)
    tab.press("Understood")
    assert told.count() == 0
    sent.clear()
    tab.press("Add an empty case")
    until_kept(tab, EXAMPLES[0].label, "")
    tab.page.wait_for_timeout(200)
    assert len(sent) == 1, "one question for a change"
    assert read_anew() == ["beforeunload"]
    tab.page.get_by_role("button", name="2 · no label").wait_for(timeout=LONGEST_WAIT_MS)
    with tab.answered(), tab.page.expect_download() as loading:
        tab.page.get_by_role("button", name="Save the meeting").click()
    assert loading.value.suggested_filename == "meeting.json"
    held = read_meeting(loading.value.path().read_bytes(), "it").cases
    assert [case.label for case in held] == [EXAMPLES[0].label, ""]
    assert read_anew() == [], "nothing is lost once it is saved"
    tab.page.remove_listener("dialog", leave)
    tab.page.remove_listener("websocket", listen)


@pytest.mark.deep
def test_an_address_of_somebody_else_is_shown_and_the_meeting_waits_for_its_board(tab: Visit) -> None:
    meet(tab)
    other = Case(EXAMPLES[0].patient.with_fact("age_years", 90), "somebody else")
    tab.open("options", to_address(other))
    until_strip(tab, "somebody else · 90 years")
    back = tab.page.get_by_role("button", name="Back to what was in this tab")
    back.wait_for(timeout=LONGEST_WAIT_MS)
    assert "This tab held a meeting “Tuesday board” of 3 cases" in tab.page.locator("[data-testid=stMain]").inner_text()
    tab.page.reload()
    until_strip(tab, "somebody else")
    back.wait_for(timeout=LONGEST_WAIT_MS)
    with tab.answered():
        back.click()
    until_strip(tab, EXAMPLES[1].label)
    assert [item.case for item in kept(tab).items] == [item.case for item in MEETING.items]
    assert back.count() == 0


def test_what_was_typed_just_before_a_reload_is_kept_or_told_and_never_lost_in_silence(tab: Visit) -> None:
    """A field that nobody has left yet has told the server nothing. What came back is told no more."""
    tab.open("", to_address(EXAMPLES[0]))
    until_kept(tab, EXAMPLES[0].label)
    tab.page.get_by_role("textbox", name="Age (years)").fill("61")
    tab.page.reload()
    told = tab.page.get_by_text("was entered just before this page was read anew")
    told.wait_for(timeout=LONGEST_WAIT_MS)
    assert told.inner_text().startswith("“Age (years): 61” was entered")
    tab.press("Understood")
    assert told.count() == 0 and tab.page.evaluate("sessionStorage.getItem('haic-board.late')") is None
    tab.type("Age (years)", "60")
    until_strip(tab, "60 years")
    tab.page.reload()
    until_strip(tab, "60 years")
    assert told.count() == 0


# Two tabs.


def mixed(browser: Browser, server: Server, changes: int) -> list[str]:
    """What two tabs with two patients hold in common after so many interleaved changes: sentences, screens, reloads."""
    chance = random.Random(changes)
    found = []
    with visiting(browser, server) as first:
        visits = [first, Visit(first.page.context.new_page(), server)]
        said = ["", ""]
        visits[1].page.on("websocket", visits[1].hear_socket)
        for visit, case in zip(visits, EXAMPLES, strict=False):
            visit.open("board", to_address(case))
            with visit.answered():
                visit.page.keyboard.press("7")
        for change in range(changes):
            turn = chance.randrange(2)
            visit, what = visits[turn], chance.choice(["sentence", "sentence", "reload", "screen"])
            if what == "sentence":
                said[turn] = f"said of {turn} at {change}"
                with visit.answered():
                    visit.page.get_by_label("Patient’s preference").fill(said[turn])
                    visit.page.keyboard.press("Tab")
            elif what == "reload":
                visit.page.reload()
                visit.page.get_by_label("Patient’s preference").first.wait_for(timeout=LONGEST_WAIT_MS)
                until_kept(visit, EXAMPLES[turn].label)
                visit.settle()
            else:
                for key in "17":
                    with visit.answered():
                        visit.page.locator(".hb-b-title h2").click()
                        visit.page.keyboard.press(key)
            for seen, case, words in zip(visits, EXAMPLES, said, strict=False):
                held = kept(seen).current.case
                if (
                    held.patient != case.patient
                    or held.decision.preference != words
                    or not seen.strip().startswith(case.label)
                ):
                    found.append(f"after {change} ({what}): {held.decision.preference!r} instead of {words!r}")
        visits[1].page.close()
    return found


def test_two_tabs_with_two_patients_never_mix(browser: Browser, server: Server) -> None:
    assert mixed(browser, server, 2) == []


@pytest.mark.deep
def test_two_tabs_with_two_patients_never_mix_in_a_hundred_changes(browser: Browser, server: Server) -> None:
    assert mixed(browser, server, 100) == []


@pytest.mark.deep
def test_a_copied_tab_says_so_and_goes_its_own_way(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    try:
        first = Visit(context.new_page(), server)
        first.open("options", to_address(EXAMPLES[0]))
        until_kept(first, "Solitary late recurrence")
        with context.expect_page() as opening:
            first.page.evaluate("() => { window.open(location.href); }")
        second = Visit(opening.value, server)
        second.page.get_by_text("This tab began as a copy of another one.").wait_for(timeout=LONGEST_WAIT_MS)
        second.settle()
        second.go("meeting")
        second.press("Add an empty case")
        until_kept(second, "Solitary late recurrence", "")
        for visit in (first, second):
            visit.page.reload()
            visit.settle()
        until_kept(second, "Solitary late recurrence", "")
        until_kept(first, "Solitary late recurrence")
        second.page.wait_for_timeout(400)
        assert second.page.get_by_text("This tab began as a copy").count() == 0, "it is a tab of its own now"
    finally:
        context.close()


# What the browser keeps on its disk.


MARKER = "zwiebelturm quagga"
ITS_HISTORY = ("History", "Favicons", "Top Sites", "Shortcuts", "Network Action Predictor", "shared_proto_db", "ukm_db")
ITS_SESSIONS = ("Sessions", "Session Storage")


@pytest.mark.deep
def test_after_the_tab_is_closed_the_browser_keeps_no_more_than_methods_name(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    """Everything said of a marked patient is found nowhere in words; what the tab kept only in the browser's session
    store, what the address held only there and in the browser's history."""
    marked = Case(EXAMPLES[0].patient, MARKER).with_decision(read_decision({"preference": f"{MARKER} no"}, "x"))
    profile = tmp_path / "profile"
    context = browser.browser_type.launch_persistent_context(
        str(profile), executable_path=installed(), args=FLAGS, accept_downloads=True
    )
    try:
        tab = Visit(context.new_page(), server)
        tab.page.on("websocket", tab.hear_socket)
        tab.open("meeting")
        tab.hand_in("marked.json", write_meeting(opened([marked, EXAMPLES[1]], label=MARKER)))
        for page in ("options", "evidence", "survival", "board"):
            tab.go(page)
        tab.open("meeting")
        until_kept(tab, MARKER, EXAMPLES[1].label)
        tab.settle()
        with tab.page.expect_download() as loading:
            tab.page.get_by_role("button", name="Save the meeting").click()
        assert MARKER in loading.value.path().read_text("utf-8")
        loading.value.delete()
        word, address = tab.page.evaluate(STORED), tab.page.url.partition("case=")[2].partition("&")[0]
        tab.page.close()
        context.new_page().wait_for_timeout(1000)
    finally:
        context.close()
    assert places(profile, MARKER) == [] and places(server.home.parent, MARKER) == []
    assert [place for place in places(profile, word[:80]) if not named(place, ITS_SESSIONS)] == []
    assert [place for place in places(profile, address[:80]) if not named(place, ITS_HISTORY + ITS_SESSIONS)] == []


def named(place: Path, parts: tuple[str, ...]) -> bool:
    return any(part.startswith(parts) for part in place.parts)


def places(folder: Path, words: str) -> list[Path]:
    """The files below a folder in which these words stand, in either of the encodings of a browser."""
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le")]
    return [
        path.relative_to(folder)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]
