"""The lines that decide an option, each requirement once, whichever number of documents asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS, LABS, ULN_OF
from haic_core.evidence.span import Is, IsNot
from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.entry import SILENT
from haic_core.wording.judgement import bound_of, recorded_value, requirement
from haic_core.wording.lines import has_instead
from haic_core.wording.option import (
    entry_line,
    left_out_by,
    next_line,
    safety_line,
    verdict_line,
    verdict_reason,
    verdict_said,
)
from haic_core.wording.phrases import joined, quantity, several
from haic_core.words.vocabulary import EntryReading, Finding, Modality, Role, Verdict

_NAMED = 2


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One requirement: what is asked, what this patient has, and who asks it.

    keys, names: the documents, each once; places: 'Hsiao: Patients and Methods', each once; warns: nobody who asks it
    does more than warn.
    """

    asks: str
    has: str
    keys: tuple[str, ...]
    names: tuple[str, ...]
    places: tuple[str, ...]
    warns: bool


def asked_lines(rows: Iterable[LedgerRow], names: Mapping[str, str]) -> tuple[AskedLine, ...]:
    """Ledger rows as lines, in the order in which each is first asked. names: how each document is named."""
    found: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in rows:
        found.setdefault((requirement(row.criterion), recorded_value(row)), []).append(row)
    return tuple(_asked(asks, has, own, names) for (asks, has), own in found.items())


def _asked(asks: str, has: str, rows: Sequence[LedgerRow], names: Mapping[str, str]) -> AskedLine:
    keys = tuple(dict.fromkeys(row.source for row in rows))
    places = tuple(dict.fromkeys(f"{names[row.source]}: {row.criterion.locator}" for row in rows))
    warns = all(row.criterion.role is Role.CAUTION for row in rows)
    return AskedLine(asks, has, keys, tuple(names[key] for key in keys), places, warns)


def against_lines(option: Option, names: Mapping[str, str]) -> tuple[AskedLine, ...]:
    """The lines that speak against an option: those that decide it, whole lists before parts, or where nothing is
    decided yet the cautions that are recorded, then the lines of whole lists that leave her out. Disputed limits stand
    for themselves."""
    if option.verdict is Verdict.UNKNOWN:
        warned = [row for row in option.ledger if row.finding is Finding.NOT_MET and _warns(option, row)]
        rows = [*warned, *(row for row in left_out_by(option) if row not in warned)]
    else:
        whole = {one.source for one in option.entry.lists if one.whole}
        rows = sorted(option.deciding, key=lambda row: row.of_list and row.source not in whole)
    return asked_lines((row for row in rows if not _is_disputed(option, row)), names)


def disputed_lines(option: Option, names: Mapping[str, str]) -> tuple[AskedLine, ...]:
    """Each fact on which printed limits differ, with both sides: 'not by Sirtex label (at most 2 mg/dL); allowed by
    EANM 2024 (at most 3 mg/dL)'. A fact that stops the option is disputed by nobody."""
    codes = [code for code in option.safety.disputed if code not in option.safety.stopped]
    return tuple(_both_sides(_limits_on(option, code), names) for code in codes)


def _both_sides(rows: Sequence[LedgerRow], names: Mapping[str, str]) -> AskedLine:
    against = [row for row in rows if row.finding is Finding.NOT_MET]
    allowed = [row for row in rows if row.finding is Finding.MET]
    told = [f"not by {_side(against, names)}"]
    told += [f"allowed by {_side(allowed, names)}"] if allowed else ["no other document limits it"]
    return _asked("; ".join(told), has_instead(against[0], short=True), rows, names)


def _side(rows: Iterable[LedgerRow], names: Mapping[str, str]) -> str:
    return joined(dict.fromkeys(f"{names[row.source]}{_limit(row)}" for row in rows))


def _limit(row: LedgerRow) -> str:
    """' (at most 2 mg/dL)'; nothing where the limit is a plain yes or no."""
    span = row.criterion.conditions[0].span
    if isinstance(span, (Is, IsNot)) and isinstance(span.bound, bool):
        return ""
    return f" ({bound_of(row.criterion)})"


def _limits_on(option: Option, code: str) -> list[LedgerRow]:
    return [row for row in option.ledger if _is_limit(row) and row.criterion.conditions[0].fact == code]


def _is_limit(row: LedgerRow) -> bool:
    return not row.of_list and row.criterion.role is Role.CONTRAINDICATION


def _is_disputed(option: Option, row: LedgerRow) -> bool:
    code = row.criterion.conditions[0].fact
    return _is_limit(row) and code in option.safety.disputed and code not in option.safety.stopped


def _warns(option: Option, row: LedgerRow) -> bool:
    return row.criterion.role is Role.CAUTION or row.criterion.conditions[0].fact in option.safety.beyond_all


def labs_outside(options: Iterable[Option]) -> tuple[str, ...]:
    """The recorded laboratory values outside a printed line of any option, each with the upper limit it is measured by:
    'ALT 210 U/L (upper limit 40 U/L)'. In the order of the form."""
    found: dict[str, Value] = {}
    for option in options:
        for row in option.ledger:
            if row.finding is Finding.NOT_MET:
                found |= dict(row.recorded)
    return tuple(
        f"{FACTS[code].label} {quantity(code, found[code])}{_upper_limit(code, found)}"
        for code in FACTS
        if code in found and FACTS[code].section == LABS and code not in ULN_OF.values()
    )


def _upper_limit(code: str, found: Mapping[str, Value]) -> str:
    limit = ULN_OF.get(code, "")
    return f" (upper limit {quantity(limit, found[limit])})" if limit in found else ""


def why_sentence(option: Option, names: Mapping[str, str]) -> str:
    """What is said of an option before its lines: what one waits for that cannot be said yet, which lists admit one
    that can, what stops one that no line of its own decides."""
    if option.verdict is Verdict.UNKNOWN:
        reason = verdict_reason(option)
        return f"{reason[0].upper()}{reason[1:]}." if reason else verdict_line(option)
    if option.modality is Modality.SYSTEMIC:
        return f"{verdict_said(option)}; {next_line(option)}"
    said = safety_line(option, names) if option.verdict is Verdict.FAILS else entry_line(option, names)
    return f"{said[0].upper()}{said[1:]}"


def after_the_lines(option: Option, rest: int) -> str:
    """How many more lines there are than shown, and what would open the option, or close it."""
    told = [f"{rest} more in the ledger"] if rest > 0 else []
    told += [] if option.verdict is Verdict.UNKNOWN or option.modality is Modality.SYSTEMIC else [next_line(option)]
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}"


def read_differently(option: Option, names: Mapping[str, str]) -> str:
    """What the lists say that read this patient differently, whole lists first; nothing where all of them agree.
    Where she is outside every list, one without an unmet line is silent and lets nobody in."""
    lists = [one for one in option.entry.lists if one.counts]
    if {Finding.MET, Finding.NOT_MET} - {one.finding for one in lists}:
        return ""
    met = SILENT if option.entry.reading is EntryReading.OUTSIDE else "met"
    told = []
    for whole, extent in ((True, "whole list"), (False, "part list")):
        for finding, said in ((Finding.MET, met), (Finding.NOT_MET, "not met")):
            own = [names[one.source] for one in lists if one.whole is whole and one.finding is finding]
            told += [f"{extent} {said}: {several(own, _NAMED)}"] if own else []
    return "; ".join(told)
