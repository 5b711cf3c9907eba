"""The forest plot of pooled shares: what its marks, its axis and its words say, for two invented papers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from charts import traces
from invented import invented_library
from plotly.graph_objects import Figure

from haic_core.chart.palette import LIGHT
from haic_core.evidence.pooling import Pooled, StudyShare
from haic_core.screen.plotly.forest import forest_figure, forest_text
from haic_core.words.vocabulary import Modality

SHARES = (
    StudyShare("a", "Arden", 12, 40, 0.166, 0.465, False, "RECIST 1.1"),
    StudyShare("b", "Birch", 9, 25, 0.18, 0.575, True, "as printed"),
)
POOLED = Pooled(Modality.HAIC, "response", SHARES, 0.324, 0.21, 0.46, 0.05, 0.8, 0.01, 37.4)
ALONE = replace(POOLED, share=None, low=None, high=None, predicted_low=None, predicted_high=None, tau2=None, i2=None)


def drawn(pooled: Pooled) -> dict[str, Any]:
    return dict(forest_figure(pooled, invented_library(), LIGHT))


def test_the_charting_library_knows_every_word_of_the_plot() -> None:
    for pooled in (POOLED, ALONE):
        figure = drawn(pooled)
        assert len(Figure(data=traces(figure), layout=figure["layout"]).data) == len(traces(figure))


def test_without_a_summary_only_the_papers_are_drawn_and_told() -> None:
    (squares,) = traces(drawn(ALONE))
    assert squares["x"] == [30.0, 36.0]
    assert forest_text(ALONE) == "Objective response (CR + PR): Arden 12 of 40, Birch 9 of 25."


def test_papers_stand_from_the_top_above_the_new_study_and_the_summary_in_their_marks_and_colours() -> None:
    """Squares grow with the root of the number: 8 + 12 for forty, 8 + 12 x root of 25/40 = 17.5 for twenty-five."""
    figure = drawn(POOLED)
    squares, new, together = traces(figure)
    assert squares["y"] == ["Arden  12/40", "Birch  9/25"] and new["y"] == ["New study"]
    assert figure["layout"]["yaxis"]["categoryarray"] == ["Together", "New study", "Birch  9/25", "Arden  12/40"]
    assert figure["layout"]["yaxis"]["categoryorder"] == "array"
    assert [trace["marker"]["symbol"] for trace in (squares, new, together)] == ["square", "line-ns", "diamond"]
    assert squares["marker"]["size"] == [20.0, pytest.approx(17.487, abs=0.001)]
    assert squares["marker"]["color"] == squares["error_x"]["color"] == "#C2185B"
    assert {trace["marker"]["color"] for trace in (new, together)} == {LIGHT.text}
    assert {trace["error_x"]["color"] for trace in (new, together)} == {LIGHT.text}
    assert together["error_x"]["thickness"] > squares["error_x"]["thickness"] > new["error_x"]["thickness"]
    assert all(
        trace["error_x"]["symmetric"] is False and trace["error_x"]["type"] == "data" for trace in traces(figure)
    )
    assert all((trace["mode"], trace["showlegend"]) == ("markers", False) for trace in traces(figure))
    assert squares["hovertemplate"] == "%{y}: %{x:.0f} %<extra></extra>" and new["hoverinfo"] == "skip"


def test_the_axis_runs_over_all_patients_and_is_named_by_the_question() -> None:
    shown = drawn(POOLED)["layout"]
    assert (shown["xaxis"]["range"], shown["xaxis"]["ticksuffix"]) == ([0, 100], " %")
    assert shown["xaxis"]["title"]["text"] == "Objective response (CR + PR)"
    assert {shown["paper_bgcolor"], shown["plot_bgcolor"]} == {LIGHT.surface}
    for font in (
        shown["font"],
        shown["xaxis"]["title"]["font"],
        shown["xaxis"]["tickfont"],
        shown["yaxis"]["tickfont"],
    ):
        assert font["size"] >= 16 and font["color"] == LIGHT.text
    assert shown["margin"]["l"] > 200 and shown["height"] - drawn(ALONE)["layout"]["height"] > 2 * 30
