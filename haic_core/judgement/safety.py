"""Whether anything printed or by nature forbids an option: read fact by fact over all its absolute limits.

Stopped: even the most lenient limit is passed. Disputed: some limits are passed and others not, or the label of one
device alone prints it. Open: not recorded. Clear: nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.facts import DERIVED, FACTS
from haic_core.judgement.findings import MET, OPEN, UNMET, Facts
from haic_core.judgement.rulebook import Limited, RuleBook
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


def read_safety(book: RuleBook, findings: Sequence[int], facts: Facts) -> Safety:
    """The safety of an option for a patient of whom these facts are known."""
    stopped: list[str] = []
    disputed: list[str] = []
    undecided: list[str] = []
    for key, places in book.limits.items():
        own = [findings[place] for place in places]
        worst = min(own)
        if worst == UNMET:
            single = max(own) > UNMET or key in book.one_device
            (disputed if single else stopped).append(key)
        elif worst == OPEN:
            lines = (book.lines[place] for place, finding in zip(places, own, strict=True) if finding == OPEN)
            undecided += [code for line in lines for code in _unknown(book, line.criterion.facts, facts)]
    for group in book.known_before:
        if not any(code in facts for code in group):
            undecided += _unknown(book, group[:1], facts)
    stopped += [one.fact for one in book.every_list if one.fact not in stopped and _all_leave_out(one, findings)]
    beyond = []
    for one in book.beyond:
        if _all_leave_out(one, findings):
            beyond.append(one.fact)
        elif (doubtful := _none_lets_in(one, findings)) is not None:
            undecided += [code for at in doubtful for code in _unknown(book, book.lines[at].criterion.facts, facts)]
    reading = SafetyReading.STOPPED if stopped else SafetyReading.OPEN if undecided else SafetyReading.CLEAR
    return Safety(reading, _ordered(stopped), _ordered(disputed), _ordered(beyond), _ordered(undecided))


def _all_leave_out(one: Limited, findings: Sequence[int]) -> bool:
    """Whether every document that limits a fact leaves the patient out."""
    return all(any(findings[place] == UNMET for place in document) for document in one.documents)


def _none_lets_in(one: Limited, findings: Sequence[int]) -> list[int] | None:
    """Where some documents leave the patient out and not one lets her in, the lines that could not be judged: they
    decide whether she lies beyond all. None where nobody leaves her out, or somebody lets her in."""
    read = [min(findings[place] for place in document) for document in one.documents]
    if UNMET not in read or MET in read:
        return None
    return [at for document in one.documents for at in document if findings[at] == OPEN]


def _unknown(book: RuleBook, codes: Iterable[str], facts: Facts) -> tuple[str, ...]:
    """The facts to record where these could not be judged: themselves, or what a derived one is worked out from."""
    told: list[str] = []
    for code in codes:
        score = next((one for one in book.scores if one.fact == code), None)
        if score is None:
            told += [code] if code not in facts else []
        else:
            told += [part for part in score.inputs if part not in facts] or [code]
    return tuple(told)


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    """Codes once each, in clinical order."""
    return tuple(sorted(set(codes), key=_ORDER.__getitem__))
