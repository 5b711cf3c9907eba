"""The short form of the benchmark: real cohorts, digitised as a hand would, come back as near as declared."""

from __future__ import annotations

import numpy as np
import pytest
from each import each
from lifelines import CoxPHFitter
from lifelines.datasets import load_leukemia, load_lung

from benchmarks.curves.digitised import MARKS, Row, missed, short
from benchmarks.curves.digitised_measures import compare, curve, log_hazard_ratio
from benchmarks.curves.digitising import Figure, digitise
from benchmarks.curves.patient_level import Patients
from benchmarks.curves.spoiled import cohort
from haic_core.curves.digitised import Coordinates, Printed
from haic_core.curves.digitised.answer import recovered


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return short()


def test_digitised_cohorts_come_back_as_near_as_declared(rows: list[Row]) -> None:
    assert missed(rows) == []


@pytest.mark.parametrize("scenario", MARKS)
def test_ours_is_nearer_than_the_published_inversion(rows: list[Row], scenario: str) -> None:
    error = {row.method: row.measures["dS"] for row in rows if row.scenario == scenario}
    assert error["ours"] < 0.5 * error["Guyot as published"]


def test_a_missed_mark_is_named() -> None:
    worse = Row("16-80 clicks, row and deaths", "ours", 1, {"dS": 0.02, "drops": 0.97})
    assert missed([worse]) == ["16-80 clicks, row and deaths: dS 0.0200, mark 0.003"]


def test_patients_that_come_back_unchanged_have_no_error() -> None:
    lung = load_lung()
    truth = Patients("lung", lung.time.to_numpy(float), lung.status.to_numpy(bool))
    found = compare(truth, list(zip(truth.time, truth.event)))
    assert {key: found[key] for key in ("dS", "max", "rmst", "median", "deaths", "at_risk")} == dict.fromkeys(
        ("dS", "max", "rmst", "median", "deaths", "at_risk"), 0
    )
    assert (found["exact"], found["drops"]) == (1, 1)


def test_the_error_of_a_curve_that_is_one_death_short_is_what_it_should_be() -> None:
    truth = Patients("two", np.array([2.0, 8.0, 10.0, 10.0]), np.array([True, True, False, False]))
    found = compare(truth, [(2.0, 1), (8.0, 0), (10.0, 0), (10.0, 0)])
    assert found["dS"] == pytest.approx(0.25 * 0.2)
    assert (found["deaths"], found["drops"]) == (1, 0.5)


def test_the_log_hazard_ratio_is_that_of_lifelines() -> None:
    leukemia = load_leukemia()
    arms = [[(t, e) for t, e, arm in zip(leukemia.t, leukemia.status, leukemia.Rx) if arm == which] for which in (0, 1)]
    fitted = CoxPHFitter().fit(leukemia[["t", "status", "Rx"]], "t", "status")
    assert log_hazard_ratio(*arms) == pytest.approx(float(fitted.params_["Rx"]), abs=1e-4)


def test_the_curve_that_is_the_truth_is_that_of_lifelines() -> None:
    from haic_core.curves.kaplan_meier import kaplan_meier

    lung = load_lung()
    times, levels = curve(lung.time.to_numpy(float), lung.status.to_numpy(bool))
    fitted = kaplan_meier(list(zip(lung.time, lung.status)))
    theirs = dict(zip(fitted.time, fitted.survival))
    assert [theirs[t] for t in times] == pytest.approx(levels.tolist())


@each("seed", [4, 8, 19])
def test_a_start_clicked_a_little_high_does_not_move_the_axis_of_hundreds(seed: int) -> None:
    """Of four hundred patients steps are a four-hundredth; a hand that slips three pixels up must not bend them all."""
    truth = cohort(np.random.default_rng(seed), 400)
    clicked = digitise(truth, "clicks", Figure(jitter=0.8), 6, seed)
    order = np.lexsort((-clicked.survival, clicked.time))
    points = Coordinates(clicked.time[order], clicked.survival[order])
    found = recovered(points, Printed.of(clicked.n, clicked.at_risk, clicked.events))
    assert compare(truth, list(found.records))["dS"] <= 0.005
