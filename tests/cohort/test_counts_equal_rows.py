"""What counts give is what the rows give: laws over invented cohorts, by lifelines where it is right, else by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.datasets import load_rossi
from lifelines.statistics import multivariate_logrank_test

from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.estimates.arms import landmark, together
from haic_core.cohort.estimates.compared import log_rank, stratified_log_rank
from haic_core.cohort.estimates.competing import aalen_johansen
from haic_core.cohort.estimates.cox import breslow_cox
from haic_core.cohort.estimates.restricted_mean import restricted_mean
from haic_core.cohort.estimates.survival import estimated

Row = tuple[int, int, str]  # time, 0 left without an event or 1 the event, group
ROWS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 1), st.sampled_from("abc")), min_size=2, max_size=60)


def counted(rows: Sequence[tuple[float, int, str]], entries: Sequence[float] = ()) -> list[Arm]:
    """Rows as arms, one a group; kind 2 is an event of another kind."""
    arms = []
    for group in sorted({name for *_, name in rows}):
        mine = [(time, kind) for time, kind, name in rows if name == group]
        cells = tuple(
            Cell(float(at), kinds.count(1), kinds.count(2), len(kinds))
            for at in sorted({time for time, _ in mine})
            for kinds in [[kind for time, kind in mine if time == at]]
        )
        came = [entry for entry, (*_, name) in zip(entries, rows) if name == group]
        arms.append(Arm(group, cells, tuple((float(entry), came.count(entry)) for entry in sorted(set(came)))))
    return arms


@given(rows=ROWS)
def test_curve_limits_and_spread_are_those_of_the_rows(rows: list[Row]) -> None:
    time, event, _ = (list(column) for column in zip(*rows))
    theirs = KaplanMeierFitter().fit(time, event)
    ours = estimated(together(counted(rows), "all"))
    alive = np.array(ours.survival) > 0
    survival = theirs.survival_function_["KM_estimate"].to_numpy()[1:]
    assert np.array(ours.survival) == pytest.approx(survival, abs=1e-12)
    limits = theirs.confidence_interval_survival_function_.to_numpy()[1:]
    changed = alive & (survival < 1 - 1e-12)  # lifelines gives no limits before the first event
    low, high = (np.array(side, float) for side in (ours.low, ours.high))
    assert low[changed] == pytest.approx(limits[changed, 0], abs=1e-9)
    assert high[changed] == pytest.approx(limits[changed, 1], abs=1e-9)
    table = theirs.event_table
    assert list(ours.at_risk) == list(table["at_risk"])[1:]


@given(rows=ROWS)
def test_the_log_rank_test_is_that_of_the_rows(rows: list[Row]) -> None:
    time, event, group = (list(column) for column in zip(*rows))
    ours = log_rank(counted(rows))
    if ours is None:
        return
    there = [max(at for at, _, name in rows if name == one) for one in sorted(set(group))]
    first = min((at for at, died, _ in rows if died), default=0)
    if min(there) < first:
        return  # a group that left before the first event; lifelines takes it as one to compare
    theirs = multivariate_logrank_test(time, group, event)
    assert ours.chi2 == pytest.approx(theirs.test_statistic, rel=1e-8, abs=1e-8)


@given(rows=ROWS, horizon=st.integers(1, 30))
def test_the_restricted_mean_is_the_mean_of_times_cut_at_the_horizon_where_nobody_left_before(
    rows: list[Row], horizon: int
) -> None:
    whole = [(time, 1, "a") for time, _, _ in rows]
    mean = restricted_mean(estimated(counted(whole)[0]), horizon)
    cut = np.minimum([time for time, _, _ in rows], horizon)
    assert mean is not None
    assert mean.value == pytest.approx(cut.mean())
    assert mean.standard_error == pytest.approx(cut.std() / len(rows) ** 0.5)


@given(rows=st.lists(st.tuples(st.integers(0, 10), st.integers(1, 12), st.integers(0, 1)), min_size=1, max_size=40))
def test_late_comers_are_at_risk_from_their_entry_on(rows: list[tuple[int, int, int]]) -> None:
    stays = [(entry, entry + lasts, died) for entry, lasts, died in rows]
    (arm,) = counted([(leaves, died, "a") for _, leaves, died in stays], [entry for entry, *_ in stays])
    ours, survival = estimated(arm), 1.0
    for place, at in enumerate(ours.time):
        there = sum(entry < at <= leaves for entry, leaves, _ in stays)
        survival *= 1 - sum(died for _, leaves, died in stays if leaves == at) / there
        assert [ours.at_risk[place], ours.survival[place]] == pytest.approx([there, survival], abs=1e-12)


@given(rows=ROWS, at=st.integers(0, 29))
def test_a_landmark_is_the_curve_of_those_who_are_left(rows: list[Row], at: int) -> None:
    left = [row for row in rows if row[0] > at]
    begun = [landmark(arm, at) for arm in counted(rows)]
    assert [arm for arm in begun if arm.n] == counted(left)


@given(rows=st.lists(st.tuples(st.integers(1, 20), st.integers(0, 2)), min_size=1, max_size=50))
def test_incidences_of_both_kinds_and_survival_without_either_make_one(rows: list[tuple[int, int]]) -> None:
    (arm,) = counted([(time, kind, "a") for time, kind in rows])
    event, other = aalen_johansen(arm)
    free = estimated(counted([(time, min(kind, 1), "a") for time, kind in rows])[0])
    whole = np.array(event.share) + np.array(other.share) + np.array(free.survival)
    assert whole == pytest.approx(np.ones(len(whole)), abs=1e-12)
    assert min(*event.variance, *other.variance, 0.0) > -1e-12


@given(rows=ROWS)
def test_groups_that_are_called_otherwise_or_stand_in_another_order_differ_as_before(rows: list[Row]) -> None:
    arms = counted(rows)
    one, other = log_rank(arms), log_rank(arms[::-1])
    assert (one is None) == (other is None)
    if one and other:
        assert [one.chi2, one.df] == pytest.approx([other.chi2, other.df], rel=1e-9, abs=1e-9)
    for ratio in breslow_cox(arms, arms[0].group):
        back = next(one for one in breslow_cox(arms, ratio.group) if one.group == arms[0].group)
        assert (ratio.log is None) == (back.log is None)
        if ratio.log is not None and back.log is not None:
            assert ratio.log == pytest.approx(-back.log, abs=1e-7)


@given(rows=ROWS)
def test_one_stratum_is_none(rows: list[Row]) -> None:
    assert stratified_log_rank([counted(rows)]) == log_rank(counted(rows))


def test_the_hazard_ratio_of_the_prisoners_with_financial_aid_is_that_of_the_rows() -> None:
    rows = load_rossi()
    # Without ties all ways of counting them agree; weeks are moved apart by the order of the rows.
    rows["week"] = rows.week + np.arange(len(rows)) / 1e4
    theirs = CoxPHFitter().fit(pd.DataFrame(rows[["week", "arrest", "fin"]]), "week", "arrest")
    arms = counted([(row.week, int(row.arrest), str(row.fin)) for row in rows.itertuples()])
    (ours,) = breslow_cox(arms, "0")
    assert ours.log == pytest.approx(theirs.params_["fin"], rel=1e-6)
    assert ours.standard_error == pytest.approx(theirs.standard_errors_["fin"], rel=1e-6)
