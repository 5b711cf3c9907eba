"""An option in four lines: the verdict, its safety, its entry, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from haic_core.case.fact_kinds import spoken
from haic_core.case.facts import FACTS, JUDGED
from haic_core.evidence.library import Library
from haic_core.evidence.span import Is, IsNot, OneOf
from haic_core.judgement.changes import Flip
from haic_core.judgement.entry import ListReading
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.judgement import list_names, recorded_value, requirement
from haic_core.wording.phrases import joined, quantity
from haic_core.words.vocabulary import (
    EntryReading,
    Finding,
    KnownFrom,
    Modality,
    Role,
    SafetyReading,
    Standing,
    Verdict,
)

_NAMED = 3
_SAID = {
    Verdict.MEETS: "Meets published entry criteria",
    Verdict.CAUTION: "Meets with caution",
    Verdict.FAILS: "Does not meet published criteria",
}
_STANDING = {
    Standing.NOTHING_AGAINST: "Nothing against it so far",
    Standing.IN_QUESTION: "In question",
    Standing.TOO_LITTLE: "Too little is recorded",
}


def judging_names(library: Library) -> dict[str, str]:
    """How every document that a verdict may rest on is named."""
    return list_names(library.judging)


def verdict_said(option: Option) -> str:
    """The verdict in words; one that cannot be said yet tells how it stands."""
    if option.modality is Modality.SYSTEMIC:
        return "Always an option"
    if option.verdict is Verdict.UNKNOWN:
        return _STANDING[option.standing or Standing.TOO_LITTLE]
    return _SAID[option.verdict]


def verdict_line(option: Option) -> str:
    """The verdict with what it waits for, in one sentence."""
    said = verdict_said(option)
    if option.verdict is not Verdict.UNKNOWN:
        return f"{said}."
    if option.entry.reading is EntryReading.NONE:
        return f"{said}: criteria for this primary are not judged here."
    if not option.missing:
        return f"{said}."
    if all(FACTS[code].known_from is KnownFrom.WORK_UP for code in option.missing if code in FACTS):
        return f"{said}; the work-up still has to show {_labels(option.missing)}."
    return f"{said}; not yet known: {_labels(option.missing)}."


def safety_line(option: Option, names: Mapping[str, str]) -> str:
    """What stops the option, what is disputed, what is open; or that nothing printed stands against it."""
    safety, told = option.safety, []
    if safety.stopped:
        told.append(f"stopped: {joined(_limit_told(option, code, names) for code in safety.stopped[:_NAMED])}")
    if safety.disputed:
        told.append(f"disputed: {joined(_disputed_told(option, code, names) for code in safety.disputed[:_NAMED])}")
    if safety.beyond_all:
        told.append(f"beyond every document: {_labels(safety.beyond_all)}")
    if safety.reading is SafetyReading.OPEN:
        told.append(f"open: {_labels(safety.open)}")
    return f"{'; '.join(told)}." if told else "clear."


def entry_line(option: Option, names: Mapping[str, str]) -> str:
    """Which published lists would have let this patient in, which not and why, which are open."""
    lists = [one for one in option.entry.lists if one.counts]
    match option.entry.reading:
        case EntryReading.NONE:
            always = option.modality is Modality.SYSTEMIC
            return "no list is needed." if always else "no list is judged for this patient."
        case EntryReading.ADMITTED:
            inside = [one for one in lists if one.whole and one.finding is Finding.MET]
            told = [f"admitted by {_documents(inside, names)}"]
        case EntryReading.PARTLY:
            inside = [one for one in lists if not one.whole and one.finding is Finding.MET]
            told = [_partly(inside, names)]
        case EntryReading.OPEN:
            inside = [one for one in lists if one.finding is not Finding.NOT_MET]
            told = [f"open in {_documents(inside, names)}"]
        case EntryReading.OUTSIDE:
            inside = []
            told = ["every published list has a line that is not met"]
    outside = [one for one in lists if one.finding is Finding.NOT_MET]
    outside = [one for one in outside if one.whole] or ([] if inside else outside)
    told += [f"outside {names[one.source]}: {_first_unmet(option, one)}" for one in outside[:_NAMED]]
    if len(outside) > _NAMED:
        told.append(f"and {len(outside) - _NAMED} more")
    return f"{'; '.join(told)}."


def next_line(option: Option) -> str:
    """What would open the option, what is still to be learned, or how near its limit is."""
    if option.modality is Modality.SYSTEMIC:
        return "goes on beside every other option."
    waiting = [row for row in option.ledger if row.not_yet]
    if option.verdict is Verdict.FAILS:
        return f"{opening(option.opens[0])}." if option.opens else "no single change would open it."
    if option.verdict is Verdict.UNKNOWN:
        told = [f"ask {_labels(option.missing)}"] if option.missing else []
        told += [f"wait: {requirement(row.criterion)}, here {recorded_value(row)}" for row in waiting[:1]]
        told = told or [opening(flip) for flip in option.opens[:1]]
        return f"{'; '.join(told)}." if told else "nothing that is asked for is missing."
    return f"{closing(option.closes[0])}." if option.closes else "no single change would close it."


def opening(flip: Flip) -> str:
    """'would open it: Platelets 82 ×10⁹/L → 100 ×10⁹/L'."""
    return f"would open it: {_step(flip)}"


def closing(flip: Flip) -> str:
    """'would close it: Platelets 120 ×10⁹/L → 99 ×10⁹/L'."""
    return f"would close it: {_step(flip)}"


def _step(flip: Flip) -> str:
    before = "not recorded" if flip.before is None else quantity(flip.fact, flip.before)
    return f"{FACTS[flip.fact].label} {before} → {quantity(flip.fact, flip.after)}"


def _labels(codes: Sequence[str]) -> str:
    labels = [JUDGED[code].label for code in codes]
    rest = [f"{len(labels) - _NAMED} more"] if len(labels) > _NAMED else []
    return joined([*labels[:_NAMED], *rest])


def _documents(lists: Iterable[ListReading], names: Mapping[str, str]) -> str:
    told = [names[one.source] for one in lists]
    rest = [f"{len(told) - _NAMED} more"] if len(told) > _NAMED else []
    return joined([*told[:_NAMED], *rest])


def _partly(inside: Sequence[ListReading], names: Mapping[str, str]) -> str:
    """A part list says where a woman was treated, never that a whole list is met."""
    other = [one.printed_for for one in inside if one.printed_for]
    if len(other) == len(inside):
        return f"inside only lists printed for {joined(dict.fromkeys(other), 'or')}"
    return f"inside what {_documents([one for one in inside if not one.printed_for], names)} print"


def _rows(option: Option, key: str) -> list[LedgerRow]:
    """The absolute limits on one fact."""
    return [
        row
        for row in option.ledger
        if not row.of_list and row.criterion.role is Role.CONTRAINDICATION and row.criterion.conditions[0].fact == key
    ]


def _limit_told(option: Option, key: str, names: Mapping[str, str]) -> str:
    """'Ascites (Sirtex label)'; a fact that no limit names lies outside every list of every option."""
    passed = [row for row in _rows(option, key) if row.finding is Finding.NOT_MET]
    who = joined(dict.fromkeys(names[row.source] for row in passed)) or "outside every list of every option"
    return f"{JUDGED[key].label}{_has(passed)} ({who})"


def _has(rows: Sequence[LedgerRow]) -> str:
    """The recorded value where it says more than the label: ' 8 mg/dL', but nothing for an ascites that is there."""
    if not rows or isinstance(rows[0].criterion.conditions[0].span, (Is, IsNot, OneOf)):
        return ""
    value = rows[0].value
    return (
        f" {recorded_value(rows[0])}" if not isinstance(value, tuple) else f" {spoken(value[0])} to {spoken(value[1])}"
    )


def _disputed_told(option: Option, key: str, names: Mapping[str, str]) -> str:
    """'Lung shunt 22 % (not with Sirtex label)': both sides are named, never merged."""
    rows = _rows(option, key)
    against = joined(dict.fromkeys(names[row.source] for row in rows if row.finding is Finding.NOT_MET))
    allowed = joined(dict.fromkeys(names[row.source] for row in rows if row.finding is Finding.MET))
    told = f"{JUDGED[key].label}{_has(rows)} (not by {against}"
    return f"{told}; allowed by {allowed})" if allowed else f"{told})"


def _first_unmet(option: Option, one: ListReading) -> str:
    row = next(
        row
        for row in option.ledger
        if row.source == one.source
        and row.of_list
        and row.finding is Finding.NOT_MET
        and not row.not_yet
        and row.criterion.role is not Role.CAUTION
    )
    return f"{requirement(row.criterion)}, here {recorded_value(row)}"
