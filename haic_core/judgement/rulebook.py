"""Everything that the documents print for one option: lists, limits and what has to be known before.

A list says who entered, a limit whom not to treat. What lists of other options limit stands here too where it counts
for this option (the arterial options share what concerns the patient), but is shown in no ledger.

What the lines say of a patient is kept as two whole numbers, one bit a line: a supposed change of one fact exchanges
the few bits that depend on it, and a whole list is read by one comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from haic_core.case.facts import FACTS
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.source import OpenStatement
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts
from haic_core.judgement.known import Known, following
from haic_core.judgement.lines import Line
from haic_core.words.vocabulary import Modality

ENOUGH_FACTS = 2
"""How many facts a part list has to limit, besides the primary and the histology, to say anything of entry."""
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Findings:
    """What each line says: a bit for each that is not met, and one for each that is open."""

    unmet: int
    open: int

    def of(self, place: int) -> int:
        """Unmet, open or met, of one line."""
        return UNMET if self.unmet >> place & 1 else OPEN if self.open >> place & 1 else MET

    def all_of(self, mask: int) -> int:
        """Kleene's and over some lines."""
        return UNMET if self.unmet & mask else OPEN if self.open & mask else MET


def mask_of(places: Iterable[int]) -> int:
    """The bits of some lines."""
    return sum(1 << place for place in set(places))


def mask_of_all(masks: Iterable[int]) -> int:
    """The bits of several groups of lines together."""
    together = 0
    for mask in masks:
        together |= mask
    return together


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One document's list for the option. lines: places of its entry and exclusion lines among the book's lines.

    facts: what it limits; counts: whether it limits enough to say anything of entry; mask: the bits of its lines.
    """

    source: str
    whole: bool
    printed_for: str | None
    lines: tuple[int, ...]
    facts: frozenset[str]
    counts: bool
    mask: int


@dataclass(frozen=True, slots=True)
class Limited:
    """One fact with the bits of each document that limits it, and of all of them.

    cautions: the bits of what lists only caution about; a caution that is met speaks of patients who were treated.
    """

    fact: str
    documents: tuple[int, ...]
    mask: int
    cautions: int = 0


@dataclass(frozen=True, slots=True)
class Limit:
    """One fact with the bits of its absolute limits; one_device: the label of one device alone prints them."""

    fact: str
    mask: int
    one_device: bool


@dataclass(frozen=True)
class RuleBook:
    """What is printed for one option. lines: its own first (``own`` of them), then those of lists that count with it.

    cautions: the bits of what only warns; known_before: groups of facts of which one has to be known; beyond: for each
    fact of the common ground the documents that limit it; every_list: for the facts that fail beyond every list, all
    lists of all options; steps: values of each number that are worth trying, kept once they were worked out.
    """

    modality: Modality
    lines: tuple[Line, ...]
    own: int
    lists: tuple[PrintedList, ...]
    limits: tuple[Limit, ...]
    cautions: int
    known_before: tuple[tuple[str, ...], ...]
    beyond: tuple[Limited, ...]
    every_list: tuple[Limited, ...]
    scores: tuple[PointScore, ...]
    open_statements: tuple[tuple[str, OpenStatement], ...]
    always_listed: bool
    steps: dict[str, frozenset[float | int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _kept: dict[tuple[str, Known], Findings] = field(default_factory=dict, init=False, repr=False, compare=False)

    def findings(self, facts: Facts) -> Findings:
        """What each line says of a patient of whom these facts are known."""
        return self._judged(Findings(0, 0), facts, self._alone, range(len(self._mixed)))

    def findings_with(self, before: Findings, facts: Facts, code: str) -> Findings:
        """The findings once one recordable fact is known otherwise, from those before. facts: with the change."""
        alone, mixed, mask = self._touched[code]
        return self._judged(Findings(before.unmet & ~mask, before.open & ~mask), facts, alone, mixed)

    def _judged(self, start: Findings, facts: Facts, alone: Iterable[str], mixed: Iterable[int]) -> Findings:
        unmet, still_open = start.unmet, start.open
        for code in alone:
            value = facts.get(code)
            if value is None:
                still_open |= self._alone[code][0]
                continue
            found = self._kept.get((code, value)) or self._keep(code, value)
            unmet |= found.unmet
            still_open |= found.open
        for at in mixed:
            place = self._mixed[at]
            said = self.lines[place].judged(facts)
            if said == UNMET:
                unmet |= 1 << place
            elif said == OPEN:
                still_open |= 1 << place
        return Findings(unmet, still_open)

    def _keep(self, code: str, value: Known) -> Findings:
        """What the lines that ask for one fact alone say of a value; kept, for the same values come again."""
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        said = [(place, self.lines[place].judged({code: value})) for place in self._alone[code][1]]
        found = Findings(
            mask_of(place for place, finding in said if finding == UNMET),
            mask_of(place for place, finding in said if finding == OPEN),
        )
        self._kept[code, value] = found
        return found

    @cached_property
    def _alone(self) -> Mapping[str, tuple[int, tuple[int, ...]]]:
        """Facts with the lines that ask for nothing else, as bits and as places."""
        places: dict[str, list[int]] = {}
        for place, line in enumerate(self.lines):
            if len(line.criterion.facts) == 1:
                places.setdefault(line.key, []).append(place)
        return {code: (mask_of(found), tuple(found)) for code, found in places.items()}

    @cached_property
    def _mixed(self) -> tuple[int, ...]:
        """The lines that look at several facts."""
        return tuple(place for place, line in enumerate(self.lines) if len(line.criterion.facts) > 1)

    @cached_property
    def _touched(self) -> Mapping[str, tuple[tuple[str, ...], tuple[int, ...], int]]:
        """For each recordable fact: what is known otherwise with it and judged alone, which mixed lines look at any of
        that, and the bits of all these lines."""
        touched = {}
        for code in FACTS:
            follow = following(code, self.scores)
            alone = tuple(other for other in follow if other in self._alone)
            mixed = tuple(
                at for at, place in enumerate(self._mixed) if set(self.lines[place].criterion.facts) & set(follow)
            )
            own = [place for other in alone for place in self._alone[other][1]]
            touched[code] = (alone, mixed, mask_of([*own, *(self._mixed[at] for at in mixed)]))
        return touched

    @cached_property
    def asked(self) -> Mapping[str, tuple[int, ...]]:
        """Every recordable fact on which the option depends, with the places of the lines that do."""
        known_before = {code for group in self.known_before for code in group}
        places = {
            code: tuple(place for place in range(len(self.lines)) if self._touched[code][2] >> place & 1)
            for code in FACTS
        }
        return {code: found for code, found in places.items() if found or code in known_before}

    @cached_property
    def limit_mask(self) -> int:
        """The bits of all absolute limits."""
        return mask_of_all(limit.mask for limit in self.limits)

    @cached_property
    def beyond_mask(self) -> int:
        """The bits of every line by which a patient can lie beyond all documents, or beyond every list."""
        return mask_of_all(one.mask for one in (*self.beyond, *self.every_list))

    @cached_property
    def follows(self) -> Mapping[str, tuple[str, ...]]:
        """What is known otherwise with each recordable fact besides itself."""
        return {code: following(code, self.scores)[1:] for code in FACTS}

    def touches(self, code: str) -> int:
        """The bits of the lines that one recordable fact can change."""
        return self._touched[code][2]

    def list_of(self, source: str) -> PrintedList | None:
        """The list of the document with this key, where it prints one."""
        return next((one for one in self.lists if one.source == source), None)
