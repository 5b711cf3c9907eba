"""A newcomer adds a paper in a real Chromium: what is typed in is the file, record for record."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from papers import enter, saved
from running import Server

from haic_core.evidence.library import DATA
from haic_core.evidence.reader import read_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Visit]:
    """A new person's tab; whatever is typed in, it asks no outside host and complains of nothing."""
    with visiting(browser, server) as opened:
        opened.open("paper")
        yield opened
        assert opened.outside == []
        assert opened.complaints == []


def entered(tab: Visit, key: str, folder: Path) -> None:
    """Types a document of the library in and holds the saved file against the one that is there."""
    path = DATA / "sources" / f"{key}.toml"
    enter(tab, tomllib.loads(path.read_text("utf-8")))
    assert tab.page.get_by_role("status").inner_text().startswith("The library’s reader takes this file")
    name, content = saved(tab)
    assert name == path.name
    (folder / name).write_bytes(content)
    assert read_source(folder / name) == read_source(path)


def test_an_abstract_is_typed_in_and_saved_as_the_file_that_the_library_has(tab: Visit, tmp_path: Path) -> None:
    tab.hand_in("broken.toml", "[citation\ntitle = 'x'")
    (said,) = tab.page.locator(".hb-paper-refused li").all_inner_texts()
    assert said.startswith("broken.toml: this is not valid TOML: ") and said.count("\n") == 0
    entered(tab, "hacettepe_312", tmp_path)


@pytest.mark.deep
def test_a_whole_paper_is_typed_in_and_saved_as_the_file_that_the_library_has(tab: Visit, tmp_path: Path) -> None:
    entered(tab, "aarts2020", tmp_path)
