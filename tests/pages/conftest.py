"""A page that stays open for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from running import Server

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def standing(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page that `layout.standing_on` names, with the second example in hand. Opening a page costs more than asking
    it; whoever asks sets window, theme and screen anew and changes nothing of the case."""
    title, content = read_examples()[1]
    with visiting(browser, server) as tab:
        tab.open(request.param, to_address(case_from(content, title)))
        yield tab
        assert tab.outside == [] and tab.complaints == []
