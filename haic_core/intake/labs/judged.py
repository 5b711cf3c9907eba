"""From the results of a list to proposals: the latest day stands, what differs on one day is asked, the upper
end of the reference range becomes that laboratory's limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from haic_core.case.doubts import doubts
from haic_core.case.facts import FACTS, NUMBERS, ULN_OF
from haic_core.intake.labs import said
from haic_core.intake.labs.days import Day, habit
from haic_core.intake.labs.gathered import Gathered
from haic_core.intake.labs.measured import Measured, measured, written
from haic_core.intake.labs.results import Result
from haic_core.intake.proposal import PassedOver, Proposal, Proposed, Question
from haic_core.intake.quantity import numbers
from haic_core.intake.units import in_own_unit, normal
from haic_core.words.decimals import decimal_of
from haic_core.words.refusal import Refusal

MOST_PASSED_OVER = 60


@dataclass(frozen=True, slots=True)
class _Fact:
    """What became of one fact's results."""

    read: tuple[Proposal, ...] = ()
    questions: tuple[Question, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    say: tuple[str, ...] = ()


def judged(gathered: Gathered, today: date | None = None) -> Proposed:
    """What a list proposes. today: days after it are not taken."""
    day_first = habit(gathered.days)
    marks = _decimal_marks(gathered.results)
    of_fact: dict[str, list[Measured]] = {}
    for result in gathered.results:
        if result.analyte.fact:
            of_fact.setdefault(result.analyte.fact, []).append(measured(result, marks))
    days = {one: one.read(day_first) for result in gathered.results if (one := result.day)}
    to_come = {day for read in days.values() for day in read if today and day > today}
    found = [_fact(code, of_fact[code], _Days(days, frozenset(to_come))) for code in FACTS if code in of_fact]
    read = _with_doubts([one for fact in found for one in fact.read])
    unsettled = sorted({tuple(sorted(read)) for read in days.values() if len(read) > 1})
    return Proposed(
        tuple(read),
        tuple(one for fact in found for one in fact.questions),
        tuple(_passed_over(gathered, found)),
        (
            *(line for fact in found for line in fact.say),
            *(said.unsettled_day(one) for one in unsettled[:3]),
            *(said.day_to_come(day) for day in sorted(to_come)[:3]),
            *((said.NOTHING,) if not of_fact else ()),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of results by the list's habit."""

    read: Mapping[Day, tuple[date, ...]]
    to_come: frozenset[date]

    def of(self, one: Measured, latest: bool = True) -> date | None:
        """A result's day; of a day with two readings the later or the earlier one."""
        read = [day for day in self._read(one) if day not in self.to_come]
        return (max(read) if latest else min(read)) if read else None

    def certain(self, one: Measured) -> date | None:
        """A result's day where there is one reading of it."""
        read = self._read(one)
        return read[0] if len(read) == 1 and read[0] not in self.to_come else None

    def _read(self, one: Measured) -> tuple[date, ...]:
        return self.read.get(one.result.day, ()) if one.result.day else ()


def _fact(code: str, found: list[Measured], days: _Days) -> _Fact:
    ordered = list(_by_day(found, days))
    if len({one.result.day for one in found}) > 1 and _order_is_open(found, days):
        return _asked_of(code, found, said.order_of_days(code))
    passed: list[PassedOver] = []
    for place, (_, same) in enumerate(ordered):
        values = [one for one in same if one.value is not None]
        passed += [PassedOver(_what(one), one.why) for one in same if one.why]
        if asked := [one for one in same if one.answers]:
            return replace(_asked_of(code, [*asked, *values], asked[0].asks), passed_over=tuple(passed))
        limited = any(one.result.limit and one.says for one in same)
        if values and not limited and _agree(values):
            return _taken(code, _best(code, values), days, tuple(passed), ordered[place + 1 :])
        if values:
            return _differing(code, values, days, passed)
        if any(one.says for one in same):
            return _Fact(passed_over=tuple(passed))
    return _Fact(passed_over=tuple(passed))


def _by_day(found: Sequence[Measured], days: _Days) -> Iterator[tuple[date | None, list[Measured]]]:
    """The results of each day, the latest first; where one that is a value has no day, all are of one."""
    telling = [one for one in found if one.value is not None or one.answers or one.says]
    if any(days.of(one) is None for one in telling):
        yield None, list(found)
        return
    dated = sorted({day for one in found if (day := days.of(one))}, reverse=True)
    for day in dated:
        yield day, [one for one in found if days.of(one) == day]
    if rest := [one for one in found if days.of(one) is None]:
        yield None, rest


def _order_is_open(found: Sequence[Measured], days: _Days) -> bool:
    """Whether another reading of the days makes another result the latest."""
    telling = [one for one in found if one.value is not None or one.answers or one.says]
    if any(days.of(one) is None for one in telling):
        return False

    def last(latest: bool, day_first: bool) -> set[int]:
        def of(one: Measured) -> date:
            day = one.result.day
            read = days.read.get(day, ()) if day else ()
            if len(read) == 2:
                return read[0] if day_first else read[1]
            return days.of(one, latest) or date.min

        newest = max(of(one) for one in telling)
        return {id(one) for one in telling if of(one) == newest}

    return bool(telling) and last(True, True) != last(True, False)


def _agree(values: Sequence[Measured]) -> bool:
    """Whether results are one value: the same, or the same in two units up to the coarser one's last digit."""
    first = values[0]
    for one in values[1:]:
        apart = abs(decimal_of(float(one.value or 0)) - decimal_of(float(first.value or 0)))
        if apart and (normal(one.unit) == normal(first.unit) or apart > max(one.step, first.step)):
            return False
    return True


def _best(code: str, values: Sequence[Measured]) -> Measured:
    """Of results that agree the one in the fact's own unit, with a reference range, without a doubt."""
    own = normal(NUMBERS[code].unit)
    return min(values, key=lambda one: (bool(one.doubt), normal(one.unit) != own, not one.result.reference.uppers))


def _taken(
    code: str,
    one: Measured,
    days: _Days,
    passed: tuple[PassedOver, ...],
    before: Sequence[tuple[date | None, list[Measured]]],
) -> _Fact:
    assert one.value is not None
    day = days.certain(one)
    proposal = Proposal(code, one.value, written(one.result), one.result.origin, day, one.doubt)
    limit = _limit(one, day)
    say: tuple[str, ...] = ()
    earlier = next(((on, found) for on, found in before if on and any(m.value is not None for m in found)), None)
    if day and earlier and earlier[0]:
        old = [m.value for m in earlier[1] if m.value is not None]
        if len(set(old)) == 1 and old[0] != one.value:
            say = (said.changed(code, one.value, day, old[0], earlier[0]),)
    return _Fact((proposal, *limit.read), limit.questions, passed, say)


def _differing(code: str, values: Sequence[Measured], days: _Days, passed: list[PassedOver]) -> _Fact:
    told = list(dict.fromkeys(one.value for one in values if one.value is not None))
    given = [days.certain(one) for one in values]
    day = given[0] if len(set(given)) == 1 else None
    what = PassedOver(
        f"{FACTS[code].label} {' and '.join(written(one.result) for one in values[:3])}", said.differs(day)
    )
    if len(told) < 2:
        return _Fact(passed_over=(*passed, what))
    text = " or ".join(written(one.result) for one in values[:3])
    origin = "; ".join(dict.fromkeys(one.result.origin for one in values[:3]))
    question = Question(code, tuple(told), text, origin, said.differing(code, told, day), day)
    return _Fact(questions=(question,), passed_over=tuple(passed))


def _asked_of(code: str, found: Sequence[Measured], sentence: str) -> _Fact:
    values = [one.value for one in found if one.value is not None]
    answers = tuple(dict.fromkeys([*values, *(answer for one in found for answer in one.answers)]))
    first = next((one for one in found if one.answers), found[0])
    if len(answers) < 1:
        return _Fact(passed_over=tuple(PassedOver(_what(one), one.why) for one in found if one.why))
    text = written(first.result) if len(found) == 1 else " or ".join(written(one.result) for one in found[:3])
    return _Fact(questions=(Question(code, answers, text, first.result.origin, sentence),))


def _limit(one: Measured, day: date | None) -> _Fact:
    """That laboratory's upper limit of normal, from the upper end of the reference range."""
    code = ULN_OF.get(one.result.analyte.fact, "")
    uppers, unit = one.result.reference.uppers, one.result.reference.unit or one.unit
    if not code or not uppers or not unit:
        return _Fact()
    values: list[float | int] = []
    for upper in uppers:
        try:
            own = [in_own_unit(code, number, unit) for number in numbers(upper)]
        except Refusal:
            return _Fact()
        fitting = [number for number in own if NUMBERS[code].within(number)]
        if len(fitting) != 1:
            return _Fact()
        values.append(NUMBERS[code].typed(fitting[0]))
    if any(end > NUMBERS[code].high for end in values):
        return _Fact()
    text = f"{' or '.join(upper[:16] for upper in uppers[:3])} {unit if len(unit) <= 24 else ''}".strip()
    if len(set(values)) > 1:
        return _Fact(
            questions=(
                Question(code, tuple(dict.fromkeys(values)), text, one.result.origin, said.several_limits(code), day),
            )
        )
    return _Fact((Proposal(code, values[0], text, one.result.origin, day, one.doubt),))


def _with_doubts(read: list[Proposal]) -> list[Proposal]:
    """Proposals with what the case itself would ask back of them."""
    asked = {doubt.fact: doubt.sentence for doubt in doubts({one.fact: one.value for one in read})}
    told = [one if one.doubt else replace(one, doubt=asked.get(one.fact, "")) for one in read]
    doubtful = {one.fact for one in told if one.doubt}
    # A limit that cannot be right makes its value's unit doubtful, and the other way round.
    for value, limit in ULN_OF.items():
        if limit in doubtful and value not in doubtful:
            sentence = next(one.doubt for one in told if one.fact == limit)
            told = [replace(one, doubt=sentence) if one.fact == value else one for one in told]
    return told


def _passed_over(gathered: Gathered, found: Iterable[_Fact]) -> Iterator[PassedOver]:
    told = [one for fact in found for one in fact.passed_over]
    told += [PassedOver(_what(one), one.analyte.other) for one in gathered.results if one.analyte.other]
    kept = list(dict.fromkeys(told))
    yield from kept[:MOST_PASSED_OVER]
    if rest := len(kept) - MOST_PASSED_OVER:
        yield from [PassedOver(f"{rest} more", said.NOT_HELD)] if rest > 0 else []
    yield from (PassedOver(origin, said.NO_VALUE) for origin in gathered.no_value)
    for origin in gathered.unclear[:5]:
        yield PassedOver(origin, said.UNALIGNED)
    if gathered.unheld:
        yield PassedOver(f"{gathered.unheld} other result{'s' * (gathered.unheld > 1)}", said.NOT_HELD)
    if gathered.silent:
        yield PassedOver(f"{gathered.silent} {gathered.place}{'s' * (gathered.silent > 1)}", said.NO_LABORATORY_VALUE)


def _what(one: Measured | Result) -> str:
    result = one.result if isinstance(one, Measured) else one
    return f"{result.name} {written(result)}".strip()


def _decimal_marks(results: Iterable[Result]) -> frozenset[str]:
    """The marks behind which decimals stand beyond doubt somewhere in the list."""
    told: set[str] = set()
    for result in results:
        for text in (*result.numbers, *result.reference.uppers):
            if len(text) <= 16 and len(numbers(text)) == 1 and numbers(text)[0].denominator != Fraction(1):
                told |= {text[max(text.rfind(","), text.rfind("."))]}
    return frozenset(told)
