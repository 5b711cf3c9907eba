"""What would open an option and what would close it: single changes, each of one fact.

Opens: only what can really come. A fact not recorded may turn out at its best, a value may recover, a waiting time may
end, a treatment may make a liver resectable. The past does not run backwards, and getting worse qualifies nobody.
Closes: how near the next limit is. A value is one that a laboratory prints.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import ChoiceFact, NumberFact, Value, YesNoFact, is_number
from haic_core.case.facts import FACTS, ULN_OF
from haic_core.judgement.asks import Findings
from haic_core.judgement.bits import seats_in
from haic_core.judgement.findings import Facts
from haic_core.judgement.known import edges
from haic_core.judgement.reading import Reading, supposed_facts, verdict_of
from haic_core.judgement.rulebook import RuleBook
from haic_core.judgement.safety import Waits, waits_of
from haic_core.judgement.steps import Steps, steps_around
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


@dataclass(frozen=True, slots=True)
class _Now:
    """How an option stands, and the verdicts that were reached from there; most changes lead to the same few."""

    book: RuleBook
    findings: Findings
    facts: Facts
    recorded: Mapping[str, Value]
    read: Reading
    reached: dict[Findings, Verdict]

    def with_other(self, code: str, value: Value) -> tuple[Findings, Verdict]:
        """The findings and the verdict if one fact had another value."""
        changed = supposed_facts(self.book, self.facts, self.recorded, code, value)
        findings = self.book.findings_with(self.findings, changed, code)
        verdict = self.reached.get(findings)
        if verdict is None:
            verdict = self.reached[findings] = verdict_of(self.book, findings)
        return findings, verdict


def changes(
    book: RuleBook, findings: Findings, facts: Facts, recorded: Mapping[str, Value], read: Reading
) -> tuple[Flip, ...]:
    """What would open the option, then what would close it, the nearest of each first; one change a fact each way."""
    if book.always_listed:
        return ()
    now = _Now(book, findings, facts, recorded, read, {findings: read.verdict})
    found: list[Flip] = []
    waits = waits_of(book, findings)
    for code in book.asked:
        if code in _LIMITS_OF_NORMAL:
            continue
        known = code in recorded
        # What cannot open the option alone is not tried: two facts stop it, or something else stays unknown.
        can_open = _can_open(book, findings, waits, read, code, known)
        can_close = known and read.verdict is not Verdict.FAILS
        if can_open or can_close:
            found += _of_fact(now, code, can_open, can_close)
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
        limits = book.seats.limits
        others = limits.groups.any_of(findings.unmet) & ~limits.groups.any_of(findings.unmet & touched)
        return known and all(limits.at[seat].fact not in now.safety.stopped for seat in seats_in(others))
    if now.verdict is Verdict.FAILS:
        return known and bool(findings.unmet & touched)
    if not waits.could_end(touched):
        return False
    return not known or bool((findings.unmet | findings.open) & touched)


def _of_fact(now: _Now, code: str, can_open: bool, can_close: bool) -> Iterator[Flip]:
    before, rank = now.recorded.get(code), _RANK[now.read.verdict]
    least = max(rank, _RANK[Verdict.UNKNOWN]) if before is None else rank
    best: Flip | None = None
    worst: Flip | None = None
    for after, better in worth_trying(now.book, code, before, now.recorded):
        if not ((better and can_open) or (can_close and worst is None)):
            continue
        findings, verdict = now.with_other(code, after)
        opens = better and can_open and _RANK[verdict] > least
        if opens and (before is None or _improves(now.findings, findings)):
            best, least = Flip(code, before, after, verdict, True), _RANK[verdict]
        elif can_close and worst is None and _RANK[verdict] < rank:
            worst = Flip(code, before, after, verdict, False)
    yield from (flip for flip in (best, worst) if flip is not None)


def _improves(before: Findings, after: Findings) -> bool:
    """Whether any line reads better: to fall out of one list so that another one decides opens nothing."""
    return bool(before.unmet & ~after.unmet | before.open & ~after.open & ~after.unmet)


def _numbers(
    book: RuleBook, fact: NumberFact, before: Value | None, recorded: Mapping[str, Value]
) -> Iterator[tuple[Value, bool]]:
    steps = _steps(book, fact, recorded)
    if not is_number(before):
        # The value just good enough is the one worth naming.
        yield from ((value, True) for value in (steps.all[::-1] if fact.recovers == "down" else steps.all))
        return
    better_up = fact.recovers == "up"
    up, down = steps.rising[bisect_right(steps.rising, before) :], steps.falling[: bisect_left(steps.falling, before)]
    for value in sorted((*down, *up), key=lambda value: abs(value - before)):
        yield value, bool(fact.recovers) and (value > before) is better_up


def _steps(book: RuleBook, fact: NumberFact, recorded: Mapping[str, Value]) -> Steps:
    """The values worth trying, kept with the book; bounds may be multiples of the recorded upper limit of normal."""
    limit = recorded.get(ULN_OF[fact.code]) if fact.code in ULN_OF else None
    kept = book.steps.get((fact.code, limit))
    if kept is None:
        bounds = {edge for scaled in ({}, recorded) for edge in _edges(book, fact.code, scaled)}
        kept = book.steps[fact.code, limit] = _turning(book, fact, limit, steps_around(fact, bounds))
    return kept


def _turning(book: RuleBook, fact: NumberFact, limit: Value | None, steps: Steps) -> Steps:
    """Only the steps at which a line turns. A derived fact turns also with what else it is worked out from."""
    if book.follows[fact.code]:
        return steps
    beside: Facts = {} if limit is None else {ULN_OF[fact.code]: limit}
    falling = book.turning(fact.code, reversed(steps.falling), beside)
    return Steps(steps.all, book.turning(fact.code, steps.rising, beside), falling[::-1])


def _edges(book: RuleBook, code: str, recorded: Mapping[str, Value]) -> Iterator[Fraction]:
    for condition in book.asked[code]:
        yield from edges(code, condition, recorded, book.scores)


def _relative(flip: Flip) -> float:
    """How near a change is, as a share of the recorded value; changes of kind come after changes of degree."""
    if not is_number(flip.before) or not is_number(flip.after):
        return 10.0
    return min(abs(float(flip.after) - float(flip.before)) / max(abs(float(flip.before)), 1e-9), 9.0)
