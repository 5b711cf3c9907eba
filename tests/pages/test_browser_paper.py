"""A newcomer adds a paper in a real Chromium: what is typed in is the file, record for record."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from papers import Raw, enter, enter_the_rest, saved
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


def typed(tab: Visit, key: str, by: Callable[[Visit, Raw], None], folder: Path) -> None:
    """Types a document of the library in, by one way, and holds the saved file against the one that is there."""
    path = DATA / "sources" / f"{key}.toml"
    by(tab, tomllib.loads(path.read_text("utf-8")))
    assert tab.page.get_by_role("status").inner_text().startswith("The library’s reader takes this file")
    name, content = saved(tab)
    assert name == path.name
    (folder / name).write_bytes(content)
    assert read_source(folder / name) == read_source(path)


def test_the_outcome_of_an_abstract_is_typed_into_a_file_begun_elsewhere_and_saved_as_the_librarys(
    tab: Visit, tmp_path: Path
) -> None:
    tab.hand_in("broken.toml", "[citation\ntitle = 'x'")
    (said,) = tab.page.locator(".hb-paper-refused li").all_inner_texts()
    assert said.startswith("broken.toml: this is not valid TOML: ") and said.count("\n") == 0
    typed(tab, "hacettepe_312", enter_the_rest, tmp_path)


@pytest.mark.deep
@pytest.mark.parametrize("key", ["hacettepe_312", "aarts2020"], ids=["an abstract", "a whole paper"])
def test_a_document_is_typed_in_whole_and_saved_as_the_file_that_the_library_has(
    tab: Visit, tmp_path: Path, key: str
) -> None:
    typed(tab, key, enter, tmp_path)
