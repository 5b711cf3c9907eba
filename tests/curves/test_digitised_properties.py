"""Whatever patients there are: their curve, densely sampled, gives them back."""

from __future__ import annotations

import numpy as np
from figures import coordinates, deaths, recovered, row, steps_of, trace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from laws import examples

slow = settings(examples(25, 1000), suppress_health_check=list(HealthCheck))


@st.composite
def cohorts(draw: DrawFn) -> list[tuple[float, int]]:
    """6-60 patients with whole and half months of follow-up, ties and censorings as they come, at least one death."""
    n = draw(st.integers(6, 60))
    months = draw(st.lists(st.integers(2, 96), min_size=n, max_size=n))
    dead = draw(st.lists(st.sampled_from([1, 1, 0]), min_size=n, max_size=n))
    dead[0] = 1
    return [(m / 2, e) for m, e in zip(months, dead)]


@slow
@given(cohorts())
def test_every_death_comes_back_from_a_dense_trace_with_the_number_at_risk_at_every_time(
    records: list[tuple[float, int]],
) -> None:
    answer = recovered(trace(records), len(records), row(records, 0.5), sum(e for _, e in records))
    ours, true = np.array(deaths(answer.records)), np.sort(deaths(records))
    assert len(ours) == len(true)
    assert np.abs(ours - true).max() <= 48 / 1199 + 1e-6


@slow
@given(cohorts())
def test_with_a_coarser_row_the_curve_is_the_same_even_where_half_of_four_and_half_of_six_cannot_be_told(
    records: list[tuple[float, int]],
) -> None:
    end = max(t for t, _ in records)
    answer = recovered(trace(records), len(records), row(records, end / 6), sum(e for _, e in records))
    middle = (np.arange(0, end, 0.5) + 0.25)[: int(2 * end)]
    levels = [(0.0, 1.0), *steps_of(records)]
    true = np.array([s for _, s in levels])[np.searchsorted([t for t, _ in levels], middle, side="right") - 1]
    ours = np.array(answer.survival)[np.searchsorted(answer.time, middle, side="right") - 1]
    assert np.abs(ours - true).max() < 0.5 / len(records)


@slow
@given(cohorts(), st.floats(0.5, 6))
def test_the_records_have_the_numbers_at_risk_of_the_row(records: list[tuple[float, int]], every: float) -> None:
    printed = row(records, every)
    answer = recovered(trace(records, jitter=0.001), len(records), printed)
    assert answer.at_risk == printed
    assert len(answer.records) == len(records)


@slow
@given(cohorts(), st.sampled_from([0.25, 4.0, 32.0]))
def test_a_curve_in_days_gives_the_records_of_the_curve_in_months_in_days(
    records: list[tuple[float, int]], factor: float
) -> None:
    points = trace(records, columns=600, jitter=0.001)
    scaled = coordinates(zip(points.time * factor, points.survival))
    printed = row(records, 6.0)
    ours = recovered(points, len(records), printed).records
    theirs = recovered(scaled, len(records), tuple((t * factor, c) for t, c in printed)).records
    assert [e for _, e in ours] == [e for _, e in theirs]
    assert np.allclose([t * factor for t, _ in ours], [t for t, _ in theirs], rtol=1e-5, atol=1e-5)


@slow
@given(cohorts(), st.integers(0, 3))
def test_records_are_in_order_of_time_and_within_the_follow_up(records: list[tuple[float, int]], seed: int) -> None:
    answer = recovered(trace(records, columns=300, jitter=0.004, seed=seed), len(records))
    times = [t for t, _ in answer.records]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] <= max(t for t, _ in records) + 1e-6
    assert len(times) == len(records)
