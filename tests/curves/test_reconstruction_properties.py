"""Whatever summary is accepted, the answer is a Kaplan-Meier curve with the printed counts and median."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from laws import examples
from lifelines import KaplanMeierFitter

from haic_core.curves.reconstruction import Summary, reconstruct


@st.composite
def summaries(draw: DrawFn) -> dict[str, object]:
    """Summaries a paper could print, odd ones included; some pairs of figures are hard to have together."""
    n = draw(st.integers(3, 90))
    median = draw(st.integers(10, 400)) / 10
    printed: dict[str, object] = {"n": n, "median": median, "endpoint": draw(st.sampled_from(["OS", "PFS"]))}
    if draw(st.booleans()):
        printed["events"] = draw(st.integers(n // 2 + 1, n))
    if draw(st.booleans()):
        printed["max_follow_up"] = round(median * draw(st.floats(1.5, 6)), 1)
    if draw(st.booleans()):
        printed["min_follow_up"] = round(median * draw(st.floats(0.02, 0.3)), 1)
    if draw(st.booleans()):
        low, high = draw(st.floats(0.5, 0.9)), draw(st.floats(1.1, 1.45))
        printed["ci"] = [round(low * median, 1), round(high * median, 1)]
        printed["ci_type"] = draw(st.sampled_from([None, "spss", "log", "log-log"]))
    if draw(st.booleans()):
        printed["landmarks"] = [[round(median * 0.5, 1), draw(st.integers(60, 90)) / 100]]
    return printed


@examples(10, 250)
@given(summaries())
def test_any_accepted_summary_gives_an_honest_curve(printed: dict[str, object]) -> None:
    curve = reconstruct(Summary.from_mapping(printed))
    time, event = (np.array(side) for side in zip(*curve.records))
    assert len(time) == printed["n"] and (time >= 0).all()
    assert event.sum() == printed.get("events", event.sum())
    assert curve.median == printed["median"]
    if "max_follow_up" in printed:
        assert time.max() == printed["max_follow_up"]
    fitted = KaplanMeierFitter().fit(time, event)
    assert fitted.median_survival_time_ == printed["median"]
    assert tuple(fitted.survival_function_.iloc[:, 0]) == curve.survival
    low, mid, high = np.array(curve.band_low), np.array(curve.survival), np.array(curve.band_high)
    assert (np.diff(mid) <= 0).all() and (low <= mid).all() and (mid <= high).all()
    json.dumps(curve.as_mapping(), allow_nan=False)
