"""What reconstructed records give back of the printed figures, and what is told beside a curve, by hand."""

from __future__ import annotations

import math
from dataclasses import astuple, replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from each import each
from lifelines.datasets import load_leukemia, load_lung

from haic_core.curves.reconstruction import reconstruct
from haic_core.curves.reconstruction.checks import Reproduced, failures, landmarks_as_meant, reproduced
from haic_core.curves.reconstruction.ensemble import Ensemble, readings
from haic_core.curves.reconstruction.estimate import Estimate
from haic_core.curves.reconstruction.notes import notes
from haic_core.curves.reconstruction.records import Records
from haic_core.curves.reconstruction.summary import Summary

# Ten women who die one a month, at 1 to 10; of three others one dies a month.
TEN = Estimate.of(np.arange(1.0, 11.0), np.ones(10, bool))
THREE = Estimate.of(np.arange(1.0, 4.0), np.ones(3, bool))


def missed(records: Estimate, printed: Summary, ci_type: str | None = None) -> list[tuple[str, float | None]]:
    """The figures that do not come back, each with ours."""
    return [(row.figure, row.ours) for row in reproduced(records, printed, ci_type) if not row.ok]


def test_every_printed_figure_is_compared_in_a_fixed_order() -> None:
    printed = Summary(
        n=10, events=10, median=5.0, min_follow_up=1.0, max_follow_up=10.0, landmarks=((3.0, 0.7), (7.0, 0.3))
    )
    rows: tuple[object, ...] = (
        Reproduced("n", 10, 10, True),
        Reproduced("events", 10, 10, True),
        Reproduced("median", 5.0, 5.0, True),
        Reproduced("min_follow_up", 1.0, 1.0, True),
        Reproduced("max_follow_up", 10.0, 10.0, True),
        ("survival at 3 months", 0.7, pytest.approx(0.7), True, 3.0),
        ("survival at 7 months", 0.3, pytest.approx(0.3), True, 7.0),
    )
    found = reproduced(TEN, printed, None)
    assert (*found[:5], *map(astuple, found[5:])) == rows
    assert [row.figure for row in reproduced(TEN, Summary(n=10, landmarks=((3.0, 0.7),)), "log")] == [
        "n", "survival at 3 months",
    ]  # fmt: skip


def test_counts_the_median_and_the_follow_up_have_to_be_exact() -> None:
    printed = Summary(n=11, events=9, median=5.1, min_follow_up=1.1, max_follow_up=10.1)
    assert missed(TEN, printed) == [
        ("n", 10), ("events", 10), ("median", 5.0), ("min_follow_up", 1.0), ("max_follow_up", 10.0),
    ]  # fmt: skip


def test_a_shortest_follow_up_of_nought_is_given_back_by_a_first_record_that_rounds_to_it() -> None:
    at_once = Estimate.of(np.array([0.05, 2.0]), np.ones(2, bool))
    printed = Summary(n=2, min_follow_up=0.0)
    assert reproduced(at_once, printed, None)[1] == Reproduced("min_follow_up", 0.0, 0.05, True)
    assert missed(TEN, Summary(n=10, min_follow_up=0.0)) == [("min_follow_up", 1.0)]


def test_a_median_printed_as_not_reached_is_given_back_where_nobody_knows_one() -> None:
    not_reached = Summary(n=10, median_reached=False)
    assert missed(TEN, not_reached) == [("median", 5.0)]
    alive = Estimate.of(np.arange(1.0, 11.0), np.arange(10) < 4)
    assert reproduced(alive, not_reached, None)[1] == Reproduced("median", None, None, True)
    assert missed(alive, Summary(n=10, median=5.0)) == [("median", None)]


@each(
    ("share", "back"),
    [(0.67, True), (0.66, False), (0.7, False), (0.667, True), (0.666, False), (0.672, False), (0.6671, True)],
)
def test_a_share_comes_back_within_half_of_its_last_decimal_and_never_finer_than_half_a_thousandth(
    share: float, back: bool
) -> None:
    """Two of three are 0.6667."""
    assert (missed(THREE, Summary(n=3, landmarks=((1.0, share),))) == []) is back


def test_a_share_printed_for_the_month_of_the_median_still_above_one_half_stood_just_before_it() -> None:
    printed = Summary(n=10, median=5.0, landmarks=((4.0, 0.6), (5.0, 0.6), (5.04, 0.6), (5.06, 0.6), (5.0, 0.5)))
    assert landmarks_as_meant(printed) == ((4.0, 0.6), (4.99, 0.6), (4.99, 0.6), (5.06, 0.6), (5.0, 0.5))
    early = Summary(n=10, median=0.5, landmarks=((0.5, 0.6),))
    [(before, _)] = landmarks_as_meant(early)
    assert before == pytest.approx(0.495)
    assert missed(TEN, replace(printed, landmarks=((5.0, 0.6),))) == []
    unknown = Summary(n=10, landmarks=((5.0, 0.6),))
    assert landmarks_as_meant(unknown) == ((5.0, 0.6),)


def lung() -> Estimate:
    rows = load_lung()
    return Estimate.of(rows.time.to_numpy(float), rows.status.to_numpy(bool))


def test_an_interval_comes_back_within_the_rounding_of_each_limit() -> None:
    """survfit prints 285 to 363 days for the lung data."""
    printed = Summary(n=228, median=310.0, ci=(285.0, 363.0))
    assert reproduced(lung(), printed, "log") == (
        Reproduced("n", 228, 228, True),
        Reproduced("median", 310.0, 310.0, True),
        Reproduced("ci_low", 285.0, 285.0, True),
        Reproduced("ci_high", 363.0, 363.0, True),
    )
    assert missed(lung(), replace(printed, ci=(285.04, 363.1)), "log") == [("ci_low", 285.0), ("ci_high", 363.0)]
    assert missed(lung(), replace(printed, ci=(285.0, None)), "log") == [("ci_high", 363.0)]
    assert [row.figure for row in reproduced(lung(), printed, None)] == ["n", "median"]


def test_limits_taken_from_a_standard_error_come_back_within_their_own_rounding_and_that_of_the_median() -> None:
    """The 6-mercaptopurine arm in weeks: median 23, standard error 5.255, so 12.70 to 33.30."""
    rows = load_leukemia()
    treated = rows[rows.Rx == 0]
    estimate = Estimate.of(treated.t.to_numpy(float), treated.status.to_numpy(bool))
    printed = Summary(n=21, median=23.0, ci=(12.7, 33.3))
    assert missed(estimate, printed, "spss") == []
    (low, ours_low), (high, ours_high) = missed(estimate, replace(printed, ci=(12.8, 33.2)), "spss")
    assert (low, high) == ("ci_low", "ci_high")
    assert ours_low == pytest.approx(12.70, abs=0.005) and ours_high == pytest.approx(33.30, abs=0.005)
    assert missed(estimate, replace(printed, ci=(12.6, 33.4)), "spss") == []
    [(figure, ours)] = missed(estimate, replace(printed, ci=(12.7, None)), "spss")
    assert figure == "ci_high" and ours == pytest.approx(33.30, abs=0.005)  # printed as not reached


def test_a_lower_limit_printed_as_nought_is_given_back_by_one_below_it() -> None:
    """Six women: deaths at 1 to 3 and 40 to 42 make so large an error that the lower limit lies below nought."""
    six = Estimate.of(np.array([1.0, 2.0, 3.0, 40.0, 41.0, 42.0]), np.ones(6, bool))
    low, _ = six.interval("spss")
    assert low is not None and low < 0
    rows = {row.figure: row for row in reproduced(six, Summary(n=6, median=3.0, ci=(0.0, 90.0)), "spss")}
    assert rows["ci_low"] == Reproduced("ci_low", 0.0, 0.0, True)
    below = {row.figure: row for row in reproduced(six, Summary(n=6, median=3.0, ci=(0.1, 90.0)), "spss")}
    assert below["ci_low"].ours == pytest.approx(low) and not below["ci_low"].ok


def test_how_badly_figures_fail_is_a_hundred_for_counts_median_and_end_and_one_for_others() -> None:
    fine = Reproduced("n", 10, 10, True)
    assert failures((fine,)) == 0
    for figure in ("n", "events", "median", "max_follow_up"):
        assert failures((fine, Reproduced(figure, 10, 11, False))) == pytest.approx(100 + math.tanh(1) / 2)
    assert failures((Reproduced("ci_low", 10, 9, False),)) == pytest.approx(1 + math.tanh(1) / 2)
    assert failures((Reproduced("survival at 6 months", 0.7, 0.75, False, 6),)) == pytest.approx(1 + math.tanh(1) / 2)
    assert failures((Reproduced("ci_high", None, 2, False),) * 2) == pytest.approx(2 + math.tanh(2))


# What is told beside a curve.

ALL = Summary(n=40, events=30, median=20.0, max_follow_up=60.0)
ALWAYS = "Reconstructed from printed figures; the records are not patients and are not for pooled or adjusted models."
RECORDS = Records(np.array([1.0]), np.array([True]), None)


def told(printed: Summary, *rows: Reproduced, used: Summary | None = None, dropped: tuple[str, ...] = ()) -> list[str]:
    """What is told beside what always is, of an ensemble that holds ``used`` and let ``dropped`` go."""
    found = cast("Ensemble", SimpleNamespace(used=used or printed, dropped=dropped))
    first, *others = notes(printed, rows, RECORDS, found, 61.26)
    assert first == ALWAYS
    return others


def test_where_everything_is_printed_and_comes_back_nothing_more_is_told() -> None:
    assert told(ALL, Reproduced("n", 40, 40, True)) == []


def test_what_is_not_printed_is_told_with_what_stands_in_its_place() -> None:
    assert told(Summary(n=40, median=20.0)) == [
        "The longest follow-up is not printed; the curve ends at 61.3 months.",
        "The number of events is not printed; the number shown is one that fits the other figures.",
    ]
    whole = notes(
        Summary(n=40, events=3, median=20.0),
        (),
        RECORDS,
        cast("Ensemble", SimpleNamespace(used=ALL, dropped=())),
        114.04,
    )
    assert "the curve ends at 114 months." in whole[1], "no digit that nobody measured"
    nobody_died = Summary(n=40, events=0, max_follow_up=60.0)
    assert notes(nobody_died, (), RECORDS, None, 60.0) == (
        ALWAYS,
        "No event is printed, so the curve stays at 1 to the end of follow-up.",
    )


@each(
    ("ci", "median", "kind", "read"),
    [
        ((15.0, 25.0), 20.0, None, ("spss",)),
        ((15.0, 25.2), 20.0, None, ("spss",)),
        ((15.0, 25.3), 20.0, None, ("log", "log-log")),
        ((14.7, 25.0), 20.0, None, ("log", "log-log")),
        ((0.0, 90.0), 20.0, None, ("spss",)),
        ((15.0, None), 20.0, None, ("log", "log-log")),
        ((15.0, 25.0), 20.0, "log", ("log",)),
        ((15.0, None), None, "log-log", ("log-log",)),
        ((15.0, None), None, "spss", ("log", "log-log")),
        (None, 20.0, None, (None,)),
    ],
)
def test_an_interval_is_read_as_it_says_or_as_it_looks(
    ci: tuple[float, float | None] | None, median: float | None, kind: str | None, read: tuple[str | None, ...]
) -> None:
    """Symmetric is within the rounding of both limits and twice that of the median: 0.2 months here."""
    assert readings(replace(ALL, ci=ci, median=median, ci_type=kind)) == read


def test_how_an_interval_was_read_is_told_where_the_paper_does_not_say() -> None:
    assert told(replace(ALL, ci=(15.0, 25.0))) == [
        "How the confidence interval was computed is not printed; it is symmetric, so read as taken from a standard "
        "error (as SPSS does)."
    ]
    assert told(replace(ALL, ci=(15.0, 26.0))) == [
        "How the confidence interval was computed is not printed; log and log-log types are both allowed for."
    ]
    assert told(replace(ALL, ci=(15.0, 26.0), ci_type="log")) == []


def test_what_could_not_be_held_is_told_by_its_name() -> None:
    printed = replace(ALL, min_follow_up=2.0)
    assert told(printed, used=ALL, dropped=("min_follow_up",)) == [
        "The shortest follow-up of 2 months does not fit the other figures and was not used."
    ]
    assert told(printed) == []
    leaves = "together with the other figures; the band leaves it out."
    assert told(ALL, dropped=("landmarks", "ci", "max_follow_up", "events")) == [
        f"No cohort like those of the literature fits {name} {leaves}"
        for name in ("the landmarks", "the confidence interval", "the longest follow-up", "the number of events")
    ]


@each(
    ("row", "sentence"),
    [
        (("n", 40, 39), "The number of patients is printed as 40; the records give 39."),
        (("events", 30, 29), "The number of events is printed as 30; the records give 29."),
        (("median", None, 30.0), "The median is printed as not reached; the records give 30."),
        (("ci_low", 15.0, 14.23456), "The lower confidence limit is printed as 15; the records give 14.23."),
        (("ci_high", 26.0, None), "The upper confidence limit is printed as 26; the records give not reached."),
        (("min_follow_up", 2.0, 1.0), "The shortest follow-up is printed as 2; the records give 1."),
        (("max_follow_up", 60.0, 59.0), "The longest follow-up is printed as 60; the records give 59."),
        (("survival at 12 months", 0.7, 0.725), "Survival at 12 months is printed as 0.7; the records give 0.725."),
    ],
)
def test_a_figure_that_does_not_come_back_is_told_with_both_values(
    row: tuple[str, float | None, float | None], sentence: str
) -> None:
    assert told(ALL, Reproduced(*row, ok=False), Reproduced("n", 40, 40, True)) == [sentence]


@pytest.mark.parametrize(
    ("figures", "last", "kind"),
    [
        ({"median": 20.0}, 40.0, "median_only"),
        ({"median": 20.0, "ci": (15.0, 50.0)}, 50.0, "anchored"),
        ({"median": 20.0, "landmarks": ((60.0, 0.1),)}, 60.0, "anchored"),
        ({"median": 20.0, "max_follow_up": 33.0}, 33.0, "anchored"),
    ],
)
def test_without_a_printed_end_a_curve_goes_as_far_as_its_figures_say_something(
    figures: dict[str, Any], last: float, kind: str
) -> None:
    """Twice the median, the upper limit of its interval or the last landmark, whichever is latest."""
    drawn = reconstruct(Summary(n=8, **figures))
    assert drawn.time[-1] == pytest.approx(last, abs=0.01) and drawn.kind == kind
