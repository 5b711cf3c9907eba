"""What a board sees: nothing cut off, nothing on top of anything, six options side by side, readable for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser import LAPTOP, PHONE, PROJECTOR, Visit, visiting
from layout import (
    BROKEN,
    CARD_FAULTS,
    COLOURS,
    CUT,
    EVERY_ROW,
    FIRST_ROWS,
    PALE_TABS,
    SHEETS,
    SMALL_TARGETS,
    THEMES,
    WIDER,
    Scheme,
    faults,
    next_sheets,
    resized,
    standing_on,
    themed,
)
from running import PAGES, Server

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CASES = [to_address(case_from(content, title)) for title, content in read_examples()]
LIVER_DOMINANT = CASES[1]


# Every day the narrowest phone, where everything is tightest.
NARROWEST = (320, 700)


def rows_of_options(tab: Visit) -> dict[tuple[int, int], int]:
    """In how many rows the six cards stand in each window, none of them with a fault; where they stand in one, their
    verdicts are read without scrolling."""
    found = {}
    for size in (PROJECTOR, LAPTOP, PHONE):
        resized(tab, size)
        tops, said = tab.page.evaluate(
            """() => [[...document.querySelectorAll('.hb-card')].map(one => one.offsetTop),
              [...document.querySelectorAll('.hb-said')].map(one => one.getBoundingClientRect().bottom)]"""
        )
        assert len(tops) == len(said) == 6 and tab.page.evaluate(CARD_FAULTS) == [], size
        assert size == PHONE or max(said) < size[1], f"{size}: verdicts below the fold"
        found[size] = len(set(tops))
    return found


# By night; of whom much is recorded stands open below.
@pytest.mark.parametrize(
    "case",
    [
        pytest.param("", id="nobody yet", marks=pytest.mark.deep),
        pytest.param(CASES[0], id="first", marks=pytest.mark.deep),
        pytest.param(CASES[2], id="third", marks=pytest.mark.deep),
    ],
)
def test_a_board_reads_six_options_in_one_row_above_the_fold_whoever_the_patient_is(
    browser: Browser, server: Server, case: str
) -> None:
    with visiting(browser, server) as tab:
        tab.open("options", case)
        assert rows_of_options(tab) == {PROJECTOR: 1, LAPTOP: 1, PHONE: 6}


@standing_on(["options"])
def test_a_board_reads_six_options_in_one_row_above_the_fold_where_much_is_recorded(standing: Visit) -> None:
    assert rows_of_options(standing) == {PROJECTOR: 1, LAPTOP: 1, PHONE: 6}


# On a laptop and on the narrowest phone; the roomy ones by night.
WINDOWS = (
    pytest.param((LAPTOP, NARROWEST), id="laptop and phone"),
    pytest.param((PROJECTOR, (640, 844), PHONE), id="projector and wider phones", marks=pytest.mark.deep),
)
LOOKS = f"""phone => [Math.max(...({WIDER})()) > 0, ({CARD_FAULTS})(), ({CUT})(), ({SMALL_TARGETS})(),
  phone ? ({BROKEN})() : []]"""


@pytest.mark.parametrize("sizes", WINDOWS)
@standing_on(PAGES)
def test_nothing_is_cut_off_or_covered_and_no_word_breaks_inside_on_a_phone(
    standing: Visit, sizes: tuple[tuple[int, int], ...]
) -> None:
    assert standing.strip().startswith("Liver-dominant, two lines, progressing · 47 years, ")
    for size in sizes:
        resized(standing, size)
        wider, faults_of_cards, cut, small, broken = standing.page.evaluate(LOOKS, size[0] < 800)
        assert not wider, f"{size}: the page is wider than its window"
        assert faults_of_cards == [] and cut == [] and small == [] and broken == [], size


@standing_on(["survival"])
def test_a_phone_sees_a_survival_chart_that_is_drawn_for_it_and_a_projector_the_live_one(standing: Visit) -> None:
    drawn, live = standing.page.locator(".hb-phone img").first, standing.page.locator(".st-key-survival_chart")
    resized(standing, NARROWEST)
    box = drawn.bounding_box()
    assert box is not None and box["width"] > 0.85 * NARROWEST[0] and not live.is_visible()
    resized(standing, PROJECTOR)
    assert live.is_visible() and not drawn.is_visible()


@standing_on(["survival"])
def test_a_survival_chart_is_drawn_with_its_curves_and_its_points_and_said_in_words(standing: Visit) -> None:
    resized(standing, PROJECTOR)
    chart = standing.page.locator(".js-plotly-plot")
    assert chart.locator(".scatterlayer .js-line").count() >= 2
    assert chart.locator(".scatterlayer .points path.point").count() >= 1
    described = standing.page.get_by_role("figure").first.get_attribute("aria-label")
    assert described and described.startswith("Kaplan-Meier chart. ")


@standing_on(["case"])
@pytest.mark.parametrize(
    "width", [pytest.param(1366, id="1366", marks=pytest.mark.deep), pytest.param(1024, id="1024")]
)
def test_no_answer_of_the_form_breaks_inside_a_word_on_a_laptop(standing: Visit, width: int) -> None:
    resized(standing, (width, 768))
    for section in ("Disease", "Liver metastases", "Patient"):
        standing.section(section)
        assert standing.page.evaluate(BROKEN) == [], section


@standing_on(["options"])
def test_a_word_that_breaks_inside_is_noticed(standing: Visit) -> None:
    resized(standing, NARROWEST)
    assert standing.page.evaluate(BROKEN) == []
    narrow = standing.page.add_style_tag(content=".hb-card *{width:2rem;overflow-wrap:anywhere!important}")
    assert len(standing.page.evaluate(BROKEN)) > 5
    narrow.evaluate("one => one.remove()")


@standing_on(["library"])
def test_a_row_of_a_table_is_a_card_on_a_phone_and_each_cell_names_its_column(standing: Visit) -> None:
    resized(standing, NARROWEST)
    row = standing.page.locator(".hb-table tbody tr").first
    heads = row.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one, '::before').content)")
    assert [head.split('"')[1] for head in heads[:2]] == ["Tier: ", "Design: "]
    name, *cells = row.locator("th, td").evaluate_all("all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(cells) > 5 and all(cell["top"] >= name["bottom"] - 1 for cell in cells), "the document stands alone"
    assert max(cell["right"] for cell in cells) <= NARROWEST[0]


NARROW = (
    pytest.param((NARROWEST,), id="320 pixels"),
    pytest.param(((640, 844), PHONE), id="wider phones", marks=pytest.mark.deep),
)


@pytest.mark.parametrize("sizes", NARROW)
@standing_on(["board"])
def test_no_screen_of_the_board_is_wider_than_a_phone_or_breaks_a_word(
    standing: Visit, sizes: tuple[tuple[int, int], ...]
) -> None:
    for screen in "7654321":
        with standing.answered():
            standing.page.keyboard.press(screen)
        for size in sizes:
            resized(standing, size)
            assert max(standing.page.evaluate(WIDER)) <= 0, (screen, size)
            assert standing.page.evaluate(BROKEN) == [], (screen, size)


# Readable for everybody: the axe rules, bundled, offline.


# Each screen of the board is asked in its own file.
@pytest.mark.parametrize(("scheme", "rules", "but"), THEMES)
@standing_on([name for name in PAGES if name != "board"])
def test_no_page_breaks_a_rule_of_accessibility_or_asks_an_outside_host(
    standing: Visit, scheme: Scheme, rules: str, but: list[str]
) -> None:
    resized(standing, PROJECTOR)
    themed(standing, scheme)
    assert faults(standing, rules, but=but) == []
    assert standing.page.evaluate(PALE_TABS) == []
    for sheets in next_sheets(standing) if but == EVERY_ROW else ():
        assert faults(standing, rules, SHEETS, but) == [], sheets
    assert standing.outside == [] and standing.complaints == []


@standing_on(["options"], by_night=["case", "evidence"])
def test_no_letter_is_pale_in_the_dark(standing: Visit) -> None:
    resized(standing, PROJECTOR)
    themed(standing, "dark")
    assert faults(standing, COLOURS, but=FIRST_ROWS) == []
    assert standing.page.evaluate(PALE_TABS) == []


@pytest.mark.deep
@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_opened_on_a_phone_in_the_dark_is_no_worse(browser: Browser, server: Server, name: str) -> None:
    with visiting(browser, server, NARROWEST, "dark") as tab:
        tab.open(name, LIVER_DOMINANT)
        assert max(tab.page.evaluate(WIDER)) <= 0 and faults(tab) == []
        assert name == "board" or tab.page.evaluate(BROKEN) == []
