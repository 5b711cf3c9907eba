"""The sampling interval of a curve, against lifelines' own log-log limits on data sets that everybody has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import exp, log

import pytest
from each import each
from lifelines import KaplanMeierFitter, datasets
from worked import checked

from haic_core.chart.corners import bands
from haic_core.curves.kaplan_meier import kaplan_meier, sampling_limits
from haic_core.curves.plan import curve_choices
from haic_core.curves.published import draw

Records = list[tuple[float, int]]


def records(times: Iterable[float], events: Iterable[int]) -> Records:
    return [(float(time), int(event)) for time, event in zip(times, events, strict=True)]


def mercaptopurine(given: bool) -> Records:
    """Weeks in remission of children with leukaemia given 6-mercaptopurine or placebo, 21 each."""
    rows = datasets.load_leukemia()
    own = rows[rows.Rx == (0 if given else 1)]
    return records(own.t, own.status)


PUBLIC: dict[str, Callable[[], Records]] = {
    "remission on mercaptopurine": lambda: mercaptopurine(given=True),
    "remission on placebo, all relapse": lambda: mercaptopurine(given=False),
    "fruit flies, all die": lambda: records(datasets.load_waltons()["T"], datasets.load_waltons()["E"]),
    "released prisoners": lambda: records(datasets.load_rossi().week, datasets.load_rossi().arrest),
    "advanced lung cancer": lambda: records(datasets.load_lung().time, datasets.load_lung().status),
    "breast cancer": lambda: records(datasets.load_gbsg2().time, datasets.load_gbsg2().cens),
    "cancer of the larynx": lambda: records(datasets.load_larynx().time, datasets.load_larynx().death),
    "kidneys transplanted": lambda: records(
        datasets.load_kidney_transplant().time, datasets.load_kidney_transplant().death
    ),
}


def by_lifelines(own: Records) -> list[tuple[float, float]]:
    """Low and high at each of the curve's times, 0 first."""
    fitted = KaplanMeierFitter().fit([time for time, _ in own], [event for _, event in own])
    return [(low, high) for low, high in fitted.confidence_interval_survival_function_.to_numpy()]


@each("name", PUBLIC)
def test_the_limits_of_every_step_are_those_of_lifelines_to_six_digits(name: str) -> None:
    own = PUBLIC[name]()
    curve = kaplan_meier(own)
    ours, theirs = sampling_limits(curve), by_lifelines(own)
    assert len(ours) == len(theirs) == len(curve.time) > 12
    for mine, other, survival in zip(ours, theirs, curve.survival, strict=True):
        if survival > 0:
            assert mine == pytest.approx(other, rel=1e-6)


def test_the_limits_of_the_textbooks_trial_are_the_ones_that_textbooks_print() -> None:
    """Freireich 1963 with the limits of Kalbfleisch and Prentice: 3 of 21 relapse at 6 weeks, 1 of 17 at 7."""
    curve = kaplan_meier(mercaptopurine(given=True))
    found = dict(zip(curve.time, sampling_limits(curve), strict=True))
    printed = {6: (0.6197, 0.9516), 7: (0.5631, 0.9228), 10: (0.5032, 0.8894), 23: (0.1881, 0.6801)}
    assert {week: tuple(round(limit, 4) for limit in found[week]) for week in printed} == printed


def test_the_limits_by_hand_after_one_death_of_four() -> None:
    """S = 3/4; Greenwood's sum 1 / (4 x 3) = 1/12; 1.959964 times its root over -ln(3/4)."""
    spread = exp(1.959963984540054 * (1 / 12) ** 0.5 / -log(3 / 4))
    limits = sampling_limits(kaplan_meier([(2, 1), (3, 0), (4, 0), (5, 0)]))
    assert limits[0] == (1.0, 1.0)
    for later in limits[1:]:
        assert later == pytest.approx((0.75**spread, 0.75 ** (1 / spread)), rel=1e-9), "who is censored changes nothing"


def test_without_a_death_and_before_the_first_one_both_limits_are_one() -> None:
    assert sampling_limits(kaplan_meier([(2, 0), (3, 0), (9, 0)])) == ((1, 1),) * 4
    later = sampling_limits(kaplan_meier([(2, 0), (3, 0), (9, 1), (11, 0)]))
    assert later[:3] == ((1, 1),) * 3 and later[3] != (1, 1)


@each("deaths", [[(2, 1), (3, 1), (4, 1)], [(2, 1), (3, 1), (4, 1), (4, 1)]])
def test_where_everybody_has_died_no_limit_is_known_and_the_last_ones_stay(deaths: Records) -> None:
    curve = kaplan_meier(deaths)
    *_, before, end = sampling_limits(curve)
    assert curve.survival[-1] == 0 and end == before and 0 < end[0] < end[1] < 1


def test_of_a_cohort_that_dies_in_one_day_nothing_is_known() -> None:
    assert sampling_limits(kaplan_meier([(3, 1), (3, 1)])) == ((1, 1), (1, 1))


def test_on_published_curves_the_outer_band_holds_the_inner_one_and_lifelines_limits() -> None:
    """Every fourth curve of the library; where everybody has died lifelines has no limits."""
    shown = list(curve_choices(checked().sources))[::4]
    assert len(shown) > 10
    for curve in map(draw, shown):
        low, high, outer_low, outer_high = bands(curve)
        assert all(out <= own for out, own in zip(outer_low, low, strict=True))
        assert all(out >= own for out, own in zip(outer_high, high, strict=True))
        limits = dict(zip(curve.estimate.time, by_lifelines(list(curve.reconstruction.records)), strict=True))
        least, most = 1.0, 1.0
        for at, (month, survival) in enumerate(
            zip(curve.reconstruction.time, curve.reconstruction.survival, strict=True)
        ):
            least, most = limits.get(month, (least, most)) if survival > 0 else (least, most)
            expected = (min(low[at], least), max(high[at], most))
            assert (outer_low[at], outer_high[at]) == pytest.approx(expected, abs=1e-6), (curve.key, month)
