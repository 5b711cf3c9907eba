"""A Kaplan-Meier figure as somebody digitises it: points on pixels, with a hand that shakes and axes set by eye."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.curves.patient_level import Patients

AXIS_MONTHS = 48.0


@dataclass(frozen=True)
class Figure:
    """The printed figure (pixels) and the digitiser: jitter in pixels; how far, as a share of the axis, both ends
    of each axis are set wrong at most (axis_error), or their far ends alone (scale_error)."""

    width: int = 600
    height: int = 400
    jitter: float = 0.5
    axis_error: float = 0.0
    scale_error: float = 0.0

    @property
    def months_a_pixel(self) -> float:
        return AXIS_MONTHS / self.width


@dataclass(frozen=True)
class Digitised:
    """What the digitiser hands over: coordinates (months, fraction), the row under the axis (None: not printed),
    n, and the number of deaths (None: not printed). `pixel` is (months, fraction) of one pixel."""

    time: np.ndarray
    survival: np.ndarray
    at_risk: tuple[tuple[float, int], ...] | None
    n: int
    events: int | None
    pixel: tuple[float, float]

    def told(self, level: str) -> Digitised:
        """With what a paper tells: 'row and deaths', 'row', 'deaths'."""
        return replace(
            self, at_risk=self.at_risk if "row" in level else None, events=self.events if "deaths" in level else None
        )


def survival_of(patients: Patients) -> tuple[np.ndarray, np.ndarray]:
    """Distinct death times (k,) and survival from each on (k,)."""
    times = np.unique(patients.time[patients.event])
    order = np.sort(patients.time)
    at_risk = patients.n - np.searchsorted(order, times, side="left")
    deaths = np.searchsorted(np.sort(patients.time[patients.event]), times, side="right")
    deaths = np.diff(np.concatenate([[0], deaths]))
    return times, np.cumprod(1 - deaths / at_risk)


def step(times: np.ndarray, levels: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The step function at the given months; 1 before the first time."""
    return np.concatenate([[1.0], levels])[np.searchsorted(times, at, side="right")]


def row_under_axis(patients: Patients, every: float) -> tuple[tuple[float, int], ...]:
    """(months, number with a follow-up of at least so long) at 0, every, 2 every, … to the last follow-up."""
    return tuple((float(t), int((patients.time >= t - 1e-9).sum())) for t in np.arange(0, patients.last + 1e-9, every))


def digitise(patients: Patients, mode: str, figure: Figure, every: float, seed: int) -> Digitised:
    """'trace': one point a pixel column, rounded to pixels. 'clicks': both corners of every drop that can be told
    from the next, and both ends of the curve."""
    rng = np.random.default_rng(seed)
    times, levels = survival_of(patients)
    x, y = (_trace if mode == "trace" else _clicks)(times, levels, patients.last, figure, rng)
    if figure.axis_error or figure.scale_error:
        ends = rng.uniform(-1, 1, 4) * (figure.axis_error or np.array([0, 1, 0, 1]) * figure.scale_error)
        x = AXIS_MONTHS * ends[0] + x * (1 + ends[1] - ends[0])
        y = ends[2] + y * (1 + ends[3] - ends[2])
    return Digitised(
        x, y, row_under_axis(patients, every), patients.n, patients.deaths, (figure.months_a_pixel, 1 / figure.height)
    )


def _trace(
    times: np.ndarray, levels: np.ndarray, last: float, figure: Figure, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    x = np.arange(int(np.ceil(last / figure.months_a_pixel)) + 1) * figure.months_a_pixel  # to the column of the end
    y = step(times, levels, x) * figure.height
    return x, np.round(y + rng.normal(0, figure.jitter, len(y))) / figure.height


def _clicks(
    times: np.ndarray, levels: np.ndarray, last: float, figure: Figure, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    column = np.round(times / figure.months_a_pixel)
    seen = np.append(np.diff(column) > 0, True)  # drops within one column are one drop to the eye
    at, below = times[seen], levels[seen]
    above = np.concatenate([[1.0], below[:-1]])
    x = np.concatenate([[0.0], np.column_stack([at, at]).ravel(), [last]])
    y = np.concatenate([[1.0], np.column_stack([above, below]).ravel(), below[-1:]])
    shaken = 2 * figure.jitter  # a hand shakes twice as much as a tracer
    return x + rng.normal(0, shaken * figure.months_a_pixel, len(x)), y + rng.normal(0, shaken / figure.height, len(y))
