"""A board's walk through the product in a real Chromium: what is entered stays, and nothing leaves the machine."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from layout import faults, standing_on
from running import ROOT, Server

from haic_core.case.address import to_address
from haic_core.case.file import case_from, write_case
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

EXAMPLES = {title: case_from(content, title) for title, content in read_examples()}
TITLE = "Liver-dominant, two lines, progressing"
LIVER_DOMINANT = to_address(EXAMPLES[TITLE])
REFUSAL = "document.querySelector('[data-testid=stAlert]')"
OWN_CACHES = {".git", ".kept", "__pycache__", ".pytest_cache", ".hypothesis", ".ruff_cache", ".mypy_cache"}


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Visit]:
    """A new person's tab; whatever the walk, it asks no outside host and complains of nothing."""
    with visiting(browser, server) as opened:
        yield opened
        assert opened.outside == []
        assert opened.complaints == []


def files() -> dict[str, int]:
    """Every file of the repository with the time it was last written."""
    found = {}
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in OWN_CACHES]
        for name in names:
            path = Path(folder, name)
            found[path.relative_to(ROOT).as_posix()] = path.stat().st_mtime_ns
    return found


def age(visit: Visit) -> str:
    return visit.page.get_by_role("textbox", name="Age (years)").input_value()


# The walk.


def test_a_board_enters_a_patient_reads_verdicts_and_loses_nothing(tab: Visit, server: Server) -> None:
    """Streamlit may note a page and its case as two steps of the history; two presses of the back button always lead
    back."""
    before = files()
    tab.open()
    assert tab.strip() == "breast primary"
    tab.type("Age (years)", "58")
    tab.section("Procedure and anatomy")
    tab.choose("Ascites", "yes")
    tab.section("Disease")
    tab.pick("Extrahepatic disease", "bone")
    in_hand = "58 years, breast primary, extrahepatic disease: bone only, stable"
    assert tab.strip() == in_hand

    tab.go("options")
    read = tab.verdicts()
    assert list(read) == ["Resection", "Ablation", "TACE", "HAIC", "Y-90", "Systemic alone"]
    assert read["TACE"] == "■ Does not meet published criteria"
    assert read["Resection"] == "○? In question" and read["HAIC"] == "○ Too little is recorded"
    for _ in range(2):
        if tab.page.locator(".hb-top h1").inner_text() == "Options":
            with tab.answered():
                tab.page.go_back()
            assert tab.sentences() == [], "the back button leads to the page before"
    assert tab.page.locator(".hb-top h1").inner_text() == "Case" and tab.strip() == in_hand

    tab.hand_in("from_mail.json", json.dumps({"schema": 1, "facts": {"age_years": 5}}))
    assert tab.sentences() == [
        "from_mail.json: age_years must be a whole number from 18 to 110 years, but 5 was found."
    ]
    assert faults(tab, within=REFUSAL) == [], "everybody can read a refusal"
    assert tab.strip() == in_hand

    tab.hand_in("good.json", write_case(EXAMPLES[TITLE]))
    assert tab.sentences() == [], "a good file is read while a refused one has just been handed in"
    assert tab.strip() == in_hand, "nothing is replaced unasked"
    tab.press("Replace")
    assert tab.strip().startswith(f"{TITLE} · 47 years, ")

    tab.choose("Hormone receptor", "not recorded")
    tab.pick("Extrahepatic disease", "not recorded")
    assert "HR positive" not in tab.strip() and "extrahepatic" not in tab.strip(), "a choice taken back is not recorded"
    assert "HER2 negative" in tab.strip()
    tab.section("Patient")
    assert age(tab) == "47"
    tab.type("Age (years)", "")
    assert age(tab) == "" and "47 years" not in tab.strip(), "nor is a number"
    assert files() == before and list(server.home.iterdir()) == []


def test_a_tampered_address_is_refused_so_that_everybody_can_read_it_and_nothing_is_shown(tab: Visit) -> None:
    tab.open("options", LIVER_DOMINANT[:-6] + "AAAAAA")
    assert tab.sentences() == [
        "The case in the address is cut off or changed and was not read; open the case file instead."
    ]
    assert tab.page.locator(".hb-card, .hb-strip-case").count() == 0
    assert faults(tab) == []
    tab.press("Start with an empty case")
    assert tab.strip() == "breast primary" and "case=" not in tab.page.url


@standing_on(["options"])
def test_letters_typed_outside_a_field_change_nothing(standing: Visit) -> None:
    """Streamlit reruns on R and offers to clear its cache on C; in front of an audience neither may disturb."""
    before = standing.verdicts()
    for key in ("r", "c", "Escape"):
        standing.page.keyboard.press(key)
        standing.settle()
    assert standing.verdicts() == before
    assert standing.page.get_by_role("dialog").count() == 0


# Alone on this machine.


def test_the_server_listens_to_this_computer_only(server: Server) -> None:
    tables = [path for path in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")) if path.exists()]
    if not tables:
        pytest.skip("only Linux says in /proc/net who listens")
    rows = [line.split() for path in tables for line in path.read_text("ascii").splitlines()[1:]]
    listening, port = "0A", f":{server.port:04X}"
    assert [row[1] for row in rows if row[3] == listening and row[1].endswith(port)] == [f"0100007F{port}"]


def test_a_site_under_a_foreign_name_cannot_speak_to_this_server(browser: Browser, server: Server) -> None:
    """A foreign page that lets its own name point here would otherwise read the case over the websocket."""
    context = browser.new_context()
    answer = context.request.get(
        server.page() + "_stcore/stream",
        fail_on_status_code=False,
        headers={
            "Host": "foreign.example",
            "Origin": "http://foreign.example",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "c2l4dGVlbiBieXRlcyEhIQ==",
        },
    )
    status = answer.status
    context.close()
    assert status == 403
