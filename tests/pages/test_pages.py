"""Every page, run without a browser: what it always shows, whatever case is in hand, and what it never says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from running import PAGES, TITLES
from screens import (
    BROKEN_ADDRESS,
    EVERY_EXAMPLE,
    EVERY_PAGE,
    EXAMPLES,
    ONE_BY_DAY,
    TO_A_PATIENT,
    UNSAID,
    as_read,
    case_in_address,
    charts,
    in_address,
    library,
    opened,
    pieces,
    strip,
    strip_words,
    text,
    verdicts,
)
from streamlit.testing.v1 import AppTest

from haic_core.judgement.assessment import assess
from haic_core.wording.phrases import INTENDED_USE


@pytest.fixture
def read_afresh() -> Iterator[None]:
    """A server that reads its library anew, before and after."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


# What every page always shows.


@EVERY_PAGE
@pytest.mark.parametrize("alone", [False, True], ids=["through the app", "its file alone"])
def test_every_page_says_what_the_tool_is_for_and_whose_case_is_in_hand_and_foretells_nobody_anything(
    name: str, alone: bool
) -> None:
    at = opened(name, alone=alone)
    assert not at.exception
    said = text(at)
    assert INTENDED_USE in said and len(said) > 500
    assert UNSAID.findall(said) == [], "without a patient no page recommends or foretells"
    assert "breast primary" in strip_words(at)
    assert f"<h1>{TITLES[name]}</h1>" in "".join(pieces(at))


@EVERY_PAGE
@pytest.mark.parametrize(
    "alone", [False, pytest.param(True, marks=pytest.mark.deep)], ids=["through the app", "its file alone"]
)
def test_a_case_in_the_address_is_the_case_on_every_page(name: str, alone: bool) -> None:
    title, case = list(EXAMPLES.items())[1]
    at = opened(name, case, alone)
    assert not at.exception
    primary = "" if name == "board" else "breast primary, "  # the board's two lines have no room for it
    assert strip_words(at).startswith(f"{title} · 47 years, {primary}HR positive, HER2 negative, ECOG 1")
    assert in_address(at) == case


@ONE_BY_DAY
def test_an_example_taken_with_one_click_goes_along_to_every_page_and_none_recommends_or_foretells(title: str) -> None:
    at = opened()
    next(button for button in at.button if button.label == title).click().run()
    at_home = strip(at)
    assert at_home and title in at_home and UNSAID.findall(text(at)) == []
    for name in PAGES[1:]:
        at.switch_page(f"pages/{name}.py").run()
        assert not at.exception and not at.error
        # The board's line names the case; its verdicts have a screen of their own, and of her facts those that fit.
        told = at_home.split(" ·")[0] if name == "board" else at_home
        assert (strip(at) or "").startswith(told) and case_in_address(at).patient == EXAMPLES[title].patient
        assert UNSAID.findall(text(at)) == [], name


def refused_and_nothing_computed(at: AppTest) -> bool:
    assert not at.exception
    assert [error.value for error in at.error] == [BROKEN_ADDRESS]
    assert INTENDED_USE in text(at)
    return strip(at) is None and verdicts(at) == {} and not (at.number_input or at.radio or charts(at) or at.subheader)


@EVERY_PAGE
def test_a_broken_address_is_refused_on_every_page_and_nothing_is_computed(name: str) -> None:
    assert refused_and_nothing_computed(opened(name, "1.00000000.eNo", alone=True))


@pytest.mark.parametrize(
    "address",
    [
        TO_A_PATIENT[:-4],
        TO_A_PATIENT.replace("1.", "1.0", 1),
        TO_A_PATIENT.replace("1.", "2.", 1),
        "nonsense",
        "1..",
        "A" * 7000,
    ],
    ids=["cut off", "another checksum", "another version", "a word", "empty parts", "endless"],
)
def test_however_an_address_is_broken_the_sentence_is_the_same(address: str) -> None:
    assert refused_and_nothing_computed(opened("options", address, alone=True))


def test_after_a_broken_address_one_click_starts_afresh() -> None:
    at = opened("options", "1.00000000.eNo")
    at.button[0].click().run()
    assert not at.error and "breast primary" in strip_words(at) and in_address(at) is None


def test_a_broken_address_stays_refused_on_the_next_page() -> None:
    at = opened("case", "1.00000000.eNo").switch_page("pages/options.py").run()
    assert [error.value for error in at.error] == [BROKEN_ADDRESS] and verdicts(at) == {}


# What no page ever says.


@EVERY_EXAMPLE
def test_all_six_options_stay_on_the_page_for_every_patient(title: str) -> None:
    assert list(verdicts(opened("options", EXAMPLES[title]))) == [
        "Resection",
        "Ablation",
        "TACE",
        "HAIC",
        "Y-90",
        "Systemic alone",
    ]


def test_nothing_is_concluded_for_a_patient_of_whom_nothing_is_recorded() -> None:
    said = verdicts(opened("options"))
    assert said.pop("Systemic alone") == "Always an option"
    assert set(said.values()) == {"Too little is recorded"}


def test_the_ledger_of_each_option_opens_with_every_line_of_every_list_and_every_limited_fact() -> None:
    case = EXAMPLES["Liver-dominant, two lines, progressing"]
    at = opened("options", case)
    for option in assess(case.patient, library()).options:
        at.radio(key="ledger_option").set_value(option.modality).run()
        assert not at.exception
        shown = "".join(pieces(at))
        limits = [row for row in option.ledger if not row.of_list]
        assert shown.count('<tr class="hb-row-') == len(option.ledger) - len(limits)
        assert shown.count('<tr class="hb-safety-') == len({row.criterion.conditions[0].fact for row in limits})
        assert all(html.escape(row.criterion.locator) in shown for row in limits)


# Evidence and library.


def test_the_evidence_can_be_narrowed_to_one_option() -> None:
    at = opened("evidence", EXAMPLES["Liver-dominant, two lines, progressing"])
    everything = re.findall(r'class="hb-match".*?<h2>(.*?) – ', "".join(pieces(at)))
    at.radio(key="evidence_option").set_value("haic").run()
    narrowed = re.findall(r'class="hb-match".*?<h2>(.*?) – ', "".join(pieces(at)))
    assert set(narrowed) == {"HAIC"} and narrowed == [one for one in everything if one == "HAIC"]
    assert len(set(everything)) == 6


def test_a_search_of_the_evidence_finds_a_series_by_its_author() -> None:
    at = opened("evidence", EXAMPLES["Liver-dominant, two lines, progressing"])
    at.text_input(key="evidence_search").set_value("hsiao").run()
    assert not at.exception
    found = "".join(pieces(at))
    assert 'href="library?document=hsiao"' in found and found.count("No study in this library.") == 5


def test_a_board_reads_where_hsiao_contradicts_itself() -> None:
    dispute = next(one for one in library().source("hsiao").dispute if one.id == "pfs_interval")
    assert dispute.what in text(opened("evidence", EXAMPLES["Liver-dominant, two lines, progressing"]))


def test_a_document_of_every_kind_opens_on_the_library_page() -> None:
    at = opened("library")
    assert len(at.selectbox(key="document").options) == len(library().sources)
    for source in {source.document: source for source in library().sources}.values():
        at.selectbox(key="document").set_value(source.key).run()
        assert not at.exception and source.citation.title in text(at)


EARLIER = """schema = 1
key = "earlier"
tier = "B"
document = "abstract"
peer_reviewed = true
citation = { first_author = "Earlier", title = "Written for the earlier rule" }
study = { design = "retrospective_cohort", setting = "One hospital", locator = "Abstract" }
criterion = [{ modality = "haic", role = "entry", fact = "lesion_count", at_most = 9, locator = "Abstract" }]
"""


def test_a_document_that_cannot_be_read_is_named_and_the_rest_still_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_afresh: None
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "our_cohort.toml").write_text('key = "our_cohort"\nshrot = "Ours"\n', encoding="utf-8")
    (tmp_path / "sources" / "earlier.toml").write_text(EARLIER, encoding="utf-8")
    monkeypatch.setenv("HAIC_DATA", str(tmp_path))
    at = opened("library")
    assert not at.exception
    assert [warning.value[:54] for warning in at.warning] == ["To add: earlier.toml: the list of criteria for 'haic' "]
    # One key that no document has, and six that each must have.
    told = [as_read(error.value).partition("Left out: our_cohort.toml: ")[2] for error in at.error]
    assert len(told) == 7 and all(told) and "shrot: unknown key." in told
    for name in PAGES:
        other = opened(name, EXAMPLES["Solitary late recurrence"])
        assert not other.exception and "Solitary late recurrence" in strip_words(other)
    assert verdicts(opened("options", EXAMPLES["Solitary late recurrence"]))["Resection"] == "Nothing against it so far"
