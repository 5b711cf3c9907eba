"""A case entered as people work: by keyboard, in their own habits of writing numbers, in under fifteen keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from browser import LAPTOP, PHONE, PROJECTOR, Visit, visiting
from layout import AXE, COLOURS, WIDER, Scheme, faults, resized, themed
from running import Server

from haic_core.case.address import from_address, to_address
from haic_core.case.fact_kinds import Value
from haic_core.case.file import Case
from haic_core.case.patient import Patient

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# Of this month: an older finding is asked back. In a year this letter is as fresh.
MRI, LABORATORY = (date.today() - timedelta(days=days) for days in (16, 8))
LETTER = f"""Dear colleagues,
I present a 58-year-old woman with liver metastases of breast cancer, ER positive and HER2 negative.
ECOG 1. Two lines of systemic therapy so far. MRI of {MRI.day} {MRI:%B %Y}: 8 liver metastases in both
lobes, the largest 4,2 cm.
Laboratory of {LABORATORY.day} {LABORATORY:%B %Y}: bilirubin 18 umol/L (ref < 21), ALT 45 U/L (ref < 35),
AST 40 U/L (ref < 35), platelets 188 G/L, Hb 12,1 g/dl, INR 1,1, albumin 39 g/L, creatinine 0,9 mg/dL.
Karnofsky 70-80 %.
"""
FAILING = Case(
    Patient({"primary": "breast", "age_years": 88, "ecog": 4, "ascites": True, "platelets_e9_l": 30}), "case 9"
)
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
FOCUS = """() => document.activeElement.getAttribute('aria-label')
  || document.activeElement.closest('[role=radiogroup]')?.getAttribute('aria-label')
  || document.activeElement.innerText"""


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Visit]:
    with visiting(browser, server) as opened:
        opened.open()
        yield opened
        assert opened.outside == [] and opened.complaints == []


def press(tab: Visit, *keys: str) -> int:
    """Presses keys one by one, each once the server has answered the one before; tells how many there were."""
    for key in keys:
        with tab.answered():
            tab.page.keyboard.press(key)
    return len(keys)


def moved_on(tab: Visit) -> int:
    """One key that leads to the next field and says nothing to the server."""
    tab.page.keyboard.press("Tab")
    return 1


def recorded(tab: Visit) -> Patient:
    """The facts that the address holds now."""
    return from_address(tab.page.url.split("case=")[1].split("&")[0]).patient


def field(tab: Visit, label: str) -> str:
    return tab.page.get_by_role("textbox", name=label, exact=True).input_value()


def stands(tab: Visit) -> str:
    """Where the six options stand, as the panel beside the form says it."""
    return " ".join(tab.page.locator(".hb-stand").inner_text().split())


def test_a_full_letter_becomes_a_case_by_keyboard_in_fewer_than_fifteen_keys_after_pasting(tab: Visit) -> None:
    tab.way("Paste or open")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate(FOCUS) == "Letter or lab list"
    tab.page.keyboard.insert_text(LETTER)
    keys = press(tab, "Tab") + moved_on(tab)
    assert tab.page.evaluate(FOCUS).startswith("Take all ")
    keys += press(tab, "Enter")
    assert tab.strip().startswith(
        "58 years, breast primary, HR positive, HER2 negative, ECOG 1, 2 prior lines, 8 liver"
    )
    while tab.page.evaluate(FOCUS) != "80 %" and keys < 15:
        keys += moved_on(tab)
    keys += press(tab, "Enter")
    assert recorded(tab).get("karnofsky") == 80 and recorded(tab).get("bilirubin_mg_dl") == 1.052632
    assert keys <= 10 and stands(tab).count("Too little known") < 2


def test_six_answers_of_a_key_each_tell_how_every_option_stands_and_the_form_goes_on_from_there(tab: Visit) -> None:
    assert stands(tab).count("Too little known") == 5
    the_tabulator_stops_once_at_each_field_of_a_section(tab)
    tab.way("Ask me")
    tab.page.keyboard.press("Tab")
    keys = 0
    for answer in ("58", "1", "n", "n", "y", "n"):
        asked = tab.page.locator(".hb-question h2").inner_text()
        tab.page.keyboard.type(answer)
        keys += len(answer)
        if answer.isdigit() and len(answer) > 1:
            keys += press(tab, "Enter")
        tab.page.wait_for_function("old => document.querySelector('.hb-question h2')?.innerText !== old", arg=asked)
        tab.settle()
    assert stands(tab).count("Too little known") == 0 and keys <= 12
    history: dict[str, Value] = {"age_years": 58, "ecog": 1, "active_infection": False, "pregnant": False}
    found: dict[str, Value] = {"histology_confirmed": True, "contrast_allergy": False}
    known: dict[str, Value] = {"primary": "breast", **history, **found}
    assert recorded(tab) == Patient(known)

    tab.way("Form")
    the_arrows_choose_among_the_answers(tab)
    numbers_typed_in_german_and_us_habits_are_read_or_asked_back_and_can_be_undone(tab, known)


def the_tabulator_stops_once_at_each_field_of_a_section(tab: Visit) -> None:
    tab.page.get_by_role("textbox", name="Age (years)").focus()
    stops = []
    for _ in range(8):
        tab.page.keyboard.press("Tab")
        stops.append(tab.page.evaluate(FOCUS))
    assert stops == [
        "ECOG performance status",
        "Karnofsky performance status (%)",
        "Life expectancy (months)",
        "Surgical risk",
        "Normal electrocardiogram",
        "Other active cancer",
        "Active infection",
        "Pregnant",
    ]


def the_arrows_choose_among_the_answers(tab: Visit) -> None:
    tab.page.get_by_role("radiogroup", name="Pregnant").get_by_role("radio", checked=True).focus()
    press(tab, "ArrowLeft")
    assert recorded(tab).get("pregnant") is True
    press(tab, "ArrowRight")
    assert recorded(tab).get("pregnant") is False


def numbers_typed_in_german_and_us_habits_are_read_or_asked_back_and_can_be_undone(
    tab: Visit, before: dict[str, Value]
) -> None:
    tab.section("Laboratory")
    tab.type("Bilirubin (mg/dL)", "1,1")
    tab.type("Platelets (10^9/L)", "188.000/µl")
    tab.type("Haemoglobin (g/dL)", "121 g/L")
    assert (field(tab, "Bilirubin (mg/dL)"), field(tab, "Platelets (10^9/L)")) == ("1.1", "188")
    known = before | {"bilirubin_mg_dl": 1.1, "platelets_e9_l": 188, "haemoglobin_g_dl": 12.1}
    assert recorded(tab) == Patient(known)
    tab.type("Platelets (10^9/L)", "150000")
    assert tab.page.locator(".hb-asked").inner_text().endswith("Was 150 10^9/L meant?")
    assert field(tab, "Platelets (10^9/L)") == "150000" and recorded(tab) == Patient(known)
    tab.press("150000 per µL = 150 ×10⁹/L")
    assert recorded(tab).get("platelets_e9_l") == 150
    tab.press("Undo")
    assert recorded(tab) == Patient(known) and field(tab, "Platelets (10^9/L)") == "188"
    tab.press("Redo")
    assert recorded(tab).get("platelets_e9_l") == 150


# The form is asked in both themes where it stands open; here by day each further way in.
LIGHT_AND_DARK: tuple[tuple[Scheme, str], ...] = (("light", AXE), ("dark", COLOURS))
BY_DAY = {"Form": (), "Ask me": LIGHT_AND_DARK[:1], "Paste or open": LIGHT_AND_DARK[:1]}
BY_NIGHT = dict.fromkeys(BY_DAY, LIGHT_AND_DARK)


@pytest.mark.parametrize(
    "ways", [pytest.param(BY_DAY, id="by day"), pytest.param(BY_NIGHT, id="by night", marks=pytest.mark.deep)]
)
def test_all_three_ways_stand_on_one_screen_break_no_rule_and_show_the_verdicts(
    browser: Browser, server: Server, ways: dict[str, tuple[tuple[Scheme, str], ...]]
) -> None:
    with visiting(browser, server) as tab:
        tab.open("case", to_address(FAILING))
        for way, themes in ways.items():
            if way != "Form":
                tab.way(way)
            if way == "Paste or open":
                tab.page.get_by_role("textbox", name="Letter or lab list").fill(LETTER)
                press(tab, "Tab")
            for scheme, rules in themes:
                themed(tab, scheme)
                assert faults(tab, rules) == [], (way, scheme)
            assert tab.page.evaluate(HEIGHT) < 2600
        for size in (PROJECTOR, LAPTOP, PHONE):
            resized(tab, size)
            assert max(tab.page.evaluate(WIDER)) <= 0, size
            box = tab.page.locator(".hb-stand").bounding_box()
            assert box and box["y"] >= 0 and box["y"] + box["height"] <= size[1], size
