"""Every published figure: with its place, its clock, who states it, and whether it is disputed."""

from __future__ import annotations

import math

import pytest
from each import each
from worked import sources

from haic_core.curves.plan import curve_choices
from haic_core.evidence.figures import SURVIVAL_LIKE, Figure, all_figures, figures_of
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import DocumentKind, Endpoint, Modality, Stated, Statistic, Status, Tier

SOURCES = tuple(sources())
ALL = all_figures(SOURCES)
BY_SOURCE = each("source", SOURCES, ids=lambda source: source.key)


def test_every_figure_is_a_finite_number_with_a_place() -> None:
    for figure in ALL:
        numbers = (figure.value, figure.percent, figure.ci_low, figure.ci_high, figure.p, figure.at_months)
        assert all(math.isfinite(number) for number in numbers if number is not None), figure.id
        assert figure.locator.strip(), figure.id


@BY_SOURCE
def test_a_figure_is_disputed_exactly_where_a_dispute_names_it(source: Source) -> None:
    named = {figure for dispute in source.dispute for figure in dispute.figures}
    found = {figure.id for figure in figures_of(source) if figure.status is Status.DISPUTED}
    assert found == named
    for figure in figures_of(source):
        if figure.status is Status.DISPUTED:
            assert figure.dispute in {dispute.id for dispute in source.dispute}


@BY_SOURCE
def test_a_series_of_others_is_told_as_quoted(source: Source) -> None:
    quoted = {f"{source.key}/{cohort.id}" for cohort in source.cohort if cohort.quoted_from}
    for figure in figures_of(source):
        assert (figure.stated is Stated.QUOTED_BY) == (figure.cohort in quoted), figure.id


@BY_SOURCE
def test_two_figures_of_one_name_are_one_figure_printed_twice(source: Source) -> None:
    seen: dict[str, Figure] = {}
    for figure in figures_of(source):
        first = seen.setdefault(figure.id, figure)
        same = (first.value, first.n, first.versus) == (figure.value, figure.n, figure.versus)
        assert first is figure or same or figure.status is Status.DISPUTED, figure.id


def test_every_survival_figure_read_first_hand_carries_its_clock() -> None:
    lacking = [
        figure.id
        for figure in ALL
        if figure.endpoint in SURVIVAL_LIKE
        and figure.stated is Stated.FIRST_HAND
        and not figure.clock
        and figure.statistic in (Statistic.MEDIAN, Statistic.SURVIVAL_PERCENT)
        and figure.primary == "breast"
    ]
    assert lacking == []


def test_survival_at_a_time_says_at_which_time_and_lies_within_a_hundred() -> None:
    for figure in ALL:
        if figure.statistic is Statistic.SURVIVAL_PERCENT:
            assert figure.at_months is not None and 0 <= figure.value <= 100, figure.id
        if figure.percent is not None:
            assert 0 <= figure.percent <= 100, figure.id
        if figure.p is not None:
            assert 0 <= figure.p <= 1, figure.id


def test_a_time_has_a_unit_and_only_months_reach_a_curve() -> None:
    times = [
        figure
        for figure in ALL
        if figure.endpoint in SURVIVAL_LIKE
        and figure.stated is Stated.FIRST_HAND
        and figure.statistic in (Statistic.MEDIAN, Statistic.RANGE_LOW, Statistic.RANGE_HIGH)
        and figure.at_months is None
    ]
    assert times
    assert {figure.unit for figure in times} <= {"months", "weeks", "days", "years", "hazard ratio"}
    drawn = {(choice.series.key, choice.basis.group, choice.basis.endpoint) for choice in curve_choices(SOURCES)}
    assert [
        figure.id
        for figure in times
        if figure.unit != "months" and figure.term is None and (figure.cohort, figure.group, figure.endpoint) in drawn
    ] == []


# A few figures as the papers print them, typed here by hand and not taken from data/.
PRINTED = [
    ("hsiao", "hsiao/haic:OS:median", {"value": 19.3, "ci_low": 14.7, "ci_high": 23.8, "n": 42}),
    ("hsiao", "hsiao/haic:PFS:median", {"value": 8.4, "ci_low": 10.6, "ci_high": 15.3}),
    ("hsiao", "hsiao/haic:CR:count", {"value": 2, "n": 42}),
    ("hsiao", "hsiao/haic:PR:count", {"value": 18, "n": 42}),
    ("hsiao", "hsiao/haic:SD:count", {"value": 8, "n": 42}),
    ("hsiao", "hsiao/haic:PD:count", {"value": 14, "n": 42}),
    ("hsiao", "hsiao/haic:baseline:median:Age", {"value": 47.5}),
    ("hsiao", "hsiao/haic.responders:OS:median", {"value": 26.7, "n": 28}),
    ("hsiao", "hsiao/haic.non_responders:OS:median", {"value": 6.1, "n": 14}),
]


@pytest.mark.parametrize(("key", "figure_id", "expected"), PRINTED, ids=[figure_id for _, figure_id, _ in PRINTED])
def test_a_figure_stands_as_it_is_printed(key: str, figure_id: str, expected: dict[str, float]) -> None:
    figure = next(figure for figure in ALL if figure.id == figure_id)
    assert figure.source == key
    assert {name: getattr(figure, name) for name in expected} == expected


def test_hsiaos_interval_that_excludes_its_own_median_is_shown_as_disputed_and_never_repaired() -> None:
    figure = next(figure for figure in ALL if figure.id == "hsiao/haic:PFS:median")
    assert figure.status is Status.DISPUTED
    assert figure.ci_low is not None and figure.ci_high is not None
    assert not figure.ci_low <= figure.value <= figure.ci_high


def test_the_five_documents_read_in_full_are_there() -> None:
    full = {source.key for source in SOURCES if source.document is DocumentKind.FULL_TEXT}
    assert full >= {"hsiao", "shi2021", "aarts2020", "gordon2016", "haic_review2025"}


@BY_SOURCE
def test_a_document_of_lesser_weight_says_why(source: Source) -> None:
    if source.tier is Tier.B:
        assert source.tier_reason or source.caveat
    cited = source.citation
    if source.document is not DocumentKind.FULL_TEXT and not (cited.doi or cited.pmid or cited.address):
        # What cannot be looked up again is context at most, and its reason says so.
        assert source.tier is Tier.C and "no address printed" in (source.tier_reason or "").lower()


def test_response_is_counted_and_harms_stand_beside_it() -> None:
    treated = {(figure.cohort, figure.endpoint) for figure in ALL if figure.modality is Modality.HAIC}
    for cohort in ("hsiao/haic", "shi2021/hai_systemic"):
        assert {(cohort, Endpoint.PR), (cohort, Endpoint.AE)} <= treated
