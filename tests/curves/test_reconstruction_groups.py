"""A cohort and its groups on the same patients: overall figures, group figures and the printed p together."""

from __future__ import annotations

import json

import pytest
from each import each
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test

from haic_core.curves.reconstruction import Summary, reconstruct_groups
from haic_core.curves.reconstruction.outcome import Reconstruction
from haic_core.words.refusal import Refusal

Curves = tuple[Reconstruction, tuple[Reconstruction, ...]]  # of the whole, and of each group

HSIAO = Summary(42, 33, 19.3, ci=(14.7, 23.8), ci_type="spss", min_follow_up=3, max_follow_up=112)
RESPONDERS = Summary(28, None, 26.7, ci=(18.3, 35.1), ci_type="spss")
NON_RESPONDERS = Summary(14, None, 6.1, ci=(4.9, 7.3), ci_type="spss")
SHI = Summary(19, 16, 13.1, min_follow_up=2, max_follow_up=40)


@pytest.fixture(scope="module")
def hsiao() -> Curves:
    return reconstruct_groups(HSIAO, (RESPONDERS, NON_RESPONDERS), 0.001, "<")


@pytest.fixture(scope="module")
def shi() -> Curves:
    return reconstruct_groups(SHI, (Summary(12, None, 14.3), Summary(7, None, 10.6)), 0.016, "=")


def test_the_groups_are_the_same_patients_as_the_whole(hsiao: Curves, shi: Curves) -> None:
    for whole, groups in (hsiao, shi):
        assert sorted(whole.records) == sorted(record for group in groups for record in group.records)


def test_every_figure_of_the_whole_and_of_the_groups_comes_back(hsiao: Curves, shi: Curves) -> None:
    for whole, groups in (hsiao, shi):
        for curve in (whole, *groups):
            assert [row for row in curve.reproduces if not row.ok] == []


def test_lifelines_finds_all_three_medians(hsiao: Curves) -> None:
    whole, groups = hsiao
    found = [KaplanMeierFitter().fit(*zip(*curve.records)).median_survival_time_ for curve in (whole, *groups)]
    assert found == [19.3, 26.7, 6.1]


def test_the_printed_p_is_the_one_lifelines_computes(hsiao: Curves, shi: Curves) -> None:
    def p_of(groups: tuple[Reconstruction, ...]) -> float:
        (time, event), (other_time, other_event) = (zip(*group.records) for group in groups)
        return float(logrank_test(time, other_time, event, other_event).p_value)

    assert p_of(hsiao[1]) < 0.001
    assert p_of(shi[1]) == pytest.approx(0.016, abs=0.0005)


def test_group_medians_move_the_overall_curve(hsiao: Curves) -> None:
    """Fourteen patients with a median of 6.1 months must die early: 12-month survival is about two thirds."""
    outline = hsiao[0].outline
    at_12 = min(range(len(outline.time)), key=lambda i: abs(outline.time[i] - 12))
    assert 0.60 < outline.mean[at_12] < 0.72


def test_the_same_groups_give_the_same_bytes(shi: Curves) -> None:
    again = reconstruct_groups(SHI, (Summary(12, None, 14.3), Summary(7, None, 10.6)), 0.016, "=")
    assert json.dumps(again[0].as_mapping()) == json.dumps(shi[0].as_mapping())


def test_how_surprising_a_printed_p_is_stands_in_per_cent_as_everywhere(hsiao: Curves, shi: Curves) -> None:
    told = [whole.notes[-1].partition(" ignore it, ")[2] for whole, _ in (hsiao, shi)]
    assert told == ["91 % have a log-rank p as small.", "2.0 % have a log-rank p as small."]


def test_figures_that_cannot_hold_together_fall_back_and_say_so() -> None:
    """Both groups live longer than the whole: each is drawn on its own figures."""
    whole, groups = reconstruct_groups(Summary(40, 30, 10.0), (Summary(20, None, 30.0), Summary(20, None, 40.0)))
    assert [curve.median for curve in (whole, *groups)] == [10.0, 30.0, 40.0]
    assert "No joint solution" in whole.notes[-1]


@each(
    ("groups", "p", "relation", "words"),
    [
        ((RESPONDERS,), None, None, "at least two groups"),
        ((RESPONDERS, RESPONDERS), None, None, "add up to 56, but the cohort's n is 42"),
        ((Summary(28, 20, 26.7), Summary(14, 9, 6.1)), None, None, "events add up to 29"),
        ((RESPONDERS, NON_RESPONDERS), 1.2, "=", "p is 1.2"),
        ((RESPONDERS, NON_RESPONDERS), 0.01, None, "p_relation is None"),
    ],
)
def test_groups_that_cannot_make_up_the_cohort_are_refused(
    groups: tuple[Summary, ...], p: float | None, relation: str | None, words: str
) -> None:
    with pytest.raises(Refusal, match=words.replace("(", r"\(")):
        reconstruct_groups(HSIAO, groups, p, relation)
