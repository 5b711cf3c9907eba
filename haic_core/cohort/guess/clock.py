"""The time of a registry as its columns suggest it: a number, two numbers of which one is filled, or two dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from haic_core.cohort.guess import columns, said
from haic_core.cohort.guess.names import endpoint_of, unit_of
from haic_core.cohort.guess.part import Part, of_date, of_number
from haic_core.cohort.guess.profile import Profile
from haic_core.cohort.mapping import Unit


@dataclass(frozen=True, slots=True)
class Clock:
    """What tells the time. columns: those it uses. held: its keys of the mapping. died: a date of death among them."""

    parts: tuple[Part, ...]
    held: Mapping[str, object]
    columns: tuple[str, ...] = ()
    time: Profile | None = None
    died: Profile | None = None

    @property
    def is_found(self) -> bool:
        """Whether there is a time at all."""
        return bool(self.columns)

    @property
    def endpoint(self) -> str:
        """Which endpoint the time's name tells of."""
        return endpoint_of(self.time.name) if self.time else ""

    def fits(self, event: Profile) -> float:
        """How well an event fits this time by its name."""
        return columns.belongs(self.time, event) if self.time else 0.5 * (endpoint_of(event.name) == columns.OVERALL)


def clock_of(profiles: Sequence[Profile], events: Sequence[Profile]) -> Clock:
    """The likeliest time; two dates only where no number is one."""
    found = [one for one in columns.times(profiles) if one.name not in {event.name for event in events[:1]}]
    pair = columns.times_of_death(profiles)
    if pair and pair[0].filled < 0.9 * pair[0].rows:
        return _of_pair(*pair)
    if found:
        return _of_times(found, events)
    first, last, died = columns.begins(profiles), columns.ends(profiles), columns.deaths(profiles)
    last = [one for one in last if not first or one.name != first[0].name]
    if first and (last or died):
        return _of_dates(first, last, died)
    return Clock(
        (Part("time", None, said.NOTHING, 0, max((one.rows for one in profiles), default=0), said.NOTHING),), {}
    )


def _of_times(found: Sequence[Profile], events: Sequence[Profile]) -> Clock:
    """The time that fits an event best; others are asked where they are of another endpoint or as likely."""

    def fit(place: int) -> float:
        return max((columns.belongs(found[place], event) for event in events), default=0.0) - 0.75 * place

    best = max(range(len(found)), key=lambda place: (fit(place), -place))
    time = found[best]
    others = tuple(one.name for place, one in enumerate(found) if place != best)
    question = said.OTHER_TIMES.format(", ".join(others)) if others else ""
    parts = [Part("time", time.name, of_number(time), time.numbers, time.rows, question, others)]
    unit, doubt = _unit(time)
    parts.append(_of_unit(time, unit, doubt))
    held: dict[str, object] = {"time": time.name, "unit": unit}
    if time.commas:
        doubt = said.WHICH_DECIMAL.format(time.two_readings) if time.two_readings == time.commas else ""
        parts.append(Part("decimal", ",", of_number(time), time.commas, time.rows, doubt))
        held["decimal"] = ","
    return Clock(tuple(parts), held, (time.name,), time)


def _of_pair(death: Profile, contact: Profile) -> Clock:
    unit, doubt = _unit(death)
    parts = (
        Part("time", death.name, of_number(death), death.numbers, death.rows),
        Part("time_else", contact.name, of_number(contact), contact.numbers, contact.rows),
        _of_unit(death, unit, doubt),
    )
    held = {"time": death.name, "time_else": contact.name, "unit": unit}
    return Clock(parts, held, (death.name, contact.name), death)


def _of_unit(time: Profile, unit: Unit, doubt: str) -> Part:
    why = of_number(time) if doubt else said.NAMED
    return Part("unit", unit, why, time.numbers, time.rows, doubt, longest=time.high or 0.0)


def _unit(time: Profile) -> tuple[Unit, str]:
    """The unit by the name, else by the longest time, which is asked."""
    named = unit_of(time.name)
    if named:
        return named, ""
    high = time.high or 0.0
    unit: Unit = "days" if high > 400 else "months" if high > 30 else "years"
    return unit, said.NO_UNIT.format(high, unit)


def _of_dates(first: Sequence[Profile], last: Sequence[Profile], died: Sequence[Profile]) -> Clock:
    starts = first[0]
    others = tuple(one.name for one in first[1:])
    parts = [
        Part("begins", starts.name, of_date(starts), starts.dates, starts.rows,
             said.OTHER_BEGINS.format(", ".join(others)) if others else "", others)
    ]  # fmt: skip
    # The date of death comes first, for the last contact of the dead may be earlier, or is blank.
    ended = [*died[:1], *[one for one in last if one.name not in {death.name for death in died}][:1]]
    held: dict[str, object] = {"begins": starts.name, "unit": "days"}
    for use, one in zip(("ends", "ends_else"), ended):
        parts.append(Part(use, one.name, of_date(one), one.dates, one.rows))
        held[use] = one.name
    used = [starts, *ended]
    if any(one.day_first or one.month_first or one.either for one in used):
        day, month, either = (
            sum(getattr(one, what) for one in used) for what in ("day_first", "month_first", "either")
        )
        order, doubt = ("mdy" if month > day else "dmy"), ""
        # A column of which every date has two readings is not told by another's.
        if (day and month) or any(one.either and not (one.day_first or one.month_first) for one in used):
            doubt = said.WHICH_ORDER.format(either)
        parts.append(Part("dates", order, of_date(starts), day + month, starts.rows, doubt))
        held["dates"] = order
    half = died[0] if died and last and died[0].filled < died[0].rows else None
    return Clock(tuple(parts), held, tuple(one.name for one in used), died=half)
