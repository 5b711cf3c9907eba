"""Your cohort as a person reads it: numbers worked out by hand, what may be said between groups, rows left out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from charts import curve
from invented import invented_library
from own_cohorts import LATER, THREE, arm, result
from screens import plain

from haic_core.chart.own import own_chart
from haic_core.cohort.counts import Counted, Listed
from haic_core.cohort.guess.part import Part
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.result import Result
from haic_core.cohort.sites.counts_file import CountsFile, to_send
from haic_core.cohort.sites.joined import joined
from haic_core.screen.cohort.compared import comparison
from haic_core.screen.cohort.guesses import questions, under_field
from haic_core.screen.cohort.joined import joined_comparison, sites_table
from haic_core.screen.cohort.notes import own_key, own_notes
from haic_core.screen.cohort.numbers import incidence_table, numbers_table
from haic_core.screen.cohort.rows import listed_table
from haic_core.wording.cohort import NOT_A_COMPARISON
from haic_core.wording.registry import many_left_out, to_name_first


def notes(found: Result, column: str | None = None) -> str:
    return plain(own_notes(own_chart(found, [curve()], invented_library(), fewest=1), column))


def test_the_numbers_of_twelve_women_are_those_worked_out_by_hand() -> None:
    """Median 15; 50 % at 12 months, 19 % at 24; area to 12 months 2 + 4 x .917 + 2 x .733 + 4 x .629 = 9.6; limits
    and standard error are those of R's survfit. At risk at 12, 15 and 24: five, four, one."""
    said = plain(numbers_table(result(), 12))
    assert "HAIC 12 7 15.0 months (6.0 to not reached) 4 at risk, fewer than ten" in said
    assert "50 % (18 to 76) 5 at risk, fewer than ten 19 % (1 to 53) 1 at risk, fewer than ten past last" in said
    assert "past last follow-up 9.6 months (SE 0.99)" in said


def test_a_figure_that_ten_are_at_risk_for_is_not_called_one_of_few_and_one_past_all_deaths_rests_on_nobody() -> None:
    """Twenty women, ten of whom die at 6 and ten at 13: the median is 6, at 12 ten are left, at 24 none."""
    women = arm("HAIC", (*((6, 1),) * 10, *((13, 1),) * 10))
    said = plain(numbers_table(result(women), 12))
    assert re.search(r"6\.0 months \([^)]+\) 20 at risk 50 % \([^)]+\) 10 at risk 0 % nobody at risk any more", said)
    assert "fewer than ten" not in said


def test_a_median_that_was_not_reached_is_said_in_words() -> None:
    alive = arm("HAIC", ((1, 1), *((month, 0) for month in range(2, 14))))
    said = plain(numbers_table(result(alive), 12))
    assert "HAIC 13 1 not reached 92 % (57 to 99) 2 at risk" in said and "None" not in said


def test_between_own_groups_every_test_says_its_name_and_between_studies_there_is_none() -> None:
    """As R's survdiff and coxph with ties by Breslow have them."""
    said = plain(comparison(result(arm("HAIC"), arm("TACE", LATER)), "HAIC", 24))
    assert "Log-rank test between these groups: χ² = 0.08, 1 degree of freedom, p = 0.77." in said
    assert "TACE 0.86 (0.30 to 2.46) p = 0.78" in said and "Grambsch and Therneau" in said
    assert "these groups were not made by chance" in said and "+0.8 months" in said
    alone = plain(comparison(result(), "HAIC", 24))
    assert "χ²" not in alone and "hazard" not in alone.lower() and "nothing of the site’s own to compare" in alone


def test_over_published_curves_stands_that_it_compares_no_treatments_and_alone_it_does_not() -> None:
    assert NOT_A_COMPARISON in notes(result())
    alone = own_chart(result(), [], invented_library())
    assert NOT_A_COMPARISON not in own_notes(alone) and "diamond" not in own_key(alone)


def test_the_key_of_a_sites_chart_has_the_marks_that_are_drawn_and_no_others() -> None:
    """Of eleven of the site's own women ten are at risk to the end."""
    own, printed = result(arm("HAIC", ((1, 1), *((12, 0),) * 10))), curve()
    alone = own_chart(own, [], invented_library())
    assert re.findall(r"hb-sign-(\w+)", own_key(alone)) == ["line", "inner"]
    over = own_chart(own, [printed], invented_library())
    assert re.findall(r"hb-sign-(\w+)", own_key(over)) == ["line", "inner", "diamond", "whisker"]
    few = own_chart(own, [curve(printed=(), dashed_from=6.0)], invented_library())
    assert re.findall(r"hb-sign-(\w+)", own_key(few)) == ["line", "dots", "inner"]


def test_small_groups_late_entry_landmark_and_coarse_times_are_said() -> None:
    said = notes(result(arm("HAIC"), arm("TACE", THREE)))
    assert "No curve below 10 patients: TACE (3)." in said and "Own event: death of any cause." in said
    late = replace(arm("HAIC"), entered=((0.0, 5), (1.0, 7)))
    assert "came under observation after time zero" in notes(result(late))
    assert "Counted from 5 months on: 2 patients had left or had the event by then." in notes(result(begins=5))
    assert "in steps of 1 months" in notes(replace(result(), step=1.0))


def test_groups_known_only_later_ask_for_a_landmark_until_there_is_one() -> None:
    assert "had to live until it" in notes(result(), "best_response") and "had to live" not in notes(result(), "arm")
    assert "had to live" not in notes(result(begins=5), "best_response")


def test_an_event_or_a_clock_that_the_site_does_not_name_is_asked() -> None:
    said = notes(replace(result(), endpoint="", clock=""))
    assert "is it that of overall survival?" in said and "St. Anna: time zero not said" in said


def test_an_event_of_another_kind_has_its_own_incidence_and_is_told_beside_the_curve() -> None:
    """Thirteen women: one leaves by another event at 3 months, of twelve still there: 1/12 x 12/13 = 7.7 %."""
    said = plain(incidence_table(result(arm("HAIC", competing=(3,)))))
    assert re.search(r"HAIC, the other event 8 % \(0 to \d+\) 5 at risk, fewer than ten", said)
    assert "one minus the curve overstates it" in said
    assert incidence_table(result()) == ""


def test_a_row_that_could_not_be_read_stands_with_its_line_column_and_reason() -> None:
    said = plain(listed_table([Listed(18, "os_months", "the time is missing")], 3))
    assert "18 os_months the time is missing" in said and "and 2 more" in said


@pytest.mark.parametrize(("left_out", "is_said"), [(0, False), (1, False), (2, True), (9, True)])
def test_rows_left_out_are_warned_of_where_they_are_a_tenth_or_more(left_out: int, is_said: bool) -> None:
    counts = Counted((arm("HAIC"),), "months", 12 + left_out, 0, left_out, (), "duckdb", "")
    said = many_left_out(counts)
    assert bool(said) is is_said and (not said or said.startswith(f"{left_out} of {12 + left_out} rows"))


def test_before_counts_are_sent_site_event_and_clock_are_named() -> None:
    bare = Mapping(time="t", event="e", dead=("1",), alive=("0",))
    named = "Name first, under the mapping: the site’s short name, the event in words and time zero in words."
    assert to_name_first(bare) == named
    assert to_name_first(bare.model_copy(update={"site": "a", "endpoint": "b", "clock": "c"})) == ""


PART = Part("event", "status", "160 of 160 rows hold 'Dead' (100), 'Alive' (60)", 160, 160, "Which column?", ("pfs",))


def test_under_a_field_stands_on_what_its_guess_rests_and_that_it_was_changed() -> None:
    said = plain(under_field(PART, "status"))
    assert "160 of 160 rows hold 'Dead' (100), 'Alive' (60) Which column?" in said
    assert plain(under_field(PART, "pfs")) == "changed by hand" and plain(under_field(None, None)) == ""
    assert "How follow-up ended: Which column?" in plain(questions([PART]))
    assert plain(under_field(replace(PART, use="dead", value=("Dead",), rests_on=100), ["Dead"])).startswith(
        "100 of 160"
    )


def test_several_hospitals_are_compared_within_each_and_their_differences_told() -> None:
    def sent(site: str, late: int) -> CountsFile:
        groups = [arm("HAIC"), arm("TACE", tuple((month + late, event) for month, event in LATER))]
        return to_send(groups, site=site, endpoint="death", clock="first treatment", unit="months", k=1)

    found = joined([sent("St. Anna", 0), sent("Nord", 3)])
    assert "St. Anna 24 14 as recorded 1 Nord 24 14" in plain(sites_table(found))
    said = plain(joined_comparison(found))
    assert "Log-rank test between the groups, within 2 sites: χ² = " in said and "Cochran’s Q = " in said
    assert "Log-rank test between the 2 sites, within the groups" in said
