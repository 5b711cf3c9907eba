"""Whether any series of an option fits a patient at all: without that, the closest one reads as if it did."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from haic_core.judgement.matching import Match
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import EntryReading, Finding, Verdict


class Apart(StrEnum):
    """In what all series of an option are apart from a patient: she is outside every list of it; each series' own list
    leaves her out; what they print of her lies outside; they print nothing of what is recorded."""

    EVERY_LIST = "every list"
    EVERY_SERIES = "every series"
    OUTSIDE = "outside"
    SILENT = "silent"


def apart(own: Sequence[Match], option: Option) -> tuple[Apart, ...]:
    """Of the series of one option; nothing where one of them fits, where there is none, or where nothing is recorded
    that it could fit."""
    if not own:
        return ()
    told = _left_out(own, option)
    if any(match.recorded for match in own) and not any(match.inside for match in own):
        told.append(Apart.OUTSIDE if any(match.outside for match in own) else Apart.SILENT)
    return tuple(told)


def _left_out(own: Sequence[Match], option: Option) -> list[Apart]:
    judged = any(one.finding is Finding.NOT_MET for one in option.entry.lists if one.counts)
    if option.entry.reading is EntryReading.OUTSIDE and judged:
        return [Apart.EVERY_LIST]
    return [Apart.EVERY_SERIES] if all(match.entry is Verdict.FAILS for match in own) else []
