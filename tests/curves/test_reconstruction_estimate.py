"""Medians and their intervals as other software prints them for data everybody has."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

import numpy as np
import pytest
from each import each
from lifelines import KaplanMeierFitter
from lifelines.datasets import load_leukemia, load_lung, load_lymphoma
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times

from haic_core.curves.reconstruction.cohorts import Cohorts
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.fitting import standard_error
from haic_core.curves.reconstruction.joining import Joined, log_rank_p, log_rank_z
from haic_core.curves.reconstruction.printed import Z95
from haic_core.curves.reconstruction.summary import Summary


@pytest.fixture(scope="module")
def lung() -> Estimate:
    rows = load_lung()
    return Estimate.of(rows.time.to_numpy(float), rows.status.to_numpy(bool))


def test_the_log_interval_of_the_lung_data_is_the_one_survfit_prints(lung: Estimate) -> None:
    assert lung.median() == 310
    assert lung.interval("log") == (285, 363)


def test_the_log_log_interval_of_the_lung_data_is_the_one_lifelines_finds(lung: Estimate) -> None:
    rows = load_lung()
    fitted = KaplanMeierFitter().fit(rows.time, rows.status)
    limits = median_survival_times(fitted.confidence_interval_).to_numpy()[0]
    assert lung.interval("log-log") == tuple(limits) == (284, 361)


def test_the_spss_standard_error_of_the_mercaptopurine_group() -> None:
    rows = load_leukemia()
    treated = rows[rows.Rx == 0]
    estimate = Estimate.of(treated.t.to_numpy(float), treated.status.to_numpy(bool))
    low, high = estimate.interval("spss")
    assert low is not None and high is not None
    assert estimate.median() == 23
    assert (high - low) / 2 / Z95 == pytest.approx(5.255, abs=0.001)


def test_survival_with_ties_is_that_of_lifelines_to_the_last_bit_where_it_is_asked_for(lung: Estimate) -> None:
    rows = load_lung()
    fitted = KaplanMeierFitter().fit(rows.time, rows.status).survival_function_.iloc[1:, 0]
    assert lung.survival == pytest.approx(fitted.to_numpy(), abs=1e-12)
    assert tuple(lung.as_lifelines()) == tuple(fitted)


def test_survival_is_not_known_to_the_restricted_mean_past_the_last_record(lung: Estimate) -> None:
    assert lung.restricted_mean(1022) is not None
    assert lung.restricted_mean(1023) is None


def test_the_log_rank_p_with_ties_is_that_of_lifelines() -> None:
    rows = load_lymphoma()
    one, two = (rows[rows.Stage_group == stage] for stage in (1, 2))
    p = logrank_test(one.Time, two.Time, one.Censor, two.Censor).p_value
    columns = [side.to_numpy(kind) for rows in (one, two) for side, kind in ((rows.Time, float), (rows.Censor, bool))]
    assert log_rank_p(*columns) == pytest.approx(p)


def test_the_quick_log_rank_of_many_cohorts_is_the_same_test() -> None:
    rng = np.random.default_rng(4)
    parts = [Cohorts.of(np.sort(rng.normal(mean, 1, (3, 20)), axis=1), rng.random((3, 20)) < 0.7) for mean in (0, 0.5)]
    for row, z in enumerate(log_rank_z(Joined.of(parts))):
        a, b = ((np.exp(part.log_time[row]), part.event[row]) for part in parts)
        assert z**2 == pytest.approx(logrank_test(a[0], b[0], a[1], b[1]).test_statistic)


def test_an_interval_type_that_is_not_offered_is_not_read_as_another() -> None:
    with pytest.raises(ValueError, match="spss, log, log-log"):
        Estimate.of(np.array([1.0, 2.0, 3.0]), np.array([True, True, False])).interval("plain")


class Missing(TypedDict, total=False):
    """Which of the two is not printed."""

    ci: None
    median: None


@each("missing", [{"ci": None}, {"median": None}], ids=["no interval", "no median"])
def test_no_standard_error_follows_from_half_of_what_it_rests_on(missing: Missing) -> None:
    printed = Summary(42, 33, 19.3, ci=(14.7, 23.8), ci_type="spss")
    assert standard_error(printed) == pytest.approx((23.8 - 14.7) / 2 / 1.959964, rel=1e-6)
    with pytest.raises(ValueError, match="one is missing"):
        standard_error(replace(printed, **missing))
