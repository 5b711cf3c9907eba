"""One printed line of one document, ready to be asked of any patient."""

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
