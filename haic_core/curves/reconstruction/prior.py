"""The shape of real oncology survival curves, as a table to draw from (data/curve_shape_prior.json).

A kept curve asks only where that table lies, so that numpy is imported on first use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from haic_core.curves.reconstruction.axes import Levels, Times
from haic_core.words.files import read_words

PRIOR_FILE = Path(__file__).parents[3] / "data" / "curve_shape_prior.json"
LEVELS = 4096


@dataclass(frozen=True)
class Shape:
    """log(T_u / median) on LEVELS equally likely quantile levels u: `mean` (LEVELS,), `components` (3, LEVELS).

    `seen_at_visits`: events are found at scheduled scans, so that curves fall in cliffs.
    """

    mean: Levels
    components: Levels
    seen_at_visits: bool


@cache
def shape(endpoint: str) -> Shape:
    """The prior of one endpoint ('OS' or 'PFS'), read once."""
    import numpy as np

    table = json.loads(read_words(PRIOR_FILE))[endpoint]
    levels = (np.arange(LEVELS) + 0.5) / LEVELS
    rows = [table["mean"], *table["pc"]]
    fine = [_between_knots(np.asarray(table["u"]), np.asarray(row), levels) for row in rows]
    return Shape(mean=fine[0], components=np.array(fine[1:]), seen_at_visits=endpoint == "PFS")


def _between_knots(u: Times, row: Times, levels: Times) -> Levels:
    """Linear in log(-log(1-u)), the scale on which a Weibull curve is straight; also beyond the outer knots."""
    import numpy as np

    knots, at = np.log(-np.log1p(-u)), np.log(-np.log1p(-levels))
    fine = np.interp(at, knots, row)
    first, last = at < knots[0], at > knots[-1]
    fine[first] = row[0] + (at[first] - knots[0]) * (row[1] - row[0]) / (knots[1] - knots[0])
    fine[last] = row[-1] + (at[last] - knots[-1]) * (row[-1] - row[-2]) / (knots[-1] - knots[-2])
    return fine.astype(np.float32)
