"""The evidence in one table: of each option the closest series, how it fits her, and what it prints; nothing ranked."""

from __future__ import annotations

from collections.abc import Callable

from each import each
from invented import arden, birch, changed, invented_library, invented_patient
from worked import Raw, library

from haic_core.case.patient import NOBODY
from haic_core.chart.evidence_table import OptionRow, SeriesRow, option_rows
from haic_core.evidence.agreement import MOST_TELLING, about, questions
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.words.vocabulary import Modality


def rows(*sources: Source, wanted: str = "", full_text: bool = False) -> dict[Modality, OptionRow]:
    read = invented_library(*sources)
    return {row.modality: row for row in option_rows(assess(invented_patient(), read), read, wanted, full_text)}


def infused(change: Callable[[Raw], object] = lambda raw: None) -> SeriesRow:
    """Arden's series as a row, her paper changed."""
    found = rows(changed(arden(), change))[Modality.HAIC].closest
    assert found is not None
    return found


def test_six_options_stand_in_their_fixed_order_whatever_is_known_of_them() -> None:
    assert list(rows()) == list(Modality)
    assert [row.modality for row in rows().values() if row.closest] == [Modality.TACE, Modality.HAIC]


def test_a_series_says_how_many_recorded_facts_it_fits_differs_on_and_is_silent_of() -> None:
    """Age, number, primary and bilirubin lie inside; platelets and extrahepatic disease outside; of ECOG, lines and
    size Arden prints no range and no single limit."""
    assert infused().fit.words == "fits 4, differs 2, silent on 3"
    nobody = option_rows(assess(NOBODY, invented_library(arden())), invented_library(arden()))
    assert {row.closest.fit.words for row in nobody if row.closest} == {"nothing recorded yet"}


def test_a_median_comes_with_its_printed_interval_its_time_zero_and_its_place() -> None:
    found = infused().median
    assert found is not None
    assert (found.words, found.clock, found.locator) == ("20 (15 to 26)", "first infusion", "Results, Survival")
    assert not found.disputed
    alone = rows()[Modality.TACE].closest
    assert alone and alone.median and alone.median.words == "17.5"


def test_a_median_whose_document_contradicts_itself_on_it_is_marked() -> None:
    named = infused(lambda raw: raw["dispute"][0].update(figures=["arden/infused:OS:median"]))
    assert named.median and named.median.disputed and named.disputes == 1


def test_a_clock_that_is_not_stated_is_no_clock() -> None:
    unsaid = infused(lambda raw: raw["cohort"][0]["clock"][0].update(zero="not stated", starts="not_stated"))
    assert unsaid.median and unsaid.median.clock == ""


def test_a_median_of_a_group_is_nobody_elses() -> None:
    def only_responders(raw: Raw) -> None:
        outcomes = raw["cohort"][0]["outcome"]
        raw["cohort"][0]["outcome"] = [one for one in outcomes if one["endpoint"] != "OS" or one.get("group")]
        raw["cohort"][0]["curve"] = []

    assert infused(only_responders).median is None


def outcome(**more: object) -> dict[str, object]:
    return {"endpoint": "ORR", "statistic": "count", "value": 14, "unit": "patients", "locator": "Results"} | more


@each(
    ("printed", "words"),
    [
        ([], "12 of 40"),
        ([outcome()], "14 of 40"),
        ([outcome(n=38)], "14 of 38"),
        ([outcome(statistic="percent", value=35, unit="%")], "12 of 40"),
        ([outcome(term="confirmed", value=9), outcome()], "14 of 40"),
    ],
)
def test_responders_are_those_counted_else_both_categories_added_up(
    printed: list[dict[str, object]], words: str
) -> None:
    found = infused(lambda raw: raw["cohort"][0]["outcome"].extend(printed)).response
    assert found and found.amount.words == words


def test_where_no_patient_is_counted_the_printed_rate_stands() -> None:
    found = rows()[Modality.TACE].closest
    assert found and found.response and found.response.amount.words == "36 %"


def test_the_most_frequent_serious_harm_is_counted_in_patients_not_in_events() -> None:
    """Four of forty with nausea of grade 3; six occlusions are events; 7.5 % with an ulcer are fewer."""
    harm = infused().harm
    assert harm and (harm.amount.words, harm.what, harm.brief) == ("4 of 40", "Nausea, grade 3", "Nausea")


def test_a_series_says_what_kind_of_document_it_stands_in() -> None:
    assert infused().about == "n = 40 · full text · phase II trial · level 4"
    assert infused().brief == "n = 40 · full text"


@each(
    ("wanted", "found"),
    [
        ("arden", [Modality.HAIC]),
        ("ARDEN 2020", [Modality.HAIC]),
        ("birch", [Modality.TACE]),
        ("phase", [Modality.HAIC]),
        ("arden birch", []),
        ("", [Modality.TACE, Modality.HAIC]),
    ],
)
def test_a_search_finds_series_by_author_year_and_word(wanted: str, found: list[Modality]) -> None:
    assert [row.modality for row in rows(wanted=wanted).values() if row.closest] == found


def test_full_texts_alone_leave_an_abstract_out() -> None:
    assert [row.modality for row in rows(full_text=True).values() if row.closest] == [Modality.HAIC]


def test_the_series_of_an_option_stand_closest_first_and_each_once() -> None:
    read, patient = library(), invented_patient(platelets_e9_l=200)
    found = assess(patient, read)
    for row in option_rows(found, read):
        own = [match.key for match in found.evidence if match.modality is row.modality]
        assert [one.match.key for one in (row.closest, *row.further) if one] == own


def test_of_her_factors_those_on_which_series_speak_stand_first_and_of_others_nobody_hears() -> None:
    asked = questions([arden(), birch()])
    telling, others = about(asked, ["prior_lines", "her2"])
    assert [one.factor for one in telling] == ["prior_lines"] and [one.factor for one in others] == ["her2"]
    assert about(asked, []) == ((), ())
    many = questions(library().sources)
    telling, others = about(many, {one.factor for one in many})
    assert len(telling) == MOST_TELLING and all(len(one.voices) > 1 for one in telling)
    assert not any(one in telling for one in others) and len(telling) + len(others) == len(many)
