"""All options beside each other: six small charts on axes of one length, none laid over another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from charts import birch_like, chart, curve, ending_at, traces
from invented import invented_library
from plotly.graph_objects import Figure

from haic_core.chart.palette import LIGHT
from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.outcome import Clock
from haic_core.screen.plotly.multiples import multiples_figure
from haic_core.words.vocabulary import ClockStart, Endpoint, Modality


def of_option(modality: Modality) -> PublishedCurve:
    """The twelve women, treated by another option."""
    source = birch_like()
    cohort = source.cohort[0].model_copy(update={"modality": modality})
    return curve(dashed_from=12, source=source.model_copy(update={"cohort": (cohort,)}))


def six() -> list[SurvivalChart]:
    return [chart(of_option(modality)) for modality in Modality]


def figure_of(charts: list[SurvivalChart], *outside: Modality) -> dict[str, Any]:
    return multiples_figure(charts, outside)


def drawn(*outside: Modality) -> dict[str, Any]:
    return figure_of(six(), *outside)


def axes(layout: dict[str, Any], letter: str) -> list[dict[str, Any]]:
    """The axes in the order of the small charts: x, x2, … x6."""
    return [layout[f"{letter}axis{'' if place == 1 else place}"] for place in range(1, 7)]


def test_six_small_charts_run_from_0_to_60_months_and_from_0_to_100_percent_on_axes_of_one_length() -> None:
    layout = drawn()["layout"]
    months, survival = axes(layout, "x"), axes(layout, "y")
    assert "xaxis7" not in layout and "yaxis7" not in layout
    assert {tuple(axis["range"]) for axis in months} == {(0, 61.2)} and {tuple(axis["range"]) for axis in survival} == {
        (0, 1.02)
    }
    assert {tuple(axis["tickvals"]) for axis in months} == {(0, 12, 24, 36, 48, 60)}
    assert {tuple(axis["tickvals"]) for axis in survival} == {(0, 0.5, 1)}
    for either in (months, survival):
        lengths = [axis["domain"][1] - axis["domain"][0] for axis in either]
        assert lengths == pytest.approx([lengths[0]] * 6) and lengths[0] > 0.25
    # Percentages stand once in each row.
    assert [axis["ticktext"] for axis in survival] == [["0", "50 %", "100 %"], [""] * 3, [""] * 3] * 2


def test_they_stand_in_two_rows_of_three_beside_and_under_each_other_and_never_on_each_other() -> None:
    layout = drawn()["layout"]
    boxes = [
        (*x["domain"], *y["domain"]) for x, y in zip(axes(layout, "x"), axes(layout, "y"), strict=True)
    ]  # left, right, bottom, top
    first, second, third, fourth, fifth, sixth = boxes
    for left, right in ((first, second), (second, third), (fourth, fifth), (fifth, sixth)):
        assert left[1] < right[0] and left[2:] == right[2:]
    for upper, lower in ((first, fourth), (second, fifth), (third, sixth)):
        assert lower[3] < upper[2] and upper[:2] == lower[:2]
    assert all(0 <= edge <= 1 for box in boxes for edge in box)
    assert [axis["title"]["text"] for axis in axes(layout, "x")] == [*[""] * 3, *["Months"] * 3], "the lowest name it"


def test_each_option_has_its_line_bands_and_printed_figures_on_its_own_axes_in_its_own_colour() -> None:
    data = traces(drawn())
    by_axes: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for trace in data:
        by_axes.setdefault((trace["xaxis"], trace["yaxis"]), []).append(trace)
    names = ["", "2", "3", "4", "5", "6"]
    assert list(by_axes) == [(f"x{name}", f"y{name}") for name in names]
    library = invented_library()
    for modality, own in zip(Modality, by_axes.values(), strict=True):
        colour = library.entry(modality).colour
        line = [trace["line"]["color"] for trace in own if "shape" in trace.get("line", {})]
        assert line == [colour] * 2, "a firm and a dotted part"
        assert len([trace for trace in own if trace.get("fill") == "toself"]) == 2
        (printed,) = [trace for trace in own if trace["mode"] == "markers"]
        assert (printed["x"], printed["y"], printed["marker"]["color"]) == ([12.0], [0.5], colour)


def test_over_each_stands_its_option_and_document_and_under_them_n_median_and_the_clock() -> None:
    notes = drawn()["layout"]["annotations"]
    titles, figures = notes[::2], notes[1::2]
    shorts = ["Resection", "Ablation", "TACE", "HAIC", "Y-90", "Systemic alone"]
    assert [note["text"] for note in titles] == [f"<b>{short}</b> · Dale 2020" for short in shorts]
    assert {note["text"] for note in figures} == {"n = 12, median 12 months, from first infusion"}
    library = invented_library()
    assert [note["font"]["color"] for note in titles] == [library.entry(modality).colour for modality in Modality]
    assert {note["font"]["color"] for note in figures} == {LIGHT.muted}
    layout = drawn()["layout"]
    for at, (title, told) in enumerate(zip(titles, figures, strict=True)):
        left, top = axes(layout, "x")[at]["domain"][0], axes(layout, "y")[at]["domain"][1]
        assert (title["x"], title["y"]) == (told["x"], told["y"]) == (left, top)
        assert title["yshift"] - told["yshift"] >= 14 and told["yshift"] > 0
        assert title["xanchor"] == told["xanchor"] == "left" and not title["showarrow"] and not told["showarrow"]


@pytest.mark.parametrize(
    "outside", [(), (Modality.HAIC,), (Modality.TACE, Modality.Y90), tuple(Modality)], ids=["none", "one", "two", "all"]
)
def test_an_option_whose_published_criteria_she_does_not_meet_says_so(outside: tuple[Modality, ...]) -> None:
    titles = [note["text"] for note in drawn(*outside)["layout"]["annotations"][::2]]
    assert [" ■ not met · " in title for title in titles] == [modality in outside for modality in Modality]


@pytest.mark.parametrize(
    ("zero", "said"),
    [
        (Clock(endpoint=Endpoint.OS, zero="randomisation", starts=ClockStart.PREPARATION), "from randomisation"),
        (Clock(endpoint=Endpoint.OS, zero="not stated", starts=ClockStart.NOT_STATED), "time zero not stated"),
        (None, "time zero not stated"),
    ],
)
def test_a_clock_is_named_as_its_paper_states_it_or_said_to_be_missing(zero: Clock | None, said: str) -> None:
    record = chart(replace(curve(printed=()), time_zero=zero))
    _, figures = figure_of([record])["layout"]["annotations"]
    assert figures["text"] == f"n = 12, no median printed, {said}"


def test_a_curve_of_ten_years_ends_with_the_axis_and_one_chart_alone_keeps_the_size_of_one_of_six() -> None:
    record = survival_chart([ending_at(120)], invented_library(), fewest=1)
    alone = figure_of([record])
    assert max(month for trace in traces(alone) for month in trace["x"]) == 60
    (left, right), whole = alone["layout"]["xaxis"]["domain"], axes(drawn()["layout"], "x")[0]["domain"]
    assert [left, right] == whole and alone["layout"]["height"] < drawn()["layout"]["height"]


def test_the_charting_library_knows_every_word_of_the_small_charts_and_no_pointer_is_asked() -> None:
    figure = drawn(Modality.HAIC)
    known = Figure(data=traces(figure), layout=figure["layout"])
    assert [trace.type for trace in known.data] == ["scatter"] * len(traces(figure))
    assert figure["layout"]["hovermode"] is False and {trace["hoverinfo"] for trace in traces(figure)} == {"skip"}
    assert {trace["showlegend"] for trace in traces(figure)} == {False}
