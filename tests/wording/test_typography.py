"""An apostrophe is typographic and a per cent sign stands off its number, on every page alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from each import each
from worked import sources

from haic_core.case.facts import FACTS
from haic_core.curves.plan import CurveChoice, curve_choices
from haic_core.curves.published import draw
from haic_core.evidence.library import read_measurements, read_methods
from haic_core.wording.glossary import GLOSSARY

WORDING = sorted((Path(__file__).parents[2] / "haic_core" / "wording").glob("*.py"))
STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=s\b)|(?<=s)'(?=\s)")
TIGHT = re.compile(r"\d%")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def methods_page() -> Iterator[tuple[str, str]]:
    """What the Methods page tells, piece by piece, but for what it quotes as code."""
    yield from zip(("before the picture", "after the picture"), read_methods(), strict=True)
    for title, table in read_measurements().items():
        yield title, f"{title}\n{table}"
    for chapter in GLOSSARY:
        yield chapter.title, " ".join(f"{term.name} {term.words} {term.meaning}" for term in chapter.terms)


@each("title, told", methods_page())
def test_the_methods_page_has_the_apostrophes_and_per_cent_signs_of_every_other_page(title: str, told: str) -> None:
    assert STRAIGHT.findall(CODE.sub("", told)) == [], title
    assert TIGHT.findall(CODE.sub("", told)) == [], title


def test_on_the_methods_page_no_line_ends_between_a_number_and_its_per_cent_sign() -> None:
    told = "".join(read_methods())
    assert "20 to 40\N{NO-BREAK SPACE}% is disputed" in told and " %" not in told


@each("code", FACTS)
def test_the_definition_of_a_field_has_typographic_apostrophes(code: str) -> None:
    assert STRAIGHT.search(FACTS[code].definition) is None


@each("choice", curve_choices(sources()), ids=lambda choice: choice.name)
def test_what_a_passport_notes_of_a_curve_sets_no_per_cent_sign_tight(choice: CurveChoice) -> None:
    assert [note for note in draw(choice).reconstruction.notes if TIGHT.search(note)] == []


def test_a_straight_apostrophe_and_a_tight_per_cent_sign_are_noticed() -> None:
    assert STRAIGHT.search("the study's own curve") and STRAIGHT.search("patients' times")
    assert not STRAIGHT.search("the key 'time' or the study’s own") and TIGHT.search("91% have")
