"""Small print of the curves: how finely a figure is printed, what a landmark takes along, what a printed p may say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from each import each
from invented import arden, birch, invented_library, invented_patient

from haic_core.curves.plan import CurveChoice, plan_of
from haic_core.curves.published import PublishedCurve, find_curve
from haic_core.curves.reconstruction import Summary
from haic_core.curves.reconstruction.bands import band, whole_curve_added
from haic_core.curves.reconstruction.constructed import constructed
from haic_core.curves.reconstruction.ensemble import ensemble
from haic_core.curves.reconstruction.rounding import half_unit
from haic_core.evidence.series import Series
from haic_core.evidence.source import Source
from haic_core.judgement.assessment import assess
from haic_core.judgement.curve_choice import choices_of, clocks, same_clock, suggested
from haic_core.words.vocabulary import Endpoint, Modality


def infused() -> PublishedCurve:
    """Arden's forty women: median 20 months, 70 % alive at 12, 30 deaths, last seen at 60."""
    return find_curve((arden(),), "arden/infused")


@each(
    ("printed", "half"),
    [(19.3, 0.05), (0.71, 0.005), (0.016, 0.0005), (12.0, 0.05), (0.00012, 5e-6), (1e-05, 5e-6), (2e-07, 5e-8)],
)
def test_half_a_unit_of_the_last_printed_decimal(printed: float, half: float) -> None:
    """Also of a number that Python writes with an exponent; a whole number is read as printed to one decimal."""
    assert half_unit(printed) == pytest.approx(half, rel=1e-12)


def test_a_landmark_leaves_the_printed_points_behind_and_counts_only_those_still_followed() -> None:
    whole = infused()
    assert [point.what for point in whole.printed] == ["median", "12 months"] and whole.n == 40
    left = whole.from_landmark(12)
    assert left is not None
    followed = [time for time, _ in whole.reconstruction.records if time > 12]
    assert left.printed == () and left.n == len(followed) < 40
    assert left.alive_at_months == 12 and left.estimate.survival[0] == 1.0


def test_a_landmark_that_leaves_fewer_than_ten_gives_no_curve() -> None:
    whole = infused()
    times = sorted((time for time, _ in whole.reconstruction.records), reverse=True)
    assert whole.from_landmark(times[9] - 0.01) is not None
    assert whole.from_landmark(times[9] + 0.01) is None


def with_split_drawn(p_is: str) -> Source:
    """Arden with both PFS curves drawn beside a whole one, and her p printed as p = 0.03 or as a bound."""
    [cohort] = arden().cohort
    outcomes = tuple(
        one.model_copy(update={"p_is": p_is}) if one.p is not None and one.versus == "many_lines" else one
        for one in cohort.outcome
    )
    first = next(one for one in cohort.curve if one.group == "few_lines")
    median = next(one for one in outcomes if one.group == "few_lines" and one.endpoint is Endpoint.PFS)
    whole = first.model_copy(update={"group": None, "drawn_with": "prior lines"})
    plain = median.model_copy(update={"group": None, "p": None, "versus": None, "value": 7.0})
    changed = cohort.model_copy(update={"curve": (*cohort.curve, whole), "outcome": (*outcomes, plain)})
    return arden().model_copy(update={"cohort": (changed,)})


@each(("p_is", "used"), [("=", (0.03, "=")), ("<", (0.03, "<")), (">", (None, None))])
def test_a_p_printed_as_above_a_bound_says_too_little_to_be_used(p_is: str, used: tuple[float | None, str]) -> None:
    source = with_split_drawn(p_is)
    [cohort] = source.cohort
    basis = next(one for one in cohort.curve if one.endpoint is Endpoint.PFS and one.group is None)
    plan = plan_of(CurveChoice(Series(source, cohort), basis))
    assert len(plan.together) == 3 and (plan.p, plan.p_is) == used


def test_a_cohort_whose_entry_list_is_not_met_is_never_among_the_first_curves() -> None:
    """90 platelets where Arden asks for 100, 6 lesions where Birch takes 5: nothing of either is shown unasked."""
    library = invented_library()
    choices = choices_of(library.sources, Endpoint.OS)
    assert any(key.startswith("arden/") for key in choices)
    refused = assess(invented_patient(), library).evidence
    assert suggested(choices, refused) == []
    admitted = assess(invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False), library).evidence
    ours = [match for match in admitted if match.cohort.modality is Modality.HAIC]
    assert suggested(choices, ours) == ["arden/infused"]


def test_of_a_cohort_that_is_split_her_own_groups_curve_is_shown_first() -> None:
    """Two prior lines are fewer than Arden's three."""
    library = invented_library(arden())
    met = assess(invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False, prior_lines=2), library).evidence
    assert suggested(choices_of(library.sources, Endpoint.PFS), met) == ["arden/infused.few_lines"]


def test_curves_that_count_from_another_moment_are_not_laid_over_the_first() -> None:
    library = invented_library(arden(), birch())
    choices = choices_of(library.sources, Endpoint.OS)
    met = assess(invented_patient(platelets_e9_l=100, portal_vein_thrombosis=False, lesion_count=3), library).evidence
    assert {same_clock(choices[key]) for key in suggested(choices, met)} in (
        {"start of treatment"},
        {"first diagnosis of liver metastasis"},
    )


@each(
    ("n", "median", "events", "last"),
    [(12, 10.0, 7, 30.0), (13, 10.0, 12, 30.0), (2, 6.0, 2, 9.0), (30, 8.0, 20, 40.0), (9, 5.0, 3, 20.0)],
)
def test_records_built_by_hand_hold_every_patient_every_death_the_median_and_the_last_follow_up(
    n: int, median: float, events: int, last: float
) -> None:
    printed = Summary.from_mapping({"n": n, "median": median, "events": events, "max_follow_up": last})
    made = constructed(printed)
    assert len(made.time) == n and int(made.event.sum()) == events and float(made.time.max()) == last
    alive = survival_by_hand(list(zip(made.time.tolist(), made.event.tolist(), strict=True)))
    assert next(time for time, share in alive if share <= 0.5 + 1e-9) == median


def survival_by_hand(records: list[tuple[float, bool]]) -> list[tuple[float, float]]:
    """The product limit after each death, in plain arithmetic."""
    share, steps = 1.0, []
    for time in sorted({time for time, dies in records if dies}):
        followed = sum(other >= time for other, _ in records)
        share *= 1 - sum(dies for other, dies in records if other == time) / followed
        steps.append((time, share))
    return steps


def test_a_band_of_few_independent_members_is_wider_by_the_factor_it_is_told() -> None:
    """Away from the ends, where nothing is clipped, the half width without the rounding of print grows by 15 %."""
    found = ensemble(Summary.from_mapping({"n": 40, "median": 20, "events": 30, "max_follow_up": 60}))
    at = np.array([18.0, 22.0])
    plain, wider = band(found, at, at, 60.0), band(found, at, at, 60.0, widened=1.15)
    rounding = 2 * 0.005
    assert (wider.high - wider.low - rounding) / (plain.high - plain.low - rounding) == pytest.approx(1.15, rel=1e-9)


def test_the_whole_curve_band_adds_by_the_root_of_n_and_more_for_an_open_tail() -> None:
    """0.44 of OS and 0.55 of PFS over the root of n; half as much again where neither deaths nor follow-up are told."""
    told = Summary.from_mapping({"n": 100, "median": 20, "events": 60})
    untold = Summary.from_mapping({"n": 100, "median": 20})
    assert whole_curve_added(told) == pytest.approx(0.044)
    assert whole_curve_added(untold) == pytest.approx(0.066)
    assert whole_curve_added(replace(told, endpoint="PFS")) == pytest.approx(0.055)


def test_the_clocks_of_some_curves_are_told_once_each() -> None:
    assert clocks([infused(), infused()]) == (infused().clock,) and infused().clock
    assert clocks([replace(infused(), time_zero=None)]) == ("not stated",)
