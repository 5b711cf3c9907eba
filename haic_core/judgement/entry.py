"""Whether a published list would have let the patient in: the lists of the option, read one by one and together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.judgement.findings import FINDING, MET, OPEN
from haic_core.judgement.rulebook import Findings, PrintedList, RuleBook
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


def read_entry(book: RuleBook, findings: Findings, beyond_all: Sequence[str]) -> Entry:
    """The entry of an option: the first that holds of a whole list met, one still open, a part list met, one open."""
    found = [(one, findings.all_of(one.mask)) for one in book.lists]
    whole = {finding for one, finding in found if one.whole}
    part = {finding for one, finding in found if not one.whole and speaks(one, beyond_all)}
    if not found:
        reading = EntryReading.NONE
    elif MET in whole:
        reading = EntryReading.ADMITTED
    elif OPEN in whole:
        reading = EntryReading.OPEN
    elif MET in part:
        reading = EntryReading.PARTLY
    elif OPEN in part:
        reading = EntryReading.OPEN
    else:
        reading = EntryReading.OUTSIDE
    return Entry(
        reading,
        tuple(
            ListReading(one.source, one.whole, FINDING[finding], one.counts, one.printed_for) for one, finding in found
        ),
    )


def speaks(one: PrintedList, beyond_all: Sequence[str]) -> bool:
    """Whether a list can say anything of entry: a part list with few limits cannot, nor one that is silent on a fact
    with which the patient lies beyond all documents."""
    return one.whole or (one.counts and all(fact in one.facts for fact in beyond_all))


def candidates(book: RuleBook, findings: Findings, beyond_all: Sequence[str]) -> tuple[PrintedList, ...]:
    """The lists without an unmet line that can say anything of entry."""
    return tuple(one for one in book.lists if speaks(one, beyond_all) and not findings.unmet & one.mask)
