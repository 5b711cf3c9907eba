"""Every abbreviation that a screen draws has its words and its sentence, once."""

from __future__ import annotations

import re

from each import each

from haic_core.screen.glossary import glossary_list
from haic_core.screen.html import abbreviated
from haic_core.wording.glossary import ABBREVIATIONS, GLOSSARY

TERMS = [term for chapter in GLOSSARY for term in chapter.terms]
ASKED = [
    "OS",
    "PFS",
    "HR",
    "CI",
    "CR",
    "PR",
    "SD",
    "PD",
    "ORR",
    "DCR",
    "ULN",
    "ECOG",
    "LVEF",
    "INR",
    "ALT",
    "AST",
    "ANC",
    "eGFR",
    "HAIC",
    "TACE",
    "DEB-DOX",
    "Y-90",
    "SIRT",
    "TARE",
    "FUDR",
    "5-FU",
    "HER2",
    "HR+",
    "RECIST",
    "PERCIST",
    "CTCAE",
    "OCEBM",
]


def test_every_abbreviation_that_readers_asked_for_is_told_in_full() -> None:
    assert [name for name in ASKED if not ABBREVIATIONS.get(name)] == []
    named = {term.name for term in TERMS}
    assert {"Child-Pugh", "whole list", "part of a list", "nothing against", "in question", "silent on", "clock",
            "guarantee time", "reconstructed", "range of reconstructions", "sampling interval"} <= named  # fmt: skip


def test_each_term_stands_once_with_one_sentence_of_its_own() -> None:
    names = [name for term in TERMS for name in (term.name, *term.also)]
    assert len({name.lower() for name in names}) == len(names)
    assert len({term.id for term in TERMS}) == len(TERMS)
    for term in TERMS:
        assert term.meaning[0].isupper() and term.meaning.endswith(".") and ". " not in term.meaning, term.name


def test_nothing_against_means_that_one_list_is_open_although_another_may_leave_her_out() -> None:
    [meaning] = [term.meaning for term in TERMS if term.name == "nothing against"]
    assert meaning == (
        "At least one published list has no line that is not met, two of its facts besides the primary are met, and no "
        "caution, dispute or value beyond every list is recorded; another list may still leave her out, and “outside” "
        "then names it."
    )


def test_no_figure_of_a_paper_stands_in_the_glossary() -> None:
    """Grades and the ends of a scale are names; everything else would need a document and a place in it."""
    numbers = [number for term in TERMS for number in re.findall(r"\d+", term.meaning.replace("5-FU", ""))]
    assert sorted(numbers) == ["0", "3", "4"]


@each(
    ("words", "drawn"),
    [
        ("OS", '<abbr title="overall survival">OS</abbr>'),
        ("OS and OS", '<abbr title="overall survival">OS</abbr> and OS'),
        ("HR 0.5", '<abbr title="hazard ratio">HR</abbr> 0.5'),
        ("HR negative", '<abbr title="hormone-receptor negative">HR negative</abbr>'),
        ("5-FU < FUDR", '<abbr title="fluorouracil">5-FU</abbr> &lt; <abbr title="floxuridine">FUDR</abbr>'),
        ("POST-OS, DEB-DOXO, eGFRs", "POST-OS, DEB-DOXO, eGFRs"),
        ("clock & list", "clock &amp; list"),
        ("", ""),
    ],
)
def test_an_abbreviation_is_in_full_where_it_stands_first(words: str, drawn: str) -> None:
    assert abbreviated(words) == drawn


def test_the_list_shows_name_other_names_words_and_sentence() -> None:
    shown = glossary_list()
    assert (
        '<div id="word-y-90"><dt>Y-90 (SIRT, TARE)</dt><dd><i>yttrium-90 radioembolisation</i> Particles that radiate, '
        "given through the artery; other documents call it SIRT or TARE.</dd></div>"
    ) in shown
    assert '<div id="word-in-question"><dt>in question</dt><dd>Something recorded speaks' in shown
    assert shown.count("<dt>") == len(TERMS) and shown.count("<h3>") == len(GLOSSARY)
