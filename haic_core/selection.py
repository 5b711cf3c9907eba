"""Which published curves to lay over each other: the matched ones first, clocks kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import cohort_key
from .matching import Match
from .published_curve import PublishedCurve, curve_bases, draw
from .refusal import Refusal
from .source import Source
from .vocabulary import Endpoint

MOST_CURVES = 4


def curves_of(sources: Sequence[Source], endpoint: Endpoint) -> tuple[dict[str, PublishedCurve], tuple[str, ...]]:
    """Every curve of an endpoint by its key, and one sentence for each that could not be drawn."""
    drawn: dict[str, PublishedCurve] = {}
    refused = []
    for source, cohort, basis in curve_bases(sources):
        if basis.endpoint is not endpoint:
            continue
        try:
            curve = draw(source, cohort, basis)
            drawn[curve.key] = curve
        except Refusal as refusal:
            refused.append(str(refusal))
    return drawn, tuple(refused)


def suggested(curves: dict[str, PublishedCurve], matches: Sequence[Match], most: int = MOST_CURVES) -> list[str]:
    """Keys to show first: of each matched cohort the closest group's curve where it has one, else the whole
    cohort's; all of one clock, the clock of the best match."""
    keys: list[str] = []
    clock = None
    for match in matches:
        key = cohort_key(match.source, match.cohort)
        group = f"{key}.{match.group.id}" if match.group else None
        found = next((one for one in (group, key) if one in curves), None)
        if found is None:
            continue
        clock = clock or same_clock(curves[found])
        if same_clock(curves[found]) == clock:
            keys.append(found)
    return keys[:most]


def same_clock(curve: PublishedCurve) -> str:
    """Curves may share a chart when they count from the start of the liver-directed treatment, or from the
    very same stated moment."""
    clock = curve.clock or "not stated"
    return "start of treatment" if clock.startswith(("first ", "start of ")) else clock


def mixed_clocks(curves: Sequence[PublishedCurve]) -> bool:
    """Whether some curves count from moments that cannot share a chart unsaid."""
    return len({same_clock(curve) for curve in curves}) > 1


def clocks(curves: Sequence[PublishedCurve]) -> tuple[str, ...]:
    """The different times zero among some curves, in words."""
    return tuple(dict.fromkeys(curve.clock or "not stated" for curve in curves))
