"""Packs that several tests read: built once for each case, and readers of what stands in their files."""

from __future__ import annotations

import io
from functools import cache

import pytest
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.chart.series import XySeries
from pptx.presentation import Presentation as Slides
from pptx.shapes.autoshape import Shape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from worked import checked, complete_facts

from haic_core.case.decision import LONGEST_SENTENCE, MOST_CONDITIONS, MOST_DISSENT, BoardRole
from haic_core.case.file import Case, case_from, read_case
from haic_core.evidence.library import DATA, Library
from haic_core.pack.content import PackContent, content_of
from haic_core.pack.files import pack_files

LONG = (
    "if the next scan still finds stable disease outside the liver and the woman wishes to go on with a "
    "liver-directed treatment, at the same dose and with the same partner drug as before the pause, then as agreed "
    "by all who sat here today"
)
DECIDED = {
    "considered": ["haic", "y90", "systemic"],
    "choice": "haic",
    "conditions": ["if the lung shunt is 20 % or less", LONG],
    "dissent": [{"role": "radiotherapy", "said": "would wait for the scan"}],
    "preference": "no further stay in hospital before spring",
    "trial": "NCT01387295",
    "leaves_criteria_because": "bone disease has been stable for two years",
    "decided_on": "2026-11-20",
    "next_step": "work-up for infusion",
    "owner": "interventional_radiology",
    "due": "2026-12-04",
}
ASKED = "Is an infusion into the hepatic artery an option before the next line?"


# By day who has a pack of the least, of the most and in between; by night everybody. 'decided' has the facts and so the
# charts of the second example.
FEW, SAME, MANY = (pytest.param(name, marks=pytest.mark.deep) for name in ("1", "2", "3"))
CASES = [FEW, SAME, MANY, "empty", "decided", "crowded"]
CHARTED = [FEW, "decided", MANY, "empty"]


def read() -> Library:
    return checked()


@cache
def case(name: str) -> Case:
    """A worked example by the start of its file's name, 'empty', 'decided', or 'crowded': everything at its longest."""
    examples = {path.stem[0]: path for path in (DATA / "examples").glob("*.json")}
    if name in examples:
        return read_case(examples[name].read_bytes(), name)
    if name == "empty":
        return Case()
    if name == "decided":
        return case_from({**case("2").as_mapping(), "question": ASKED, "decision": DECIDED}, name)
    wide = "W" * LONGEST_SENTENCE
    decision = {
        "choice": "haic",
        "conditions": [wide] * MOST_CONDITIONS,
        "preference": wide,
        "trial": wide,
        "dissent": [{"role": role, "said": wide} for role in list(BoardRole)[:MOST_DISSENT]],
        "leaves_criteria_because": wide,
        "decided_on": "2026-11-20",
        "next_step": wide,
        "owner": "interventional_radiology",
        "due": "2026-12-04",
    }
    facts = complete_facts()
    return case_from(
        {
            "schema": 1,
            "label": "W" * 40,
            "question": wide,
            "facts": facts,
            "recorded_on": dict.fromkeys(facts, "2026-11-02"),
            "decision": decision,
        },
        name,
    )


@cache
def content(name: str) -> PackContent:
    return content_of(case(name), read())


@cache
def files(name: str) -> dict[str, bytes]:
    return pack_files(case(name), read())


def file(name: str, suffix: str) -> bytes:
    """The one file of a pack whose name ends so."""
    (found,) = [held for path, held in files(name).items() if path.endswith(suffix)]
    return found


@cache
def deck(name: str) -> Slides:
    return Presentation(io.BytesIO(file(name, ".pptx")))


def slides(name: str, kicker: str) -> list[Slide]:
    """The slides of one part of the deck."""
    return [slide for slide in deck(name).slides if kicker in texts(slide)]


def text_shapes(slide: Slide) -> list[Shape]:
    """Every shape that has a text."""
    return [shape for shape in slide.shapes if isinstance(shape, Shape)]


def frames(slide: Slide) -> list[GraphicFrame]:
    """The frames of the slide's charts and tables."""
    return [shape for shape in slide.shapes if isinstance(shape, GraphicFrame)]


def texts(slide: Slide) -> list[str]:
    """The text of every shape that has one."""
    return [shape.text_frame.text for shape in text_shapes(slide)]


def table(slide: Slide) -> list[list[str]]:
    """The cells of the slide's only table."""
    (frame,) = [frame for frame in frames(slide) if frame.has_table]
    return [[cell.text for cell in row.cells] for row in frame.table.rows]


def chart_frame(slide: Slide) -> GraphicFrame:
    """The frame of the slide's only chart."""
    (frame,) = [frame for frame in frames(slide) if frame.has_chart]
    return frame


def chart(slide: Slide) -> Chart:
    """The slide's only chart."""
    return chart_frame(slide).chart


def notes(slide: Slide) -> str:
    """The speaker notes, which every slide has."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    return frame.text


def points(series: XySeries) -> list[tuple[float, float]]:
    """The (x, y) of a native scatter series, without the repeated last point."""
    found = list(zip(numbers(series, "xVal"), numbers(series, "yVal")))
    while len(found) > 1 and found[-1] == found[-2]:
        found.pop()
    return found


def numbers(series: XySeries, of: str) -> list[float]:
    """The numbers of one coordinate in one reading; python-pptx looks each point up in all of them."""
    return [float(value.text) for value in series._element.findall(f".//{{*}}{of}//{{*}}pt/{{*}}v")]
