"""An option in four lines: the verdict, its safety, its entry, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from haic_core.case.fact_kinds import is_number, spoken
from haic_core.evidence.library import Library
from haic_core.judgement.changes import Flip
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.cost import by_cost, left_to_the_board
from haic_core.wording.entry import entry_line, entry_parts
from haic_core.wording.facts import answer, noun, state
from haic_core.wording.judgement import BY_NATURE, VERDICT_SHORT, finding_said, list_names
from haic_core.wording.phrases import joined, several
from haic_core.wording.safety import cautions, safety_line, safety_parts, what_is_recorded
from haic_core.words.vocabulary import EntryReading, Finding, KnownFrom, Modality, Role, Standing, Verdict

__all__ = [
    "closing",
    "entry_line",
    "entry_parts",
    "judging_names",
    "next_line",
    "next_parts",
    "opening",
    "safety_line",
    "safety_parts",
    "standing_mark",
    "verdict_line",
    "verdict_reason",
    "verdict_said",
    "verdict_short",
    "why_nothing_against",
]

_FEW = 3
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
STANDING_SHORT = {
    Standing.NOTHING_AGAINST: "Nothing against",
    Standing.IN_QUESTION: "In question",
    Standing.TOO_LITTLE: "Too little known",
}
_STANDING_MARK = {Standing.NOTHING_AGAINST: "+", Standing.IN_QUESTION: "?", Standing.TOO_LITTLE: ""}
_LEARNED = {
    KnownFrom.HISTORY: "history:",
    KnownFrom.BLOOD: "blood:",
    KnownFrom.IMAGING: "imaging:",
    KnownFrom.WORK_UP: "the work-up still has to show",
}
_CLOSING = {
    Verdict.FAILS: "would close it",
    Verdict.UNKNOWN: "would leave it undecided",
    Verdict.CAUTION: "would bring caution",
}
_COUNTED = {
    KnownFrom.HISTORY: "from history",
    KnownFrom.BLOOD: "from blood",
    KnownFrom.IMAGING: "from imaging",
    KnownFrom.WORK_UP: "from the work-up",
}
ENOUGH = "one list that does not leave her out is enough for “nothing against”"
_NOT_JUDGED = "Criteria for this primary are not judged here"


def judging_names(library: Library) -> dict[str, str]:
    """How every document that a verdict may rest on is named inside a sentence."""
    return list_names(library.judging) | {library.conventions.key: BY_NATURE}


def verdict_said(option: Option) -> str:
    """The verdict in words; one that cannot be said yet tells how it stands."""
    if option.modality is Modality.SYSTEMIC:
        return "Always an option" if option.verdict is Verdict.MEETS else "Always an option, with caution"
    if option.verdict is Verdict.UNKNOWN:
        return _NOT_JUDGED if _of_another_primary(option) else _STANDING[option.standing or Standing.TOO_LITTLE]
    return _SAID[option.verdict]


def verdict_short(option: Option) -> str:
    """The verdict in two or three words, as a badge and the case line carry it."""
    if option.verdict is Verdict.UNKNOWN:
        return STANDING_SHORT[option.standing or Standing.TOO_LITTLE]
    if option.modality is Modality.SYSTEMIC and option.verdict is Verdict.MEETS:
        return "Always an option"
    return VERDICT_SHORT[option.verdict]


def standing_mark(option: Option) -> str:
    """A small mark beside the circle of an undecided option; the bare circle where too little is known."""
    return _STANDING_MARK[option.standing or Standing.TOO_LITTLE] if option.verdict is Verdict.UNKNOWN else ""


def verdict_line(option: Option) -> str:
    """The verdict with why it is no better, in one sentence."""
    reason = verdict_reason(option)
    return f"{verdict_said(option)}; {reason}." if reason else f"{verdict_said(option)}."


def verdict_reason(option: Option) -> str:
    """What an undecided option still waits for, counted, the work-up named; why one reads in question."""
    if option.verdict is not Verdict.UNKNOWN or _of_another_primary(option):
        return ""
    return "; ".join(part for part in (_recorded_against(option), *_still_open(option)) if part)


def verdict_brief(option: Option) -> str:
    """The verdict of an undecided option with what is recorded against it; what is still open is counted beside it."""
    reason = "" if _of_another_primary(option) else _recorded_against(option)
    return f"{verdict_said(option)}; {reason}." if reason else f"{verdict_said(option)}."


def reason_brief(option: Option) -> str:
    """What is recorded against an undecided option, then how many facts are not known: 'Caution for platelets 95
    ×10⁹/L; 22 facts not yet known.'"""
    told = [part for part in (_recorded_against(option), missing_counted(option)) if part]
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def missing_counted(option: Option) -> str:
    """How many facts an option still waits for; nothing where none is missing."""
    missing = len(option.missing)
    return f"{missing} {'fact' if missing == 1 else 'facts'} not yet known" if missing else ""


def _recorded_against(option: Option) -> str:
    """The recorded facts in question, or those that leave her out of a whole list, with what she has."""
    if option.standing is Standing.IN_QUESTION:
        return joined(_in_question(option))
    return _left_out(option) if option.standing is Standing.NOTHING_AGAINST else ""


def _of_another_primary(option: Option) -> bool:
    """Whether lists are printed for the option and none was read, because they are those of breast cancer."""
    return option.entry.reading is EntryReading.NONE and any(row.of_list for row in option.ledger)


def _in_question(option: Option) -> list[str]:
    """What is recorded that puts an option in question, each fact with its value."""
    warned = [what_is_recorded(option, code) for code in dict.fromkeys(_asked_of(row) for row in cautions(option))]
    told = [f"caution for {several(warned)}"] if warned else []
    disputed = [what_is_recorded(option, code) for code in option.safety.disputed]
    told += [f"dispute over {several(disputed)}"] if disputed else []
    beyond = [what_is_recorded(option, code) for code in option.safety.beyond_all]
    return told + ([f"{several(beyond)} beyond every list"] if beyond else [])


def _left_out(option: Option) -> str:
    """What takes her out of a whole list while another stays open: nothing forbids it, but it is not nothing."""
    codes = dict.fromkeys(map(_asked_of, left_out_by(option)))
    told = [what_is_recorded(option, code) for code in codes]
    return f"outside a whole list by {several(told, 2)}, not outside another" if told else ""


def left_out_by(option: Option) -> tuple[LedgerRow, ...]:
    """The lines of whole lists that leave her out, while another list may still take her."""
    whole = {one.source for one in option.entry.lists if one.whole and one.finding is Finding.NOT_MET}
    return tuple(
        row
        for row in option.ledger
        if row.source in whole and row.of_list and row.finding is Finding.NOT_MET and not row.not_yet
        if row.criterion.role is not Role.CAUTION
    )


def _asked_of(row: LedgerRow) -> str:
    return row.criterion.conditions[0].fact


def why_nothing_against(option: Option) -> list[str]:
    """Why an option reads as one with nothing against it though a whole list leaves her out: one part, or none."""
    told = option.standing is Standing.NOTHING_AGAINST and _left_out(option)
    return [ENOUGH] if told else []


def _still_open(option: Option) -> list[str]:
    groups = by_cost(option.missing)
    counted = [
        f"{joined(map(noun, codes))} {_COUNTED[known]}"
        if len(codes) < _FEW
        else f"{len(codes)} facts {_COUNTED[known]}"
        for known, codes in groups.items()
        if known is not KnownFrom.WORK_UP
    ]
    told = [f"still open: {joined(counted)}"] if counted else []
    shown = groups.get(KnownFrom.WORK_UP)
    told += [f"{_LEARNED[KnownFrom.WORK_UP]} {_with_article(shown)}"] if shown else []
    told += _for_the_board(option)
    return told + (_waiting(option) if not option.missing else [])


def _for_the_board(option: Option) -> list[str]:
    codes = left_to_the_board(option.missing)
    return [f"for the board to judge: {joined(map(noun, codes))}"] if codes else []


def _with_article(codes: Sequence[str]) -> str:
    return several([f"the {noun(code)}" for code in codes])


def _waiting(option: Option) -> list[str]:
    """'not yet: 2 of 4 weeks', the longest wait, where only time has to pass."""
    rows = [row for row in option.ledger if row.not_yet]
    return [f"{finding_said(row)} ({noun(row.criterion.conditions[0].fact)})" for row in rows[:1]]


def next_line(option: Option) -> str:
    """What comes next, in one line."""
    return f"{'; '.join(next_parts(option))}."


def next_brief(option: Option) -> str:
    """What comes next where room is short: facts still to be learned are counted, not named."""
    if option.verdict is not Verdict.UNKNOWN or not option.missing:
        return next_line(option)
    counted = [f"{len(codes)} {_COUNTED[known]}" for known, codes in by_cost(option.missing).items()]
    return f"still open: {joined(counted + _for_the_board(option))}."


def next_parts(option: Option) -> list[str]:
    """What would open the option, what is still to be learned, the cheapest first, or how near its limit is."""
    if option.modality is Modality.SYSTEMIC:
        return ["goes on beside every other option"]
    if option.verdict is Verdict.FAILS:
        return [opening(option.opens[0]) if option.opens else "no single change would open it"]
    if option.verdict is Verdict.UNKNOWN:
        told = [_learned(known, codes) for known, codes in by_cost(option.missing).items()] + _for_the_board(option)
        return (
            told
            or _waiting(option)
            or [opening(flip) for flip in option.opens[:1]]
            or ["nothing that is asked for is missing"]
        )
    return [closing(option.closes[0]) if option.closes else "no single change would close it"]


def _learned(known: KnownFrom, codes: Sequence[str]) -> str:
    named = _with_article(codes) if known is KnownFrom.WORK_UP else several([noun(code) for code in codes])
    return f"{_LEARNED[known]} {named}"


def opening(flip: Flip) -> str:
    """'would open it: platelets 82 → 100 ×10⁹/L'; what only lifts a stop leaves it undecided, and is told so."""
    start = "would leave it undecided" if flip.verdict is Verdict.UNKNOWN else "would open it"
    return f"{start}: {_step(flip)}"


def closing(flip: Flip) -> str:
    """'would close it: platelets 120 → 99 ×10⁹/L'; what only brings caution closes nothing, and is told so."""
    return f"{_CLOSING[flip.verdict]}: {_step(flip)}"


def _step(flip: Flip) -> str:
    if isinstance(flip.after, bool):
        return state(flip.fact, flip.after)
    if is_number(flip.before):
        before = spoken(flip.before)
    else:
        before = "not recorded" if flip.before is None else answer(flip.fact, flip.before)
    return f"{noun(flip.fact)} {before} → {answer(flip.fact, flip.after)}"
