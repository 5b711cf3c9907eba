"""Where the documents agree and where they conflict, gathered from what each says of each factor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from haic_core.evidence.outcome import Association
from haic_core.evidence.series import OnSeries, Quoted, listed_series
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Endpoint


@dataclass(frozen=True, slots=True)
class Voice(OnSeries):
    """One series on one factor."""

    association: Association


@dataclass(frozen=True, slots=True)
class Question:
    """One factor and endpoint with all documents that speak of it."""

    factor: str
    endpoint: Endpoint
    finding_it: tuple[Voice, ...]
    not_finding_it: tuple[Voice, ...]

    @property
    def in_conflict(self) -> bool:
        return bool(self.finding_it) and bool(self.not_finding_it)

    @property
    def voices(self) -> tuple[Voice, ...]:
        return (*self.finding_it, *self.not_finding_it)


def questions(sources: Sequence[Source], primary: str = "breast") -> tuple[Question, ...]:
    """Every factor by endpoint: conflicts first, then by how many documents speak, then by name.

    Registries of all primaries together speak too; the screen says that they do.
    """
    gathered: dict[tuple[str, Endpoint], list[Voice]] = {}
    for series in listed_series(sources, primary=primary, with_mixed=True, quoted=Quoted.LISTED):
        for said in series.cohort.association:
            gathered.setdefault((said.fact or said.factor, said.endpoint), []).append(Voice(series, said))
    found = [
        Question(
            factor,
            endpoint,
            tuple(voice for voice in voices if voice.association.associated),
            tuple(voice for voice in voices if not voice.association.associated),
        )
        for (factor, endpoint), voices in gathered.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.in_conflict, -len(one.voices), one.factor, one.endpoint)))


MOST_TELLING = 9


def about(asked: Sequence[Question], recorded: Iterable[str]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Of the factors recorded for a patient the most telling, and all others of hers.

    Telling is a factor of which at least two series speak: conflicts first, then by how many speak.
    """
    known = frozenset(recorded)
    own = [one for one in asked if one.factor in known]
    telling = [one for one in own if len(one.voices) > 1][:MOST_TELLING]
    return tuple(telling), tuple(one for one in own if one not in telling)
