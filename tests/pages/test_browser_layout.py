"""What a board sees: nothing cut off, nothing on top of anything, six options side by side, readable for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from browser import LAPTOP, PHONE, PROJECTOR, visiting
from layout import BROKEN, CARD_FAULTS, CUT, THEMES, WIDER, faults, resized
from running import PAGES, Server

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CASES = [to_address(case_from(content, title)) for title, content in read_examples()]
LIVER_DOMINANT = CASES[1]
SIZES = (PROJECTOR, LAPTOP, PHONE)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_or_covered_on_a_projector_a_laptop_and_a_phone(
    browser: Browser, server: Server, name: str
) -> None:
    with visiting(browser, server) as tab:
        tab.open(name, LIVER_DOMINANT)
        assert tab.strip().startswith("Liver-dominant, two lines, progressing · 47 years, breast primary, ")
        for size in SIZES:
            resized(tab, size)
            assert max(tab.page.evaluate(WIDER)) <= 0, size
            assert tab.page.evaluate(CARD_FAULTS) == [], size
            assert tab.page.evaluate(CUT) == [], size


@pytest.mark.parametrize("case", ["", *CASES], ids=["nobody yet", "first", "second", "third"])
def test_a_board_reads_six_options_in_one_row_whoever_the_patient_is(
    browser: Browser, server: Server, case: str
) -> None:
    with visiting(browser, server) as tab:
        tab.open("options", case)
        for size, rows in ((PROJECTOR, 1), (LAPTOP, 1), (PHONE, 6)):
            resized(tab, size)
            tops = tab.page.evaluate("() => [...document.querySelectorAll('.hb-card')].map(one => one.offsetTop)")
            assert (len(tops), len(set(tops))) == (6, rows), size
            assert tab.page.evaluate(CARD_FAULTS) == [], size


# Every day the narrowest phone, where everything is tightest.
NARROWEST = (320, 700)
NARROW = (
    pytest.param((NARROWEST,), id="320 pixels"),
    pytest.param(((640, 844), PHONE), id="wider phones", marks=pytest.mark.deep),
)


@pytest.mark.parametrize("sizes", NARROW)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "board"])
def test_no_word_breaks_inside_and_no_page_is_wider_than_a_phone(
    browser: Browser, server: Server, name: str, sizes: tuple[tuple[int, int], ...]
) -> None:
    with visiting(browser, server, sizes[0]) as tab:
        tab.open(name, LIVER_DOMINANT)
        for size in sizes:
            resized(tab, size)
            assert max(tab.page.evaluate(WIDER)) <= 0, size
            assert tab.page.evaluate(BROKEN) == [], size


def test_a_word_that_breaks_inside_is_noticed(browser: Browser, server: Server) -> None:
    with visiting(browser, server, PHONE) as tab:
        tab.open("options", LIVER_DOMINANT)
        assert tab.page.evaluate(BROKEN) == []
        tab.page.add_style_tag(content=".hb-card *{width:2rem;overflow-wrap:anywhere!important}")
        assert len(tab.page.evaluate(BROKEN)) > 5


def test_a_row_of_a_table_is_a_card_on_a_phone_and_each_cell_names_its_column(browser: Browser, server: Server) -> None:
    with visiting(browser, server, PHONE) as tab:
        tab.open("library")
        row = tab.page.locator(".hb-table tbody tr").first
        heads = row.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
        assert [head.split('"')[1] for head in heads[:2]] == ["Tier: ", "Design: "]
        lefts = row.locator("th, td").evaluate_all("all => all.map(one => one.getBoundingClientRect().left)")
        assert len(lefts) > 5 and len(set(lefts)) == 1


@pytest.mark.parametrize("sizes", NARROW)
def test_no_screen_of_the_board_is_wider_than_a_phone_or_breaks_a_word(
    browser: Browser, server: Server, sizes: tuple[tuple[int, int], ...]
) -> None:
    with visiting(browser, server, sizes[0]) as tab:
        tab.open("board", LIVER_DOMINANT)
        for screen in "1234567":
            with tab.answered():
                tab.page.keyboard.press(screen)
            for size in sizes:
                resized(tab, size)
                assert max(tab.page.evaluate(WIDER)) <= 0, (screen, size)
                assert tab.page.evaluate(BROKEN) == [], (screen, size)


def test_the_verdicts_stand_above_the_fold_on_a_projector_and_a_laptop(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as tab:
        tab.open("options", LIVER_DOMINANT)
        for width, height in (PROJECTOR, LAPTOP):
            resized(tab, (width, height))
            boxes = [box.bounding_box() for box in tab.page.locator(".hb-said").all()]
            assert len(boxes) == 6 and all(box and box["y"] + box["height"] < height for box in boxes)


# Readable for everybody: the axe rules, bundled, offline.


@pytest.mark.parametrize(("scheme", "rules"), THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule_of_accessibility_or_asks_an_outside_host(
    browser: Browser, server: Server, name: str, scheme: Literal["light", "dark"], rules: str
) -> None:
    with visiting(browser, server, scheme=scheme) as tab:
        tab.open(name, LIVER_DOMINANT)
        assert faults(tab, rules) == []
        for shelf in tab.page.get_by_role("tab").all()[1:]:
            shelf.click()
            tab.settle()
            assert faults(tab, rules) == [], shelf.inner_text()
        assert tab.outside == [] and tab.complaints == []


def test_a_refusal_breaks_no_rule_of_accessibility(browser: Browser, server: Server) -> None:
    with visiting(browser, server) as tab:
        tab.open("options", "nonsense")
        assert len(tab.sentences()) == 1 and faults(tab) == []
        tab.press("Start with an empty case")
        tab.go("case")
        tab.hand_in("case.json", "nonsense")
        assert len(tab.sentences()) == 1 and faults(tab) == []
