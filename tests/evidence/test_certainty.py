"""How far a document can be trusted follows from its own columns."""

from __future__ import annotations

from each import each
from worked import library, sources

from haic_core.evidence.certainty import DOMAINS, certainty
from haic_core.evidence.figures import figures_of
from haic_core.evidence.source import Source
from haic_core.screen.library import ORDERS, chosen, patients_of, speaks_of
from haic_core.words.vocabulary import Design, DocumentKind, Modality, Tier

ERAS = library().eras
SOURCES = {source.key: source for source in sources()}


@each(
    ("key", "level"),
    [
        ("yin_rct_tace", 2),
        ("ruiz_2018_matched", 3),
        ("hsiao", 4),
        ("shi2021", 4),
        ("gordon2016", 5),
        ("sirtex_label_y90", 5),
        ("aarts_2021_sr", 4),
    ],
)
def test_the_level_of_evidence_follows_from_the_design(key: str, level: int) -> None:
    assert certainty(SOURCES[key], ERAS).level == level


@each("source", SOURCES.values(), ids=lambda source: source.key)
def test_every_document_has_all_seven_domains_each_with_a_reason(source: Source) -> None:
    found = certainty(source, ERAS)
    assert [one.domain for one in found.domains] == list(DOMAINS)
    assert all(one.reason for one in found.domains)
    if source.document is not DocumentKind.FULL_TEXT:
        assert {one.rating for one in found.domains} == {"no_information"}


def test_hsiao_is_tagged_for_its_responders_its_single_arm_and_its_years() -> None:
    tags = certainty(SOURCES["hsiao"], ERAS).tags
    assert "guarantee time: groups defined by response" in tags
    assert "single arm" in tags
    assert "enrolled partly before T-DM1" in tags


def test_a_series_that_ended_before_a_drug_is_tagged_so() -> None:
    assert "enrolled before T-DM1" in certainty(SOURCES["arai_1994"], ERAS).tags


def test_what_was_not_peer_reviewed_says_so() -> None:
    assert "not peer reviewed" in certainty(SOURCES["gordon2016"], ERAS).tags


def test_a_comparison_of_treatments_is_not_called_a_single_arm() -> None:
    compared = [
        source
        for source in SOURCES.values()
        if len({cohort.modality for cohort in source.cohort if not cohort.quoted_from}) > 1
    ]
    assert len(compared) > 3
    for source in compared:
        assert "single arm" not in certainty(source, ERAS).tags, source.key
        assert certainty(source, ERAS).level <= 3


def test_matching_against_another_cancer_is_a_case_series_of_the_treatment() -> None:
    assert SOURCES["cheung_hk"].study.design is Design.MATCHED_COMPARISON
    assert certainty(SOURCES["cheung_hk"], ERAS).level == 4


def test_the_library_is_filtered_by_option_and_tier_and_sorted_without_losing_a_document() -> None:
    assert all(len(chosen(library(), [], [], order)) == len(SOURCES) for order in ORDERS)
    haic = chosen(library(), [Modality.HAIC], [Tier.A], ORDERS[0])
    assert haic and all(Modality.HAIC in speaks_of(source) and source.tier is Tier.A for source in haic)
    sizes = [patients_of(source) for source in chosen(library(), [], [], "patients, most first")]
    assert sizes == sorted(sizes, reverse=True)
    figures = [len(figures_of(source)) for source in chosen(library(), [], [], "figures, most first")]
    assert figures == sorted(figures, reverse=True)
