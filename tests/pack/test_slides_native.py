"""What python-pptx gives back is held against what the slides were promised."""

from __future__ import annotations

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.shapes.autoshape import Shape
from pptx.util import Emu

from haic_core.pack.slides.native import bar_numbers, certain, chart_frame, scatter_numbers


def test_a_slide_without_a_title_is_told_apart_from_one_with_a_title() -> None:
    deck = Presentation()
    titled, bare = (deck.slides.add_slide(deck.slide_layouts.get_by_name(name)) for name in ("Title Only", "Blank"))
    assert certain(titled.shapes.title, Shape).has_text_frame
    with pytest.raises(TypeError, match="gave NoneType where Shape was expected"):
        certain(bare.shapes.title, Shape)


def test_a_chart_comes_back_in_its_frame_with_its_numbers() -> None:
    slide = Presentation().slides.add_slide(Presentation().slide_layouts.get_by_name("Blank"))
    place = (Emu(0), Emu(0), Emu(914400), Emu(914400))
    dots = scatter_numbers("0.0")
    dots.add_series("survival").add_data_point(12, 0.71)
    drawn = chart_frame(slide, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, place, dots).chart
    assert [(one.name, list(one.iter_values())) for one in drawn.plots[0].series] == [("survival", [0.71])]
    bars = bar_numbers("0")
    bars.categories = ["CR", "PR"]
    bars.add_series("hsiao", [1, 17])
    drawn = chart_frame(slide, XL_CHART_TYPE.BAR_STACKED, place, bars).chart
    assert list(drawn.plots[0].categories) == ["CR", "PR"] and list(drawn.plots[0].series[0].values) == [1, 17]
