"""Curves from printed figures, checked with lifelines on the figures of the papers."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from each import each
from lifelines import KaplanMeierFitter

from haic_core.curves.reconstruction import Summary, reconstruct
from haic_core.curves.reconstruction.ensemble import _drawn
from haic_core.curves.reconstruction.outcome import Reconstruction

Printed = dict[str, object]  # a summary as it comes out of JSON

HSIAO: Printed = {
    "n": 42,
    "events": 33,
    "median": 19.3,
    "ci": [14.7, 23.8],
    "ci_type": "spss",
    "min_follow_up": 3,
    "max_follow_up": 112,
}
SHI: Printed = {"n": 19, "events": 16, "median": 13.1, "min_follow_up": 2, "max_follow_up": 40}
AARTS: Printed = {"n": 16, "median": 12.6, "ci": [10.23, 15.0]}
LANDMARKS: Printed = {**HSIAO, "landmarks": [[12, 0.71], [36, 0.26]]}
NOT_REACHED: Printed = {"n": 40, "median": None, "landmarks": [[12, 0.8], [36, 0.65]], "max_follow_up": 48}
MEDIAN_ONLY: Printed = {"n": 30, "median": 9.5}
ALL: dict[str, Printed] = {
    "hsiao": HSIAO,
    "shi": SHI,
    "aarts": AARTS,
    "landmarks": LANDMARKS,
    "not_reached": NOT_REACHED,
    "median_only": MEDIAN_ONLY,
    "registry": {"n": 2000, "events": 1500, "median": 22.4, "max_follow_up": 120},
}


@pytest.fixture(scope="module", params=ALL)
def case(request: pytest.FixtureRequest) -> tuple[Printed, Reconstruction]:
    printed = ALL[request.param]
    return printed, reconstruct(Summary.from_mapping(printed))


def fitted(curve: Reconstruction) -> KaplanMeierFitter:
    return KaplanMeierFitter().fit(*zip(*curve.records))


def test_the_records_give_the_curve_exactly(case: tuple[Printed, Reconstruction]) -> None:
    _, curve = case
    steps = fitted(curve).survival_function_.iloc[:, 0]
    assert tuple(steps.index) == curve.time
    assert tuple(steps) == curve.survival
    assert curve.time[0] == 0 and curve.survival[0] == 1


def test_counts_median_and_follow_up_are_exact(case: tuple[Printed, Reconstruction]) -> None:
    printed, curve = case
    times = [t for t, _ in curve.records]
    assert len(times) == printed["n"]
    if "events" in printed:
        assert sum(event for _, event in curve.records) == printed["events"]
    if "median" in printed:
        assert curve.median == printed["median"]
    if "min_follow_up" in printed:
        assert min(times) == printed["min_follow_up"]
    if "max_follow_up" in printed:
        assert max(times) == printed["max_follow_up"]


def test_lifelines_finds_the_printed_median_too(case: tuple[Printed, Reconstruction]) -> None:
    printed, curve = case
    found = fitted(curve).median_survival_time_
    assert found == (math.inf if printed["median"] is None else printed["median"])


def test_every_printed_figure_is_given_back(case: tuple[Printed, Reconstruction]) -> None:
    _, curve = case
    assert [row for row in curve.reproduces if not row.ok] == []


def test_the_band_holds_the_curve_and_falls(case: tuple[Printed, Reconstruction]) -> None:
    _, curve = case
    low, mid, high = np.array(curve.band_low), np.array(curve.survival), np.array(curve.band_high)
    assert (low <= mid).all() and (mid <= high).all()
    assert (np.diff(low) <= 0).all() and (np.diff(high) <= 0).all() and (np.diff(mid) <= 0).all()
    assert low.min() >= 0 and high.max() <= 1
    outline = curve.outline
    assert all(a <= b for a, b in zip(outline.whole_low, outline.low))
    assert all(a >= b for a, b in zip(outline.whole_high, outline.high))


def test_at_risk_events_and_censored_add_up_at_every_tick(case: tuple[Printed, Reconstruction]) -> None:
    printed, curve = case
    for (t, left), (_, dead), (_, gone) in zip(curve.at_risk, curve.events, curve.censored):
        assert left + dead + gone == printed["n"]
        assert left == sum(time >= t for time, _ in curve.records)


def test_nothing_is_said_past_the_last_follow_up(case: tuple[Printed, Reconstruction]) -> None:
    _, curve = case
    last = curve.records[-1][0]
    assert curve.time[-1] == last and curve.at_risk[-1][0] <= last
    for months, area in curve.rmst.items():
        assert (area is None) == (float(months) > last)


def test_the_answer_is_plain_json_without_nan(case: tuple[Printed, Reconstruction]) -> None:
    _, curve = case
    text = json.dumps(curve.as_mapping(), allow_nan=False)
    asked = {"kind", "time", "survival", "band_low", "band_high", "records", "at_risk", "median", "rmst", "reproduces"}
    assert asked <= json.loads(text).keys()


def test_the_same_summary_gives_the_same_bytes() -> None:
    kept, again = (json.dumps(reconstruct(Summary.from_mapping(HSIAO)).as_mapping()) for _ in range(2))
    _drawn.cache_clear()
    drawn_anew = json.dumps(reconstruct(Summary.from_mapping(HSIAO)).as_mapping())
    assert kept == again == drawn_anew


def test_the_interval_of_hsiao_comes_back_within_its_rounding() -> None:
    rows = {row.figure: row.ours for row in reconstruct(Summary.from_mapping(HSIAO)).reproduces}
    assert rows["ci_low"] == pytest.approx(14.75, abs=0.02)
    assert rows["ci_high"] == pytest.approx(23.85, abs=0.02)


@each("ci_type", ["log", "log-log"])
def test_a_brookmeyer_crowley_interval_is_the_one_lifelines_would_read(ci_type: str) -> None:
    printed = {"n": 60, "events": 45, "median": 14.2, "ci": [10.1, 19.6], "ci_type": ci_type, "max_follow_up": 70}
    curve = reconstruct(Summary.from_mapping(printed))
    assert all(row.ok for row in curve.reproduces)
    if ci_type == "log-log":  # the type lifelines uses
        limits = fitted(curve).confidence_interval_survival_function_
        crossed = [limits.index[(limits.iloc[:, side] <= 0.5).argmax()] for side in (0, 1)]
        assert crossed == [10.1, 19.6]


@each("n", [10, 16, 42])
def test_a_median_at_exactly_one_half_is_found_by_lifelines_too(n: int) -> None:
    everybody_died = {"n": n, "events": n, "median": 8.0, "max_follow_up": 40}
    curve = reconstruct(Summary.from_mapping(everybody_died))
    assert curve.median == fitted(curve).median_survival_time_ == 8.0
    assert min(abs(s - 0.5) for s in curve.survival) > 1e-4


def test_unknown_follow_up_ends_the_curve_early_and_says_so() -> None:
    curve = reconstruct(Summary.from_mapping(AARTS))
    assert 15 < curve.time[-1] <= 2 * 12.6, "past the printed interval, never past twice the median"
    assert any("longest follow-up is not printed" in note for note in curve.notes)
    assert any("symmetric" in note for note in curve.notes)


def test_a_median_alone_is_called_so() -> None:
    assert reconstruct(Summary.from_mapping(MEDIAN_ONLY)).kind == "median_only"
    assert reconstruct(Summary.from_mapping(SHI)).kind == "anchored"


def test_more_printed_figures_narrow_the_band() -> None:
    def width(printed: Printed) -> float:
        outline = reconstruct(Summary.from_mapping(printed)).outline
        return float(np.mean(np.subtract(outline.high, outline.low)))

    bare = {key: HSIAO[key] for key in ("n", "median", "max_follow_up")}
    assert width(LANDMARKS) < width(HSIAO) < width(bare)


def test_the_curve_is_dashed_from_where_fewer_than_ten_are_at_risk() -> None:
    curve = reconstruct(Summary.from_mapping(HSIAO))
    assert curve.dashed_from is not None
    at_risk_after = sum(t > curve.dashed_from for t, _ in curve.records)
    assert at_risk_after == 9


def test_no_event_at_all_is_a_flat_curve() -> None:
    curve = reconstruct(Summary.from_mapping({"n": 8, "events": 0, "median": None, "max_follow_up": 20}))
    assert set(curve.survival) == set(curve.band_low) == {1.0}
    assert curve.records[-1] == (20.0, 0)
