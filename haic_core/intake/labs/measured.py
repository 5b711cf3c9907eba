"""One written result as a value of its fact: its unit, its reading, what is doubtful about it; or why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import NUMBERS
from haic_core.intake.labs import said
from haic_core.intake.labs.by_size import ends_speak_of, likely, meant
from haic_core.intake.labs.marks import UNIT
from haic_core.intake.labs.remarks import DOUBTFUL, VOID
from haic_core.intake.labs.results import Result
from haic_core.intake.quantity import numbers
from haic_core.intake.units import in_own_unit, is_unit_of, normal
from haic_core.words.refusal import Refusal, misfit

_LONGEST_NUMBER = 16
_LEAST_PERCENT = Fraction(20)
_COUNTS = frozenset({"platelets_e9_l", "leucocytes_e9_l", "anc_e9_l"})


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of one result.

    value: in the fact's unit; None where it is none. step: what its last digit stands for. doubt: why it is asked back.
    answers: what it may be, where a person has to choose, with the sentence that asks. why: why it is no value; says:
    whether that still tells something of the patient, so that an earlier result does not stand for it.
    """

    result: Result
    value: float | int | None = None
    unit: str = ""
    step: Fraction = Fraction(0)
    doubt: str = ""
    answers: tuple[Value, ...] = ()
    asks: str = ""
    why: str = ""
    says: bool = False


def written(result: Result) -> str:
    """Number and unit as they stand in the list; a unit that is none is not shown."""
    number = " or ".join(one[:_LONGEST_NUMBER] for one in result.numbers[:3]) or result.limit[:24]
    unit = result.units[0][:24] if len(result.units) == 1 and UNIT.fullmatch(result.units[0].strip()) else ""
    return f"{number} {unit}".strip() if number else ""


def measured(result: Result, decimal_marks: frozenset[str]) -> Measured:
    """A result of a fact as its value. decimal_marks: the marks that part decimals elsewhere in the list."""
    code = result.analyte.fact
    if result.remark in VOID or (result.remark and not result.numbers and not result.limit):
        return Measured(result, why=said.remarked(result.remark))
    if result.numbers and result.limit:
        return Measured(result, why=said.A_LIMIT_AND_A_NUMBER, says=True)
    if not result.numbers:
        return Measured(result, why=said.A_LIMIT, says=True)
    if len(result.units) > 1:
        return Measured(result, why=said.TWO_UNITS, says=True)
    unit = _unit(result)
    readings = [one for number in result.numbers if len(number) <= _LONGEST_NUMBER for one in numbers(number)]
    if not readings:
        return Measured(result, why=said.NOT_A_NUMBER, says=True)
    if unit == "%" and code == "anc_e9_l":
        return Measured(result, why=said.PERCENT)
    if len(result.numbers) > 1:
        return _several(result, readings, unit)
    found = _in_unit(result, readings, unit) if unit or is_unit_of(code, "") else _without_unit(result, readings)
    return _doubted(found, readings, decimal_marks)


def _unit(result: Result) -> str:
    unit = result.units[0] if result.units else ""
    told = normal(unit)
    if told.startswith("ml/min") and (
        ("1.73" in told or "1,73" in told) or (result.analyte.indexed and told == "ml/min")
    ):
        return "mL/min/1.73 m2"
    return unit


def _in_unit(result: Result, readings: Sequence[Fraction], unit: str) -> Measured:
    code = result.analyte.fact
    if unit and not is_unit_of(code, unit) and not UNIT.fullmatch(unit.strip()):
        return Measured(result, why=said.UNKNOWN_UNIT, says=True)
    try:
        in_own_unit(code, Fraction(1), unit)
    except Refusal as refused:
        return Measured(result, why=str(refused), says=True)
    taken = _taken(result, readings, unit)
    if len(taken) > 1:
        return Measured(result, answers=_answers(code, taken), asks=said.two_readings(code, written(result)))
    return _valued(result, taken[0], in_own_unit(code, Fraction(1), unit), unit)


def _taken(result: Result, readings: Sequence[Fraction], unit: str) -> list[Fraction]:
    """The readings in the fact's unit that are possible; the first one where none is."""
    code = result.analyte.fact
    usual = likely(code, readings, unit) if len(readings) > 1 else tuple(readings)
    own = [in_own_unit(code, one, unit) for one in usual or readings]
    return [one for one in own if NUMBERS[code].within(one)] or own[:1]


def _without_unit(result: Result, readings: Sequence[Fraction]) -> Measured:
    code, text = result.analyte.fact, written(result)
    ends = (
        [one for upper in result.reference.uppers for one in numbers(upper)]
        if len(result.reference.uppers) == 1
        else []
    )
    if result.analyte.may_be_percent:
        if any(Fraction(5) <= end <= Fraction(9) for end in ends):
            return _valued(result, readings[0], Fraction(1), "10^9/L")
        if readings[0] >= _LEAST_PERCENT:
            return Measured(result, why=said.PERHAPS_PERCENT)
        return _with_doubt(_valued(result, readings[0], Fraction(1), ""), said.count_or_percentage(text))
    found = meant(code, readings, ends, bool(set(result.numbers[0]) & {",", "."}))
    if not found:
        value = _valued(result, readings[0], Fraction(1), "")
        return value if value.value is None else _with_doubt(value, said.no_unit_taken(code, text))
    values = {one.value: one for one in found}
    if len(values) > 1:
        return Measured(result, answers=_answers(code, list(values)), asks=said.no_unit(code, text))
    only = found[0]
    made = _valued(result, only.value, in_own_unit(code, Fraction(1), only.unit), only.unit)
    if made.value is None or any(one.is_of(code) for one in found):
        return made
    return _with_doubt(made, said.other_unit(code, text, made.value, only.unit))


def _several(result: Result, readings: Sequence[Fraction], unit: str) -> Measured:
    code = result.analyte.fact
    try:
        own = [in_own_unit(code, one, unit) for one in readings] if unit else list(readings)
    except Refusal as refused:
        return Measured(result, why=str(refused), says=True)
    answers = _answers(code, own)
    if not answers:
        return Measured(result, why=str(misfit(NUMBERS[code].label, NUMBERS[code].allowed, written(result))), says=True)
    return Measured(result, answers=answers, asks=said.several_numbers(code))


def _answers(code: str, values: Sequence[Fraction]) -> tuple[Value, ...]:
    fact = NUMBERS[code]
    return tuple(dict.fromkeys(fact.typed(value) for value in sorted(values) if fact.within(value)))


def _valued(result: Result, value: Fraction, factor: Fraction, unit: str) -> Measured:
    code = result.analyte.fact
    if not NUMBERS[code].within(value):
        return Measured(result, why=str(misfit(NUMBERS[code].label, NUMBERS[code].allowed, written(result))), says=True)
    text = result.numbers[0]
    places = len(text) - max(text.rfind(","), text.rfind(".")) - 1 if set(text) & {",", "."} else 0
    return Measured(result, NUMBERS[code].typed(value), unit, factor / 10**places)


def _with_doubt(made: Measured, doubt: str) -> Measured:
    return Measured(made.result, made.value, made.unit, made.step, doubt)


def _doubted(made: Measured, readings: Sequence[Fraction], decimal_marks: frozenset[str]) -> Measured:
    """The same with what else speaks against it: the specimen, the reference range, the list's way of writing."""
    if made.value is None:
        return made
    code, result = made.result.analyte.fact, made.result
    mark = next((sign for sign in result.numbers[0] if sign in ".,"), "")
    if (
        code not in _COUNTS
        and len(readings) > 1
        and mark in decimal_marks
        and made.value == _typed(code, readings[1], made.unit)
    ):
        own = [in_own_unit(code, one, made.unit) for one in readings]
        if len(answers := _answers(code, own)) > 1:
            return Measured(result, answers=answers, asks=said.two_readings(code, written(result)))
    if made.doubt:
        return made
    if result.remark in DOUBTFUL:
        return _with_doubt(made, said.doubtful_specimen(code, made.value, result.remark))
    ends = [one for upper in result.reference.uppers for one in numbers(upper)]
    own_ends = not result.reference.unit or normal(result.reference.unit) == normal(made.unit)
    if own_ends and made.unit and (other := ends_speak_of(code, made.unit, ends)):
        return _with_doubt(made, said.range_of_another(code, made.value, other))
    return made


def _typed(code: str, number: Fraction, unit: str) -> float | int:
    return NUMBERS[code].typed(in_own_unit(code, number, unit))
