"""Which published curves to lay over each other: the matched ones first, clocks kept apart."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.curves.published import CurveChoice, PublishedCurve, curve_bases
from haic_core.evidence.figures import cohort_key
from haic_core.evidence.source import Source
from haic_core.matching import Match
from haic_core.words.vocabulary import Endpoint, Verdict

MOST_CURVES = 4


def choices_of(sources: Sequence[Source], endpoint: Endpoint) -> dict[str, CurveChoice]:
    """Every curve of an endpoint that can be drawn, by its key, in the library's order."""
    found = (CurveChoice(source, cohort, basis) for source, cohort, basis in curve_bases(sources))
    return {choice.key: choice for choice in found if choice.basis.endpoint is endpoint}


def suggested(choices: dict[str, CurveChoice], matches: Sequence[Match], most: int = MOST_CURVES) -> list[str]:
    """Keys to show first: of each matched cohort the closest group's curve where it has one, else the whole
    cohort's; all of the option and the clock of the best match, so that nothing compares options unasked."""
    keys: list[str] = []
    first: CurveChoice | None = None
    for match in matches:
        key = cohort_key(match.source, match.cohort)
        group = f"{key}.{match.group.id}" if match.group else None
        found = next((one for one in (group, key) if one in choices), None)
        if found is None or match.entry is Verdict.FAILS:
            continue
        choice = choices[found]
        first = first or choice
        if choice.modality is first.modality and same_clock(choice) == same_clock(first):
            keys.append(found)
    return keys[:most]


def same_clock(curve: CurveChoice | PublishedCurve) -> str:
    """Curves may share a chart when they count from the start of the liver-directed treatment, or from the very
    same stated moment. A clock that is not stated is nobody else's clock."""
    if not curve.clock or curve.clock.startswith("not stated"):
        return f"not stated by {curve.source.key}"
    started = curve.clock.startswith(("first ", "start of ")) and "diagnos" not in curve.clock
    return "start of treatment" if started else curve.clock


def mixed_clocks(curves: Sequence[PublishedCurve]) -> bool:
    """Whether some curves count from moments that cannot share a chart unsaid."""
    return len({same_clock(curve) for curve in curves}) > 1


def clocks(curves: Sequence[PublishedCurve]) -> tuple[str, ...]:
    """The different times zero among some curves, in words."""
    return tuple(dict.fromkeys(curve.clock or "not stated" for curve in curves))
