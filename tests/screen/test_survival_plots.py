"""The survival figure of the page in the charting library's words: what a person reads off them.

Twelve women followed by hand (tests/charts.py): printed median 12 months, 8 to 15; ticks 0, 3, … 24.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from charts import MEDIAN, birch_like, chart, curve, document, ending_at, traces
from plotly.graph_objects import Figure

from haic_core.chart.palette import DARK, LIGHT
from haic_core.chart.survival import SurvivalChart
from haic_core.curves.published import PrintedPoint
from haic_core.screen.plotly.survival import survival_figure
from haic_core.words.vocabulary import Endpoint, Statistic

NAME = "HAIC · Arden 2020 (n = 12)"
HAIC, SECOND = "#C2185B", "#304860"  # the option's own colour, and the first hue beside it


def page(record: SurvivalChart) -> list[dict[str, Any]]:
    return traces(survival_figure(record))


def layout(figure: Any) -> dict[str, Any]:
    return dict(figure["layout"])


def printed(record: SurvivalChart) -> dict[str, Any]:
    """The trace of what stands in the paper."""
    (found,) = [trace for trace in page(record) if trace.get("marker", {}).get("symbol") == "diamond"]
    return found


def lines(record: SurvivalChart) -> list[dict[str, Any]]:
    """The step lines in the order in which they are drawn, the later over the earlier."""
    return [trace for trace in page(record) if "shape" in trace.get("line", {})]


def test_a_printed_median_is_a_diamond_with_whiskers_to_its_printed_limits() -> None:
    """8 to 15 months about 12: four to the left, three to the right."""
    shown = printed(chart())
    assert (shown["x"], shown["y"], shown["marker"]["symbol"]) == ([12.0], [0.5], "diamond")
    assert (shown["error_x"]["arrayminus"], shown["error_x"]["array"]) == ([4.0], [3.0])
    assert (shown["error_x"]["type"], shown["error_x"]["symmetric"]) == ("data", False)
    assert shown["name"] == f"{NAME}, printed" and shown["text"] == ["median, printed: Results, Survival"]
    assert shown["hovertemplate"] == "Arden 2020, %{text}<extra></extra>"
    assert shown["marker"]["color"] == shown["error_x"]["color"] == HAIC
    assert shown["marker"]["line"]["color"] == LIGHT.surface


def test_a_printed_limit_past_the_axis_keeps_its_length_and_a_rate_without_limits_has_no_whisker() -> None:
    points = (
        replace(MEDIAN, time_high_months=40.0),
        PrintedPoint(Statistic.SURVIVAL_PERCENT, 18.0, 0.4, None, None, "Table 2"),
    )
    shown = printed(chart(curve(printed=points)))
    assert (shown["error_x"]["arrayminus"], shown["error_x"]["array"]) == ([4.0, 0.0], [28.0, 0.0])
    assert shown["text"][1] == "18 months, printed: Table 2" and shown["y"] == [0.5, 0.4]


def test_each_band_is_one_closed_polygon_up_along_its_top_and_back_along_its_bottom_the_wider_one_behind() -> None:
    """Survival 1 and, from 2 months on, 11/12; the range by hand lies 0.1 on each side, at most 1. The sampling limit
    there is 0.53898 (tests/chart/test_survival_chart.py)."""
    outer, inner = [trace for trace in page(chart(longest_months=5)) if trace.get("fill") == "toself"]
    for band, lowest in ((outer, 0.53898), (inner, 11 / 12 - 0.1)):
        corners = list(zip(band["x"], band["y"], strict=True))
        assert corners[0] == (0, 1) and corners[5] == (5, 1)
        assert corners[6] == (5, pytest.approx(lowest, abs=1e-5)) and len(corners) == 12
        assert corners[-1] == (0, pytest.approx(0.9)) and band["line"]["width"] == 0
        assert (band["mode"], band["hoverinfo"], band["showlegend"]) == ("lines", "skip", False)
    assert (outer["fillcolor"], inner["fillcolor"]) == ("rgba(194,24,91,0.09)", "rgba(194,24,91,0.2)")


def test_only_the_curve_that_leads_has_bands_and_it_lies_thick_over_the_others() -> None:
    record = chart(curve(), curve(source=document("Cole")), curve(source=birch_like()))
    data = page(record)
    assert [trace["fillcolor"][:14] for trace in data if trace.get("fill") == "toself"] == ["rgba(194,24,91"] * 2
    drawn = [(trace["line"]["color"], trace["line"]["width"]) for trace in data if "shape" in trace.get("line", {})]
    assert drawn == [("#A8572B", 3), (SECOND, 3), (HAIC, 4)]
    sizes = [trace["marker"]["size"] for trace in data if trace.get("marker", {}).get("symbol") == "diamond"]
    assert sizes == [11, 11, 14]


def test_a_pointer_is_not_disturbed_by_the_lines_themselves_and_few_at_risk_make_a_line_dotted_and_paler() -> None:
    firm, frail = lines(chart(curve(dashed_from=6)))
    for line in (firm, frail):
        assert line["name"] == NAME and line["line"]["color"] == HAIC and line["mode"] == "lines"
        assert line["line"]["width"] == 4 and line["showlegend"] is False and line["hoverinfo"] == "skip"
    assert (firm["line"]["dash"], firm["opacity"]) == ("solid", 1.0)
    assert (frail["line"]["dash"], frail["opacity"]) == ("dot", 0.75)


def test_the_dash_of_a_line_is_in_widths_of_that_line() -> None:
    """Chemoembolisation, 4, 1, 1 and 1 widths: of 4 pixels where it leads, of 3 where it does not."""
    assert lines(chart(curve(source=birch_like())))[0]["line"]["dash"] == "16px,4px,4px,4px"
    assert lines(chart(curve(), curve(source=birch_like())))[0]["line"]["dash"] == "12px,3px,3px,3px"


def test_from_a_landmark_neither_band_nor_printed_figure_is_drawn() -> None:
    left = replace(curve(), alive_at_months=6.0)
    kinds = [(trace["mode"], trace.get("fill"), trace.get("line", {}).get("width")) for trace in page(chart(left))]
    assert kinds == [("lines", None, 4), ("lines", None, 0), ("text", None, None), ("text", None, None)]


def readings(record: SurvivalChart) -> list[dict[str, Any]]:
    """What a pointer reads, curve by curve: a line that nobody sees."""
    return [
        trace
        for trace in page(record)
        if trace["mode"] == "lines" and not trace["line"]["width"] and "fill" not in trace
    ]


def test_a_pointer_reads_the_same_whole_month_of_every_curve() -> None:
    """Months 0 to 24 of the one, 0 to 7 of the other, whose last woman leaves at 7. At 12 months 11/12 x 8/10 x 6/7 x
    4/5, one having died on that very day; the range by hand lies 0.1 about it."""
    short = curve(((2, 1), (7, 0)), source=document("Cole"))
    first, second = readings(chart(curve(), short))
    assert first["x"] == list(range(25)) and second["x"] == list(range(8))
    at_twelve = 11 / 12 * 8 / 10 * 6 / 7 * 4 / 5
    assert first["y"][12] == pytest.approx(at_twelve) and second["y"] == [1, 1, *[0.5] * 6]
    assert first["customdata"][12] == [50, 40, 60], "50.3 %, as the tables round it"
    assert (first["name"], second["name"]) == ("Arden 2020", "Cole 2020")
    assert first["hoverlabel"]["font"]["color"] == HAIC and second["hoverlabel"]["font"]["color"] == SECOND
    # The range is told where it is drawn: of the curve that leads.
    assert first["hovertemplate"] == (
        "<b>Arden 2020</b> %{customdata[0]} % (%{customdata[1]} to %{customdata[2]})<extra></extra>"
    )
    assert second["hovertemplate"] == "<b>Cole 2020</b> %{customdata[0]} %<extra></extra>"
    shown = layout(survival_figure(chart()))
    assert shown["hovermode"] == "x unified" and shown["xaxis"]["unifiedhovertitle"]["text"] == "At %{x} months"
    assert shown["xaxis"]["showspikes"] is True and shown["xaxis"]["spikemode"] == "across"


def test_what_a_pointer_reads_is_what_the_curve_says_and_from_a_landmark_nothing_before_it() -> None:
    for record in (chart(ending_at(36.5)), chart(curve(), longest_months=9)):
        (told,) = readings(record)
        assert told["x"] == list(range(int(record.end_months) + 1))
        expected = [read for month in told["x"] if (read := record.curves[0].curve.at(month))]
        assert told["y"] == [survival for survival, _, _ in expected]
        assert told["customdata"] == [[round(100 * value) for value in read] for read in expected]
    (left,) = readings(chart(replace(curve(), alive_at_months=6.0)))
    assert left["x"] == list(range(6, 25)) and "customdata[1]" not in left["hovertemplate"]


def test_axes_are_named_and_marked_in_months_and_in_quarters_of_all_patients() -> None:
    shown = layout(survival_figure(chart()))
    assert shown["xaxis"]["title"]["text"] == "Months" and shown["yaxis"]["title"]["text"] == "Overall survival"
    progression = replace(curve(), endpoint=Endpoint.PFS)
    assert layout(survival_figure(chart(progression)))["yaxis"]["title"]["text"] == "Progression-free survival"
    assert shown["xaxis"]["tickvals"] == [0, 3, 6, 9, 12, 15, 18, 21, 24] and shown["xaxis"]["ticks"] == "outside"
    assert shown["yaxis"]["tickvals"] == [0, 0.25, 0.5, 0.75, 1]
    assert shown["yaxis"]["ticktext"] == ["0", "25 %", "50 %", "75 %", "100 %"]
    left, right = shown["xaxis"]["range"]
    assert left < 0 < 24 < right < 25 and left > -1
    assert shown["yaxis"]["range"] == [0, 1.02]
    assert shown["showlegend"] is False and shown["hovermode"] == "x unified" and shown["yaxis2"]["visible"] is False


@pytest.mark.parametrize("count", [1, 4])
def test_the_curves_stand_above_and_the_numbers_below_without_touching(count: int) -> None:
    shown = layout(
        survival_figure(chart(*(curve(source=document(name)) for name in ("Ash", "Box", "Cole", "Dale")[:count])))
    )
    (bottom, top), (under, over) = shown["yaxis"]["domain"], shown["yaxis2"]["domain"]
    assert under == 0 and top == 1 and 0 < over < bottom < 1
    # As high as it must be for both: curves of more than 300 pixels, and more than 20 for each row of numbers.
    rows = -shown["yaxis2"]["range"][0]
    assert shown["yaxis2"]["range"][1] == 0 and rows == 4 * count
    assert (top - bottom) * shown["height"] > 300 and over * shown["height"] > 20 * rows


def test_under_the_page_each_curve_heads_its_three_rows_and_what_is_at_risk_is_darkest_unless_it_is_guessed() -> None:
    record = chart(curve(kind="anchored"), curve(source=document("Cole")))
    names, numbers = [trace for trace in page(record) if trace["mode"] == "text"]
    left = layout(survival_figure(record))["xaxis"]["range"][0]
    assert names["x"] == [left] * 8 and left < 0 and names["y"] == [-0.5 - row for row in range(8)]
    assert [text.strip() for text in names["text"]] == [
        f"<b>{NAME}</b>, reconstructed", "at risk", "censored", "events",
        "<b>HAIC · Cole 2020 (n = 12)</b>, reconstructed", "at risk", "censored", "events",
    ]  # fmt: skip
    assert names["textposition"] == ["middle right", *["middle left"] * 3] * 2, "words end left of the numbers"
    assert names["textfont"]["color"] == [HAIC, *[LIGHT.muted] * 3, SECOND, *[LIGHT.muted] * 3]
    shades = dict(zip(numbers["y"], numbers["textfont"]["color"], strict=True))
    assert shades == {y: LIGHT.text if y == -1.5 else LIGHT.muted for y in (-1.5, -2.5, -3.5, -5.5, -6.5, -7.5)}
    assert (numbers["yaxis"], numbers["hoverinfo"], numbers["cliponaxis"]) == ("y2", "skip", False)


def fonts(node: Any) -> Iterator[dict[str, Any]]:
    """Every font of a figure, wherever it stands."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("font", "tickfont", "textfont"):
                yield value
            yield from fonts(value)
    elif isinstance(node, list):
        for value in node:
            yield from fonts(value)


def test_every_letter_is_large_enough_and_wears_a_shade_of_its_theme_or_its_curve() -> None:
    record = chart(curve(), curve(source=document("Cole")), theme=DARK)
    figure = survival_figure(record)
    known = {DARK.text, DARK.muted, *(drawn.colour for drawn in record.curves)}
    found = list(fonts({**figure, "layout": layout(figure)}))
    for font in found:
        shades = font["color"] if isinstance(font["color"], list) else [font["color"]]
        assert font.get("size", 16) >= 16 and set(shades) <= known
    assert len(found) > 8
    shown = layout(figure)
    assert shown["font"] in found
    for axis in ("xaxis", "yaxis"):
        assert shown[axis]["title"]["font"]["size"] >= 18 and shown[axis]["tickfont"]["size"] >= 18
    assert [note["showarrow"] for note in shown["annotations"]] == [True] * 2 + [False] * (
        len(shown["annotations"]) - 2
    )
    assert {trace["showlegend"] for trace in traces(figure)} == {False}


def test_there_is_room_for_the_curves_and_for_the_names_of_the_rows() -> None:
    shown = layout(survival_figure(chart()))
    assert shown["height"] > 500 and 100 < shown["margin"]["l"] < 200


def test_the_charting_library_knows_every_word_of_a_figure() -> None:
    """A word it does not know would be left aside by the browser without a sound."""
    figure = survival_figure(chart(curve(dashed_from=6), curve(source=document("Cole"))))
    known = Figure(data=traces(figure), layout=layout(figure))
    assert [trace.type for trace in known.data] == ["scatter"] * len(traces(figure))
