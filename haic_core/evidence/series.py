"""A series: one cohort with the document that prints it; and which series and documents a question asks for.

What is left out of an answer is left out here: documents of context (tier C), series of another primary, series that a
document only quotes, documents silent on an option. No other module makes such a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from haic_core.evidence.cohort import Cohort
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.source import Source
from haic_core.words.vocabulary import Design, Modality, Sites

MIXED = "mixed"
"""The primary of a registry that prints all primaries together."""


@dataclass(frozen=True, slots=True)
class Series:
    """One cohort together with its document."""

    source: Source
    cohort: Cohort

    @property
    def key(self) -> str:
        """How a cohort is named everywhere: source/cohort."""
        return f"{self.source.key}/{self.cohort.id}"

    def place(self, group: str | None) -> str:
        """How one of its groups is named: source/cohort.group; the series itself where no group is meant."""
        return f"{self.key}.{group}" if group else self.key

    @property
    def short(self) -> str:
        """Author and year of the document, as a table row names the series."""
        return self.source.short

    @property
    def modality(self) -> Modality:
        return self.cohort.modality

    @property
    def primary(self) -> str:
        return self.cohort.primary

    @property
    def mixed(self) -> bool:
        """Whether all primaries are printed together."""
        return self.cohort.primary == MIXED

    @property
    def n(self) -> int | None:
        return self.cohort.n

    @property
    def quoted(self) -> bool:
        """Whether the document only quotes this series from another one."""
        return bool(self.cohort.quoted_from)

    @property
    def quoted_from(self) -> str | None:
        return self.cohort.quoted_from

    @property
    def rules(self) -> tuple[Criterion, ...]:
        """The document's criteria for the option. They say who entered its own series, not who entered a quoted one."""
        return () if self.quoted else self.source.criteria_for(self.modality)


@dataclass(frozen=True, slots=True)
class OnSeries:
    """The base of every record that says something of one series."""

    series: Series

    @property
    def source(self) -> Source:
        return self.series.source

    @property
    def cohort(self) -> Cohort:
        return self.series.cohort

    @property
    def modality(self) -> Modality:
        return self.series.modality


class Quoted(Enum):
    """What becomes of series that a document only quotes."""

    LEFT_OUT = "left out"
    WHERE_ALONE = "listed where no first-hand series of their option is"
    LISTED = "listed"


def series_of(source: Source) -> tuple[Series, ...]:
    """Every series of one document, quoted ones too, in file order."""
    return tuple(Series(source, cohort) for cohort in source.cohort)


def first_hand(source: Source) -> tuple[Series, ...]:
    """The series that one document describes itself."""
    return tuple(series for series in series_of(source) if not series.quoted)


def listed_series(
    sources: Iterable[Source], *, primary: str | None = None, with_mixed: bool = False, quoted: Quoted = Quoted.LEFT_OUT
) -> tuple[Series, ...]:
    """The series of all documents but those of context, in file order: of one primary (None: of any), with_mixed also
    those that print all primaries together."""
    found = [
        series
        for source in speaking(sources)
        for series in series_of(source)
        if primary is None or series.primary == primary or (with_mixed and series.mixed)
    ]
    described = {series.modality for series in found if not series.quoted}
    return tuple(
        series
        for series in found
        if not series.quoted
        or quoted is Quoted.LISTED
        or (quoted is Quoted.WHERE_ALONE and series.modality not in described)
    )


def context_series(sources: Iterable[Source], modality: Modality, primary: str) -> tuple[Series, ...]:
    """The series of one option in documents of context: those of the primary first, then by how much was read."""
    found = [
        series for source in sources if source.is_context for series in series_of(source) if series.modality is modality
    ]
    return tuple(sorted(found, key=lambda one: (one.primary != primary, one.quoted)))


def of_the_liver(sources: Iterable[Source], primary: str) -> tuple[Series, ...]:
    """The series of liver metastases of one primary that weigh in an answer and are described first-hand."""
    return tuple(one for one in listed_series(sources, primary=primary) if one.cohort.sites is Sites.LIVER)


def randomised(sources: Iterable[Source], modality: Modality | None, primary: str) -> tuple[Source, ...]:
    """The randomised documents with results that bear on an option (None: on any), documents of context among them,
    those of the primary first.

    A trial of one drug against another says nothing of a local treatment and is left to the systemic therapies.
    """
    found = [
        source
        for source in sources
        if source.study.design is Design.RANDOMISED_TRIAL
        and any(series.cohort.outcome for series in series_of(source))
        and any(series.modality is not Modality.SYSTEMIC for series in series_of(source))
        and (modality is None or modality in bearing(source))
    ]
    return tuple(sorted(found, key=lambda source: bool(other_primaries(source, primary))))


def other_primaries(source: Source, primary: str) -> tuple[str, ...]:
    """The primaries of a document none of whose series is of this one."""
    own = tuple(dict.fromkeys(cohort.primary for cohort in source.cohort))
    return () if primary in own else own


def bearing(source: Source) -> tuple[Modality, ...]:
    """The options of which a document's figures speak, in the order in which they are always shown."""
    own = {series.modality for series in series_of(source)} | set(source.study.bears_on)
    return tuple(modality for modality in Modality if modality in own)


def of_option(found: Iterable[Series], modality: Modality) -> tuple[Series, ...]:
    """Those of some series that were treated with one option."""
    return tuple(series for series in found if series.modality is modality)


def each_patient_once(found: Sequence[Series]) -> tuple[Series, ...]:
    """Some series without those whose patients another of them holds. Of two that name each other the one with more
    patients is kept, of two as large the first."""
    present = {series.key: place for place, series in enumerate(found)}

    def repeats(place: int, series: Series) -> bool:
        at = present.get(series.cohort.same_patients_as or "")
        if at is None:
            return False
        other = found[at]
        named_too = other.cohort.same_patients_as == series.key
        return not named_too or (other.n or 0, -at) > (series.n or 0, -place)

    return tuple(series for place, series in enumerate(found) if not repeats(place, series))


def same_patients(source: Source, modality: Modality) -> frozenset[str]:
    """Keys of other documents that speak of the patients of this one's list or series for an option."""
    mark = source.list_for(modality)
    named = [cohort.same_patients_as for cohort in source.cohort if cohort.modality is modality]
    keys = {name.partition("/")[0] for name in named if name} | {mark.same_patients_as if mark else None}
    return frozenset(key for key in keys if key and key != source.key)


def speaking(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The documents that weigh in an answer: tiers A and B; tier C is context only."""
    return tuple(source for source in sources if not source.is_context)


def speaking_of(sources: Iterable[Source], modality: Modality) -> tuple[Source, ...]:
    """The documents of tiers A and B that ask something of a patient for one option."""
    return tuple(
        source
        for source in speaking(sources)
        if source.criteria_for(modality)
        or source.limits_for(modality)
        or any(said.modality is modality for said in source.open_statement)
    )


def context_of(sources: Iterable[Source], modality: Modality) -> tuple[Source, ...]:
    """The documents of tier C that print lines for one option: shown beside the ledger, judged by nobody."""
    return tuple(
        source
        for source in sources
        if source.is_context and (source.criteria_for(modality) or source.limits_for(modality))
    )
