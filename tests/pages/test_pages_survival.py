"""The Survival page, run without a browser: one option, all options, what a chart says and what can be taken along."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit as st
from screens import EVERY_EXAMPLE, EXAMPLES, charts, library, opened, pieces, plain, text
from streamlit.testing.v1 import AppTest

from haic_core.chart.survival import survival_chart
from haic_core.curves.curve_export import curves_csv
from haic_core.curves.published import draw, find_curve
from haic_core.judgement.assessment import assess
from haic_core.judgement.curve_choice import choices_of
from haic_core.pack.pictures import survival_png, survival_svg
from haic_core.words.spreadsheet import for_spreadsheets
from haic_core.words.vocabulary import DocumentKind, Endpoint, Modality, Statistic, Verdict

PROGRESSING, SOLITARY = "Liver-dominant, two lines, progressing", "Solitary late recurrence"


def chart(at: AppTest) -> dict[str, Any]:
    spec: dict[str, Any] = charts(at)[0].figure
    return spec


def diamonds(at: AppTest) -> dict[str, list[tuple[float, float]]]:
    """Curve by curve, where the printed points stand: (months, survival)."""
    return {
        trace["name"].removesuffix(", printed"): list(zip(trace["x"], trace["y"]))
        for trace in chart(at)["data"]
        if trace.get("marker", {}).get("symbol") == "diamond"
    }


def with_curves(*keys: str, endpoint: Endpoint = Endpoint.OS) -> AppTest:
    at = opened("survival", EXAMPLES[PROGRESSING])
    if endpoint is not Endpoint.OS:
        at.radio(key="endpoint").set_value(endpoint).run()
    return at.multiselect(key=f"cohorts:{endpoint}").set_value(list(keys)).run()


def test_a_board_sees_hsiao_with_its_printed_median_and_interval() -> None:
    at = with_curves("hsiao/haic")
    assert diamonds(at) == {"HAIC · Hsiao (n = 42)": [(19.3, 0.5)]}
    trace = next(trace for trace in chart(at)["data"] if trace.get("marker", {}).get("symbol") == "diamond")
    low = trace["x"][0] - trace["error_x"]["arrayminus"][0]
    high = trace["x"][0] + trace["error_x"]["array"][0]
    assert (low, high) == (pytest.approx(14.7), pytest.approx(23.8))
    assert "19.3 months (14.7 to 23.8)" in text(at)


@pytest.mark.parametrize("endpoint", [Endpoint.OS, Endpoint.PFS])
def test_every_curve_carries_a_diamond_where_its_paper_prints_the_median(endpoint: Endpoint) -> None:
    printed = {
        (f"{source.key}/{cohort.id}" + (f".{outcome.group}" if outcome.group else "")): outcome.value
        for source in library().sources
        for cohort in source.cohort
        for outcome in cohort.outcome
        if outcome.endpoint is endpoint and outcome.statistic is Statistic.MEDIAN and not outcome.term
    }
    at = opened("survival")
    if endpoint is not Endpoint.OS:
        at.radio(key="endpoint").set_value(endpoint).run()
    box = at.multiselect(key=f"cohorts:{endpoint}")
    choices = choices_of(library().sources, endpoint)
    assert len(choices) == len(box.options) > 3
    # The papers read in full, through the page; every other curve is drawn in test_published_curves.
    for key in [key for key, choice in choices.items() if choice.source.document is DocumentKind.FULL_TEXT]:
        at.multiselect(key=f"cohorts:{endpoint}").set_value([key]).run()
        assert not at.exception
        [points] = diamonds(at).values()
        assert (printed[key], 0.5) in points, key


def test_curves_that_count_from_different_moments_are_shown_with_a_warning() -> None:
    assert not with_curves("hsiao/haic", "hsiao/haic.responders").warning
    at = with_curves("hsiao/haic", "shi2021/hai_systemic")
    assert [warning.value for warning in at.warning] == [
        "Different clocks on one chart: first HAIC infusion; catheter implantation. Times cannot be compared directly."
    ]


def test_no_more_than_four_curves_share_a_chart() -> None:
    at = opened("survival")
    assert at.multiselect(key=f"cohorts:{Endpoint.OS}").proto.max_selections == 4


def test_without_a_cohort_the_page_asks_for_one_and_draws_nothing() -> None:
    at = with_curves()
    assert not at.exception and not charts(at)
    assert [info.value for info in at.info] == ["Choose a series to see its curve."]


def test_responders_against_non_responders_carry_the_warning_of_their_bias() -> None:
    assert text(with_curves("hsiao/haic.responders", "hsiao/haic.non_responders")).count("Guarantee-time bias") == 2


def test_the_progression_free_survival_of_hsiao_is_shown_as_disputed() -> None:
    dispute = next(one for one in library().source("hsiao").dispute if one.id == "pfs_interval")
    at = with_curves("hsiao/haic", endpoint=Endpoint.PFS)
    assert diamonds(at) == {"HAIC · Hsiao (n = 42)": [(8.4, 0.5)]}
    assert f"Disputed: {dispute.what} Shown: {dispute.shown}" in text(at)
    trace = next(trace for trace in chart(at)["data"] if trace.get("marker", {}).get("symbol") == "diamond")
    assert (trace["error_x"]["array"], trace["error_x"]["arrayminus"]) == ([0], [0])


def test_the_chart_can_be_heard() -> None:
    assert charts(opened("survival"))[0].words.startswith("Kaplan-Meier chart. ")


@EVERY_EXAMPLE
def test_survival_opens_with_at_most_three_curves_of_one_option_that_does_not_fail(title: str) -> None:
    found = assess(EXAMPLES[title].patient, library())
    chosen = opened("survival", EXAMPLES[title]).multiselect(key=f"cohorts:{Endpoint.OS}").value
    choices = choices_of(library().sources, Endpoint.OS)
    (modality,) = {choices[key].modality for key in chosen}
    assert 1 <= len(chosen) <= 3 and found.option(modality).verdict is not Verdict.FAILS
    drawn = {choice.series.key for choice in choices.values()}
    closest = next(match.key for match in found.evidence if match.modality is modality and match.key in drawn)
    assert choices[chosen[0]].series.key == closest


def key_under(at: AppTest) -> list[str]:
    """What the key under a chart says, sign by sign."""
    (key,) = [piece for piece in pieces(at) if piece.startswith('<ul class="hb-chart-key">')]
    return [plain(line) for line in key.split("</li>")[:-1]]


def test_a_key_under_the_chart_explains_its_marks_and_the_grey_numbers_where_there_are_some() -> None:
    """Hsiao prints an interval beside the median and rates; another curve follows from its median alone."""
    at = with_curves("hsiao/haic")
    assert key_under(at) == [
        "inferred curve, ten or more at risk", "fewer than ten at risk",
        "range of reconstructions (not a confidence interval)", "with the 95 % sampling interval",
        "printed in the document", "its printed interval",
    ]  # fmt: skip
    choices = choices_of(library().sources, Endpoint.OS)
    guessed = [key for key, choice in choices.items() if draw(choice).reconstruction.kind == "median_only"]
    assert key_under(with_curves(guessed[0]))[-1] == "Grey numbers with ~ are inferred from a printed median alone."


NOT_MET = "This patient does not meet the published criteria of HAIC"


def test_curves_of_an_option_that_she_does_not_meet_say_so_and_of_one_she_meets_do_not() -> None:
    for title, said in ((SOLITARY, True), (PROGRESSING, False)):
        found = assess(EXAMPLES[title].patient, library())
        assert (Modality.HAIC in found.failing) is said
        at = opened("survival", EXAMPLES[title])
        at.multiselect(key=f"cohorts:{Endpoint.OS}").set_value(["hsiao/haic"]).run()
        assert (NOT_MET in text(at)) is said


def all_options(title: str, endpoint: Endpoint = Endpoint.OS) -> AppTest:
    at = opened("survival", EXAMPLES[title])
    if endpoint is not Endpoint.OS:
        at.radio(key="endpoint").set_value(endpoint).run()
    return at.radio(key="survival_view").set_value("All options").run()


@EVERY_EXAMPLE
def test_all_options_stand_beside_each_other_in_the_fixed_order_and_say_where_she_is_outside(title: str) -> None:
    at = all_options(title)
    assert not at.exception and not at.error and not at.warning
    titles = [note["text"] for note in chart(at)["layout"]["annotations"][::2]]
    shorts = [library().entry(modality).short for modality in Modality]
    assert [told.removeprefix("<b>").split("</b>")[0] for told in titles] == shorts
    failing = assess(EXAMPLES[title].patient, library()).failing
    assert [modality for modality, told in zip(Modality, titles, strict=True) if "■ not met" in told] == list(failing)
    clocks = [note["text"] for note in chart(at)["layout"]["annotations"][1::2]]
    assert all(", from " in told or told.endswith(", time zero not stated") for told in clocks)
    assert len(charts(at)) == 1 and charts(at)[0].words.count("Kaplan-Meier chart. ") == 6


def test_beside_all_options_there_is_a_key_and_nothing_to_choose_read_or_take_along() -> None:
    at = all_options(PROGRESSING)
    assert key_under(at)[-1] == "its printed interval", "no numbers stand under the small charts"
    assert text(at).count("curves beside each other do not compare treatments") == 1
    assert not (at.multiselect or at.number_input or at.get("download_button") or at.header)
    back = at.radio(key="survival_view").set_value("One option").run()
    assert back.multiselect and len(back.get("download_button")) == 4


def test_of_progression_the_options_with_a_curve_stand_beside_each_other() -> None:
    at = all_options(PROGRESSING, Endpoint.PFS)
    drawn = {choice.modality for choice in choices_of(library().sources, Endpoint.PFS).values()}
    assert len(chart(at)["layout"]["annotations"]) == 2 * len(drawn) > 4


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[Any, ...]]:
    """What each button hands over when it is pressed: content, name and kind of the file."""
    held: dict[str, tuple[Any, ...]] = {}

    def hold(label: str, data: Any, name: str, mime: str, **more: Any) -> bool:
        held[label] = (data, name, mime, more)
        return False

    monkeypatch.setattr(st, "download_button", hold)
    return held


def test_the_buttons_hand_over_the_picture_in_both_formats_and_the_numbers(taken: dict[str, tuple[Any, ...]]) -> None:
    with_curves("hsiao/haic", "mcauliffe_2013/fudr")
    shown = [find_curve(library().sources, key) for key in ("hsiao/haic", "mcauliffe_2013/fudr")]
    record = survival_chart(shown, library())
    assert {label: found[1:3] for label, found in taken.items()} == {
        "SVG": ("survival-os-haic.svg", "image/svg+xml"),
        "PNG": ("survival-os-haic.png", "image/png"),
        "CSV": ("survival-os-haic.csv", "text/csv"),
        "CSV, semicolons": ("survival-os-haic_semicolon.csv", "text/csv"),
    }
    made = {label: found[0]() for label, found in taken.items()}
    assert (made["SVG"], made["PNG"]) == (survival_svg(record), survival_png(record))
    assert made["CSV"] == for_spreadsheets(curves_csv(shown)) and b"hsiao/haic" in made["CSV"]
    assert made["CSV, semicolons"] == for_spreadsheets(curves_csv(shown), semicolon=True)
    assert made["SVG"].startswith(b"<svg") and made["PNG"].startswith(b"\x89PNG")
    assert [found[3]["on_click"] for found in taken.values()] == ["ignore"] * 4, "the page is not drawn anew"


def test_of_those_alive_at_a_landmark_the_picture_is_theirs_and_the_table_that_of_everyone(
    taken: dict[str, tuple[Any, ...]],
) -> None:
    at = with_curves("hsiao/haic")
    at.number_input(key="horizon").set_value(24).run()
    at.selectbox(key="landmark").set_value(6).run()
    whole = find_curve(library().sources, "hsiao/haic")
    left = whole.from_landmark(6)
    assert left is not None and left.n < whole.n == 42
    assert taken["SVG"][0]() == survival_svg(survival_chart([left], library(), longest_months=24))
    assert taken["CSV"][0]() == for_spreadsheets(curves_csv([whole]))


@pytest.mark.parametrize("months", [12, 24, 36])
def test_one_press_reads_all_curves_at_one_two_or_three_years(months: int) -> None:
    at = with_curves("hsiao/haic")
    at.segmented_control(key="read_quick").set_value(months).run()
    assert not at.exception and f"At {months} months" in text(at)
    other = at.number_input(key=f"read_at:{months}")
    assert other.value == months
    other.set_value(15).run()
    assert "At 15 months" in text(at)


def test_a_chart_whose_script_cannot_be_read_says_so_and_promises_no_numbers_elsewhere() -> None:
    """Beside all options no table stands under the charts."""
    told = [json.loads(one.proto.bytes) for one in opened("survival").get("bidi_component") if one.proto.bytes]
    said = "This chart could not be drawn: its script was not read. Reload the page to try again."
    assert [one["failed"] for one in told] == [said]
