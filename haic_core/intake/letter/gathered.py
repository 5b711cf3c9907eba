"""All readings of one fact brought together: the same value once, the latest of dated ones, or a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from haic_core.case.fact_kinds import Value, spoken
from haic_core.case.facts import FACTS, unit_of
from haic_core.intake.letter.dates import Named
from haic_core.intake.proposal import PassedOver, Proposal, Question
from haic_core.intake.quantity import all_alike

_LASTING = frozenset(
    {
        "age_years", "primary", "hormone_receptor", "her2", "histology_confirmed", "prior_lines",
        "weeks_since_systemic", "weeks_since_chemotherapy", "capecitabine_within_2_months", "antiangiogenic_drug",
        "pacemaker_or_implant", "contrast_allergy",
        "alt_uln_u_l", "ast_uln_u_l", "bilirubin_uln_mg_dl", "creatinine_uln_mg_dl",
        *(code for code in FACTS if code.startswith(("prior_", "progressed_on_"))),
    }
)  # fmt: skip
CHANGEABLE = frozenset(FACTS) - _LASTING
"""Facts of which an earlier finding says nothing of today."""

STALE_DAYS = 92
"""A changeable finding older than this is asked back; a convention of this project, not a paper's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact read at one place. values: several are asked back by ``why``; so is a single one with a ``why``."""

    fact: str
    values: tuple[Value, ...]
    as_written: str
    origin: str
    why: str
    day: Named | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all readings come to, a proposal or a question a fact, in clinical order."""

    given: tuple[Proposal | Question, ...]
    passed_over: tuple[PassedOver, ...]
    say: tuple[str, ...]

    @property
    def facts(self) -> frozenset[str]:
        """The facts that came to something."""
        return frozenset(one.fact for one in self.given)


def gathered(readings: Iterable[Reading], on: date) -> Gathered:
    """One proposal or question for each fact that was read."""
    by_fact: dict[str, list[Reading]] = {}
    for one in readings:
        by_fact.setdefault(one.fact, []).append(one)
    given: list[Proposal | Question] = []
    passed: list[PassedOver] = []
    say: list[str] = []
    for fact in (code for code in FACTS if code in by_fact):
        read = by_fact[fact]
        stands = _standing(read)
        given.append(_question(fact, read) if stands is None else _given(stands, on))
        if stands is not None and (earlier := [one for one in read if not _one_value((one, stands))]):
            say.append(_latest(stands, earlier))
            passed += [
                PassedOver(f"{FACTS[fact].label}: {one.origin}", "is earlier than the value that stands")
                for one in earlier
            ]
    return Gathered(tuple(given), tuple(passed), tuple(say))


def _standing(read: Sequence[Reading]) -> Reading | None:
    """The reading that stands for all: the surest of one value, the latest of differing ones; None where it is open."""
    if _one_value(read):
        sure = [one for one in read if not one.why] or list(read)
        return max(sure, key=lambda one: one.day.first if one.day else date.min)
    if any(one.day is None for one in read):
        return None
    last = max(read, key=lambda one: one.day.first if one.day else date.min)
    rivals = [one for one in read if one.values != last.values]
    assert last.day is not None
    return last if all(one.day and one.day.last < last.day.first for one in rivals) else None


def _one_value(read: Sequence[Reading]) -> bool:
    """Whether readings say the same, numbers within the digits printed."""
    if any(len(one.values) > 1 for one in read):
        return len({one.values for one in read}) == 1
    return all_alike([one.values[0] for one in read])


def _given(one: Reading, on: date) -> Proposal | Question:
    if len(one.values) > 1:
        return Question(one.fact, one.values, one.as_written, one.origin, one.why, one.on)
    return Proposal(one.fact, one.values[0], one.as_written, one.origin, one.on, one.why or _stale(one, on))


def _stale(one: Reading, on: date) -> str:
    if one.fact not in CHANGEABLE or one.day is None or one.day.last >= on - timedelta(days=STALE_DAYS):
        return ""
    found = f"{one.day.first:%Y}" if (one.day.last - one.day.first).days > 300 else f"{one.day.first:%B %Y}"
    return f"{FACTS[one.fact].label}: {_told(one)} was found in {found}; is it still so?"


def _question(fact: str, read: Sequence[Reading]) -> Question:
    values = tuple(dict.fromkeys(value for one in read for value in one.values))
    written = " / ".join(dict.fromkeys(one.as_written for one in read))[:120]
    origin = "; ".join(dict.fromkeys(one.origin for one in read))
    told = f"{FACTS[fact].label}: the letter says {' and '.join(spoken(value) for value in values[:6])}; which?"
    return Question(fact, values, written, origin[:400], told)


def _latest(stands: Reading, earlier: Sequence[Reading]) -> str:
    others = ", ".join(dict.fromkeys(_told(one) for one in earlier))
    return f"{FACTS[stands.fact].label}: the latest stands, {_told(stands)}; before it {others}."


def _told(one: Reading) -> str:
    unit = unit_of(one.fact)
    return " or ".join(spoken(value) for value in one.values) + (f" {unit}" if unit and unit != "lines" else "")
