"""Every curve the library offers can be drawn, keeps to its printed points, and says nothing past follow-up."""

from __future__ import annotations

import pytest
from each import each
from worked import Raw, changed, library, sources

from haic_core.chart.palette import LIGHT
from haic_core.curves.plan import CurveChoice, curve_choices
from haic_core.curves.published import draw, find_curve
from haic_core.evidence.series import Series
from haic_core.screen.curves import passport
from haic_core.words.decimals import plain
from haic_core.words.refusal import Refusal
from haic_core.words.vocabulary import Endpoint, Tier

SOURCES = tuple(sources())
LIBRARY = library()
EACH = each("choice", curve_choices(SOURCES), ids=lambda choice: choice.name)


@EACH
def test_a_curve_has_its_patients_and_never_rises(choice: CurveChoice) -> None:
    curve = draw(choice)
    drawn = curve.reconstruction
    assert (curve.key, curve.group) == (choice.key, choice.group)
    assert len(drawn.records) == choice.n == curve.estimate.at_risk[0]
    assert sum(curve.estimate.events) == sum(event for _, event in drawn.records)
    assert list(drawn.survival) == sorted(drawn.survival, reverse=True)
    assert drawn.survival[0] == 1
    if choice.basis.events is not None and "events" not in choice.basis.leave_out:
        assert sum(event for _, event in drawn.records) == choice.basis.events


@EACH
def test_a_curve_passes_its_printed_points_and_says_which_it_does_not(choice: CurveChoice) -> None:
    curve = draw(choice)
    assert curve.printed
    # Rates that no whole number of patients gives are met to within half a patient, and the passport says so.
    for missed in (one for one in curve.reconstruction.reproduces if not one.ok):
        assert missed.at_months is not None and missed.printed is not None and missed.ours is not None
        assert abs(missed.printed - missed.ours) <= 0.5 / curve.n
        assert f"ours {plain(missed.ours)}: not reproduced" in passport(curve, LIBRARY, LIGHT)
    for point in curve.printed:
        read = curve.at(point.time_months)
        if read is None:
            assert curve.estimate.survival[-1] == 0 == point.survival, "only a curve that reached zero may end earlier"
            continue
        survival, low, high = read
        assert 0 <= low <= survival <= high <= 1
        assert point.locator


@EACH
def test_nothing_is_said_past_the_last_follow_up(choice: CurveChoice) -> None:
    curve = draw(choice)
    last = curve.reconstruction.time[-1]
    assert curve.at(last) is not None
    assert curve.at(last + 0.01) is None
    assert curve.at(-0.01) is None
    if choice.basis.max_follow_up_months is not None:
        assert last <= choice.basis.max_follow_up_months


@EACH
def test_a_curve_has_a_clock_and_what_it_leaves_out_is_declared(choice: CurveChoice) -> None:
    assert choice.time_zero
    basis, named = choice.basis, {dispute.id for dispute in choice.source.dispute}
    assert basis.dispute is None or basis.dispute in named
    assert not basis.leave_out or basis.dispute in named


@EACH
def test_responders_against_others_are_drawn_with_a_warning(choice: CurveChoice) -> None:
    group = choice.group
    by_response = group is not None and not group.where and "respon" in f"{group.id} {group.label}".lower()
    assert not by_response or choice.basis.warning == "guarantee_time"


def test_hsiaos_interval_that_excludes_its_median_is_left_out_of_the_curve_and_declared() -> None:
    curve = find_curve(SOURCES, "hsiao/haic", "PFS")
    assert curve.summary.ci is None
    assert curve.dispute is not None and curve.dispute.id == "pfs_interval"
    assert curve.reconstruction.median == pytest.approx(8.4, abs=0.05)


def test_the_printed_interval_of_overall_survival_is_used_and_shown() -> None:
    curve = find_curve(SOURCES, "hsiao/haic")
    median = next(point for point in curve.printed if point.what == "median")
    assert (median.time_months, median.time_low_months, median.time_high_months) == (19.3, 14.7, 23.8)
    assert curve.summary.ci == (14.7, 23.8)


def test_an_interval_that_excludes_its_median_without_a_dispute_is_no_curve() -> None:
    def undeclared(raw: Raw) -> None:
        for basis in raw["cohort"][0]["curve"]:
            basis.pop("leave_out", None)

    source = changed("hsiao", undeclared)
    basis = next(one for one in source.cohort[0].curve if one.endpoint is Endpoint.PFS and one.group is None)
    with pytest.raises(Refusal, match=r"10\.6-15\.3"):
        draw(CurveChoice(Series(source, source.cohort[0]), basis))


def test_a_document_of_context_and_a_quoted_series_make_no_curve() -> None:
    hsiao = next(source for source in SOURCES if source.key == "hsiao")
    assert curve_choices([hsiao.model_copy(update={"tier": Tier.C})]) == ()
    assert not [choice.name for choice in curve_choices(SOURCES) if choice.cohort.quoted_from]


@each(
    ("key", "endpoint", "group", "word"),
    [
        ("hsiao/haik", "OS", None, "Did you mean 'hsiao/haic'?"),
        ("hsiao/haic", "TTP", None, "it has OS"),
        ("hsiao/haic", "OS", "nobody", "nobody"),
    ],
)
def test_a_curve_that_is_not_there_is_refused_with_what_there_is(
    key: str, endpoint: str, group: str | None, word: str
) -> None:
    with pytest.raises(Refusal) as refused:
        find_curve(SOURCES, key, endpoint, group)
    assert word in str(refused.value)
