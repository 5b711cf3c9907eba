"""A printed survival summary: the few figures a paper gives about one cohort and one endpoint."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

from haic_core.curves.reconstruction import consistency
from haic_core.words.refusal import Faults, Refusal, asked, nearest_word, shown

KEYS = ("n", "events", "median", "ci", "ci_type", "min_follow_up", "max_follow_up", "landmarks", "unit", "endpoint")
CI_TYPES = ("spss", "log", "log-log")
ENDPOINTS = ("OS", "PFS")
LARGEST_N = 100_000
LONGEST_MONTHS = 1200.0
Interval = tuple[float, float | None]  # of a median in months; the upper limit None when not reached
Rest = TypeVarTuple("Rest")
Read = TypeVar("Read")


@dataclass(frozen=True)
class Summary:
    """Figures as printed; times in months, survival between 0 and 1.

    `median` is None both when the paper prints no median and when it was not reached;
    `median_reached` is False only in the second case. `ci` holds the 95 % limits of the median, the upper
    one None when not reached. `ci_type` names how the limits were computed, None when not known.
    """

    n: int
    events: int | None = None
    median: float | None = None
    median_reached: bool = True
    ci: Interval | None = None
    ci_type: str | None = None
    min_follow_up: float | None = None
    max_follow_up: float | None = None
    landmarks: tuple[tuple[float, float], ...] = ()
    unit: str = "months"
    endpoint: str = "OS"

    @classmethod
    def from_mapping(cls, mapping: object, name: str = "summary") -> Summary:
        """Read and check a mapping as it comes out of JSON.

        Raises Refusal, with a sentence for each fault that names `name`, the field, what was found and what is
        allowed, for anything that is not a possible printed summary.
        """
        if not isinstance(mapping, Mapping):
            form, found = "an object with n and a median or landmarks", shown(mapping)
            raise Refusal(f"{name}: found {found}; a summary is {form}.", place=name, found=found, allowed=form)
        faults = Faults()
        for key in mapping:
            if key not in KEYS:
                faults.add(_unknown(key, name))
        faults.read(None, _months, mapping.get("unit", "months"), name)
        not_reached = "median" in mapping and mapping["median"] is None
        summary = cls(
            n=faults.read(LARGEST_N, _whole, mapping.get("n"), "n", name, 1, LARGEST_N),
            events=_optional(faults, _whole, mapping, "events", name, 0, LARGEST_N),
            median=_optional(faults, _time, mapping, "median", name),
            median_reached=not not_reached,
            ci=_optional(faults, _interval, mapping, "ci", name),
            ci_type=_optional(faults, _word, mapping, "ci_type", name, CI_TYPES),
            min_follow_up=_optional(faults, _time, mapping, "min_follow_up", name, True),
            max_follow_up=_optional(faults, _time, mapping, "max_follow_up", name),
            landmarks=faults.read((), _landmarks, mapping.get("landmarks"), name),
            endpoint=faults.read("OS", _word, mapping.get("endpoint", "OS"), "endpoint", name, ENDPOINTS),
        )
        faults.tell()
        consistency.check(summary, name)
        return summary


def _unknown(key: object, name: str) -> Refusal:
    guess, allowed = nearest_word(key, KEYS), ", ".join(KEYS)
    sentence = f"{name}: the field {key!r} is not known; allowed are {allowed}.{asked(guess)}"
    return Refusal(sentence, place=name, found=repr(key), allowed=allowed, guess=guess)


def _no(name: str, field: str, value: object, allowed: str) -> Refusal:
    sentence = f"{name}: {field} is {shown(value)}, but it must be {allowed}."
    return Refusal(sentence, place=f"{name}: {field}", found=shown(value), allowed=allowed)


def _optional(
    faults: Faults,
    read: Callable[[object, str, str, *Rest], Read],
    mapping: Mapping[str, object],
    field: str,
    name: str,
    *rest: *Rest,
) -> Read | None:
    value = mapping.get(field)
    try:
        return None if value is None else read(value, field, name, *rest)
    except Refusal as refusal:
        faults.add(refusal)
        return None


def _months(unit: object, name: str) -> None:
    if unit == "months":
        return
    if unit in ("days", "weeks", "years", "day", "week", "year"):
        sentence = f"{name}: unit is {unit!r}, but times must be in months; convert every time before giving it."
        raise Refusal(sentence, place=f"{name}: unit", found=repr(unit), allowed="months")
    guess = nearest_word(unit, ("months",))
    sentence = f"{name}: unit is {shown(unit)}, but only 'months' is allowed.{asked(guess)}"
    raise Refusal(sentence, place=f"{name}: unit", found=shown(unit), allowed="months", guess=guess)


def _number(value: object, field: str, name: str, allowed: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise _no(name, field, value, f"a number {allowed}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise _no(name, field, value, f"a finite number {allowed}")
    return number


def _whole(value: object, field: str, name: str, low: int, high: int) -> int:
    allowed = f"from {low} to {high}"
    if value is None:
        sentence = f"{name}: {field} is missing; a whole number {allowed} is needed."
        raise Refusal(sentence, place=f"{name}: {field}", allowed=f"a whole number {allowed}")
    number = _number(value, field, name, allowed)
    if number != int(number) or not low <= number <= high:
        raise _no(name, field, value, f"a whole number {allowed}")
    return int(number)


def _time(value: object, field: str, name: str, zero_allowed: bool = False) -> float:
    allowed = f"of months, {'from' if zero_allowed else 'above'} 0 and at most {LONGEST_MONTHS:g}"
    number = _number(value, field, name, allowed)
    if number > LONGEST_MONTHS or number < 0 or (number == 0 and not zero_allowed):
        raise _no(name, field, value, f"a number {allowed}")
    return number


def _word(value: object, field: str, name: str, allowed: Iterable[str]) -> str:
    if isinstance(value, str) and value in allowed:
        return value
    by_case = {word.lower(): word for word in allowed}
    guess, words = by_case.get(str(value).lower()) or nearest_word(value, allowed), ", ".join(allowed)
    sentence = f"{name}: {field} is {shown(value)}; allowed are {words}.{asked(guess)}"
    raise Refusal(sentence, place=f"{name}: {field}", found=shown(value), allowed=words, guess=guess)


def _pair(value: object, field: str, name: str, meaning: str) -> tuple[object, object]:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise _no(name, field, value, f"a pair [{meaning}]")
    return value[0], value[1]


def _interval(value: object, field: str, name: str) -> Interval:
    low, high = _pair(value, field, name, "lower, upper or null when not reached")
    if low is None:
        raise Refusal(f"{name}: the lower limit of {field} is null; only the upper limit may be null (not reached).")
    lower = _time(low, f"the lower limit of {field}", name, True)
    return lower, None if high is None else _time(high, f"the upper limit of {field}", name)


def _landmarks(value: object, name: str) -> tuple[tuple[float, float], ...]:
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise _no(name, "landmarks", value, "a list of pairs [months, survival]")
    faults = Faults()
    found = [faults.read((0.0, 1.0), _landmark, item, name) for item in value]
    faults.tell()
    return tuple(sorted(found))


def _landmark(item: object, name: str) -> tuple[float, float]:
    at, survival = _pair(item, "a landmark", name, "months, survival")
    months = _time(at, "the time of a landmark", name)
    field = f"survival at {months:g} months"
    share = _number(survival, field, name, "from 0 to 1")
    if not 0 <= share <= 1:
        hint = "; give 71 % as 0.71" if 1 < share <= 100 else ""
        sentence = f"{name}: {field} is {share:g}, but it must lie from 0 to 1{hint}."
        raise Refusal(sentence, place=f"{name}: {field}", found=f"{share:g}", allowed="0 to 1")
    return months, share
