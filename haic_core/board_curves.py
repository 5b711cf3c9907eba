"""Which curves the board's screen shows: one option at a time, the closest cohorts, never more than four."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.curves.published import CurveChoice
from haic_core.matching import Match
from haic_core.selection import MOST_CURVES, same_clock, suggested
from haic_core.words.vocabulary import Modality


def options_drawn(choices: Mapping[str, CurveChoice]) -> list[Modality]:
    """The options of which the library can draw a curve, in their fixed order."""
    have = {choice.modality for choice in choices.values()}
    return [modality for modality in Modality if modality in have]


def first_option(choices: dict[str, CurveChoice], evidence: Sequence[Match], hidden: bool) -> Modality:
    """The option of the closest cohort; while verdicts are hidden the first in the order, because the closest cohort
    says which entry list is met."""
    keys = [] if hidden else suggested(choices, evidence)
    return choices[keys[0]].modality if keys else options_drawn(choices)[0]


def curves_of(modality: Modality, choices: Mapping[str, CurveChoice], evidence: Sequence[Match],
              hidden: bool) -> list[str]:
    """Keys of one option's curves: the matched ones of one clock; where none is matched, or verdicts are hidden, the
    library's first ones of one clock."""
    own = {key: choice for key, choice in choices.items() if choice.modality is modality}
    keys = [] if hidden else suggested(own, [match for match in evidence if match.cohort.modality is modality])
    if keys:
        return keys
    whole = {key: choice for key, choice in own.items() if choice.group is None} or own
    clock = same_clock(next(iter(whole.values())))
    return [key for key, choice in whole.items() if same_clock(choice) == clock][:MOST_CURVES]
