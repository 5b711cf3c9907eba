"""Which published curves to show: the matched ones first, one option at a time, clocks kept apart, at most four."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.curves.plan import CurveChoice, curve_choices
from haic_core.curves.published import PublishedCurve
from haic_core.evidence.source import Source
from haic_core.judgement.matching import Match
from haic_core.words.vocabulary import ClockStart, Endpoint, Modality, Verdict

MOST_CURVES = 4


def choices_of(sources: Sequence[Source], endpoint: Endpoint) -> dict[str, CurveChoice]:
    """Every curve of an endpoint that can be drawn, by its key, in the library's order."""
    return {choice.key: choice for choice in curve_choices(sources) if choice.basis.endpoint is endpoint}


def suggested(choices: dict[str, CurveChoice], matches: Sequence[Match], most: int = MOST_CURVES) -> list[str]:
    """Keys to show first: of each matched cohort the closest group's curve where it has one, else the whole
    cohort's; all of the option and the clock of the best match, so that nothing compares options unasked."""
    keys: list[str] = []
    first: CurveChoice | None = None
    for match in matches:
        group = match.series.place(match.group.id) if match.group else None
        found = next((one for one in (group, match.key) if one in choices), None)
        if found is None or match.entry is Verdict.FAILS:
            continue
        choice = choices[found]
        first = first or choice
        if choice.modality is first.modality and same_clock(choice) == same_clock(first):
            keys.append(found)
    return keys[:most]


def leading(choices: Mapping[str, CurveChoice], evidence: Sequence[Match]) -> list[str]:
    """Of each option in the fixed order the key of its closest curve."""
    return [curves_of(modality, choices, evidence, hidden=False)[0] for modality in options_drawn(choices)]


def same_clock(curve: CurveChoice | PublishedCurve) -> str:
    """Curves may share a chart when they count from the start of the liver-directed treatment, or from the very
    same stated moment. A clock that is not stated is nobody else's clock."""
    zero = curve.time_zero
    if zero is None or zero.starts is ClockStart.NOT_STATED:
        return f"not stated by {curve.source.key}"
    return "start of treatment" if zero.starts is ClockStart.TREATMENT else zero.zero


def mixed_clocks(curves: Sequence[PublishedCurve]) -> bool:
    """Whether some curves count from moments that cannot share a chart unsaid."""
    return len({same_clock(curve) for curve in curves}) > 1


def clocks(curves: Sequence[PublishedCurve]) -> tuple[str, ...]:
    """The different times zero among some curves, in words."""
    return tuple(dict.fromkeys(curve.clock or "not stated" for curve in curves))


def options_drawn(choices: Mapping[str, CurveChoice]) -> list[Modality]:
    """The options of which the library can draw a curve, in their fixed order."""
    have = {choice.modality for choice in choices.values()}
    return [modality for modality in Modality if modality in have]


def first_option(choices: dict[str, CurveChoice], evidence: Sequence[Match], hidden: bool) -> Modality:
    """The option of the closest cohort; while verdicts are hidden the first in the order, because the closest cohort
    says which entry list is met."""
    keys = [] if hidden else suggested(choices, evidence)
    return choices[keys[0]].modality if keys else options_drawn(choices)[0]


def curves_of(
    modality: Modality, choices: Mapping[str, CurveChoice], evidence: Sequence[Match], hidden: bool
) -> list[str]:
    """Keys of one option's curves: the matched ones of one clock; where none is matched, or verdicts are hidden, the
    library's first ones of one clock."""
    own = {key: choice for key, choice in choices.items() if choice.modality is modality}
    keys = [] if hidden else suggested(own, [match for match in evidence if match.modality is modality])
    if keys:
        return keys
    whole = {key: choice for key, choice in own.items() if choice.group is None} or own
    clock = same_clock(next(iter(whole.values())))
    return [key for key, choice in whole.items() if same_clock(choice) == clock][:MOST_CURVES]
