"""Safety and entry together: the verdict of an option, and how one that cannot be said yet stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value
from haic_core.judgement.entry import Entry, candidates, entry_reading, read_entry
from haic_core.judgement.findings import MET, Facts
from haic_core.judgement.known import known_facts
from haic_core.judgement.rulebook import Findings, RuleBook
from haic_core.judgement.safety import Safety, beyond_all, is_disputed, is_open, is_stopped, read_safety
from haic_core.words.vocabulary import EntryReading, Standing, Verdict

BREAST = "breast"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is printed says so much of an option. standing: only of a verdict that is unknown."""

    verdict: Verdict
    standing: Standing | None
    safety: Safety
    entry: Entry


def read_option(book: RuleBook, findings: Findings, facts: Facts) -> Reading:
    """The reading of one option from what each of its lines says."""
    safety = read_safety(book, findings, facts)
    verdict = verdict_of(book, findings, facts)
    if not _lists_are_judged(book, facts):
        standing = Standing.TOO_LITTLE if verdict is Verdict.UNKNOWN else None
        return Reading(verdict, standing, safety, Entry(EntryReading.NONE))
    entry = read_entry(book, findings, safety.beyond_all)
    standing = _standing(book, findings, safety.beyond_all) if verdict is Verdict.UNKNOWN else None
    return Reading(verdict, standing, safety, entry)


def verdict_of(book: RuleBook, findings: Findings, facts: Facts) -> Verdict:
    """The verdict alone: what a board would be told if these facts were known."""
    if book.always_listed:
        warned = findings.unmet & (book.cautions | book.limit_mask)
        return Verdict.CAUTION if warned else Verdict.MEETS
    if is_stopped(book, findings):
        return Verdict.FAILS
    if not _lists_are_judged(book, facts):
        return Verdict.UNKNOWN
    beyond = beyond_all(book, findings)
    entry = entry_reading(book, findings, beyond)
    if entry is EntryReading.OUTSIDE:
        # Whose lists these are is not known while the primary is not: nothing is concluded from that.
        return Verdict.FAILS if "primary" in facts else Verdict.UNKNOWN
    if entry in (EntryReading.OPEN, EntryReading.NONE) or is_open(book, findings, facts):
        return Verdict.UNKNOWN
    if entry is EntryReading.PARTLY or beyond or warns(book, findings):
        return Verdict.CAUTION
    return Verdict.MEETS


def supposed_facts(
    book: RuleBook, facts: Facts, recorded: Mapping[str, Value], code: str, value: Value | Fraction
) -> Facts:
    """What would be known if one fact had another value, also one between two decimals that no case file could hold."""
    if not book.follows[code]:
        return {**facts, code: value}
    return known_facts({**recorded, code: value}, book.scores)


def _lists_are_judged(book: RuleBook, facts: Facts) -> bool:
    """Whether the lists, which are those of breast cancer, speak of this patient; of another primary only what forbids
    the procedure is judged."""
    return not book.always_listed and facts.get("primary", BREAST) == BREAST


def warns(book: RuleBook, findings: Findings) -> bool:
    """Whether a caution or a dispute is recorded, of an option that nothing stops."""
    return bool(findings.unmet & book.cautions) or is_disputed(book, findings)


def _standing(book: RuleBook, findings: Findings, beyond: Sequence[str]) -> Standing:
    for one in candidates(book, findings, beyond):
        met = {book.lines[place].key for place in one.lines if findings.of(place) == MET} - {"primary"}
        if len(met) > 1:
            return Standing.IN_QUESTION if beyond or warns(book, findings) else Standing.NOTHING_AGAINST
    return Standing.TOO_LITTLE
