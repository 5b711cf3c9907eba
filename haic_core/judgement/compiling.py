"""Rule books made from the library: which lines belong to an option, and what has to be known before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from haic_core.evidence.criterion import Criterion
from haic_core.evidence.library import Library
from haic_core.evidence.series import same_patients, speaking, speaking_of
from haic_core.evidence.source import OpenStatement, Source
from haic_core.judgement.lines import Line
from haic_core.judgement.rulebook import ENOUGH_FACTS, Limit, Limited, PrintedList, RuleBook, mask_of, mask_of_all
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
    lines = _Lines(documents, modality)
    own = len(lines.all)
    ground = library.common_ground
    groups = _common_facts(library, modality, every_list)
    single_facts = dict.fromkeys(code for group in groups for code in group)
    beyond = (
        lines.limited(fact, [one for one in every_list if one.modality in ground.sharing(modality, fact)], True)
        for fact in single_facts
    )
    always = library.entry(modality).always_listed
    # Carrying on is closed by no list of a liver-directed option.
    fatal = () if always else ground.beyond_every_list
    everywhere = (lines.limited(fact, every_list, False) for fact in fatal)
    known = tuple(one for one in beyond if one.documents), tuple(one for one in everywhere if one.documents)
    return RuleBook(
        modality,
        tuple(lines.all),
        own,
        tuple(found for source in documents if (found := _printed_list(source, modality, lines.all)) is not None),
        lines.limits({source.key: source.device for source in documents}),
        mask_of(at for at in range(own) if lines.all[at].criterion.role is Role.CAUTION),
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
        self._own = len(self.all)
        self._place = {(line.source, id(line.criterion)): at for at, line in enumerate(self.all) if line.of_list}

    def limits(self, devices: Mapping[str, str | None]) -> tuple[Limit, ...]:
        """The absolute limits, fact by fact. devices: the device of which a document speaks, by the document's key."""
        places: dict[str, list[int]] = {}
        for at, line in enumerate(self.all[: self._own]):
            if line.stops:
                places.setdefault(line.key, []).append(at)
        return tuple(
            Limit(key, mask_of(found), _one_device(devices[self.all[at].source] for at in found))
            for key, found in places.items()
        )

    def limited(self, fact: str, lists: Sequence[_CountedList], with_limits: bool) -> Limited:
        """The documents that limit one fact: some lists, and where asked the book's own absolute limits."""
        documents = [mask_of(self._of_list(one, fact)) for one in lists if fact in one.facts]
        cautions = 0
        if with_limits:
            cautions = mask_of(
                at
                for at, line in enumerate(self.all[: self._own])
                if line.of_list and line.key == fact and not line.admits
            )
            own: dict[str, list[int]] = {}
            for at, line in enumerate(self.all[: self._own]):
                if line.stops and line.key == fact:
                    own.setdefault(line.source, []).append(at)
            documents += [mask_of(found) for found in own.values()]
        return Limited(fact, tuple(documents), mask_of_all(documents), cautions)

    def _of_list(self, one: _CountedList, fact: str) -> list[int]:
        """The lines of a list on one fact; those of a list of another option come into the book at its end."""
        found = []
        for criterion in one.lines:
            if criterion.conditions[0].fact == fact:
                at = self._place.setdefault((one.source, id(criterion)), len(self.all))
                if at == len(self.all):
                    self.all.append(Line.of(criterion, one.source, True))
                found.append(at)
        return found


def _statements(documents: Sequence[Source], modality: Modality) -> tuple[tuple[str, OpenStatement], ...]:
    return tuple(
        (source.key, said) for source in documents for said in source.open_statement if said.modality is modality
    )


def _one_device(devices: Iterable[str | None]) -> bool:
    found = set(devices)
    return len(found) == 1 and None not in found


def _printed_list(source: Source, modality: Modality, lines: Sequence[Line]) -> PrintedList | None:
    mark = source.list_for(modality)
    # Lines of other options come into the book later and carry the same document's key.
    own = {id(line) for line in source.criteria_for(modality)}
    places = tuple(at for at, line in enumerate(lines) if line.admits and id(line.criterion) in own)
    if mark is None or not places:
        return None
    facts = frozenset(lines[at].key for at in places)
    whole = mark.extent is Extent.WHOLE
    counts = whole or len(facts - _NOT_COUNTED) >= ENOUGH_FACTS
    return PrintedList(source.key, whole, mark.printed_for, places, facts, counts, mask_of(places))


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
