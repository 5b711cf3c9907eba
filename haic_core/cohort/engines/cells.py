"""Cells of a registry as texts, numbers and days, in expressions that every engine computes alike.

No cast is made that an engine could refuse: a text is cast only where a pattern says that it will go. The patterns
hold neither a backslash nor a group within a group, which engines read differently.
"""

from __future__ import annotations

from typing import Any

import ibis

from haic_core.cohort.values import BLANKS, TAIL, WHOLE, said_anywhere

_POINT = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[+-]?[0-9]{1,2})?$"
_COMMA = "^[+-]?[0-9]+,[0-9]+$"
# A mark before three digits, which parts thousands as well as decimals; none does after a leading 0.
_COMMA_OR_THOUSANDS = "^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+$"
_POINT_OR_THOUSANDS = "^[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+$"
_YEAR_FIRST = "^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([ t].*)?$"
_COMPACT = "^([0-9]{4})([0-9]{2})([0-9]{2})$"
_DOTTED = "^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})( .*)?$"
_SLASHED = "^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})( .*)?$"
_MONTH_NAMED = "^([0-9]{1,2})[- ]?([a-z]{3})[a-z]*[- ]?([0-9]{4})( .*)?$"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST_YEAR, LAST_YEAR = 1900, 2100

Cells = Any
"""A column of an ibis table; its own types say less than the rules here."""


def text_of(column: Cells) -> Cells:
    """A cell as trimmed text; what is null is the empty text."""
    text = column if column.type().is_string() else column.cast("string")
    return text.fill_null("").strip()


def said_of(column: Cells) -> Cells:
    """A cell as it is compared, as ``values.said`` says it."""
    return _whole(text_of(column).lower())


def label_of(column: Cells) -> Cells:
    """A cell as it is shown: as it stands, a whole number without its decimals."""
    return _whole(text_of(column))


def is_blank(said: Cells, *more: str) -> Cells:
    """Whether a cell, as it is compared, says that nothing is known."""
    return said.isin([*BLANKS, *more])


def is_one_of(said: Cells, words: tuple[str, ...]) -> Cells:
    """Whether a cell, as it is compared, says one of these words."""
    return said.isin(said_anywhere(words))


def is_formula(text: Cells) -> Cells:
    """Whether a text is what a spreadsheet would run."""
    return text.re_search("^[=@]")


def number_of(column: Cells, decimal: str | None) -> Cells:
    """A cell as a number; null where it is none or has two readings."""
    if column.type().is_numeric():
        number = column.cast("float64")
        return ibis.cases((number.isnan(), ibis.null("float64")), else_=number) if _may_be_nan(column) else number
    text = text_of(column).lower()
    with_point = ibis.cases((text.re_search(_POINT), text), else_=ibis.null("string"))
    with_comma = ibis.cases((text.re_search(_COMMA), text.replace(",", ".")), else_=ibis.null("string"))
    either = with_point if decimal == "." else with_point.coalesce(with_comma)
    return ibis.cases((has_two_readings(column, decimal), ibis.null("string")), else_=either).cast("float64")


def has_two_readings(column: Cells, decimal: str | None) -> Cells:
    """Whether a number's mark may part thousands or decimals, and nothing says which."""
    if column.type().is_numeric():
        return ibis.literal(False)
    return text_of(column).re_search(_POINT_OR_THOUSANDS if decimal == "," else _COMMA_OR_THOUSANDS)


def day_of(column: Cells, order: str | None) -> Cells:
    """A date as the number of its day; null where it is none, does not exist or has two readings."""
    if column.type().is_temporal():
        return _day_number(column.year(), column.month(), column.day())
    text = text_of(column).lower()
    year = _first(*(_part(text, form, place) for form, place in
                    ((_YEAR_FIRST, 1), (_COMPACT, 1), (_DOTTED, 3), (_SLASHED, 3), (_MONTH_NAMED, 3))))  # fmt: skip
    one, two = _part(text, _SLASHED, 1), _part(text, _SLASHED, 2)
    day_first = _day_comes_first(one, two, order)
    slashed_month = ibis.cases((day_first, two), (~day_first, one), else_=ibis.null("int64"))
    slashed_day = ibis.cases((day_first, one), (~day_first, two), else_=ibis.null("int64"))
    month = _first(_part(text, _YEAR_FIRST, 2), _part(text, _COMPACT, 2), _part(text, _DOTTED, 2),
                   slashed_month, _named_month(text))  # fmt: skip
    day = _first(_part(text, _YEAR_FIRST, 3), _part(text, _COMPACT, 3), _part(text, _DOTTED, 1),
                 slashed_day, _part(text, _MONTH_NAMED, 1))  # fmt: skip
    return _day_number(year, month, day)


def is_two_dates(column: Cells, order: str | None) -> Cells:
    """Whether a date such as 03/04/2021 may mean two days, and nothing says which."""
    if column.type().is_temporal() or order is not None:
        return ibis.literal(False)
    text = text_of(column).lower()
    one, two = _part(text, _SLASHED, 1), _part(text, _SLASHED, 2)
    return ((one <= 12) & (two <= 12) & (one != two)).fill_null(False)


def _day_comes_first(one: Cells, two: Cells, order: str | None) -> Cells:
    """Null where neither the mapping nor the numbers tell."""
    if order is not None:
        return ibis.literal(order == "dmy")
    tells = ((one > 12) | (one == two), ibis.literal(True)), (two > 12, ibis.literal(False))
    return ibis.cases(*tells, else_=ibis.null("boolean"))


def _day_number(year: Cells, month: Cells, day: Cells) -> Cells:
    """Days since a day long past by the calendar alone, so that no engine's own dates are asked."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    february = ibis.cases((leap, 29), else_=28)
    longest = ibis.cases((month.isin([4, 6, 9, 11]), 30), (month == 2, february), else_=31)
    exists = year.between(FIRST_YEAR, LAST_YEAR) & month.between(1, 12) & (day >= 1) & (day <= longest)
    # The year begins in March, so that the leap day is its last.
    begun = ibis.cases((month <= 2, year - 1), else_=year)
    since_march = ibis.cases((month <= 2, month + 9), else_=month - 3)
    whole = begun * 365 + begun // 4 - begun // 100 + begun // 400 + (since_march * 153 + 2) // 5 + day
    return ibis.cases((exists, whole.cast("int64")), else_=ibis.null("int64"))


def _part(text: Cells, pattern: str, place: int) -> Cells:
    found = ibis.cases((text.re_search(pattern), text.re_extract(pattern, place)), else_=ibis.null("string"))
    return found.cast("int64")


def _named_month(text: Cells) -> Cells:
    letters = ibis.cases((text.re_search(_MONTH_NAMED), text.re_extract(_MONTH_NAMED, 2)), else_=ibis.null("string"))
    numbered = [(letters == name, ibis.literal(number, "int64")) for number, name in enumerate(_MONTHS, 1)]
    return ibis.cases(*numbered, else_=ibis.null("int64"))


def _first(*columns: Cells) -> Cells:
    return ibis.coalesce(*columns)


def _whole(text: Cells) -> Cells:
    return ibis.cases((text.re_search(WHOLE), text.re_replace(TAIL, "")), else_=text)


def _may_be_nan(column: Cells) -> bool:
    return bool(column.type().is_floating())
