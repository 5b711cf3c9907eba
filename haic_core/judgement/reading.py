"""Safety and entry together: the verdict of an option, and how one that cannot be said yet stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value
from haic_core.judgement.asks import Findings
from haic_core.judgement.entry import Entry, candidates, entry_reading, read_entry
from haic_core.judgement.findings import MET, Facts
from haic_core.judgement.known import ALSO_WORKED_OUT, known_facts
from haic_core.judgement.rulebook import RuleBook
from haic_core.judgement.safety import Safety, beyond_all, doubtful, is_open, is_stopped, read_safety
from haic_core.words.vocabulary import EntryReading, Standing, Verdict


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
    verdict = verdict_of(book, findings)
    if not _lists_are_judged(book, findings):
        standing = Standing.TOO_LITTLE if verdict is Verdict.UNKNOWN else None
        return Reading(verdict, standing, safety, Entry(EntryReading.NONE))
    beyond = beyond_all(book, findings)
    standing = _standing(book, findings, beyond, facts) if verdict is Verdict.UNKNOWN else None
    return Reading(verdict, standing, safety, read_entry(book, findings, beyond))


def verdict_of(book: RuleBook, findings: Findings) -> Verdict:
    """The verdict alone: what a board would be told if these were the findings."""
    if book.always_listed:
        return Verdict.CAUTION if _warns(book, findings) else Verdict.MEETS
    beyond = beyond_all(book, findings)
    if is_stopped(book, findings, beyond):
        return Verdict.FAILS
    if not _lists_are_judged(book, findings):
        return Verdict.UNKNOWN
    entry = entry_reading(book, findings, beyond)
    if entry is EntryReading.OUTSIDE:
        # Whose lists these are is not known while the primary is not: nothing is concluded from that.
        return Verdict.UNKNOWN if findings.open & book.seats.primary else Verdict.FAILS
    if entry in (EntryReading.OPEN, EntryReading.NONE) or is_open(book, findings):
        return Verdict.UNKNOWN
    if entry is EntryReading.PARTLY or beyond or _warns(book, findings):
        return Verdict.CAUTION
    return Verdict.MEETS


def supposed_facts(
    book: RuleBook, facts: Facts, recorded: Mapping[str, Value], code: str, value: Value | Fraction
) -> Facts:
    """What would be known if one fact had another value, also one between two decimals that no case file could hold."""
    if not book.follows[code] and code not in ALSO_WORKED_OUT:
        return {**facts, code: value}
    return known_facts({**recorded, code: value}, book.scores)


def _lists_are_judged(book: RuleBook, findings: Findings) -> bool:
    """Whether the lists, which are those of breast cancer, speak of this patient; of another primary only what forbids
    the procedure is judged."""
    return not book.always_listed and not findings.unmet & book.seats.primary


def _warns(book: RuleBook, findings: Findings) -> bool:
    """Whether a caution or a dispute is recorded, of an option that nothing stops."""
    return bool(findings.unmet & book.seats.warning)


def _standing(book: RuleBook, findings: Findings, beyond: int, facts: Facts) -> Standing:
    for one in candidates(book, findings, beyond):
        lines = (book.lines[place] for place in one.lines)
        met = {line.key for line in lines if line.judged(facts) == MET} - {"primary"}
        if len(met) > 1:
            # Where no document that could be judged lets her in, that speaks against it though the last is not judged.
            against = beyond or _warns(book, findings) or doubtful(book, findings)
            return Standing.IN_QUESTION if against else Standing.NOTHING_AGAINST
    return Standing.TOO_LITTLE
