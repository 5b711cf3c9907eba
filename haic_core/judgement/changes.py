"""What would open an option and what would close it: single changes, each of one fact.

Opens: only what can really come. A fact not recorded may turn out at its best, a value may recover, a waiting time may
end, a treatment may make a liver resectable. The past does not run backwards, and getting worse qualifies nobody.
Closes: how near the next limit is. A value is one that a laboratory prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from haic_core.case.fact_kinds import ChoiceFact, NumberFact, Value, YesNoFact, as_number, is_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.evidence.criterion import Condition
from haic_core.judgement.known import edges
from haic_core.judgement.reading import Reading, supposed
from haic_core.judgement.rulebook import Findings, RuleBook
from haic_core.words.decimals import exact
from haic_core.words.vocabulary import Verdict

_RANK = {Verdict.FAILS: 0, Verdict.UNKNOWN: 1, Verdict.CAUTION: 2, Verdict.MEETS: 3}
_LIMITS_OF_NORMAL = frozenset(ULN_OF.values())


@dataclass(frozen=True, slots=True)
class Flip:
    """A single changed fact that would change the verdict; before is None where it is not recorded."""

    fact: str
    before: Value | None
    after: Value
    verdict: Verdict
    opens: bool


def changes(book: RuleBook, findings: Findings, recorded: dict[str, Value], now: Reading) -> tuple[Flip, ...]:
    """What would open the option, then what would close it, the nearest of each first; one change a fact each way."""
    if book.always_listed:
        return ()
    found = [
        flip
        for code in book.asked
        if code not in _LIMITS_OF_NORMAL
        for flip in _of_fact(book, findings, recorded, now, code)
    ]
    return tuple(sorted(found, key=lambda flip: (not flip.opens, -_RANK[flip.verdict] * flip.opens, _relative(flip))))


def _of_fact(book: RuleBook, findings: Findings, recorded: dict[str, Value], now: Reading, code: str) -> Iterator[Flip]:
    before = recorded.get(code)
    rank = _RANK[now.verdict]
    best: Flip | None = None
    worst: Flip | None = None
    for after, better in _candidates(book, code, before, recorded):
        reached = supposed(book, findings, recorded, code, after).verdict
        if better and _RANK[reached] > max(rank, 1 if before is None else 0):
            if best is None or _RANK[reached] > _RANK[best.verdict]:
                best = Flip(code, before, after, reached, True)
        elif before is not None and _RANK[reached] < rank and worst is None:
            worst = Flip(code, before, after, reached, False)
    yield from (flip for flip in (best, worst) if flip is not None)


def _candidates(
    book: RuleBook, code: str, before: Value | None, recorded: dict[str, Value]
) -> Iterator[tuple[Value, bool]]:
    """Values worth trying, the nearest first, and whether each is one that can come and be better."""
    fact = FACTS[code]
    if before is not None and fact.fixed:
        return
    if isinstance(fact, YesNoFact):
        hoped = fact.recovers_to if fact.hoped is None else fact.hoped
        for answer in (True, False) if hoped is None else (hoped, not hoped):
            if answer is not before:
                yield answer, before is None or fact.recovers_to is answer
    elif isinstance(fact, ChoiceFact):
        for word in fact.answers:
            if word != before:
                yield word, before is None or (before, word) in fact.recovers
    else:
        yield from _numbers(book, fact, before, recorded)


def _numbers(
    book: RuleBook, fact: NumberFact, before: Value | None, recorded: dict[str, Value]
) -> Iterator[tuple[Value, bool]]:
    tried = {
        value
        for place in book.asked[fact.code]
        for condition in book.lines[place].criterion.conditions
        for value in _around(book, fact, condition, recorded)
    }
    if not is_number(before):
        # The value just good enough is the one worth naming.
        yield from ((value, True) for value in sorted(tried, reverse=fact.recovers == "down"))
        return
    here = as_number(before)
    for value in sorted(tried - {before}, key=lambda value: abs(as_number(value) - here)):
        up = as_number(value) > here
        yield value, fact.recovers == ("up" if up else "down")


def _around(
    book: RuleBook, fact: NumberFact, condition: Condition, recorded: dict[str, Value]
) -> Iterator[float | int]:
    """The printed values at each bound and one step to both sides, within the fact's range."""
    step = exact(fact.step)
    for edge in edges(fact.code, condition, recorded, book.scores):
        at = edge / step
        for steps in (floor(at) - 1, floor(at), ceil(at), ceil(at) + 1):
            if fact.within(steps * step):
                yield fact.typed(steps * step)


def _relative(flip: Flip) -> float:
    """How near a change is, as a share of the recorded value; changes of kind come after changes of degree."""
    if not is_number(flip.before) or not is_number(flip.after):
        return 10.0
    return min(abs(float(flip.after) - float(flip.before)) / max(abs(float(flip.before)), 1e-9), 9.0)
