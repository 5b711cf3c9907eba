"""One printed line of one document, ready to be asked of any patient; and what lines make up: lists and limits."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.evidence.criterion import Criterion
from haic_core.judgement.findings import OPEN, UNMET, Facts, Judge, judge_of
from haic_core.words.vocabulary import Relation, Role

_WAITING = frozenset({"weeks_since_systemic", "weeks_since_chemotherapy"})


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
    """One fact with the lines of each document that limits it, by their places.

    cautions: lines of lists that only caution about it; one that is met speaks of patients who were treated.
    """

    fact: str
    documents: tuple[tuple[int, ...], ...]
    cautions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """One fact with its absolute limits, by their places; one_device: the label of one device alone prints them."""

    fact: str
    lines: tuple[int, ...]
    one_device: bool
