"""Numbers of a bundle: laboratory values with that laboratory's upper limit, ECOG and Karnofsky. A number out of a
fact's range is refused and never repaired; a comparator is no value; an unknown unit is refused by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from haic_core.case.doubts import doubts
from haic_core.case.fact_kinds import NumberFact
from haic_core.case.facts import NUMBERS
from haic_core.intake.fhir.codes import scores_of
from haic_core.intake.fhir.elements import Amount
from haic_core.intake.fhir.resources import Result
from haic_core.intake.fhir.told import Gathering, Reading, amount_as_written, unit_shown
from haic_core.intake.quantity import quantity
from haic_core.intake.units import in_own_unit, is_unit_of, normal
from haic_core.words.refusal import Refusal

_ENZYMES = ("alt_u_l", "ast_u_l")


def laboratory_value(code: str, result: Result, gathering: Gathering) -> Reading | None:
    """A laboratory value in the case file's unit, or None with the reason passed over."""
    fact, origin = NUMBERS[code], gathering.origin(NUMBERS[code].label, result)
    try:
        amount = _measured(result)
        value = _in_range(fact, amount)
    except Refusal as refused:
        gathering.pass_over(origin, str(refused))
        return None
    limit = _limit(fact, result, gathering)
    return Reading(
        value,
        amount_as_written(amount),
        origin,
        result.when,
        _doubt(fact, value, amount, limit),
        limit=limit.value,
        limit_written=limit.written,
        unit=normal(amount.unit),
        step=in_own_unit(code, Fraction(1), amount.unit) / 10 ** len(amount.written.partition(".")[2]),
    )


def score(code: str, result: Result, gathering: Gathering) -> Reading | None:
    """ECOG or Karnofsky from a number, an answer's code or an interpretation, which have to agree."""
    fact, origin = NUMBERS[code], gathering.origin(NUMBERS[code].label, result)
    given = result.value
    try:
        if given.low_high and not (given.amount or given.codes):
            return _span(fact, given.low_high, origin, result)
        numbers = {Fraction(one) for one in scores_of(code, (*given.codes, *given.interpretation))}
        amount = None
        if given.amount or (given.words and not numbers):
            amount = _measured(result)
            numbers.add(Fraction(_whole(fact, _plain(fact, amount))))
        if not numbers:
            raise Refusal((given.other and f"its value is {given.other}") or "it has no value that is read")
        if len(numbers) > 1:
            raise Refusal("its value and its codes say different scores")
        value = _whole(fact, numbers.pop())
    except Refusal as refused:
        gathering.pass_over(origin, str(refused))
        return None
    written = amount_as_written(amount) if amount else str(value)
    return Reading(value, written, origin, result.when, _text_doubt(fact, amount, value) if amount else "")


def _measured(result: Result) -> Amount:
    """The quantity of a result; raises Refusal in words that stand after a colon."""
    given = result.value
    if given.amount is None and given.words and (typed := quantity(given.words)) and len(typed.readings) == 1:
        written = f"{float(typed.readings[0]):.10g}"
        return Amount(typed.readings[0], written, typed.unit, typed.sign, of_text=True)
    if given.amount is None:
        kind = "a text" if given.words else "a range" if given.low_high else "a code" if given.codes else given.other
        raise Refusal(f"its value is {kind}, not a number" if kind else result.absent or "it has no value")
    if given.amount.comparator:
        raise Refusal(f"'{amount_as_written(given.amount)}' is a limit, not a value")
    if given.amount.number is None:
        raise Refusal("its value is not a number that can be measured")
    return given.amount


def _in_range(fact: NumberFact, amount: Amount) -> float | int:
    assert amount.number is not None
    if amount.comparator:
        raise Refusal(f"'{amount_as_written(amount)}' is a limit, not a value")
    if amount.unit and not is_unit_of(fact.code, amount.unit) and not unit_shown(amount.unit):
        raise Refusal("its unit is not known")
    value = in_own_unit(fact.code, amount.number, amount.unit)
    said = amount.unit_said if amount.is_ucum and is_unit_of(fact.code, amount.unit_said) else amount.unit
    if value != in_own_unit(fact.code, amount.number, said):
        raise Refusal(f"its unit is '{unit_shown(amount.unit)}' by its code and another in words")
    if not fact.within(value):
        raise Refusal(f"'{amount_as_written(amount)}' is out of range, which is {fact.allowed}")
    return fact.typed(value)


def _plain(fact: NumberFact, amount: Amount) -> Fraction:
    """The number of a score: its unit is none, a remark in braces, or per cent for Karnofsky."""
    assert amount.number is not None
    if amount.comparator:
        raise Refusal(f"'{amount_as_written(amount)}' is a limit, not a value")
    unit = amount.unit.strip()
    remark = unit.startswith("{") and unit.endswith("}")
    if unit not in ("", "1") and not remark and unit.casefold() != "score" and not is_unit_of(fact.code, unit):
        raise Refusal(f"'{unit_shown(unit)}' is no unit of a score" if unit_shown(unit) else "its unit is not known")
    return amount.number


def _whole(fact: NumberFact, value: Fraction) -> int:
    if value.denominator != 1 or not fact.within(value):
        shown = int(value) if value.denominator == 1 and abs(value) < 1000 else "its value"
        raise Refusal(f"{shown} is out of range, which is {fact.allowed}")
    return int(value)


def _span(fact: NumberFact, ends: tuple[Amount | None, Amount | None], origin: str, result: Result) -> Reading:
    """A range of scores: a question where it leaves two or three of them."""
    low, high = (end.number if end else None for end in ends)
    if low is None or high is None or not 0 <= high - low <= 3 * fact.step:
        raise Refusal("its value is a range, not a number")
    first, last, step = _whole(fact, low), _whole(fact, high), int(fact.step)
    answers = tuple(range(first, last + 1, step))
    written = f"{first} to {last}"
    if len(answers) < 2:
        return Reading(first, written, origin, result.when)
    return Reading(written, written, origin, result.when, f"{fact.label} {written}: which?", answers)


def _doubt(fact: NumberFact, value: float | int, amount: Amount, limit: _Limit) -> str:
    if amount.of_text:
        return _text_doubt(fact, amount, value)
    if limit.misfit:
        told = (
            f"{fact.label} {amount_as_written(amount)}: the upper end of its range, {limit.misfit}, does not fit that"
        )
        return f"{told} unit; is it right?"
    told = next((one.sentence for one in doubts({fact.code: value}) if one.fact == fact.code), "")
    # A low enzyme is doubted for its unit alone; one that is coded says which it is.
    is_low_and_coded = fact.code in _ENZYMES and amount.is_ucum and value < 100
    return "" if is_low_and_coded else told


def _text_doubt(fact: NumberFact, amount: Amount, value: float | int) -> str:
    unit = f" {fact.unit}" if fact.unit else ""
    return f"{fact.label}: the number stands as a text; is {value:.10g}{unit} right?" if amount.of_text else ""


@dataclass(frozen=True, slots=True)
class _Limit:
    """That laboratory's upper limit of normal. misfit: the upper end as written, where it cannot be one in its unit."""

    value: float | int | None = None
    written: str = ""
    misfit: str = ""


def _limit(fact: NumberFact, result: Result, gathering: Gathering) -> _Limit:
    """The upper end of the result's reference range, where it is one and its unit is read."""
    if not fact.uln_fact:
        return _Limit()
    upper, sex = NUMBERS[fact.uln_fact], gathering.person.sex
    origin = gathering.origin(upper.label, result)
    found: dict[float | int, str] = {}
    for limit in result.limits:
        if limit.sex and sex and limit.sex != sex:
            continue
        # A range without a unit is in that of its value.
        unit = limit.amount.unit or (result.value.amount.unit if result.value.amount else "")
        amount = replace(limit.amount, unit=unit)
        try:
            found[_in_range(upper, amount)] = amount_as_written(amount)
        except Refusal:
            gathering.pass_over(origin, "the range's upper end is not read in its unit")
            if is_unit_of(upper.code, unit):
                return _Limit(misfit=amount_as_written(amount))
    if len(found) > 1:
        gathering.pass_over(origin, "several ranges are given and none is surely this patient's")
        return _Limit()
    for value, written in found.items():
        return _Limit(value, written, written if doubts({upper.code: value}) else "")
    return _Limit()
