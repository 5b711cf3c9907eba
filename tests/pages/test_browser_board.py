"""A board's whole meeting in a real Chromium: entered, compared, presented by arrow keys, decided, taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from browser import LAPTOP, LONGEST_WAIT_MS, LOOK_MS, PROJECTOR, Visit, visiting
from layout import AXE, COLOURS, CUT, FIRST_ROWS, ROW_FAULTS, THEMES, Scheme, faults, resized, standing_on, themed
from meetings import until_strip
from running import Server
from worked import complete_facts

from haic_core.case.address import to_address
from haic_core.case.decision import MOST_DISSENT, BoardRole, Choice, Dissent, read_decision
from haic_core.case.file import Case, case_from, read_case, write_case
from haic_core.case.meeting import Screen
from haic_core.case.patient import Patient
from haic_core.evidence.library import read_examples
from haic_core.screen.board.screens import QUESTIONS
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.words.vocabulary import Modality

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload

pytestmark = pytest.mark.browser

FULL_HD, SMALLEST_PX = (1920, 1080), 18
EXAMPLES = {title: case_from(content, title) for title, content in read_examples()}
LIVER_DOMINANT = EXAMPLES["Liver-dominant, two lines, progressing"]
FAILING = case_from(
    {
        "schema": 1,
        "label": "everything fails",
        "facts": {
            "primary": "breast",
            "age_years": 85,
            "ecog": 3,
            "extrahepatic_disease": "progressive",
            "lesion_count": 25,
            "largest_lesion_cm": 9,
            "platelets_e9_l": 40,
            "bilirubin_mg_dl": 4,
            "ascites": True,
            "pregnant": True,
            "portal_vein_thrombosis": True,
            "completely_resectable": False,
            "safe_needle_path": False,
            "surgical_risk": "high",
            "hepatic_artery_patent": False,
            "progressive_on_systemic": True,
        },
    },
    "The failing case",
)
TELLING = (
    *("Meets", "Does not meet", "Nothing against", "In question", "Too little", "Always an option"),
    *("not met", "list met", "would open", "would close", "Provisional"),
)
NOBODY_YET = case_from({"schema": 1, "label": "nobody yet", "facts": {}}, "The empty case")
CASES = {
    "everything fails": to_address(FAILING),
    "nobody yet": "",
    "solitary": to_address(EXAMPLES["Solitary late recurrence"]),
    "much not recorded": to_address(EXAMPLES["Referred today, much not recorded"]),
}

# Every piece of text a person sees: where it stands and how large it is. A word made of a symbol font is no text.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, own = node.parentElement;
    if (!node.textContent.trim() || own.closest('.hb-hidden, .hb-strip-case, style, [data-testid=stIconMaterial]')
        || own.closest('[data-testid=stMarkdownContainer]')?.offsetWidth < 2) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    const list = own.closest('[data-testid=stMultiSelectTagsContainer]')?.getBoundingClientRect();
    for (const box of range.getClientRects())
      if (list && box.right > list.right) continue;  // scrolled away inside its own field
      else if (box.width > 2 && box.height > 2 && own.checkVisibility())
        found.push({text: node.textContent.trim().slice(0, 50), px: parseFloat(getComputedStyle(own).fontSize),
                    left: box.left, right: box.right, top: box.top, bottom: box.bottom});
  }
  return found;
}"""
SCROLLS = """() => { const main = document.querySelector('[data-testid=stMain]');
  return [main.scrollWidth - main.clientWidth, main.scrollHeight - main.clientHeight]; }"""
# All that is measured of a screen, once its chart is read.
MEASURED = f"""async () => {{
  const box = place => document.querySelector(place).getBoundingClientRect();
  const line = document.querySelector('.hb-strip-case'), charts = [...document.querySelectorAll('.hb-b-picture')];
  await Promise.all(charts.map(chart => chart.decode()));
  return {{texts: ({TEXTS})(), scrolls: ({SCROLLS})(), cut: ({CUT})(), rows: ({ROW_FAULTS})(),
    line: line.scrollHeight - line.clientHeight, head: box('.hb-b-title').bottom}};
}}"""
LED = "asked => document.querySelector('.hb-b-title h2')?.textContent === asked"
# The chart's picture as it is held: how much larger than drawn it stands, and the widths of its lines.
PICTURE = """() => {
  const shown = document.querySelector('.hb-b-picture');
  const drawn = new DOMParser().parseFromString(atob(shown.src.split(',')[1]), 'image/svg+xml').documentElement;
  const room = drawn.viewBox.baseVal;
  const grown = Math.min(shown.clientWidth / room.width, shown.clientHeight / room.height);
  return {grown, widths: [...drawn.querySelectorAll('polyline')].map(line => +line.getAttribute('stroke-width')),
    sizes: [...drawn.querySelectorAll('text')].map(text => +text.getAttribute('font-size')),
    diamonds: drawn.querySelectorAll('polygon').length};
}"""
SIZES = {"1280 x 720": LAPTOP, "1366 x 768": (1366, 768), "1600 x 900": PROJECTOR, "1920 x 1080": FULL_HD,
         "3840 x 2160": (3840, 2160)}  # fmt: skip
HEAD_PERCENT = 12


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Visit]:
    with visiting(browser, server) as opened:
        yield opened
        assert opened.outside == [] and opened.complaints == []


def question(tab: Visit) -> str:
    return tab.page.locator(".hb-b-title h2").inner_text()


def lead(tab: Visit, name: str, screen: Screen) -> None:
    """A key that leads to a screen; waited for, because a curve may still have to be drawn."""
    tab.page.keyboard.press(name)
    tab.page.wait_for_function(LED, arg=QUESTIONS[screen], polling=LOOK_MS, timeout=LONGEST_WAIT_MS)
    tab.settle()


def body(tab: Visit) -> str:
    return tab.page.locator("[data-testid=stMain]").inner_text()


def on_each_other(texts: list[dict[str, Any]]) -> list[str]:
    """Pairs of texts whose boxes share more than three pixels in both directions."""
    return [
        f"{one['text']} / {other['text']}"
        for index, one in enumerate(texts)
        for other in texts[index + 1 :]
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 3
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 5
    ]


# The meeting.


def test_a_board_enters_compares_presents_decides_and_takes_the_decision_away(tab: Visit, tmp_path: Path) -> None:
    tab.open()
    tab.press("Referred today, much not recorded")
    tab.go("compare")
    tab.pick("Facts to change", "Platelets")
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("spinbutton", name="Platelets (10^9/L)").fill("110")
    tab.page.keyboard.press("Tab")
    tab.settle()
    assert "Platelets: 82 ×10⁹/L → 110 ×10⁹/L" in body(tab)

    tab.go("board")
    assert question(tab) == QUESTIONS[Screen.PATIENT]
    lead(tab, "7", Screen.DECISION)
    for without_effect in ("Escape", "ArrowRight", "r", "c"):
        tab.page.keyboard.press(without_effect)
    tab.page.wait_for_timeout(150)
    tab.settle()
    assert question(tab) == QUESTIONS[Screen.DECISION] and tab.page.get_by_role("dialog").count() == 0
    assert tab.strip().startswith("Referred today, much not recorded · 61 years")

    tab.pick("Considered", "Y-90")
    tab.page.keyboard.press("Escape")
    tab.pick("Decided", "Y-90")
    tab.page.get_by_label("Conditions, one a line").fill("if the lung shunt is 20 % or less\nif platelets recover")
    tab.page.keyboard.press("Tab")
    tab.settle()
    tab.pick("Dissent by", "nuclear")
    tab.page.get_by_label("What nuclear medicine said").fill("prefers to wait for the scan")
    tab.page.keyboard.press("Tab")
    tab.settle()
    with tab.page.expect_download() as loading:
        tab.page.get_by_role("button", name="Save the case file with the decision").click()
    saved = tmp_path / "case.json"
    loading.value.save_as(saved)
    tab.settle()
    case = read_case(saved.read_bytes(), "case.json")
    assert case.patient == EXAMPLES["Referred today, much not recorded"].patient
    assert (case.decision.considered, case.decision.choice) == ((Modality.Y90,), Choice.Y90)
    assert case.decision.conditions == ("if the lung shunt is 20 % or less", "if platelets recover")
    assert case.decision.dissent == (Dissent(BoardRole.NUCLEAR_MEDICINE, "prefers to wait for the scan"),)

    with tab.page.expect_download() as loading:
        tab.page.get_by_role("button", name="Board pack").click()
    with ZipFile(loading.value.path()) as pack:
        inside = pack.namelist()
        assert read_case(pack.read("case.json"), "case.json") == case
    assert "haic-board-referred-today-much-not-recorded.pptx" in inside


# What stands on the screen.


def screen_faults(tab: Visit, size: tuple[int, int]) -> list[str]:
    """What a board could not read on this screen at this size."""
    seen = tab.page.evaluate(MEASURED)
    texts, (wider, longer) = seen["texts"], seen["scrolls"]
    found = [f"small: {one['px']} px, {one['text']}" for one in texts if one["px"] < SMALLEST_PX]
    found += [f"outside: {one['text']}" for one in texts if one["left"] < 0 or one["right"] > size[0]]
    found += [f"on each other: {pair}" for pair in on_each_other(texts)]
    found += [*(f"cut: {one}" for one in seen["cut"]), *seen["rows"]]
    found += ["the patient’s line is cut"] if seen["line"] > 3 else []
    found += [f"scrolls by {wider} and {longer}"] if wider > 0 or longer > 0 else []
    share = 100 * seen["head"] / size[1]
    found += [f"the head takes {share:.1f} % of the height"] if share > HEAD_PERCENT else []
    return found if len(texts) > 10 else ["empty"]


SMALLEST, WIDEST = ("1280 x 720",), ("3840 x 2160",)
BETWEEN = ("1366 x 768", "1600 x 900", "1920 x 1080")


def faults_in(tab: Visit, sizes: tuple[str, ...]) -> dict[str, list[str]]:
    """What a board could not read, by screen and window."""
    found = {}
    for name in sizes:
        resized(tab, SIZES[name])
        for number, screen in enumerate(Screen, 1):
            lead(tab, str(number), screen)
            found[f"{screen} at {name}"] = screen_faults(tab, SIZES[name])
    return {where: faults for where, faults in found.items() if faults}


# Every day in the smallest window, where everything is tightest; one walk for both laws.
@standing_on(["board"])
def test_every_screen_fits_the_smallest_window_and_breaks_no_rule_of_accessibility_where_much_is_recorded(
    standing: Visit,
) -> None:
    resized(standing, LAPTOP)
    themed(standing, "light")
    for number, screen in enumerate(Screen, 1):
        lead(standing, str(number), screen)
        assert screen_faults(standing, LAPTOP) == [], screen
        assert faults(standing, AXE, but=FIRST_ROWS) == [], screen
    assert standing.outside == [] and standing.complaints == []


@pytest.mark.deep
@standing_on(["board"])
def test_every_screen_fits_every_other_window_with_large_type_where_much_is_recorded(standing: Visit) -> None:
    assert faults_in(standing, WIDEST + BETWEEN) == {}


@pytest.mark.deep
@pytest.mark.parametrize(
    ("case", "sizes"),
    [pytest.param(case, SMALLEST + WIDEST + BETWEEN, id=f"{name}, every window") for name, case in CASES.items()],
)
def test_every_screen_fits_its_window_with_large_type_and_nothing_on_top_of_anything(
    browser: Browser, server: Server, case: str, sizes: tuple[str, ...]
) -> None:
    with visiting(browser, server) as tab:
        tab.open("board", case)
        assert faults_in(tab, sizes) == {}


LONG = "Is an infusion into the hepatic artery an option before the next line of systemic therapy, or should the "
DECISION = read_decision(
    {
        "considered": ["resection", "haic", "y90"], "choice": "haic", "conditions": [LONG, LONG, "artery open"],
        "preference": LONG, "leaves_criteria_because": LONG, "trial": "NCT01387295", "next_step": LONG,
        "owner": "interventional_radiology", "due": "2026-12-04", "decided_on": "2026-11-20",
        "dissent": [{"role": role.value, "said": LONG} for role in list(BoardRole)[:MOST_DISSENT]],
    },
    "x",
)  # fmt: skip
CASE = replace(LIVER_DOMINANT, question=(LONG * 3)[:240], decision=DECISION)
WHOLE = replace(CASE, patient=Patient(complete_facts()), label="Everything recorded")
OPEN = EXAMPLES["Referred today, much not recorded"]
EVERY = tuple(Screen)
# Where every option fails every line is longest; where much is not recorded most is asked for on a few screens.
DISCUSSED = (
    (CASE, (Screen.PATIENT, Screen.DECISION)),
    (WHOLE, (Screen.PATIENT,)),
    (FAILING, EVERY),
    (OPEN, (Screen.PATIENT, Screen.OPTIONS, Screen.WHY, Screen.DECISION)),
)
BY_NIGHT = (*DISCUSSED[:3], (OPEN, EVERY), (NOBODY_YET, EVERY), (EXAMPLES["Solitary late recurrence"], EVERY))


@pytest.mark.parametrize(
    "cases", [pytest.param(DISCUSSED, id="by day"), pytest.param(BY_NIGHT, id="all", marks=pytest.mark.deep)]
)
def test_several_case_files_make_a_meeting_whose_every_screen_fits_the_smallest_window_and_keeps_its_silence(
    tab: Visit, cases: tuple[tuple[Case, tuple[Screen, ...]], ...]
) -> None:
    """The head also holds which case is discussed. The first has a long question and a full decision with every
    dissent, the second all facts there are under such a question. Each keeps its screen."""
    tab.page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
    tab.open()
    files: list[FilePayload] = [
        {"name": f"{place}.json", "mimeType": "application/json", "buffer": write_case(case).encode()}
        for place, (case, _) in enumerate(cases, 1)
    ]
    tab.page.locator("input[type=file]").set_input_files(files)
    until_strip(tab, CASE.label)
    assert tab.page.get_by_label("Question to the board").input_value() == CASE.question.strip()
    tab.go("board")
    assert tab.page.locator(".hb-b-question").inner_text() == CASE.question.strip()
    for place, (case, screens) in enumerate(cases, 1):
        if place > 1:
            tab.page.keyboard.press("ArrowDown")
        tab.page.get_by_role("button", name=f"Case {place} of {len(cases)}").wait_for()
        tab.settle()
        assert question(tab) == QUESTIONS[Screen.PATIENT] and tab.strip().startswith(case.label)
        for screen in screens:
            if screen is not Screen.PATIENT:
                lead(tab, str([*Screen].index(screen) + 1), screen)
            assert screen_faults(tab, LAPTOP) == [], (case.label, screen)
        if case is CASE:
            said = copied(tab)
            assert f"Question to the board: {CASE.question.strip()}" in said
            assert "Who sees to it: interventional" in said
    assert keeps_to_itself(tab, [case.label for case, _ in cases])


def keeps_to_itself(tab: Visit, labels: list[str]) -> bool:
    """Whether the last two cases, which stand on their decisions, keep their screens, and silence holds from the one on
    which it is asked for."""
    last, before, earlier = len(labels), len(labels) - 1, len(labels) - 2
    tab.page.keyboard.press("ArrowUp")
    until_strip(tab, labels[before - 1])
    assert question(tab) == QUESTIONS[Screen.DECISION]
    tab.press("Discuss first")
    tab.page.keyboard.press("ArrowUp")
    until_strip(tab, labels[earlier - 1])
    lead(tab, "3", Screen.WHY)
    assert "Always an option" in body(tab)
    tab.page.get_by_role("button", name=f"Case {earlier} of {last}").click()
    tab.page.get_by_role("button", name=f"{last} of {last} · {labels[-1]}").click()
    until_strip(tab, labels[-1])
    assert question(tab) == QUESTIONS[Screen.DECISION]
    return tab.page.get_by_role("button", name="Board has spoken").count() == 1


def copied(tab: Visit) -> str:
    """The case as text to be copied, which a room can read as well."""
    tab.page.get_by_role("button", name="Copy as text").click()
    box = tab.page.locator("[data-testid=stPopoverBody] [data-testid=stCode]")
    box.wait_for()
    assert box.locator("code").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= SMALLEST_PX
    said = box.inner_text()
    tab.page.keyboard.press("Escape")
    return said


@pytest.mark.deep
@pytest.mark.parametrize(("scheme", "rules", "but"), THEMES)
@standing_on(["board"])
def test_no_screen_of_the_board_breaks_a_rule_of_accessibility_on_a_projector(
    standing: Visit, scheme: Scheme, rules: str, but: list[str]
) -> None:
    resized(standing, PROJECTOR)
    themed(standing, scheme)
    for number, screen in enumerate(Screen, 1):
        lead(standing, str(number), screen)
        assert faults(standing, rules, but=but) == [], screen


@standing_on(["board"])
def test_no_letter_is_pale_on_a_dark_board_where_verdicts_stand(standing: Visit) -> None:
    resized(standing, PROJECTOR)
    themed(standing, "dark")
    lead(standing, "2", Screen.OPTIONS)
    assert faults(standing, COLOURS, but=FIRST_ROWS) == []


ALL_SIX = ("HAIC", "Resection", "Ablation", "TACE", "Y-90", "Systemic alone")


@pytest.mark.parametrize(
    "options", [pytest.param(ALL_SIX[::5], id="two"), pytest.param(ALL_SIX, id="all six", marks=pytest.mark.deep)]
)
@standing_on(["board"])
def test_the_curves_are_thick_enough_for_the_back_of_the_room(standing: Visit, options: tuple[str, ...]) -> None:
    resized(standing, PROJECTOR)
    themed(standing, "light")
    lead(standing, "5", Screen.SURVIVAL)
    for option in options:
        standing.press(option)
        assert screen_faults(standing, PROJECTOR) == [], option
        shown = standing.page.evaluate(PICTURE)
        curves = [width for width in shown["widths"] if width >= 3]
        assert curves and min(curves) * shown["grown"] >= 3 and min(shown["sizes"]) * shown["grown"] >= SMALLEST_PX
        assert shown["diamonds"] >= 1, option
    lead(standing, "ArrowRight", Screen.HARMS)


# Each part that a key brings the reader to, in the words that are read out there.
REACHED = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.reached = [];
  document.addEventListener('focusin', ({target: one}) => window.reached.push(
    one.getAttribute('aria-label') || one.innerText || one.labels?.[0]?.innerText || one.tagName));
}"""
IN_ORDER = (
    *("Back", "Patient", "Decision", "Discuss first", "What if", "Leave", "Considered", "Decided"),
    *("Conditions, one a line", "Patient’s preference", "Trial considered", "Dissent by", "Save the case file"),
)


@standing_on(["board"])
def test_the_keyboard_alone_reaches_everything_in_reading_order(standing: Visit) -> None:
    lead(standing, "7", Screen.DECISION)
    standing.page.evaluate(REACHED)
    for _ in range(40):
        standing.page.keyboard.press("Tab")
    told = json.dumps(standing.page.evaluate("window.reached"), ensure_ascii=False)
    places = [told.find(name) for name in IN_ORDER]
    assert -1 not in places and places == sorted(places), list(zip(IN_ORDER, places))
    standing.page.keyboard.press("Escape")


# What a person might see of a verdict while a page is read anew, before the rest of it stands.
FLASHED = """window.flashed = 0;
window.flashing = new MutationObserver(() => {
  window.flashed += document.querySelectorAll('.hb-verdict, .hb-six-small').length; });
window.flashing.observe(document, {subtree: true, childList: true});"""


def read_anew(tab: Visit) -> int:
    """How many verdicts show while the tab's page is read anew; nobody looks any more afterwards."""
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Page.enable")
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": FLASHED})
    tab.page.reload()
    tab.page.get_by_role("button", name="Board has spoken").wait_for(timeout=LONGEST_WAIT_MS)
    tab.settle()
    session.detach()
    return int(tab.page.evaluate("() => { window.flashing.disconnect(); return window.flashed; }"))


# The last one here: it leaves the board.
@standing_on(["board"])
def test_no_word_symbol_or_colour_of_a_verdict_shows_before_the_board_has_spoken(standing: Visit) -> None:
    """From screen to screen by the arrow, and while the page is read anew."""
    lead(standing, "1", Screen.PATIENT)
    standing.press("Discuss first")
    telling = {*TELLING, *VERDICT_GLYPH.values()}
    for screen in Screen:
        if screen is not Screen.PATIENT:
            lead(standing, "ArrowRight", screen)
        if screen is Screen.OPTIONS:
            assert "discuss=first" in standing.page.url and "screen=options" in standing.page.url
            assert read_anew(standing) == 0, "verdicts flash up"
        said = body(standing)
        assert {word for word in telling if word in said} == set(), screen
        shown = standing.page.locator(".hb-meets, .hb-caution, .hb-fails, .hb-unknown, .hb-verdict")
        assert shown.count() == 0, screen
    standing.page.get_by_role("link", name="Leave").click()
    standing.page.locator(".hb-top h1", has_text="Options").wait_for()
    standing.settle()
    assert standing.verdicts() == {} and standing.page.locator(".hb-six-small").count() == 0
    standing.press("Board has spoken")
    assert len(standing.verdicts()) == 6
