"""Names at the ends of a survival chart's lines: beside their own line, whole, not on each other, not outside."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from charts import chart, curve, document

from haic_core.screen.plotly.survival import survival_figure

HAIC, SECOND = "#C2185B", "#304860"  # the option's own colour, and the first hue beside it


def layout(figure: Any) -> dict[str, Any]:
    return dict(figure["layout"])


def test_beside_the_end_of_each_line_stand_its_document_n_and_printed_median_joined_to_it() -> None:
    """The one ends at 24 months and 11/12 x 8/10 x 6/7 x 4/5 x 3/4 x 1/2, the other at 7 months and one half."""
    short = curve(((2, 1), (7, 0)), printed=(), source=document("Cole"))
    names = layout(survival_figure(chart(curve(), short)))["annotations"][:2]
    assert [note["text"] for note in names] == [
        "<b>Arden 2020</b><br>n = 12, median 12 months", "<b>Cole 2020</b><br>n = 2, no median printed",
    ]  # fmt: skip
    assert [(note["x"], note["y"]) for note in names] == [(24, pytest.approx(0.18857, abs=1e-5)), (7, 0.5)]
    assert [note["font"]["color"] for note in names] == [note["arrowcolor"] for note in names] == [HAIC, SECOND]
    for note in names:
        assert (note["showarrow"], note["arrowhead"], note["arrowwidth"], note["xanchor"]) == (True, 0, 1, "left")
        assert (note["axref"], note["ayref"], note["ax"]) == ("pixel", "pixel", 26) and "xref" not in note


def test_a_long_name_stands_in_two_lines_and_a_single_word_is_never_torn() -> None:
    """In the margin of 290 pixels, 26 of them for the joining line, stand 28 letters."""
    responders = curve(source=document("Featherstonehaugh-Cholmondeley"), group="responders")
    (name, *_) = layout(survival_figure(chart(responders)))["annotations"]
    assert name["text"] == "<b>Featherstonehaugh-<br>Cholmondeley 2020,<br>Responders</b><br>n = 12, median 12 months"
    single = curve(source=document("Wolfeschlegelsteinhausenbergerdorff"))
    (name, *_) = layout(survival_figure(chart(single)))["annotations"]
    assert name["text"].startswith("<b>Wolfeschlegelsteinhausenbergerdorff<br>2020</b><br>")
    assert layout(survival_figure(chart()))["margin"]["r"] == 290


@pytest.mark.parametrize("group", [None, "responders"])
def test_names_at_the_ends_of_lines_lie_neither_on_each_other_nor_outside_the_plot(group: str | None) -> None:
    """Four lines that end at the same height: their names are boxes of two or three lines of 1.4 letters around where
    the joining line ends, in pixels down from where the axis reads 102 %."""
    plot_px, size = 430, 18
    authors = [f"{name} Featherstonehaugh" for name in ("Ash", "Box", "Cole", "Dale")]
    whole = [curve(source=document(author), group=group) for author in authors]
    names = layout(survival_figure(chart(*whole)))["annotations"][:4]
    height = 1.4 * size * (1 + names[0]["text"].count("<br>"))
    assert names[0]["text"].count("<br>") == (2 if group else 1) and {note["font"]["size"] for note in names} == {size}
    middles = [(1.02 - note["y"]) / 1.02 * plot_px + note["ay"] for note in names]
    gaps = [below - above for above, below in pairwise(middles)]
    assert min(gaps) >= height - 1e-6
    assert middles[0] >= height / 2 - 1e-6 and middles[-1] <= plot_px - height / 2 + 1e-6


@pytest.mark.parametrize(("ends_at", "ay"), [(1.0, "down"), (0.5, "none"), (0.0, "up")])
def test_a_name_is_moved_only_where_it_would_leave_the_plot(ends_at: float, ay: str) -> None:
    deaths = {1.0: ((9, 0), (9, 0)), 0.5: ((2, 1), (9, 0)), 0.0: ((2, 1), (9, 1))}[ends_at]
    (name, *_) = layout(survival_figure(chart(curve(deaths))))["annotations"]
    assert name["y"] == ends_at
    # The box is 2 x 1.4 x 18 = 50.4 pixels high and the plot 430 for 102 %: 25.2 - 0.02 / 1.02 x 430 and 25.2.
    assert name["ay"] == pytest.approx({"down": 16.769, "none": 0, "up": -25.2}[ay], abs=1e-3)
