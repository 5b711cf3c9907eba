"""Every answer is held against what was given: how far its curve is from the points, and why it may be so far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haic_core.curves.digitised.axes import Points
from haic_core.curves.digitised.calibration import Axis
from haic_core.curves.digitised.coordinates import Coordinates, Printed
from haic_core.curves.digitised.plateaus import evenly_spaced
from haic_core.words.refusal import Refusal

SLIP_OF_TRACE, SLIP_OF_CLICK = 0.01, 0.015  # of the follow-up: how far a point may stand beside its drop
FURTHEST = 0.03  # of survival: what no reading error explains
COARSE, MOST_COARSE = 4.0, 0.045  # the same where points scatter: in units of their scatter, and at most
LEAST = 1e-9  # of survival: less is rounding
UNITS = {30.4: "days and months", 7.0: "days and weeks", 12.0: "months and years", 4.35: "weeks and months",
         52.2: "weeks and years", 365.25: "days and years"}  # fmt: skip
LIKE_A_UNIT = 0.3  # how near to the factor of two units the ends of curve and row have to stand
ROW_REACH = 3.0  # how much longer than the curve a row may be, and it than the row
FEWEST_TIMES = 3  # times of a row that tell where it ends


@dataclass(frozen=True)
class Fit:
    """The furthest vertical distance between the answer's curve and the points, rows and counts given, and where."""

    furthest: float
    at: float

    def as_mapping(self) -> dict[str, float]:
        """By the keys of the contract."""
        return {"furthest": round(self.furthest, 4), "at": round(self.at, 6)}


@dataclass(frozen=True)
class Course:
    """The answer's curve: survival from each time on."""

    time: Points
    survival: Points

    def at(self, time: Points) -> Points:
        place = np.searchsorted(self.time, time + 1e-9 * max(float(self.time[-1]), 1e-12), side="right") - 1
        return np.where(place < 0, 1.0, self.survival[np.maximum(place, 0)])


def fit_to_points(points: Coordinates, origin: float, axis: Axis, answer: Course) -> Fit:
    """Points against the curve, its drops drawn as lines: what a slip of the hand along the time axis explains is no
    distance. The points are taken on the corrected axes, an added start is none of them."""
    given = slice(1 if points.has_added_start else 0, None)
    x = np.maximum(points.time[given] - origin, 0.0)
    y = (points.survival[given] - axis.foot) / (axis.top - axis.foot)
    share = SLIP_OF_TRACE if evenly_spaced(points.time) else SLIP_OF_CLICK
    slip = share * float(max(x[-1], answer.time[-1]))
    off = np.maximum(np.maximum(y - answer.at(x - slip), answer.at(x + slip) - y), 0.0)
    off = np.where(off < LEAST, 0.0, off)
    worst = int(off.argmax())
    return Fit(float(off[worst]), float(x[worst]))


def fit_to_counts(printed: Printed, at_risk: tuple[tuple[float, int], ...], events: int, end: float) -> Fit:
    """The row and the printed deaths against the answer's, as shares of all patients."""
    off = [(abs(count - ours) / printed.n, time) for (time, count), (_, ours) in zip(printed.at_risk or (), at_risk)]
    if printed.events is not None:
        off.append((abs(printed.events - events) / printed.n, end))
    return max((Fit(*one) for one in off), key=lambda one: one.furthest, default=Fit(0.0, 0.0))


def refuse_other_units(points: Coordinates, printed: Printed, name: str) -> None:
    """Raises Refusal where curve and row do not end anywhere near each other."""
    rows = printed.at_risk or ()
    curve_end, row_end = float(points.time[-1]), max((time for time, _ in rows), default=0.0)
    seen_end = max((time for time, count in rows if count > 0), default=0.0)
    if not row_end or (
        (curve_end <= ROW_REACH * row_end or len(rows) < FEWEST_TIMES) and seen_end <= ROW_REACH * curve_end
    ):
        return
    ratio = max(curve_end / row_end, row_end / curve_end)
    unit = next((one for one in UNITS if abs(ratio / one - 1) <= LIKE_A_UNIT), None)
    guess = f"units {unit:g} apart, such as {UNITS[unit]}?" if unit else "different units, or is one of them cut off?"
    raise Refusal(
        f"{name}: the curve ends at {curve_end:g} and the row under the axis at {row_end:g}, {ratio:.3g} times apart: "
        f"are they in {guess}",
        place=name, found=f"{curve_end:g}", allowed=f"about {row_end:g}",
    )  # fmt: skip


def refuse_marks_in_other_units(points: Coordinates, printed: Printed, name: str) -> None:
    """Raises Refusal where censoring marks go on far past the end of the curve."""
    end, last = float(points.time[-1]), max(printed.ticks or (0.0,))
    if last > ROW_REACH * end:
        raise Refusal(
            f"{name}: the curve ends at {end:g} and the censoring marks at {last:g}, {last / end:.3g} times apart: are "
            f"they in different units?",
            place=name, found=f"{last:g}", allowed=f"about {end:g}",
        )  # fmt: skip


def refuse_cut_start(points: Coordinates, printed: Printed, name: str) -> None:
    """Raises Refusal where the first point stands late and lower than one death leaves it."""
    if not points.has_added_start:
        return
    first, level = float(points.time[1]), float(points.survival[1])
    if first > 0.02 * float(points.time[-1]) and 1 - level > 1.5 / printed.n + 0.02:
        raise Refusal(
            f"{name}: the first point stands at {first:g} with a survival of {level:.3g}, {1 - level:.2g} below 1: is "
            f"the curve cut off at its start? It begins at 0 with 1; if it does fall so far at once, add that point.",
            place=name, found=f"{level:.3g} at {first:g}", allowed="1 at 0",
        )  # fmt: skip


def refuse_misfit(fit: Fit, printed: Printed, scatter: float, name: str) -> None:
    """Raises Refusal where the answer is further from points that scatter so much than reading error explains."""
    most = max(FURTHEST, min(COARSE * scatter, MOST_COARSE))
    if fit.furthest <= most:
        return
    guess = (
        "is the row under the axis that of another arm, or in another unit?"
        if printed.at_risk and len(printed.at_risk) > 1
        else "are two arms in one file, or does n belong to another arm?"
    )
    raise Refusal(
        f"{name}: no course of {printed.n} patients comes nearer to the points than {fit.furthest:.2g} (at "
        f"{fit.at:g}), more than the {most:.2g} that reading errors explain: {guess}",
        place=name, found=f"{fit.furthest:.2g}", allowed=f"at most {most:.2g}",
    )  # fmt: skip
