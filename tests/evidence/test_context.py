"""What documents of context print stands beside an option, by therapy and by subtype, never among its series."""

from __future__ import annotations

from typing import Any

from each import each
from invented import arden, changed, elm, fir
from worked import library, sources

from haic_core.evidence.context import Context, context_of, therapy_contexts
from haic_core.evidence.side_lists import Era
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Modality, Sites

ERAS = (Era(therapy="CDK4/6 inhibitors", from_year=2015), Era(therapy="trastuzumab deruxtecan", from_year=2019))


def beside(*found: Source, option: Modality | None = Modality.SYSTEMIC, **facts: str) -> Context:
    return context_of(found or (arden(), elm()), ERAS, option, "breast", facts)


def printed(context: Context) -> list[tuple[str, float | None]]:
    return [
        ("nothing", None) if row.figure is None else (row.figure.id.partition(":")[2], row.figure.value)
        for row in context.rows
    ]


def test_a_board_reads_medians_then_what_they_are_compared_with_then_response_four_of_one_series() -> None:
    assert printed(beside()) == [
        ("OS:median", 20), ("PFS:median", 4), ("OS:hazard_ratio", 0.7), ("ORR:percent", 40), ("nothing", None),
    ]  # fmt: skip


def test_serious_harms_follow_and_mild_ones_are_left_to_the_library() -> None:
    def no_response(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["outcome"] = raw["cohort"][0]["outcome"][:1]

    assert printed(beside(changed(elm(), no_response)))[:2] == [("PFS:median", 4), ("AE:count:Nausea:grade 3", 4)]


def test_a_figure_of_a_group_keeps_its_group() -> None:
    assert [row.group.label if row.group else None for row in beside().rows[:2]] == [None, "Hormone receptor negative"]


def named(source: Source, key: str, **cohort: object) -> Source:
    """The same document under another key, with other content of its first cohort, which is kept alone."""

    def change(raw: dict[str, Any]) -> None:
        raw["key"] = key
        raw["cohort"] = [{name: value for name, value in {**raw["cohort"][0], **cohort}.items() if value is not None}]

    return changed(source, change)


def test_therapies_of_today_stand_before_others_and_what_was_not_read_stands_last() -> None:
    old, found = named(elm(), "oak", therapy=None), beside(elm()).rows
    rows = beside(old, elm()).rows
    assert [row.source.key for row in rows] == [*["elm"] * 4, *["oak"] * 4, "elm"]
    assert [row.figure for row in rows if row.source.key == "elm"] == [row.figure for row in found]


def test_the_patients_own_primary_stands_first_and_what_is_quoted_last() -> None:
    colorectal, quoted = named(elm(), "ash", primary="colorectal"), named(elm(), "oak", quoted_from="Ash 1999")
    keys = dict.fromkeys(row.source.key for row in beside(colorectal, quoted, named(elm(), "yew")).rows)
    assert list(keys) == ["yew", "oak", "ash"]


def test_documents_that_weigh_and_other_options_are_no_context() -> None:
    assert beside(option=Modality.HAIC).rows == ()
    assert {row.source.key for row in beside().rows} == {"elm"}


def test_a_group_of_other_receptors_is_not_listed_for_this_patient() -> None:
    assert ("PFS:median", 4) not in printed(beside(hormone_receptor="positive"))
    assert ("PFS:median", 4) in printed(beside(hormone_receptor="negative"))


def test_a_series_of_another_subtype_is_left_out_and_named() -> None:
    found = beside(her2="positive")
    assert [series.key for series in found.other_subtype] == ["elm/conjugate"]
    assert printed(found) == [("nothing", None)]


@each("her2", ["low", "negative"])
def test_her2_low_is_negative_where_a_report_knows_two_values(her2: str) -> None:
    assert beside(her2=her2).other_subtype == ()


def test_an_option_without_a_series_of_the_liver_says_so() -> None:
    assert beside().alone and not beside(arden(), option=Modality.HAIC).alone

    def of_all_sites(raw: dict[str, Any]) -> None:
        raw["cohort"][0]["sites"] = Sites.ALL.value

    assert beside(changed(arden(), of_all_sites), option=Modality.HAIC).alone


def test_a_randomised_document_of_the_option_stands_in_its_own_block() -> None:
    as_context = changed(fir(), lambda raw: raw.update(tier="C"))
    assert beside(as_context, option=Modality.Y90).rows == ()


def test_each_therapy_of_today_is_told_with_its_context_the_newest_first() -> None:
    newest, older = therapy_contexts([arden(), elm()], ERAS, "breast", {})
    assert (newest.therapy, newest.series, [one.key for one in newest.context]) == (
        "trastuzumab deruxtecan",
        (),
        ["elm"],
    )
    assert (older.therapy, older.context, [one.key for one in older.unread]) == ("CDK4/6 inhibitors", (), ["elm"])


def test_a_series_of_all_sites_without_results_is_no_series_of_the_liver() -> None:
    newest, _ = therapy_contexts([named(elm(), "oak", outcome=[])], ERAS, "breast", {})
    assert ([one.key for one in newest.context], newest.unread) == (["oak"], ())


def test_a_series_of_the_liver_that_weighs_ends_the_silence_on_its_therapy() -> None:
    def weighs(raw: dict[str, Any]) -> None:
        raw["tier"] = "B"
        del raw["cohort"][1]["quoted_from"]

    _, older = therapy_contexts([changed(elm(), weighs)], ERAS, "breast", {})
    assert [series.key for series in older.series] == ["elm/cut_off"]


def test_therapies_are_told_beside_systemic_treatment_and_where_no_option_is_chosen() -> None:
    assert len(beside(option=None).therapies) == len(beside().therapies) == 2
    assert beside(option=Modality.TACE).therapies == ()


@each(
    ("receptors", "therapies"),
    [
        ({}, ["trastuzumab deruxtecan", "CDK4/6 inhibitors", "T-DM1"]),
        ({"hormone_receptor": "positive", "her2": "negative"}, ["trastuzumab deruxtecan", "CDK4/6 inhibitors"]),
        ({"hormone_receptor": "positive", "her2": "low"}, ["trastuzumab deruxtecan", "CDK4/6 inhibitors"]),
        ({"hormone_receptor": "negative", "her2": "low"}, ["trastuzumab deruxtecan"]),
        ({"hormone_receptor": "positive", "her2": "positive"}, ["trastuzumab deruxtecan", "T-DM1"]),
    ],
)
def test_a_therapy_is_asked_for_where_it_is_given_to_the_patients_subtype(
    receptors: dict[str, str], therapies: list[str]
) -> None:
    found = therapy_contexts(sources(), library().eras, "breast", receptors)
    assert [one.therapy for one in found] == therapies


def test_every_therapy_a_document_names_is_one_of_the_list_of_eras() -> None:
    known = {era.therapy for era in library().eras}
    named = {cohort.therapy for source in sources() for cohort in source.cohort if cohort.therapy}
    assert named <= known and len(named) > 1


def test_no_series_of_a_therapy_of_today_stands_in_the_library_yet() -> None:
    found = {one.therapy: one for one in therapy_contexts(sources(), library().eras, "breast", {})}
    assert all(not one.series for one in found.values())
    assert [one.key for one in found["CDK4/6 inhibitors"].unread] == ["fidan_2025"]


def test_a_label_that_says_all_sites_is_read_as_all_sites() -> None:
    """A figure of all sites must not pass for one of the liver."""
    said = [cohort for source in sources() for cohort in source.cohort if "all sites" in cohort.label]
    assert len(said) > 8 and all(cohort.sites is Sites.ALL for cohort in said)


def test_series_of_a_therapy_of_today_are_those_of_the_patients_primary() -> None:
    def under_inhibitors(raw: dict[str, Any]) -> None:
        raw["list"], raw["criterion"] = [], []
        raw["cohort"][0] |= {"modality": "systemic", "therapy": "CDK4/6 inhibitors"}

    systemic = changed(arden(), under_inhibitors)
    found = {one.therapy: [series.key for series in one.series] for one in beside(systemic).therapies}
    assert found == {"trastuzumab deruxtecan": [], "CDK4/6 inhibitors": ["arden/infused"]}
    for option in (Modality.SYSTEMIC, None):
        of_the_colon = context_of((systemic,), ERAS, option, "colorectal", {})
        assert [one.series for one in of_the_colon.therapies] == [(), ()]
