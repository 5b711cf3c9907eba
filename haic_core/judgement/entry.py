"""Whether a published list would have let the patient in: the lists of the option, read one by one and together."""

from __future__ import annotations

from dataclasses import dataclass

from haic_core.judgement.asks import Findings
from haic_core.judgement.bits import seats_in
from haic_core.judgement.findings import FINDING, MET, OPEN, UNMET
from haic_core.judgement.lines import PrintedList
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.vocabulary import EntryReading, Finding


@dataclass(frozen=True, slots=True)
class ListReading:
    """One document's list, judged. counts: it limits enough to say anything of entry."""

    source: str
    whole: bool
    finding: Finding
    counts: bool
    printed_for: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """The reading of all lists together, and of each."""

    reading: EntryReading
    lists: tuple[ListReading, ...] = ()


def read_entry(book: RuleBook, findings: Findings, beyond: int) -> Entry:
    """The entry of an option, with every list. beyond: the facts beyond all documents, by their seats."""
    lists = book.seats.lists
    left_out = frozenset(seats_in(lists.groups.any_of(findings.unmet)))
    still_open = frozenset(seats_in(lists.groups.any_of(findings.open)))
    return Entry(
        entry_reading(book, findings, beyond),
        tuple(
            ListReading(
                one.source,
                one.whole,
                FINDING[UNMET if seat in left_out else OPEN if seat in still_open else MET],
                one.counts,
                one.printed_for,
            )
            for seat, one in lists.at.items()
        ),
    )


def entry_reading(book: RuleBook, findings: Findings, beyond: int) -> EntryReading:
    """All lists together: the first that holds of a whole list met, one still open, a part list met, one open."""
    lists = book.seats.lists
    held = _held(book, findings, beyond)
    still_open = held & lists.groups.any_of(findings.open)
    if held & lists.whole:
        return EntryReading.ADMITTED if held & lists.whole & ~still_open else EntryReading.OPEN
    if held:
        return EntryReading.PARTLY if held & ~still_open else EntryReading.OPEN
    return EntryReading.OUTSIDE if book.lists else EntryReading.NONE


def candidates(book: RuleBook, findings: Findings, beyond: int) -> tuple[PrintedList, ...]:
    """The lists without an unmet line that can say anything of entry."""
    return tuple(book.seats.lists.at[seat] for seat in seats_in(_held(book, findings, beyond)))


def _held(book: RuleBook, findings: Findings, beyond: int) -> int:
    """Those lists by their seats. A part list with few limits can say nothing of entry, nor one that is silent on a
    fact with which the patient lies beyond all documents."""
    lists = book.seats.lists
    speaking = lists.counting
    if beyond:
        for fact in seats_in(beyond & ~book.seats.ground.fatal):
            speaking &= lists.limiting[fact]
    return (speaking | lists.whole) & ~lists.groups.any_of(findings.unmet)
