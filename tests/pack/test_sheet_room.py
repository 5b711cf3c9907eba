"""What the sheet keeps where room is short: the decision first, who is left out by name, both pages used."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import packs
import pytest
from pypdf import PdfReader

from haic_core.case.decision import Choice, Decision
from haic_core.case.file import case_from
from haic_core.pack.content import PackContent, content_of
from haic_core.pack.sheet import sheet
from haic_core.pack.sheet import whole as pages
from haic_core.pack.sheet.pages import TooLong
from haic_core.pack.sheet.room import ROOMS
from haic_core.pack.sheet.type import Cells, load_faces
from haic_core.words.vocabulary import Modality

# Twelve lesions are past what surgeons and needles take; platelets of 95 are below the 100 of Hsiao and Aarts.
FACTS = {
    "age_years": 61, "ecog": 1, "primary": "breast", "extrahepatic_disease": "bone_only_stable", "prior_lines": 3,
    "lesion_count": 12, "largest_lesion_cm": 5, "platelets_e9_l": 95, "bilirubin_mg_dl": 1.4,
}  # fmt: skip


@cache
def decided(choice: str, but: str = "") -> PackContent:
    """The pack of a case with a decision; but: a fact that is not recorded of her."""
    facts = {name: value for name, value in FACTS.items() if name != but}
    case = case_from({"schema": 1, "facts": facts}, "by hand")
    return content_of(replace(case, decision=Decision(choice=Choice(choice))), packs.read())


def words(printed: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages).split())


def part(told: str, start: str, end: str) -> str:
    return told.partition(start)[2].partition(end)[0]


def test_what_was_decided_has_room_first_then_what_does_not_fail_each_in_the_fixed_order() -> None:
    haic, tace, y90, systemic = Modality.HAIC, Modality.TACE, Modality.Y90, Modality.SYSTEMIC
    resection, ablation = Modality.RESECTION, Modality.ABLATION
    assert decided("haic").by_room == (haic, tace, y90, systemic, resection, ablation)
    assert decided("resection").by_room == (resection, tace, haic, y90, systemic, ablation)


def test_beside_the_closest_series_of_an_option_whose_every_list_leaves_her_out_that_is_said() -> None:
    series = part(words(sheet(decided("haic"))), "The closest published series", "Response beside")
    assert "Resection · Abbott, n = 86 she is outside every list that says who entered" in series
    assert "Chun 2020, n = 763 nothing of her fits in any series" in series
    assert series.count("she is outside every list") == 2, "resection and ablation"


def test_the_sheet_begins_with_the_series_and_lines_of_the_decided_option_and_names_the_laboratory_values() -> None:
    told = words(sheet(decided("haic")))
    assert "Outside a printed line: Platelets 95 ×10⁹/L" in told
    lines = part(told, "The lines that decide", "What the board decided")
    assert lines.strip().startswith("HAIC In question; caution for platelets 95 ×10⁹/L.") and "Hsiao" in lines
    series = part(told, "The closest published series", "Response beside")
    assert series.strip().startswith("of each option HAIC") and "median OS" in series
    assert series.index("Y-90") < series.index("Resection")


def test_an_option_that_was_decided_although_it_fails_has_its_curves_too() -> None:
    for choice in ("resection", "haic"):
        drawn = [chart.modalities[0] for chart in decided(choice).charts]
        assert (Modality.RESECTION in drawn) is (choice == "resection") and Modality.HAIC in drawn


def test_who_is_left_out_where_room_is_short_is_named_with_the_verdict() -> None:
    narrow = replace(ROOMS[-1], deciding=4, cohorts=4)
    load_faces()
    told = words(pages._printed(decided("haic"), narrow, Cells()))
    assert "Resection and Ablation: does not meet; their series stand in evidence.csv." in told
    assert "does not meet; their lines stand in ledger.csv." in told


def test_a_part_is_added_as_long_as_the_two_pages_hold_it() -> None:
    """The narrow room that fits leaves half a page empty; what the sheet prints is more than it."""
    load_faces()
    content, narrow = decided("haic"), ROOMS[7]
    filled = pages._filled(content, narrow, Cells())
    assert len(words(pages._printed(content, filled, Cells()))) > len(words(pages._printed(content, narrow, Cells())))


def test_a_sheet_that_was_measured_in_many_rooms_is_printed_as_one_that_was_not() -> None:
    """Cells are kept from one attempt to the next; none carries anything of the attempts before."""
    content, kept = decided("haic", "age_years"), Cells()
    room = next(room for room in ROOMS if pages._fits(content, room, kept))
    assert room != ROOMS[0], "the first is too long"
    filled = pages._filled(content, room, kept)
    assert filled != room, "a part was added"
    printed = pages._printed(content, filled, kept)
    assert sheet(content) == printed == pages._printed(content, filled, Cells())
    with pytest.raises(TooLong):
        pages._printed(content, ROOMS[ROOMS.index(room) - 1], Cells())
