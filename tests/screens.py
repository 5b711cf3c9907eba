"""The pages run without a browser, and what a person reads off them."""

from __future__ import annotations

import html
import json
import logging
import re
from functools import cache
from typing import Any, NamedTuple

import pytest
from running import PAGES, ROOT
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from worked import checked

from haic_core.case.address import from_address, to_address
from haic_core.case.file import Case, case_from
from haic_core.evidence.library import Library, read_examples

logging.getLogger("streamlit").setLevel(logging.CRITICAL)

EXAMPLES = {title: case_from(content, title) for title, content in read_examples()}
TO_A_PATIENT = to_address(EXAMPLES["Solitary late recurrence"])
UNSAID = re.compile(r"recommended|eligible for treatment|your patient will", re.IGNORECASE)
BROKEN_ADDRESS = "The case in the address is cut off or changed and was not read; open the case file instead."
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
EVERY_EXAMPLE = pytest.mark.parametrize("title", EXAMPLES)
# What goes through all pages or all sections is asked of one by day and of each by night.
ONE_BY_DAY = pytest.mark.parametrize(
    "title", [pytest.param(one, marks=() if one.startswith("Liver-dominant") else pytest.mark.deep) for one in EXAMPLES]
)


def opened(name: str = "case", case: Case | str | None = None, alone: bool = False, **asked: str) -> AppTest:
    """A page as a new session sees it whose address leads to it: through the app, or its file alone, with or without a
    case in the address. asked: what else the address says."""
    at = AppTest.from_file(str(ROOT / (f"pages/{name}.py" if alone else "app.py")), default_timeout=300)
    # Streamlit looks through all installed packages for components anew for each AppTest; there are none here.
    at._bidi_component_manager = _components()
    if case is not None:
        at.query_params["case"] = case if isinstance(case, str) else to_address(case)
    for key, word in asked.items():
        at.query_params[key] = word
    return (at if alone or name == "case" else at.switch_page(f"pages/{name}.py")).run()


def _drawn(runner: LocalScriptRunner, timeout: float = 3) -> None:
    """Until a page has been drawn. Streamlit would look a thousand times a second whether it has, and at each look take
    the interpreter away from the thread that draws."""
    if (drawing := runner._script_thread) is not None:
        drawing.join(timeout)
    if not runner.script_stopped():
        runner.request_stop()
        runner.join()
        raise RuntimeError(f"the page was not drawn within {timeout} seconds")


local_script_runner.require_widgets_deltas = _drawn


@cache
def _components() -> BidiComponentManager:
    return BidiComponentManager()


class Charted(NamedTuple):
    """A chart of a page: the figure that plotly draws, and the words for who does not see it."""

    figure: dict[str, Any]
    words: str


def charts(at: AppTest) -> list[Charted]:
    """The charts of a page: those that keep their place, then Streamlit's own."""
    live = [json.loads(one.proto.bytes) for one in at.get("bidi_component") if one.proto.bytes]
    own = [Charted(json.loads(one.proto.spec), one.proto.alt) for one in at.get("plotly_chart")]
    return [Charted(told["figure"], told["words"]) for told in live] + own


def pieces(at: AppTest) -> list[str]:
    """The page's own HTML, piece by piece."""
    return [one.proto.body for one in at.get("html")]


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def as_read(words: str) -> str:
    """A text for Markdown as a person reads it: without the backslashes before signs and the joints nobody sees."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words).replace("\N{WORD JOINER}", "")


def text(at: AppTest) -> str:
    """Everything a person can read on a page: pieces, sentences, labels, help, choices, the chart's own words."""
    said = [plain(piece) for piece in pieces(at)]
    for sentences in (at.markdown, at.caption, at.subheader, at.error, at.warning, at.info):
        said += [as_read(one.value) for one in sentences]
    for kind in (at.number_input, at.radio, at.selectbox, at.multiselect, at.button, at.text_input, at.select_slider):
        said += [f"{one.label} {getattr(one, 'help', '')} {getattr(one, 'options', '')}" for one in kind]
    said += [f"{chart.words} {json.dumps(chart.figure)}" for chart in charts(at)]
    return "\n".join(said)


def strip(at: AppTest) -> str | None:
    """The case strip, or None where no case is shown."""
    found = (re.search(r'<div class="hb-strip-case">(.*?)</div>', piece) for piece in pieces(at))
    return next((one[1] for one in found if one), None)


def strip_words(at: AppTest) -> str:
    """The words of the case strip, which the page must show."""
    shown = strip(at)
    assert shown is not None, "no case strip"
    return plain(shown)


def verdicts(at: AppTest) -> dict[str, str]:
    """Option by option, the words on its card; nothing on a page without cards."""
    cards = [
        card
        for piece in pieces(at)
        for card in re.split(r'(?=<\w+ class="hb-card)', piece)
        if re.match(r'<\w+ class="hb-card', card)
    ]
    return {
        _inside(r"<h\d>(.*?)</h\d>", card): re.sub(
            r"^\W+|provisional$", "", _inside(r'class="hb-said">(.*?)</p>', card)
        ).strip()
        for card in cards
    }


def _inside(element: str, card: str) -> str:
    found = re.search(element, card)
    assert found, f"no {element} in {card}"
    return plain(found[1])


def in_address(at: AppTest) -> Case | None:
    """The case that the tab writes into its address now; where it writes nothing, the one that was there."""
    parts = kept_by_tab(at)["address"]
    given = at.query_params.get("case") if parts is None else parts["case"]
    return from_address(given[0] if isinstance(given, list) else given) if given else None


def kept_by_tab(at: AppTest) -> dict[str, Any]:
    """What the page hands to the browser's tab: for its store, its address, and the question before it is left."""
    handed: dict[str, Any] = json.loads(at.get("bidi_component")[0].proto.json)
    return handed


def case_in_address(at: AppTest) -> Case:
    """The case of an address that must hold one."""
    case = in_address(at)
    assert case is not None, "no case in the address"
    return case


def library() -> Library:
    return checked()
