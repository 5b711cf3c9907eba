"""Whether a published list would have let the patient in: the lists of the option, read one by one and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.judgement.findings import FINDING
from haic_core.judgement.rulebook import Findings, PrintedList, RuleBook
from haic_core.words.vocabulary import EntryReading, Finding

# Lists without an unmet line: whether they are whole, whether a line is open.
_FIRST_THAT_HOLDS = (
    ((True, False), EntryReading.ADMITTED),
    ((True, True), EntryReading.OPEN),
    ((False, False), EntryReading.PARTLY),
    ((False, True), EntryReading.OPEN),
)


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


def read_entry(book: RuleBook, findings: Findings, beyond_all: Sequence[str]) -> Entry:
    """The entry of an option: the first that holds of a whole list met, one still open, a part list met, one open."""
    found = [(one, findings.all_of(one.mask)) for one in book.lists]
    reading = entry_reading(book, findings, beyond_all)
    return Entry(
        reading,
        tuple(
            ListReading(one.source, one.whole, FINDING[finding], one.counts, one.printed_for) for one, finding in found
        ),
    )


def entry_reading(book: RuleBook, findings: Findings, beyond_all: Sequence[str]) -> EntryReading:
    """The reading of all lists together."""
    found = {
        (one.whole, bool(findings.open & one.mask))
        for one in book.lists
        if not findings.unmet & one.mask and speaks(one, beyond_all)
    }
    for kind, reading in _FIRST_THAT_HOLDS:
        if kind in found:
            return reading
    return EntryReading.OUTSIDE if book.lists else EntryReading.NONE


def speaks(one: PrintedList, beyond_all: Sequence[str]) -> bool:
    """Whether a list can say anything of entry: a part list with few limits cannot, nor one that is silent on a fact
    with which the patient lies beyond all documents."""
    return one.whole or (one.counts and all(fact in one.facts for fact in beyond_all))


def candidates(book: RuleBook, findings: Findings, beyond_all: Sequence[str]) -> tuple[PrintedList, ...]:
    """The lists without an unmet line that can say anything of entry."""
    return tuple(one for one in book.lists if speaks(one, beyond_all) and not findings.unmet & one.mask)
