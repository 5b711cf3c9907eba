"""Rule books made from the library: which lines belong to an option, and what has to be known before it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from haic_core.evidence.criterion import Criterion
from haic_core.evidence.entry_list import EntryList
from haic_core.evidence.library import Library
from haic_core.evidence.series import same_patients, speaking, speaking_of
from haic_core.evidence.source import OpenStatement, Source
from haic_core.judgement.lines import Limit, Limited, Line, PrintedList
from haic_core.judgement.rulebook import ENOUGH_FACTS, RuleBook
from haic_core.words.vocabulary import Extent, Modality, Role

_NOT_COUNTED = frozenset({"primary", "histology_confirmed"})


def rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    """The rule book of every option, made once for a library and kept with it."""
    return library.once(_rule_books)


def _rule_books(library: Library) -> Mapping[Modality, RuleBook]:
    lists = _all_lists(library.sources)
    return MappingProxyType({entry.modality: _book(library, entry.modality, lists) for entry in library.modalities})


@dataclass(frozen=True, slots=True)
class _CountedList:
    """A list as it counts for what has to be known: once for each patient group, once where two print the same.

    on: its lines by the fact they are about.
    """

    modality: Modality
    source: str
    lines: tuple[Criterion, ...]
    same_as: frozenset[str]
    on: Mapping[str, Sequence[Criterion]]

    @classmethod
    def of(cls, source: Source, modality: Modality) -> _CountedList:
        lines = _deciding(source, modality)
        on: dict[str, list[Criterion]] = {}
        for line in lines:
            on.setdefault(line.conditions[0].fact, []).append(line)
        return cls(modality, source.key, lines, same_patients(source, modality), on)


def _all_lists(sources: Sequence[Source]) -> tuple[_CountedList, ...]:
    """Every list of tiers A and B, in library order."""
    found = (_CountedList.of(source, mark.modality) for source in speaking(sources) for mark in source.list_)
    return tuple(one for one in found if one.lines)


def _deciding(source: Source, modality: Modality) -> tuple[Criterion, ...]:
    return tuple(line for line in source.criteria_for(modality) if line.role is not Role.CAUTION)


def _book(library: Library, modality: Modality, every_list: Sequence[_CountedList]) -> RuleBook:
    documents = speaking_of(library.judging, modality)
    lines = _Lines(documents, modality)
    own = len(lines.all)
    ground = library.common_ground
    groups = _common_facts(library, modality, every_list)
    single_facts = dict.fromkeys(code for group in groups for code in group)
    beyond = (lines.limited(fact, _sharing(every_list, ground.sharing(modality, fact)), True) for fact in single_facts)
    always = library.entry(modality).always_listed
    # Carrying on is closed by no list of a liver-directed option.
    fatal = () if always else ground.beyond_every_list
    everywhere = (lines.limited(fact, every_list, False) for fact in fatal)
    known = tuple(one for one in beyond if one.documents), tuple(one for one in everywhere if one.documents)
    return RuleBook(
        modality,
        tuple(lines.all),
        own,
        lines.lists(documents, modality),
        lines.limits({source.key: source.device for source in documents}),
        frozenset(at for at in range(own) if lines.all[at].criterion.role is Role.CAUTION),
        groups,
        *known,
        library.derived,
        _statements(documents, modality),
        always,
    )


class _Lines:
    """The lines of a book while it is made: those of its own documents, then those of lists that count with them."""

    def __init__(self, documents: Sequence[Source], modality: Modality) -> None:
        self.all = [
            Line.of(criterion, source.key, of_list)
            for source in documents
            for of_list, own in ((True, source.criteria_for(modality)), (False, source.limits_for(modality)))
            for criterion in own
        ]
        self._place = {(line.source, id(line.criterion)): at for at, line in enumerate(self.all) if line.of_list}
        self._admitting = self._by(lambda line: line.source, lambda line: line.admits)
        self._stopping = self._by(lambda line: line.key, lambda line: line.stops)
        self._warning = self._by(lambda line: line.key, lambda line: line.of_list and not line.admits)

    def _by(self, name: Callable[[Line], str], chosen: Callable[[Line], bool]) -> Mapping[str, tuple[int, ...]]:
        """Places of some of the book's own lines, by document or by fact."""
        found: dict[str, list[int]] = {}
        for at, line in enumerate(self.all):
            if chosen(line):
                found.setdefault(name(line), []).append(at)
        return {key: tuple(places) for key, places in found.items()}

    def lists(self, documents: Iterable[Source], modality: Modality) -> tuple[PrintedList, ...]:
        """The lists of the book's own documents."""
        found = []
        for source in documents:
            mark, places = source.list_for(modality), self._admitting.get(source.key)
            if mark is not None and places:
                found.append(_printed_list(mark, source.key, places, frozenset(self.all[at].key for at in places)))
        return tuple(found)

    def limits(self, devices: Mapping[str, str | None]) -> tuple[Limit, ...]:
        """The absolute limits, fact by fact. devices: the device of which a document speaks, by the document's key."""
        return tuple(
            Limit(key, found, _one_device(devices[self.all[at].source] for at in found))
            for key, found in self._stopping.items()
        )

    def limited(self, fact: str, lists: Iterable[_CountedList], with_limits: bool) -> Limited:
        """The documents that limit one fact: some lists, and where asked the book's own absolute limits."""
        documents = [self._of_list(one, fact) for one in lists if fact in one.on]
        if not with_limits:
            return Limited(fact, tuple(documents))
        own: dict[str, list[int]] = {}
        for at in self._stopping.get(fact, ()):
            own.setdefault(self.all[at].source, []).append(at)
        documents += [tuple(found) for found in own.values()]
        return Limited(fact, tuple(documents), self._warning.get(fact, ()))

    def _of_list(self, one: _CountedList, fact: str) -> tuple[int, ...]:
        """The lines of a list on one fact; those of a list of another option come into the book at its end."""
        found = []
        for criterion in one.on[fact]:
            at = self._place.setdefault((one.source, id(criterion)), len(self.all))
            if at == len(self.all):
                self.all.append(Line.of(criterion, one.source, True))
            found.append(at)
        return tuple(found)


def _statements(documents: Sequence[Source], modality: Modality) -> tuple[tuple[str, OpenStatement], ...]:
    return tuple(
        (source.key, said) for source in documents for said in source.open_statement if said.modality is modality
    )


def _one_device(devices: Iterable[str | None]) -> bool:
    found = set(devices)
    return len(found) == 1 and None not in found


def _printed_list(mark: EntryList, source: str, places: tuple[int, ...], facts: frozenset[str]) -> PrintedList:
    whole = mark.extent is Extent.WHOLE
    counts = whole or len(facts - _NOT_COUNTED) >= ENOUGH_FACTS
    return PrintedList(source, whole, mark.printed_for, places, facts, counts)


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
    for fact in dict.fromkeys(fact for one in every_list for fact in one.on):
        group = ground.group_of(fact)
        sharing = _sharing(every_list, ground.sharing(modality, fact))
        if _two_limit(one for one in sharing if not one.on.keys().isdisjoint(group)):
            groups.setdefault(group)
    return tuple(groups)


def _sharing(lists: Iterable[_CountedList], modalities: Sequence[Modality]) -> Iterator[_CountedList]:
    """The lists that count together for a fact."""
    return (one for one in lists if one.modality in modalities)


def _two_limit(lists: Iterator[_CountedList]) -> bool:
    """Whether some lists speak of two patient groups at least; two that print the very same lines count once."""
    first = next(lists, None)
    return first is not None and any(not _again(first, other) for other in lists)


def _again(one: _CountedList, other: _CountedList) -> bool:
    return (
        one.source == other.source
        or one.source in other.same_as
        or other.source in one.same_as
        or one.lines == other.lines
    )
