"""A meeting of three in a tab of a real Chromium, and what the tests read of what the tab keeps."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

from browser import LONGEST_WAIT_MS, Visit

from haic_core.case.address import from_address
from haic_core.case.decision import read_decision
from haic_core.case.file import Case, case_from
from haic_core.case.kept import from_kept
from haic_core.case.meeting import Agenda, Screen, opened
from haic_core.case.meeting_file import write_meeting
from haic_core.evidence.library import read_examples
from haic_core.screen.board.screens import QUESTIONS

EXAMPLES = [case_from(content, title) for title, content in read_examples()]
DECIDED = EXAMPLES[1].with_decision(read_decision({"considered": ["haic"], "choice": "haic"}, "The form"))
MEETING = opened([EXAMPLES[0], DECIDED, EXAMPLES[2]], label="Tuesday board")
STORED = """() => JSON.parse(sessionStorage.getItem("haic-board.meeting") || '{"word": ""}').word"""

SESSION = """() => JSON.parse(sessionStorage.getItem("haic-board.meeting")).session"""
"""Of the server whose words the tab keeps."""


def kept(visit: Visit) -> Agenda:
    """What the tab holds in its own store now."""
    return from_kept(visit.page.evaluate(STORED)).agenda


def in_address(visit: Visit) -> Case:
    """The case that the tab's address names."""
    return from_address(parse_qs(urlsplit(visit.page.url).query)["case"][0])


def until_kept(visit: Visit, *labels: str) -> None:
    """Until the tab's store holds the cases of these labels."""
    waited = time.monotonic() + LONGEST_WAIT_MS / 1000
    while not (word := visit.page.evaluate(STORED)) or [
        item.case.label for item in from_kept(word).agenda.items
    ] != list(labels):
        assert time.monotonic() < waited, "the tab did not keep the meeting"
        visit.page.wait_for_timeout(40)


def until_strip(visit: Visit, start: str) -> None:
    visit.page.locator(".hb-strip-case > span", has_text=start).wait_for(timeout=LONGEST_WAIT_MS)
    visit.settle()


def meet(visit: Visit) -> None:
    """The meeting of three, one decided, the board on the harms of the second case."""
    visit.open("meeting")
    take_up(visit)
    present(visit)


def take_up(visit: Visit) -> None:
    """The file of the meeting of three, handed in to the empty agenda that stands open."""
    visit.hand_in("tuesday.json", write_meeting(MEETING))
    until_strip(visit, EXAMPLES[0].label)


def present(visit: Visit) -> None:
    """From the agenda to the board, on the harms of the second case."""
    visit.go("board")
    visit.page.keyboard.press("ArrowDown")
    until_strip(visit, EXAMPLES[1].label)
    visit.page.keyboard.press("6")
    visit.page.locator(".hb-b-title h2", has_text=QUESTIONS[Screen.HARMS]).wait_for(timeout=LONGEST_WAIT_MS)
    assert stands(visit)


def leave_the_board(visit: Visit) -> None:
    """It has no bar of pages; nothing is read anew on this way."""
    visit.page.get_by_role("link", name="Leave").click()
    visit.page.locator(".hb-top h1", has_text="Options").wait_for(timeout=LONGEST_WAIT_MS)
    visit.settle()


def stands(visit: Visit) -> bool:
    """Whether the board shows the second case of three on its screen of harms."""
    until_strip(visit, EXAMPLES[1].label)
    visit.page.get_by_role("button", name="Case 2 of 3").wait_for(timeout=LONGEST_WAIT_MS)
    return visit.page.locator(".hb-b-title h2").inner_text() == QUESTIONS[Screen.HARMS]
