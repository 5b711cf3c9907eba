"""Everything that the documents print for one option: lists, limits and what has to be known before.

A list says who entered, a limit whom not to treat. What lists of other options limit stands here too where it counts
for this option (the arterial options share what concerns the patient), but is shown in no ledger.

What the lines say of a patient is kept as two whole numbers: a supposed change of one fact exchanges the few bits that
depend on it, and all lists together are read by one addition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.evidence.criterion import Condition
from haic_core.evidence.derivation import PointScore
from haic_core.evidence.source import OpenStatement
from haic_core.evidence.span import Span
from haic_core.judgement.asks import Ask, Findings, asks_of, together
from haic_core.judgement.bits import union
from haic_core.judgement.findings import Facts
from haic_core.judgement.known import following
from haic_core.judgement.lines import Limit, Limited, Line, PrintedList
from haic_core.judgement.seats import Seats, seats_of
from haic_core.judgement.steps import Steps
from haic_core.words.vocabulary import Modality

ENOUGH_FACTS = 2
"""How many facts a part list has to limit, besides the primary and the histology, to say anything of entry."""


@dataclass(frozen=True)
class RuleBook:
    """What is printed for one option. lines: its own first (``own`` of them), then those of lists that count with it.

    cautions: places of what only warns; known_before: groups of facts of which one has to be known; beyond: for each
    fact of the common ground the documents that limit it; every_list: for the facts that fail beyond every list, all
    lists of all options; steps: values of each number that are worth trying, kept once they were worked out.
    """

    modality: Modality
    lines: tuple[Line, ...]
    own: int
    lists: tuple[PrintedList, ...]
    limits: tuple[Limit, ...]
    cautions: frozenset[int]
    known_before: tuple[tuple[str, ...], ...]
    beyond: tuple[Limited, ...]
    every_list: tuple[Limited, ...]
    scores: tuple[PointScore, ...]
    open_statements: tuple[tuple[str, OpenStatement], ...]
    always_listed: bool
    steps: dict[tuple[str, Value | None], Steps] = field(default_factory=dict, init=False, repr=False, compare=False)

    def findings(self, facts: Facts) -> Findings:
        """What is said of a patient of whom these facts are known."""
        return together(0, 0, facts, self._asks)

    def findings_with(self, before: Findings, facts: Facts, code: str) -> Findings:
        """The findings once one recordable fact is known otherwise, from those before. facts: with the change."""
        asks, touched = self._touching[code]
        return together(before.unmet & ~touched, before.open & ~touched, facts, asks)

    def turning(self, code: str, values: Iterable[float | int], beside: Facts) -> tuple[float | int, ...]:
        """Of values in order the first, and those of which any line says something else than of the one before. beside:
        the upper limit of normal; what else a line looks at can only hide a difference."""
        kept: list[float | int] = []
        before = None
        for value in values:
            said = together(0, 0, {**beside, code: value}, self._touching[code][0])
            if said != before:
                kept.append(value)
            before = said
        return tuple(kept)

    def touches(self, code: str) -> int:
        """The seats of what one recordable fact can change."""
        return self._touching[code][1]

    @cached_property
    def seats(self) -> Seats:
        """Where each line sits in the findings."""
        return seats_of(
            self.lists,
            self.limits,
            sorted(self.cautions),
            self.beyond,
            self.every_list,
            of_breast=not self.always_listed,
            known_before=self.known_before,
        )

    @cached_property
    def _asks(self) -> tuple[Ask, ...]:
        return asks_of(self.lines, self.seats)

    @cached_property
    def _touching(self) -> Mapping[str, tuple[tuple[Ask, ...], int]]:
        """For each recordable fact all that asks for it or for what follows from it, and the seats of that."""
        touching = {}
        for code in FACTS:
            known_with_it = frozenset(following(code, self.scores))
            asks = tuple(ask for ask in self._asks if not known_with_it.isdisjoint(ask.codes))
            touching[code] = asks, union(ask.mask for ask in asks)
        return touching

    @cached_property
    def asked(self) -> Mapping[str, tuple[Condition, ...]]:
        """Every recordable fact on which the option depends, with the conditions that look at it, each once."""
        by_fact: dict[str, dict[tuple[Span, bool], Condition]] = {}
        for line in self.lines:
            for one in line.criterion.conditions:
                by_fact.setdefault(one.fact, {}).setdefault((one.span, one.times_uln), one)
        asked = {code: {other for ask in asks for other in ask.codes} for code, (asks, _) in self._touching.items()}
        return {
            code: tuple(one for other in sorted(codes) for one in by_fact.get(other, {}).values())
            for code, codes in asked.items()
            if codes
        }

    @cached_property
    def follows(self) -> Mapping[str, tuple[str, ...]]:
        """What is known otherwise with each recordable fact besides itself."""
        return {code: following(code, self.scores)[1:] for code in FACTS}

    @cached_property
    def _list_by_source(self) -> Mapping[str, PrintedList]:
        return {one.source: one for one in self.lists}

    @cached_property
    def unlimited(self) -> tuple[str, ...]:
        """What a board knows before the option although no document of the option prints a limit on it."""
        limited = {code for line in self.lines[: self.own] for code in line.criterion.facts}
        return tuple(group[0] for group in self.known_before if not limited & set(group))

    def list_of(self, source: str) -> PrintedList | None:
        """The list of the document with this key, where it prints one."""
        return self._list_by_source.get(source)
