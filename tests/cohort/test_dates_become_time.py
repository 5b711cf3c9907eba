"""Two dates make a time in days; a date that may be two days is listed until somebody says which it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from each import each
from registries import cells, counts_of, told

from haic_core.words.refusal import Refusal

DATED: dict[str, object] = {"time": None, "unit": "days", "begins": "first", "ends": "last", "group": None}


JANUARY_31 = (
    "2020-01-31",
    "2020-01-31 23:59",
    "31.01.2020",
    "31/01/2020",
    "31-Jan-2020",
    "20200131",
    "31 january 2020",
)
MARCH_1 = ("2020-03-01", "2020-03-01T00:00:00Z", "1.3.2020", "2020/03/01", "01MAR2020", "20200301", "1 mar 2020")


def times(pairs: Iterable[tuple[str, str]], **changed: object) -> list[tuple[float, int, int]]:
    """The times between pairs of dates, each of one patient."""
    rows = "".join(f"{first},{last},Dead\n" for first, last in pairs)
    return cells(counts_of(f"first,last,status\n{rows}", **{**DATED, **changed}))["all"]


def test_a_date_is_the_same_day_in_every_habit() -> None:
    assert times(zip(JANUARY_31, MARCH_1)) == [((date(2020, 3, 1) - date(2020, 1, 31)).days, 7, 7)]


def test_days_are_those_of_the_calendar() -> None:
    pairs = [
        (date(year, month, 28), date(year + 1, 3, 1) + timedelta(days=37 * month + year))
        for year in (1901, 1999, 2000, 2003, 2099)
        for month in range(1, 13)
    ]
    found = times([(first.isoformat(), last.isoformat()) for first, last in pairs if last.year < 2100])
    expected = sorted({(last - first).days for first, last in pairs if last.year < 2100})
    assert [time for time, *_ in found] == expected


def test_the_mapping_says_whether_the_day_or_the_month_comes_first() -> None:
    pair = [("01/02/2021", "05/03/2021")]
    assert times(pair, dates="dmy")[0][0] == (date(2021, 3, 5) - date(2021, 2, 1)).days
    assert times(pair, dates="mdy")[0][0] == (date(2021, 5, 3) - date(2021, 1, 2)).days


def test_three_formats_in_one_column_are_read_and_a_day_beyond_12_tells_the_order_of_the_others() -> None:
    rows = "2020-01-01,2020-02-01,Dead\n01.01.2020,31/01/2020,Dead\n2020-01-01,03/04/2020,Dead\n"
    found = counts_of(f"first,last,status\n{rows}", **DATED)
    assert cells(found) == {"all": [(30.0, 1, 1), (31.0, 1, 1), (93.0, 1, 1)]}  # 1 January to 3 April of a leap year
    assert found.notes == (
        "Dates such as 03/04/2021 (1 in 'last') are read with the day first, as the others there have it.",
    )


def test_nobody_is_left_out_by_the_day_of_the_month() -> None:
    """One patient of each day of a year, each seen for a week: all of them, or none, whichever comes first."""
    days = [date(2021, 1, 1) + timedelta(days=place) for place in range(358)]
    for written in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"):
        pairs = [(day.strftime(written), (day + timedelta(days=7)).strftime(written)) for day in days]
        assert times(pairs) == [(7.0, 358, 358)]
    early = [(day.strftime("%d/%m/%Y"), day.strftime("%d/%m/%Y")) for day in days if day.day <= 12]
    with pytest.raises(Refusal, match="132 dates in the column 'first' may be two days, as 03/04/2021 may") as refused:
        times(early)
    assert len(refused.value.sentences) == 1
    assert times(early, dates="mdy") == [(0.0, 144, 144)]


@each(
    ("last", "sentence"),
    [
        (("03/04/2021", "2021-05-31"), "1 dates in the column 'last' may be two days"),
        (("03/04/2021", "31-05-2021"), "1 dates in the column 'last' may be two days"),
        (("03/04/2021", "31/05/2021", "05/31/2021"), "which of the 1 others in 'last' are meant is not told"),
    ],
    ids=["another format", "another mark", "both orders"],
)  # fmt: skip
def test_an_order_is_asked_where_no_date_of_that_column_and_format_tells_it(
    last: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        times(("2020-01-01", day) for day in last)


def test_an_order_that_no_date_of_a_column_has_is_refused_and_not_read() -> None:
    with pytest.raises(Refusal, match="says mdy, but 2 dates in the column 'last' have the day first for sure"):
        times([("2020-01-01", "31/05/2021"), ("2020-01-01", "03/04/2021"), ("2020-01-01", "30/04/2021")], dates="mdy")


def test_dates_without_two_readings_are_read_in_both_orders_side_by_side() -> None:
    assert times([("31/01/2020", "02/29/2020"), ("05/05/2020", "06/06/2020")]) == [(29.0, 1, 1), (32.0, 1, 1)]


def test_a_date_that_is_none_is_listed() -> None:
    no_date = "no date that exists, with a year of four digits"
    reasons = {
        "2021-02-29": no_date, "2021-13-01": no_date, "01.02.21": no_date, "2021": no_date, "1066-10-14": no_date,
        "2019-12-31": "before the date at which the clock starts", "unknown": "the date is missing",
        "=TODAY()": "a formula, which is never run",
        "44197": "a number of five digits; a spreadsheet's day is to be shown as a date",
    }  # fmt: skip
    rows = "".join(f"2020-01-01,{last},Dead\n" for last in reasons)
    found = counts_of(f"first,last,status\n2020-01-01,2020-01-05,Dead\n{rows}", **DATED)
    assert told(found) == [(line, "last", reason) for line, reason in enumerate(reasons.values(), 3)]


def test_the_living_are_followed_to_their_last_contact_where_no_date_of_death_stands() -> None:
    rows = "2020-01-01,2020-01-11,2020-01-05,Dead\n2020-01-01,,2020-01-05,Alive\n"
    found = counts_of(f"first,died,last,status\n{rows}", **{**DATED, "ends": "died", "ends_else": "last"})
    assert cells(found) == {"all": [(4.0, 0, 1), (10.0, 1, 1)]}


def test_a_time_to_death_and_a_time_to_the_last_contact_are_one_time() -> None:
    found = counts_of(
        "days_to_death,days_to_last_follow_up,status\n10,,Dead\n'--,7,Alive\n",
        time="days_to_death", time_else="days_to_last_follow_up", unit="days", group=None,
    )  # fmt: skip
    assert cells(found) == {"all": [(7.0, 0, 1), (10.0, 1, 1)]}


def test_a_decimal_comma_is_read_and_tells_what_a_comma_before_three_digits_is() -> None:
    found = counts_of("months;status\n12,5;Dead\n0,123;Dead\n1,234;Dead\n", group=None)
    assert cells(found) == {"all": [(0.123, 1, 1), (1.234, 1, 1), (12.5, 1, 1)]}
    assert found.notes == (
        "Numbers such as 1,234 or 1.234 (1 in 'months') are read with a decimal comma, as the others there have it.",
    )


@each(
    ("days", "decimal", "read"),
    [
        (("365", "1,234", "12.5"), None, [12.5, 365.0, 1234.0]),
        (("365", "1.234", "12,5"), None, [12.5, 365.0, 1234.0]),
        (("365", "1.234", "0.5"), None, [0.5, 1.234, 365.0]),
        (("2.125", "1.234", "12.375"), None, [1.234, 2.125, 12.375]),
        (("365", "1.234,5", "1.234"), ",", [365.0, 1234.0, 1234.5]),
        (("365", "1,234.5", "1,234"), ".", [365.0, 1234.0, 1234.5]),
        (("365", "1,234", "2.5"), ",", [1.234, 2.5, 365.0]),
    ],
)
def test_thousands_are_read_where_the_other_numbers_or_the_mapping_tell_the_decimal_sign(
    days: tuple[str, ...], decimal: str | None, read: list[float]
) -> None:
    rows = "".join(f"{day};Dead\n" for day in days)
    found = counts_of(f"months;status\n{rows}", unit="days", group=None, decimal=decimal)
    assert ([time for time, *_ in cells(found)["all"]], found.left_out) == (read, 0)


@each(
    ("days", "why"),
    [
        (("365", "12", "1,234"), "no other number of the column tells"),
        (("365", "12", "1.234"), "no other number of the column tells"),
        (("1,5", "1.5", "1.234"), "others have each of them"),
    ],
    ids=["English thousands", "German thousands", "both signs"],
)
def test_nobody_is_left_out_for_being_seen_longer_than_999_days(days: tuple[str, ...], why: str) -> None:
    """As a spreadsheet writes days with its thousands parted: 365, 12 and 1,234."""
    rows = "".join(f"{day};Dead\n" for day in days)
    with pytest.raises(Refusal, match=r"\(1 in 'months'\) may be parted by thousands or by decimals") as refused:
        counts_of(f"months;status\n{rows}", unit="days", group=None)
    assert why in str(refused.value) and len(refused.value.sentences) == 1
