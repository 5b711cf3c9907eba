"""What comes out of a printer: light whatever the screen shows, no controls, charts whole, one thing a sheet."""

from __future__ import annotations

import io
from unicodedata import normalize

import pytest
from browser import PROJECTOR, Visit
from layout import resized, standing_on, themed
from pypdf import PageObject, PdfReader

pytestmark = pytest.mark.browser

# What is drawn on the paper with a dark ground, or in letters too light for a white sheet.
DARK = """() => {
  const scale = colour => colour.startsWith('color(') ? 255 : 1;
  const parts = colour => colour.match(/[\\d.]+/g).map((each, at) => each * (at < 3 ? scale(colour) : 1));
  const light = colour => { const [r, g, b, a] = parts(colour); return a === 0 || r + g + b > 600 };
  const dim = colour => { const [r, g, b] = parts(colour); return 0.3 * r + 0.6 * g + 0.1 * b > 150 };
  const faults = [];
  for (const each of document.querySelectorAll('body, #root *')) {
    if (!each.getClientRects().length || each.closest('svg, .hb-hidden')) continue;
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const ground = box.height > 60 && box.width > 300;
    if (ground && !light(style.backgroundColor)) faults.push(`dark ground ${each.className}`);
    const said = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (said && dim(style.color)) faults.push(`pale letters ${each.className}: ${each.innerText.slice(0, 30)}`);
  }
  return faults;
}"""
CONTROLS = """() => [...document.querySelectorAll('button, input, select, textarea, [role=tablist], nav')]
  .filter(each => each.getClientRects().length && each.getBoundingClientRect().height > 1)
  .map(each => each.outerHTML.slice(0, 80))"""
CUT = """() => [...document.querySelectorAll('#root img, #root table, .hb-live')]
  .filter(each => each.getClientRects().length)
  .map(each => each.getBoundingClientRect()).filter(box => box.left < -1 || box.right > innerWidth + 1).length"""


def printed(tab: Visit) -> list[PageObject]:
    """Every sheet."""
    made = tab.page.pdf(print_background=True, prefer_css_page_size=True)
    return list(PdfReader(io.BytesIO(made)).pages)


def sheets(tab: Visit) -> list[str]:
    """The words of every sheet. A printer draws fi and fl as one sign."""
    return [normalize("NFKC", page.extract_text()) for page in printed(tab)]


SECTIONS = {
    "options": ["Options", "One option in full"],
    "evidence": ["Evidence", "Where documents conflict"],
    "survival": ["Survival", "Read the curves", "Passports"],
}
MOST_SHEETS = 4


@standing_on(["survival"], by_night=["options", "evidence"])
def test_a_dark_screen_prints_light_without_controls_and_every_section_opens_a_sheet(standing: Visit) -> None:
    resized(standing, PROJECTOR)
    themed(standing, "dark")
    read, name = sheets(standing), standing.page.locator(".hb-top h1").inner_text().lower()
    assert len(read) <= MOST_SHEETS
    first = [next(number for number, text in enumerate(read) if title in text) for title in SECTIONS[name]]
    assert first == sorted(set(first)), "each stands on a sheet of its own"
    standing.page.emulate_media(media="print")
    try:
        # A sheet of A4 on its side between its margins.
        standing.page.set_viewport_size({"width": 1040, "height": 720})
        assert standing.page.evaluate(DARK) == []
        assert standing.page.evaluate(CONTROLS) == []
        assert standing.page.evaluate(CUT) == 0
        if name == "survival":
            assert standing.page.locator(".hb-paper img").is_visible()
            assert "fewer than ten at risk" in read[0], "the key stands on the sheet of its chart"
            assert not standing.page.locator(".js-plotly-plot").is_visible()
    finally:
        standing.page.emulate_media(media="null")
    assert [one.is_visible() for one in standing.page.locator(".hb-paper").all()] == [False] * (name == "survival")


# By day the longest table and the chart.
SCREENS = [pytest.param("45", id="4, 5"), pytest.param("123456", id="all", marks=pytest.mark.deep)]


@pytest.mark.parametrize("screens", SCREENS)
@standing_on(["board"])
def test_a_screen_of_the_board_is_one_light_sheet(standing: Visit, screens: str) -> None:
    resized(standing, PROJECTOR)
    themed(standing, "dark")
    for screen in screens:
        with standing.answered():
            standing.page.keyboard.press(screen)
        (sheet,) = sheets(standing)
        assert sheet.startswith("For health professionals, research and education. Not a medical device."), screen
    standing.page.keyboard.press("5")
    standing.settle()
    standing.page.emulate_media(media="print")
    turned = standing.page.locator(".hb-b-picture").first.evaluate("one => getComputedStyle(one).filter")
    standing.page.emulate_media(media="null")
    assert turned.startswith("invert(1)")


@standing_on(["meeting"])
def test_the_agenda_is_printed_without_its_buttons(standing: Visit) -> None:
    (agenda,) = sheets(standing)
    assert "1 · Liver-dominant, two lines, progressing" in agenda and "Add an empty case" not in agenda
