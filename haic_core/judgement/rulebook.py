"""Everything that the documents print for one option, compiled once: lists, limits and what has to be known.

A list says who entered, a limit whom not to treat. What lists of other options limit stands here too where it counts
for this option (the arterial options share what concerns the patient), but is shown in no ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from haic_core.case.facts import FACTS
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.library import Library
from haic_core.evidence.series import same_patients, speaking, speaking_of
from haic_core.evidence.source import OpenStatement, Source
from haic_core.judgement.findings import OPEN, UNMET, Facts, Judge, judge_of
from haic_core.judgement.known import following
from haic_core.words.vocabulary import Extent, Modality, Relation, Role

_WAITING = frozenset({"weeks_since_systemic", "weeks_since_chemotherapy"})
_NOT_COUNTED = frozenset({"primary", "histology_confirmed"})
ENOUGH_FACTS = 2
"""How many facts a part list has to limit, besides the primary and the histology, to say anything of entry."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of one document. key: the fact it is about, the first where any of several is enough.

    of_list: whether it belongs to a list; waiting: whether only time has to pass until it is met.
    """

    criterion: Criterion
    source: str
    of_list: bool
    key: str
    waiting: bool
    verdict_of: Judge

    @classmethod
    def of(cls, criterion: Criterion, source: str, of_list: bool) -> Line:
        first = criterion.conditions[0]
        waits = (
            of_list
            and criterion.role is not Role.CAUTION
            and criterion.relation in (Relation.AT_LEAST, Relation.MORE_THAN)
            and first.fact in _WAITING
        )
        return cls(criterion, source, of_list, first.fact, waits, judge_of(criterion))

    @property
    def admits(self) -> bool:
        """Whether it decides entry: an entry or an exclusion line of a list."""
        return self.of_list and self.criterion.role is not Role.CAUTION

    @property
    def stops(self) -> bool:
        """Whether it is an absolute limit."""
        return not self.of_list and self.criterion.role is Role.CONTRAINDICATION

    def judged(self, facts: Facts) -> int:
        """Unmet, open or met; a waiting time that is not over keeps its list open."""
        found = self.verdict_of(facts)
        return OPEN if self.waiting and found == UNMET else found


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One document's list for the option. lines: places of its entry and exclusion lines among the book's lines.

    facts: what it limits; counts: whether it limits enough to say anything of entry.
    """

    source: str
    whole: bool
    printed_for: str | None
    lines: tuple[int, ...]
    facts: frozenset[str]
    counts: bool


@dataclass(frozen=True, slots=True)
class Limited:
    """One fact with the lines of each document that limits it, as places among the book's lines."""

    fact: str
    documents: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class RuleBook:
    """What is printed for one option. lines: its own first (``own`` of them), then those of lists that count with it.

    limits: places of the absolute limits by key; one_device: keys that only the label of one device limits;
    known_before: groups of facts of which one has to be known; beyond: for each fact of the common ground the
    documents that limit it; every_list: for the facts that fail beyond every list, all lists of all options.
    """

    modality: Modality
    lines: tuple[Line, ...]
    own: int
    lists: tuple[PrintedList, ...]
    limits: Mapping[str, tuple[int, ...]]
    one_device: frozenset[str]
    cautions: tuple[int, ...]
    known_before: tuple[tuple[str, ...], ...]
    beyond: tuple[Limited, ...]
    every_list: tuple[Limited, ...]
    scores: tuple[PointScore, ...]
    open_statements: tuple[tuple[str, OpenStatement], ...]
    always_listed: bool

    def findings(self, facts: Facts) -> list[int]:
        """What each line says of a patient of whom these facts are known."""
        return [line.judged(facts) for line in self.lines]

    @cached_property
    def asked(self) -> Mapping[str, tuple[int, ...]]:
        """Every recordable fact on which the option depends, with the places of the lines that do."""
        asking: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            for code in line.criterion.facts:
                asking.setdefault(code, []).append(place)
        known_before = {code for group in self.known_before for code in group}
        depending = {
            code: tuple(sorted({at for other in following(code, self.scores) for at in asking.get(other, ())}))
            for code in FACTS
        }
        return {code: places for code, places in depending.items() if places or code in known_before}

    def list_of(self, source: str) -> PrintedList | None:
        """The list of the document with this key, where it prints one."""
        return next((one for one in self.lists if one.source == source), None)


def rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    """The rule book of every option, made once for a library and kept with it."""
    return library.once(_rule_books)


def _rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    lists = _all_lists(library.sources)
    return MappingProxyType({entry.modality: _book(library, entry.modality, lists) for entry in library.modalities})


@dataclass(frozen=True, slots=True)
class _CountedList:
    """A list as it counts for what has to be known: once for each patient group, once where two print the same."""

    modality: Modality
    source: str
    lines: tuple[Criterion, ...]
    same_as: frozenset[str]

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(line.conditions[0].fact for line in self.lines)


def _all_lists(sources: Sequence[Source]) -> tuple[_CountedList, ...]:
    """Every list of tiers A and B, in library order."""
    return tuple(
        _CountedList(mark.modality, source.key, _deciding(source, mark.modality), same_patients(source, mark.modality))
        for source in speaking(sources)
        for mark in source.list_
        if _deciding(source, mark.modality)
    )


def _deciding(source: Source, modality: Modality) -> tuple[Criterion, ...]:
    return tuple(line for line in source.criteria_for(modality) if line.role is not Role.CAUTION)


def _book(library: Library, modality: Modality, every_list: Sequence[_CountedList]) -> RuleBook:
    documents = speaking_of(library.judging, modality)
    devices = {source.key: source.device for source in documents}
    lines = [
        Line.of(criterion, source.key, of_list)
        for source in documents
        for of_list, own in ((True, source.criteria_for(modality)), (False, source.limits_for(modality)))
        for criterion in own
    ]
    own = len(lines)
    lists = tuple(found for source in documents if (found := _printed_list(source, modality, lines)) is not None)
    limits: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.stops:
            limits.setdefault(line.key, []).append(place)
    ground = library.common_ground
    codes = _common_facts(library, modality, every_list)
    place_of = {(line.source, id(line.criterion)): place for place, line in enumerate(lines) if line.of_list}

    def places(one: _CountedList, fact: str) -> tuple[int, ...]:
        """The lines of a list on one fact; a list of another option is taken into the book where it counts."""
        found = []
        for criterion in one.lines:
            if criterion.conditions[0].fact != fact:
                continue
            at = place_of.get((one.source, id(criterion)))
            if at is None:
                at = place_of[one.source, id(criterion)] = len(lines)
                lines.append(Line.of(criterion, one.source, True))
            found.append(at)
        return tuple(found)

    def limited(fact: str) -> Limited:
        sharing = ground.sharing(modality, fact)
        printed = [places(one, fact) for one in every_list if one.modality in sharing and fact in one.facts]
        own_limits = [
            tuple(at for at in limits.get(fact, ()) if lines[at].source == key)
            for key in dict.fromkeys(lines[at].source for at in limits.get(fact, ()))
        ]
        return Limited(fact, (*printed, *own_limits))

    facts_of_groups = tuple(dict.fromkeys(code for group in codes for code in group))
    beyond = tuple(one for fact in facts_of_groups if (one := limited(fact)).documents)
    everywhere = tuple(
        Limited(fact, printed)
        for fact in ground.beyond_every_list
        if (printed := tuple(places(one, fact) for one in every_list if fact in one.facts))
    )
    return RuleBook(
        modality,
        tuple(lines),
        own,
        lists,
        MappingProxyType({key: tuple(found) for key, found in limits.items()}),
        frozenset(key for key, found in limits.items() if _one_device({devices[lines[at].source] for at in found})),
        tuple(at for at in range(own) if lines[at].criterion.role is Role.CAUTION),
        codes,
        beyond,
        everywhere,
        library.derived,
        tuple(
            (source.key, said) for source in documents for said in source.open_statement if said.modality is modality
        ),
        library.entry(modality).always_listed,
    )


def _statements(documents: Sequence[Source], modality: Modality) -> tuple[tuple[str, OpenStatement], ...]:
    return tuple(
        (source.key, said) for source in documents for said in source.open_statement if said.modality is modality
    )


def _one_device(devices: Iterable[str | None]) -> bool:
    found = set(devices)
    return len(found) == 1 and None not in found


def _printed_list(source: Source, modality: Modality, lines: Sequence[Line]) -> PrintedList | None:
    mark = source.list_for(modality)
    places = tuple(at for at, line in enumerate(lines) if line.source == source.key and line.admits)
    if mark is None or not places:
        return None
    facts = frozenset(lines[at].key for at in places)
    whole = mark.extent is Extent.WHOLE
    return PrintedList(
        source.key, whole, mark.printed_for, places, facts, whole or len(facts - _NOT_COUNTED) >= ENOUGH_FACTS
    )


def _common_facts(
    library: Library, modality: Modality, every_list: Sequence[_CountedList]
) -> tuple[tuple[str, ...], ...]:
    """The groups of facts that a board knows before the option: by convention, and what two lists limit."""
    ground = library.common_ground
    if library.entry(modality).always_listed:
        return ()
    groups = dict.fromkeys(
        group for known in ground.known_before if modality in known.modalities for group in known.facts
    )
    asked = dict.fromkeys(fact for one in every_list for fact in one.facts)
    for fact in asked:
        sharing = ground.sharing(modality, fact)
        group = ground.group_of(fact)
        limiting = [one for one in every_list if one.modality in sharing and one.facts & frozenset(group)]
        if _witnesses(limiting) > 1:
            groups.setdefault(group)
    return tuple(groups)


def _witnesses(lists: Sequence[_CountedList]) -> int:
    """How many patient groups some lists speak of; two that print the very same lines count once."""
    kept: list[_CountedList] = []
    for one in lists:
        again = any(
            one.source == other.source
            or one.lines == other.lines
            or one.source in other.same_as
            or other.source in one.same_as
            for other in kept
        )
        if not again:
            kept.append(one)
    return len(kept)
