"""What would open an option and what would close it: single changes, each of one fact.

Opens: only what can really come. A fact not recorded may turn out at its best, a value may recover, a waiting time may
end, a treatment may make a liver resectable. The past does not run backwards, and getting worse qualifies nobody.
Closes: how near the next limit is. A value is one that a laboratory prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from haic_core.case.fact_kinds import ChoiceFact, NumberFact, Value, YesNoFact, is_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.judgement.findings import Facts
from haic_core.judgement.known import edges
from haic_core.judgement.reading import Reading, supposed_facts, verdict_of
from haic_core.judgement.rulebook import Findings, RuleBook
from haic_core.judgement.safety import Waits, waits_of
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


def changes(
    book: RuleBook, findings: Findings, facts: Facts, recorded: Mapping[str, Value], now: Reading
) -> tuple[Flip, ...]:
    """What would open the option, then what would close it, the nearest of each first; one change a fact each way."""
    if book.always_listed:
        return ()
    found: list[Flip] = []
    waits = waits_of(book, findings, facts)
    for code in book.asked:
        if code in _LIMITS_OF_NORMAL:
            continue
        before = recorded.get(code)
        # What cannot open the option alone is not tried: two facts stop it, or something else stays unknown.
        can_open = _can_open(book, findings, waits, now, code, before is not None)
        can_close = before is not None and now.verdict is not Verdict.FAILS
        if can_open or can_close:
            found += _of_fact(book, findings, facts, recorded, now, code, can_open, can_close)
    return tuple(sorted(found, key=lambda flip: (not flip.opens, -_RANK[flip.verdict] * flip.opens, _relative(flip))))


def worth_trying(
    book: RuleBook, code: str, before: Value | None, recorded: Mapping[str, Value]
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


def _can_open(book: RuleBook, findings: Findings, waits: Waits, now: Reading, code: str, known: bool) -> bool:
    if now.verdict is Verdict.MEETS:
        return False
    touched = book.touches(code)
    if now.safety.stopped:
        unmet = findings.unmet & touched
        passed = (limit.mask for limit in book.limits if limit.fact in now.safety.stopped)
        return known and all(unmet & mask for mask in passed if findings.unmet & mask)
    if now.verdict is Verdict.FAILS:
        return known and bool(findings.unmet & touched)
    if not waits.could_end(touched, (code, *book.follows[code])):
        return False
    return not known or bool((findings.unmet | findings.open) & touched)


def _of_fact(
    book: RuleBook,
    findings: Findings,
    facts: Facts,
    recorded: Mapping[str, Value],
    now: Reading,
    code: str,
    can_open: bool,
    can_close: bool,
) -> Iterator[Flip]:
    before, rank = recorded.get(code), _RANK[now.verdict]
    least = max(rank, _RANK[Verdict.UNKNOWN]) if before is None else rank
    best: Flip | None = None
    worst: Flip | None = None
    for after, better in worth_trying(book, code, before, recorded):
        if not ((better and can_open) or (can_close and worst is None)):
            continue
        changed = supposed_facts(book, facts, recorded, code, after)
        others = book.findings_with(findings, changed, code)
        if before is not None and others == findings:
            continue
        reached = verdict_of(book, others, changed)
        if better and can_open and _RANK[reached] > least and (before is None or _improves(findings, others)):
            best, least = Flip(code, before, after, reached, True), _RANK[reached]
        elif can_close and worst is None and _RANK[reached] < rank:
            worst = Flip(code, before, after, reached, False)
    yield from (flip for flip in (best, worst) if flip is not None)


def _improves(before: Findings, after: Findings) -> bool:
    """Whether any line reads better: to fall out of one list so that another one decides opens nothing."""
    return bool(before.unmet & ~after.unmet | before.open & ~after.open & ~after.unmet)


def _numbers(
    book: RuleBook, fact: NumberFact, before: Value | None, recorded: Mapping[str, Value]
) -> Iterator[tuple[Value, bool]]:
    tried = _steps(book, fact, recorded)
    if not is_number(before):
        # The value just good enough is the one worth naming.
        yield from ((value, True) for value in sorted(tried, reverse=fact.recovers == "down"))
        return
    better_up = fact.recovers == "up"
    for value in sorted(tried - {before}, key=lambda value: abs(value - before)):
        yield value, bool(fact.recovers) and (value > before) is better_up


def _steps(book: RuleBook, fact: NumberFact, recorded: Mapping[str, Value]) -> frozenset[float | int]:
    """The printed values at each bound and one step to both sides, within the fact's range; kept with the book as far
    as they depend on nothing recorded."""
    kept = book.steps.get(fact.code)
    if kept is None:
        kept = frozenset(value for edge in _edges(book, fact.code, {}) for value in _around(fact, edge))
        book.steps[fact.code] = kept
    limit = ULN_OF.get(fact.code)
    if limit is None or limit not in recorded:
        return kept
    return kept | {value for edge in _edges(book, fact.code, recorded) for value in _around(fact, edge)}


def _edges(book: RuleBook, code: str, recorded: Mapping[str, Value]) -> Iterator[Fraction]:
    for place in book.asked[code]:
        for condition in book.lines[place].criterion.conditions:
            yield from edges(code, condition, recorded, book.scores)


def _around(fact: NumberFact, edge: Fraction) -> Iterator[float | int]:
    step = exact(fact.step)
    at = edge / step
    for steps in (floor(at) - 1, floor(at), ceil(at), ceil(at) + 1):
        if fact.within(steps * step):
            yield fact.typed(steps * step)


def _relative(flip: Flip) -> float:
    """How near a change is, as a share of the recorded value; changes of kind come after changes of degree."""
    if not is_number(flip.before) or not is_number(flip.after):
        return 10.0
    return min(abs(float(flip.after) - float(flip.before)) / max(abs(float(flip.before)), 1e-9), 9.0)
