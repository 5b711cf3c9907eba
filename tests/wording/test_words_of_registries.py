"""What is said of a site's own registry, word for word: medians, shares, p values, what was counted and what not."""

from __future__ import annotations

from dataclasses import replace

from each import each
from own_cohorts import THREE, arm, result

from haic_core.cohort.alike import Alike, Shared
from haic_core.cohort.counts import Counted
from haic_core.cohort.estimates.compared import LogRank
from haic_core.cohort.guess.part import Part
from haic_core.cohort.result import ALL, Result
from haic_core.cohort.sites.heterogeneity import Heterogeneity
from haic_core.wording import cohort, omop, registry
from haic_core.words.vocabulary import Endpoint

COUNTED = Counted((arm("HAIC"),), "days", 30, 4, 2, (), "memory", "")
SITES = Heterogeneity("HAIC", "TACE", 3, 4.236, 2, 0.12, 0.544)


def of_all(begins: float = 0.0, alike: str = "") -> Result:
    return result(arm(ALL), begins=begins, alike=alike)


@each(
    ("p", "said"),
    [
        (None, "p not known"), (0.0004, "p < 0.001"), (0.001, "p = 0.001"), (0.0333, "p = 0.033"), (0.1, "p = 0.10"),
        (0.876, "p = 0.88"),
    ],
)  # fmt: skip
def test_a_p_value_has_as_many_digits_as_it_is_small(p: float | None, said: str) -> None:
    assert cohort.p_said(p) == said


@each(
    ("left", "said"),
    [
        (0, ("nobody at risk any more",)), (9, ("9 at risk, fewer than ten", "9 at risk")), (10, ("10 at risk",)),
    ],
)  # fmt: skip
def test_a_figure_that_rests_on_fewer_than_ten_says_so(left: int, said: tuple[str, ...]) -> None:
    assert cohort.at_risk_there(left) == said


def test_a_median_is_told_with_its_limits_or_as_not_reached() -> None:
    (twelve,) = of_all().drawn
    reached = replace(twelve, median=15.04, median_low=6.0, median_high=23.96)
    unread = replace(twelve, median=None, median_low=None, median_high=None)
    assert (cohort.own_median(reached), cohort.own_median(unread)) == ("median 15.0 months", "median not reached")
    told = [reached, replace(reached, median_high=None), replace(unread, median_low=14.7), unread]
    assert [cohort.median_with_limits(one) for one in told] == [
        "15.0 months (6.0 to 24.0)", "15.0 months (6.0 to not reached)", "not reached (14.7 to not reached)",
        "not reached",
    ]  # fmt: skip


def test_a_share_is_told_with_its_limits_or_as_past_the_last_follow_up() -> None:
    told = [None, (0.434, 0.304, 0.549), (0.434, None, None), (0.434, 0.304, None)]
    assert [cohort.share_with_limits(one) for one in told] == ["past last follow-up", "43 % (30 to 55)", "43 %", "43 %"]


def test_a_line_is_named_by_its_site_its_group_and_who_is_on_it() -> None:
    (whole,), grouped = of_all().drawn, result(arm("HAIC"), begins=2.46)
    assert cohort.line_name(of_all(alike="age"), whole) == "St. Anna, like this patient (n = 12)"
    assert cohort.line_name(replace(of_all(), site=""), whole) == "Own patients (n = 12)"
    (late,) = grouped.drawn
    assert (cohort.group_name(of_all(), whole), cohort.group_name(grouped, late)) == ("St. Anna", "HAIC")
    assert cohort.line_name(grouped, late) == f"St. Anna · HAIC (n = {late.arm.n}, followed past 2.5 months)"
    assert cohort.in_words(of_all(), whole) == (
        "St. Anna (n = 12): 7 events, median 15.0 months, 4 at risk, fewer than ten, observed to 24 months"
    )


def test_time_zero_event_landmark_and_steps_are_said_or_said_to_be_missing() -> None:
    found = of_all()
    assert cohort.own_clock(found) == "St. Anna: from first treatment of the liver"
    assert cohort.own_clock(replace(found, site="", clock="", begins=3.26)) == (
        "Own patients: time zero not said (name it under the mapping), counted from 3.3 months on"
    )
    assert (cohort.own_event(found), cohort.own_event(replace(found, endpoint=""))) == (
        "Own event: death of any cause.",
        "",
    )
    assert cohort.event_not_said(Endpoint.OS) == (
        "What the site’s own event is, is not said: is it that of overall survival? Name it under the mapping."
    )
    assert cohort.coarsened(found) == ""
    assert cohort.coarsened(replace(found, step=2.756)) == "Times of the counts file in steps of 2.76 months."
    assert cohort.too_few(found) == ""
    assert cohort.too_few(result(arm(ALL, THREE))) == "No curve below 10 patients: St. Anna (3)."
    many = cohort.too_few(result(*(arm(f"arm {number}", THREE) for number in range(8))))
    assert many.startswith("No curve below 10 patients: arm 0 (3), ") and many.endswith(", arm 5 (3) and 2 more.")
    assert cohort.left_before(found) == ""
    assert cohort.left_before(of_all(begins=4.46)) == (
        "Counted from 4.5 months on: 2 patients had left or had the event by then."
    )


def test_tests_between_groups_and_between_sites_are_told_with_what_they_rest_on() -> None:
    assert cohort.tested("Log-rank test", LogRank(1.5449, 1, 0.2139)) == (
        "Log-rank test: χ² = 1.54, 1 degree of freedom, p = 0.21."
    )
    assert (
        cohort.tested("Gray’s test", LogRank(9.1, 2, 0.0106))
        == "Gray’s test: χ² = 9.10, 2 degrees of freedom, p = 0.011."
    )
    assert cohort.tested("Log-rank test", None) == "Log-rank test: none, fewer than two groups had events."
    assert cohort.differing_said(SITES) == (
        "HAIC against TACE, do the 3 sites differ? Cochran’s Q = 4.24, p = 0.12; I² = 54 %."
    )


@each(("column", "later"), [(None, False), ("THERAPY", False), ("BEST_RESPONSE", True), ("second_line", True)])
def test_a_group_that_may_be_known_only_later_is_told_by_its_column(column: str | None, later: bool) -> None:
    assert cohort.may_be_known_later(column) is later


def test_rows_are_told_by_what_became_of_them() -> None:
    assert registry.rows_said(COUNTED) == "30 rows: 12 counted, 2 could not be read, 4 not asked for."
    among = replace(COUNTED, rows=1030, left_out=0, not_asked=0, unlike=1000, not_known=18)
    assert registry.rows_said(among) == (
        "1,030 rows: 12 counted, 1,000 unlike this patient, 18 of whom a fact is not recorded."
    )


def test_only_many_unread_rows_are_said_to_be_other_patients() -> None:
    """Twelve were counted: of 108 and 12 left out a tenth are those who were not read, of one more row fewer."""
    nine_tenths = replace(COUNTED, arms=(arm("HAIC"),) * 9, left_out=12)
    assert registry.many_left_out(replace(nine_tenths, left_out=11)) == ""
    assert registry.many_left_out(nine_tenths) == (
        "12 of 120 rows could not be read: the curve is that of the others, who may be other patients. Look at the "
        "reasons, and at what stands for an event and for none."
    )


def test_what_a_mapping_lacks_is_asked_before_anything_is_counted() -> None:
    assert registry.still_missing({"begins": "a", "ends": "b", "event": "c", "dead": ["1"], "alive": ["0"]}) == ""
    whole = {"time": "OS", "unit": "days", "event": "STATUS", "dead": ["1"], "alive": ["0"], "group": "ARM"}
    assert registry.mapping_said(whole) == "Mapping: OS in days · STATUS · groups by ARM"
    dated = {"begins": "a", "ends": "b", "event": "c", "dead": ["1"], "alive": ["0"]}
    assert registry.mapping_said(dated) == "Mapping: a to b · c"
    for part in ("time", "event", "dead", "alive"):
        short = {key: value for key, value in whole.items() if key != part}
        assert registry.still_missing(short).startswith("To choose before anything is counted: ")
        assert registry.mapping_said(short) == "Mapping"
    assert registry.still_missing({**dated, "ends": ""}) == registry.still_missing({**dated, "begins": ""}) != ""


def test_a_guess_is_told_with_what_it_rests_on() -> None:
    column, values = Part("event", "STATUS", "160 rows hold codes", 100, 1600), Part("dead", ("1",), "", 1001, 1600)
    nothing = Part("dead", None, "no column fits", 0, 1600)
    assert [registry.guess_said(one) for one in (column, nothing)] == ["160 rows hold codes", "no column fits"]
    for use in ("dead", "alive", "competing"):
        assert registry.guess_said(replace(values, use=use)) == "1,001 of 1,600 rows"


def test_who_is_like_the_patient_is_said_with_what_compares_nobody() -> None:
    found = Alike(
        (), (Shared("age_years", "AGE", "42 to 62 years"), Shared("her2", "HER2", "negative")), ("ecog",), ("ascites",)
    )
    counts = replace(COUNTED, unlike=1100, not_known=7)
    assert registry.alike_said(found) == "Age 42 to 62 years and HER2 negative"
    assert registry.alike_note(found, counts) == (
        "Like this patient: Age 42 to 62 years and HER2 negative. Not recorded in this case: ECOG performance status. "
        "Not translated under the mapping: Ascites. 1,100 are unlike her, of 7 it is not known."
    )
    assert registry.alike_note(Alike((), ()), None) == "No fact of this case compares anyone."


def test_what_is_under_way_and_what_was_found_are_said() -> None:
    assert registry.waiting_said("counting", 12.4, 1600, False) == "Counting for 12 s; stopped by itself after 1,600 s."
    assert registry.waiting_said("counting", 12.4, 1600, True) == "Stopping."
    assert registry.count_from_said(COUNTED) == "Count from (days)"
    assert (registry.sites_said(3), registry.counts_file_name("St. Anna")) == (
        "3 hospitals together",
        "counts-st-anna.json",
    )
    assert (
        registry.called_said("x" * 29) == f"{'x' * 29} is called"
        and registry.called_said("x" * 30) == f"{'x' * 29}… is called"
    )
    assert [omop.found_said(count) for count in (0, 1, 2)] == [
        "No concept has all of these words.", "1 concept found; choose below.", "2 concepts found; choose below.",
    ]  # fmt: skip
