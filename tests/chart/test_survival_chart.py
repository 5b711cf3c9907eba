"""A survival chart as a record: what twelve women followed by hand look like before anything draws them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from charts import MEDIAN, TWELVE, birch_like, chart, curve, document, ending_at
from invented import invented_library

from haic_core.chart.corners import landings
from haic_core.chart.palette import DARK
from haic_core.chart.survival import BESIDE_PX, LEADING_PX, survival_chart
from haic_core.chart.ticks import ticks
from haic_core.curves.published import PrintedPoint
from haic_core.words.vocabulary import Statistic


@pytest.mark.parametrize(
    ("end", "marks"),
    [
        (7, (0, 3, 6)),
        (24, (0, 3, 6, 9, 12, 15, 18, 21, 24)),
        (24.5, (0, 6, 12, 18, 24)),
        (36, (0, 6, 12, 18, 24, 30, 36)),
        (48.1, (0, 12, 24, 36, 48)),
        (61, (0, 12, 24, 36, 48, 60)),
        (200, (0, 36, 72, 108, 144, 180)),
        (1000, (0, 120, 240, 360, 480, 600, 720, 840, 960)),
        (2, (0,)),
    ],
)
def test_an_axis_is_marked_in_at_most_eight_whole_steps_of_months(end: float, marks: tuple[int, ...]) -> None:
    assert ticks(end) == marks


def test_the_axis_ends_with_the_last_follow_up_or_where_it_is_cut() -> None:
    assert (chart(ending_at(36.5)).end_months, chart(ending_at(36.5)).ticks[-1]) == (36.5, 36)
    assert (chart(ending_at(90)).end_months, chart(ending_at(90), longest_months=30).end_months) == (60, 30)


def test_at_a_tick_on_which_three_leave_all_three_are_still_at_risk_and_counted_at_the_next() -> None:
    """Ticks 0, 3, …, 24. Before 6: a death at 2, one censored at 4. At 6 two die and one is censored: at 9, twelve
    less six are left, for another died at 8; she who is censored at 9 is still at risk there."""
    record = chart()
    at_risk, censored, events = record.curves[0].counts
    assert record.ticks == (0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0, 21.0, 24.0)
    assert at_risk == (12, 11, 10, 6, 5, 4, 3, 1, 1)
    assert censored == (0, 0, 1, 2, 3, 3, 3, 4, 4)
    assert events == (0, 1, 1, 4, 4, 5, 6, 7, 7)


def test_nothing_is_counted_past_a_curves_own_last_follow_up() -> None:
    short = curve(((2, 1), (7, 0)))
    at_risk = chart(curve(), short).curves[1].counts[0]
    assert at_risk == (2, 1, 1, None, None, None, None, None, None)


def test_from_a_landmark_only_those_followed_past_it_are_counted_and_neither_band_nor_printed_figure_is_shown() -> None:
    """Past 6 months seven are left: one dies at 8, one is censored at 9."""
    whole = curve()
    left = replace(whole, printed=(), alive_at_months=6.0)
    drawn = chart(left).curves[0]
    assert drawn.counts[0] == (None, None, 7, 6, 5, 4, 3, 1, 1)
    assert drawn.counts[2] == (None, None, 0, 1, 1, 2, 3, 4, 4)
    assert (drawn.band_low, drawn.band_high, drawn.outer_low, drawn.outer_high, drawn.printed) == ((),) * 5


def test_a_curve_falls_in_steps_and_stops_where_the_axis_does() -> None:
    """Survival 11/12 from 2 months on; the axis ends at 5, before the deaths at 6."""
    drawn = chart(longest_months=5).curves[0]
    level = pytest.approx(11 / 12)
    corners: tuple[object, ...] = ((0, 1), (2, 1), (2, level), (4, level), (4, level), (5, level))
    shelves: tuple[object, ...] = ((0, 1), (2, level), (4, level), (5, level))
    assert drawn.firm == corners
    assert landings(drawn.firm) == shelves
    assert drawn.band_high[:2] == ((0.0, 1.0), (2.0, 1.0))
    start: tuple[object, ...] = (0, pytest.approx(0.9))
    assert drawn.band_low[0] == start


def test_from_the_time_at_which_fewer_than_ten_are_at_risk_a_curve_is_frail() -> None:
    drawn = chart(curve(dashed_from=6)).curves[0]
    assert drawn.firm[-1][0] == drawn.frail[0][0] == 6.0 and drawn.frail[0] == drawn.firm[-1]
    assert drawn.frail[-1][0] == 24


def test_a_cohort_of_fewer_than_ten_is_frail_from_its_first_day_and_one_followed_in_full_is_nowhere() -> None:
    small = chart(curve(((2, 1), (4, 0)), dashed_from=0)).curves[0]
    line: tuple[object, ...] = ((0, 1), (2, 1), (2, 0.5), (4, 0.5), (4, 0.5))
    assert small.frail == line and small.firm == ()
    whole = chart().curves[0]
    assert whole.frail == () and (whole.firm[0], whole.firm[-1][0]) == ((0, 1), 24)


def test_a_death_at_the_very_end_of_the_axis_is_drawn_and_before_the_first_death_there_is_a_level_line() -> None:
    falling: tuple[object, ...] = ((0, 1), (2, 1), (2, 0.5), (4, 0.5), (4, 0))
    level: tuple[object, ...] = ((0, 1), (1, 1))
    assert chart(curve(((2, 1), (4, 1)))).curves[0].firm == falling
    assert chart(longest_months=1).curves[0].firm == level


def test_an_interval_whose_upper_limit_was_not_reached_has_no_whisker_but_keeps_its_lower_limit() -> None:
    (median,) = chart(curve(printed=(replace(MEDIAN, time_high_months=None),))).curves[0].printed
    assert (median.low_months, median.high_months, median.whisker, median.goes_on) == (8.0, None, None, False)
    assert median.locator == "Results, Survival"


def test_why_other_curves_are_not_drawn_goes_with_the_chart() -> None:
    assert survival_chart([curve()], invented_library(), refused=["No curve of Cole."]).refused == (
        "No curve of Cole.",
    )


def test_what_there_is_to_read_off_is_every_level_from_where_it_holds_and_the_end_of_the_line() -> None:
    """Four levels: once the line goes on a month past its last fall, once it ends with it."""
    line = ((0.0, 1.0), (1.0, 1.0), (1.0, 0.9), (2.0, 0.9), (2.0, 0.8), (3.0, 0.8), (3.0, 0.7), (4.0, 0.7))
    read = ((0.0, 1.0), (1.0, 0.9), (2.0, 0.8), (3.0, 0.7))
    assert landings(line) == (*read, (4.0, 0.7))
    assert landings((*line, (4.0, 0.6))) == (*read, (4.0, 0.6))
    assert landings(line[:3]) == read[:2]


def test_a_figure_printed_for_the_very_end_of_the_axis_is_drawn_and_its_limit_there_is_a_limit() -> None:
    points = (
        replace(MEDIAN, time_high_months=24.0),
        PrintedPoint(Statistic.SURVIVAL_PERCENT, 24.0, 0.1, None, None, "T"),
    )
    median, landmark = chart(curve(printed=points)).curves[0].printed
    assert median.whisker == ((8.0, 0.5), (24.0, 0.5)) and not median.goes_on
    assert (landmark.months, landmark.survival) == (24.0, 0.1)


def test_a_whisker_that_the_axis_cuts_goes_on_and_a_printed_point_beyond_it_is_not_drawn() -> None:
    points = (
        PrintedPoint(Statistic.MEDIAN, 12.0, 0.5, 8.0, 30.0, "Results"),
        PrintedPoint(Statistic.SURVIVAL_PERCENT, 18.0, 0.4, None, None, "Results"),
        PrintedPoint(Statistic.SURVIVAL_PERCENT, 36.0, 0.2, None, None, "Results"),
    )
    median, landmark = chart(curve(printed=points)).curves[0].printed
    assert median.whisker == ((8.0, 0.5), (24.0, 0.5)) and median.goes_on
    assert (median.low_months, median.high_months) == (8, 30)
    assert (landmark.what, landmark.whisker, landmark.goes_on) == ("18 months", None, False)
    (within,) = chart(curve()).curves[0].printed
    assert within.whisker == ((8.0, 0.5), (15.0, 0.5)) and not within.goes_on


def test_a_second_curve_of_an_option_has_a_hue_beside_it_and_another_option_keeps_its_own() -> None:
    light = chart(curve(), curve(source=birch_like()), curve(source=document("Cole")))
    assert [drawn.colour for drawn in light.curves] == ["#C2185B", "#A8572B", "#304860"]
    assert [drawn.colour for drawn in chart(curve(), curve(), theme=DARK).curves] == ["#F48FB1", "#C0CCE4"]


def test_each_of_three_further_curves_of_an_option_has_a_hue_and_a_dash_of_its_own_and_a_fifth_starts_again() -> None:
    names = ("Ash", "Box", "Cole", "Dale", "Elm")
    drawn = chart(*(curve(source=document(name)) for name in names)).curves
    assert [one.colour for one in drawn] == ["#C2185B", "#304860", "#6C4800", "#306C48", "#304860"]
    assert [one.dash for one in drawn] == [(), (6, 2), (3, 1.5, 1, 1.5), (5, 1, 1, 1, 1, 1), (6, 2)]


def test_only_the_first_curve_leads_and_only_it_has_bands() -> None:
    first, *others = chart(curve(), curve(source=birch_like()), curve(source=document("Cole"))).curves
    assert first.stroke == LEADING_PX and all((first.band_low, first.band_high, first.outer_low, first.outer_high))
    for one in others:
        assert one.stroke == BESIDE_PX
        assert (one.band_low, one.band_high, one.outer_low, one.outer_high) == ((),) * 4


def test_around_the_range_of_reconstructions_lies_the_sampling_interval_where_it_is_wider() -> None:
    """At 2 months one of twelve dies: ln(11/12) = -0.0870114, Greenwood's variance 1/(12 x 11); 1.959964 x 0.0870388 /
    0.0870114 = 1.960582, of which e to the power is 7.10346. Limits: 11/12 to that power, 0.53898, and to its inverse,
    0.98783. By hand the range is 0.1 on each side, at most 1."""
    drawn = chart(longest_months=5).curves[0]
    low = pytest.approx(0.53898, abs=1e-5)
    start = pytest.approx(0.9)
    corners: tuple[object, ...] = ((0, start), (2, start), (2, low), (4, low), (4, low), (5, low))
    assert drawn.outer_low == corners
    assert {level for _, level in drawn.outer_high} == {1.0} and drawn.outer_high[-1][0] == 5
    # From a range of no width the limits themselves are left.
    made = curve().reconstruction
    none = replace(curve(), reconstruction=replace(made, band_low=made.survival, band_high=made.survival))
    narrow = chart(none, longest_months=5).curves[0]
    assert narrow.outer_low[-1][1] == low and narrow.outer_high[-1][1] == pytest.approx(0.98783, abs=1e-5)


def test_the_axis_ends_with_the_last_time_at_which_five_are_at_risk_in_some_curve() -> None:
    """Of the twelve women five are at risk just before 12 months and four before 15. Of ten women who all leave at 20
    five are at risk up to there."""
    library = invented_library()
    assert survival_chart([curve()], library).end_months == 12
    late = curve(((1, 1), *((20.0, 0),) * 9), source=document("Cole"))
    both = survival_chart([curve(), late], library)
    assert both.end_months == 20
    first, second = both.curves
    assert (first.end[0], second.end[0]) == (20, 20), "a curve goes on, dotted, as far as the axis does"
    assert survival_chart([curve()], library, longest_months=9).end_months == 9


def test_of_four_women_the_axis_shows_the_whole_follow_up() -> None:
    four = curve(((2, 1), (4, 0), (6, 1), (9, 0)), printed=())
    assert survival_chart([four], invented_library()).end_months == 9


def test_no_figure_that_the_paper_prints_is_lost_where_few_are_at_risk() -> None:
    """Five are at risk up to 12 months; a rate is printed for 18."""
    rate = PrintedPoint(Statistic.SURVIVAL_PERCENT, 18.0, 0.4, None, None, "Table 2")
    record = survival_chart([curve(printed=(MEDIAN, rate))], invented_library())
    assert record.end_months == 18 and [mark.months for mark in record.curves[0].printed] == [12, 18]


def test_a_line_ends_where_the_last_woman_leaves_or_the_axis_does() -> None:
    short = curve(((2, 1), (7, 0)), dashed_from=0, source=document("Cole"))
    whole, ends_early = chart(curve(), short).curves
    ends = [whole.end, ends_early.end, chart(longest_months=5).curves[0].end]
    assert [months for months, _ in ends] == [24, 7, 5]
    left = 11 / 12 * 8 / 10 * 6 / 7 * 4 / 5 * 3 / 4 * 1 / 2
    assert [survival for _, survival in ends] == pytest.approx([left, 0.5, 11 / 12])


def test_numbers_that_follow_from_a_median_alone_say_so_and_what_is_not_known_stays_empty() -> None:
    short = curve(((2, 1), (7, 0)))
    guessed = chart(curve(), short).curves[1]
    assert guessed.counts_are_guessed
    assert guessed.told_counts[0] == ("~2", "~1", "~1", *("",) * 6)
    assert guessed.told_counts[2] == ("~0", "~1", "~1", *("",) * 6)
    for kind in ("anchored", "digitised"):
        known = chart(curve(), replace(short, reconstruction=replace(short.reconstruction, kind=kind))).curves[1]
        assert not known.counts_are_guessed and known.told_counts[0] == ("2", "1", "1", *("",) * 6)


def test_the_dash_of_an_option_is_lengths_in_widths_of_its_line() -> None:
    assert chart().curves[0].dash == ()
    assert chart(curve(source=birch_like())).curves[0].dash == (4, 1, 1, 1)


def test_a_chart_says_what_it_shows_from_when_it_counts_and_how_to_read_it() -> None:
    record = chart(curve(), curve(group="responders"))
    assert record.headline == "Overall survival · HAIC · 2 published series"
    assert record.clock_sentence == "Time zero: first infusion."
    bands = (
        "Diamonds are printed; lines are inferred. Inner band: range of reconstructions, not a confidence interval; "
        "outer: with the sampling interval."
    )
    assert record.clock_wordings == (
        f"Time zero: first infusion. {bands}",
        f"Time zero: start of treatment. {bands}",
        "Time zero: first infusion. Diamonds are printed; lines and bands are inferred.",
        "Time zero: start of treatment. Diamonds are printed; lines and bands are inferred.",
        "Time zero: first infusion.",
        "Time zero: start of treatment.",
    )
    assert [drawn.name for drawn in record.curves] == [
        "HAIC · Arden 2020 (n = 12)",
        "HAIC · Arden 2020, Responders (n = 12)",
    ]
    assert record.curves[1].end_names == ("Arden 2020, Responders (n = 12)", "Arden 2020 (n = 12)", "Arden 2020")
    assert record.curves[0].brief_with_making == (
        "Arden 2020, from the median alone",
        "Arden 2020, from the median alone",
    )
    assert record.stem == "survival-os-haic"


def test_the_chart_in_words_tells_each_curve_its_printed_median_and_how_far_it_goes() -> None:
    without = curve((*TWELVE, (90, 0)), printed=(), source=document("Cole"))
    assert chart(curve(), without).alt_text == (
        "Kaplan-Meier chart. HAIC · Arden 2020 (n = 12): median 12 months, inferred curve to 24 months; "
        "HAIC · Cole 2020 (n = 13): no median printed, inferred curve to 90 months."
    )
