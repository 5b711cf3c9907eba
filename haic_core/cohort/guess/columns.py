"""Which columns could be the time, the event, the dates and the groups, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from haic_core.cohort.guess.coding import Coding, coding_of
from haic_core.cohort.guess.names import (
    BEGINS,
    BORN,
    DIED_ON,
    ENDS,
    ENTRY,
    EVENT,
    GROUP,
    NO_TIME,
    STILL_TIME,
    TIME,
    endpoint_of,
    parts,
    unit_of,
)
from haic_core.cohort.guess.profile import Profile
from haic_core.cohort.values import record_column

OVERALL = "overall survival"
_OF_DEATH, _OF_FOLLOW_UP = frozenset(("death", "died")), frozenset(("last", "followup", "follow", "contact"))


def times(profiles: Sequence[Profile]) -> list[Profile]:
    """Columns that can be the time, best first; a time is a number, and its name says so."""
    scored = [(_time_score(one), place, one) for place, one in enumerate(profiles)]
    return [one for score, _, one in sorted(scored, key=lambda one: (-one[0], one[1])) if score > 0]


def _time_score(one: Profile) -> float:
    words = parts(one.name)
    if not one.is_number or one.distinct < 3 or one.high is None or one.high <= 0:
        return 0
    unit = unit_of(one.name) is not None
    if (one.low or 0) < -0.1 * one.high and not unit:
        return 0
    if words & NO_TIME and not words & STILL_TIME:
        return 0.5 if {"days", "months"} & words and _OF_DEATH & words else 0
    score = 2.0 * bool(words & TIME) + 1.0 * unit + 1.0 * bool(endpoint_of(one.name))
    return score + (0.5 if endpoint_of(one.name) == OVERALL else 0) if score >= (1 if one.distinct > 5 else 2) else 0


def events(profiles: Sequence[Profile], labels: Mapping[str, Mapping[str, str]]) -> list[tuple[Profile, Coding]]:
    """Columns that can tell the event, each with its coding, best first."""
    found = []
    for place, one in enumerate(profiles):
        words = parts(one.name)
        coding = coding_of(one.name, one.values, labels.get(one.name))
        if coding is None or unit_of(one.name):
            continue
        named = bool(words & EVENT)
        worded = coding.certainty == 4
        score = coding.certainty + 3.0 * named + 0.5 * (endpoint_of(one.name) == OVERALL)
        if named or worded:
            found.append((-score, place, one, coding))
    return [(one, coding) for _, _, one, coding in sorted(found, key=lambda one: one[:2])]


def belongs(time: Profile, event: Profile) -> float:
    """How well a time and an event fit together by their names."""
    one, other = endpoint_of(time.name), endpoint_of(event.name)
    shared = parts(time.name) & parts(event.name) - {"time", "status", "event"}
    return (
        (2.0 if one and one == other else 0.0) + 0.6 * bool(shared) - (1.5 if one and other and one != other else 0.0)
    )


def times_of_death(profiles: Sequence[Profile]) -> tuple[Profile, Profile] | None:
    """A time to death and a time to the last contact, each filled where the other is not."""

    def told(words: frozenset[str]) -> list[Profile]:
        return [one for one in profiles if one.is_number and unit_of(one.name) and parts(one.name) & words]

    deaths, contacts = told(_OF_DEATH), told(_OF_FOLLOW_UP)
    return (deaths[0], contacts[0]) if deaths and contacts and deaths[0].name != contacts[0].name else None


def groups(profiles: Sequence[Profile], taken: frozenset[str]) -> list[Profile]:
    """Columns of two to eight values whose name tells of a treatment, best first."""
    scored = []
    for place, one in enumerate(profiles):
        score = max((GROUP.get(word, 0) for word in parts(one.name)), default=0)
        if (
            score >= 2
            and 2 <= one.distinct <= 8
            and one.name not in taken
            and one.filled >= 0.2 * one.rows
            and one.values
        ):
            scored.append((-score, place, one))
    return [one for _, _, one in sorted(scored, key=lambda one: one[:2])]


def begins(profiles: Sequence[Profile]) -> list[Profile]:
    """Dates at which a clock can start, best first."""
    return _dated(profiles, BEGINS, DIED_ON | BORN | frozenset(("last", "fu", "followup", "contact")))


def ends(profiles: Sequence[Profile]) -> list[Profile]:
    """Dates of the last contact, best first."""
    return _dated(profiles, ENDS, BORN)


def deaths(profiles: Sequence[Profile]) -> list[Profile]:
    """Dates of death."""
    return [one for one in profiles if one.is_date and parts(one.name) & DIED_ON and not parts(one.name) & BORN]


def _dated(profiles: Sequence[Profile], words: Mapping[str, int], not_these: frozenset[str]) -> list[Profile]:
    scored = []
    for place, one in enumerate(profiles):
        told = parts(one.name)
        score = max((words.get(word, 0) for word in told), default=0)
        if one.is_date and score and not told & not_these:
            scored.append((-score * one.filled / max(one.rows, 1), place, one))
    return [one for _, _, one in sorted(scored, key=lambda one: one[:2])]


def entries(profiles: Sequence[Profile], time: Profile) -> list[Profile]:
    """Columns that can be the time of entry."""
    return [
        one for one in profiles
        if one.is_number and one.name != time.name and parts(one.name) & ENTRY and (one.low or 0) >= 0
        and (one.high or 0) <= (time.high or 0) and not parts(one.name) & {"date", "year", "age", "id"}
    ]  # fmt: skip


def record(profiles: Sequence[Profile]) -> Profile | None:
    """The column of the record number: by its name, or REDCap's first."""
    by_name = {one.name: one for one in profiles}
    named = record_column(by_name)
    redcap = any(one.name.startswith("redcap_") or one.name.endswith("_complete") for one in profiles)
    return by_name[named] if named else profiles[0] if redcap and profiles else None
