"""The question and the decision at their longest in the smallest window, and the text that is copied."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from browser import LAPTOP, visiting
from running import Server
from screens import EXAMPLES
from test_browser_board import lead, screen_faults

from haic_core.case.decision import read_decision
from haic_core.case.file import write_case
from haic_core.case.meeting import Screen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LONG = "Is an infusion into the hepatic artery an option before the next line of systemic therapy, or should the "
DECISION = read_decision(
    {
        "considered": ["resection", "haic", "y90"], "choice": "haic", "conditions": [LONG, LONG, "artery open"],
        "preference": LONG, "leaves_criteria_because": LONG, "trial": "NCT01387295", "next_step": LONG,
        "owner": "interventional_radiology", "due": "2026-12-04", "decided_on": "2026-11-20",
        "dissent": [{"role": "nursing", "said": LONG}, {"role": "radiotherapy", "said": LONG}],
    },
    "x",
)  # fmt: skip
CASE = replace(EXAMPLES["Liver-dominant, two lines, progressing"], question=(LONG * 3)[:240], decision=DECISION)


def test_a_long_question_and_a_full_decision_fit_the_smallest_window_and_are_copied_as_text(
    browser: Browser, server: Server
) -> None:
    with visiting(browser, server, LAPTOP) as tab:
        tab.open()
        written = write_case(CASE).encode()
        tab.page.locator("input[type=file]").set_input_files(
            {"name": "case.json", "mimeType": "application/json", "buffer": written}
        )
        tab.settle()
        assert tab.page.get_by_label("Question to the board").input_value() == CASE.question.strip()
        tab.go("board")
        assert tab.page.locator(".hb-b-question").inner_text() == CASE.question.strip()
        assert screen_faults(tab, LAPTOP) == []
        lead(tab, "7", Screen.DECISION)
        assert screen_faults(tab, LAPTOP) == []
        tab.page.get_by_role("button", name="Copy as text").click()
        box = tab.page.locator("[data-testid=stPopoverBody] [data-testid=stCode]")
        box.wait_for()
        said = box.inner_text()
        assert f"Question to the board: {CASE.question.strip()}" in said and "Who sees to it: interventional" in said
        assert tab.outside == [] and tab.complaints == []
