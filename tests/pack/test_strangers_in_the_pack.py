"""In the pack too every text that is not ours stands as text: on slides, sheet and pictures, and in the tables."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest
from invented import invented_patient
from own_cohorts import LATER, arm, result
from pptx import Presentation
from pypdf import PdfReader
from strangers import NASTY, drawn_curves, nasty_case, nasty_library

from haic_core.case.file import Case
from haic_core.chart.own import own_chart
from haic_core.pack.files import pack_files

SVG = "{http://www.w3.org/2000/svg}"
# Named here, so that no pack is made before a test asks for one.
PICTURES = ["survival-os-haic", "own-cohort-os", "response-and-harms"]
TABLES = [
    "options", "ledger", "evidence", "response_and_harms", "conflicts", "curve_points", "printed_points", "at_risk",
    "sources", "own_cohort",
]  # fmt: skip


@cache
def packed() -> dict[str, bytes]:
    """The pack of a patient whom Arden admits, so that slides hold her curve and her balance; beside it a registry
    whose site, groups, event and clock are strangers."""
    patient = invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False)
    case = Case(patient, nasty_case().label, {}, nasty_case().decision)
    groups = [arm(NASTY), arm(f"2 {NASTY}", LATER)]
    site = replace(result(*groups), site=NASTY, endpoint=NASTY, clock=NASTY)
    return pack_files(case, nasty_library(), own=own_chart(site, drawn_curves()[:1], nasty_library()))


def named(ending: str) -> list[str]:
    return [name for name in packed() if name.endswith(ending)]


def test_a_slide_holds_a_strangers_words_as_words() -> None:
    [name] = named(".pptx")
    told = [
        frame.text
        for slide in Presentation(io.BytesIO(packed()[name])).slides
        for shape in slide.shapes
        for frame in (
            [shape.text_frame]
            if shape.has_text_frame
            else [cell for row in shape.table.rows for cell in row.cells]
            if shape.has_table
            else []
        )
    ]
    assert any("<b title=" in text and "![x](http" in text for text in told)
    assert any(text.startswith("2 <b …") for text in told), "the registry's second group"
    assert not [text for text in told if "&lt;" in text or "&amp;" in text]


def test_a_sheet_holds_a_strangers_words_as_words() -> None:
    [name] = named(".pdf")
    text = " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(packed()[name])).pages).split())
    assert '<b title="evil">' in text and "&lt;" not in text


def test_every_picture_and_every_table_of_the_pack_is_read_here() -> None:
    assert named(".svg") == [f"figures/{name}.svg" for name in PICTURES]
    assert named(".csv") == [f"tables/{name}{form}.csv" for name in TABLES for form in ("", "_semicolon")]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_holds_a_strangers_words_as_words(name: str) -> None:
    tree = ElementTree.fromstring(packed()[f"figures/{name}.svg"])
    known = {f"{SVG}{tag}" for tag in ("svg", "title", "desc", "rect", "polyline", "polygon", "text")}
    assert {element.tag for element in tree.iter()} <= known
    told = [element.text or "" for element in tree.iter()]
    assert any("<b title=" in text for text in told) and not [text for text in told if "&lt;" in text]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_a_strangers_words_in_one_cell(name: str) -> None:
    head, *lines = csv.reader(io.StringIO(packed()[f"tables/{name}.csv"].decode("utf-8-sig")))
    assert {len(line) for line in lines} <= {len(head)}
    torn = [cell for line in lines for cell in line if "evil" in cell and "<b title=" not in cell]
    assert torn == [] and NASTY.startswith("<b title=")
