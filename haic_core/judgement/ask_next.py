"""What to ask next: the facts not recorded, the one that could settle most undecided options first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.case.patient import Patient
from haic_core.judgement.findings import probes
from haic_core.judgement.options import Option
from haic_core.judgement.rulebook import RuleBook
from haic_core.words.vocabulary import Finding, Modality, Verdict


def ask_next(options: Sequence[Option], books: Mapping[Modality, RuleBook], patient: Patient) -> tuple[str, ...]:
    """Facts not recorded, the one that could settle most undecided options first.

    Order: options the fact alone could settle; undecided options that ask for it; clinical order. Facts that
    only decided options still miss come last.
    """
    undecided = [option for option in options if option.verdict is Verdict.UNKNOWN]
    known = {option.modality: books[option.modality].findings(patient) for option in undecided}
    form_order = list(FACTS)

    def weight(code: str) -> tuple[int, int, bool, int]:
        asking = [option for option in undecided if code in option.missing]
        settled = sum(_could_settle(code, books[option.modality], known[option.modality], patient) for option in asking)
        return -settled, -len(asking), not asking, form_order.index(code)

    missing = dict.fromkeys(code for option in options for code in option.missing)
    return tuple(sorted(missing, key=weight))


def _could_settle(code: str, book: RuleBook, findings: Sequence[Sequence[Finding]], patient: Patient) -> bool:
    """Whether some value of one fact, recorded alone, would decide an undecided option."""
    values = dict.fromkeys(
        value for condition in book.conditions if condition.fact == code for value in probes(condition, patient)
    )
    if any(condition.times_uln and ULN_OF[condition.fact] == code for condition in book.conditions):
        values |= dict.fromkeys((NUMBERS[code].low, NUMBERS[code].high))
    return any(
        book.verdict(book.findings_with(findings, patient, code, value)) is not Verdict.UNKNOWN for value in values
    )
