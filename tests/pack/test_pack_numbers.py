"""Slide, sheet, table and screen say the same: every number of a pack is read back and compared with the core."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import packs
import pytest
from lifelines import KaplanMeierFitter
from pptx.slide import Slide
from pypdf import PdfReader

from haic_core.answers import assessment_answer
from haic_core.chart.balance import Balance
from haic_core.chart.survival import SurvivalChart
from haic_core.curves.published import find_curve
from haic_core.judgement.assessment import assess
from haic_core.judgement.freshness import FactAge, fact_ages, waiting
from haic_core.pack.content import content_of
from haic_core.wording.evidence import library_read_sentence
from haic_core.wording.freshness import waiting_sentence
from haic_core.wording.judgement import VERDICT_GLYPH
from haic_core.wording.option import judging_names, verdict_said, verdict_short
from haic_core.wording.phrases import INTENDED_USE
from haic_core.words.vocabulary import ClockStart, Endpoint, Statistic, Verdict

OPTIONS = ["Resection", "Ablation", "TACE", "HAIC", "Y-90", "Systemic alone"]


def rows(name: str, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(packs.file(name, f"/{table}.csv").decode("utf-8-sig"), newline="")))


@cache
def sheet_pages(name: str) -> tuple[str, ...]:
    """The words of the sheet, page by page; to read them takes longer than most tests of them."""
    return tuple(page.extract_text() for page in PdfReader(io.BytesIO(packs.file(name, ".pdf"))).pages)


def sheet_words(name: str) -> str:
    """The sheet's words in one line, without the line breaks of its columns."""
    return " ".join(" ".join(sheet_pages(name)).split())


@cache
def assessed(name: str) -> dict[str, Any]:
    case = packs.case(name)
    return assessment_answer(case, assess(case.patient, packs.read()), packs.read())


@pytest.mark.parametrize("name", packs.CASES)
def test_slide_sheet_and_table_tell_the_verdict_that_assess_answers(name: str) -> None:
    (slide,) = packs.slides(name, "Six options at a glance")
    drawn, listed = packs.table(slide)[1:], rows(name, "options")
    assert [row["modality"] for row in listed] == [option["modality"] for option in assessed(name)["options"]]
    for option, cells, row in zip(assess(packs.case(name).patient, packs.read()).options, drawn, listed, strict=True):
        assert cells[1].split(" provisional")[0] == f"{VERDICT_GLYPH[option.verdict]} {verdict_short(option)}"
        waits = waiting(option, ages_of(name))
        assert cells[1].endswith("provisional") == bool(waits) == (row["provisional"] == "yes")
        assert waiting_sentence(waits) == row["waits_for"] and waiting_sentence(waits) in sheet_words(name)
        assert row["verdict"] == option.verdict
        assert f"{VERDICT_GLYPH[option.verdict]} {verdict_said(option)}" in sheet_words(name)


@pytest.mark.parametrize("name", packs.CASES)
def test_the_table_of_options_holds_the_readings_and_the_four_lines_that_assess_answers(name: str) -> None:
    listed = rows(name, "options")
    for option, row in zip(assessed(name)["options"], listed, strict=True):
        assert row["standing"] == (option["standing"] or "")
        assert (row["safety"], row["entry"]) == (option["safety"]["reading"], option["entry"]["reading"])
        for codes in ("stopped", "disputed", "beyond_all"):
            assert row[codes] == "; ".join(option["safety"][codes])
        four = tuple(row[column] for column in ("said", "safety_said", "entry_said", "next_said"))
        assert four == tuple(option["said"][line] for line in ("verdict", "safety", "entry", "next"))


@pytest.mark.parametrize("name", packs.CASES)
def test_slides_and_sheet_say_safety_entry_and_what_comes_next_of_every_option(name: str) -> None:
    drawn = [row for slide in packs.slides(name, "Six options") for row in packs.table(slide)[1:]]
    assert [row[0] for row in drawn] == OPTIONS
    for row, option in zip(drawn, assessed(name)["options"], strict=True):
        told = [option["said"][line] for line in ("safety", "entry", "next")]
        for cell, line in zip(row[1:], told, strict=True):
            assert cell == line or (cell.endswith("…") and line.startswith(cell.removesuffix("…").rstrip()))
        # The narrowest sheet says only what decides.
        assert name == "crowded" or all(line in sheet_words(name) for line in told)


@pytest.mark.parametrize("name", packs.CASES)
def test_the_ledger_and_the_evidence_tables_hold_every_row_that_assess_answers(name: str) -> None:
    answer = assessed(name)
    ledger = [
        (option["modality"], row["source"], row["of"], row["finding"], row["locator"], row["sentence"])
        for option in answer["options"]
        for row in option["ledger"]
    ]
    listed = rows(name, "ledger")
    kept = ("modality", "source", "of", "finding", "locator", "sentence")
    assert [tuple(row[key] for key in kept) for row in listed] == ledger
    waiting_rows = [row["not_yet"] for option in answer["options"] for row in option["ledger"]]
    assert [row["not_yet"] == "yes" for row in listed] == waiting_rows
    places = rows(name, "evidence")
    for match in answer["evidence"]:
        own = [row for row in places if row["cohort"] == match["cohort"]]
        assert {row["entry"] for row in own} == {match["entry"]}
        for where, inside in (("inside", "yes"), ("outside", "no")):
            assert [row["fact"] for row in own if row["inside"] == inside] == match[where]


def ages_of(name: str) -> tuple[FactAge, ...]:
    """How old the case's facts are on the day of its decision, else on the newest of its days."""
    case = packs.case(name)
    day = case.decision.decided_on or max(case.recorded_on.values(), default="2000-01-01")
    return fact_ages(case.patient, case.recorded_on, packs.read().freshness, date.fromisoformat(day))


def test_a_pack_made_on_a_later_day_tells_that_its_facts_grew_old() -> None:
    case = packs.case("crowded")
    fresh = content_of(case, packs.read())
    stale = content_of(case, packs.read(), date(2027, 6, 1))
    assert (fresh.judged_on, stale.judged_on) == ("2026-11-20", "2027-06-01")
    assert sum(len(line.waits.old) for line in stale.options) > sum(len(line.waits.old) for line in fresh.options)
    assert packs.content("empty").judged_on == ""


def drawn_curves(name: str) -> Iterator[tuple[SurvivalChart, Slide, dict[str, list[tuple[float, float]]]]]:
    """Every survival slide with its chart of the content and the native series by name."""
    for chart, slide in zip(packs.content(name).charts, packs.slides(name, "Survival"), strict=True):
        yield chart, slide, {series.name: packs.points(series) for series in packs.chart(slide).plots[0].series}


@pytest.mark.parametrize("name", packs.CHARTED)
def test_the_slides_native_curve_is_the_curve_that_the_command_line_answers(name: str) -> None:
    compared = 0
    for chart, _, series in drawn_curves(name):
        for drawn in chart.curves:
            curve = find_curve(
                packs.read().sources,
                f"{drawn.curve.source.key}/{drawn.curve.cohort.id}",
                chart.endpoint,
                drawn.curve.group.id if drawn.curve.group else None,
            )
            line = [
                *series.get(f"{drawn.name}, inferred", []),
                *series.get(f"{drawn.name}, fewer than ten at risk", []),
            ]
            assert line[0] == (0.0, 1.0) and line[-1][0] == pytest.approx(
                min(chart.end_months, curve.reconstruction.time[-1]), abs=0.001
            )
            bands = [f"{drawn.name}, {side}" for side in ("band low", "band high", "sampling low", "sampling high")]
            # Only the first curve has bands.
            assert [band in series for band in bands] == [drawn is chart.curves[0]] * 4
            told_of = [(line, 0)]
            if drawn is chart.curves[0]:
                told_of += [(series[bands[0]], 1), (series[bands[1]], 2)]
            for side, place in told_of:
                assert all(here[0] == there[0] or here[1] == there[1] for here, there in pairwise(side)), "a slope"
                for month in (m / 4 for m in range(1, int(4 * min(chart.end_months, curve.estimate.time[-1])))):
                    if min(abs(month - other) for other, _ in side) > 0.01:
                        told = curve.at(month)
                        assert told is not None
                        assert last_before(side, month) == pytest.approx(told[place], abs=6e-5)
                        compared += 1
    assert compared > 300


@pytest.mark.parametrize("name", [packs.FEW, "decided", "empty"])
def test_beside_the_range_of_reconstructions_runs_the_sampling_interval_of_lifelines_where_it_is_wider(
    name: str,
) -> None:
    compared = 0
    for chart, _, series in drawn_curves(name):
        lead = chart.curves[0]
        times, events = zip(*lead.curve.reconstruction.records, strict=True)
        limits = KaplanMeierFitter().fit(times, events).confidence_interval_survival_function_
        low, high = (series[f"{lead.name}, sampling {side}"] for side in ("low", "high"))
        for month in (m / 4 for m in range(1, int(4 * chart.end_months))):
            told, near = lead.curve.at(month), [abs(month - other) for other, _ in (*low, *high)]
            if told is None or min(near) <= 0.01 or not told[0]:
                continue
            sampled = limits.loc[:month].iloc[-1]
            assert last_before(low, month) == pytest.approx(min(told[1], sampled.iloc[0]), abs=6e-5)
            assert last_before(high, month) == pytest.approx(max(told[2], sampled.iloc[1]), abs=6e-5)
            compared += 1
    assert compared > 100


def last_before(steps: list[tuple[float, float]], month: float) -> float:
    return [value for at, value in steps if at <= month][-1]


@pytest.mark.parametrize("name", packs.CHARTED)
def test_the_diamonds_are_the_figures_that_the_paper_prints(name: str) -> None:
    for chart, slide, series in drawn_curves(name):
        for drawn in chart.curves:
            curve = drawn.curve
            printed = {}
            for outcome in curve.cohort.outcome:
                if outcome.endpoint is not chart.endpoint or outcome.group != curve.basis.group or outcome.term:
                    continue
                if outcome.statistic is Statistic.MEDIAN:
                    printed[outcome.value] = 0.5
                    on_the_axis = outcome.value <= chart.end_months
                    if outcome.ci and "ci" not in curve.basis.leave_out and on_the_axis:
                        ends = series[f"{drawn.name}, printed interval of the median"]
                        assert ends == [(outcome.ci[0], 0.5), (min(outcome.ci[1], chart.end_months), 0.5)]
                if outcome.statistic is Statistic.SURVIVAL_PERCENT:
                    assert outcome.at_months is not None
                    printed[outcome.at_months] = outcome.value / 100
                if outcome.statistic in (Statistic.MEDIAN, Statistic.SURVIVAL_PERCENT):
                    assert outcome.locator in packs.notes(slide)
            shown = {month: share for month, share in printed.items() if month <= chart.end_months}
            assert dict(series.get(f"{drawn.name}, printed", [])) == pytest.approx(shown, abs=6e-5)


@pytest.mark.parametrize("name", packs.CHARTED)
def test_the_numbers_under_the_axis_are_counted_from_the_records_and_stand_in_the_table_too(name: str) -> None:
    listed = rows(name, "at_risk")
    for chart, slide, _ in drawn_curves(name):
        cells = packs.table(slide)
        shown = 3 if len(chart.curves) < 3 else 1
        for number, drawn in enumerate(chart.curves):
            records, last = drawn.curve.reconstruction.records, drawn.curve.reconstruction.time[-1]
            for index, tick in enumerate(chart.ticks):
                at_risk = sum(time >= tick for time, _ in records)
                events = sum(time < tick and event for time, event in records)
                counted = [at_risk, len(records) - at_risk - events, events]
                told = [str(count) for count in counted] if tick <= last else [""] * 3
                sign = "~" if drawn.curve.reconstruction.kind == "median_only" and tick <= last else ""
                whose = (
                    chart.stem,
                    f"{drawn.curve.source.key}/{drawn.curve.cohort.id}",
                    drawn.curve.group.id if drawn.curve.group else "",
                    tick,
                )
                (row,) = [
                    row for row in listed if (row["chart"], row["cohort"], row["group"], float(row["months"])) == whose
                ]
                assert [row["at_risk"], row["censored"], row["events"]] == told
                on_slide = [cells[number * shown + line][index + 1] for line in range(shown)]
                assert on_slide == [f"{sign}{count}" for count in told[:shown]], "a guess says so where people look"


@pytest.mark.parametrize("name", packs.CHARTED)
def test_curves_of_one_chart_count_from_one_kind_of_moment_and_belong_to_one_option(name: str) -> None:
    for chart in packs.content(name).charts:
        clocks = {curve.curve.clock for curve in chart.curves}
        starts = {curve.curve.time_zero.starts for curve in chart.curves if curve.curve.time_zero}
        assert {curve.curve.modality for curve in chart.curves} == {*chart.modalities}
        assert len(clocks) == 1 or starts == {ClockStart.TREATMENT}
    assert len({chart.modalities for chart in packs.content(name).charts}) == len(packs.content(name).charts)


@pytest.mark.parametrize("name", ["decided", "empty"])
def test_response_and_harms_stand_as_printed_on_slide_sheet_and_table_and_keep_one_scale(name: str) -> None:
    slides, pages = packs.slides(name, "Response and harms"), packs.content(name).balance_pages
    for slide, page in zip(slides, pages, strict=True):
        stand_as_printed(name, slide, page)


def stand_as_printed(name: str, slide: Slide, page: Sequence[Balance]) -> None:
    """One slide of response and harms beside the library, the sheet and the table."""
    chart, cells, listed = packs.chart(slide), packs.table(slide), rows(name, "response_and_harms")
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (0, 100)
    bars = {series.name: list(series.values)[::-1] for series in chart.plots[0].series}
    line = 0
    for one in page:
        cohort, own = one.match.cohort, [row for row in listed if row["cohort"] == one.match.key]
        counts = [
            outcome
            for outcome in cohort.outcome
            if outcome.endpoint in (Endpoint.CR, Endpoint.PR, Endpoint.SD, Endpoint.PD)
            and outcome.statistic is Statistic.COUNT
            and outcome.group is None
            and one.response
            and outcome.term == one.response.term
        ]
        for outcome in counts:
            assert f"{outcome.endpoint} {outcome.value:g}" in cells[line][1]
            assert f"{outcome.endpoint} {outcome.value:g}" in sheet_words(name)
            evaluated = outcome.n or cohort.n
            assert evaluated
            share = 100 * outcome.value / evaluated
            assert bars[outcome.endpoint][line] == pytest.approx(share, abs=0.01)
            assert [row["count"] for row in own if row["term"] == outcome.endpoint] == [f"{outcome.value}"]
        assert bars["grade 3 or higher"][line] == 0
        for bar in one.shown_harms:
            line += 1
            assert cells[line][1].startswith(bar.amount.number) and bar.harm.term[:12] in cells[line][0]
            told = 100 * bar.harm.count / bar.harm.n if bar.harm.count and bar.harm.n else bar.harm.percent
            assert bars["grade 3 or higher"][line] == pytest.approx(told, abs=0.01)
            assert all(shares[line] == 0 for term, shares in bars.items() if term != "grade 3 or higher")
        assert len([row for row in own if row["kind"] == "harm"]) == len(one.harms)
        line += 1 + bool(one.harm_missing)


def test_every_figure_of_response_and_harm_has_its_place_in_the_notes() -> None:
    notes = " ".join(map(packs.notes, packs.slides("decided", "Response and harms")))
    for one in packs.content("decided").balances:
        assert not one.response or f"({one.match.source.short}, {one.response.locator})" in notes
        assert all(f"({one.match.source.short}, {bar.harm.locator})" in notes for bar in one.harms)


def test_every_deciding_line_has_its_place_in_the_notes() -> None:
    names = judging_names(packs.read())
    for slide in packs.slides("decided", "Why"):
        for option in packs.content("decided").assessment.options:
            for row in option.deciding if option.verdict is not Verdict.UNKNOWN else ():
                assert f"{names[row.source]}: {row.criterion.locator}" in packs.notes(slide)


def test_every_voice_of_a_disagreement_has_its_place_in_the_notes() -> None:
    slides = packs.slides("decided", "Evidence and its disagreement")
    voices = [voice for line in packs.content("decided").conflicts for voice in line.question.voices]
    assert len(voices) > 10
    assert all(f"({voice.association.locator})" in packs.notes(slide) for voice in voices for slide in slides)


def test_what_the_board_is_asked_stands_on_the_first_slide_and_on_the_sheet() -> None:
    first = packs.deck("decided").slides[0]
    assert packs.ASKED in packs.texts(first) and packs.ASKED in packs.notes(first)
    assert packs.ASKED in sheet_words("decided")
    assert "Question to the board" not in packs.notes(packs.deck("empty").slides[0])


def test_what_the_board_decided_stands_on_slide_and_sheet_as_it_was_said() -> None:
    said = [cell for slide in packs.slides("decided", "Decision") for row in packs.table(slide) for cell in row]
    words = sheet_words("decided")
    for text in (
        "if the lung shunt is 20 % or less",
        packs.LONG,
        "would wait for the scan",
        "NCT01387295",
        "no further stay in hospital before spring",
        "bone disease has been stable for two years",
    ):
        assert text in said and text in words
    assert "HAIC" in said and "2026-11-20" in said
    assert "HAIC, Y-90 and Systemic alone" in said and "Dissent, radiotherapy" in said
    assert json.loads(packs.file("decided", "case.json"))["decision"]["conditions"][1] == packs.LONG


def test_a_case_without_a_decision_has_no_decision_slide() -> None:
    assert packs.slides("empty", "Decision") == [] and "What the board decided" not in sheet_words("empty")


@pytest.mark.parametrize("name", packs.CASES)
def test_what_is_not_recorded_is_said_first_and_the_rest_is_counted(name: str) -> None:
    (slide,) = packs.slides(name, "Patient")
    missing, words = packs.content(name).not_recorded, packs.texts(slide)
    shown = [label for label in missing if label in words]
    assert shown == list(missing[: len(shown)])
    assert not missing or f"and {len(missing) - len(shown)} more" in words or len(shown) == len(missing)
    assert all(label in packs.notes(slide) for label in missing)


@pytest.mark.parametrize("name", packs.CASES)
def test_intended_use_and_the_librarys_month_stand_on_every_slide_and_page_and_every_slide_has_notes_and_a_title(
    name: str,
) -> None:
    foot = f"{INTENDED_USE} {library_read_sentence(packs.read())}"
    for slide in packs.deck(name).slides:
        assert foot in packs.texts(slide)
        assert packs.notes(slide).strip() and slide.shapes.title.text_frame.text.strip()
    assert sheet_pages(name)
    for page in sheet_pages(name):
        assert INTENDED_USE in page and library_read_sentence(packs.read()) in page
    for path, held in packs.files(name).items():
        assert not path.endswith(".svg") or INTENDED_USE in held.decode()


@pytest.mark.parametrize("name", packs.CASES)
def test_nothing_is_recommended_promised_or_ranked(name: str) -> None:
    said = [text for slide in packs.deck(name).slides for text in packs.texts(slide)]
    said += [
        cell
        for slide in packs.deck(name).slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in (one.text for one in row.cells)
    ]
    for word in ("recommend", "eligible", "your patient", "best option", "superior"):
        assert not [text for text in said if word in text.lower()]
        assert word not in sheet_words(name).lower()
    assert [row[0] for row in packs.table(packs.slides(name, "Six options at a glance")[0])[1:]] == OPTIONS
