"""A digitised curve beside the draft: its points, the reconstruction over them, and what of it the file may hold."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.curves.digitised import Digitised, Printed, digitised, read_at_risk, read_coordinates
from haic_core.intake.paper.places import Path, Raw, put, table
from haic_core.words.decimals import plain

FROM_FIGURE = "Counted from the digitised curve."


@dataclass(frozen=True, slots=True)
class DigitisedFigure:
    """The answer with the points it was made from."""

    answer: Digitised
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file from the disk with its name."""

    content: bytes
    name: str


def read_figure(
    curve: Handed, at_risk: Handed | None, n: int | None, events: int | None, arm: str | None = None
) -> DigitisedFigure:
    """The reconstruction of a curve with its table of numbers at risk. Raises Refusal as the command line does."""
    points = read_coordinates(curve.content, curve.name, arm)
    row = read_at_risk(at_risk.content, at_risk.name, arm) if at_risk else None
    answer = digitised(points, Printed.of(n, row, events, None, curve.name), curve.name)
    return DigitisedFigure(answer, tuple(zip(points.time.tolist(), points.survival.tolist())))


def taken_over(raw: Raw, path: Path, figure: DigitisedFigure) -> Raw:
    """The draft whose curve at a place rests on the deaths and the follow-up of a digitised one, in months."""
    basis = {"events": figure.answer.events, "events_basis": FROM_FIGURE}
    longest = float(plain(round(figure.answer.records[-1][0], 1)))
    return put(raw, path, {**table(raw, path), **basis, "max_follow_up_months": longest})
