"""Summaries as papers print them: other levels, units and endpoints, 'not reached', and how sure a landmark is."""

from __future__ import annotations

import json
import math
from functools import cache

import numpy as np
import pytest
from each import each
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_lung

from haic_core.curves.reconstruction import Reconstruction, Reproduced, Summary, reconstruct
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.follow_up import median_follow_up
from haic_core.curves.reconstruction.printed import Spread
from haic_core.curves.reconstruction.printed_words import is_not_reached, shape_of
from haic_core.curves.reconstruction.spreads import limits_of, standard_error_at, standard_error_from
from haic_core.words.refusal import Refusal

LUNG_DAYS = {
    "n": 228,
    "events": 165,
    "median": 310,
    "ci": [285, 363],
    "unit": "days",
}  # as survfit prints the lung data


def drawn(**printed: object) -> Reconstruction:
    return _drawn(json.dumps(printed))


@cache
def _drawn(printed: str) -> Reconstruction:
    """Several laws ask for the same curve; it is a frozen record."""
    return reconstruct(Summary.from_mapping(json.loads(printed), "cohort"))


def rows_of(curve: Reconstruction) -> dict[str, Reproduced]:
    return {row.figure: row for row in curve.reproduces}


def test_an_interval_of_90_per_cent_comes_back_at_its_own_level_and_is_told() -> None:
    curve = drawn(n=40, median=9.1, ci=[7.0, 11.8], ci_level=90)
    rows = rows_of(curve)
    assert rows["ci_low"].ok and rows["ci_high"].ok
    assert "The interval of the median is read as one of 90 %; the band is one of 95 %." in curve.notes
    records = Estimate.of(np.array([t for t, _ in curve.records]), np.array([bool(e) for _, e in curve.records]))
    at_95, at_90 = (records.interval("log-log", z) for z in (1.959964, 1.644854))
    assert at_95[0] is not None and at_90[0] is not None and at_95[0] < at_90[0]


def test_the_deviate_of_a_level_is_that_of_the_tables() -> None:
    levels = {80: 1.281552, 90: 1.644854, 95: 1.959964, 99: 2.575829}
    for level, z in levels.items():
        assert Summary(10, ci_level=level).z == pytest.approx(z, abs=5e-7)


@each(
    "word",
    [
        None,
        "NR",
        "nr",
        "N.R.",
        "n/r",
        "not reached",
        "Not yet reached",
        "not-reached",
        "NE",
        "not estimable",
        "NA",
        "Inf",
    ],
)
def test_not_reached_is_read_in_the_words_it_is_printed_in(word: object) -> None:
    assert is_not_reached(word)
    printed = Summary.from_mapping({"n": 26, "median": 21.0, "ci": [15.2, word]}, "cohort")
    assert printed.ci == (15.2, None) and printed.median_reached
    assert not Summary.from_mapping({"n": 26, "median": word, "landmarks": [[12, 0.8]]}, "cohort").median_reached


def test_a_median_that_is_merely_not_given_in_words_is_refused() -> None:
    with pytest.raises(Refusal, match="median is 'not reported', but it must be a number of months"):
        Summary.from_mapping({"n": 26, "median": "not reported", "landmarks": [[12, 0.8]]}, "cohort")


def test_limits_that_are_both_not_reached_are_taken_where_the_median_is_not_either() -> None:
    printed = {"n": 26, "median": "NR", "ci": ["NR", "NR"], "landmarks": [[12, 0.8]]}
    assert Summary.from_mapping(printed, "cohort").ci is None
    with pytest.raises(Refusal, match="the lower limit of ci is 'NR'; only the upper limit may be null"):
        Summary.from_mapping({**printed, "median": 20}, "cohort")


def test_a_median_and_an_upper_limit_in_words_come_back_as_not_reached() -> None:
    open_above = rows_of(drawn(n=26, events=12, median=21.0, ci=[15.2, "NR"]))["ci_high"]
    assert (open_above.printed, open_above.ours, open_above.ok) == (None, None, True)
    curve = drawn(n=26, events=8, median="not reached", landmarks=[[12, 0.8]])
    assert curve.median is None and min(curve.survival) > 0.5
    assert all(row.ok for row in curve.reproduces)


def test_a_summary_in_days_is_answered_in_days() -> None:
    curve = drawn(**LUNG_DAYS)
    assert (curve.unit, curve.median) == ("days", 310)
    assert all(row.ok for row in curve.reproduces)
    assert set(curve.rmst) == {"365", "730", "1095", "1826"}
    assert [tick for tick, _ in curve.at_risk][:3] == [0, 365, 730]
    rows = load_lung()
    real = KaplanMeierFitter().fit(rows.time, rows.status)
    for at, low, high in zip(curve.time, curve.band_low, curve.band_high):
        if 100 < at < 600:  # the study's own curve lies in the band
            assert low - 0.02 <= real.predict(at) <= high + 0.02


@each(("unit", "in_a_month"), [("days", 30.4375), ("weeks", 30.4375 / 7), ("years", 1 / 12)])
def test_the_same_cohort_has_the_same_curve_in_another_unit(unit: str, in_a_month: float) -> None:
    """Median 20 months with limits 15 and 28, last seen at 60, 70 % alive at a year."""
    told = {"n": 30, "events": 22, "ci_type": "log-log"}

    def figures(scale: float) -> dict[str, object]:
        times = {"median": 20 * scale, "ci": [15 * scale, 28 * scale], "max_follow_up": 60 * scale}
        return {**told, **times, "landmarks": [[12 * scale, 0.7]]}

    months, other = drawn(**figures(1)), drawn(**figures(in_a_month), unit=unit)
    assert other.unit == unit
    at = np.array([6.0, 12.0, 18.0, 24.0, 36.0, 48.0])
    first, second = (
        Estimate.of(np.array([t for t, _ in one.records]), np.array([bool(e) for _, e in one.records]))
        for one in (months, other)
    )
    assert first.survival_at(at) == pytest.approx(second.survival_at(at * in_a_month), abs=1 / 30 + 1e-9)


@each(
    ("endpoint", "shape"),
    [
        ("OS", "OS"), ("os", "OS"), ("overall survival", "OS"), ("Cancer-specific survival", "OS"), ("DSS", "OS"),
        ("survival", "OS"), ("PFS", "PFS"), ("DFS", "PFS"), ("TTP", "PFS"), ("time to progression", "PFS"),
        ("Disease-free survival", "PFS"), ("intrahepatic progression-free survival", "PFS"), ("R.F.S.", "PFS"),
        ("time to recurrence", "PFS"), ("time to treatment failure", "PFS"), ("local tumour progression", "PFS"),
    ],
)  # fmt: skip
def test_an_endpoint_in_words_is_drawn_with_the_shape_of_what_it_counts(endpoint: str, shape: str) -> None:
    assert shape_of(endpoint, "cohort") == shape


def test_an_endpoint_keeps_its_name_and_says_whose_shape_it_has() -> None:
    curve = drawn(n=86, median=14, endpoint="DFS")
    assert curve.endpoint == "DFS"
    assert "DFS is drawn with the shapes of progression-free survival, the nearest that are known." in curve.notes
    assert drawn(n=86, median=14, endpoint="PFS").survival == curve.survival


def test_a_landmark_comes_with_its_standard_error_which_is_given_back() -> None:
    """52 of 61 are 0.8525; with nobody censored before, the standard error is sqrt(.8525 x .1475 / 61) = .0454."""
    curve = drawn(n=61, median=27.6, landmarks=[[12, 0.852, 0.045]])
    rows = rows_of(curve)
    assert rows["survival at 12 months"].ok
    assert rows["standard error of survival at 12 months"].ok
    assert rows["standard error of survival at 12 months"].ours == pytest.approx(0.0454, abs=5e-4)


def test_a_standard_error_says_how_many_were_censored_before_it() -> None:
    """.6 of 60: .0632 when nobody left before; at .080 the curve must have lost patients before 24 months."""
    near, far = (
        drawn(n=60, events=36, median=30, landmarks=[[24, 0.6, se]], max_follow_up=80) for se in (0.0632, 0.08)
    )
    left_before = [sum(time < 24 and not event for time, event in one.records) for one in (near, far)]
    assert left_before[0] < left_before[1]
    missed = [row for row in far.reproduces if not row.ok]
    assert all(f"printed as {row.printed:.4g}" in " ".join(far.notes) for row in missed)


def test_the_limits_of_a_landmark_are_compared_in_the_way_that_fits_them() -> None:
    """The three limits of .8 with standard error .05: plain .702-.898, log .708-.904, log-log .679-.879."""
    plain, log, log_log = limits_of(0.8, 0.05, 1.959964)
    assert plain == pytest.approx((0.7020, 0.8980), abs=5e-5)
    assert log == pytest.approx((0.8 * math.exp(-0.122498), 0.8 * math.exp(0.122498)), abs=5e-6)
    wide = math.exp(0.122498 / -math.log(0.8))
    assert log_log == pytest.approx((0.8**wide, 0.8 ** (1 / wide)), abs=5e-6)
    for low, high in (plain, log, log_log):
        assert standard_error_from(0.8, low, high, 1.959964) == pytest.approx(0.05, abs=1e-6)
    curve = drawn(n=40, median=30, landmarks=[[12, 0.8, 0.642, 0.895]])
    rows = rows_of(curve)
    assert rows["survival at 12 months"].ok
    assert {"lower limit of survival at 12 months", "upper limit of survival at 12 months"} <= set(rows)


def test_greenwoods_standard_error_is_the_one_of_lifelines() -> None:
    rows = load_lung()
    estimate = Estimate.of(rows.time.to_numpy(float), rows.status.to_numpy(bool))
    fitted = KaplanMeierFitter().fit(rows.time, rows.status)
    low, high = fitted.confidence_interval_survival_function_.loc[:365].iloc[-1]
    share = float(estimate.survival_at(365.0))
    se = standard_error_at(estimate.time, estimate.at_risk, estimate.events, 365.0)
    assert [*limits_of(share, se, 1.959963984540054)][2] == pytest.approx((low, high), abs=1e-9)
    assert standard_error_at(estimate.time, estimate.at_risk, estimate.events, 1.0) == 0


def test_the_landmarks_are_taken_apart() -> None:
    printed = Summary.from_mapping({"n": 40, "landmarks": [[24, 0.5, 0.08], [12, 0.7, 0.55, 0.81], [6, 0.9]]}, "cohort")
    assert printed.landmarks == ((6.0, 0.9), (12.0, 0.7), (24.0, 0.5))
    assert printed.spreads == (Spread(12.0, 0.7, low=0.55, high=0.81), Spread(24.0, 0.5, se=0.08))


def test_a_median_follow_up_is_compared_told_and_never_read_as_another_figure() -> None:
    curve = drawn(n=86, median=57, median_follow_up=62)
    row = rows_of(curve)["median_follow_up"]
    assert row.printed == 62 and row.ours is not None and row.ok == (abs(row.ours - 62) <= 0.05)
    assert "min_follow_up" not in rows_of(curve)
    assert any(note.startswith("A median follow-up is counted in several ways") for note in curve.notes)
    assert curve.survival == drawn(n=86, median=57).survival


def test_the_two_medians_of_follow_up_are_worked_out_by_hand() -> None:
    """Censored at 2 and 8, dead at 4 and 6: of all times 5; by the reverse curve 3/4 after 2 and 0 after 8."""
    one = Estimate.of(np.array([2.0, 4.0, 6.0, 8.0]), np.array([False, True, True, False]))
    assert median_follow_up(one.time, one.at_risk, one.events, one.censored) == (5.0, 8.0)


def test_a_median_longer_than_twenty_years_asks_for_its_unit() -> None:
    asked = "A median of 310 months is more than 20 years; is it another unit?"
    assert asked in drawn(n=228, events=165, median=310).notes
    assert asked not in drawn(**LUNG_DAYS).notes


def test_an_interval_that_no_cohort_can_have_is_shown_beside_ours() -> None:
    """Four patients cannot have so narrow an interval; it is not left out of the comparison."""
    curve = drawn(n=4, median=20, ci=[19.9, 20.1], ci_type="log-log", events=4, max_follow_up=30)
    rows = rows_of(curve)
    assert {"ci_low", "ci_high"} <= set(rows)
    for row in rows.values():
        assert row.ok or any(f"is printed as {row.printed:.4g}; the records give" in note for note in curve.notes)


def test_a_median_follow_up_shorter_than_the_median_is_told() -> None:
    told = "The median follow-up is shorter than the median, which rests on the few followed that far."
    assert told in drawn(n=50, median=18, median_follow_up=12).notes
    assert told not in drawn(n=50, median=18, median_follow_up=18).notes


def test_what_is_given_as_null_is_not_given() -> None:
    plain = {"n": 30, "median": 20}
    nothing = {
        "unit": None,
        "endpoint": None,
        "ci_level": None,
        "ci": None,
        "landmarks": None,
        "median_follow_up": None,
    }
    assert Summary.from_mapping({**plain, **nothing}, "cohort") == Summary.from_mapping(plain, "cohort")


@each(
    ("landmark", "sentence"),
    [
        (
            [12, 0.64, 0.9],
            "the standard error of survival at 12 months is 0.9, but it must be from 0 to 0.5, as a share.",
        ),
        (
            [24, 0.4, 0.3, 0.5],
            "the limits of survival at 24 months are 0.3-0.5, a standard error below the 0.089 that 30 patients leave "
            "at least; either one is misprinted, or they are not limits of 95 % (ci_level).",
        ),
    ],
)
def test_how_sure_a_landmark_is_cannot_be_more_than_its_patients_allow(landmark: list[float], sentence: str) -> None:
    """.4 of 30: sqrt(.4 x .6 / 30) = .0894, so that limits at 95 % lie .35 apart; .2 apart is .051."""
    with pytest.raises(Refusal) as refused:
        Summary.from_mapping({"n": 30, "median": 20, "landmarks": [landmark]}, "cohort")
    assert refused.value.sentences == (f"cohort: {sentence}",)


def test_limits_cut_off_at_everybody_alive_are_taken() -> None:
    printed = {"n": 30, "median": 20, "landmarks": [[6, 0.97, 0.9, 1.0]]}
    assert Summary.from_mapping(printed, "cohort").spreads == (Spread(6.0, 0.97, low=0.9, high=1.0),)


def test_a_level_with_its_sign_is_asked_back_as_a_number() -> None:
    with pytest.raises(Refusal, match=r"ci_level is '90 %', but it must be a number of per cent.* Did you mean '90'\?"):
        Summary.from_mapping({"n": 40, "median": 9.1, "ci": [7, 11.8], "ci_level": "90 %"}, "cohort")
