"""How old the recorded facts are on a given day, and which options therefore read as provisional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.evidence.side_lists import FreshnessLimit
from haic_core.judgement.options import Option
from haic_core.words.vocabulary import Verdict


class Freshness(StrEnum):
    """How a fact's day stands to a limit."""

    FRESH = "fresh"
    OLD = "old"
    UNDATED = "undated"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class FactAge:
    """A recorded fact with the day it was recorded; days_old is None without a day, negative ahead of today."""

    fact: str
    days_old: int | None
    limit: FreshnessLimit
    standing: Freshness


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a verdict that can be said still waits for: facts too old, facts without a day."""

    old: tuple[FactAge, ...] = ()
    undated: tuple[FactAge, ...] = ()

    def __bool__(self) -> bool:
        """Whether the verdict is provisional."""
        return bool(self.old or self.undated)


def fact_ages(
    patient: Patient, recorded_on: Mapping[str, str], limits: Sequence[FreshnessLimit], today: date
) -> tuple[FactAge, ...]:
    """Every recorded fact that a limit speaks of, in clinical order. recorded_on: ISO days by fact."""
    limit_of = {code: limit for limit in limits for code in limit.facts}
    return tuple(
        _age(code, recorded_on.get(code), limit_of[code], today)
        for code in FACTS
        if code in limit_of and patient.knows(code)
    )


def _age(code: str, day: str | None, limit: FreshnessLimit, today: date) -> FactAge:
    if day is None:
        return FactAge(code, None, limit, Freshness.UNDATED)
    days = (today - date.fromisoformat(day)).days
    if days < 0:
        return FactAge(code, days, limit, Freshness.AHEAD)
    return FactAge(code, days, limit, Freshness.OLD if days > limit.days else Freshness.FRESH)


def waiting(option: Option, ages: Sequence[FactAge]) -> Waiting:
    """What makes a verdict provisional. 'Meets' and 'caution' rest on every recorded fact that the criteria ask for;
    'does not meet' rests on the facts of its deciding lines; 'cannot be said yet' rests on nothing."""
    if option.verdict is Verdict.UNKNOWN:
        return Waiting()
    fails = option.verdict is Verdict.FAILS
    rows = option.deciding if fails else option.ledger
    rests_on = {code for row in rows for code, _ in row.recorded}
    own = [age for age in ages if age.fact in rests_on]
    return Waiting(
        tuple(age for age in own if age.standing in (Freshness.OLD, Freshness.AHEAD)),
        tuple(age for age in own if age.standing is Freshness.UNDATED),
    )
