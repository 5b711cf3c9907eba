"""Whether anything printed or by nature forbids an option: read fact by fact over all its absolute limits.

Stopped: even the most lenient limit is passed. Disputed: some limits are passed and others not, or the label of one
device alone prints it. Open: not recorded. Clear: nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haic_core.case.facts import DERIVED, FACTS
from haic_core.judgement.asks import Findings
from haic_core.judgement.bits import seats_in
from haic_core.judgement.findings import OPEN, UNMET, Facts
from haic_core.judgement.known import Interval
from haic_core.judgement.rulebook import RuleBook
from haic_core.judgement.seats import Seats
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
    limits, ground = book.seats.limits, book.seats.ground
    beyond = beyond_all(book, findings)
    passed, stopping = limits.groups.any_of(findings.unmet), _passed_by_all(book, findings)
    stopped = [limits.at[seat].fact for seat in seats_in(stopping)]
    stopped += [ground.at[seat].fact for seat in seats_in(beyond & ground.fatal)]
    told = _waits_for(book, findings, facts)
    return Safety(
        SafetyReading.STOPPED if stopped else SafetyReading.OPEN if told else SafetyReading.CLEAR,
        _ordered(stopped),
        _ordered(limits.at[seat].fact for seat in seats_in(passed & ~stopping)),
        _ordered(ground.at[seat].fact for seat in seats_in(beyond & ~ground.fatal)),
        _ordered(told),
    )


def is_stopped(book: RuleBook, findings: Findings, beyond: int) -> bool:
    """Whether any fact stops the option, without telling which. beyond: the facts beyond all documents."""
    return bool(_passed_by_all(book, findings) or beyond & book.seats.ground.fatal)


def is_open(book: RuleBook, findings: Findings) -> bool:
    """Whether anything that has to be known for the safety of the option is not."""
    return bool(findings.open & book.seats.unknown or _open_limits(book, findings) or doubtful(book, findings))


@dataclass(frozen=True, slots=True)
class Waits:
    """What keeps the safety of an option open. settled: the limits of which one is passed; doubtful: the facts that may
    lie beyond all."""

    seats: Seats
    open: int
    settled: int
    doubtful: int

    def could_end(self, touched: int) -> bool:
        """Whether one change could end all of it. touched: the seats of what it can change."""
        limits, ground, still_open = self.seats.limits, self.seats.ground, self.open & ~touched
        return not (
            still_open & self.seats.unknown
            or limits.groups.any_of(still_open) & ~self.settled
            or self.doubtful & ~ground.facts.any_of(touched & ground.documents.members)
        )


def waits_of(book: RuleBook, findings: Findings) -> Waits:
    """What keeps the safety of an option open."""
    settled = book.seats.limits.groups.any_of(findings.unmet)
    return Waits(book.seats, findings.open, settled, doubtful(book, findings))


def beyond_all(book: RuleBook, findings: Findings) -> int:
    """The facts, by their seats, with which every document that limits them leaves the patient out, and no list's
    caution about them is met."""
    ground = book.seats.ground
    out = ground.documents.any_of(findings.unmet)
    if not out:
        return 0
    lenient = ground.documents.own & ~out | _met_cautions(book, findings)
    return ground.facts.own & ~ground.facts.any_of(lenient)


def _passed_by_all(book: RuleBook, findings: Findings) -> int:
    """The limits, by their seats, of which even the most lenient is passed."""
    limits = book.seats.limits
    return limits.groups.all_of(findings.unmet) & limits.several


def _open_limits(book: RuleBook, findings: Findings) -> int:
    """The limits, by their seats, that could not all be judged and of which none is passed."""
    groups = book.seats.limits.groups
    still_open = groups.any_of(findings.open)
    return still_open & ~groups.any_of(findings.unmet) if still_open else 0


def doubtful(book: RuleBook, findings: Findings) -> int:
    """The facts, by their seats, of which some documents leave the patient out, not one lets her in, and some could not
    be judged: those decide whether she lies beyond all."""
    ground = book.seats.ground
    out = ground.documents.any_of(findings.unmet)
    not_judged = ground.documents.any_of(findings.open) & ~out
    if not out or not not_judged:
        return 0
    met = ground.documents.own & ~(out | not_judged)
    lenient = ground.facts.any_of(met | _met_cautions(book, findings))
    return ground.facts.any_of(out) & ground.facts.any_of(not_judged) & ~lenient & ~ground.fatal


def _met_cautions(book: RuleBook, findings: Findings) -> int:
    return book.seats.ground.cautions & ~(findings.unmet | findings.open)


def _waits_for(book: RuleBook, findings: Findings, facts: Facts) -> list[str]:
    """The facts to record before the safety can be told."""
    limits, ground = book.seats.limits, book.seats.ground
    places = [at for seat in seats_in(_open_limits(book, findings)) for at in limits.at[seat].lines]
    for seat in seats_in(doubtful(book, findings)):
        for document in ground.at[seat].documents:
            if all(book.lines[at].judged(facts) != UNMET for at in document):
                places += document
    still_open = (book.lines[at] for at in places if book.lines[at].judged(facts) == OPEN)
    told = [code for line in still_open for code in to_record(book, line.criterion.facts, facts)]
    for seat in seats_in(findings.open & book.seats.unknown):
        told += to_record(book, book.seats.known_before[seat][:1], facts)
    return told


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
