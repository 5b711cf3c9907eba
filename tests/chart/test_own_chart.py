"""A site's own patients over the published series: thick over thin, whose clock is which, alike in every renderer."""

from __future__ import annotations

import re

import charts
import pytest
from charts import curve, document
from invented import invented_library
from own_cohorts import LATER, THREE, arm, result
from strangers import NASTY

from haic_core.chart.own import DASHES, OWN_PX, OwnChart, own_chart
from haic_core.chart.palette import LIGHT, Palette
from haic_core.chart.survival import BESIDE_PX
from haic_core.cohort.result import Result
from haic_core.pack.pictures import survival_board_svg, survival_phone_svg, survival_png, survival_svg
from haic_core.screen.plotly.survival import survival_figure


def drawn(found: Result | None = None, papers: int = 1, theme: Palette = LIGHT) -> OwnChart:
    published = [curve(source=document(author)) for author in ("Ash", "Box")[:papers]]
    return own_chart(found or result(), published, invented_library(), theme, fewest=1)


def test_own_lines_are_thick_dark_and_banded_published_ones_thin_and_bare() -> None:
    chart = drawn(result(arm("HAIC"), arm("TACE", LATER)))
    own, paper = chart.own, chart.curves[0]
    assert {one.stroke for one in own} == {OWN_PX} and paper.stroke == BESIDE_PX and OWN_PX > BESIDE_PX
    assert [one.dash for one in own] == list(DASHES[:2]) and own[0].colour == LIGHT.text
    assert all(one.band_low and one.band_high for one in own) and not paper.band_high and not paper.outer_high
    assert paper.printed, "what is printed stays printed"


def test_numbers_at_risk_are_those_counted_by_hand_in_every_way_of_drawing() -> None:
    """Twelve women, three leave at 6 months: 12, 11, 10, 6, 5, 4, 3, 1, 1 at 0, 3, … 24."""
    by_hand = ("12", "11", "10", "6", "5", "4", "3", "1", "1")
    chart = drawn()
    assert charts.in_plotly(survival_figure(chart), 2).at_risk[0] == by_hand
    assert charts.in_svg(survival_svg(chart)).at_risk[0] == by_hand
    assert charts.in_svg(survival_board_svg(chart), rows_each=1).at_risk[0] == by_hand
    assert survival_png(chart)[:4] == b"\x89PNG" and b"12" in survival_phone_svg(chart)


def test_a_pointer_reads_survival_with_its_limits_and_nothing_past_the_last_follow_up() -> None:
    own = drawn().own[0]
    read = own.at(6)
    assert read and read[0] == pytest.approx(11 / 12 * 0.8) and read[1] < read[0] < read[2]
    assert own.at(24.5) is None


def test_below_ten_at_risk_the_line_is_dotted_from_where_that_begins() -> None:
    """Ten women are still there just before 6 months, seven just before 8."""
    own = drawn().own[0]
    assert own.firm[-1][0] == 6 and own.frail[0][0] == 6 and own.frail[-1][0] == 24


def test_a_median_is_drawn_with_how_many_were_at_risk_there_in_every_way_of_drawing() -> None:
    """Four women are left when the one dies at 15 months who brings the line under one half."""
    chart, told = drawn(), "4 at risk, fewer than ten"
    assert chart.own[0].median_rests_on[0] == told and chart.curves[0].median_rests_on == ()
    assert f"median 15.0 months<br>{told}" in str(survival_figure(chart)["layout"]["annotations"])
    for made in (survival_svg(chart), survival_board_svg(chart)):
        shown = re.findall(r">([^<]+)</text>", made.decode())
        assert shown[shown.index("median 15.0 months") + 1] == told
    assert b"median 15.0 months, 4 at risk" in survival_phone_svg(chart) and told in chart.alt_text


def test_each_clock_is_told_with_whose_it_is() -> None:
    said = drawn(papers=2).clock_sentence
    assert said.startswith("Time zero: St. Anna: from first treatment of the liver; ")
    assert "Ash 2020: from first infusion" in said and "Box 2020: from first infusion" in said


def test_a_picture_says_on_its_face_whose_it_is_and_that_it_compares_no_treatments() -> None:
    chart = drawn()
    assert chart.headline == "Overall survival · St. Anna, the site’s own, over 1 published series of HAIC"
    shown = re.findall(r">([^<]+)</text>", survival_svg(chart).decode())
    assert chart.headline in shown and any(words.startswith("Not a comparison of treatments. ") for words in shown)


def test_without_a_published_series_the_own_lines_stand_alone() -> None:
    chart = drawn(papers=0)
    assert chart.headline == "Overall survival · St. Anna, the site’s own" and not chart.curves
    assert "published" not in " ".join(chart.clock_wordings) and charts.in_svg(survival_svg(chart)).at_risk


def test_more_than_two_groups_have_no_bands_over_one_another() -> None:
    groups = [arm(name, LATER) for name in ("HAIC", "TACE", "Y-90")]
    assert not any(one.band_high for one in drawn(result(*groups)).own)


def test_from_a_landmark_the_line_begins_there() -> None:
    own = drawn(result(arm("HAIC"), begins=4)).own[0]
    assert own.firm[0] == (4.0, 1.0) and own.counts[0][0] is None and own.at(3) is None
    assert own.name == "St. Anna · HAIC (n = 10, followed past 4 months)"


def test_a_band_ends_where_nobody_is_left() -> None:
    """All ten die by 10 months; past the ninth death no limit is known."""
    own = drawn(result(arm("HAIC", tuple((month, 1) for month in range(1, 11))))).own[0]
    assert own.end == (10.0, 0.0) and own.band_low[-1][0] < 10 and all(low >= 0 for _, low in own.band_low)


def test_a_groups_label_never_becomes_markup() -> None:
    chart = drawn(result(arm(f"HAIC {NASTY}"), arm("TACE", THREE)))
    for made in (survival_svg(chart), survival_board_svg(chart), survival_phone_svg(chart)):
        assert b"<b title" not in made
    notes = str(survival_figure(chart)["layout"]["annotations"])
    assert "<b title" not in notes and re.search(r"HAIC", notes)
