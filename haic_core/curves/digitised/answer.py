"""From coordinates to records: the whole way, and everything that is to be told about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from haic_core.curves.digitised.calibration import MUST_GAIN, Axis, Solved, origin_off, solved
from haic_core.curves.digitised.coordinates import Coordinates, Printed
from haic_core.curves.digitised.fit import (
    ROW_REACH,
    Course,
    Fit,
    fit_to_counts,
    fit_to_points,
    refuse_cut_start,
    refuse_marks_in_other_units,
    refuse_misfit,
    refuse_other_units,
)
from haic_core.curves.digitised.notes import NEAR_END, told
from haic_core.curves.digitised.plateaus import plateaus_of
from haic_core.curves.digitised.records import Record, records_of
from haic_core.curves.kaplan_meier import kaplan_meier, median
from haic_core.words.refusal import Refusal

LOWEST_TOP, HIGHEST_TOP = 0.94, 0.99  # where a curve may begin by its axis' fault; above, the search sets it right
ON_AXIS = 0.02  # of the follow-up: so near to nought it begins on the axis
FAR_FROM_EVENTS = 0.10  # of n: a printed number of deaths further from the curve's own is a contradiction


@dataclass(frozen=True)
class Recovered:
    """The records of a digitised curve, how they were come by, and what had to be done to the points."""

    records: tuple[Record, ...]
    found: Solved
    origin: float
    notes: tuple[str, ...]

    @property
    def events(self) -> int:
        return self.found.way.events


@dataclass(frozen=True)
class Digitised:
    """The answer: `records` (time, 1 event / 0 censored), whose Kaplan-Meier estimate is `survival` from each of
    `time` on; `at_risk` (time, count) from them at the table's times; `reproduces` rows of printed against ours;
    `axis` where survival 0 and 1 stood; `fit` how far the answer is from what was given, at most; `notes` what was
    noted, in sentences. Times in the figure's unit."""

    records: tuple[Record, ...]
    time: tuple[float, ...]
    survival: tuple[float, ...]
    at_risk: tuple[tuple[float, int], ...]
    median: float | None
    n: int
    events: int
    reproduces: tuple[tuple[str, float, float, bool], ...]
    axis: Axis
    fit: Fit
    notes: tuple[str, ...]

    def as_csv(self) -> str:
        """The records as lines of time,event under a heading."""
        return "\n".join(["time,event", *(f"{time!r},{event}" for time, event in self.records)])

    def as_mapping(self) -> dict[str, object]:
        """Plain dict ready for JSON, by the keys of the contract."""
        return {
            "kind": "digitised",
            "n": self.n,
            "events": self.events,
            "median": self.median,
            "time": list(self.time),
            "survival": list(self.survival),
            "records": [list(one) for one in self.records],
            "at_risk": [list(one) for one in self.at_risk],
            "reproduces": [
                {"figure": figure, "printed": printed, "ours": ours, "ok": ok}
                for figure, printed, ours, ok in self.reproduces
            ],
            "axis": {"survival_0_at": round(self.axis.foot, 6), "survival_1_at": round(self.axis.top, 6)},
            "fit": self.fit.as_mapping(),
            "noted": list(self.notes),
        }


def recovered(points: Coordinates, printed: Printed, name: str = "the curve") -> Recovered:
    """Records of the curve. The same input gives the same records. Raises Refusal where curve, row or deaths exclude
    each other and where the curve's start is missing."""
    refuse_other_units(points, printed, name)
    refuse_marks_in_other_units(points, printed, name)
    refuse_cut_start(points, printed, name)
    back = _on_likelier_axis(points, printed)
    if printed.events is not None and abs(back.events - printed.events) > FAR_FROM_EVENTS * printed.n + 1:
        raise Refusal(
            f"{name}: {printed.events} events do not go with a curve of {printed.n} patients that falls to "
            f"{max(back.found.plateaus.level[-1], 0):.3g}; the nearest is {back.events}."
        )
    return back


def _on_likelier_axis(points: Coordinates, printed: Printed) -> Recovered:
    """The records as read, or on an axis whose scale the start of the curve gives, where that is far likelier."""
    as_read = _recovered(points, printed)
    height = _height(points, printed.n)
    if height is None:
        return as_read
    given = slice(1 if points.has_added_start else 0, None)
    notes = points.notes[:-1] if points.has_added_start else points.notes
    on_axis = _recovered(Coordinates(points.time[given], points.survival[given] / height, notes), printed, height)
    return on_axis if on_axis.found.way.cost < as_read.found.way.cost - MUST_GAIN else as_read


def _height(points: Coordinates, n: int) -> float | None:
    """The level on which the curve begins, where it begins on the axis and a little below 1: then the axis may be
    too short, as no patient dies at nought. None otherwise."""
    given = slice(1 if points.has_added_start else 0, None)
    x, y = points.time[given], points.survival[given]
    on_level = np.abs(y - y[0]) < 0.5 / n
    height = float(y[: int(np.argmin(on_level)) or len(y)].mean())
    return height if LOWEST_TOP <= height < HIGHEST_TOP and x[0] <= ON_AXIS * points.span else None


def _recovered(points: Coordinates, printed: Printed, height: float = 1.0) -> Recovered:
    origin = origin_off(points)
    plateaus = plateaus_of(replace(points, time=np.maximum(points.time - origin, 0.0)), printed.n)
    end, used = _to_end(plateaus.last_seen, printed)
    found = solved(replace(plateaus, last_seen=end), used)
    found = replace(found, axis=found.axis.on(height))
    return Recovered(
        records_of(found.course, found.way, used.ticks), found, origin, told(points, printed, used, found, origin)
    )


def digitised(points: Coordinates, printed: Printed, name: str = "the curve") -> Digitised:
    """Records, their Kaplan-Meier curve by lifelines, and what was noted. Raises Refusal as `recovered` does, and where
    the curve is further from the points than reading errors explain."""
    back = recovered(points, printed, name)
    curve = kaplan_meier(back.records)
    course = Course(np.array(curve.time), np.array(curve.survival))
    to_points = fit_to_points(points, back.origin, back.found.axis, course)
    refuse_misfit(to_points, printed, back.found.plateaus.scatter, name)
    times = np.array([time for time, _ in back.records])
    asked = [time for time, _ in printed.at_risk or ()] or _even_times(float(times[-1]))
    at_risk = tuple((float(time), int((times >= time).sum())) for time in asked)
    to_counts = fit_to_counts(printed, at_risk, back.events, float(times[-1]))
    rows = [("n", printed.n, len(back.records))]
    if printed.events is not None:
        rows.append(("events", printed.events, back.events))
    rows += [(f"at risk at {time:g}", count, ours) for (time, count), (_, ours) in zip(printed.at_risk or (), at_risk)]
    return Digitised(
        back.records,
        curve.time,
        curve.survival,
        at_risk,
        median(curve),
        len(back.records),
        back.events,
        tuple((figure, said, ours, said == ours) for figure, said, ours in rows),
        back.found.axis,
        max(to_points, to_counts, key=lambda fit: fit.furthest),
        back.notes,
    )


def _to_end(end: float, printed: Printed) -> tuple[float, Printed]:
    """The end of follow-up and the rows and marks up to it. Where patients are at risk past the last point, the row
    carries the curve on to there; a row just past the end of the line belongs to it."""
    if not printed.at_risk and not printed.ticks:
        return end, printed
    reached = max([end, *(time for time, count in printed.at_risk or () if count > 0 and time <= end * ROW_REACH)])
    rows = [(time, count) for time, count in printed.at_risk or () if time <= max(reached, end * (1 + NEAR_END))]
    end = reached
    marks = None if printed.ticks is None else tuple(time for time in printed.ticks if time <= end * (1 + NEAR_END))
    end = max([end, *(marks or ())])
    kept = tuple((time, count) for time, count in rows if time <= end)
    return end, replace(printed, at_risk=kept or None, ticks=marks)


def _even_times(end: float) -> list[float]:
    """Six even times from 0 to the end."""
    return [round(end * i / 5, 6) for i in range(6)]
