"""The pages in the one file: what stands there in Streamlit's place knows every call they make and draws the same."""

from __future__ import annotations

import ast
import inspect
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import house
import pytest
from each import each
from one_file import Asked, Drawn, answered, drawn, pressed, taken_away, unpacked
from running import PAGES, ROOT, TITLES
from screens import EXAMPLES, charts, opened, pieces

from haic_core.case.address import to_address
from haic_core.case.kept import to_kept
from haic_core.case.meeting import opened as opened_meeting
from haic_core.case.saved import Saved
from haic_core.chart.palette import DARK
from haic_core.onefile.parts import pinned
from haic_core.onefile.stage.layout import Box
from haic_core.onefile.stage.run import ELSEWHERE
from haic_core.onefile.stage.stand_in import DRAWN, Streamlit
from haic_core.wording.decision import SAVE_AS_TEXT

# Of the server alone: the file has neither.
NOT_DRAWN = (
    "app.py",
    "pages/frame/door.py",
    "pages/frame/signing.py",
    *(f"{folder}/{name}" for folder in ("pages", "pages/frame") for name in ELSEWHERE),
)
SHOWN = [name for name in PAGES if name not in ELSEWHERE]
TITLE = "Solitary late recurrence"


def _calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The calls of ``st`` and of the parts of a page that its columns, tabs and containers are."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)) if owner == "st" or name in DRAWN:
                yield name, node


@each("path", [one for one in house.page_files() if not house.shown(one).startswith(NOT_DRAWN)], ids=house.shown)
def test_a_page_asks_streamlit_for_nothing_that_the_one_file_lacks(path: Path) -> None:
    for name, call in _calls(house.tree_of(path)):
        known = getattr(Box, name, None) if name in DRAWN else getattr(Streamlit, name, None)
        assert known is not None, f"line {call.lineno}: st.{name} is not known to haic_core/onefile/stage"
        taken = inspect.signature(known).parameters
        spread = any(one.kind is inspect.Parameter.VAR_KEYWORD for one in taken.values())
        named = {one.arg for one in call.keywords if one.arg}
        assert spread or named <= set(taken), f"line {call.lineno}: st.{name} is asked for {named - set(taken)}"


def test_the_file_carries_the_pydantic_that_the_board_is_tested_with() -> None:
    wanted = dict(line.split("#")[0].strip().split("==") for line in _pins((ROOT / "requirements.txt").read_text()))
    carried = {part.name: part.version for part in pinned()}
    for name in ("pydantic", "tomlkit"):
        assert carried[name] == wanted[name]


def test_the_lock_names_each_package_once_with_its_licence() -> None:
    parts = tomllib.loads((ROOT / "haic_core/onefile/parts.toml").read_text())["part"]
    assert len({one["name"] for one in parts}) == len(parts)
    assert all(one["licence"] and len(one["sha256"]) == 64 for one in parts)


def _pins(text: str) -> list[str]:
    return [line for line in text.splitlines() if "==" in line and not line.startswith("#")]


def _both(titles: tuple[str, ...], names: list[str]) -> Iterator[tuple[str, str, Drawn]]:
    asked = [(title, name) for title in titles for name in names]
    found = drawn([(to_address(EXAMPLES[title]), name, ()) for title, name in asked])
    for (title, name), one in zip(asked, found, strict=True):
        yield title, name, one


def _unstyled(pieces: list[str]) -> list[str]:
    return [piece for piece in pieces if not piece.startswith("<style>")]


def _same(title: str, name: str, here: Drawn) -> None:
    at = opened(name, EXAMPLES[title])
    # Streamlit puts a style sheet aside.
    assert _unstyled(here.pieces) == _unstyled(pieces(at)), f"{title}, {name}"
    specs = [one.figure for one in charts(at)]
    assert [chart["data"] for chart in here.charts] == [spec["data"] for spec in specs]
    assert "installed board" not in here.html


NASTY = '<img src=x onerror="alert(1)">'
QUICK: tuple[Asked, ...] = (
    (to_address(EXAMPLES[TITLE]), "case", ()),
    (to_address(EXAMPLES[TITLE]), "survival", ()),
    ("", "case", (answered("0:age_years", "61"),)),
    ("", "case", (answered("0:age_years", "sixty"),)),
    ("", "case", (answered("0:question", NASTY),)),
    *((to_address(EXAMPLES[TITLE]), name, ()) for name in PAGES),
    (to_address(EXAMPLES[TITLE]), "survival", (taken_away("SVG"),)),
    (to_address(EXAMPLES[TITLE]), "survival", (taken_away("PNG"),)),
    (to_address(EXAMPLES[TITLE]), "board", (pressed("screen:decision"), taken_away("Board pack"))),
    (to_address(EXAMPLES[TITLE]), "board", (pressed("screen:decision"), taken_away(SAVE_AS_TEXT))),
    ("", "case", ({"what": "go", "place": "", "kept": to_kept(opened_meeting([EXAMPLES[TITLE]]), Saved())},)),
    (to_address(EXAMPLES[TITLE]), "board", (pressed("light"),)),
)


@pytest.fixture(scope="module")
def quick() -> list[Drawn]:
    """All that the everyday tests look at, drawn by one Python."""
    return drawn(QUICK)


@pytest.mark.parametrize(("place", "name"), [(0, "case"), (1, "survival")], ids=["case", "survival"])
def test_a_patient_reads_the_same_in_the_file_and_in_the_app(quick: list[Drawn], place: int, name: str) -> None:
    _same(TITLE, name, quick[place])


@pytest.mark.parametrize(("place", "name"), [*enumerate(PAGES, 5)], ids=PAGES)
def test_every_page_is_drawn_in_the_file_or_says_why_not(quick: list[Drawn], place: int, name: str) -> None:
    assert quick[place].title == TITLES[name]
    assert ("needs the installed board" in quick[place].html) is (name in ELSEWHERE)
    assert "does not carry" not in quick[place].html


def test_what_the_file_cannot_make_is_named_and_what_it_can_is_given(quick: list[Drawn]) -> None:
    chart, picture, pack, text = (one.said for one in quick[-6:-2])
    assert chart.startswith("<svg")
    assert picture == "This file does not carry pictures as PNG (PIL); the installed board does that."
    assert pack == "This file does not carry slides (pptx); the installed board does that."
    assert TITLE in text


def test_a_meeting_that_the_tab_kept_comes_back_after_a_reload(quick: list[Drawn]) -> None:
    assert TITLE in quick[-2].html
    assert quick[-2].unsaved


def test_the_light_of_the_room_turns_in_the_file_too(quick: list[Drawn]) -> None:
    assert DARK.surface in quick[-1].html


def test_an_answer_on_the_form_is_in_the_case_line_at_once(quick: list[Drawn]) -> None:
    assert "61 years" in quick[2].html
    assert quick[2].unsaved


def test_a_number_that_is_none_stays_as_typed_with_its_sentence(quick: list[Drawn]) -> None:
    assert 'value="sixty"' in quick[3].html
    assert 'role="alert"' in quick[3].html


def test_what_a_stranger_wrote_is_drawn_as_text(quick: list[Drawn]) -> None:
    assert "<img src=x" not in quick[4].html
    assert "&lt;img src=x" in quick[4].html


@pytest.mark.deep
@pytest.mark.parametrize("name", SHOWN)
def test_every_page_of_every_example_is_the_same_in_the_file_and_in_the_app(name: str) -> None:
    for title, _, here in _both(tuple(EXAMPLES), [name]):
        _same(title, name, here)


def test_only_what_needs_numpy_and_its_kin_is_left_out_of_the_file() -> None:
    missing = json.loads((unpacked() / "not_here.json").read_text())
    shown = {
        name for name in missing if name.startswith(("haic_core.judgement", "haic_core.wording", "haic_core.screen"))
    }
    assert shown <= {"haic_core.screen.plotly.script"}, "the script itself stands in the file"
    assert "haic_core.curves.kept" not in missing
