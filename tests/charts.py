"""Survival curves made by hand on the invented documents, and what every renderer of a chart shows, read back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree

from invented import arden, birch, invented_library
from pptx import Presentation

from haic_core.chart.palette import LIGHT, Palette
from haic_core.chart.survival import SurvivalChart, survival_chart
from haic_core.curves.kaplan_meier import KaplanMeier
from haic_core.curves.plan import CurvePlan
from haic_core.curves.published import PrintedPoint, PublishedCurve
from haic_core.curves.reconstruction import Summary
from haic_core.curves.reconstruction.outcome import Outline, Reconstruction
from haic_core.evidence.series import Series
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint, Statistic

Records = Sequence[tuple[float, int]]

# Twelve women. Three leave at exactly 6 months: two die, one is censored.
TWELVE = ((2, 1), (4, 0), (6, 1), (6, 1), (6, 0), (8, 1), (9, 0), (12, 1), (15, 1), (18, 0), (20, 1), (24, 0))
MEDIAN = PrintedPoint(Statistic.MEDIAN, 12.0, 0.5, 8.0, 15.0, "Results, Survival")


def curve(
    records: Records = TWELVE,
    printed: tuple[PrintedPoint, ...] = (MEDIAN,),
    dashed_from: float | None = None,
    source: Source | None = None,
    group: str | None = None,
    kind: str = "median_only",
) -> PublishedCurve:
    """A published curve of the given records, its steps multiplied out as fractions; the band lies 0.1 on each side."""
    source = source or arden()
    cohort = source.cohort[0]
    time, survival, at_risk, events = _steps(records)
    low, high = (tuple(max(min(s + by, 1.0), 0.0) for s in survival) for by in (-0.1, 0.1))
    outline = Outline((), (), (), (), (), ())
    made = Reconstruction(
        kind, "OS", time, survival, low, high, tuple(records), (), (), (), 12.0, {}, (), (), dashed_from,
        outline,
    )  # fmt: skip
    return PublishedCurve(
        Series(source, cohort), cohort.find_group(group), cohort.curve[0], Endpoint.OS, cohort.clock_of(Endpoint.OS),
        CurvePlan("by hand", Summary(n=len(records))), made, KaplanMeier(time, survival, at_risk, events),
        printed, None,
    )  # fmt: skip


def _steps(records: Records) -> tuple[tuple[float, ...], tuple[float, ...], tuple[int, ...], tuple[int, ...]]:
    share, rows = Fraction(1), [(0.0, 1.0, len(records), 0)]
    for month in sorted({time for time, _ in records}):
        left = sum(time >= month for time, _ in records)
        died = sum(event for time, event in records if time == month)
        share *= Fraction(left - died, left)
        rows.append((float(month), float(share), left, died))
    time, survival, at_risk, events = zip(*rows, strict=True)
    return time, survival, at_risk, events


def chart(*curves: PublishedCurve, theme: Palette = LIGHT, longest_months: float = 60) -> SurvivalChart:
    """A chart of curves made by hand, to the last woman; of the twelve women where none are given."""
    return survival_chart(curves or (curve(),), invented_library(), theme, longest_months, fewest=1)


def ending_at(months: float) -> PublishedCurve:
    """The twelve women and one more, followed to the end."""
    return curve((*TWELVE, (months, 0)))


def document(name: str) -> Source:
    """Arden's document by another first author."""
    cited = arden().citation.model_copy(update={"first_author": name})
    return arden().model_copy(update={"key": name.lower(), "citation": cited})


def birch_like(name: str = "Dale") -> Source:
    """Arden's paper with her cohort treated by chemoembolisation."""
    source = document(name)
    cohort = source.cohort[0].model_copy(update={"modality": birch().cohort[0].modality})
    return source.model_copy(update={"cohort": (cohort,)})


@dataclass(frozen=True)
class Shown:
    """What a reader of one rendering sees: ticks, per curve its numbers at risk in order, shades, names."""

    ticks: tuple[str, ...]
    at_risk: tuple[tuple[str, ...], ...]
    shades: tuple[str, ...]
    names: tuple[str, ...]


def shown_by(record: SurvivalChart) -> Shown:
    """What stands in the record itself."""
    return Shown(
        tuple(f"{tick:g}" for tick in record.ticks),
        tuple(tuple(cell for cell in drawn.told_counts[0] if cell) for drawn in record.curves),
        tuple(drawn.colour for drawn in record.curves),
        tuple(drawn.curve.source.short for drawn in record.curves),
    )


def traces(figure: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The traces of a figure as plotly draws it."""
    return list(figure["data"])


def numbers_under(figure: Mapping[str, Any]) -> dict[str, Any]:
    """The trace of the numbers under a page's axis; the rows' names are another."""
    (numbers,) = [one for one in traces(figure) if one.get("yaxis") == "y2" and "textposition" not in one]
    return numbers


def in_plotly(figure: Mapping[str, Any], curves: int) -> Shown:
    """The page's figure: rows of numbers lie at -1.5, -5.5, … under the axis, a heading and three rows a curve."""
    ticks = figure["layout"]["xaxis"]["tickvals"]
    rows = numbers_under(figure)
    cells = list(zip(rows["y"], rows["x"], rows["text"], strict=True))
    found = tuple(tuple(text for y, _, text in cells if y == -(4 * at + 1) - 0.5) for at in range(curves))
    assert {x for _, x, _ in cells} <= set(ticks)
    return Shown(_numbers(ticks), found, _line_colours(figure), _documents(figure, curves))


def _numbers(ticks: Iterable[float]) -> tuple[str, ...]:
    return tuple(f"{tick:g}" for tick in ticks)


def _line_colours(figure: Mapping[str, Any]) -> tuple[str, ...]:
    """The curve that leads is drawn last, over the others."""
    drawn = [one["line"]["color"] for one in figure["data"] if "shape" in one.get("line", {})]
    return tuple(dict.fromkeys(reversed(drawn)))


def _documents(figure: Mapping[str, Any], curves: int) -> tuple[str, ...]:
    """The names at the lines' ends come first; a long one stands in two lines."""
    names = [re.match(r"<b>(.*)</b><br>", note["text"]) for note in figure["layout"]["annotations"][:curves]]
    return tuple(name[1].replace("<br>", " ") for name in names if name)


def in_svg(picture: bytes, rows_each: int = 3) -> Shown:
    """A picture: ticks stand in the only centred row above the numbers at risk, of which each curve has so many rows
    (on the board one, 'at risk (events)'); names stand bold at the lines' ends, in the right third."""
    drawn = ElementTree.fromstring(picture)
    right_third = 2 / 3 * float(drawn.get("width", "0"))
    texts = [(round(float(one.get("y", "0")), 1), float(one.get("x", "0")), one) for one in drawn.findall(".//{*}text")]
    rows: dict[float, list[tuple[float, str]]] = {}
    for y, x, one in texts:
        if one.get("text-anchor") == "middle":
            rows.setdefault(y, []).append((x, one.text or ""))
    ticks, *below = (tuple(word for _, word in sorted(rows[y])) for y in sorted(rows))
    names = [one for _, x, one in texts if x > right_third and one.get("font-weight") == "bold"]
    return Shown(
        ticks,
        tuple(tuple(cell.split(" (")[0] for cell in row) for row in below[::rows_each]),
        tuple(one.get("fill", "") for one in names),
        tuple((one.text or "").split(" (n")[0] for one in names),
    )


def on_a_slide(deck: bytes) -> Shown:
    """The native chart's axis and line colours, and the table under it."""
    (slide,) = Presentation(io.BytesIO(deck)).slides
    (native,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    (grid,) = [shape.table for shape in slide.shapes if shape.has_table]
    axis = native.category_axis
    step, end = axis.major_unit, axis.maximum_scale
    cells = [[cell.text for cell in row.cells] for row in grid.rows]
    firm = [one for one in native.plots[0].series if one.name.endswith("inferred")]
    return Shown(
        _numbers(step * at for at in range(int(end // step) + 1)),
        tuple(tuple(cell for cell in row[1:] if cell) for row in cells if "at risk" in row[0]),
        tuple(f"#{one.format.line.color.rgb}" for one in firm),
        tuple(one.name.split(" · ")[1].split(" (n")[0] for one in firm),
    )


def in_rows(rows: Iterable[Sequence[object]]) -> Shown:
    """The rows of the table of numbers at risk, which has no colours: curve by curve, tick by tick."""
    told: dict[str, list[str]] = {}
    ticks: dict[str, None] = {}
    for _, cohort, _, _, months, at_risk, *_ in rows:
        ticks[str(months)] = None
        told.setdefault(str(cohort).split("/")[0], []).extend([] if at_risk is None else [str(at_risk)])
    return Shown(tuple(ticks), tuple(tuple(own) for own in told.values()), (), tuple(told))
