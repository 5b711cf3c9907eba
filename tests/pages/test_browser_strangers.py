"""A whole visit among strangers' texts: a site's documents, a case, its decision, a refused file do nothing but stand
there as text. Nobody outside is asked, and no picture, link or script of theirs comes to be."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser import Visit, visiting
from invented import FACTS, FOLDER
from running import PAGES, Server, served
from strangers import NASTY, nasty

from haic_core.evidence.writing import write_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = f"{NASTY} www.evil.example :smile: $a$ `b`"
LABEL = "![x](//evil.example/x)<b>:red[x]"
SHOWN = ("options", "evidence", "library")
"""Pages on which the site's documents are told."""
EVERY = (*(name for name in PAGES[1:] if name != "board"), "board")
"""The board comes last: no bar leads on from it."""
REFUSED = "![k](//evil.example/k)"
CASE = {
    "schema": 1,
    "label": LABEL,
    "facts": FACTS,
    "decision": {
        "choice": "haic", "considered": ["haic"], "conditions": [HOSTILE], "preference": HOSTILE, "trial": HOSTILE,
        "leaves_criteria_because": HOSTILE, "dissent": [{"role": "nursing", "said": HOSTILE}],
    },
}  # fmt: skip
# What a stranger might have made of the page.
MADE = """() => [...document.querySelectorAll('[src*="evil"], [href*="evil"], [title=evil], [style*="evil"], .katex')]
    .map(one => one.outerHTML)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a site whose own documents are strangers in every free text."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "sources").mkdir()
    for name in ("arden", "birch"):
        raw = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
        kept = {"worked_patient": raw.pop("worked_patient", [])}
        (folder / "sources" / f"{name}.toml").write_text(write_source(nasty(raw) | kept), "utf-8")
    with served(folder / "home", HAIC_DATA=str(folder)) as server:
        yield server


def read(visit: Visit) -> str:
    """What stands on the page, without the joints that nobody sees; choices and tabs that are folded as well."""
    return str(visit.page.evaluate("() => document.body.textContent")).replace("\N{WORD JOINER}", "")


def test_strangers_texts_stand_as_text_on_every_page_and_nobody_outside_is_asked(
    browser: Browser, site: Server, request: pytest.FixtureRequest
) -> None:
    with visiting(browser, site) as visit:
        visit.open()
        visit.hand_in("![f](evil)<b>:smile:.json", json.dumps(CASE | {REFUSED: 1}))
        [refusal] = [sentence.replace("\N{WORD JOINER}", "") for sentence in visit.sentences()]
        assert refusal.startswith("![f](evil)<b>:smile:.json: ") and f"there is no key '{REFUSED}'" in refusal
        visit.hand_in("case.json", json.dumps(CASE))
        assert LABEL in read(visit) and HOSTILE in read(visit)
        for name in EVERY if request.config.getoption("deep") else SHOWN:
            visit.go(name)
            assert LABEL in read(visit), name
            assert NASTY in read(visit) or name not in SHOWN, name
            assert visit.page.evaluate(MADE) == [], name
        assert visit.outside == [] and visit.complaints == []
