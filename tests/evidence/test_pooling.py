"""Pooled shares against R's metafor: what differs is declared here with its reason, and nothing else differs.

R's numbers stand in tests/golden/metafor_pooling.json; benchmarks/evidence/golden/make_pooling.R computes them. The
counts are made up; every study is a document read as data/ is read, so that counting is tested with pooling.
"""

from __future__ import annotations

import json
from pathlib import Path

import invented
import pytest
from each import each

from haic_core.evidence.pooling import Pooled, pool_all
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Tier

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "metafor_pooling.json").read_text("utf-8"))["sets"]
TO_TEN_DIGITS = 1e-10
# Declared. Two studies say less about each other than a summary would pretend; metafor gives one.
NO_SUMMARY = "two_studies"
POOLED = [name for name in GOLDEN if name != NO_SUMMARY]
WITHOUT_VARIANCE = [name for name in POOLED if GOLDEN[name]["tau2"] == 0]
WITH_VARIANCE = [name for name in POOLED if GOLDEN[name]["tau2"] > 0]


def document(key: str, n: int, *outcomes: dict[str, object], **more: object) -> Source:
    """One document with one cohort, whose response is printed by these outcomes."""
    cohort = {"id": "haic", "label": "Infusion", "modality": "haic", "treatment": "Infusion", "n": n}
    printed = [{"locator": "Table 2", **outcome} for outcome in outcomes]
    return invented.document(key, cohort=[{**cohort, "locator": "Table 1", "outcome": printed, **more}])


def responders(x: int) -> dict[str, object]:
    return {"endpoint": "ORR", "statistic": "count", "value": x}


def pooled(name: str) -> Pooled:
    """The response of one golden set's studies, pooled."""
    counts = zip(GOLDEN[name]["x"], GOLDEN[name]["n"])
    (found,) = pool_all([document(f"study_{i}", n, responders(x)) for i, (x, n) in enumerate(counts)])
    return found


def figures(found: Pooled) -> list[float | None]:
    return [found.share, found.low, found.high, found.predicted_low, found.predicted_high]


def by_r(name: str) -> list[float]:
    golden = GOLDEN[name]
    return [golden["mean"], *golden["hartung_knapp_floored"], *golden["prediction"]]


def test_the_golden_sets_hold_what_pooling_stumbles_over() -> None:
    assert WITHOUT_VARIANCE and len(WITH_VARIANCE) >= 3
    shares = [(x, n) for golden in GOLDEN.values() for x, n in zip(golden["x"], golden["n"])]
    assert any(x == 0 for x, _ in shares) and any(x == n for x, n in shares)
    assert any(golden["i2_of_q"] > 90 for golden in GOLDEN.values())


@each("name", GOLDEN)
def test_the_interval_of_every_single_study_is_exact(name: str) -> None:
    golden, found = GOLDEN[name], pooled(name)
    assert [(study.x, study.n) for study in found.studies] == list(zip(golden["x"], golden["n"]))
    for study, limits in zip(found.studies, golden["exact"]):
        assert [study.low, study.high] == pytest.approx(limits, rel=TO_TEN_DIGITS, abs=1e-15)


@each("name", POOLED)
def test_studies_are_pooled_as_metafor_pools_them(name: str) -> None:
    found = pooled(name)
    assert found.tau2 == pytest.approx(GOLDEN[name]["tau2"], rel=TO_TEN_DIGITS, abs=1e-15)
    assert figures(found) == pytest.approx(by_r(name), rel=TO_TEN_DIGITS)


@each("name", WITHOUT_VARIANCE)
def test_studies_that_differ_by_no_more_than_chance_have_no_variance_between_them(name: str) -> None:
    found = pooled(name)
    assert found.tau2 == 0 and found.i2 == 0


@each("name", POOLED)
def test_the_share_of_variation_beyond_chance_is_the_classical_one_of_q(name: str) -> None:
    assert pooled(name).i2 == pytest.approx(GOLDEN[name]["i2_of_q"], rel=TO_TEN_DIGITS)


# The declared differences: each is still there, and is what its reason says.


def test_two_studies_have_no_summary_where_metafor_gives_one() -> None:
    found = pooled(NO_SUMMARY)
    assert len(found.studies) == 2
    assert [*figures(found), found.tau2, found.i2] == [None] * 7
    assert GOLDEN[NO_SUMMARY]["mean"] == pytest.approx(0.385, abs=0.001)


@each("name", WITH_VARIANCE)
def test_metafor_s_own_share_of_variation_rests_on_the_variance_between_studies_and_is_another(name: str) -> None:
    assert abs(pooled(name).i2 - GOLDEN[name]["i2_of_tau2"]) > 0.5


@each("name", POOLED)
def test_a_new_study_is_expected_with_one_degree_of_freedom_less_than_metafor_s_default(name: str) -> None:
    golden, found = GOLDEN[name], pooled(name)
    studies = len(found.studies)
    assert (golden["degrees_of_freedom"], golden["prediction_degrees_of_freedom"]) == (studies - 1, studies - 2)
    low, high = golden["prediction_by_default"]
    assert found.predicted_low < low and found.predicted_high > high


def test_studies_that_happen_to_agree_do_not_narrow_the_interval_below_the_plain_error() -> None:
    found, golden = pooled("of_one_mind"), GOLDEN["of_one_mind"]
    narrow_low, narrow_high = golden["hartung_knapp"]
    assert found.low < narrow_low - 0.05 and found.high > narrow_high + 0.05


# From what is printed to x of n.


def counted(*outcomes: dict[str, object], n: int = 19, **more: object) -> tuple[int, int, bool]:
    """How the first of two studies is counted; the second only makes two."""
    (found,) = pool_all([document("first", n, *outcomes, **more), document("second", 30, responders(10))])
    study = found.studies[0]
    return study.x, study.n, study.derived


@each(("percent", "x"), [(36.8, 7), (36.9, 7), (57.8, 11), (100, 19), (0, 0)])
def test_a_printed_percentage_is_the_nearest_whole_number_of_patients(percent: float, x: int) -> None:
    assert counted({"endpoint": "ORR", "statistic": "percent", "value": percent}) == (x, 19, True)


def test_a_printed_count_goes_before_the_sum_of_its_parts_and_both_before_a_percentage() -> None:
    percent = {"endpoint": "ORR", "statistic": "percent", "value": 50.0}
    complete, partial = ({"endpoint": part, "statistic": "count", "value": x} for part, x in (("CR", 2), ("PR", 5)))
    assert counted(percent, complete, partial, responders(8)) == (8, 19, False)
    assert counted(percent, complete, partial) == (7, 19, False)
    assert counted(percent, complete) == (10, 19, True)


def test_a_response_without_a_complete_one_printed_is_its_partial_responses() -> None:
    assert counted({"endpoint": "PR", "statistic": "count", "value": 5}) == (5, 19, False)


def test_a_response_is_counted_among_those_evaluated_where_the_paper_says_how_many() -> None:
    assert counted({**responders(8), "n": 16}) == (8, 16, False)
    assert counted({"endpoint": "ORR", "statistic": "percent", "value": 50, "n": 16}) == (8, 16, True)


def test_the_response_of_a_group_is_not_that_of_its_cohort() -> None:
    group = {"id": "few", "label": "Few lesions", "n": 9, "locator": "Table 1"}
    assert counted(responders(9), {**responders(8), "group": "few"}, group=[group]) == (9, 19, False)


def test_two_ways_of_measuring_are_not_added_up_and_the_first_printed_counts() -> None:
    by_who = {**responders(8), "term": "WHO", "criteria": "WHO"}
    by_recist = {**responders(5), "term": "RECIST", "criteria": "RECIST 1.1"}
    first = document("first", 19, by_who, by_recist)
    (found,) = pool_all([first, document("second", 30, responders(10))])
    assert [(one.x, one.measure) for one in found.studies] == [(8, "WHO"), (10, "criteria not stated")]


def test_control_of_the_disease_counts_those_who_stayed_stable() -> None:
    parts = [{"endpoint": part, "statistic": "count", "value": x} for part, x in (("CR", 1), ("PR", 5), ("SD", 7))]
    whole = {"endpoint": "DCR", "statistic": "count", "value": 12}
    response, control = pool_all([document("first", 19, *parts), document("second", 30, responders(10), whole)])
    assert [one.x for one in response.studies] == [6, 10]
    assert [one.x for one in control.studies] == [13, 12]


def harm(term: str, grade: str, count: int, **more: object) -> dict[str, object]:
    graded = {"grade": grade, "count": count, "serious": grade != "1-2"}
    return {"term": term, "grades": [graded], "locator": "Table 3", **more}


def test_the_most_frequent_serious_harm_is_pooled_in_patients_and_never_in_events_or_sessions() -> None:
    events = harm("Fever", "3", 18, per="events")
    first = document("first", 20, harm=[harm("Nausea", "1-2", 15), harm("Ulcer", "3", 2), harm("Leucopenia", "3-4", 4)])
    second = document("second", 30, harm=[events, harm("Pain", "3", 6, per="sessions"), harm("Ulcer", "3", 5, n=25)])
    (found,) = pool_all([first, second])
    assert found.question == "harm"
    assert [(one.x, one.n, one.measure) for one in found.studies] == [
        (4, 20, "Leucopenia, grade 3-4"),
        (5, 25, "Ulcer, grade 3"),
    ]


@each(
    "more",
    [{"quoted_from": "Somebody 1999"}, {"primary": "colorectal"}, {"same_patients_as": "first/haic"}],
    ids=["quoted", "another primary", "the same patients again"],
)
def test_what_is_not_a_series_of_its_own_with_this_cancer_is_not_pooled(more: dict[str, str]) -> None:
    own = [document(key, 30, responders(10)) for key in ("first", "second")]
    (found,) = pool_all([*own, document("third", 30, responders(20), **more)])
    assert [study.key for study in found.studies] == ["first/haic", "second/haic"]


@each(("fewer", "more", "kept"), [(20, 40, "b/haic"), (40, 20, "a/haic"), (30, 30, "a/haic")])
def test_of_two_documents_that_name_each_others_patients_the_larger_is_pooled(fewer: int, more: int, kept: str) -> None:
    """Both once fell out, because each was left to the other; of two as large the first stays."""
    a = document("a", fewer, responders(10), same_patients_as="b/haic")
    b = document("b", more, responders(10), same_patients_as="a/haic")
    (found,) = pool_all([a, b, document("other", 30, responders(10))])
    assert [study.key for study in found.studies] == [kept, "other/haic"]


def test_a_document_of_the_lowest_tier_is_not_pooled() -> None:
    lowest = document("third", 30, responders(20)).model_copy(update={"tier": Tier.C})
    (found,) = pool_all([*(document(key, 30, responders(10)) for key in ("first", "second")), lowest])
    assert len(found.studies) == 2


def test_one_study_alone_is_nothing_to_pool() -> None:
    assert pool_all([document("first", 30, responders(10))]) == ()


def test_a_summary_says_of_which_option_and_of_which_question_it_is() -> None:
    found = pooled(POOLED[0])
    assert found.share is not None
    assert (found.modality.value, found.question) == ("haic", "response")
    assert {study.name for study in found.studies} == {f"Study_{place} 2020" for place in range(len(found.studies))}
