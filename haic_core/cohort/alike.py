"""Patients like this one: a group by the facts of the case in hand, each fact with the band or the values it allows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from haic_core.case.fact_kinds import NumberFact, Value, is_number
from haic_core.case.facts import FACTS
from haic_core.case.patient import Patient
from haic_core.cohort.counts import Counted
from haic_core.cohort.mapping import Mapping
from haic_core.cohort.result import FEWEST_PATIENTS
from haic_core.cohort.values import Likeness, said
from haic_core.words.decimals import plain
from haic_core.words.refusal import Refusal

# Steps within which patients count as alike: the upper end of each, in the fact's unit.
_STEPS: dict[str, tuple[float, ...]] = {
    "ecog": (1, 2, 4),
    "asa_grade": (2, 5),
    "lesion_count": (1, 3, 9, 200),
    "largest_lesion_cm": (3, 5, 10, 30),
    "liver_involvement_percent": (25, 50, 75, 100),
    "prior_lines": (0, 1, 2, 20),
}
# Or how far from the value, in the fact's unit; of all others a quarter of it.
_EITHER_SIDE = {"age_years": 10.0, "karnofsky": 10.0}
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Shared:
    """One fact that patients like this one share: its column, and what there counts as alike, in words."""

    fact: str
    column: str
    allows: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Who counts as like a patient. like: for the engine. shared: the same for a person. not_recorded: facts of the
    mapping that the case does not record; not_told: facts whose values nobody has translated. Both compare nothing."""

    like: tuple[Likeness, ...]
    shared: tuple[Shared, ...]
    not_recorded: tuple[str, ...] = ()
    not_told: tuple[str, ...] = ()


def alike(patient: Patient, mapping: Mapping) -> Alike:
    """Who is like a patient in the facts that a mapping has columns for."""
    like: list[Likeness] = []
    shared: list[Shared] = []
    not_recorded: list[str] = []
    not_told: list[str] = []
    for code, column in mapping.facts.items():
        value = patient.get(code) if code in FACTS else None
        if value is None:
            not_recorded.append(code)
            continue
        one = _of_number(code, column, value) if isinstance(FACTS[code], NumberFact) else _of_word(code, value, mapping)
        if one is None:
            not_told.append(code)
            continue
        like.append(one)
        shared.append(Shared(code, column, _allows(code, one)))
    return Alike(tuple(like), tuple(shared), tuple(not_recorded), tuple(not_told))


def enough(found: Counted, place: str) -> Counted:
    """The same counts; raises Refusal where fewer patients are alike than a curve may stand on."""
    if found.n < FEWEST_PATIENTS:
        raise Refusal(
            f"{place}: only {found.n} patients are like the case ({found.unlike:,} are not, of {found.not_known:,} it "
            f"is not known); no curve is drawn below {FEWEST_PATIENTS}.",
            place=place,
            found=f"{found.n} patients",
            allowed=f"at least {FEWEST_PATIENTS}",
        )
    return found


def band_of(code: str, value: float) -> tuple[float, float]:
    """Within which numbers patients count as alike, both ends included."""
    fact = FACTS[code]
    assert isinstance(fact, NumberFact)
    if code in _STEPS:
        below: Sequence[float] = [step for step in _STEPS[code] if step < value]
        above = [step for step in _STEPS[code] if step >= value] or [fact.high]
        return (_next(below[-1], fact) if below else fact.low), above[0]
    reach = _EITHER_SIDE.get(code, abs(value) * _SHARE)
    return max(fact.low, value - reach), min(fact.high, value + reach)


def _next(step: float, fact: NumberFact) -> float:
    """Where the step above one begins: the next whole number, or just past it."""
    return step + 1 if fact.whole else step + 1e-9


def _of_number(code: str, column: str, value: Value) -> Likeness | None:
    return Likeness(column, band=band_of(code, float(value))) if is_number(value) else None


def _of_word(code: str, value: Value, mapping: Mapping) -> Likeness | None:
    """The values of the column that mean the case's word; the word itself where nobody has translated any."""
    word = said(value)
    told = mapping.values.get(code)
    values = tuple(cell for cell, meaning in told.items() if said(meaning) == word) if told else (word,)
    return Likeness(mapping.facts[code], values) if values else None


def _allows(code: str, one: Likeness) -> str:
    if one.band is None:
        return " or ".join(one.values)
    low, high = (plain(round(end, 2)) for end in one.band)
    fact = FACTS[code]
    unit = f" {fact.unit}" if isinstance(fact, NumberFact) and fact.unit else ""
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
