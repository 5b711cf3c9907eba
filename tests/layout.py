"""What is wrong with a page as a picture: boxes wider than the window, text cut off, things on top of each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import pytest
from browser import Visit

Scheme = Literal["light", "dark"]
# Streamlit's own drop zone for files: a section that is named and still marked as mere decoration. Not ours to mend.
STREAMLITS_OWN = ("presentation-role-conflict", "stFileUploaderDropzone")

# Every rule; resultTypes only keeps axe from describing what is in order.
AXE = "{resultTypes: ['violations']}"
# The same, with the contrast of every letter and not only of the first ones that are drawn alike.
EVERY_LETTER = "{resultTypes: ['violations'], everyLetter: true}"
# The rules that ask for colours: all that another theme of the same page can break.
COLOURS = "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}"
# Rows of a long table that look like those above them: they are asked by night, and with them the sheets behind a
# page's first ones.
FIRST_ROWS, EVERY_ROW = ["tbody tr:nth-child(n + 7)"], list[str]()
THEMES = [
    pytest.param("light", AXE, FIRST_ROWS, id="light"),
    pytest.param("light", EVERY_LETTER, EVERY_ROW, id="light, every row", marks=pytest.mark.deep),
    pytest.param("dark", EVERY_LETTER, EVERY_ROW, id="dark, every row", marks=pytest.mark.deep),
]
"""Each theme with the rules asked in it and the rows left out. What every day asks in the dark is asked where the
colours of verdicts stand."""

# Page wider than the window, in the window itself or in the scrolling area below the navigation bar.
WIDER = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .map(box => box.scrollWidth - box.clientWidth)"""

# Text that leaves its card, text that is cut, and neighbours in a card that lie on each other.
CARD_FAULTS = """() => {
  const faults = [], name = element => `${element.className || element.tagName}: ${element.innerText.slice(0, 40)}`;
  const seen = element => element.getClientRects().length && !element.closest('.hb-hidden');
  const cards = '.hb-card, .hb-match, .hb-passport, .hb-strip-case:not(.hb-b-title *)';
  for (const card of document.querySelectorAll(cards)) {
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
  .filter(element => element.getClientRects().length && !element.closest('.hb-hidden, .hb-shares, .hb-strip-case, svg')
    && ['hidden', 'clip'].includes(getComputedStyle(element).overflowX)
    && getComputedStyle(element).clipPath === 'none'
    && element.scrollWidth > element.clientWidth + 1)
  .map(element => `${element.className}: ${element.innerText.slice(0, 40)}`)"""

# Words that break inside, and Y-90. A piece longer than any line of a phone may: an address, a path.
BROKEN = r"""() => {
  const faults = new Set(), lines = range => new Set([...range.getClientRects()]
    .filter(box => box.width > 0).map(box => Math.round(box.top))).size;
  const unseen = element => { for (let up = element; up; up = up.parentElement)
    if (getComputedStyle(up).clipPath !== 'none') return true; return !element.getClientRects().length; };
  const walker = document.createTreeWalker(document.querySelector('#root'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest('.hb-hidden, style, svg, pre, [data-testid=stIconMaterial]')) continue;
    if (unseen(holder)) continue;
    for (const piece of node.data.matchAll(/\S+/g)) {
      if (piece[0].length > 24) continue;
      for (const word of piece[0].matchAll(/Y-90|[\p{L}\p{N}]{2,}/gu)) {
        const range = document.createRange(), start = piece.index + word.index;
        range.setStart(node, start);
        range.setEnd(node, start + word[0].length);
        if (lines(range) > 1) faults.add(`${word[0]} in ${holder.className || holder.tagName}`);
      }
    }
  }
  return [...faults];
}"""


# What leaves the row, card or column it belongs to, on a screen whose rows have a fixed height.
ROW_FAULTS = """() => {
  const rows = '.hb-ev-row, .hb-b-card, .hb-hundred, .hb-b-foot, .hb-b-group, .hb-b-unknown, .hb-b-chips, '
    + '.hb-b-table tr';
  const faults = [], use = document.querySelector('.hb-use').getBoundingClientRect();
  for (const row of document.querySelectorAll(rows)) {
    const frame = row.getBoundingClientRect();
    if (frame.bottom > use.top + 2 && use.top > innerHeight / 2) faults.push(`over the foot – ${row.className}`);
    for (const element of row.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (!box.width || element.closest('.hb-hidden')) continue;
      if (box.bottom > frame.bottom + 1 || box.right > frame.right + 1.5)
        faults.push(`outside its row – ${row.className}: ${(element.innerText || element.className).slice(0, 40)}`);
    }
  }
  return faults;
}"""

# What is smaller than 24 px either way and is to be hit. Left out is what Streamlit draws inside a larger target: the
# dot of a choice, the cross and the arrow of a list, a help sign, the link of a heading, the arrows beside sheets.
SMALL_TARGETS = """() => {
  const own = 'label *, [data-testid=stTooltipIcon] *, [data-testid=stTooltipHoverTarget] *, [data-baseweb=select] *, '
    + '[data-testid=stMultiSelect] *, [data-testid=stSelectbox] *, [data-testid=stHeader] *, '
    + '.hb-live *, [data-testid=stFileUploader] *, [data-testid=stHeaderActionElements] *, '
    + '[data-testid=stTabs] button:not([role=tab]), .hb-hidden, .hb-hidden *';
  const faults = new Set();
  for (const one of document.querySelectorAll('a, button, summary, input, textarea, [role=tab], [role=radio]')) {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (one.matches(own) || !box.width || box.right < 0) continue;
    if (style.visibility === 'hidden' || style.clipPath !== 'none') continue;
    if (one.matches('p a, li a') || one.innerText === 'Skip to main content') continue;
    if (box.width < 23.9 || box.height < 23.9)
      faults.add(`${one.tagName} ${Math.round(box.width)} x ${Math.round(box.height)}: ${one.innerText.slice(0, 40)}`);
  }
  return [...faults];
}"""

# The sheets of a page whose name is paler than 4.5:1 on its ground; axe does not look at these.
PALE_TABS = r"""() => {
  const light = colour => { const parts = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05; };
  const ground = light(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
  const pale = [...document.querySelectorAll('[role=tab] p')]
    .map(one => [one.innerText, light(getComputedStyle(one).color)])
    .filter(([, own]) => Math.max(own, ground) / Math.min(own, ground) < 4.5);
  return pale.map(([name]) => name);
}"""

# What the opened sheets of a page's tabs hold; the rest of that page was asked with its first sheets.
SHEETS = "[...document.querySelectorAll('[role=tabpanel]')].filter(sheet => sheet.getClientRects().length)"


def standing_on(pages: Iterable[str], by_night: Iterable[str] = ()) -> pytest.MarkDecorator:
    """Asked of each of these pages as it stands open; tests/sharing.py keeps together what is asked of one."""
    asked = [pytest.param(name, id=f"on {name}") for name in pages]
    asked += [pytest.param(name, id=f"on {name}", marks=pytest.mark.deep) for name in by_night]
    return pytest.mark.parametrize("standing", asked, indirect=True)


def themed(tab: Visit, scheme: Scheme) -> None:
    """The page in the other theme, once it is drawn in it and stands."""
    tab.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    tab.page.wait_for_function(GROUND, arg=scheme)
    tab.settle()


GROUND = r"""scheme => {
  const [app, words] = ['[data-testid=stApp]', '.hb-use'].map(part => document.querySelector(part));
  const red = (part, colour) => +getComputedStyle(part)[colour].match(/\d+/)[0];
  const light = app && words && [red(app, 'backgroundColor') > 128, red(words, 'color') < 128];
  return light && light.every(one => one === (scheme === 'light'));
}"""
"""Whether both the frame and our own words have the colours of a theme."""


def resized(tab: Visit, size: tuple[int, int]) -> None:
    """The window in another size, once the page has been drawn in it and stands."""
    if tab.page.viewport_size == {"width": size[0], "height": size[1]}:
        return
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.page.wait_for_function("width => innerWidth === width", arg=size[0])
    tab.page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    tab.settle()


# Contrast is nine tenths of what axe computes, and of letters of one colour on one ground it is always the same: each
# page that is open asks it of the first ones only, unless every letter is asked for. What lies under letters is told
# by all that holds them; what may lie aside of it, because it has a place of its own, is a ground of its own.
DRAWN_ALIKE = """() => {
  const rule = axe._audit.rules.find(one => one.id === 'color-contrast'), judged = rule.matches, asked = new Set();
  let everyLetter = false, grounds = new Map();
  window.drawnAlike = {begin: every => { everyLetter = every; grounds = new Map(); }};
  const ground = element => {
    if (!element) return '';
    if (!grounds.has(element)) {
      const {backgroundColor, backgroundImage, opacity, filter, position} = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter, position].join();
      grounds.set(element, ground(element.parentElement)
        + (own === 'rgba(0, 0, 0, 0),none,1,none,static' ? '' : `/${own}`));
    }
    return grounds.get(element);
  };
  rule.matches = (element, ...more) => {
    if (!judged.call(rule, element, ...more)) return false;
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(element), px = parseFloat(fontSize);
    const large = px >= 24 || px > 18.6 && fontWeight >= 700, single = element.textContent.trim().length === 1;
    const alike = [ground(element), color, large, single, textShadow].join();
    return everyLetter || !asked.has(alike) && Boolean(asked.add(alike));
  };
}"""


def faults(tab: Visit, rules_asked: str = AXE, within: str = "document", but: Sequence[str] = ()) -> list[str]:
    """What breaks a rule of accessibility, on the page or in a part of it, but for what is left out: that is taken off
    the page meanwhile, because to be passed over costs the rules as much as to be asked. The rules are read once by
    each page that is open, and only what they found comes back, not what they found in order. Letters that are drawn
    like others that this page was asked of before are not asked for their contrast again."""
    rules = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed").AXE_SCRIPT
    if not tab.page.evaluate("() => 'axe' in window"):
        tab.page.evaluate(rules)
        tab.page.evaluate(DRAWN_ALIKE)
    found = tab.page.evaluate(
        f"""but => {{
          const parts = [{within}].flat().map(part => part.documentElement ?? part), asked = {rules_asked};
          const off = but.flatMap(one => [...document.querySelectorAll(one)]).map(one => [one, new Comment('off')]);
          for (const [one, place] of off) one.replaceWith(place);
          drawnAlike.begin(asked.everyLetter);
          return axe.run({{include: parts}}, asked).then(result => result.violations)
            .finally(() => {{ for (const [one, place] of off.reverse()) place.replaceWith(one); }});
        }}""",
        list(but),
    )
    return [
        f"{fault['id']}: {node['target']} {node['html'][:120]}"
        for fault in found
        for node in fault["nodes"]
        if fault["id"] != STREAMLITS_OWN[0] or f'data-testid="{STREAMLITS_OWN[1]}"' not in node["html"]
    ]


def next_sheets(tab: Visit) -> Iterator[str]:
    """Opens what the tabs of a page hold behind their first sheets, row by row of all its tabs, and names them. At the
    end the first ones lie open again."""
    rows = [row.get_by_role("tab").all() for row in tab.page.get_by_role("tablist").all()]
    for place in [*range(1, max(map(len, rows), default=0)), 0]:
        opened = [row[place] for row in rows if len(row) > place]
        for sheet in opened:
            sheet.click()
            tab.settle()
        if place:
            yield ", ".join(sheet.inner_text() for sheet in opened)
