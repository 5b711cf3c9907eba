"""What a second, independent reading says of one line for one patient; used by second_rule.

Written from the description of the rule alone, plainly and without the core's judgement, so that both can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

from haic_core.case.fact_kinds import Value
from haic_core.case.facts import ULN_OF
from haic_core.evidence.criterion import Condition, Criterion
from haic_core.evidence.derivation import Part
from haic_core.evidence.library import Library

MET, NOT_MET, NOT_RECORDED = "met", "not_met", "not_recorded"
LONGEST_WAIT_WEEKS = Fraction(520)
WAITING_TIMES = ("weeks_since_systemic", "weeks_since_chemotherapy")

Interval = tuple[Fraction, Fraction]


@cache
def exact(number: float) -> Fraction:
    """The decimal as it is written: 0.1 is one tenth."""
    return Fraction(repr(number))


@dataclass(frozen=True)
class Case:
    """The recorded facts of one patient, and the library by which she is judged."""

    facts: Mapping[str, Value]
    library: Library
    _found: dict[int, str] = field(default_factory=dict)

    def number(self, code: str) -> Fraction | None:
        value = self.facts.get(code)
        return None if value is None or isinstance(value, (bool, str)) else exact(value)

    def interval(self, code: str) -> Interval | None:
        """All that a number can be, from what is recorded; None where it can be anything."""
        if code == "pt_times_control":
            return _larger(self.number("pt_times_control"), self.number("inr"))
        if code == "weeks_since_chemotherapy" and code not in self.facts:
            since_any = self.number("weeks_since_systemic")
            return None if since_any is None else (since_any, LONGEST_WAIT_WEEKS)
        if code == "lung_dose_cumulative_gy" and self.facts.get("prior_radioembolisation") is False:
            return _larger(self.number("lung_dose_cumulative_gy"), self.number("lung_dose_gy"))
        score = next((one for one in self.library.derived if one.fact == code), None)
        if score is not None:
            if not any(part.fact in self.facts for part in score.part):
                return None
            points = [self.points(part) for part in score.part]
            return Fraction(sum(low for low, _ in points)), Fraction(sum(high for _, high in points))
        return _larger(self.number(code))

    def points(self, part: Part) -> tuple[int, int]:
        """The points one fact adds to a score: the least and the most."""
        if part.fact not in self.facts:
            return 1, 3
        if part.present is not None:
            return part.present if self.facts[part.fact] is True else (1, 1)
        value, bounds = self.number(part.fact), part.two_points
        assert value is not None and bounds is not None
        low, high = exact(bounds[0]), exact(bounds[1])
        if low <= value <= high:
            return 2, 2
        return (3, 3) if (value > high) is (part.worse == "higher") else (1, 1)

    def is_known(self, code: str) -> bool:
        """Whether a fact is recorded or follows from others that are."""
        return code in self.facts or self.interval(code) is not None

    def to_record(self, code: str) -> set[str]:
        """The unrecorded facts that would tell this one."""
        score = next((one for one in self.library.derived if one.fact == code), None)
        if score is None:
            return set() if code in self.facts else {code}
        return {part.fact for part in score.part if part.fact not in self.facts} or {code}

    def condition(self, asked: Condition) -> str:
        """One condition, judged."""
        if asked.one_of is not None or asked.is_ is not None or asked.is_not is not None:
            return _word(asked, self.facts.get(asked.fact))
        interval = self.interval(asked.fact)
        if interval is None:
            return NOT_RECORDED
        if asked.times_uln:
            upper_limit = self.number(ULN_OF[asked.fact])
            if upper_limit is None:
                return NOT_RECORDED
            interval = interval[0] / upper_limit, interval[1] / upper_limit
        return _number(asked, *interval)

    def line(self, line: Criterion) -> str:
        """A line: its one condition, or the best of several."""
        if id(line) not in self._found:
            found = {self.condition(asked) for asked in line.conditions}
            self._found[id(line)] = next(finding for finding in (MET, NOT_RECORDED, NOT_MET) if finding in found)
        return self._found[id(line)]

    def line_of_list(self, line: Criterion) -> str:
        """A line of a list, where a waiting time that is not yet over is not recorded rather than unmet."""
        finding, asked = self.line(line), line.condition
        if finding == NOT_MET and asked is not None and asked.fact in WAITING_TIMES:
            waits = asked.at_least is not None or asked.more_than is not None
            return NOT_RECORDED if waits else NOT_MET
        return finding

    def missing(self, line: Criterion) -> set[str]:
        """The facts for want of which a line cannot be judged."""
        missing: set[str] = set()
        for asked in line.conditions:
            if self.condition(asked) == NOT_RECORDED:
                needed = (asked.fact, ULN_OF[asked.fact]) if asked.times_uln else (asked.fact,)
                missing = missing.union(*(self.to_record(code) for code in needed))
        return missing


def all_of(findings: Iterable[str]) -> str:
    """Met where all are, not met where one is not."""
    found = set(findings)
    return next((finding for finding in (NOT_MET, NOT_RECORDED) if finding in found), MET)


def _larger(*numbers: Fraction | None) -> Interval | None:
    recorded = [number for number in numbers if number is not None]
    return (max(recorded), max(recorded)) if recorded else None


def _word(asked: Condition, value: Value | None) -> str:
    if value is None:
        return NOT_RECORDED
    words = asked.one_of or (asked.is_, asked.is_not)
    if asked.fact == "her2" and value == "low" and "low" not in words:
        value = "negative"
    if asked.one_of is not None:
        return MET if value in asked.one_of else NOT_MET
    if asked.is_ is not None:
        return MET if value == asked.is_ else NOT_MET
    return MET if value != asked.is_not else NOT_MET


def _number(asked: Condition, low: Fraction, high: Fraction) -> str:
    """Whether all, none or some of what a number can be is allowed."""
    if asked.at_most is not None:
        every, none = high <= exact(asked.at_most), low > exact(asked.at_most)
    elif asked.less_than is not None:
        every, none = high < exact(asked.less_than), low >= exact(asked.less_than)
    elif asked.at_least is not None:
        every, none = low >= exact(asked.at_least), high < exact(asked.at_least)
    elif asked.more_than is not None:
        every, none = low > exact(asked.more_than), high <= exact(asked.more_than)
    else:
        assert asked.between is not None
        first, last = exact(asked.between[0]), exact(asked.between[1])
        every, none = first <= low and high <= last, high < first or low > last
    return MET if every else NOT_MET if none else NOT_RECORDED
