"""The verdict of each option: the ledger, what is missing, what would flip it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value, is_number
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.evidence.criterion import Criterion
from haic_core.evidence.source import OpenStatement
from haic_core.judgement.findings import compared_value, probes
from haic_core.judgement.rulebook import ListReading, RuleBook, deciding_lists
from haic_core.words.vocabulary import Finding, Modality, Role, Verdict


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One criterion of one document, judged. ``value`` is what was compared (a multiple for ``times_uln``)."""

    criterion: Criterion
    source: str
    finding: Finding
    value: Value | None
    recorded: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A single changed fact that would change the verdict."""

    fact: str
    before: Value | None
    after: Value
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Option:
    """One option for one patient. provisional: reached although facts that could still change it are missing."""

    modality: Modality
    verdict: Verdict
    ledger: tuple[LedgerRow, ...]
    lists: tuple[ListReading, ...]
    missing: tuple[str, ...]
    flips: tuple[Flip, ...]
    open_statements: tuple[tuple[str, OpenStatement], ...]

    @property
    def provisional(self) -> bool:
        return bool(self.missing) and self.verdict in (Verdict.MEETS, Verdict.CAUTION)

    @property
    def deciding(self) -> tuple[LedgerRow, ...]:
        """The rows behind a verdict other than 'meets': failed contraindications, else failed entry, else
        cautions, else what was not recorded."""
        unmet = [row for row in self.ledger if row.finding is Finding.NOT_MET]
        if self.verdict is Verdict.FAILS:
            hard = tuple(row for row in unmet if row.criterion.role is Role.CONTRAINDICATION)
            complete = {one.source for one in deciding_lists(self.lists)}
            return hard or tuple(row for row in unmet if row.criterion.role is Role.ENTRY and row.source in complete)
        if self.verdict is Verdict.CAUTION:
            return tuple(row for row in unmet if row.criterion.role is Role.CAUTION)
        if self.verdict is Verdict.UNKNOWN:
            return tuple(row for row in self.ledger if row.finding is Finding.NOT_RECORDED)
        return ()


def judge_option(book: RuleBook, patient: Patient) -> Option:
    """One option's verdict with its ledger, from every document of tier A or B that speaks of it."""
    findings = book.findings(patient)
    verdict = book.verdict(findings)
    ledger = tuple(
        _row(rule, one.source, finding, patient)
        for one, own in zip(book.printed, findings, strict=True)
        for rule, finding in zip(one.rules, own, strict=True)
    )
    missing = tuple(
        dict.fromkeys(
            code
            for row in ledger
            if row.finding is Finding.NOT_RECORDED
            for code in row.criterion.facts
            if not patient.knows(code)
        )
    )
    flips = _flips(book, findings, patient, verdict)
    return Option(book.modality, verdict, ledger, book.lists(findings), missing, flips, book.open_statements)


def _row(rule: Criterion, source: str, finding: Finding, patient: Patient) -> LedgerRow:
    recorded = tuple((code, patient.facts[code]) for code in rule.facts if patient.knows(code))
    compared = compared_value(rule.condition, patient) if rule.condition is not None else None
    value = float(compared) if isinstance(compared, Fraction) else compared
    return LedgerRow(rule, source, finding, value, recorded)


def _flips(
    book: RuleBook, findings: Sequence[Sequence[Finding]], patient: Patient, verdict: Verdict
) -> tuple[Flip, ...]:
    """The nearest single change of each fact for each other verdict it can lead to."""
    nearest: dict[tuple[str, Verdict], Flip] = {}
    tried: dict[tuple[str, Value], Verdict] = {}
    for condition in book.conditions:
        before = patient.get(condition.fact)
        if before is not None and FACTS[condition.fact].fixed:
            continue
        for after in probes(condition, patient):
            change = (condition.fact, after)
            if after == before or change in tried:
                continue
            reached = tried[change] = book.verdict(book.findings_with(findings, patient, *change))
            # For a fact not recorded, only what would settle the option is worth naming.
            if reached is verdict or (before is None and reached not in (Verdict.MEETS, Verdict.CAUTION)):
                continue
            known = nearest.get((condition.fact, reached))
            if known is None or _distance(after, before) < _distance(known.after, before):
                nearest[condition.fact, reached] = Flip(condition.fact, before, after, reached)
    order = [Verdict.MEETS, Verdict.CAUTION, Verdict.UNKNOWN, Verdict.FAILS]
    return tuple(sorted(nearest.values(), key=lambda flip: (order.index(flip.verdict), _relative(flip))))


def _distance(after: Value, before: Value | None) -> float:
    if not is_number(after) or not is_number(before):
        return 0.0
    return abs(float(after) - float(before))


def _relative(flip: Flip) -> float:
    """How near a change is, as a share of the recorded value; changes of kind come after changes of degree."""
    if not is_number(flip.before):
        return 10.0
    return min(_distance(flip.after, flip.before) / max(abs(float(flip.before)), 1e-9), 9.0)
