"""Two versions of one case side by side: what a changed fact changes in options, evidence and curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.judgement.assessment import Assessment
from haic_core.judgement.changes import Flip
from haic_core.judgement.matching import Match
from haic_core.judgement.options import LedgerRow, Option
from haic_core.words.vocabulary import Modality, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One fact in both versions; None is not recorded."""

    fact: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class OptionChange:
    """One option in both versions, with the ledger lines whose finding differs (before, after)."""

    before: Option
    after: Option
    lines: tuple[tuple[LedgerRow, LedgerRow], ...]

    @property
    def modality(self) -> Modality:
        return self.before.modality

    @property
    def turns(self) -> bool:
        """Whether the verdict differs, or how one stands that cannot be said yet."""
        return (self.before.verdict, self.before.standing) != (self.after.verdict, self.after.standing)


@dataclass(frozen=True, slots=True)
class MatchChange:
    """One cohort in both versions, and the facts that came inside or went outside it."""

    before: Match
    after: Match
    came_inside: tuple[str, ...]
    went_outside: tuple[str, ...]

    @property
    def entry_turns(self) -> bool:
        return self.before.entry is not self.after.entry

    @property
    def group_turns(self) -> bool:
        return self.before.group != self.after.group


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions of a case; every option is listed, of the evidence only what differs."""

    changes: tuple[Change, ...]
    options: tuple[OptionChange, ...]
    evidence: tuple[MatchChange, ...]


def changed(patient: Patient, values: Mapping[str, Value | None]) -> Patient:
    """The same patient with some facts changed; None means no longer recorded."""
    for code, value in values.items():
        patient = patient.with_fact(code, value)
    return patient


def compare(before: Assessment, after: Assessment) -> Comparison:
    """Both versions against the same library."""
    facts = tuple(
        Change(code, before.patient.get(code), after.patient.get(code))
        for code in FACTS
        if before.patient.get(code) != after.patient.get(code)
    )
    options = tuple(_option(one, other) for one, other in zip(before.options, after.options, strict=True))
    later = {match.key: match for match in after.evidence}
    pairs = (_match(match, later[match.key]) for match in before.evidence if match.key in later)
    differing = tuple(
        pair for pair in pairs if pair.entry_turns or pair.group_turns or pair.came_inside or pair.went_outside
    )
    return Comparison(facts, options, differing)


def _option(before: Option, after: Option) -> OptionChange:
    lines = tuple(
        (one, other) for one, other in zip(before.ledger, after.ledger, strict=True) if one.finding is not other.finding
    )
    return OptionChange(before, after, lines)


def _match(before: Match, after: Match) -> MatchChange:
    came = tuple(code for code in after.inside if code not in before.inside)
    went = tuple(code for code in after.outside if code not in before.outside)
    return MatchChange(before, after, came, went)


def telling_changes(options: Sequence[Option], most: int = 6) -> tuple[Flip, ...]:
    """Single changes of recorded facts that can come and would open an option, one for each fact, the nearest of each
    option first; options that do not meet now come first."""
    order = [Verdict.FAILS, Verdict.UNKNOWN, Verdict.CAUTION, Verdict.MEETS]
    found: dict[str, Flip] = {}
    for option in sorted(options, key=lambda one: order.index(one.verdict)):
        for flip in option.opens:
            if flip.before is not None:
                found.setdefault(flip.fact, flip)
    return tuple(found.values())[:most]
