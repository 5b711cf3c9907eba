"""Days as laboratories write them: ISO, German, American, with a month's name; a day that two habits read differently
has two readings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    ("jan", "ene", "gen"), ("feb", "fev", "fév"), ("mar", "mär", "mrz", "maa", "mrt"), ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag", "maj"), ("jun", "juin", "giu"), ("jul", "juil", "lug"), ("aug", "aoû", "aou", "ago"),
    ("sep", "set"), ("oct", "okt", "ott"), ("nov",), ("dec", "dez", "déc", "dic"),
)  # fmt: skip
_MONTH = (
    r"(?:jan(?:uary|uar|vier|uari)?|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar|ruari|rero|braio)?|f[ée]v(?:rier)?"
    r"|mar(?:ch|s|zo)?|m[äa]rz|mrz|m(?:aa)?rt|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may(?:o)?|mai|mei|maggio|maj|june?|juni"
    r"|juin|giugno|jul(?:y|i|io)?|juil(?:let)?|luglio|aug(?:ust|ustus)?|ao[ûu]t|ago(?:sto)?|sep(?:t|tember|tembre|tiembre)?"
    r"|settembre|o[ck]t(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?|d[eé][cz](?:ember|embre)?|dic(?:iembre|embre)?)"
    r"(?![^\W\d_])"
)
_CLOCK = (
    r"(?:[ T,]{1,2}[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?(?:\s?(?:Uhr|[AaPp]\.?[Mm]\.?))?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO = r"(?P<iso>(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2})"
_DOTS = r"(?P<dots>[0-9]{1,2}\.\s?[0-9]{1,2}\.\s?(?:(?:19|20)[0-9]{2}|[0-9]{2}))"
_MARKS = r"(?P<marks>[0-9]{1,2}(?P<mark>[/-])[0-9]{1,2}(?P=mark)(?:(?:19|20)[0-9]{2}|[0-9]{2}))"
_DAY_NAMED = (
    rf"(?P<day_named>[0-9]{{1,2}}(?:st|nd|rd|th|\.)?[ \-]?(?:de )?{_MONTH}\.?,?[ \-]?(?:de )?"
    r"(?:(?:19|20)[0-9]{2}|[0-9]{2}(?!:)))"
)
_NAMED_DAY = rf"(?P<named_day>{_MONTH}\.?[ \-][0-9]{{1,2}}(?:st|nd|rd|th)?,?[ \-](?:19|20)[0-9]{{2}})"
DAY = re.compile(
    rf"(?<![\w.,/-])(?:{_ISO}|{_DOTS}|{_MARKS}|{_DAY_NAMED}|{_NAMED_DAY})(?![0-9]){_CLOCK}(?![\w/-])", re.IGNORECASE
)
"""A day, with its clock time if it has one; no letter, digit or mark may touch it."""
EARLIEST = date(2010, 1, 1)
"""What is older is a birthday or a history, never the day of a list that is handed in."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: the day it is where its first number is the day, and where its first number is the month."""

    day_first: date | None
    month_first: date | None

    @property
    def is_certain(self) -> bool:
        """Whether both habits read one day."""
        return self.day_first is not None and self.day_first == self.month_first

    def read(self, day_first: bool | None) -> tuple[date, ...]:
        """The days it may be, once the list's habit is known; two where it is not."""
        found = (self.day_first, self.month_first) if day_first is None else (self._by(day_first),)
        return tuple(dict.fromkeys(one for one in found if one and one >= EARLIEST))

    def _by(self, day_first: bool) -> date | None:
        return (self.day_first or self.month_first) if day_first else (self.month_first or self.day_first)


def day_in(text: str) -> Day | None:
    """The first day in a text."""
    found = DAY.search(text)
    return _day(found) if found else None


def days_in(text: str) -> tuple[Day, ...]:
    """Every day in a text."""
    return tuple(day for found in DAY.finditer(text) if (day := _day(found)))


def habit(days: Iterable[Day]) -> bool | None:
    """Whether the list writes the day first: settled by a day that only one habit reads; None where nothing does."""
    only_day = only_month = False
    for day in days:
        only_day |= day.day_first is not None and day.month_first is None
        only_month |= day.month_first is not None and day.day_first is None
    return only_day if only_day is not only_month else None


def _day(found: re.Match[str]) -> Day | None:
    if text := found["iso"]:
        year, month, day = (int(part) for part in re.split("[-/.]", text))
        return _certain(_real(year, month, day))
    if text := found["dots"]:
        day, month, year = (int(part) for part in text.replace(" ", "").split("."))
        return _certain(_real(_full(year), month, day))
    if text := found["marks"]:
        first, second, year = (int(part) for part in text.split(found["mark"]))
        day_first, month_first = _real(_full(year), second, first), _real(_full(year), first, second)
        return Day(day_first, month_first) if day_first or month_first else None
    text = found["day_named"] or found["named_day"]
    numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
    return _certain(_real(_full(numbers[1]), _month(text), numbers[0]))


def _certain(day: date | None) -> Day | None:
    return Day(day, day) if day else None


def _month(text: str) -> int:
    word = next(iter(re.findall(r"[^\W\d_]{3,}", re.sub(r"(?i)(?<=[0-9])(?:st|nd|rd|th)", " ", text))), "").casefold()
    return next((number for number, starts in enumerate(_MONTHS, 1) if word.startswith(starts)), 0)


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 80 else 1900 + year


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
