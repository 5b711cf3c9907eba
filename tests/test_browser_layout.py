"""What a board sees: nothing cut off, nothing on top of anything, six options side by side, readable for everybody."""

from __future__ import annotations

import pytest
from browser import LAPTOP, PAGES, PHONE, PROJECTOR, visiting

from haic_core.case.address import to_address
from haic_core.case.file import case_from
from haic_core.evidence.library import read_examples

pytestmark = pytest.mark.browser

CASES = [to_address(case_from(content, title)) for title, content in read_examples()]
LIVER_DOMINANT = CASES[1]
SIZES = (PROJECTOR, LAPTOP, PHONE)

# Page wider than the window, in the window itself or in the scrolling area below the navigation bar.
WIDER = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(box => box.scrollWidth - box.clientWidth)"""

# Text that leaves its card, text that is cut, and neighbours in a card that lie on each other.
CARD_FAULTS = """() => {
  const faults = [], name = element => `${element.className || element.tagName}: ${element.innerText.slice(0, 40)}`;
  const seen = element => element.getClientRects().length && !element.closest('.hb-hidden');
  for (const card of document.querySelectorAll('.hb-card, .hb-match, .hb-passport, .hb-strip-case')) {
    const frame = card.getBoundingClientRect();
    if (card.scrollWidth > card.clientWidth + 1) faults.push(`wider than its frame – ${name(card)}`);
    for (const element of [...card.querySelectorAll('*')].filter(seen)) {
      const box = element.getBoundingClientRect();
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
          || box.bottom > frame.bottom + 1) faults.push(`outside its card – ${name(element)}`);
    }
    const rows = [...card.children].filter(seen).map(element => [element, element.getBoundingClientRect()]);
    for (const [index, [element, box]] of rows.entries())
      for (const [other, next] of rows.slice(index + 1))
        if (Math.min(box.right, next.right) - Math.max(box.left, next.left) > 1
            && Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top) > 1)
          faults.push(`on top of each other – ${name(element)} / ${name(other)}`);
  }
  return faults;
}"""

# Text of ours that is cut by its own box.
CUT = """() => [...document.querySelectorAll('[data-testid=stHtml] *')]
  .filter(element => element.getClientRects().length && !element.closest('.hb-hidden, .hb-shares, svg')
    && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX)
    && element.scrollWidth > element.clientWidth + 1)
  .map(element => `${element.className}: ${element.innerText.slice(0, 40)}`)"""


def resized(tab, size: tuple[int, int]) -> None:
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.page.wait_for_timeout(300)
    tab.settle()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_or_covered_on_a_projector_a_laptop_and_a_phone(browser, server, name):
    with visiting(browser, server) as tab:
        tab.open(name, LIVER_DOMINANT)
        assert tab.strip().startswith("Liver-dominant, two lines, progressing · 47 years, breast primary, ")
        for size in SIZES:
            resized(tab, size)
            assert max(tab.page.evaluate(WIDER)) <= 0, size
            assert tab.page.evaluate(CARD_FAULTS) == [], size
            assert tab.page.evaluate(CUT) == [], size


@pytest.mark.parametrize("case", ["", *CASES], ids=["nobody yet", "first", "second", "third"])
def test_a_board_reads_six_options_in_one_row_whoever_the_patient_is(browser, server, case):
    with visiting(browser, server) as tab:
        tab.open("options", case)
        for size, rows in ((PROJECTOR, 1), (LAPTOP, 1), (PHONE, 6)):
            resized(tab, size)
            tops = tab.page.evaluate("() => [...document.querySelectorAll('.hb-card')].map(one => one.offsetTop)")
            assert (len(tops), len(set(tops))) == (6, rows), size
            assert tab.page.evaluate(CARD_FAULTS) == [], size


def test_the_verdicts_stand_above_the_fold_on_a_projector_and_a_laptop(browser, server):
    with visiting(browser, server) as tab:
        tab.open("options", LIVER_DOMINANT)
        for width, height in (PROJECTOR, LAPTOP):
            resized(tab, (width, height))
            boxes = [box.bounding_box() for box in tab.page.locator(".hb-said").all()]
            assert len(boxes) == 6 and all(box["y"] + box["height"] < height for box in boxes)


# Readable for everybody: the axe rules, bundled, offline.

# Streamlit's own drop zone for files: a section that is named and still marked as mere decoration. Not ours to mend.
STREAMLITS_OWN = ("presentation-role-conflict", "stFileUploaderDropzone")


def faults(tab) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = axe.run(tab.page).response["violations"]
    return [f"{fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
            if fault["id"] != STREAMLITS_OWN[0] or f'data-testid="{STREAMLITS_OWN[1]}"' not in node["html"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_a_rule_of_accessibility_or_asks_an_outside_host(browser, server, name, scheme):
    with visiting(browser, server, scheme=scheme) as tab:
        tab.open(name, LIVER_DOMINANT)
        assert faults(tab) == []
        for shelf in tab.page.get_by_role("tab").all()[1:]:
            shelf.click()
            tab.settle()
            assert faults(tab) == [], shelf.inner_text()
        assert tab.outside == [] and tab.complaints == []


def test_a_refusal_breaks_no_rule_of_accessibility(browser, server):
    with visiting(browser, server) as tab:
        tab.open("options", "nonsense")
        assert len(tab.sentences()) == 1 and faults(tab) == []
        tab.press("Start with an empty case")
        tab.go("case")
        tab.hand_in("case.json", "nonsense")
        assert len(tab.sentences()) == 1 and faults(tab) == []
