"""Several hospitals joined by their counts: within the sites, together, and how far they differ."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from each import each

from benchmarks.cohort import agreement
from haic_core.cohort.counts import Arm, Cell
from haic_core.cohort.estimates.arms import together
from haic_core.cohort.estimates.compared import log_rank
from haic_core.cohort.estimates.cox import HazardRatio
from haic_core.cohort.sites.answer import joined_answer
from haic_core.cohort.sites.counts_file import CountsFile, read_counts, to_send, write_counts
from haic_core.cohort.sites.heterogeneity import heterogeneity
from haic_core.cohort.sites.joined import joined
from haic_core.words.refusal import Refusal


def arm(group: str, *cells: tuple[float, int, int]) -> Arm:
    return Arm(group, tuple(Cell(time, events, 0, leaving) for time, events, leaving in cells))


HAIC = arm("HAIC", (2, 3, 5), (5, 2, 6), (9, 4, 5), (14, 1, 8))
Y90 = arm("Y-90", (1, 4, 5), (4, 3, 5), (8, 4, 6))
NORTH = CountsFile("Northtown", "death of any cause", "first treatment", "months", 1.0, 5, (HAIC, Y90))
SOUTH = replace(NORTH, site="Southtown", arms=(Y90, arm("HAIC", (3, 6, 9), (7, 3, 5))))
ONE_ARMED = replace(NORTH, site="Westtown", arms=(HAIC,))


def test_each_group_is_drawn_over_all_sites() -> None:
    found = joined([NORTH, SOUTH, ONE_ARMED])
    assert [(one.group, one.n) for one in found.arms] == [("HAIC", 62), ("Y-90", 32)]
    assert found.arms[1] == together([Y90, Y90], "Y-90")
    assert found.reference == "HAIC"


def test_the_same_patients_under_two_names_are_doubted_and_not_refused() -> None:
    again = replace(NORTH, site="North Hospital", arms=(Y90, HAIC))
    answer = joined_answer([NORTH, SOUTH, again])
    assert answer["notes"] == [
        "'Northtown' and 'North Hospital' sent counts that are the same in every cell: are these the same patients "
        "under several names? Here they count more than once."
    ]
    assert answer["n"] == 2 * NORTH.n + SOUTH.n
    one_more = replace(again, arms=(Y90, arm("HAIC", (2, 3, 5), (5, 2, 6), (9, 4, 5), (14, 1, 9))))
    assert joined([NORTH, SOUTH, one_more]).notes == ()


def test_a_site_with_one_group_alone_does_not_change_what_is_compared_within_sites() -> None:
    two, three = joined([NORTH, SOUTH]), joined([NORTH, SOUTH, ONE_ARMED])
    assert two.log_rank is not None and three.log_rank is not None
    assert three.log_rank.chi2 == pytest.approx(two.log_rank.chi2, rel=1e-12)
    assert three.ratios == two.ratios
    assert three.by_site[2] == ()


def test_the_same_site_twice_as_large_weighs_twice_but_tests_within() -> None:
    once, (twice,) = log_rank(NORTH.arms), [joined([NORTH, replace(NORTH, site="Easttown")]).log_rank]
    assert once is not None and twice is not None
    assert twice.chi2 == pytest.approx(2 * once.chi2, rel=1e-12)


def test_the_eighteen_institutions_of_the_lung_trial_joined_by_their_files_give_what_r_gives_within_strata() -> None:
    lung = agreement.cohorts()["lung_by_institution"]
    files = [
        to_send(arms, site=f"site {place}", endpoint="death", clock="entry", unit="days", k=1)
        for place, arms in enumerate(lung.sites)
    ]
    found = joined([read_counts(write_counts(file), file.site) for file in files], reference="1")
    assert found.log_rank is not None and len(found.files) == 18
    assert found.log_rank.chi2 == pytest.approx(lung.by_r["log-rank chi2", "", ""], rel=1e-10)
    assert found.ratios[0].value == pytest.approx(lung.by_r["hazard ratio", "2", ""], rel=1e-10)
    assert found.differing[0].q == pytest.approx(lung.by_r["Cochran's Q", "2", ""], rel=1e-10)


def test_two_alike_sites_differ_by_nothing_and_two_unlike_ones_by_more_than_chance() -> None:
    (alike,) = joined([NORTH, replace(NORTH, site="Easttown")]).differing
    assert [alike.q, alike.df, alike.i2] == pytest.approx([0, 1, 0], abs=1e-12)
    errors = [HazardRatio("b", "a", log=log, standard_error=0.5) for log in (0.0, 2.0)]
    unlike = heterogeneity(errors)
    # The mean is 1; each lies two standard errors from it: Q is 4 + 4, and 7 of 8 parts are beyond chance.
    assert unlike is not None and [unlike.q, unlike.i2] == pytest.approx([8, 7 / 8])
    assert unlike.p == pytest.approx(math.erfc(2))


def test_one_finite_ratio_is_no_heterogeneity() -> None:
    assert heterogeneity([HazardRatio("b", "a", log=0.3, standard_error=0.5), HazardRatio("b", "a")]) is None


@each(
    ("changed", "words"),
    [
        ({"endpoint": "progression"}, "differ in their endpoint: 'death of any cause' at Northtown; 'progression' at"),
        ({"clock": "diagnosis"}, "differ in their clock"),
        ({"unit": "days"}, "differ in their unit: 'months' at Northtown; 'days' at Southtown"),
        ({"site": " northtown"}, "'Northtown' came more than once"),
    ],
)
def test_what_is_defined_otherwise_is_not_joined(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        joined([NORTH, replace(SOUTH, **changed)])
    assert words in str(refused.value)


def test_one_definition_in_other_letters_is_the_same() -> None:
    assert joined([NORTH, replace(SOUTH, endpoint="Death of  any cause")]).log_rank is not None


def test_a_group_in_other_letters_is_the_same_group() -> None:
    south = replace(SOUTH, arms=tuple(replace(one, group=f" {one.group.lower()}") for one in SOUTH.arms))
    assert joined([NORTH, south]).arms == joined([NORTH, SOUTH]).arms


def test_one_file_alone_is_not_joined_and_nobody_compares_with_a_group_that_nobody_has() -> None:
    with pytest.raises(Refusal, match="1 counts file came"):
        joined([NORTH])
    with pytest.raises(Refusal, match="of 2 to 200 sites, but 201 counts files came"):
        joined([NORTH] * 201)
    with pytest.raises(Refusal, match="No site has a group 'TACE'"):
        joined([NORTH, SOUTH], reference="TACE")


def test_the_answer_holds_the_cohort_the_sites_and_how_far_they_differ() -> None:
    answer: Any = joined_answer([NORTH, SOUTH], at=(6, 99), horizons=(7, 99))
    assert {"n", "events", "left_out", "listed", "groups", "log_rank", "engine", "sql"} < set(answer)
    assert (answer["n"], answer["events"]) == (NORTH.n + SOUTH.n, NORTH.events + SOUTH.events)
    haic = answer["groups"][0]
    assert haic["at_risk"][0] == [6, 18] and haic["survival"][1] == [99, None, None, None]
    assert haic["rmst"]["99"] is None and haic["rmst"]["7"]["se"] > 0
    assert [site["site"] for site in answer["sites"]] == ["Northtown", "Southtown"]
    (differing,) = answer["heterogeneity"]["hazard_ratios"]
    assert (differing["group"], differing["between_sites"]["df"]) == ("Y-90", 1)
    assert differing["ci"][0] < differing["value"] < differing["ci"][1]
    assert answer["sites"][0]["groups"][0]["at_risk"] == [[6, 13], [99, 0]]


def test_curves_of_one_group_that_differ_by_site_are_noticed_in_whatever_group() -> None:
    alike = joined([NORTH, replace(NORTH, site="Easttown")]).between
    early = replace(NORTH, site="Easttown", arms=(HAIC, arm("Y-90", (0.5, 16, 16))))
    unlike = joined([NORTH, early]).between
    assert alike is not None and unlike is not None
    assert alike.p == pytest.approx(1) and unlike.p < 0.01


def test_sites_of_one_group_are_compared_with_each_other_only() -> None:
    found = joined([ONE_ARMED, replace(ONE_ARMED, site="Easttown", arms=(arm("HAIC", (1, 9, 9)),))])
    assert (found.log_rank, found.ratios, found.differing) == (None, (), ())
    assert found.between is not None and found.between.df == 1
