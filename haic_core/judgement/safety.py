"""Whether anything printed or by nature forbids an option: read fact by fact over all its absolute limits.

Stopped: even the most lenient limit is passed. Disputed: some limits are passed and others not, or the label of one
device alone prints it. Open: not recorded. Clear: nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from haic_core.case.facts import DERIVED, FACTS
from haic_core.judgement.findings import MET, Facts
from haic_core.judgement.known import Interval
from haic_core.judgement.rulebook import Findings, Limited, RuleBook, mask_of_all
from haic_core.words.vocabulary import SafetyReading

_ORDER: Mapping[str, int] = {code: place for place, code in enumerate((*FACTS, *DERIVED))}


@dataclass(frozen=True, slots=True)
class Safety:
    """The facts that stop an option, that are disputed, that lie beyond all documents, and that are still open."""

    reading: SafetyReading
    stopped: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    beyond_all: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def read_safety(book: RuleBook, findings: Findings, facts: Facts) -> Safety:
    """The safety of an option for a patient of whom these facts are known."""
    stopped: list[str] = []
    disputed: list[str] = []
    undecided = open_limits(book, findings)
    if findings.unmet & book.limit_mask:
        for limit in book.limits:
            passed = findings.unmet & limit.mask
            if passed:
                alone = passed == limit.mask and not limit.one_device
                (stopped if alone else disputed).append(limit.fact)
    told = [code for at in _places(undecided) for code in to_record(book, book.lines[at].criterion.facts, facts)]
    for group in book.known_before:
        if not any(code in facts for code in group):
            told += to_record(book, group[:1], facts)
    if findings.unmet & book.beyond_mask:
        stopped += [one.fact for one in book.every_list if _all_leave_out(one, findings)]
        doubtful = (at for one in book.beyond for at in _places(_none_lets_in(one, findings)))
        told += [code for at in doubtful for code in to_record(book, book.lines[at].criterion.facts, facts)]
    reading = SafetyReading.STOPPED if stopped else SafetyReading.OPEN if told else SafetyReading.CLEAR
    return Safety(reading, _ordered(stopped), _ordered(disputed), _ordered(beyond_all(book, findings)), _ordered(told))


def is_stopped(book: RuleBook, findings: Findings) -> bool:
    """Whether any fact stops the option, without telling which."""
    unmet = findings.unmet
    if unmet & book.limit_mask and any(
        unmet & limit.mask == limit.mask and not limit.one_device for limit in book.limits
    ):
        return True
    return any(unmet & one.mask and _all_leave_out(one, findings) for one in book.every_list)


def is_disputed(book: RuleBook, findings: Findings) -> bool:
    """Whether any limit is passed by an option that nothing stops."""
    return bool(findings.unmet & book.limit_mask)


def is_open(book: RuleBook, findings: Findings, facts: Facts) -> bool:
    """Whether anything that has to be known for the safety of the option is not."""
    if open_limits(book, findings):
        return True
    for group in book.known_before:
        for code in group:
            if code in facts:
                break
        else:
            return True
    return bool(findings.unmet & book.beyond_mask) and any(_none_lets_in(one, findings) for one in book.beyond)


@dataclass(frozen=True, slots=True)
class Waits:
    """What keeps the safety of an option open: bits of its open limits, groups of which no fact is known, and for each
    fact that may lie beyond all the bits of the lines that decide it."""

    limits: int
    groups: tuple[tuple[str, ...], ...]
    beyond: tuple[int, ...]

    def could_end(self, touched: int, follow: Collection[str]) -> bool:
        """Whether one change could end all of it: touched are the bits of the lines that it can change, follow the
        facts that are known otherwise with it."""
        return (
            not self.limits & ~touched
            and all(touched & mask for mask in self.beyond)
            and all(any(code in follow for code in group) for group in self.groups)
        )


def waits_of(book: RuleBook, findings: Findings, facts: Facts) -> Waits:
    """What keeps the safety of an option open."""
    beyond = (one.mask for one in book.beyond if _none_lets_in(one, findings))
    groups = (group for group in book.known_before if not any(code in facts for code in group))
    return Waits(open_limits(book, findings), tuple(groups), tuple(beyond))


def beyond_all(book: RuleBook, findings: Findings) -> list[str]:
    """The facts with which the patient lies beyond every document that limits them."""
    unmet = findings.unmet
    if not unmet & book.beyond_mask:
        return []
    # Most facts leave nobody out, and this is asked for every supposed change.
    return [one.fact for one in book.beyond if unmet & one.mask and _all_leave_out(one, findings)]


def open_limits(book: RuleBook, findings: Findings) -> int:
    """The bits of the absolute limits that could not be judged, of facts with which no other limit is passed."""
    found = findings.open & book.limit_mask
    if not found:
        return 0
    return mask_of_all(limit.mask & found for limit in book.limits if not findings.unmet & limit.mask)


def _all_leave_out(one: Limited, findings: Findings) -> bool:
    """Whether every document that limits a fact leaves the patient out, and no list's caution about it is met."""
    unmet = findings.unmet
    if not unmet & one.mask or one.cautions & ~(unmet | findings.open):
        return False
    return all(unmet & document for document in one.documents)


def _none_lets_in(one: Limited, findings: Findings) -> int:
    """Where some documents leave the patient out and not one lets her in, the lines that could not be judged: they
    decide whether she lies beyond all. No bit where nobody leaves her out, or somebody lets her in."""
    if not findings.unmet & one.mask or not findings.open & one.mask:
        return 0
    if one.cautions & ~(findings.unmet | findings.open):
        return 0
    if any(findings.all_of(document) == MET for document in one.documents):
        return 0
    return mask_of_all(document & findings.open for document in one.documents if not findings.unmet & document)


def _places(mask: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def to_record(book: RuleBook, codes: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """The facts to record where these could not be judged: themselves, also where they are only known to lie
    somewhere, or what a derived one is worked out from."""
    told: list[str] = []
    for code in codes:
        score = next((one for one in book.scores if one.fact == code), None)
        if score is None:
            told += [code] if code not in facts or isinstance(facts[code], Interval) else []
        else:
            told += [part for part in score.inputs if part not in facts] or [code]
    return tuple(told)


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes once each, in clinical order."""
    return tuple(sorted(set(codes), key=_ORDER.__getitem__))
