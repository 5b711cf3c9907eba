"""Whatever draws a chart shows its record: ticks, numbers at risk, shades and names are read back from each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import charts
import packs
import pytest
from charts import Shown, chart, curve, document, ending_at
from each import each
from invented import arden, birch, invented_library, invented_patient
from pptx.enum.dml import MSO_PATTERN
from pptx.shapes.autoshape import Shape
from pptx.util import Pt
from screens import plain

from haic_core.chart.balance import Balance, balance_of
from haic_core.chart.palette import DARK, LIGHT
from haic_core.chart.renderer import Renderer
from haic_core.chart.survival import SurvivalChart
from haic_core.judgement.assessment import assess
from haic_core.pack.notes import balance_notes, survival_notes
from haic_core.pack.pictures import balance_svg, survival_board_svg, survival_phone_svg, survival_svg
from haic_core.pack.slides.deck import BODY_BOTTOM, Deck
from haic_core.pack.slides.whole import balance_slide, survival_slide
from haic_core.pack.tables import at_risk_rows, balance_rows
from haic_core.screen.board.dots import dots_column
from haic_core.screen.evidence import benefit_and_harm
from haic_core.screen.plotly.multiples import multiples_figure
from haic_core.screen.plotly.survival import plotly_dash, survival_figure
from haic_core.wording.curves import GUARANTEE_TIME
from haic_core.words.vocabulary import Endpoint


def deck(record: SurvivalChart) -> bytes:
    """A deck of one survival slide."""
    whole = Deck("by hand", "")
    survival_slide(whole, record)
    return whole.bytes()


@dataclass(frozen=True)
class Way:
    """A renderer, and how what it made is read back."""

    render: Renderer[SurvivalChart, Any]
    read: Callable[[Any, int], Shown]


WAYS = {
    "page": Way(survival_figure, charts.in_plotly),
    "board": Way(survival_board_svg, lambda made, _: charts.in_svg(made, rows_each=1)),
    "slide": Way(deck, lambda made, _: charts.on_a_slide(made)),
    "picture": Way(survival_svg, lambda made, _: charts.in_svg(made)),
    "table": Way(at_risk_rows, lambda made, _: charts.in_rows(made)),
}
CHARTS = {
    "one curve": lambda: chart(),
    "two hues of one option, ties at a tick": lambda: chart(curve(), curve(((1, 1), (6, 1), (6, 0), (9, 0)))),
    "an axis of 36 months": lambda: chart(ending_at(36), curve(source=document("Cole"))),
    "an axis cut at 60": lambda: chart(ending_at(61), curve(source=document("Cole"))),
    "printed figures beside a median alone": lambda: chart(curve(kind="anchored"), curve(source=document("Cole"))),
    "an axis of 7 months": lambda: chart(curve(((1, 1), (3, 1), (3, 0), (7, 0)))),
    "more than eight steps of three": lambda: chart(ending_at(26)),
}


@pytest.mark.parametrize("case", CHARTS)
@pytest.mark.parametrize("way", WAYS)
def test_every_renderer_shows_the_ticks_numbers_shades_and_names_of_the_record(way: str, case: str) -> None:
    record = CHARTS[case]()
    shown, told = WAYS[way].read(WAYS[way].render(record), len(record.curves)), charts.shown_by(record)
    if way == "table":
        # Rows for a computer: no shades, and numbers without the sign of what is guessed.
        told = replace(told, shades=(), names=tuple(dict.fromkeys(one.curve.source.key for one in record.curves)))
        own: dict[str, tuple[str, ...]] = dict.fromkeys(told.names, ())
        for drawn, counts in zip(record.curves, told.at_risk, strict=True):
            own[drawn.curve.source.key] += tuple(count.removeprefix("~") for count in counts)
        told = replace(told, at_risk=tuple(own.values()))
    assert shown == told


@each("way", WAYS)
def test_the_numbers_under_the_axis_are_those_counted_by_hand_and_what_follows_from_a_median_alone_is_marked(
    way: str,
) -> None:
    """Twelve women, three leave at 6 months: 12, 11, 10, 6, 5, 4, 3, 1, 1 at 0, 3, … 24. The table: numbers only."""
    by_hand = ("12", "11", "10", "6", "5", "4", "3", "1", "1")
    for kind, sign in (("anchored", ""), ("digitised", ""), ("median_only", "" if way == "table" else "~")):
        shown = WAYS[way].read(WAYS[way].render(chart(curve(kind=kind))), 1)
        assert shown.at_risk == (tuple(f"{sign}{count}" for count in by_hand),), kind


def test_in_every_way_what_follows_from_a_median_alone_is_also_paler() -> None:
    """Who is at risk stands in the shade of text; guessed, in that of everything less important."""
    for kind, shade in (("anchored", LIGHT.text), ("median_only", LIGHT.muted)):
        record = chart(curve(kind=kind))
        rows = charts.numbers_under(survival_figure(record))
        at_risk = [colour for y, colour in zip(rows["y"], rows["textfont"]["color"], strict=True) if y == -1.5]
        slide = survival_slide(Deck("by hand", ""), record)
        (grid,) = [frame.table for frame in packs.frames(slide) if frame.has_table]
        cell = grid.cell(0, 1).text_frame.paragraphs[0].runs[0].font.color.rgb
        eleven = re.compile(r'fill="(#\w+)" text-anchor="middle">~?11(?: \(~?1\))?<')
        (alone,), (board,) = (eleven.findall(draw(record).decode()) for draw in (survival_svg, survival_board_svg))
        assert {*at_risk, f"#{cell}", alone, board} == {shade}, kind


LONG_NAME = "Abernathy-Smith"


@each("names", [("Cole", "Dale", "Elm"), ("Cole", "Dale", LONG_NAME, "Elm")], ids=["three", "four"])
def test_on_a_slide_each_line_of_three_and_of_four_is_named_whole_at_its_end_with_n_and_its_median(
    names: tuple[str, ...],
) -> None:
    record = chart(*(curve(source=document(name), kind="anchored") for name in names))
    slide = survival_slide(Deck("by hand", ""), record)
    texts = [shape for shape in slide.shapes if isinstance(shape, Shape)]
    ends = [shape for shape in texts if "n = 12, median 12 months" in shape.text_frame.text]
    told = [" ".join(shape.text_frame.text.split()).partition(" n = ")[0] for shape in ends]
    assert sorted(told) == sorted(f"{name} 2020" for name in names)
    boxes = sorted((shape.top, shape.top + shape.height) for shape in ends)
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes)), "they do not lie on each other"
    assert boxes[-1][1] <= Pt(BODY_BOTTOM)
    (grid,) = [frame.table for frame in packs.frames(slide) if frame.has_table]
    rows = [grid.cell(row, 0).text_frame.text for row in range(len(grid.rows))]
    assert [row.partition(":")[0] for row in rows] == [f"{name} 2020" for name in names]


def test_events_on_the_board_and_under_the_page_are_the_same() -> None:
    """Deaths before 0, 3, … 24 months: 0, 1, 1, 4, 4, 5, 6, 7, 7."""
    record = chart(curve(kind="anchored"))
    told = re.findall(r">(\d+) \((\d+)\)<", survival_board_svg(record).decode())
    assert told[3] == ("6", "4") and [died for _, died in told] == list("011445677")
    rows = charts.numbers_under(survival_figure(record))
    assert [text for y, text in zip(rows["y"], rows["text"], strict=True) if y == -3.5] == list("011445677")


def test_a_page_draws_the_steps_of_the_record_and_a_pointer_finds_only_what_holds() -> None:
    record = chart(curve(dashed_from=6))
    firm, frail = [one for one in charts.traces(survival_figure(record)) if "shape" in one.get("line", {})]
    assert (firm["line"]["shape"], frail["line"]["dash"]) == ("hv", "dot")
    assert list(zip(firm["x"], firm["y"], strict=True)) == [
        (0, 1),
        (2, pytest.approx(11 / 12)),
        (4, pytest.approx(11 / 12)),
        (6, pytest.approx(11 / 12 * 8 / 10)),
    ]


def test_in_the_dark_a_page_wears_the_dark_shades() -> None:
    record = chart(curve(), theme=DARK)
    assert charts.in_plotly(survival_figure(record), 1).shades == ("#F48FB1",)
    assert survival_figure(record)["layout"]["paper_bgcolor"] == DARK.surface


@each(
    ("lengths", "words"),
    [((), "solid"), ((4.667, 1), "14px,3px"), ((4, 1, 1, 1), "12px,3px,3px,3px"), ((2.667, 1), "8px,3px")],
)
def test_lengths_in_line_widths_become_the_charting_librarys_pixels(lengths: tuple[float, ...], words: str) -> None:
    assert plotly_dash(lengths, 3) == words


def test_a_whisker_ends_in_a_cap_where_the_paper_has_a_limit_and_without_one_where_the_axis_cuts_it() -> None:
    """Each cap is a short upright stroke of a picture: two within the axis, one where the interval goes on."""
    assert _caps(survival_svg(chart())) == 2
    assert _caps(survival_svg(chart(longest_months=13))) == 1


def _caps(picture: bytes) -> int:
    strokes = re.findall(rb'stroke-width="3"[^>]*points="([\d.]+),[\d.]+ ([\d.]+),[\d.]+"', picture)
    return sum(start == end for start, end in strokes)


def test_a_figure_in_words_stands_at_the_page_the_slide_and_the_picture() -> None:
    record = chart()
    assert record.alt_text.encode() in survival_svg(record)
    (native,) = [shape for shape in survival_slide(Deck("by hand", ""), record).shapes if shape.has_chart]
    assert native._element.xpath(".//p:cNvPr")[0].get("descr") == record.alt_text


def test_groups_made_by_what_happened_later_carry_the_same_warning_everywhere() -> None:
    later = curve(group="responders")
    later = replace(later, basis=later.basis.model_copy(update={"warning": "guarantee_time"}))
    assert f"  {GUARANTEE_TIME}" in survival_notes(chart(later))
    assert GUARANTEE_TIME.startswith("Guarantee-time bias: the groups are defined by what happened after time zero")


@pytest.mark.parametrize("draw", [survival_svg, survival_board_svg], ids=["picture", "board"])
@pytest.mark.parametrize("lives", [0.0, 0.5, 1.0])
def test_in_a_picture_names_stand_at_their_lines_ends_apart_and_within_it(
    draw: Callable[[SurvivalChart], bytes], lives: float
) -> None:
    """Four lines that end at one height: each name and the median under it take 45 of letters of 20; all four stand
    above what is written under the axis and below the upper edge, a line leads from each line's end to its name."""
    last = {0.0: ((2, 1), (9, 1)), 0.5: ((2, 1), (9, 0)), 1.0: ((2, 0), (9, 0))}[lives]
    authors = ("Ash", "Box", "Cole", "Dale")
    picture = draw(chart(*(curve(last, source=document(author)) for author in authors))).decode()
    bold = r'x="([\d.]+)" y="([\d.]+)" [^>]*font-weight="bold">(?:Ash|Box|Cole|Dale) 2020 \(n = 2\)<'
    names = re.findall(bold, picture)
    heights = sorted(float(y) for _, y in names)
    assert len(names) == 4 and min(below - above for above, below in pairwise(heights)) >= 45
    months = float(re.findall(r'y="([\d.]+)" [^>]*>Months<', picture)[0])
    assert heights[0] >= 20 and heights[-1] + 24 < months
    assert picture.count(">median 12 months<") == 4
    joined = re.findall(r'stroke-width="1.5"[^>]* points="[\d.]+,[\d.]+ ([\d.]+),([\d.]+)"', picture)
    assert {(f"{float(x) - 6:.2f}", y) for x, y in names} <= set(joined)


def test_a_picture_of_two_curves_counts_censored_and_events_and_one_of_three_leaves_them_to_the_table() -> None:
    curves = [curve(source=document(author)) for author in ("Ash", "Box", "Cole")]
    two, three = (survival_svg(chart(*curves[:count])).decode() for count in (2, 3))
    rows = ("at risk", "censored", "events")
    assert [two.count(f">{row}<") for row in rows] == [2, 2, 2]
    assert [three.count(f">{row}<") for row in rows] == [3, 0, 0]


def test_the_boards_picture_wears_the_theme_and_leaves_to_the_screen_what_it_says_itself() -> None:
    record = chart(curve(), theme=DARK)
    picture = survival_board_svg(record).decode()
    assert f'<rect width="100%" height="100%" fill="{DARK.surface}"/>' in picture and LIGHT.text not in picture
    assert record.alt_text in picture and "At risk (events so far), reconstructed" in picture
    shown = re.findall(r"<text [^>]*>([^<]*)</text>", picture)
    assert not [words for words in shown if words.startswith(("Overall survival", "Time zero", "For health"))]


def test_on_a_phone_each_curve_is_named_above_its_numbers_and_no_letter_is_smaller_than_a_phone_can_show() -> None:
    """At 320 px a picture of 560 is made smaller by a half at most: letters of 20 become 10."""
    record = chart(curve(), curve(source=document("Box")))
    picture = survival_phone_svg(record).decode()
    told = re.findall(r'y="([\d.]+)" font-size="(\d+)"[^>]*>([^<]+)<', picture)
    assert 'width="560"' in picture and min(int(size) for _, size, _ in told) >= 20
    rows = {words: float(y) for y, _, words in told if " (n = " in words}
    assert list(rows) == [f"{one.document} (n = 12), {one.median}" for one in record.curves]
    counts = [float(y) for y, _, words in told if words == record.curves[0].told_counts[0][0]]
    first, second = rows.values()
    assert first < counts[0] < second < counts[-1], "each name above its own numbers"


# Response beside harms.


def both() -> list[Balance]:
    library = invented_library()
    found = assess(invented_patient(), library).evidence
    return sorted((balance_of(match, library) for match in found), key=lambda one: one.match.source.key)


def on_slide(shown: Sequence[Balance]) -> tuple[list[str], dict[str, list[float]], dict[str, str]]:
    """Printed cells, bars by series from the top row, colours by series."""
    slide = balance_slide(Deck("by hand", ""), shown)
    native = packs.chart(slide)
    (grid,) = [frame.table for frame in packs.frames(slide) if frame.has_table]
    bars = {series.name: list(series.values)[::-1] for series in native.plots[0].series}
    colours = {series.name: f"#{series.format.fill.fore_color.rgb}" for series in native.plots[0].series}
    return [row.cells[1].text for row in grid.rows], bars, colours


def test_response_and_harms_say_the_same_amounts_on_card_board_slide_picture_notes_and_table() -> None:
    ours, theirs = both()
    amounts = [part.amount.words for part in ours.parts] + [bar.amount.words for bar in ours.harms]
    assert amounts == ["2 of 40", "10 of 40", "16 of 40", "12 of 40", "4 of 40", "7.5 %", "6 events"]
    card = benefit_and_harm(ours)
    assert [amount for amount in amounts if amount not in card] == []
    cells, bars, _ = on_slide([ours, theirs])
    assert cells == ["CR 2, PR 10, SD 16, PD 12 of 40", "4 of 40", "7.5 %", "6 events", "responded 36 %", NO_HARM]
    assert bars == {
        "CR": [5, 0, 0, 0, 0, 0],
        "PR": [25, 0, 0, 0, 0, 0],
        "SD": [40, 0, 0, 0, 0, 0],
        "PD": [30, 0, 0, 0, 0, 0],
        "responded": [0, 0, 0, 0, 36, 0],
        "grade 3 or higher": [0, 10, 7.5, 0, 0, 0],
    }
    picture, notes = balance_svg([ours, theirs]).decode(), " ".join(balance_notes([ours, theirs]))
    assert [cell for cell in cells if f">{cell}<" not in picture or cell not in notes] == []
    shares = [row[-2] for row in balance_rows([ours, theirs])]
    assert shares == ["5", "25", "40", "30", "10", "7.5", None, "36"]


NO_HARM = "Harms not printed where read."


def test_the_boards_dots_are_the_shares_of_the_record_and_leave_out_what_is_not_counted_in_patients() -> None:
    ours, theirs = both()
    column = dots_column(ours, invented_library(), LIGHT)
    drawn = [column.count(f'<i class="hb-dot-{kind}"></i>') - 1 for kind in ("cr", "pr", "sd", "pd")]
    assert drawn == [5, 25, 40, 30] and "Catheter occlusion" not in column
    assert "Nausea 4 of 40" in plain(column) and "Gastric ulcer 7.5 %" in plain(column)
    rate = dots_column(theirs, invented_library(), LIGHT)
    assert rate.count('<i class="hb-dot-orr"></i>') == 37 and "responded 36 %" in plain(rate) and NO_HARM in rate


def test_what_no_printed_category_places_is_hatched_on_slide_picture_and_board_and_named() -> None:
    """Of forty only two complete and ten partial responses are printed: of the other 70 % nothing is known."""
    ours, _ = both()
    few = replace(ours, parts=ours.parts[:2])
    native = packs.chart(balance_slide(Deck("by hand", ""), [few]))
    (rest,) = [one for one in native.plots[0].series if one.name == "not printed"]
    assert list(rest.values)[-1] == 70 and rest.format.fill.pattern is MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    picture, whole = balance_svg([few]).decode(), balance_svg([ours]).decode()
    assert ">not printed<" in picture and "not printed" not in whole
    stripes = re.findall(r'stroke-width="1"[^>]* points="([\d.]+),[\d.]+ ([\d.]+),[\d.]+"', picture)
    assert len(stripes) > 20 and all(float(begin) < float(end) <= 1540 for begin, end in stripes)
    column = dots_column(few, invented_library(), LIGHT)
    assert column.count('<i class="hb-dot-unknown"></i>') == 70 + 1 and "not printed" in plain(column)
    assert "hb-dot-unknown" not in dots_column(ours, invented_library(), LIGHT)


def test_a_category_keeps_its_colour_where_the_ones_before_it_are_not_printed() -> None:
    """Only stable and progressive disease are printed: the first segment is not that of a complete response."""
    ours, _ = both()
    few = replace(ours, parts=ours.parts[2:])
    assert re.findall(r'<i class="hb-(\w+)" style', benefit_and_harm(few))[:2] == ["sd", "pd"]
    _, _, colours = on_slide([few])
    assert colours["SD"] == LIGHT.response[Endpoint.SD] and colours["PD"] == LIGHT.response[Endpoint.PD]
    assert LIGHT.response[Endpoint.SD] in _bars(balance_svg([few]))[4]


def _bars(picture: bytes) -> list[str]:
    return re.findall(r'<polygon fill="(#\w+)"', picture.decode()[picture.decode().index("CR</text>") :])


def names_with_markup() -> Iterator[tuple[str, str]]:
    """What each renderer that writes markup makes of a document by an odd name."""
    record = chart(curve(source=document('<b>&"Odd')))
    yield "page", str(survival_figure(record))
    yield "board", survival_board_svg(record).decode()
    yield "small charts", str(multiples_figure([record], ()))
    yield "picture", survival_svg(record).decode()


def test_a_documents_name_never_becomes_markup() -> None:
    assert arden().short == "Arden 2020" and birch().short == "Birch 2015"
    for name, made in names_with_markup():
        assert '<b>&"Odd' not in made and "&lt;b&gt;&amp;" in made, name
