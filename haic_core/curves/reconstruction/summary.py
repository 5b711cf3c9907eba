"""A printed survival summary, read strictly and checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar, TypeVarTuple

from haic_core.curves.reconstruction import consistency
from haic_core.curves.reconstruction.printed import Interval, PrintedFigures, Spread
from haic_core.curves.reconstruction.printed_words import ENDPOINTS, is_not_reached, shape_of, unit_of
from haic_core.curves.reconstruction.units import MONTHS, Unit
from haic_core.words.refusal import Faults, Refusal, asked, nearest_word, shown

KEYS = (
    "n", "events", "median", "ci", "ci_level", "ci_type", "min_follow_up", "max_follow_up", "median_follow_up",
    "landmarks", "unit", "endpoint",
)  # fmt: skip
CI_TYPES = ("spss", "log", "log-log")
LARGEST_N = 100_000
LOWEST_LEVEL, HIGHEST_LEVEL = 50.0, 99.9
LARGEST_SE = 0.5  # of a share, even of one patient
Rest = TypeVarTuple("Rest")
Read = TypeVar("Read")


class Summary(PrintedFigures):
    """Figures as printed, read from a mapping and free of contradictions."""

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
        unit = faults.read(MONTHS, unit_of, _given(mapping, "unit", "months"), name)
        not_reached = "median" in mapping and is_not_reached(mapping["median"])
        marks = faults.read((), landmarks_of, mapping.get("landmarks"), name, unit)
        shape = faults.read("OS", shape_of, _given(mapping, "endpoint", "OS"), name)
        summary = cls(
            n=faults.read(LARGEST_N, _whole, mapping.get("n"), "n", name, 1, LARGEST_N),
            events=_optional(faults, _whole, mapping, "events", name, 0, LARGEST_N),
            median=None if not_reached else _optional(faults, _time, mapping, "median", name, unit),
            median_reached=not not_reached,
            ci=_optional(faults, _interval, mapping, "ci", name, unit, not_reached),
            ci_type=_optional(faults, _word, mapping, "ci_type", name, CI_TYPES),
            min_follow_up=_optional(faults, _time, mapping, "min_follow_up", name, unit, True),
            max_follow_up=_optional(faults, _time, mapping, "max_follow_up", name, unit),
            landmarks=tuple((mark.at, mark.share) for mark in marks),
            unit=unit.name,
            endpoint=shape,
            ci_level=faults.read(95.0, _level, _given(mapping, "ci_level", 95), name),
            spreads=tuple(mark for mark in marks if mark.se is not None or mark.low is not None),
            median_follow_up=_optional(faults, _time, mapping, "median_follow_up", name, unit),
            called=_called(_given(mapping, "endpoint", "OS"), shape),
        )
        faults.tell()
        consistency.check(summary, name)
        return summary


def _given(mapping: Mapping[str, object], field: str, usual: object) -> object:
    """What is given, or what is usual where nothing or null is."""
    value = mapping.get(field)
    return usual if value is None else value


def _called(endpoint: object, shape: str) -> str | None:
    return None if endpoint in ENDPOINTS else str(endpoint).strip() or shape


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


def _time(value: object, field: str, name: str, unit: Unit, zero_allowed: bool = False) -> float:
    allowed = f"of {unit.name}, {'from' if zero_allowed else 'above'} 0 and at most {unit.longest:g}"
    number = _number(value, field, name, allowed)
    if number > unit.longest or number < 0 or (number == 0 and not zero_allowed):
        raise _no(name, field, value, f"a number {allowed}")
    return number


def _level(value: object, name: str) -> float:
    allowed = f"of per cent, from {LOWEST_LEVEL:g} to {HIGHEST_LEVEL:g}"
    if isinstance(value, str) and (bare := value.strip(" %")).isdigit() and int(bare) <= HIGHEST_LEVEL:
        sentence = f"{name}: ci_level is {shown(value)}, but it must be a number {allowed}.{asked(bare)}"
        raise Refusal(sentence, place=f"{name}: ci_level", found=shown(value), allowed=allowed, guess=bare)
    level = _number(value, "ci_level", name, allowed)
    if LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        return level
    guess = f"{level * 100:g}" if LOWEST_LEVEL <= level * 100 <= HIGHEST_LEVEL else ""
    sentence = f"{name}: ci_level is {shown(value)}, but it must be a number {allowed}.{asked(guess)}"
    raise Refusal(sentence, place=f"{name}: ci_level", found=shown(value), allowed=allowed, guess=guess)


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


def _interval(value: object, field: str, name: str, unit: Unit, median_open: bool) -> Interval | None:
    low, high = _pair(value, field, name, "lower, upper or null when not reached")
    if is_not_reached(low):
        if median_open and is_not_reached(high):
            return None  # a curve that never comes near one half has no limit at all
        found = "null" if low is None else shown(low)
        sentence = f"{name}: the lower limit of {field} is {found}; only the upper limit may be null (not reached)."
        raise Refusal(sentence, place=f"{name}: {field}", found=found, allowed="a number for the lower limit")
    lower = _time(low, f"the lower limit of {field}", name, unit, True)
    return lower, None if is_not_reached(high) else _time(high, f"the upper limit of {field}", name, unit)


def landmarks_of(value: object, name: str, unit: Unit) -> tuple[Spread, ...]:
    """Landmarks in order of time: [time, survival], [time, survival, standard error] or [time, survival, low, high]."""
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)):
        raise _no(name, "landmarks", value, f"a list of pairs [{unit.name}, survival]")
    faults = Faults()
    found = [faults.read(Spread(0.0, 1.0), _landmark, item, name, unit) for item in value]
    faults.tell()
    return tuple(sorted(found, key=lambda mark: (mark.at, mark.share)))


def _landmark(item: object, name: str, unit: Unit) -> Spread:
    if not isinstance(item, (list, tuple)) or not 2 <= len(item) <= 4:
        form = f"a pair [{unit.name}, survival], or that with its standard error or its two limits"
        raise _no(name, "a landmark", item, form)
    at = _time(item[0], "the time of a landmark", name, unit)
    place = f"survival at {at:g} {unit.name}"
    share, *more = (_share(one, field, name) for one, field in zip(item[1:], (place, *_named_parts(place, len(item)))))
    if not more:
        return Spread(at, share)
    if len(more) == 1:
        if more[0] > LARGEST_SE:
            raise _no(name, f"the standard error of {place}", item[2], f"from 0 to {LARGEST_SE:g}, as a share")
        return Spread(at, share, se=more[0])
    return Spread(at, share, low=more[0], high=more[1])


def _named_parts(place: str, length: int) -> tuple[str, ...]:
    if length == 3:
        return (f"the standard error of {place}",)
    return f"the lower limit of {place}", f"the upper limit of {place}"


def _share(value: object, field: str, name: str) -> float:
    share = _number(value, field, name, "from 0 to 1")
    if not 0 <= share <= 1:
        hint = f"; give {share:g} % as {share / 100:g}" if 1 < share <= 100 else ""
        sentence = f"{name}: {field} is {share:g}, but it must lie from 0 to 1{hint}."
        raise Refusal(sentence, place=f"{name}: {field}", found=f"{share:g}", allowed="0 to 1")
    return share
