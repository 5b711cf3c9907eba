"""The safety of an option in one line: what stops it, what is disputed, what warns, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from haic_core.judgement.options import LedgerRow, Option
from haic_core.wording.cost import by_cost, left_to_the_board
from haic_core.wording.facts import noun, state
from haic_core.wording.judgement import ABSTRACT_ONLY, BY_NATURE
from haic_core.wording.lines import bound_alone, has_instead, most_lenient
from haic_core.wording.phrases import joined, several
from haic_core.words.vocabulary import EntryReading, Finding, Modality, Role, SafetyReading, Verdict

_NAMED = 3


def safety_line(option: Option, names: Mapping[str, str]) -> str:
    """The safety of an option in one line."""
    return f"{'; '.join(safety_parts(option, names))}."


def safety_parts(option: Option, names: Mapping[str, str]) -> list[str]:
    """What stops the option, what is disputed, what warns, what is open; or that nothing printed stands against it."""
    safety = option.safety
    told = []
    if safety.stopped:
        head = "caution" if option.modality is Modality.SYSTEMIC else "stopped"
        told.append(f"{head}: {_listed(_stopped(option, names))}")
    disputed = [code for code in safety.disputed if code not in safety.stopped]
    if disputed:
        told.append(f"disputed: {_listed([_disputed_told(option, code, names) for code in disputed])}")
    if option.verdict is Verdict.FAILS and not told:
        told.append(_nothing_passed(option))
    if safety.beyond_all and (option.verdict is not Verdict.FAILS or _left_out_in_silence(option)):
        # Of another primary only safety is judged; that no list knows it is told as the verdict.
        codes = [code for code in safety.beyond_all if code != "primary"]
        told += [f"beyond every list: {several([what_is_recorded(option, code) for code in codes])}"] if codes else []
    if option.verdict is Verdict.FAILS:
        # What warns besides, and what is not known, decides nothing more.
        return told
    warned = _warned(option, names)
    if warned:
        told.append(f"caution: {_listed(warned)}")
    if safety.reading is SafetyReading.OPEN:
        codes = [code for own in by_cost(safety.open).values() for code in own] + left_to_the_board(safety.open)
        told.append(f"open: {several([noun(code) for code in codes], 2)}")
    if option.limited_elsewhere:
        passed = several([what_is_recorded(option, code) for code in option.limited_elsewhere])
        told.append(f"{passed}: limited by lists of other options only")
    still_open = [noun(code) for code in _open_cautions(option)]
    if still_open:
        told.append(f"caution still open: {several(still_open, 2)}")
    if option.modality is Modality.SYSTEMIC:
        told.insert(0, "the limits of each drug are not judged here")
    elif safety.reading is SafetyReading.CLEAR:
        told.insert(0, "not stopped" if told else "clear")
    return told


def safety_brief(option: Option) -> str:
    """The same where room is short: what the patient has, with its number, and not who limits it."""
    safety = option.safety
    warned = dict.fromkeys(row.criterion.conditions[0].fact for row in cautions(option))
    told = [
        f"{head}: {several([what_is_recorded(option, code) for code in codes], _NAMED)}"
        for head, codes in (
            ("caution" if option.modality is Modality.SYSTEMIC else "stopped", safety.stopped),
            ("disputed", [code for code in safety.disputed if code not in safety.stopped]),
            ("beyond every list", [code for code in safety.beyond_all if code not in ("primary", *safety.stopped)]),
            ("caution", [code for code in warned if code not in safety.stopped]),
        )
        if codes
    ]
    if option.verdict is Verdict.FAILS:
        return f"{told[0] if told else _nothing_passed(option)}."
    if safety.reading is SafetyReading.OPEN:
        told.append(f"open: {len(safety.open)} fact{'' if len(safety.open) == 1 else 's'}")
    still_open = len(_open_cautions(option))
    if still_open:
        told.append(f"{still_open} caution{'' if still_open == 1 else 's'} still open")
    if option.modality is Modality.SYSTEMIC:
        told.insert(0, "the limits of each drug are not judged here")
    return f"{'; '.join(told) or 'clear'}."


def _left_out_in_silence(option: Option) -> bool:
    """Whether it fails although some list has no line against her: only what lies beyond all says why."""
    outside = option.entry.reading is EntryReading.OUTSIDE and not option.safety.stopped
    return outside and any(one.counts and one.finding is not Finding.NOT_MET for one in option.entry.lists)


def _nothing_passed(option: Option) -> str:
    count = len(option.safety.open)
    known = f"; {count} {'fact is' if count == 1 else 'facts are'} not known" if count else ""
    return f"no absolute limit is passed{known}"


def cautions(option: Option) -> tuple[LedgerRow, ...]:
    """The recorded cautions: their lines that are not met."""
    return tuple(row for row in option.ledger if row.criterion.role is Role.CAUTION and row.finding is Finding.NOT_MET)


def _open_cautions(option: Option) -> tuple[str, ...]:
    """Facts not recorded on which only a caution still hangs, once nothing else is open: who reads that nothing stops
    her is not to take them for absent."""
    if option.safety.reading is not SafetyReading.CLEAR:
        return ()
    warned = {row.criterion.conditions[0].fact for row in cautions(option)}
    codes = dict.fromkeys(
        row.criterion.conditions[0].fact
        for row in option.ledger
        if row.criterion.role is Role.CAUTION and row.finding is Finding.NOT_RECORDED
    )
    return tuple(code for code in codes if code not in warned)


def _warned(option: Option, names: Mapping[str, str]) -> list[str]:
    """'INR 1.8, 1.5 allowed (SIR 2019)': recorded cautions, fact by fact, of each document the first."""
    found: dict[str, list[LedgerRow]] = {}
    for row in cautions(option):
        found.setdefault(row.criterion.conditions[0].fact, []).append(row)
    return [_each_with_its_bound(rows, names) for rows in found.values()]


def _each_with_its_bound(rows: Sequence[LedgerRow], names: Mapping[str, str]) -> str:
    """'platelets 40 ×10⁹/L, 100 needed (one), 50 needed (other)': nobody is named for a bound that another prints."""
    first: dict[str, LedgerRow] = {}
    for row in rows:
        first.setdefault(row.source, row)
    found: dict[str, list[LedgerRow]] = {}
    for row in first.values():
        found.setdefault(has_instead(row), []).append(row)
    told: list[str] = []
    for said, alike in found.items():
        same = told and has_instead(alike[0], short=True) == has_instead(rows[0], short=True)
        told.append(f"{(same and bound_alone(alike[0])) or said} ({_who(alike, names)})")
    rest = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return f"{', '.join(told[:_NAMED])}{rest}"


def _rows(option: Option, key: str) -> list[LedgerRow]:
    """The absolute limits on one fact."""
    return [
        row
        for row in option.ledger
        if not row.of_list and row.criterion.role is Role.CONTRAINDICATION and row.criterion.conditions[0].fact == key
    ]


def _stopped(option: Option, names: Mapping[str, str]) -> list[str]:
    """'ascites and encephalopathy (Sirtex label)': what is forbidden, and by whom; the same forbidder is named once."""
    found: dict[str, list[str]] = {}
    for key in option.safety.stopped:
        passed = [row for row in _rows(option, key) if row.finding is Finding.NOT_MET]
        if not passed:
            found.setdefault("outside every list of every option", []).append(what_is_recorded(option, key))
            continue
        # Even the most lenient is passed: that one is told, and who prints it.
        lenient = most_lenient(passed)
        alike = [row for row in passed if bound_alone(row) == bound_alone(lenient)]
        found.setdefault(_who(alike, names), []).append(has_instead(lenient))
    return [f"{joined(told)} ({who})" for who, told in found.items()]


def _listed(told: Sequence[str]) -> str:
    """Items that hold commas and an 'and' of their own."""
    rest = f" and {len(told) - _NAMED} more" if len(told) > _NAMED else ""
    return f"{', '.join(told[:_NAMED])}{rest}"


def what_is_recorded(option: Option, key: str) -> str:
    """What the patient has of a fact, also where no line of the option asks for it."""
    value = option.recorded(key)
    if value is not None:
        return state(key, value)
    told = (row for row in option.ledger if row.criterion.conditions[0].fact == key and row.value is not None)
    return next((has_instead(row, short=True) for row in told), noun(key))


def _disputed_told(option: Option, key: str, names: Mapping[str, str]) -> str:
    """'lung shunt 22 % (not by Sirtex label; allowed by EANM 2024)': both sides are named, never merged."""
    rows = _rows(option, key)
    against = [row for row in rows if row.finding is Finding.NOT_MET]
    allowed = [row for row in rows if row.finding is Finding.MET]
    told = f"{has_instead(against[0], short=True)} (not by {_who(against, names)}"
    return f"{told}; {f'allowed by {_who(allowed, names)}' if allowed else 'no other document limits it'})"


def _who(rows: Iterable[LedgerRow], names: Mapping[str, str]) -> str:
    """Who prints it, each once; what holds by nature stands first. That a list is no more than an abstract's says
    nothing of a limit, which may stand in a table that was read whole."""
    found = dict.fromkeys(
        names[row.source] if row.of_list else names[row.source].removesuffix(ABSTRACT_ONLY) for row in rows
    )
    return several(sorted(found, key=lambda name: name != BY_NATURE), 2)
