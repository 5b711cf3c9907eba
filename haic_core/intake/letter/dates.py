"""The days a letter names: exact ones, months and years, and those whose day and month may be exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GERMAN = {"mär": 3, "mai": 5, "okt": 10, "dez": 12}
_NAME = (
    r"(?P<{0}>jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|"
    r"aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b(?:\.(?=,?\s?[0-9]))?"
)
_DAY = r"(?P<{0}>[0-3]?[0-9])(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})"
_DATE = re.compile(
    r"(?<![0-9./-])(?:"
    r"(?P<iy>(?:19|20)[0-9]{2})-(?P<im>[0-9]{2})-(?P<id>[0-9]{2})"
    r"|(?P<a>[0-9]{1,2})(?P<mark>[./-])[ ]?(?P<b>[0-9]{1,2})(?P=mark)[ ]?(?P<y>(?:19|20)[0-9]{2}|[0-9]{2})"
    rf"|{_DAY.format('d1')}[ -]?(?:of )?{_NAME.format('m1')},?(?:[ -]{_YEAR.format('y1')})?"
    rf"|\b{_NAME.format('m2')} {_DAY.format('d2')},? {_YEAR.format('y2')}"
    rf"|\b{_NAME.format('m3')},?[ -]{_YEAR.format('y3')}"
    rf"|(?P<m4>0?[1-9]|1[0-2])/{_YEAR.format('y4')}"
    rf"|(?:\b(?:in|since|from|until|of)\s(?:early |late |mid-?)?|(?<=\())(?:{_NAME.format('m5')}(?!"
    rf" [0-9])|{_YEAR.format('y5')})"
    rf"|^{_YEAR.format('y6')}(?=\s?[:-])"
    r")(?![0-9/-])",
    re.IGNORECASE | re.MULTILINE,
)
_BIRTH = re.compile(
    r"(?:\bborn|\bd\.?\s?o\.?\s?b|\bbirth|\bgeb)[a-z.]{0,8}[^\w]{0,4}(?:on )?(?:date)?[^\w]{0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Named:
    """One day, month or year as named; ``readings`` its possible exact days, several where day and month may be
    exchanged, none for a month or a year. birth: whether it is called a day of birth."""

    start: int
    end: int
    first: date
    last: date
    readings: tuple[date, ...] = ()
    birth: bool = False

    @property
    def day(self) -> date | None:
        """The day, where it is certain."""
        return self.readings[0] if len(self.readings) == 1 else None


def named_days(text: str, on: date) -> tuple[Named, ...]:
    """Every day named in a letter that a board reads on some day, in reading order."""
    found = list(_DATE.finditer(text))
    order = _order(found)
    return tuple(named for one in found if (named := _named(one, text, on, order)))


def _order(found: list[re.Match[str]]) -> str:
    """'dm' or 'md' where other dates of the letter show which of day and month comes first."""
    first = any(int(one["a"]) > 12 or (one["mark"] == "." and int(one["b"]) < 13) for one in found if one["a"])
    second = any(int(one["b"]) > 12 for one in found if one["a"])
    return "" if first is second else "dm" if first else "md"


def _named(one: re.Match[str], text: str, on: date, order: str) -> Named | None:
    birth = bool(_BIRTH.search(text[max(0, one.start() - 30) : one.start()]))
    start = one.start("m5") if one["m5"] else one.start("y5") if one["y5"] else one.start()
    days = tuple(sorted(set(_days(one, on, order))))
    if days:
        return Named(start, one.end(), days[0], days[-1], days, birth)
    span = _span(one, on)
    return Named(start, one.end(), *span, birth=birth) if span else None


def _days(one: re.Match[str], on: date, order: str) -> Iterator[date]:
    if one["iy"]:
        yield from _real(int(one["iy"]), int(one["im"]), int(one["id"]))
    elif one["a"]:
        yield from _slashed(one, on, order)
    elif one["m2"]:
        yield from _real(int(one["y2"]), _month(one["m2"]), int(one["d2"]))
    elif one["m1"]:
        month, day = _month(one["m1"]), int(one["d1"])
        if one["y1"]:
            yield from _real(int(one["y1"]), month, day)
        else:
            past = [one for year in (on.year, on.year - 1) for one in _real(year, month, day) if one <= on]
            yield from past[:1]


def _slashed(one: re.Match[str], on: date, order: str) -> Iterator[date]:
    a, b, year = int(one["a"]), int(one["b"]), int(one["y"])
    year = year if year > 99 else 2000 + year if 2000 + year <= on.year else 1900 + year
    day_first, month_first = list(_real(year, b, a)), list(_real(year, a, b))
    if one["mark"] == "." or order == "dm":
        yield from day_first or month_first
    elif order == "md":
        yield from month_first
    else:
        either = [*day_first, *month_first]
        yield from [day for day in either if day <= on] or either


def _span(one: re.Match[str], on: date) -> tuple[date, date] | None:
    month, year = one["m3"] or one["m4"] or one["m5"], one["y3"] or one["y4"] or one["y5"] or one["y6"]
    if month is None and year is None:
        return None
    if month is None:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    number = int(month) if month.isdigit() else _month(month)
    which = int(year) if year else on.year if number <= on.month else on.year - 1
    following = date(which + number // 12, number % 12 + 1, 1)
    return date(which, number, 1), following - timedelta(days=1)


def _month(name: str) -> int:
    short = name.casefold()[:3]
    return _GERMAN.get(short) or _MONTHS.index(short) + 1


def _real(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
