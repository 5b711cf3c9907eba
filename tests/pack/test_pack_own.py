"""A site's own cohort in the pack: a slide, pictures, a table, lines on the sheet, each marked as the site's own."""

from __future__ import annotations

import csv
import io
from functools import cache

import packs
from charts import curve
from invented import invented_library
from own_cohorts import LATER, THREE, WORDS, arm
from pptx import Presentation
from pypdf import PdfReader

from haic_core.case.file import Case
from haic_core.chart.own import OwnChart, own_chart
from haic_core.cohort.result import result_of
from haic_core.pack.files import pack_files
from haic_core.wording.cohort import MARK, NOT_A_COMPARISON


def chart() -> OwnChart:
    arms = (arm("HAIC"), arm("=TACE", LATER), arm("Y-90", THREE))
    return own_chart(result_of(arms, "months", words=WORDS), [curve()], invented_library(), fewest=1)


@cache
def files() -> dict[str, bytes]:
    return pack_files(Case(), invented_library(), own=chart())


def test_the_table_holds_the_numbers_at_the_ticks_and_no_step_which_may_be_one_patient() -> None:
    """Of twelve women at 12 months: five at risk, four events before; half are left just after."""
    made = files()
    rows = list(csv.DictReader(io.StringIO(made["tables/own_cohort.csv"].decode("utf-8-sig"))))
    assert {row["whose"] for row in rows} == {MARK} and {row["site"] for row in rows} == {"St. Anna"}
    (twelve,) = [row for row in rows if row["group"] == "HAIC" and row["months"] == "12"]
    told = [twelve[part] for part in ("n", "events", "median_months", "median_at_risk", "survival", "at_risk")]
    assert [*told, twelve["events_so_far"]] == ["12", "7", "15", "4", "0.5029", "5", "4"]
    assert {row["group"] for row in rows if row["group"] != "HAIC"} == {"'=TACE"}, "a formula is never exported live"
    assert len(rows) == 2 * len(chart().ticks)


def test_slide_pictures_and_sheet_show_it_and_say_whose_it_is() -> None:
    made = files()
    deck = Presentation(io.BytesIO(next(held for name, held in made.items() if name.endswith(".pptx"))))
    (slide,) = [slide for slide in deck.slides if "St. Anna" in " ".join(packs.texts(slide))]
    notes, face = packs.notes(slide), " ".join(packs.texts(slide))
    assert "St. Anna, the site’s own" in face and "Not a comparison of treatments." in face
    assert MARK in notes and NOT_A_COMPARISON in notes and "No curve below 10 patients: Y-90 (3)." in notes
    assert {"figures/own-cohort-os.svg", "figures/own-cohort-os.png"} <= made.keys()
    pages = PdfReader(io.BytesIO(next(held for name, held in made.items() if name.endswith(".pdf")))).pages
    sheet = " ".join(" ".join(page.extract_text() for page in pages).split())
    rests = "4 at risk, fewer than ten"
    assert f"median 15.0 months (6.0 to not reached), {rests}." in sheet and rests in notes and rests in face
    assert "the site’s own" in sheet


def test_without_one_nothing_of_it_is_in_the_pack() -> None:
    assert [name for name in files() if "own" in name]
    assert not [name for name in packs.files("empty") if "own" in name]
