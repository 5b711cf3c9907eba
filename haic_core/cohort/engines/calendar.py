"""Dates of a registry as the number of their day, by the calendar alone, so that no engine's own dates are asked.

A date in any habit is written as YYYY-MM-DD, each step on the one before: an engine puts the steps into one another, so
that whatever is used twice in each of them is computed thousands of times.
"""

from __future__ import annotations

import ibis

from haic_core.cohort.engines.cells import Cells, nothing

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# How many days of a common year lie before each month.
_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_REST = "( .*)?$"
_NAMED = "^([0-9]{1,2})[- ]?([a-z]{3})[a-z]*[- ]?([0-9]{4})" + _REST
_COMPACT = "^([0-9]{4})([0-9]{2})([0-9]{2})$"
_DOTTED = "^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})" + _REST
_SLASHED = "^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})" + _REST
_YEAR_FIRST = "^([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([ t].*)?$"
# With slashes and nobody to say which is which: beyond 12 is a day, and two that are the same are either.
_DAY_FIRST = "^(1[3-9]|2[0-9]|3[01])[-/]([0-9]{1,2})[-/]([0-9]{4})" + _REST
_MONTH_FIRST = "^([0-9]{1,2})[-/](1[3-9]|2[0-9]|3[01])[-/]([0-9]{4})" + _REST
_EITHER = "^(0?[1-9]|1[0-2])[-/](0?[1-9]|1[0-2])[-/][0-9]{4}" + _REST
# The day as spreadsheets count it, from 1927 to 2091.
SERIAL = "^[1-6][0-9]{4}([.,][0-9]+)?$"
# What stands between the numbers of a date of two readings.
MARKS = "-/"
_SAME = "^(" + "|".join(f"0?{month}[-/]0?{month}" for month in range(1, 13)) + ")[-/]([0-9]{4})" + _REST
_LEAP = "(190[48]|19[2468][048]|19[13579][26]|20[02468][048]|20[13579][26])"
_EXISTS = (
    "^((190[1-9]|19[1-9][0-9]|20[0-9][0-9])-((01|03|05|07|08|10|12)-(0[1-9]|[12][0-9]|3[01])"
    "|(04|06|09|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|" + _LEAP + "-02-29)$"
)


def day_in(said: Cells, order: str | None, mark: str) -> Cells:
    """A date, as text that can be compared, as the number of its day; null where it is no day that exists or, with
    nothing to tell, may be two. mark: what the engine has before the number of a group, a backslash or a dollar."""
    return day_of(_plain(said, order, mark))


def day_of(plain: Cells) -> Cells:
    """A date as YYYY-MM-DD, as the number of its day; null where it is null or of another century."""
    return ibis.cases((plain.re_search(_EXISTS), _number(plain)), else_=nothing("float64"))


def may_be_two(said: Cells, order: str | None) -> Cells:
    """Whether a date such as 03/04/2021 may mean two days, and nothing says which."""
    return ibis.literal(False) if order else said.re_search(_EITHER) & ~said.re_search(_SAME)


def habits(text: Cells) -> dict[str, Cells]:
    """Which dates have the day first for sure, the month first for sure, or two readings, by the mark between their
    numbers: what a column's dates are like together tells what one does not."""
    said = text.lower()
    found: dict[str, Cells] = {}
    for mark in MARKS:
        day, month, either, same = (
            said.re_search(pattern.replace("[-/]", mark)) for pattern in (_DAY_FIRST, _MONTH_FIRST, _EITHER, _SAME)
        )
        found |= {f"dmy{mark}": day, f"mdy{mark}": month, f"two{mark}": either & ~same}
    return found


def _plain(said: Cells, order: str | None, mark: str) -> Cells:
    """A date as YYYY-MM-DD; what is none stays what it is, or becomes another thing that is none."""

    def put(groups: str) -> str:
        return groups.replace("#", mark)

    text = said.re_replace(_NAMED, put("#3-#2-#1"))
    for number, name in enumerate(_MONTHS, 1):
        text = text.replace(f"-{name}-", f"-{number:02}-")
    text = text.re_replace(_COMPACT, put("#1-#2-#3")).re_replace(_DOTTED, put("#3-#2-#1"))
    if order is not None:
        text = text.re_replace(_SLASHED, put("#3-#2-#1") if order == "dmy" else put("#3-#1-#2"))
    else:
        text = text.re_replace(_DAY_FIRST, put("#3-#2-#1")).re_replace(_MONTH_FIRST, put("#3-#1-#2"))
        text = text.re_replace(_SAME, put("#2-#1")).re_replace("^([0-9]{4}-[0-9]{1,2})/", put("#1-"))
    text = text.re_replace(_YEAR_FIRST, put("#1-#2-#3"))
    return text.re_replace("-([0-9])-", put("-0#1-")).re_replace("-([0-9])$", put("-0#1"))


def _number(plain: Cells) -> Cells:
    """Days since a day long past, of a day that exists; no year divided by 100 but 2000, a leap year, lies between."""
    year = plain.substr(0, 4).cast("int64")
    month = plain.substr(5, 2).cases(*((f"{place:02}", days) for place, days in enumerate(_BEFORE, 1)), else_=0)
    leap = ibis.cases((plain.re_search(f"^{_LEAP}-(0[3-9]|1)"), 1), else_=0)
    whole = year * 365 + (year - 1) // 4 + month + plain.substr(8, 2).cast("int64") + leap
    return whole.cast("float64")
