"""Safety and entry together: the verdict of an option, and how one that cannot be said yet stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value
from haic_core.judgement.entry import Entry, candidates, read_entry
from haic_core.judgement.findings import MET, Facts
from haic_core.judgement.known import known_facts
from haic_core.judgement.rulebook import Findings, RuleBook
from haic_core.judgement.safety import Safety, read_safety
from haic_core.words.vocabulary import EntryReading, SafetyReading, Standing, Verdict

BREAST = "breast"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is printed says so much of an option. standing: only of a verdict that is unknown."""

    verdict: Verdict
    standing: Standing | None
    safety: Safety
    entry: Entry


def read_option(book: RuleBook, findings: Findings, facts: Facts) -> Reading:
    """The verdict of one option from what each of its lines says."""
    safety = read_safety(book, findings, facts)
    if book.always_listed:
        warned = warns(book, findings, safety) or safety.stopped
        return Reading(Verdict.CAUTION if warned else Verdict.MEETS, None, safety, Entry(EntryReading.NONE))
    if facts.get("primary", BREAST) != BREAST:
        # The lists are those of breast cancer; of another primary only what forbids the procedure is judged.
        stopped = safety.reading is SafetyReading.STOPPED
        return Reading(
            Verdict.FAILS if stopped else Verdict.UNKNOWN,
            None if stopped else Standing.TOO_LITTLE,
            safety,
            Entry(EntryReading.NONE),
        )
    entry = read_entry(book, findings, safety.beyond_all)
    verdict = _verdict(book, findings, facts, safety, entry)
    standing = _standing(book, findings, safety) if verdict is Verdict.UNKNOWN else None
    return Reading(verdict, standing, safety, entry)


def supposed(
    book: RuleBook, findings: Findings, recorded: Mapping[str, Value], code: str, value: Value | Fraction
) -> Reading:
    """The reading if one fact had another value, also one between two decimals that no case file could hold; only the
    lines that depend on the fact are judged anew."""
    facts = known_facts({**recorded, code: value}, book.scores)
    return read_option(book, book.findings_with(findings, facts, code), facts)


def _verdict(book: RuleBook, findings: Findings, facts: Facts, safety: Safety, entry: Entry) -> Verdict:
    if safety.reading is SafetyReading.STOPPED:
        return Verdict.FAILS
    if entry.reading is EntryReading.OUTSIDE:
        # Whose lists these are is not known while the primary is not: nothing is concluded from that.
        return Verdict.FAILS if "primary" in facts else Verdict.UNKNOWN
    if entry.reading in (EntryReading.OPEN, EntryReading.NONE) or safety.reading is SafetyReading.OPEN:
        return Verdict.UNKNOWN
    if entry.reading is EntryReading.PARTLY:
        return Verdict.CAUTION
    return Verdict.CAUTION if warns(book, findings, safety) else Verdict.MEETS


def warns(book: RuleBook, findings: Findings, safety: Safety) -> bool:
    """Whether a caution, a dispute or a fact beyond all documents is recorded."""
    return bool(safety.disputed or safety.beyond_all or findings.unmet & book.cautions)


def _standing(book: RuleBook, findings: Findings, safety: Safety) -> Standing:
    for one in candidates(book, findings, safety.beyond_all):
        met = {book.lines[place].key for place in one.lines if findings.of(place) == MET} - {"primary"}
        if len(met) > 1:
            return Standing.IN_QUESTION if warns(book, findings, safety) else Standing.NOTHING_AGAINST
    return Standing.TOO_LITTLE
