"""A curve as every renderer draws it, whoever's patients it describes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from haic_core.chart.corners import Point

ROWS = ("at risk", "censored", "events")


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A figure that stands in the paper. low, high: the printed interval of the time. whisker: its ends on the axis;
    goes_on: the axis ends before the interval does, so that its right end is no limit."""

    what: str
    months: float
    survival: float
    low_months: float | None
    high_months: float | None
    whisker: tuple[Point, Point] | None
    goes_on: bool
    locator: str


@dataclass(frozen=True, slots=True)
class Drawn(ABC):
    """One curve cut at the axis. Points are (months, survival 0-1) and already stepped.

    stroke: width of its line, in pixels of a screen. firm: while ten or more are at risk; frail: from there on, drawn
    dotted. dash: lengths of line and gap in line widths, empty for a solid line. band: where the curve may lie; outer:
    the same widened by another kind of doubt. counts: per row of ``ROWS`` one number a tick, None where nothing is
    known. name: whose curve it is, in full.
    """

    name: str
    colour: str
    stroke: float
    dash: tuple[float, ...]
    firm: tuple[Point, ...]
    frail: tuple[Point, ...]
    band_low: tuple[Point, ...]
    band_high: tuple[Point, ...]
    outer_low: tuple[Point, ...]
    outer_high: tuple[Point, ...]
    printed: tuple[PrintedMark, ...]
    counts: tuple[tuple[int | None, ...], ...]

    @property
    @abstractmethod
    def n(self) -> int:
        """How many patients it describes."""

    @property
    @abstractmethod
    def short(self) -> str:
        """The briefest name."""

    @property
    @abstractmethod
    def document(self) -> str:
        """The name at the line's end."""

    @property
    @abstractmethod
    def median(self) -> str:
        """Its median in words."""

    @property
    def median_rests_on(self) -> tuple[str, ...]:
        """How many were at risk where the median was read, the fullest wording first; nothing of a printed one."""
        return ()

    @property
    @abstractmethod
    def making(self) -> str:
        """How its line came about, in one word."""

    @property
    @abstractmethod
    def with_making(self) -> tuple[str, ...]:
        """The name with how the curve was made, the fullest wording first."""

    @property
    @abstractmethod
    def brief_with_making(self) -> tuple[str, ...]:
        """The same where the option stands elsewhere, the fullest wording first."""

    @property
    @abstractmethod
    def in_words(self) -> str:
        """What a person who does not see the curve is told of it."""

    @property
    @abstractmethod
    def starts_at(self) -> float:
        """The month from which it counts."""

    @abstractmethod
    def at(self, months: float) -> tuple[float, float, float] | None:
        """Survival with its band at a time; None where nothing is known."""

    @property
    def counts_are_guessed(self) -> bool:
        """Whether the numbers at risk follow from nothing printed but a median."""
        return False

    @property
    def counts_are_reconstructed(self) -> bool:
        """Whether the numbers under the axis are those of reconstructed records and not of counted patients."""
        return False

    @property
    def told_counts(self) -> tuple[tuple[str, ...], ...]:
        """The counts as they are written: '26', '~26' where they are guessed, nothing where nothing is known."""
        mark = "~" if self.counts_are_guessed else ""
        return tuple(tuple("" if one is None else f"{mark}{one}" for one in row) for row in self.counts)

    @property
    def signs(self) -> frozenset[str]:
        """The kinds of marks that are drawn of it, as a key names them; an outer band that lies on the inner one, or a
        printed figure beyond the axis, is none."""
        seen = {
            "line": bool(self.firm),
            "dots": bool(self.frail),
            "inner": bool(self.band_high),
            "outer": (self.outer_low, self.outer_high) != (self.band_low, self.band_high) and bool(self.outer_high),
            "diamond": bool(self.printed),
            "whisker": any(mark.whisker for mark in self.printed),
        }
        return frozenset(sign for sign, is_drawn in seen.items() if is_drawn)

    @property
    def end(self) -> Point:
        """Where the line ends, in months and survival."""
        return (self.frail or self.firm)[-1]

    @property
    def end_names(self) -> tuple[str, ...]:
        """How the line is named at its end, the fullest wording first."""
        n = f" (n = {self.n})"
        return f"{self.document}{n}", f"{self.short}{n}", self.short
