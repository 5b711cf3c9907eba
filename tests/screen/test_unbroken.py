"""No line breaks between a number and its unit, inside a name such as Y-90, or inside a short fact of the patient."""

from __future__ import annotations

import re

import pytest
from reading import plain
from screens import EXAMPLES
from worked import library

from haic_core.case.meeting import Screen
from haic_core.screen.board.screens import screen_title
from haic_core.screen.html import unbroken

WHOLE = re.compile(r'<span class="hb-whole">(.*?)</span>')


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("open in Aarts 2020, NCT01290536 and Bommineni Y-90", ["Y-90"]),
        ("Y-90; ECOG 0-1, BreCLIM-2, T-DM1", ["Y-90;", "0-1,", "BreCLIM-2,", "T-DM1"]),
        ("platelets 82 ×10⁹/L, 100 needed", ["82 ×10⁹/L,"]),
        ("ALT 2.7 ×, 2.5 allowed, and 1 more line", ["2.7 ×,"]),
        ("largest lesion 3.8 cm and 5 lesions; open: 13 facts.", ["3.8 cm", "5 lesions;", "13 facts."]),
        ("DEB-DOX 70–150 µm pilot", ["70–150 µm"]),
        ("eGFR 88 mL/min/1.73 m², bilirubin 0.6 mg/dL, albumin 42 g/L", ["88 mL/min/1.73 m²,", "0.6 mg/dL,", "42 g/L"]),
        ("lung shunt (22 % not by Sirtex label)", ["(22 %"]),
        ("the work-up still has to show the hepatic artery", ["work-up"]),
        ("2 of 42 in 2020, a cmos of 3 cmos", []),
        ("x & y <b>", []),
    ],
)
def test_what_is_read_as_one_stays_on_one_line(words: str, whole: list[str]) -> None:
    drawn = unbroken(words)
    assert WHOLE.findall(drawn) == whole
    assert plain(drawn) == plain(words.replace("&", "&amp;").replace("<", "&lt;"))


@pytest.mark.parametrize("title", EXAMPLES)
def test_no_short_fact_of_the_patients_line_on_the_board_is_broken(title: str) -> None:
    drawn = screen_title(Screen.PATIENT, library(), EXAMPLES[title])
    assert re.search(r'<span class="hb-whole">\d prior lines?,</span>', drawn)
    assert re.search(r'<span class="hb-whole">\d liver lesions?,</span>', drawn)
